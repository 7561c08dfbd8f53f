"""Prints what changed: the page's own partials, once for all readers alike, as ready strings."""

import json
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.template.loader import get_template
from django.utils import translation

from accounts.models import Member
from accounts.policies import can_write
from conversations import presenters, selectors
from conversations.hub.sockets import Seat
from conversations.models import Entry, Task
from conversations.presenters import Reader
from conversations.selectors import Changed, DeskSource

# Stands for every reader who is nobody in particular: not the owner, not the author.
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedThread:
    """What readers with the conversation open get beside its row."""

    entries: Sequence[tuple[Entry, datetime | None]]
    desk: DeskSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that one printing needs. `audience` limits a conversation to some members; without it everybody."""

    changed: Sequence[Changed]
    threads: dict[UUID, OpenedThread]
    tasks: Sequence[Task]
    audience: dict[UUID, set[UUID]]
    now: datetime


class Press:
    """One printing: fragments and whole frames are made once and shared."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._fragments: dict[Hashable, str] = {}
        self._frames: dict[tuple[str, ...], str] = {}

    def frames(self, seats: Sequence[Seat]) -> dict[int, str]:
        """Print each seat's frame, by seat key; a seat nothing concerns is left out."""
        printed: dict[int, str] = {}
        for language in {seat.language for seat in seats}:
            with translation.override(language):
                for seat in seats:
                    if seat.language == language and (parts := tuple(self._parts(seat))):
                        printed[seat.key] = self._frame(parts)
        return printed

    def _frame(self, parts: tuple[str, ...]) -> str:
        if parts not in self._frames:
            since = json.dumps(self._sheet.now.isoformat())
            self._frames[parts] = f'{{"type":"html","since":{since},"fragments":[{",".join(parts)}]}}'
        return self._frames[parts]

    def _parts(self, seat: Seat) -> list[str]:
        parts: list[str] = []
        for changed in self._sheet.changed:
            row, audience = changed.conversation, self._sheet.audience.get(changed.conversation.pk)
            if audience is not None and seat.member.pk not in audience:
                continue
            if not sees(seat.member, row.location_id):
                continue
            if seat.query is not None and not seat.query.words:
                parts.append(self._row(changed, seat))
            if seat.opened == row.pk and row.pk in self._sheet.threads:
                parts += self._thread(self._sheet.threads[row.pk], seat)
        parts += [self._task(task, seat) for task in self._sheet.tasks if _sees_task(seat.member, task)]
        return parts

    def _row(self, changed: Changed, seat: Seat) -> str:
        row, query, member = changed.conversation, seat.query, seat.member
        if query is None or not selectors.holds(
            query, changed.facts, member_id=member.pk, location_ids=tuple(member.location_ids)
        ):
            return self._once(
                ("gone", row.pk), lambda: {"id": f"row-{row.pk}", "version": row.version, "where": "remove"}
            )
        is_unread, suffix, reader = (
            changed.is_unread(member.pk),
            presenters.query_string(query),
            self._reader(seat),
        )

        def make() -> dict[str, object]:
            item = presenters.conversation_row(
                row, reader=reader, is_unread=is_unread, suffix=suffix, is_by_waiting=query.is_by_waiting
            )
            return _fragment(
                f"row-{row.pk}",
                row.version,
                "_conversation_row",
                {"row": item},
                where="prepend",
                target="rows",
            )

        return self._once(("row", row.pk, is_unread, suffix, reader), make)

    def _thread(self, thread: OpenedThread, seat: Seat) -> list[str]:
        row = thread.desk.conversation
        suffix = presenters.query_string(seat.query) if seat.query else ""
        parts = [self._entry(entry, above, seat) for entry, above in thread.entries]
        reader = self._reader(seat, of=row.owner_id)

        def head() -> dict[str, object]:
            item = presenters.thread_head(row, members=thread.desk.members, reader=reader, suffix=suffix)
            return _fragment(f"head-{row.pk}", row.version, "_thread_head", {"head": item})

        def person() -> dict[str, object]:
            item = presenters.person_pane(thread.desk, reader=plain, suffix=suffix)
            return _fragment(f"person-{row.pk}", row.version, "_person", {"person": item})

        plain = self._reader(seat)
        parts.append(self._once(("head", row.pk, suffix, reader), head))
        parts.append(self._once(("person", row.pk, suffix, plain), person))
        return parts

    def _entry(self, entry: Entry, above: datetime | None, seat: Seat) -> str:
        reader = self._reader(seat, of=entry.author_id)

        def make() -> dict[str, object]:
            item = presenters.entry_item(entry, reader=reader, above=above)
            target = f"entries-{entry.conversation_id}"
            name = f"entry-{entry.pk}"
            return _fragment(name, entry.version, "_entry", {"entry": item}, where="append", target=target)

        return self._once(("entry", entry.pk, reader), make)

    def _task(self, task: Task, seat: Seat) -> str:
        reader = self._reader(seat)

        def make() -> dict[str, object]:
            item = presenters.task_item(task, reader=reader)
            return _fragment(f"task-{task.pk}", item.version, "_task", {"task": item})

        return self._once(("task", task.pk, reader), make)

    def _once(self, key: Hashable, make: Callable[[], dict[str, object]]) -> str:
        if key not in self._fragments:
            self._fragments[key] = json.dumps(make())
        return self._fragments[key]

    def _reader(self, seat: Seat, *, of: UUID | None = None) -> Reader:
        """Describe the seat's reader; by name only where the reader is the one the part is about."""
        return Reader(
            member_id=seat.member.pk if seat.member.pk == of else NOBODY,
            can_write=can_write(seat.member),
            language=seat.language,
            zone=_zone(seat.member.organisation.time_zone),
            now=self._sheet.now,
        )


def sees(member: Member, location_id: UUID) -> bool:
    """Say whether the member works at the location; an empty scope is every location."""
    return not member.location_ids or location_id in member.location_ids


def _sees_task(member: Member, task: Task) -> bool:
    return task.conversation is None or sees(member, task.conversation.location_id)


def _fragment(
    key: str,
    version: int,
    template: str,
    context: dict[str, object],
    *,
    where: str = "replace",
    target: str = "",
) -> dict[str, object]:
    html = get_template(f"conversations/{template}.html").render(context)
    fragment: dict[str, object] = {"id": key, "version": version, "html": html.strip(), "where": where}
    return fragment | {"target": target} if target else fragment


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
