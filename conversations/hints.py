"""Tells every screen process that something changed. A hint, never the new state: each screen re-reads."""

import json
import logging
from functools import cache
from uuid import UUID

import redis
from django.conf import settings

from core import reach

log = logging.getLogger(__name__)


def topic(organisation_id: UUID) -> str:
    """Name the channel of one organisation."""
    return f"portico:org:{organisation_id}"


def publish(organisation_id: UUID, what: str, key: UUID | str, version: int = 0, **more: str) -> None:
    """Publish `{what, id, version, …}`; a Redis that is away costs a delay until screens catch up, nothing else."""
    if reach.is_gone():
        return
    message = json.dumps({"what": what, "id": str(key), "version": version, **more})
    try:
        _client().publish(topic(organisation_id), message)
    except redis.RedisError as error:
        log.warning("hint lost", extra={"reason": type(error).__name__, "organisation_id": organisation_id})


def writing_key(organisation_id: UUID, conversation_id: UUID) -> str:
    """Name what stands in Redis for a few seconds while a member writes an answer."""
    return f"portico:writing:{organisation_id}:{conversation_id}"


def is_written(organisation_id: UUID, conversation_id: UUID) -> bool:
    """Say whether a member is writing an answer; a Redis that is away says no."""
    if reach.is_gone():
        return False
    try:
        return bool(_client().exists(writing_key(organisation_id, conversation_id)))
    except redis.RedisError:
        return False


@cache
def _client() -> "redis.Redis":
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=0.5)
