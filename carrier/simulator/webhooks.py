"""The words of the webhook sender: what is to be told, one attempt at it, its answer, and its log row."""

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

MESSAGES = "messages"  # the two schedules a webhook can follow
VOICE = "voice"


@dataclass(slots=True)
class RetryPolicy:
    """Seconds between attempts: `first`, doubling up to `ceiling`, until `horizon` after the first."""

    first: float = 5.0
    ceiling: float = 900.0
    horizon: float = 86_400.0

    def delay(self, attempt: int) -> float:
        """Return the wait after the attempt of this number (1 is the first)."""
        return float(min(self.ceiling, self.first * 2.0 ** min(attempt - 1, 40)))


@dataclass(slots=True)
class Timeouts:
    """Real seconds an attempt may take."""

    connect: float = 3.0
    read: float = 15.0


VOICE_READ_SECONDS = {"answer": 5.0, "fallback": 5.0}
VOICE_ATTEMPTS = 2


def voice_timeouts(kind: str) -> Timeouts:
    """Return how long a voice webhook may take: answer and fallback 5 s, events 10 s."""
    return Timeouts(connect=1.0, read=VOICE_READ_SECONDS.get(kind, 10.0))


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One attempt, ready to be sent as it stands."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    timeouts: Timeouts
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt: a status, or none with the reason in `error`."""

    status: int | None
    milliseconds: float = 0.0
    body: bytes = b""
    error: str = ""
    content_type: str = ""


class Transport(Protocol):
    """Carries attempts out. `done` is called exactly once for each, in the caller's thread."""

    def send(self, outgoing: Outgoing, done: Callable[[Answer], None]) -> None:
        """Begin one attempt."""


@dataclass(slots=True)
class Webhook:
    """One thing the customer must be told, until it has been or the carrier gives up."""

    id: str
    kind: str
    address: str
    account: str
    application: str
    subject: str
    body: str
    first_at: float
    attempts: int = 0
    copy_of: str = ""
    is_signed: bool = True
    method: str = "POST"
    lane: str = MESSAGES


@dataclass(slots=True)
class Delivery:
    """One row of the delivery log.

    `outcome` is accepted (2xx), refused (4xx but 429, never repeated), retrying, given_up, or lost (a copy's
    failure); in_flight until then.
    """

    sequence: int
    webhook: str
    kind: str
    subject: str
    application: str
    attempt: int
    at: float
    url: str
    headers: dict[str, str]
    body: str
    status: int | None = None
    milliseconds: float = 0.0
    outcome: str = "in_flight"
    error: str = ""
    answer: str = ""
    faults: list[str] = field(default_factory=list)
    copy_of: str = ""


class Refusal(ValueError):
    """The address of a webhook is not on loopback."""


def is_loopback(host: str) -> bool:
    """Say whether a host name or address can only mean this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_loopback(url: str) -> str:
    """Return `url`, or raise `Refusal`: make-believe traffic must never leave the machine."""
    parts = urlsplit(url)
    if parts.scheme != "http" or not is_loopback(parts.hostname or ""):
        raise Refusal(f"The simulator sends webhooks only to http addresses on loopback, not to {url!r}.")
    return url
