"""One local socket: what it shows, and a bounded way out that never lets a slow reader hold up the others."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import UUID

from accounts.models import Member
from conversations.selectors import InboxQuery

log = logging.getLogger(__name__)
QUEUE_LIMIT = 64
SEND_SECONDS = 20
RESYNC = '{"type":"resync"}'
Send = Callable[[str], Awaitable[None]]
Close = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """What a socket shows right now, frozen, so that a worker thread may read it. `query` is None beside the inbox."""

    key: int
    member: Member
    language: str
    query: InboxQuery | None
    opened: UUID | None


@dataclass(slots=True, eq=False)
class Socket:
    """A connected screen of one member."""

    member: Member
    language: str
    session_key: str
    send: Send
    close: Close
    query: InboxQuery | None = None
    opened: UUID | None = None
    is_answering: bool = True
    _waiting: deque[str] = field(default_factory=deque)
    _drain: asyncio.Task[None] | None = None

    @property
    def organisation_id(self) -> UUID:
        """The organisation whose screens this one belongs to."""
        return self.member.organisation_id

    def seat(self) -> Seat:
        """Freeze what the socket shows."""
        return Seat(
            key=id(self), member=self.member, language=self.language, query=self.query, opened=self.opened
        )

    def push(self, text: str) -> None:
        """Queue a frame; a full queue is dropped and the screen told to read its page again."""
        if len(self._waiting) >= QUEUE_LIMIT:
            self._waiting.clear()
            text = RESYNC
        self._waiting.append(text)
        if self._drain is None or self._drain.done():
            self._drain = asyncio.create_task(self._send_all())

    def stop(self) -> None:
        """Send nothing more."""
        self._waiting.clear()
        if self._drain is not None:
            self._drain.cancel()

    async def _send_all(self) -> None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                while self._waiting:
                    await self.send(self._waiting.popleft())
        except TimeoutError:
            log.warning("socket too slow, closed", extra={"organisation_id": self.organisation_id})
            await self.close(1013)
