"""What is kept from members: a conversation from some by an ethical wall, what was said in it from all for a while.

Higher apps say why.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.translation import override

from accounts.services import members
from conversations.events import ConversationChanged, MemberWalled
from conversations.models import Conversation, Entry, Recording, RecordingKind
from conversations.services.calls.ending import in_words
from conversations.services.threads import PREVIEW, lock_conversation
from core.events import record
from core.transactions import step


@step
def wall_conversation(
    *, organisation_id: UUID, conversation_id: UUID, member_ids: Collection[UUID], now: datetime
) -> Conversation:
    """Keep a conversation from exactly these members; an owner among them gives it back to the team.

    Their screens close and read anew, so that nothing of it stays on one.
    """
    row = lock_conversation(conversation_id, organisation_id=organisation_id)
    before, after = set(row.walled_from), set(member_ids)
    if before == after:
        return row
    row.walled_from = sorted(after)
    if row.owner_id in after:
        row.owner, row.ownership, row.owned_at = None, "UNOWNED", None
    row.version += 1
    row.save(update_fields=["walled_from", "owner", "ownership", "owned_at", "version"])
    for member_id in sorted(before ^ after):
        mark_walled(organisation_id=organisation_id, member_id=member_id, now=now)
    record(ConversationChanged(conversation_id=row.pk, version=row.version, change="walled"), now=now)
    return row


@step
def quarantine_conversation(
    *, organisation_id: UUID, conversation_id: UUID, is_quarantined: bool, now: datetime
) -> Conversation:
    """Close what was said in calls and voicemails for everybody, or open it again; lists and search follow."""
    row = lock_conversation(conversation_id, organisation_id=organisation_id)
    if row.is_quarantined == is_quarantined:
        return row
    row.is_quarantined = is_quarantined
    rows = Recording.objects.of(organisation_id).filter(call__conversation=row, kind=RecordingKind.VOICEMAIL)
    for recording in rows.exclude(transcript=[]).select_related("call__organisation"):
        said = " ".join(str(item["text"]) for item in recording.transcript)
        with override(recording.call.organisation.locale):
            plain = in_words(recording.call)
        words, others = (plain, said) if is_quarantined else (said, plain)
        Entry.objects.of(organisation_id).filter(pk=recording.call.entry_id).update(text=words)
        if row.latest_text == others[:PREVIEW]:
            row.latest_text = words[:PREVIEW]
    row.version += 1
    row.save(update_fields=["is_quarantined", "latest_text", "version"])
    record(ConversationChanged(conversation_id=row.pk, version=row.version, change="quarantine"), now=now)
    return row


@step
def mark_walled(*, organisation_id: UUID, member_id: UUID, now: datetime) -> None:
    """Say again whether any wall keeps something from a member, and let their screens know."""
    kept = Conversation.objects.of(organisation_id).filter(walled_from__contains=[member_id]).exists()
    members.mark_walled(organisation_id=organisation_id, member_id=member_id, is_walled=kept)
    record(MemberWalled(member_id=member_id), now=now)
