"""One row of the list, for the page and for the push alike."""

from datetime import UTC
from functools import cache
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from conversations.domain.states import Status
from conversations.models import Conversation
from conversations.pages import Badge, ConversationRow
from conversations.presenters import call_words, labels
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label, short_label, span_label

MOST_BADGES = 2
VOICE = "VOICE"
_ANY = str(UUID(int=0))


def conversation_row(
    conversation: Conversation,
    *,
    reader: Reader,
    is_unread: bool,
    suffix: str = "",
    is_by_waiting: bool = False,
    is_current: bool = False,
) -> ConversationRow:
    """Print a conversation as a row.

    `suffix` is the query string that keeps the list when it is opened, `is_by_waiting` how that list is sorted.
    """
    icon, tone = labels.channel_icon(conversation.latest_channel), ""
    if conversation.latest_channel == VOICE:
        icon, tone = call_words.outcome_look(conversation.latest_call)
    return ConversationRow(
        id=str(conversation.pk),
        version=conversation.version,
        url=_address().replace(_ANY, str(conversation.pk)) + suffix,
        person=labels.party_person(conversation),
        time_label=short_label(conversation.latest_at, reader=reader),
        time_iso=conversation.latest_at.isoformat(),
        channel_icon=icon,
        channel_tone=tone,
        channel_label=labels.channel_label(conversation.latest_channel),
        preview=_preview(conversation),
        is_unread=is_unread,
        is_current=is_current,
        badges=tuple(_badges(conversation, reader=reader)[:MOST_BADGES]),
        owner=labels.member_person(conversation.owner) if conversation.owner else None,
        order=_order(conversation, is_by_waiting=is_by_waiting),
    )


@cache
def _address() -> str:
    """Write a conversation's address once; Django takes longer for each than for the whole row."""
    return reverse("conversations:conversation", args=[_ANY])


def _order(conversation: Conversation, *, is_by_waiting: bool) -> str:
    """Write what the list sorts by, id last, so that text sorts as the database does; who waits for nobody is last."""
    at = conversation.waiting_since if is_by_waiting else conversation.latest_at
    instant = at.astimezone(UTC).isoformat(timespec="microseconds") if at else "~"
    return f"{instant} {conversation.pk}"


def _preview(conversation: Conversation) -> str:
    if conversation.latest_channel == VOICE:
        return call_words.preview(conversation)
    words = conversation.latest_text or (_("Picture or file") if conversation.latest_channel else "")
    return _("Us: %(words)s") % {"words": words} if conversation.latest_is_ours and words else words


def _badges(conversation: Conversation, *, reader: Reader) -> list[Badge]:
    """List what stands out, the most urgent first."""
    badges: list[Badge] = []
    if conversation.has_failure:
        badges.append(Badge(label=_("Not delivered"), tone="danger", icon="alert"))
    if conversation.status == Status.OPEN and conversation.waiting_since:
        badges.append(waiting_badge(conversation, reader=reader))
    if conversation.status == Status.SNOOZED:
        badges.append(snooze_badge(conversation, reader=reader))
    if conversation.status == Status.RESOLVED and conversation.outcome:
        badges.append(Badge(label=labels.outcome_label(conversation.outcome), tone="ok", icon="check"))
    if conversation.status == Status.OPEN and conversation.owner_id is None:
        badges.append(Badge(label=_("Nobody's yet"), tone="info", icon="people"))
    badges += [Badge(label=tag) for tag in conversation.tags]
    return badges


def waiting_badge(conversation: Conversation, *, reader: Reader) -> Badge:
    """Count up since the first unanswered message; red once the answer is overdue."""
    since = conversation.waiting_since or reader.now
    late = conversation.due_at is not None and conversation.due_at < reader.now
    return Badge(
        label=_("Waiting"),
        tone="danger" if late else "warn",
        icon="clock",
        since_iso=since.isoformat(),
        clock_label=span_label(reader.now - since),
    )


def snooze_badge(conversation: Conversation, *, reader: Reader) -> Badge:
    """Say until when a conversation is put aside."""
    if conversation.snoozed_until is None:
        return Badge(label=_("Until they reply"), icon="moon")
    return Badge(label=moment_label(conversation.snoozed_until, reader=reader), icon="moon")
