"""Waiting for one's turn: the carrier's limits per account, shared by all workers through Redis."""

import logging
import time
from functools import cache
from uuid import UUID

import redis
from django.conf import settings

from carrier.vonage.limits import RATES, Act

log = logging.getLogger(__name__)
LONGEST_WAIT_SECONDS = 10.0

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


class Busy(Exception):
    """No turn came up in time; nothing was sent."""


def take_turn(*, account_id: UUID, act: Act = Act.MESSAGE) -> None:
    """Wait until the account may make one more request of this kind.

    Without Redis nothing is limited here; the carrier then answers 429 and the message stays queued.

    Raises:
        Busy: no turn within ten seconds.
    """
    rate = RATES[act]
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while True:
        try:
            key = f"portico:limit:{act}:{account_id}"
            wait = float(_client().eval(_TAKE, 1, key, rate.per_second, rate.burst))
        except redis.RedisError as error:
            log.warning("limits not shared", extra={"reason": type(error).__name__})
            return
        if wait <= 0:
            return
        if time.monotonic() + wait > deadline:
            raise Busy
        time.sleep(wait)


@cache
def _client() -> "redis.Redis":
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=1)
