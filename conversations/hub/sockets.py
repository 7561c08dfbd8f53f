"""One local socket: what it shows, and a bounded way out that never lets a slow reader hold up the others."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import UUID

from websockets.frames import Frame as WireFrame
from websockets.frames import Opcode

from accounts.models import Member
from conversations.selectors import InboxQuery

log = logging.getLogger(__name__)
QUEUE_LIMIT = 64
SEND_SECONDS = 20
# "Try again later" (RFC 6455 registry): the browser connects anew and catches up.
TOO_SLOW = 1013
Send = Callable[[str], Awaitable[None]]
# Puts a whole frame on the wire, or says False where it must wait.
Write = Callable[[bytes], bool]
Close = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A message for any number of sockets, with the bytes it is on the wire."""

    text: str
    wire: bytes


def frame(text: str) -> Frame:
    """Write a message as a frame, once for all its sockets."""
    return Frame(text, WireFrame(Opcode.TEXT, text.encode()).serialize(mask=False))


RESYNC = frame('{"type":"resync"}')


@dataclass(frozen=True, slots=True)
class Shown:
    """A live page beside the inbox: its kind, and which one of its kind."""

    kind: str
    key: str


@dataclass(slots=True, eq=False)
class Socket:
    """A connected screen of one member. `query` is None beside the inbox; only its room changes what it shows."""

    member: Member
    language: str
    session_key: str
    send: Send
    close: Close
    write: Write | None = None
    query: InboxQuery | None = None
    opened: UUID | None = None
    page: Shown | None = None
    is_answering: bool = True
    _waiting: deque[Frame] = field(default_factory=deque)
    _drain: asyncio.Task[None] | None = None
    _is_stopped: bool = False

    @property
    def organisation_id(self) -> UUID:
        """The organisation whose screens this one belongs to."""
        return self.member.organisation_id

    def push(self, frame: Frame) -> None:
        """Send a frame at once, or behind those that wait; a full queue is dropped and the screen told to read again."""
        if self._is_stopped:
            return
        if self._drain is None and self.write is not None and self.write(frame.wire):
            return
        if len(self._waiting) >= QUEUE_LIMIT:
            self._waiting.clear()
            frame = RESYNC
        self._waiting.append(frame)
        if self._drain is None:
            self._drain = asyncio.create_task(self._send_all())

    def stop(self) -> None:
        """Send nothing more."""
        self._is_stopped = True
        self._waiting.clear()
        if self._drain is not None:
            self._drain.cancel()

    async def shut(self, code: int) -> None:
        """Close it from our side."""
        self.stop()
        await self.close(code)

    async def _send_all(self) -> None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                while self._waiting:
                    await self.send(self._waiting.popleft().text)
        except TimeoutError:
            log.warning("socket too slow, closed", extra={"organisation_id": self.organisation_id})
            self._is_stopped = True
            await self.close(TOO_SLOW)
        except OSError:
            # The browser has gone; `disconnect` follows.
            self._waiting.clear()
        finally:
            self._drain = None
