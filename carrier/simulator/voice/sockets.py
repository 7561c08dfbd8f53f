"""Websocket legs for real: the carrier's side of the audio it exchanges with a bot, in frames of 20 ms.

The sound is a tone while the leg hears something and silence otherwise; of what the bot sends only that it made a
sound is known. Frames keep real time, whatever the pace of the simulated clock. Loopback only, and only where an
event loop runs; elsewhere a websocket leg has a far end with a policy, like a telephone.
"""

import array
import asyncio
import json
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from carrier.simulator import signing
from carrier.simulator.voice import bodies
from carrier.simulator.voice.calls import Calls
from carrier.simulator.voice.hooks import Outcome
from carrier.simulator.voice.legs import Leg, Status
from carrier.simulator.voice.switch import FOR_EVER
from carrier.simulator.voice.transcripts import SOUNDS, Entry
from carrier.simulator.webhooks import is_loopback

FRAME_SECONDS = 0.02
OPEN_SECONDS = 5.0
QUIET_FRAMES = 25  # of silence, after which the bot is taken to have stopped
_FAILURES = (OSError, TimeoutError, InvalidHandshake, InvalidURI, ConnectionClosed)


@dataclass(slots=True)
class Line:
    """One open websocket: what the leg hears just now, and what the bot is saying."""

    task: "asyncio.Task[None] | None" = None
    hearing: list[Entry] = field(default_factory=list)
    said: Entry | None = None
    quiet: int = 0


class Sockets:
    """Opens the websockets of legs, and ends legs and websockets together."""

    def __init__(self, calls: Calls) -> None:
        self._calls, self._switch = calls, calls.switch
        self._lines: dict[str, Line] = {}
        calls.dialling.open_socket = self.open
        calls.switch.on_heard.append(self._heard)
        calls.switch.on_end.append(self._ended)

    def open(self, leg: Leg) -> None:
        """Begin to connect a leg to its bot."""
        line = self._lines[leg.uuid] = Line()
        line.task = asyncio.get_running_loop().create_task(self._run(leg, line))

    async def close(self) -> None:
        """Close every websocket."""
        tasks = [line.task for line in self._lines.values() if line.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, leg: Leg, line: Line) -> None:
        uri = str(leg.endpoint["uri"])
        try:
            if urlsplit(uri).scheme != "ws" or not is_loopback(urlsplit(uri).hostname or ""):
                raise OSError("not on loopback")
            async with connect(
                uri,
                additional_headers=self._authorization(leg),
                open_timeout=OPEN_SECONDS,
                ping_interval=None,
                proxy=None,
            ) as socket:
                await socket.send(json.dumps(self._greeting(leg)))
                self._calls.dialling.answer_socket(leg)
                await self._exchange(leg, line, socket)
        except _FAILURES:
            pass
        self._lines.pop(leg.uuid, None)
        self._lost(leg)

    async def _exchange(self, leg: Leg, line: Line, socket: ClientConnection) -> None:
        sender = asyncio.create_task(self._send(leg, line, socket))
        try:
            async for message in socket:
                if isinstance(message, bytes):
                    self._take(leg, line, message)
                else:
                    await self._obey(message, socket)
        finally:
            sender.cancel()

    async def _send(self, leg: Leg, line: Line, socket: ClientConnection) -> None:
        rate = int(str(leg.endpoint["content-type"]).rpartition("=")[2])
        silence, tone = _frames(rate)
        due = time.monotonic()
        while leg.is_live:
            now = self._switch.clock.now()
            line.hearing = [entry for entry in line.hearing if entry.until > now]
            await socket.send(tone if line.hearing else silence)
            due += FRAME_SECONDS
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def _obey(self, message: str, socket: ClientConnection) -> None:
        try:
            asked = json.loads(message)
        except ValueError:
            return
        if not isinstance(asked, dict):
            return
        if asked.get("action") == "clear":
            await socket.send(json.dumps({"event": "websocket:cleared"}))
        elif asked.get("action") == "notify":
            await socket.send(json.dumps({"event": "websocket:notify", "payload": asked.get("payload", {})}))

    def _take(self, leg: Leg, line: Line, frame: bytes) -> None:
        if any(frame):
            line.quiet = 0
            if line.said is None and leg.is_answered:
                heard_by = self._switch.others(leg)
                line.said = self._switch.note(
                    "stream", f"audio of {leg.callee}", leg, seconds=FOR_EVER, heard_by=heard_by, is_own=True
                )
            return
        line.quiet += 1
        if line.said is not None and line.quiet >= QUIET_FRAMES:
            self._switch.transcripts.cut(line.said)
            line.said = None

    def _heard(self, entry: Entry) -> None:
        for uuid in entry.heard_by:
            if uuid in self._lines and entry.kind in SOUNDS:
                self._lines[uuid].hearing.append(entry)

    def _ended(self, leg: Leg) -> None:
        line = self._lines.get(leg.uuid)
        if line and line.said:
            self._switch.transcripts.cut(line.said)
        if line and line.task and line.task is not asyncio.current_task():
            line.task.cancel()
            self._lines.pop(leg.uuid, None)

    def _lost(self, leg: Leg) -> None:
        if not leg.is_answered:
            self._switch.end(leg, Status.FAILED, detail="cannot_route")
            return
        parent = self._switch.legs.get(leg.parent)
        at = self._switch.clock.now()
        body = bodies.status(leg, at=at) | {"status": "disconnected"}
        for name in ("start_time", "rate", "network"):
            body.pop(name, None)

        def then(outcome: Outcome) -> None:
            if outcome.plan is not None and parent is not None and parent.is_live:
                parent.notes.pop("connecting", None)
                self._calls.interpreter.run(parent, outcome.plan)
            self._switch.end(leg, Status.COMPLETED, by="user")

        url, method = self._switch.hooks.events_of(leg)
        self._switch.hooks.ask(leg, "event", body, then, url=url, method=method)

    def _greeting(self, leg: Leg) -> Mapping[str, object]:
        first = {"event": "websocket:connected", "content-type": leg.endpoint["content-type"]}
        return first | dict(leg.endpoint.get("headers", {}))

    def _authorization(self, leg: Leg) -> dict[str, str]:
        wanted = leg.endpoint.get("authorization", {})
        if wanted.get("type") == "custom":
            return {"Authorization": str(wanted.get("value", ""))}
        if wanted.get("type") != "vonage":
            return {}
        world = self._switch.world
        token = signing.bearer(
            b"",
            account=world.account(leg.account),
            application=leg.application,
            jti=world.new_id("jti"),
            issued_at=signing.real_now(),
        )
        return {"Authorization": token}


def _frames(rate: int) -> tuple[bytes, bytes]:
    size = int(rate * FRAME_SECONDS)
    wave = (int(8_000 * math.sin(2 * math.pi * 400 * n / rate)) for n in range(size))
    return bytes(size * 2), array.array("h", wave).tobytes()
