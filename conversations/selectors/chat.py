"""What a visitor of a chat may see: their own words, and what was answered there."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from conversations.domain.chat import visitor_address
from conversations.domain.states import MessageState
from conversations.models import ChatWidget, Conversation, Entry, EntryKind, LineKind
from conversations.ports import Channel
from core.errors import NotFound

MOST = 200
_SHOWN = [MessageState.SENT, MessageState.DELIVERED, MessageState.READ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """A visitor's chat: the newest two hundred messages, oldest first, and how many there are in all."""

    entries: tuple[Entry, ...]
    count: int


def find_widget(*, organisation: Organisation, is_open: bool = True) -> ChatWidget | None:
    """Give the firm's chat, None where it has none or, asked for an open one, has closed it."""
    rows = ChatWidget.objects.of(organisation).select_related("line__location")
    rows = rows.filter(line__kind=LineKind.CHAT)
    return (rows.filter(line__is_active=True) if is_open else rows).first()


def get_chat(*, organisation: Organisation, visitor: UUID) -> Chat:
    """Read what one visitor and the firm said to each other there; notes and other channels are not among it."""
    shown = _shown(organisation, visitor)
    newest = list(shown.select_related("author__user").order_by("-occurred_at", "-seq")[:MOST])
    return Chat(entries=tuple(reversed(newest)), count=len(newest) if len(newest) < MOST else shown.count())


def count_messages(*, organisation: Organisation, visitor: UUID) -> int:
    """Count what `get_chat` reads, which is all that a page asks while nothing is new."""
    return _shown(organisation, visitor).count()


def find_conversation(*, organisation: Organisation, visitor: UUID) -> Conversation | None:
    """Give the conversation in which a visitor wrote last."""
    rows = Entry.objects.of(organisation).filter(channel=Channel.CHAT, address=visitor_address(visitor))
    latest = rows.select_related("conversation__contact").order_by("-occurred_at", "-seq").first()
    return latest.conversation if latest is not None else None


def get_file(*, organisation: Organisation, visitor: UUID, entry_id: UUID, number: int) -> Mapping[str, str]:
    """Give one file of a visitor's chat.

    Raises:
        NotFound: there is none, or it is not theirs to see.
    """
    entry = _shown(organisation, visitor).filter(pk=entry_id).first()
    if entry is None or number >= len(entry.media) or not entry.media[number].get("path"):
        raise NotFound
    return {key: str(value) for key, value in entry.media[number].items()}


def _shown(organisation: Organisation, visitor: UUID) -> QuerySet[Entry]:
    rows = Entry.objects.of(organisation).filter(channel=Channel.CHAT, address=visitor_address(visitor))
    return rows.filter(Q(kind=EntryKind.MESSAGE_IN) | Q(kind=EntryKind.MESSAGE_OUT, state__in=_SHOWN))
