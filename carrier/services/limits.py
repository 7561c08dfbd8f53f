"""Waiting for one's turn: the carrier's limits per account, shared by all processes."""

import logging
import time
from functools import cache
from uuid import UUID

import redis
from django.conf import settings
from django.db import connection

from carrier.vonage.limits import RATES, Act

log = logging.getLogger(__name__)
LONGEST_WAIT_SECONDS = 10.0
# A Redis that cannot be asked is left alone this long, so that each request does not wait for it again.
REDIS_RETRY_SECONDS = 5.0
_redis_is_out_until = 0.0

# The bucket's arithmetic is `carrier.vonage.limits.take`; here it runs where the state is, so that it is atomic.
_TAKE = """
local now = redis.call('TIME')
local at = tonumber(now[1]) + tonumber(now[2]) / 1000000
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(burst, (tonumber(kept[1]) or burst) + (at - (tonumber(kept[2]) or at)) * rate)
if tokens >= 1 then
    redis.call('HSET', KEYS[1], 'tokens', tokens - 1, 'at', at)
    redis.call('EXPIRE', KEYS[1], 60)
    return '0'
end
return tostring((1 - tokens) / rate)
"""
_TAKE_IN_DATABASE = "SELECT carrier_take_turn(%s, %s, %s, %s, %s)"


class Busy(Exception):
    """No turn came up in time; nothing was sent."""


def take_turn(*, account_id: UUID, act: Act = Act.MESSAGE) -> None:
    """Wait until the account may make one more request of this kind; while Redis is down, PostgreSQL counts.

    Raises:
        Busy: no turn within ten seconds.
    """
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while True:
        wait = _wait_by_redis(account_id, act)
        if wait is None:
            _queue_in_database(account_id, act, patience=deadline - time.monotonic())
            return
        if wait <= 0:
            return
        if time.monotonic() + wait > deadline:
            raise Busy
        time.sleep(wait)


def _wait_by_redis(account_id: UUID, act: Act) -> float | None:
    """Take a turn, or give the seconds until there may be one; None when Redis cannot be asked."""
    global _redis_is_out_until
    if time.monotonic() < _redis_is_out_until:
        return None
    rate = RATES[act]
    try:
        key = f"portico:limit:{act}:{account_id}"
        return float(_client().eval(_TAKE, 1, key, rate.per_second, rate.burst))
    except redis.RedisError as error:
        log.warning("turns counted in the database", extra={"reason": type(error).__name__})
        _redis_is_out_until = time.monotonic() + REDIS_RETRY_SECONDS
        return None


def _queue_in_database(account_id: UUID, act: Act, *, patience: float) -> None:
    """Take the next place in the queue and wait for it; a place too far back is given up again."""
    rate = RATES[act]
    wait = -_tokens_after(account_id, act, cost=1.0) / rate.per_second
    if wait > patience:
        _tokens_after(account_id, act, cost=-1.0)
        raise Busy
    if wait > 0:
        time.sleep(wait)


def _tokens_after(account_id: UUID, act: Act, *, cost: float) -> float:
    rate = RATES[act]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_IN_DATABASE, [account_id, act, rate.per_second, rate.burst, cost])
        row = cursor.fetchone()
    return float(row[0])


@cache
def _client() -> "redis.Redis":
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1)
