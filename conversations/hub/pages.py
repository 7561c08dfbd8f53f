"""Live pages beside the inbox: each kind says what concerns it and prints its parts, once for all readers alike."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.template.loader import get_template
from django.utils import timezone, translation

from conversations import selectors
from conversations.hub.batch import Batch
from conversations.hub.gathering import LONGEST_AWAY, OVERLAP, in_thread
from conversations.hub.seating import Crowd, Place, Printing, crowd_of
from conversations.hub.sockets import RESYNC, Socket, frame
from core.transactions import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened; `is_first`: the screen has just come, and is shown whatever it may lack."""

    batch: Batch
    now: datetime
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One fragment of a page: its template finds `context`. Without a template it is taken away."""

    id: str
    version: int
    template: str = ""
    context: Mapping[str, object] | None = None
    target: str = ""


# Some readers of a crowd and what they are to be shown; each screen of the crowd at most once.
Parts = tuple[Sequence[Part], tuple[Socket, ...]]
Printer = Callable[[News, Crowd], Iterator[Parts]]
Listener = Callable[[UUID, frozenset[UUID], datetime], None]
_printers: dict[str, Printer] = {}
_heads: list[Printer] = []
_listeners: list[Listener] = []


def register_page(kind: str, printer: Printer) -> None:
    """Let `printer` keep pages of a kind live; their `data-live-page` is the kind, a space, and which one.

    It is called in a thread, in the crowd's language and zone, outside `reading`.
    """
    _printers[kind] = printer


def register_head(printer: Printer) -> None:
    """Let `printer` keep live what stands in the head of every page."""
    _heads[:] = [printer]


def register_listener(listener: Listener) -> None:
    """Let `listener` know every few seconds which members of an organisation have a screen open."""
    _listeners[:] = [listener]


@in_thread
def tell_open(organisation_id: UUID, member_ids: frozenset[UUID], *, now: datetime) -> None:
    """Tell whoever wants to know whose screens are open."""
    for listener in _listeners:
        listener(organisation_id, member_ids, now)


@in_thread
def print_heads(batch: Batch, crowds: Sequence[Crowd], *, now: datetime) -> list[Printing]:
    """Print what a batch changes in the heads of its members' pages."""
    news = News(batch=batch, now=now)
    return [
        printing for printer in _heads for crowd in crowds for printing in _written_by(printer, news, crowd)
    ]


@in_thread
def print_pages(
    batch: Batch, crowds: Sequence[Crowd], *, organisation_id: UUID, now: datetime
) -> list[Printing]:
    """Print what a batch changes on live pages."""
    news = News(batch=batch, now=now)
    return [printing for crowd in crowds for printing in _print(news, crowd)]


@in_thread
def print_fresh(socket: Socket, place: Place, *, since: datetime | None, now: datetime) -> list[Printing]:
    """Print what one page may lack that was read at `since`, and whose screen has just come."""
    crowd, batch = crowd_of(place, (socket,)), Batch()
    if since is not None and since < now - LONGEST_AWAY:
        return [Printing(RESYNC, (socket,))]
    if since is not None:
        organisation_id = socket.organisation_id
        with reading(organisation_id):
            missed = selectors.get_missed(organisation_id=organisation_id, since=since - OVERLAP)
        if not missed.is_all:
            return [Printing(RESYNC, (socket,))]
        batch.conversations |= missed.conversation_ids
        batch.consents |= missed.consent_ids
        batch.contacts |= missed.contact_ids
        batch.tasks |= dict.fromkeys(missed.task_ids)
    return list(_print(News(batch=batch, now=now, is_first=True), crowd))


def _print(news: News, crowd: Crowd) -> Iterator[Printing]:
    page = crowd.place.page
    printer = _printers.get(page.kind) if page else None
    if printer is not None:
        yield from _written_by(printer, news, crowd)


def _written_by(printer: Printer, news: News, crowd: Crowd) -> Iterator[Printing]:
    rights = crowd.place.rights
    with translation.override(rights.language), timezone.override(rights.time_zone):
        for parts, sockets in printer(news, crowd):
            if not parts or not sockets:
                continue
            body = {"type": "html", "since": news.now.isoformat(), "fragments": [_written(p) for p in parts]}
            yield Printing(frame(json.dumps(body)), sockets)


def _written(part: Part) -> dict[str, object]:
    if part.context is None:
        return {"id": part.id, "version": part.version, "where": "remove"}
    html = get_template(part.template).render(dict(part.context)).strip()
    where = "prepend" if part.target else "replace"
    written: dict[str, object] = {"id": part.id, "version": part.version, "html": html, "where": where}
    return written | {"target": part.target} if part.target else written
