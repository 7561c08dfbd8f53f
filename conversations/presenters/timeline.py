"""What conversations add to a contact's timeline: every entry with them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from contacts import ports
from conversations import selectors
from conversations.domain.states import MessageState
from conversations.models import Entry, EntryKind
from conversations.presenters import call_words, labels
from conversations.presenters.call_cards import HEARD
from conversations.presenters.facts import fact_icon, fact_sentence
from conversations.presenters.reader import Reader, reader_of
from conversations.selectors import CallStory

LONGEST = 600


def register() -> None:
    """Fill the contact's timeline."""
    ports.register_timeline("conversations", _timeline)


def _timeline(visit: ports.Visit, before: ports.Place | None, most: int) -> list[ports.TimelineItem]:
    place = (before.at, before.id) if before else None
    entries = selectors.list_entries_with(
        member=visit.member, contact_id=visit.contact_id, before=place, most=most
    )
    stories = selectors.list_stories(organisation_id=visit.member.organisation_id, entries=entries)
    reader = reader_of(visit.member, now=visit.now)
    return [_item(entry, stories.get(entry.pk), reader=reader) for entry in entries]


def _item(entry: Entry, story: CallStory | None, *, reader: Reader) -> ports.TimelineItem:
    if story is not None:
        return _call(entry, story)
    url = f"{reverse('conversations:conversation', args=[entry.conversation_id])}#entry-{entry.pk}"
    is_fact = entry.kind == EntryKind.FACT
    words = fact_sentence(entry.fact, entry.fact_values, reader=reader) if is_fact else entry.text
    return ports.TimelineItem(
        id=entry.pk,
        at=entry.occurred_at,
        icon=_icon(entry),
        who="" if is_fact else _who(entry),
        what=words if is_fact else _what(entry),
        text="" if is_fact else _shortened(words),
        tone=_tone(entry),
        url=url,
        url_label=_("Open the conversation"),
    )


def _call(entry: Entry, story: CallStory) -> ports.TimelineItem:
    call = story.call
    standing = call_words.standing(call, story.legs)
    heard = [row for row in story.recordings if row.state in HEARD]
    return ports.TimelineItem(
        id=entry.pk,
        at=entry.occurred_at,
        icon=standing.icon,
        who=_who(entry),
        what=standing.label,
        text=_shortened(next((row.summary for row in heard if row.summary), "")),
        tone="danger" if standing.tone == "danger" else ("out" if call.direction == "OUTBOUND" else "in"),
        url=reverse("conversations:call", args=[call.pk]),
        url_label=_("Open the call"),
    )


def _who(entry: Entry) -> str:
    if entry.kind == EntryKind.MESSAGE_IN or (entry.kind == EntryKind.CALL and entry.author is None):
        return labels.party_person(entry.conversation).name
    if entry.author is not None:
        return entry.author.name
    return _("Automatic") if entry.is_automatic else ""


def _what(entry: Entry) -> str:
    if entry.kind == EntryKind.NOTE:
        return _("private note")
    files = f" · {_('with a file')}" if entry.media else ""
    state = labels.state_label(entry.state) if entry.kind == EntryKind.MESSAGE_OUT else ""
    return labels.channel_label(entry.channel) + (f" · {state}" if state else "") + files


def _icon(entry: Entry) -> str:
    if entry.kind == EntryKind.FACT:
        return fact_icon(entry.fact)
    return "lock" if entry.kind == EntryKind.NOTE else labels.channel_icon(entry.channel)


def _tone(entry: Entry) -> str:
    if entry.kind == EntryKind.MESSAGE_OUT:
        if entry.state in (MessageState.FAILED, MessageState.DENIED_CONSENT):
            return "danger"
        return "auto" if entry.is_automatic else "out"
    return {EntryKind.MESSAGE_IN: "in", EntryKind.NOTE: "note"}.get(EntryKind(entry.kind), "")


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
