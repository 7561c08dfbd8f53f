"""A page and its socket, with as much of `static/js/fragments.js` as parity needs."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

from asgiref.sync import sync_to_async
from django.db import connections
from django.test import Client

from accounts.models import Member
from conversations.hub import current_hub
from tests.conversations.hub.communicator import Communicator

OPENING = re.compile(
    r"<(?P<tag>li|header|aside|tr|div|span|section)\b[^>]*?"
    r' id="(?P<id>(?:row|entry|head|person|gate|call|callpage|item)-[0-9a-f-]{36}|details|reach|panels|calls-older)"'
)
TICKING = re.compile(r'(<time data-(?:since|until)="[^"]*"[^>]*>)[^<]*')
# A dock, and the way on from a list of calls, are as old as their printing.
DOCKED = re.compile(r'(<div class="dock-place" id="dock"|<div id="calls-older") data-version="\d+"')
UNDO = re.compile(r'<div class="after" data-undo-until.*?</form></div>', re.DOTALL)
UNREAD_RULE = re.compile(r'<div class="day unread-rule">.*?</div>')
# The browser sends its token as a header too, so that what is pushed has none.
TOKEN = re.compile(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>')
KINDS = (
    "row", "entry", "head", "person", "gate", "call", "callpage", "item", "details", "reach", "panels",
)  # fmt: skip
COUNTS = re.compile(r'data-count="(?P<name>[^"]+)"[^>]*>(?P<value>[^<]*)<')
VERSION = re.compile(r'data-version="(\d+)"')
ORDER = re.compile(r'data-order="([^"]*)"')


def parts_of(html: str) -> dict[str, str]:
    """Cut the live parts out of a page, by id."""
    return {match["id"]: _balanced(html, match.start(), match["tag"]) for match in OPENING.finditer(html)}


def plain(html: str) -> str:
    """Leave out what belongs to one reading: the open row, the unread rule, what a clock ends or ticks, white space."""
    timeless = TICKING.sub(r"\1", UNREAD_RULE.sub("", UNDO.sub("", TOKEN.sub("", html))))
    return re.sub(r"\s+", " ", DOCKED.sub(r"\1", timeless).replace(' aria-current="true"', "")).strip()


def _balanced(html: str, start: int, tag: str) -> str:
    """Cut one element with everything inside it."""
    depth = 0
    for match in re.compile(rf"<(/?){tag}\b").finditer(html, start):
        depth += -1 if match[1] else 1
        if depth == 0:
            return html[start : html.index(">", match.end()) + 1]
    raise AssertionError(f"unclosed {tag}")


def _dock_of(html: str) -> str:
    """Cut out what a member's telephone does."""
    start = html.find('<div class="dock-place"')
    return _balanced(html, start, "div") if start >= 0 else ""


class Screen:
    """One member's open page."""

    def __init__(self, client: Client, path: str, html: str, socket: Communicator) -> None:
        self.client = client
        self.path = path
        self.socket = socket
        self.parts = parts_of(html)
        self.dock = _dock_of(html)
        self.counts = {match["name"]: match["value"] for match in COUNTS.finditer(html)}
        self.removed: dict[str, int] = {}
        self.frames: list[dict[str, Any]] = []
        self.html, self.since = html, ""

    @classmethod
    async def open(cls, client_for: Callable[[Member], Client], member: Member, path: str) -> "Screen":
        """Load the page, open its socket and say hello as `live.js` does."""
        client = await run(client_for, member)
        response = await run(client.get, path)
        assert response.status_code == 200, response.status_code
        html = response.content.decode()
        screen = cls(client, path, html, socket_of(client))
        assert await screen.socket.connect()
        await screen.hello(html)
        return screen

    async def hello(self, html: str, *, since: str = "") -> None:
        """Tell the server what the page shows, and since when it knows nothing."""
        self.html = html
        self.since = since or _first(r'data-since-event="([^"]*)"', html)
        await self.say(
            type="hello",
            since=self.since,
            view=_first(r'<div class="inbox"[^>]* data-view="([^"]*)"', html),
            list=_first(r'data-rows-url="([^"]*)"', html).replace("&amp;", "&"),
            open=_first(r'id="desk"[^>]*data-conversation="([^"]*)"', html) or None,
            page=unescape(_first(r'data-live-page="([^"]*)"', html)),
            docked="id=" in self.dock[40:],
        )
        # Figures are what a hello is answered with last.
        while (await self._hear())["type"] != "counts":
            pass
        await self.settle()

    async def reopen(self, *, since: str) -> None:
        """Come back after an absence, the page as it was left."""
        self.socket = socket_of(self.client)
        assert await self.socket.connect()
        await self.hello(self.html, since=since)

    async def say(self, **message: Any) -> None:
        """Send one message."""
        await self.socket.say(json.dumps(message))

    async def settle(self, quiet: float = 0.3) -> None:
        """Take in every frame until nothing has come for a while and the hub, however loaded, has nothing left to do."""
        while True:
            while not await self.socket.receive_nothing(quiet, 0.02):
                await self._hear()
            if current_hub().is_idle:
                return

    async def _hear(self) -> dict[str, Any]:
        heard = await self.socket.hear()
        assert heard["type"] == "websocket.send", heard
        frame: dict[str, Any] = json.loads(heard["text"])
        self.take(frame)
        return frame

    async def close(self) -> None:
        """Close the socket, unless the server did or we have."""
        if not self.socket.future.done():
            await self.socket.leave()

    def take(self, frame: dict[str, Any]) -> None:
        """Apply one frame to the page."""
        self.frames.append(frame)
        if frame["type"] == "counts":
            self.counts |= {
                name: str(value) for name, value in frame["values"].items() if name in self.counts
            }
        for fragment in frame.get("fragments", ()):
            self._apply(fragment)

    async def reload(self) -> "Screen":
        """Load the same page afresh, without a socket."""
        response = await run(self.client.get, self.path)
        return Screen(self.client, self.path, response.content.decode(), self.socket)

    def _apply(self, fragment: dict[str, Any]) -> None:
        key, version = fragment["id"], fragment["version"]
        if key == "dock":
            assert version >= int(_first(VERSION.pattern, self.dock) or -1)
            self.dock = fragment["html"]
            return
        present = self.parts.get(key)
        if version < self.removed.get(key, -1) or (
            present and version < int(_first(VERSION.pattern, present) or -1)
        ):
            return
        if fragment["where"] == "remove":
            self.removed[key] = version
            self.parts.pop(key, None)
        elif present or fragment.get("target"):
            self.parts[key] = fragment["html"]

    def ids(self, kind: str) -> list[str]:
        """List the ids of one kind of part, in the order the browser shows them (calls: turned round)."""
        found = [(self.order(key), key) for key in self.parts if key == kind or key.startswith(f"{kind}-")]
        return [key for _order, key in sorted(found)]

    def order(self, key: str) -> str:
        """Read where a part stands among its kind."""
        return _first(ORDER.pattern, self.parts[key])


def socket_of(client: Client, *, origin: str = "http://localhost") -> Communicator:
    """Make a browser's socket, with its cookies."""
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    headers = [(b"cookie", cookies.encode()), (b"host", b"localhost:8001"), (b"origin", origin.encode())]
    return Communicator("/live/", headers)


async def run(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Run blocking work in a thread, as a request would: the connection goes back at its end."""

    def request() -> Any:
        try:
            return work(*args, **kwargs)
        finally:
            connections.close_all()

    return await sync_to_async(request, thread_sensitive=False)()


def assert_parity(live: Screen, fresh: Screen) -> None:
    """Compare a live page with the same page freshly loaded: parts, their order, figures."""
    for kind in KINDS:
        assert live.ids(kind) == fresh.ids(kind), (kind, live.ids(kind), fresh.ids(kind))
        for key in fresh.ids(kind):
            one, other = plain(live.parts[key]), plain(fresh.parts[key])
            assert one == other, f"{key}: {_difference(one, other)}"
    assert live.counts == fresh.counts


def _difference(one: str, other: str) -> str:
    """Show where two texts part."""
    at = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), -1)
    return f"{one[max(0, at - 60) : at + 120]!r} beside {other[max(0, at - 60) : at + 120]!r}"


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""
