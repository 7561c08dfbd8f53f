"""How fast we may call the carrier, as pure token-bucket arithmetic. Whoever keeps the state locks it.

Source: the carrier's pages on throughput, research/vonage.md §2.5 and §3.6. A bucket per API key and one per
sending number: networks limit the number, the carrier limits the key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What is limited; MESSAGE and the calls count per API key, SENDER per sending number."""

    CALL = "CALL"
    CALL_COMMAND = "CALL_COMMAND"
    MESSAGE = "MESSAGE"
    SENDER = "SENDER"


@dataclass(frozen=True, slots=True)
class Rate:
    """`per_second` in the long run, `burst` at once after a pause."""

    per_second: float
    burst: float


# A burst of one second's worth: the carrier counts per second and refuses what is above it.
RATES: Mapping[Act, Rate] = {
    Act.CALL: Rate(3.0, 3.0),
    Act.CALL_COMMAND: Rate(15.0, 15.0),
    Act.MESSAGE: Rate(30.0, 30.0),
    Act.SENDER: Rate(1.0, 5.0),
}


@dataclass(frozen=True, slots=True)
class Bucket:
    """`tokens` left at `at`, in seconds of any clock that does not jump."""

    tokens: float
    at: float


@dataclass(frozen=True, slots=True)
class Taken:
    """`bucket` is the new state either way; `wait_seconds` is 0 when allowed, else how long until it is."""

    is_allowed: bool
    wait_seconds: float
    bucket: Bucket


def full(rate: Rate, *, at: float) -> Bucket:
    """Give the state of a bucket that nobody has used."""
    return Bucket(rate.burst, at)


def take(bucket: Bucket, rate: Rate, *, at: float, cost: float = 1.0) -> Taken:
    """Take `cost` tokens if they are there; a clock that went back adds nothing and takes nothing away."""
    tokens = min(rate.burst, bucket.tokens + max(0.0, at - bucket.at) * rate.per_second)
    now = max(at, bucket.at)
    if tokens >= cost:
        return Taken(is_allowed=True, wait_seconds=0.0, bucket=Bucket(tokens - cost, now))
    return Taken(is_allowed=False, wait_seconds=(cost - tokens) / rate.per_second, bucket=Bucket(tokens, now))
