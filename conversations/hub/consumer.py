"""The consumer behind a live screen: who it is, what it shows; everything else is the hub's."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from channels.consumer import get_handler_name
from channels.generic.websocket import AsyncWebsocketConsumer
from django.http import QueryDict

from conversations import forms
from conversations.hub import doorkeeper
from conversations.hub.hub import LOGGED_OUT, current_hub
from conversations.hub.rooms import Room
from conversations.hub.sockets import Shown, Socket
from conversations.selectors import InboxQuery, query_from

LONGEST_MESSAGE = 2_000


class LiveConsumer(AsyncWebsocketConsumer):
    """This will keep one screen up to date. Messages in: hello, open, typing, pong (`static/js/live.js`)."""

    socket: Socket | None = None
    room: Room | None = None

    async def dispatch(self, message: Mapping[str, Any]) -> None:
        """Hand a message to its method. Channels would first close connections in a thread; the hub keeps its own."""
        await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        """Let the member behind the session in; a foreign page or an ended session is turned away."""
        headers = self.scope["headers"]
        key = doorkeeper.session_key(headers)
        if not key or not doorkeeper.is_ours(headers):
            await self.close()
            return
        hub = current_hub()
        guests = await hub.guests([key], {key: doorkeeper.language_cookie(headers)})
        guest = guests.get(key)
        if guest is None:
            # Accepted first, so that the browser learns why and the page asks for a log-in instead of retrying.
            await self.accept()
            await self.close(LOGGED_OUT)
            return
        await self.accept()
        self.socket = Socket(
            member=guest.member,
            language=guest.language,
            session_key=key,
            send=self._send,
            close=self.close,
            write=self.scope.get("extensions", {}).get("portico.write", {}).get("write"),
        )
        self.room = await hub.join(self.socket)

    async def disconnect(self, code: int) -> None:
        """Leave the room."""
        socket, self.socket = self.socket, None
        if socket is not None:
            await current_hub().leave(socket)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Act on one message; what cannot be read is ignored, since a screen of another release may send it."""
        if self.socket is None or self.room is None or not text_data or len(text_data) > LONGEST_MESSAGE:
            return
        self.socket.is_answering = True
        message = _message(text_data)
        match message.get("type"):
            case "hello":
                await self.room.hello(
                    self.socket,
                    query=_query(message),
                    since=_instant(message.get("since")),
                    opened=doorkeeper.parse_id(message.get("open")),
                    page=_page(message.get("page")),
                    is_docked=message.get("docked") is True,
                )
            case "open":
                await self.room.open(self.socket, doorkeeper.parse_id(message.get("conversation")))
            case "typing":
                conversation_id = doorkeeper.parse_id(message.get("conversation"))
                if conversation_id is not None and conversation_id == self.socket.opened:
                    is_note = message.get("note") is True
                    await current_hub().presence.type(self.socket.member, conversation_id, is_note=is_note)

    async def _send(self, text: str) -> None:
        # The consumer's own `send` adds a layer per message that five hundred sockets would feel.
        await self.base_send({"type": "websocket.send", "text": text})


def _message(text: str) -> Mapping[str, Any]:
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}


def _query(message: Mapping[str, Any]) -> InboxQuery | None:
    """Read which list the screen shows: its rows' address, else the bare view; None beside the inbox."""
    address = message.get("list")
    if isinstance(address, str) and address:
        try:
            return forms.inbox_query(QueryDict(urlsplit(address).query))
        except ValueError:
            return None
    view = message.get("view")
    return query_from(view, {}) if isinstance(view, str) and view else None


def _page(text: object) -> Shown | None:
    """Read which live page beside the inbox the screen shows: its kind, a space, which one."""
    kind, _space, key = text.partition(" ") if isinstance(text, str) else ("", "", "")
    return Shown(kind, key) if kind else None


def _instant(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
