"""Who looks at a conversation and who writes: kept in Redis for half a minute, never in the database."""

import json
import time
from uuid import UUID

import redis.asyncio as redis
from redis.exceptions import RedisError

from accounts.models import Member
from conversations.hints import topic, writing_key
from conversations.hub import sockets
from conversations.hub.sockets import Frame

EXPIRY = 30
WRITING_SECONDS = 6
Viewer = tuple[str, str]


class Presence:
    """Reads and writes presence; a Redis that is away shows nobody."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    async def look(self, member: Member, conversation_id: UUID) -> None:
        """Note that a member looks at a conversation, and tell the screens when that is news."""
        key = _key(member.organisation_id, conversation_id)
        try:
            is_new = await self._client.zadd(key, {_name(member): time.time() + EXPIRY})
            await self._client.expire(key, EXPIRY)
            if is_new:
                await self._tell("viewing", member, conversation_id)
        except (RedisError, OSError):
            return

    async def leave(self, member: Member, conversation_id: UUID) -> None:
        """Note that a member looks elsewhere."""
        try:
            if await self._client.zrem(_key(member.organisation_id, conversation_id), _name(member)):
                await self._tell("viewing", member, conversation_id)
        except (RedisError, OSError):
            return

    async def type(self, member: Member, conversation_id: UUID, *, is_note: bool = False) -> None:
        """Tell the screens that a member writes, and for some seconds the visitor's page; notes are nobody's business."""
        try:
            if not is_note:
                key = writing_key(member.organisation_id, conversation_id)
                await self._client.set(key, 1, ex=WRITING_SECONDS)
            await self._tell("typing", member, conversation_id)
        except (RedisError, OSError):
            return

    async def viewers(self, organisation_id: UUID, conversation_id: UUID) -> list[Viewer]:
        """List (id, name) of the members who look at a conversation now, by name."""
        try:
            found = await self._client.zrangebyscore(
                _key(organisation_id, conversation_id), time.time(), "+inf"
            )
        except (RedisError, OSError):
            return []
        pairs = [str(item, "utf-8").partition("|")[::2] for item in found if isinstance(item, bytes)]
        return sorted(((key, name) for key, name in pairs), key=lambda pair: (pair[1], pair[0]))

    async def _tell(self, what: str, member: Member, conversation_id: UUID) -> None:
        hint = {
            "what": what,
            "id": str(conversation_id),
            "version": 0,
            "member": str(member.pk),
            "name": member.name,
        }
        await self._client.publish(topic(member.organisation_id), json.dumps(hint))


def frame(conversation_id: UUID, people: list[Viewer], *, is_typing: bool = False) -> Frame:
    """Write who looks, or who writes, as a frame."""
    members = [{"id": key, "name": name} for key, name in people]
    body: dict[str, object] = {"type": "viewing", "conversation": str(conversation_id), "members": members}
    return sockets.frame(json.dumps(body | {"typing": True} if is_typing else body))


def _key(organisation_id: UUID, conversation_id: UUID) -> str:
    return f"portico:viewing:{organisation_id}:{conversation_id}"


def _name(member: Member) -> str:
    return f"{member.pk}|{member.name}"
