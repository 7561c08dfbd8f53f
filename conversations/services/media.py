"""Attachments: announced by the carrier, fetched at once, kept in our storage."""

from datetime import datetime
from uuid import UUID

from conversations import events
from conversations.models import Entry
from conversations.services import sending, threads
from core.events import record
from core.transactions import use_case


@use_case
def keep_media(
    *, organisation: UUID, entry_id: UUID, index: int, path: str, mime: str, problem: str, now: datetime
) -> Entry:
    """Write down where an attachment was stored, or why it could not be fetched."""
    entry = sending.lock_entry(entry_id, organisation_id=organisation)
    media = list(entry.media)
    if index >= len(media):
        return entry
    media[index] = media[index] | {
        "path": path,
        "mime": mime,
        "problem": problem,
        "state": "STORED" if path else "MISSING",
    }
    entry.media = media
    entry.version += 1
    entry.save(update_fields=["media", "version"])
    threads.touch(entry.conversation)
    fact = events.MessageStateChanged(
        conversation_id=entry.conversation_id,
        version=entry.conversation.version,
        entry_id=entry.pk,
        state=entry.state,
    )
    record(fact, now=now)
    return entry
