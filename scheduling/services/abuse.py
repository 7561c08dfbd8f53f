"""How often somebody may hold and book: counts in Redis, of hashes and never of addresses."""

import hashlib
import hmac
import time
from dataclasses import dataclass
from uuid import UUID

import redis
from django.conf import settings
from django.core.cache import cache

from scheduling.errors import TooManyTries


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` within `seconds`, by `name`."""

    name: str
    most: int
    seconds: int


# A household or an office shares an address of the network; a busy afternoon of theirs must pass.
HOLDS = Limit("hold", 40, 3600)
PLACES = Limit("place", 60, 3600)
BOOKINGS = Limit("book", 20, 3600)
CODES = Limit("code", 10, 3600)
BOOKINGS_OF_ONE = Limit("book-one", 8, 86_400)


def hashed(text: str) -> str:
    """Hash what tells visitors apart, so that neither the database nor Redis keeps it."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"visitor:{text}".encode(), hashlib.sha256).hex()


def count(limit: Limit, organisation_id: UUID, who: str) -> None:
    """Count one try of `who` (a hash). While Redis is away nothing is limited: customers matter more.

    Raises:
        TooManyTries: it is one too many.
    """
    if not who:
        return
    name = f"booking:{limit.name}:{organisation_id}:{who}:{int(time.time() // limit.seconds)}"
    try:
        cache.add(name, 0, timeout=limit.seconds)
        used = int(cache.incr(name))
    except (redis.RedisError, ValueError):
        return
    if used > limit.most:
        raise TooManyTries
