"""Can commands reach the carrier at once? They travel by Redis to a worker; without it members are rung by the plan."""

import logging
import time
from functools import cache

import redis
from django.conf import settings

log = logging.getLogger(__name__)
# An answer webhook has half a second in all.
TIMEOUT_SECONDS = 0.15
KEPT_SECONDS = 2.0


class _Latest:
    """What the last look said, kept for two seconds a process."""

    at: float = 0.0
    is_up: bool = True


def can_command() -> bool:
    """Say whether a command recorded now will be carried out within the second."""
    if time.monotonic() - _Latest.at < KEPT_SECONDS:
        return _Latest.is_up
    try:
        _Latest.is_up = bool(_client().ping())
    except (redis.RedisError, OSError) as error:
        log.warning("members are rung by the plan", extra={"reason": type(error).__name__})
        _Latest.is_up = False
    _Latest.at = time.monotonic()
    return _Latest.is_up


def forget() -> None:
    """Look again at the next question."""
    _Latest.at = 0.0


@cache
def _client() -> "redis.Redis":
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS
    )
