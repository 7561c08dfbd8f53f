"""The open conversation and the desk around it."""

from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.ports import Panel
from conversations.domain.states import Status
from conversations.models import Conversation
from conversations.pages import Desk, Empty, Thread
from conversations.presenters.composer import Typed, composer
from conversations.presenters.entries import entry_items
from conversations.presenters.heads import thread_head
from conversations.presenters.people import person_pane
from conversations.presenters.reader import Reader
from conversations.selectors import DeskSource, EntryPage

PANES = ("list", "conversation", "person")


def desk(
    source: DeskSource,
    *,
    reader: Reader,
    client_ref: UUID,
    panels: tuple[Panel, ...] = (),
    suffix: str = "",
    pane: str = "conversation",
    typed: Typed | None = None,
    error: str = "",
) -> Desk:
    """Print the conversation and the person; `pane` is what a phone shows."""
    return Desk(
        pane=pane if pane in PANES else "conversation",
        thread=thread(source, reader=reader, client_ref=client_ref, suffix=suffix, typed=typed, error=error),
        person=person_pane(source, reader=reader, panels=panels, suffix=suffix),
    )


def empty_desk() -> Desk:
    """Print the desk with nothing on it."""
    return Desk(
        pane="list",
        empty=Empty(title=_("Choose a conversation"), text=_("j and k move, Enter opens, r replies.")),
    )


def thread(
    source: DeskSource,
    *,
    reader: Reader,
    client_ref: UUID,
    suffix: str = "",
    typed: Typed | None = None,
    error: str = "",
) -> Thread:
    """Print head, newest entries and reply box."""
    row = source.conversation
    return Thread(
        conversation_id=str(row.pk),
        version=row.version,
        seq=row.entry_count,
        title=row.title,
        head=thread_head(row, members=source.members, reader=reader, suffix=suffix, error=error),
        entries=entry_items(
            source.entries.entries, reader=reader, stories=source.entries.stories, read_seq=source.read_seq
        ),
        composer=composer(source, reader=reader, client_ref=client_ref, typed=typed)
        if may_reply(row, reader)
        else None,
        older_url=older_url(row.pk, source.entries),
        read_url=reverse("conversations:read", args=[row.pk]),
        locked=_locked(row),
    )


def older_thread(row: Conversation, page: EntryPage, *, reader: Reader) -> Thread:
    """Print earlier entries alone, with the door to still earlier ones."""
    return Thread(
        conversation_id=str(row.pk),
        version=row.version,
        seq=row.entry_count,
        title=row.title,
        head=thread_head(row, members=(), reader=reader),
        entries=entry_items(page.entries, reader=reader, stories=page.stories),
        composer=None,
        older_url=older_url(row.pk, page),
    )


def older_url(conversation_id: UUID, page: EntryPage) -> str:
    """Address the entries before this page, empty at the beginning."""
    if page.older is None:
        return ""
    place = urlencode({"before": f"{page.older.at.isoformat()}_{page.older.seq}"})
    return reverse("conversations:older", args=[conversation_id]) + f"?{place}"


def may_reply(row: Conversation, reader: Reader) -> bool:
    """Say whether the reader has a reply box here."""
    return reader.can_write and row.status not in {Status.MERGED, Status.AI}


def _locked(row: Conversation) -> str:
    if row.status == Status.MERGED:
        return _("This conversation was merged into another. Write there.")
    if row.status == Status.AI:
        return _("The receptionist has this conversation. Take it over to write.")
    return _("Your role can read, but not write.")
