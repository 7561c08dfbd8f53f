"""How often a key may call: a count per minute in Redis."""

import time
from dataclasses import dataclass

import redis
from django.core.cache import cache
from rest_framework.response import Response

from accounts.models import ApiKey

WINDOW_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a key has left in the current minute; `used` above `limit` means refused."""

    limit: int
    used: int
    resets_seconds: int

    @property
    def is_spent(self) -> bool:
        """Say whether this call is one too many."""
        return self.used > self.limit

    def tell(self, response: Response) -> None:
        """Put the figures into the response's headers."""
        response["X-RateLimit-Limit"] = str(self.limit)
        response["X-RateLimit-Remaining"] = str(max(0, self.limit - self.used))
        response["X-RateLimit-Reset"] = str(self.resets_seconds)
        if self.is_spent:
            response["Retry-After"] = str(self.resets_seconds)


def count_call(key: ApiKey) -> Allowance:
    """Count a call. While Redis is away calls are not limited: serving them matters more than counting them."""
    seconds = time.time()
    window = int(seconds // WINDOW_SECONDS)
    name = f"api-calls:{key.pk}:{window}"
    try:
        cache.add(name, 0, timeout=2 * WINDOW_SECONDS)
        used = int(cache.incr(name))
    except (redis.RedisError, ValueError):
        used = 1
    resets = int((window + 1) * WINDOW_SECONDS - seconds) + 1
    return Allowance(limit=key.rate_per_minute, used=used, resets_seconds=resets)
