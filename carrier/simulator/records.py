"""What the control interface returns, as records, and the two ways in which it can fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Parsed JSON of the simulator's own making; it is read into the records below and goes no further.
Body = Mapping[str, Any]


class SimulatorUnavailable(Exception):
    """The simulator does not answer: not running, or on another port. Say so and try later."""


class SimulatorRefused(Exception):
    """The simulator refused; the message says why. Repeating it will not help."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


@dataclass(frozen=True, slots=True)
class CarrierApplication:
    """An application at the carrier; the private key is there only when this call made the keys."""

    id: str
    public_key: str
    private_key: str | None


@dataclass(frozen=True, slots=True)
class CarrierNumber:
    """A business number at the carrier: digits without a plus sign."""

    msisdn: str
    label: str
    account: str
    application: str


@dataclass(frozen=True, slots=True)
class HandsetMessage:
    """One message as its handset sees it: `direction` is `out` (sent from the handset) or `in`."""

    message_uuid: str
    direction: str
    channel: str
    business: str
    handset: str
    text: str
    media: tuple[Mapping[str, str], ...]
    at: float
    segments: int
    status: str
    code: int
    client_ref: str


@dataclass(frozen=True, slots=True)
class HandsetView:
    """A make-believe handset and everything it has sent and received, oldest first."""

    msisdn: str
    name: str
    sms_policy: Mapping[str, Any]
    messages: tuple[HandsetMessage, ...]


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One attempt to post one webhook."""

    sequence: int
    webhook: str
    kind: str
    subject: str
    attempt: int
    at: float
    url: str
    status: int | None
    milliseconds: float
    outcome: str
    error: str
    body: str
    headers: Mapping[str, str]
    faults: tuple[str, ...]
    copy_of: str


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """The newest attempts that fit, with counts by outcome over all of them."""

    count: int
    counts: Mapping[str, int]
    deliveries: tuple[DeliveryRow, ...]


@dataclass(frozen=True, slots=True)
class ClockState:
    """The simulated clock: instants in seconds since the epoch."""

    mode: str
    factor: float
    now: float
    timers: int
    next_at: float | None


def read_number(row: Body) -> CarrierNumber:
    """Read a business number."""
    return CarrierNumber(row["msisdn"], row["label"], row["account"], row["application"])


def read_message(row: Body) -> HandsetMessage:
    """Read a message."""
    known = {name: row[name] for name in HandsetMessage.__slots__ if name != "media"}
    return HandsetMessage(**known, media=tuple(row["media"]))


def read_handset(row: Body) -> HandsetView:
    """Read a handset with its messages."""
    messages = tuple(read_message(message) for message in row["messages"])
    return HandsetView(row["msisdn"], row["name"], row["sms_policy"], messages)


def read_delivery(row: Body) -> DeliveryRow:
    """Read one attempt."""
    known = {name: row[name] for name in DeliveryRow.__slots__ if name != "faults"}
    return DeliveryRow(**known, faults=tuple(row["faults"]))
