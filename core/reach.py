"""Does Redis answer just now? Who only tells others of work asks first: a Redis that hangs must hold nobody up.

Commands to the carrier travel by it to a worker; without it members are rung by the plan, screens catch up and sweeps
find the work.
"""

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
    """What the last look said, kept for two seconds in each process, and how many in a row said no."""

    at: float = 0.0
    refusals: int = 0


def is_up() -> bool:
    """Say whether Redis answered within the last two seconds; it is asked anew, for a moment, when that is not known."""
    _look()
    return _Latest.refusals == 0


def is_gone() -> bool:
    """Say whether Redis kept silent at the last two looks: one may only mean that the machine is busy."""
    _look()
    return _Latest.refusals > 1


def _look() -> None:
    if time.monotonic() - _Latest.at < KEPT_SECONDS:
        return
    try:
        _client().ping()
        _Latest.refusals = 0
    except (redis.RedisError, OSError) as error:
        log.warning("Redis does not answer", extra={"reason": type(error).__name__})
        _Latest.refusals += 1
    _Latest.at = time.monotonic()


def forget() -> None:
    """Look again at the next question, as if nothing had been seen."""
    _Latest.at, _Latest.refusals = 0.0, 0


@cache
def _client() -> "redis.Redis":
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS
    )
