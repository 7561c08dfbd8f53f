"""The hub of one process: rooms by organisation, one Redis subscription, the minute's rounds."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.conf import settings

from accounts.models import Member
from conversations.hints import topic
from conversations.hub import doorkeeper, gathering
from conversations.hub.batch import Hint, parse
from conversations.hub.bus import Bus
from conversations.hub.presence import Presence
from conversations.hub.rooms import Room
from conversations.hub.sockets import Socket, frame

log = logging.getLogger(__name__)
THREADS = 4
PRESENCE_SECONDS = 10
PING_SECONDS = 30
RECHECK_SECONDS = 60
PING = frame('{"type":"ping"}')
# Application codes of RFC 6455 section 7.4.2: the screen is to log in again; it answers no pings.
LOGGED_OUT = 4401
SILENT = 4408


class Hub:
    """Holds every local socket; `join` and `leave` keep the subscriptions counted."""

    def __init__(self, url: str) -> None:
        self.pool = ThreadPoolExecutor(THREADS, thread_name_prefix="portico-hub")
        self.bus = Bus(url, receive=self._receive, returned=self._returned)
        self.presence = Presence(self.bus.client)
        self.rooms: dict[UUID, Room] = {}
        self._rounds: list[asyncio.Task[None]] = []
        self._errands: set[asyncio.Task[None]] = set()
        self._is_stopped = False

    @property
    def is_idle(self) -> bool:
        """Say whether every screen has been sent all that is known; tests wait for it."""
        return not any(room.is_busy for room in self.rooms.values())

    def start(self) -> None:
        """Start the subscription and the rounds; a second call does nothing."""
        self.bus.start()
        if not self._rounds:
            rounds = (
                (PRESENCE_SECONDS, self._see_presence),
                (PING_SECONDS, self._ping),
                (RECHECK_SECONDS, self.recheck),
            )
            self._rounds = [asyncio.create_task(_every(seconds, work)) for seconds, work in rounds]

    async def stop(self) -> None:
        """End everything; used when the process, or a test's loop, ends. A second call does nothing."""
        if self._is_stopped:
            return
        self._is_stopped = True
        for task in (*self._rounds, *self._errands):
            task.cancel()
        await asyncio.gather(*self._rounds, *self._errands, return_exceptions=True)
        self._rounds = []
        for room in self.rooms.values():
            room.stop()
        await self.bus.stop()
        await asyncio.to_thread(gathering.close_connections, self.pool, threads=THREADS)
        self.pool.shutdown(wait=True)

    async def join(self, socket: Socket) -> Room:
        """Seat a socket in its organisation's room."""
        self.start()
        organisation_id = socket.organisation_id
        room = self.rooms.get(organisation_id)
        if room is None:
            room = Room(organisation_id, pool=self.pool, people=self.presence)
            self.rooms[organisation_id] = room
        room.enter(socket)
        await self.bus.join(topic(organisation_id))
        return room

    async def leave(self, socket: Socket) -> None:
        """Unseat a socket; an empty room is closed."""
        room = self.rooms.get(socket.organisation_id)
        if room is None or socket not in room.sockets:
            return
        await room.leave(socket)
        await self.bus.leave(topic(socket.organisation_id))
        if not room.sockets:
            room.stop()
            self.rooms.pop(socket.organisation_id, None)

    async def guests(self, keys: list[str], languages: dict[str, str]) -> dict[str, doorkeeper.Guest]:
        """Ask the doorkeeper in a worker thread."""
        ask = partial(doorkeeper.let_in, keys, languages=languages)
        return await asyncio.get_running_loop().run_in_executor(self.pool, ask)

    async def recheck(self) -> None:
        """Close the sockets whose session ended; where rights or language changed, let the page be read again."""
        sockets = [socket for room in self.rooms.values() for socket in room.sockets]
        keys = sorted({socket.session_key for socket in sockets})
        if not keys:
            return
        guests = await self.guests(keys, {})
        for socket in sockets:
            guest = guests.get(socket.session_key)
            if guest is None or _rights(guest.member) != _rights(socket.member):
                await socket.shut(LOGGED_OUT)

    def _receive(self, channel: str, message: bytes) -> None:
        hint = parse(message)
        room = self.rooms.get(_organisation(channel)) if hint else None
        if hint is None or room is None:
            return
        if hint.what == "member":
            self._errand(self._see_out(room, hint))
            return
        room.hear(hint)

    def _returned(self) -> None:
        for room in self.rooms.values():
            room.resync()

    def _errand(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _see_out(self, room: Room, hint: Hint) -> None:
        for socket in list(room.sockets):
            if socket.member.pk == hint.id:
                await socket.shut(LOGGED_OUT)

    async def _see_presence(self) -> None:
        for room in list(self.rooms.values()):
            await room.refresh_presence()

    async def _ping(self) -> None:
        for room in list(self.rooms.values()):
            for socket in list(room.sockets):
                if not socket.is_answering:
                    await socket.shut(SILENT)
                    continue
                socket.is_answering = False
                socket.push(PING)


_hubs: "WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = WeakKeyDictionary()


def current_hub() -> Hub:
    """Return the hub of the running loop; a process has one loop, tests have many."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub(settings.REDIS_URL)
    return _hubs[loop]


async def _every(seconds: float, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        await work()


def _organisation(channel: str) -> UUID:
    return UUID(channel.rpartition(":")[2])


def _rights(member: Member) -> tuple[UUID, str, list[UUID], bool]:
    return member.pk, member.role, member.location_ids, member.is_walled
