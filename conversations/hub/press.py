"""Prints what changed: the page's own partials, once for all readers alike, as ready frames."""

import json
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.template.loader import get_template
from django.utils import translation

from contacts.ports import Panel
from conversations import presenters, selectors
from conversations.hub.seating import Crowd, Place, Printing, Rights
from conversations.hub.sockets import Frame, frame
from conversations.models import Entry, Task
from conversations.presenters import Reader
from conversations.selectors import CallStory, Changed, DeskSource

# Stands for every reader who is nobody in particular: not the owner, not the author.
NOBODY = UUID(int=0)
Scope = tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedThread:
    """What readers with the conversation open get beside its row; the sections of the apps by the readers' rights."""

    entries: Sequence[tuple[Entry, datetime | None]]
    stories: Mapping[UUID, CallStory]
    desk: DeskSource
    panels: Mapping[Rights, tuple[Panel, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that one printing needs.

    `threads` are read once for each scope of locations, since a person's earlier conversations depend on it. `audience`
    limits a conversation to some members; without it everybody.
    """

    changed: Sequence[Changed]
    threads: Mapping[tuple[UUID, Scope], OpenedThread]
    tasks: Sequence[Task]
    audience: Mapping[UUID, Collection[UUID]]
    now: datetime


class Press:
    """One printing: fragments and whole frames are made once and shared."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._fragments: dict[Hashable, str] = {}
        self._frames: dict[tuple[str, ...], Frame] = {}
        self._singled = _single_out(sheet)

    def print(self, crowds: Sequence[Crowd]) -> list[Printing]:
        """Print for every crowd; screens nothing concerns are left out."""
        printed: list[Printing] = []
        for language in {crowd.place.rights.language for crowd in crowds}:
            with translation.override(language):
                for crowd in crowds:
                    if crowd.place.rights.language == language:
                        printed += self._print(crowd)
        return printed

    def _print(self, crowd: Crowd) -> Iterator[Printing]:
        """Print for those who are nobody in particular, then for the members something is different for."""
        singled = self._singled.keys() & crowd.screens.keys()
        others = crowd.everyone
        if singled:
            others = tuple(socket for socket in others if socket.member.pk not in singled)
        if others and (parts := self._parts(crowd.place, NOBODY)):
            yield Printing(self._frame(parts), others)
        alike: dict[Hashable, tuple[str, ...]] = {}
        for member_id in singled:
            why = frozenset(self._singled[member_id])
            if why not in alike:
                alike[why] = self._parts(crowd.place, member_id)
            if alike[why]:
                yield Printing(self._frame(alike[why]), crowd.screens[member_id])

    def _frame(self, parts: tuple[str, ...]) -> Frame:
        if parts not in self._frames:
            since = json.dumps(self._sheet.now.isoformat())
            self._frames[parts] = frame(f'{{"type":"html","since":{since},"fragments":[{",".join(parts)}]}}')
        return self._frames[parts]

    def _parts(self, place: Place, member_id: UUID) -> tuple[str, ...]:
        parts: list[str] = []
        for changed in self._sheet.changed:
            row, audience = changed.conversation, self._sheet.audience.get(changed.conversation.pk)
            if audience is not None and member_id not in audience:
                continue
            if not place.rights.sees(row):
                continue
            if place.query is not None and not place.query.words:
                parts.append(self._row(changed, place, member_id))
            thread = self._sheet.threads.get((row.pk, place.rights.scope))
            if place.opened == row.pk and thread is not None:
                parts += self._thread(thread, place, member_id)
        parts += [self._task(task, place) for task in self._sheet.tasks if _sees_task(place.rights, task)]
        return tuple(parts)

    def _row(self, changed: Changed, place: Place, member_id: UUID) -> str:
        row, query = changed.conversation, place.query
        if query is None or not selectors.holds(
            query, changed.facts, member_id=member_id, location_ids=place.rights.location_ids
        ):
            return self._once(
                ("gone", row.pk), lambda: {"id": f"row-{row.pk}", "version": row.version, "where": "remove"}
            )
        is_unread, suffix = changed.is_unread(member_id), presenters.query_string(query)
        reader = self._reader(place)

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

    def _thread(self, thread: OpenedThread, place: Place, member_id: UUID) -> list[str]:
        row = thread.desk.conversation
        suffix = presenters.query_string(place.query) if place.query else ""
        parts = [
            self._entry(entry, above, thread.stories.get(entry.pk), place, member_id)
            for entry, above in thread.entries
        ]
        reader = self._reader(place, member_id if member_id == row.owner_id else NOBODY)

        def head() -> dict[str, object]:
            item = presenters.thread_head(row, members=thread.desk.members, reader=reader, suffix=suffix)
            return _fragment(f"head-{row.pk}", row.version, "_thread_head", {"head": item})

        def person() -> dict[str, object]:
            panels = thread.panels.get(place.rights, ())
            item = presenters.person_pane(thread.desk, reader=plain, panels=panels, suffix=suffix)
            return _fragment(f"person-{row.pk}", row.version, "_person", {"person": item})

        def gate() -> dict[str, object]:
            item = presenters.gate(thread.desk)
            return _fragment(f"gate-{row.pk}", row.version, "_composer_gate", {"gate": item})

        plain = self._reader(place)
        if presenters.may_reply(row, plain):
            parts.append(self._once(("gate", row.pk, plain.language), gate))
        parts.append(self._once(("head", row.pk, suffix, reader), head))
        parts.append(self._once(("person", row.pk, suffix, place.rights.scope, plain), person))
        return parts

    def _entry(
        self, entry: Entry, above: datetime | None, story: CallStory | None, place: Place, member_id: UUID
    ) -> str:
        reader = self._reader(place, member_id if member_id == entry.author_id else NOBODY)

        def make() -> dict[str, object]:
            item = presenters.entry_item(entry, reader=reader, above=above, story=story)
            target = f"entries-{entry.conversation_id}"
            name = f"entry-{entry.pk}"
            return _fragment(name, entry.version, "_entry", {"entry": item}, where="append", target=target)

        return self._once(("entry", entry.pk, reader), make)

    def _task(self, task: Task, place: Place) -> str:
        reader = self._reader(place)

        def make() -> dict[str, object]:
            item = presenters.task_item(task, reader=reader)
            return _fragment(f"task-{task.pk}", item.version, "_task", {"task": item})

        return self._once(("task", task.pk, reader), make)

    def _once(self, key: Hashable, make: Callable[[], dict[str, object]]) -> str:
        if key not in self._fragments:
            self._fragments[key] = json.dumps(make())
        return self._fragments[key]

    def _reader(self, place: Place, member_id: UUID = NOBODY) -> Reader:
        return reader_with(place.rights, member_id, now=self._sheet.now)


def reader_with(rights: Rights, member_id: UUID = NOBODY, *, now: datetime) -> Reader:
    """Describe a reader with such rights; by name only where the reader is the one the part is about."""
    return Reader(
        member_id=member_id,
        can_write=rights.can_write,
        language=rights.language,
        zone=_zone(rights.time_zone),
        now=now,
    )


def _single_out(sheet: Sheet) -> dict[UUID, set[tuple[str, UUID]]]:
    """List the members who may be printed something else than everybody, each with what it is about."""
    found: dict[UUID, set[tuple[str, UUID]]] = {}

    def note(member_id: UUID | None, what: str, key: UUID) -> None:
        if member_id is not None:
            found.setdefault(member_id, set()).add((what, key))

    for changed in sheet.changed:
        row = changed.conversation
        note(row.owner_id, f"owner {row.owner_id}", row.pk)
        for member_id in changed.facts.mentioned:
            note(member_id, "mentioned", row.pk)
        for member_id in changed.read_by:
            note(member_id, "read", row.pk)
    for conversation_id, audience in sheet.audience.items():
        for member_id in audience:
            note(member_id, "audience", conversation_id)
    for thread in sheet.threads.values():
        row = thread.desk.conversation
        note(row.owner_id, f"owner {row.owner_id}", row.pk)
        for entry, _above in thread.entries:
            note(entry.author_id, f"author {entry.author_id}", entry.pk)
    return found


def _sees_task(rights: Rights, task: Task) -> bool:
    return task.conversation is None or rights.sees(task.conversation)


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
