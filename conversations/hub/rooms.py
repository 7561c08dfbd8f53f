"""The screens of one organisation in this process: hints come in, frames go out."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from conversations.hub import docks, figures, gathering, pages, presence
from conversations.hub.batch import Batch, Hint
from conversations.hub.seating import Crowd, Printing, Seating, place_of
from conversations.hub.sockets import RESYNC, Shown, Socket
from conversations.selectors import InboxQuery
from core import clock

log = logging.getLogger(__name__)
# At most ten flushes a second: above that, hints wait and are read together.
FLUSH_SECONDS = 0.1
FIGURES_SECONDS = 0.5
# Figures wait until the rows are on the screens: on a busy machine counting would hold them up.
FIGURES_AFTER_SECONDS = 0.1
TYPING_SECONDS = 6.0


class Room:
    """Local sockets of one organisation; one read and one printing per flush, whatever their number."""

    def __init__(self, organisation_id: UUID, *, pool: ThreadPoolExecutor, people: presence.Presence) -> None:
        self.organisation_id = organisation_id
        self.sockets: set[Socket] = set()
        self._pool = pool
        self._people = people
        self._batch = Batch()
        self._pushed: dict[UUID, int] = {}
        self._viewing: dict[UUID, list[presence.Viewer]] = {}
        self._typing: dict[UUID, dict[presence.Viewer, float]] = {}
        self._seating = Seating()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._wants_figures = False
        self._reading = 0

    @property
    def is_busy(self) -> bool:
        """Say whether anything is being read or waits to be."""
        return bool(self._tasks or self._batch or self._reading)

    def hear(self, hint: Hint) -> None:
        """Take a hint in and see that it is acted on soon."""
        if hint.what == "viewing":
            self._start(f"viewing {hint.id}", lambda: self.show_viewers(hint.id))
        elif hint.what == "typing":
            self._note_typing(hint)
        else:
            self._batch.fold(hint)
            self._wants_figures = True
            self._start("flush", self._flush_all)

    def enter(self, socket: Socket) -> None:
        """Take a socket in."""
        self.sockets.add(socket)
        self._seating.seat(socket)

    async def hello(
        self,
        socket: Socket,
        *,
        query: InboxQuery | None,
        since: datetime | None,
        opened: UUID | None,
        page: Shown | None = None,
        is_docked: bool = False,
    ) -> None:
        """Send what a fresh or returning screen lacks, then its figures and who looks at its conversation.

        `is_docked`: it shows a call of its member, which may be over.
        """
        socket.query, socket.page = query, page
        self._reseat(socket)
        await self.open(socket, opened)
        place = place_of(socket)
        missed = await self._run(gathering.print_missed, socket, place, since=since, now=clock.now())
        for frame in missed:
            socket.push(frame)
        if page is not None:
            _deliver(await self._run(pages.print_fresh, socket, place, since=since, now=clock.now()))
        dock = await self._run(
            docks.print_dock, socket.member, socket.language, is_shown=is_docked, now=clock.now()
        )
        if dock is not None:
            socket.push(dock)
        self._wants_figures = True
        self._start("figures", self._push_figures)

    async def open(self, socket: Socket, conversation_id: UUID | None) -> None:
        """Note which conversation a screen shows, if its member may see it."""
        before, socket.opened = socket.opened, None
        self._reseat(socket)
        if before is not None and before != conversation_id and not self._has_open(before, socket.member.pk):
            await self._people.leave(socket.member, before)
        if conversation_id is None:
            return
        count = await self._run(gathering.count_entries, socket.member, conversation_id)
        if count is None:
            return
        socket.opened = conversation_id
        self._reseat(socket)
        self._pushed.setdefault(conversation_id, count)
        await self._people.look(socket.member, conversation_id)
        viewers = await self._people.viewers(self.organisation_id, conversation_id)
        socket.push(presence.frame(conversation_id, viewers))

    async def leave(self, socket: Socket) -> None:
        """Forget a socket that closed."""
        self.sockets.discard(socket)
        self._seating.unseat(socket)
        socket.stop()
        if socket.opened is not None and not self._has_open(socket.opened, socket.member.pk):
            await self._people.leave(socket.member, socket.opened)

    async def show_viewers(self, conversation_id: UUID) -> None:
        """Tell the screens who looks at a conversation, when that has changed."""
        viewers = await self._people.viewers(self.organisation_id, conversation_id)
        if self._viewing.get(conversation_id, []) == viewers:
            return
        self._viewing[conversation_id] = viewers
        if not viewers:
            del self._viewing[conversation_id]
        text = presence.frame(conversation_id, viewers)
        for socket in self.sockets:
            sees_all = not (socket.member.location_ids or socket.member.is_walled)
            if sees_all or socket.opened == conversation_id:
                socket.push(text)

    async def refresh_presence(self) -> None:
        """Keep those who still look alive in Redis, and show who stopped; run every ten seconds."""
        there = frozenset(socket.member.pk for socket in self.sockets if socket.is_answering)
        if there:
            await self._run(pages.tell_open, self.organisation_id, there, now=clock.now())
        for socket in list(self.sockets):
            if socket.opened is not None:
                await self._people.look(socket.member, socket.opened)
        for conversation_id in list(self._viewing):
            await self.show_viewers(conversation_id)
        opened = {socket.opened for socket in self.sockets}
        self._pushed = {key: seq for key, seq in self._pushed.items() if key in opened}

    def resync(self) -> None:
        """Tell every screen to read its page again: hints may have been lost."""
        for socket in self.sockets:
            socket.push(RESYNC)

    def stop(self) -> None:
        """End what runs."""
        for task in self._tasks.values():
            task.cancel()

    def _has_open(self, conversation_id: UUID, member_id: UUID) -> bool:
        return any(item.opened == conversation_id and item.member.pk == member_id for item in self.sockets)

    def _start(self, name: str, work: Callable[[], Any]) -> None:
        """Run `work` unless work of this name runs already; the room holds on to the task."""
        running = self._tasks.get(name)
        if running is not None and not running.done():
            return
        task = asyncio.create_task(work(), name=f"portico-room-{name}")
        self._tasks[name] = task
        task.add_done_callback(lambda done: self._finished(name, done))

    def _finished(self, name: str, task: "asyncio.Task[None]") -> None:
        if self._tasks.get(name) is task:
            del self._tasks[name]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("flush failed, screens read again", exc_info=error)
            self.resync()

    async def _flush_all(self) -> None:
        while self._batch:
            began = time.monotonic()
            batch, self._batch = self._batch, Batch()
            if crowds := self._seating.crowds():
                await self._flush(batch, crowds)
            self._start("figures", self._push_figures)
            await asyncio.sleep(max(0.0, FLUSH_SECONDS - (time.monotonic() - began)))

    async def _flush(self, batch: Batch, crowds: Sequence[Crowd]) -> None:
        if batch.calls:
            # First: a telephone that rings waits for nothing.
            run = docks.print_docks
            mine = await self._run(
                run, batch.calls, crowds, organisation_id=self.organisation_id, now=clock.now()
            )
            _deliver(mine)
        _deliver(
            await self._run(
                gathering.print_batch,
                batch,
                crowds,
                self._pushed,
                organisation_id=self.organisation_id,
                now=clock.now(),
            )
        )
        if batch.members or batch.alerts:
            _deliver(await self._run(pages.print_heads, batch, crowds, now=clock.now()))
        if any(crowd.place.page for crowd in crowds):
            show = pages.print_pages
            _deliver(
                await self._run(show, batch, crowds, organisation_id=self.organisation_id, now=clock.now())
            )

    async def _push_figures(self) -> None:
        await asyncio.sleep(FIGURES_AFTER_SECONDS)
        while self._wants_figures:
            self._wants_figures = False
            if crowds := self._seating.crowds():
                run = figures.print_figures
                _deliver(await self._run(run, crowds, organisation_id=self.organisation_id, now=clock.now()))
            await asyncio.sleep(FIGURES_SECONDS)

    def _reseat(self, socket: Socket) -> None:
        if socket in self.sockets:
            self._seating.seat(socket)

    def _note_typing(self, hint: Hint) -> None:
        if hint.member is None:
            return
        writing = self._typing.setdefault(hint.id, {})
        writing[str(hint.member), hint.name] = time.monotonic() + TYPING_SECONDS
        self._show_typing(hint.id)
        asyncio.get_running_loop().call_later(TYPING_SECONDS + 0.1, self._show_typing, hint.id)

    def _show_typing(self, conversation_id: UUID) -> None:
        now = time.monotonic()
        writing = {who: end for who, end in self._typing.get(conversation_id, {}).items() if end > now}
        if writing:
            self._typing[conversation_id] = writing
        else:
            self._typing.pop(conversation_id, None)
        text = presence.frame(conversation_id, sorted(writing), is_typing=True)
        for socket in self.sockets:
            if socket.opened == conversation_id:
                socket.push(text)

    async def _run(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self._reading += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._pool, partial(work, *args, **kwargs)
            )
        finally:
            self._reading -= 1


def _deliver(printed: Sequence[Printing]) -> None:
    for printing in printed:
        for socket in printing.screens:
            socket.push(printing.frame)
