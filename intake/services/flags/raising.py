"""An emergency somebody described becomes a red flag at once: beside the conversation, and a task that is due now.

Law firms have none: what is told them is not searched for illness.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from accounts.models import Industry, Organisation
from contacts.models import Contact
from conversations.models import Conversation, Entry, EntryKind, LineKind, Recording, RecordingKind
from core.events import record
from core.transactions import step, use_case
from intake import ports
from intake.domain.redflags import red_flags, sentence_around
from intake.events import RedFlagSeen
from intake.models import FlagSource, RedFlagAlert, Submission
from intake.selectors.flags import list_in_force, own_phrases
from intake.services.flags.telling import tell_owners_step

LISTENING: Final = frozenset({Industry.CLINIC, Industry.HOME})
SOURCES: Final = {LineKind.CHAT: FlagSource.CHAT, LineKind.EMAIL: FlagSource.MAIL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard where: `key` names the piece of writing, of which one red flag is raised."""

    kinds: tuple[str, ...]
    words: str
    source: FlagSource
    key: str
    conversation: Conversation | None = None
    submission: Submission | None = None
    contact: Contact | None = None
    who: str = ""


@use_case
def hear_entry(*, organisation: UUID, entry_id: UUID, now: datetime) -> None:
    """Listen to what a customer wrote; heard twice, it is one red flag."""
    firm = listening(organisation)
    if firm is None:
        return
    rows = Entry.objects.of(organisation).select_related("conversation", "line")
    entry = rows.filter(pk=entry_id, kind=EntryKind.MESSAGE_IN).first()
    if entry is None:
        return
    kind = LineKind(entry.line.kind) if entry.line is not None else LineKind.PHONE
    source = SOURCES.get(kind, FlagSource.MESSAGE)
    hear_step(entry.conversation, text=entry.text, source=source, key=f"entry:{entry.pk}", now=now)


@use_case
def hear_recording(*, organisation: UUID, recording_id: UUID, now: datetime) -> None:
    """Listen to what a caller said, as soon as it is written down; what a member said is no sign of anything."""
    firm = listening(organisation)
    if firm is None:
        return
    rows = Recording.objects.of(organisation).select_related("call__conversation")
    row = rows.filter(pk=recording_id).first()
    if row is None:
        return
    said = (str(item.get("text", "")) for item in row.transcript if item.get("speaker") != "MEMBER")
    source = FlagSource.VOICEMAIL if row.kind == RecordingKind.VOICEMAIL else FlagSource.CALL
    hear_step(row.call.conversation, text="\n".join(said), source=source, key=f"recording:{row.pk}", now=now)


@step
def hear_step(
    conversation: Conversation, *, text: str, source: FlagSource, key: str, now: datetime
) -> RedFlagAlert | None:
    """Raise a red flag if a text describes an emergency nobody was told of yet in this conversation."""
    firm = listening(conversation.organisation_id)
    if firm is None or not text.strip():
        return None
    kinds, words = dangers_in(firm, text)
    if not kinds:
        return None
    rows = RedFlagAlert.objects.of(firm.pk).filter(conversation=conversation, acknowledged_at=None)
    known = {kind for row in rows for kind in row.kinds}
    if kinds <= known:
        return None
    heard = Heard(kinds=tuple(sorted(kinds)), words=words, source=source, key=key, conversation=conversation)
    return raise_step(firm, heard, now=now)


@step
def raise_step(firm: Organisation, heard: Heard, *, now: datetime) -> RedFlagAlert:
    """Write a red flag down and tell the owners at once; whoever is on call is told by a handler. Twice is once."""
    Organisation.objects.select_for_update(no_key=True).get(pk=firm.pk)
    before = RedFlagAlert.objects.of(firm.pk).filter(source_key=heard.key).first()
    if before is not None:
        return before
    signed = list_in_force(organisation_id=firm.pk)
    told = (heard.conversation, heard.submission)
    contact = heard.contact or next(
        (one.contact for one in told if one is not None and one.contact is not None), None
    )
    row = RedFlagAlert(
        organisation_id=firm.pk,
        conversation=heard.conversation,
        submission=heard.submission,
        contact=contact,
        who=(heard.who or (contact.display_name if contact else ""))[:120],
        source=heard.source,
        source_key=heard.key,
        kinds=list(heard.kinds),
        words=heard.words[:300],
        list_version=signed.version if signed else 0,
        raised_at=now,
    )
    row.save(force_insert=True)
    fact = RedFlagSeen(
        submission_id=heard.submission.pk if heard.submission else None,
        conversation_id=row.conversation_id,
        flags=heard.kinds,
        alert_id=row.pk,
    )
    record(fact, now=now)
    tell_owners_step(row, now=now)
    return row


def dangers_in(firm: Organisation, text: str) -> tuple[set[str], str]:
    """Gather the kinds of danger and quote the first sentence that tells of one."""
    kinds: set[str] = set()
    words = ""
    if firm.industry == Industry.CLINIC:
        seen = red_flags(text, own_phrases(organisation_id=firm.pk))
        kinds = {one.flag.value for one in seen}
        words = sentence_around(text, seen[0]) if seen else ""
    if not kinds:
        found = ports.dangers(text, firm.industry)
        kinds = {one.kind[:40] for one in found}
        words = found[0].words if found else ""
    return kinds, words


def listening(organisation_id: UUID) -> Organisation | None:
    """Give the organisation if it listens for emergencies, None of a law firm."""
    return Organisation.objects.filter(pk=organisation_id, industry__in=LISTENING).first()
