"""One entry of the stream, for the page and for the push alike."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.domain.consent import Purpose
from conversations.domain.states import MessageState
from conversations.models import Entry, EntryKind
from conversations.pages import EntryItem, Media
from conversations.ports import FailureReason, reason_sentence
from conversations.presenters import labels
from conversations.presenters.call_cards import call_card
from conversations.presenters.facts import fact_details, fact_icon, fact_sentence
from conversations.presenters.reader import Reader
from conversations.presenters.times import clock_label, day_label, is_same_day
from conversations.presenters.words import text_parts
from conversations.selectors import CallStory

STORED = "STORED"


def entry_items(
    entries: Iterable[Entry],
    *,
    reader: Reader,
    stories: Mapping[UUID, CallStory],
    before: datetime | None = None,
    read_seq: int | None = None,
) -> tuple[EntryItem, ...]:
    """Print entries in reading order; `before` is when the entry above the first one happened.

    `stories` are the calls among them, by entry. With `read_seq` the first message beyond it is marked as new.
    """
    items: list[EntryItem] = []
    above, is_marked = before, read_seq is None
    for entry in entries:
        is_new = not is_marked and entry.kind == EntryKind.MESSAGE_IN and entry.seq > (read_seq or 0)
        story = stories.get(entry.pk)
        items.append(entry_item(entry, reader=reader, above=above, story=story, is_first_unread=is_new))
        above, is_marked = entry.occurred_at, is_marked or is_new
    return tuple(items)


def entry_item(
    entry: Entry,
    *,
    reader: Reader,
    above: datetime | None,
    story: CallStory | None = None,
    is_first_unread: bool = False,
) -> EntryItem:
    """Print one entry; `above` is when the entry before it happened, None at the very top.

    `story` is the call behind an entry that is one.
    """
    begins = above is None or not is_same_day(above, entry.occurred_at, reader=reader)
    may_undo = _may_undo(entry, reader)
    is_fact, is_call = entry.kind == EntryKind.FACT, entry.kind == EntryKind.CALL
    mail = entry.mail or {}
    return EntryItem(
        id=str(entry.pk),
        version=entry.version,
        seq=entry.seq,
        kind=_kind(entry),
        time_label=clock_label(entry.occurred_at, reader=reader),
        time_iso=entry.occurred_at.isoformat(),
        author=_author(entry),
        channel_icon=labels.channel_icon(entry.channel),
        channel_label=labels.channel_label(entry.channel) if entry.channel else "",
        text=fact_sentence(entry.fact, entry.fact_values, reader=reader) if is_fact else entry.text,
        parts=()
        if is_fact or is_call
        else text_parts(entry.text, with_mentions=entry.kind == EntryKind.NOTE),
        day_label=day_label(entry.occurred_at, reader=reader) if begins else "",
        is_first_unread=is_first_unread,
        status=entry.state.lower() if entry.kind == EntryKind.MESSAGE_OUT else "",
        status_label=labels.state_label(entry.state) if entry.kind == EntryKind.MESSAGE_OUT else "",
        segments_label=_segments(entry),
        failure=_failure(entry),
        retry_url=_retry_url(entry, reader),
        undo_url=reverse("conversations:undo_send", args=[entry.pk]) if may_undo else "",
        undo_until_iso=entry.send_after.isoformat() if may_undo and entry.send_after else "",
        why=_why_automatic(entry) if entry.is_automatic else "",
        icon=fact_icon(entry.fact) if is_fact else "",
        details=fact_details(entry.fact, entry.fact_values) if is_fact else (),
        call=call_card(story, reader=reader) if story else None,
        media=tuple(_media(entry, number) for number in range(len(entry.media))),
        subject=str(mail.get("subject") or ""),
        rest=str(mail.get("rest") or ""),
        sender=_sender(entry),
        order=f"{entry.occurred_at.astimezone(UTC).isoformat(timespec='microseconds')} {entry.seq:08d}",
    )


def _kind(entry: Entry) -> str:
    if entry.kind == EntryKind.MESSAGE_OUT:
        return "auto" if entry.is_automatic else "out"
    return {
        EntryKind.MESSAGE_IN: "in",
        EntryKind.NOTE: "note",
        EntryKind.FACT: "fact",
        EntryKind.CALL: "call",
    }[EntryKind(entry.kind)]


def _author(entry: Entry) -> str:
    if entry.kind == EntryKind.MESSAGE_IN or (entry.kind == EntryKind.CALL and entry.author is None):
        return labels.party_person(entry.conversation).name
    if entry.author is not None:
        return entry.author.name
    return _("Automatic") if entry.is_automatic else ""


def _sender(entry: Entry) -> str:
    """Name the address a mail came from where that is not the one of the conversation."""
    is_mail = entry.kind == EntryKind.MESSAGE_IN and entry.mail is not None
    return entry.address if is_mail and entry.address != entry.conversation.party_value else ""


def _may_undo(entry: Entry, reader: Reader) -> bool:
    return (
        entry.state == MessageState.QUEUED
        and entry.author_id == reader.member_id
        and entry.send_after is not None
        and entry.send_after > reader.now
    )


def _segments(entry: Entry) -> str:
    if entry.kind != EntryKind.MESSAGE_OUT or entry.segments < 2:
        return ""
    return ngettext("%(count)d segment", "%(count)d segments", entry.segments) % {"count": entry.segments}


def _failure(entry: Entry) -> str:
    if entry.state == MessageState.DENIED_CONSENT:
        return reason_sentence(FailureReason.OPTED_OUT)
    if entry.state != MessageState.FAILED:
        return ""
    known = entry.failure_reason in set(FailureReason)
    return reason_sentence(FailureReason(entry.failure_reason) if known else FailureReason.UNKNOWN)


def _retry_url(entry: Entry, reader: Reader) -> str:
    is_ours = entry.kind == EntryKind.MESSAGE_OUT and entry.state == MessageState.FAILED
    return reverse("conversations:retry", args=[entry.pk]) if is_ours and reader.can_write else ""


def _media(entry: Entry, number: int) -> Media:
    file = entry.media[number]
    is_stored = file.get("state") == STORED and bool(file.get("path"))
    blocked = "" if is_stored else _why_blocked(str(file.get("state", "")))
    return Media(
        id=f"{entry.pk}-{number}",
        name=file.get("name") or _("File"),
        url=reverse("conversations:media", args=[entry.pk, number]) if is_stored else "",
        size_label=_size(file.get("size") or 0),
        is_image=is_stored and str(file.get("mime", "")).startswith("image/"),
        alt=file.get("caption") or "",
        blocked=blocked,
    )


def _why_blocked(state: str) -> str:
    if state == "ANNOUNCED":
        return _("on its way")
    if state == "REFUSED":
        return _("held back: this sort of file is not accepted")
    return _("could not be fetched from the carrier")


def _size(size: int) -> str:
    if not size:
        return ""
    return f"{size / 1_048_576:.1f} MB" if size >= 1_048_576 else f"{max(1, size // 1024)} kB"


def _why_automatic(entry: Entry) -> str:
    if entry.purpose in {Purpose.OPT_OUT_CONFIRMATION, Purpose.HELP_ANSWER}:
        return _("Sent by itself, because the law asks for this answer.")
    return _("Sent by itself, in answer to them.")
