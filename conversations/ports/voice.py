"""What happens on a call, as plain facts.

Leg and room ids are opaque text of the carrier, never UUIDs. Facts arrive more than once and in any order:
fold a leg's states by `LEG_RANK`, never by arrival; a terminal state is final.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from conversations.domain.plans import Json
from conversations.ports.messages import AddressKind


class LegStatus(StrEnum):
    STARTED = "STARTED"
    RINGING = "RINGING"
    ANSWERED = "ANSWERED"
    HUMAN = "HUMAN"
    MACHINE = "MACHINE"
    DISCONNECTED = "DISCONNECTED"
    BUSY = "BUSY"
    CANCELLED = "CANCELLED"
    TIMEOUT = "TIMEOUT"
    UNANSWERED = "UNANSWERED"
    REJECTED = "REJECTED"
    FAILED = "FAILED"
    COMPLETED = "COMPLETED"


LEG_RANK: Mapping[LegStatus, int] = {
    LegStatus.STARTED: 1,
    LegStatus.RINGING: 2,
    LegStatus.ANSWERED: 3,
    LegStatus.HUMAN: 4,
    LegStatus.MACHINE: 4,
    LegStatus.DISCONNECTED: 5,
    LegStatus.BUSY: 6,
    LegStatus.CANCELLED: 6,
    LegStatus.TIMEOUT: 6,
    LegStatus.UNANSWERED: 6,
    LegStatus.REJECTED: 6,
    LegStatus.FAILED: 6,
    LegStatus.COMPLETED: 6,
}

TERMINAL_RANK = 6


@dataclass(frozen=True, slots=True)
class CallOffered:
    """A call waits for its first plan. `app_user` is set instead of `caller` when a browser agent dials.

    `fallback_reason` says why the first request for a plan failed; `region` is where later commands must go.
    """

    leg_id: str
    room_id: str
    to: str
    caller: str
    caller_kind: AddressKind
    endpoint: str = ""
    app_user: str = ""
    region: str = ""
    fallback_reason: str = ""
    custom: Json = field(default=None, hash=False)
    sip_headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LegState:
    """News of one leg. `duration_seconds`, `started_at` (the answer) and `price` come with COMPLETED.

    `ended_by` is user or platform.
    """

    leg_id: str
    room_id: str
    status: LegStatus
    raw_status: str
    to: str = ""
    caller: str = ""
    direction: str = ""
    detail: str = ""
    sip_code: int | None = None
    occurred_at: datetime | None = None
    duration_seconds: int | None = None
    price: Decimal | None = None
    ended_by: str = ""
    started_at: datetime | None = None

    @property
    def rank(self) -> int:
        """Give the place of this state in a leg's life; a lower rank never replaces a higher one."""
        return LEG_RANK[self.status]

    @property
    def is_terminal(self) -> bool:
        """Tell whether the leg is over. A COMPLETED with the price may still follow another ending."""
        return self.rank == TERMINAL_RANK


@dataclass(frozen=True, slots=True)
class Heard:
    """One guess at what was said. `confidence` runs from 0 to 1, None when the carrier gave none."""

    text: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class InputReceived:
    """Keys pressed or words said; guesses best first. `digits` is empty when none came in time."""

    leg_id: str
    room_id: str
    digits: str = ""
    timed_out: bool = False
    heard: tuple[Heard, ...] = ()
    timeout_reason: str = ""
    error: str = ""
    recording_url: str = ""
    caller: str = ""
    to: str = ""
    occurred_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordingReady:
    """A recording was made; an empty `url` or `size_bytes` of 0 means that there is nothing to download."""

    recording_id: str
    room_id: str
    url: str = ""
    size_bytes: int | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_downloadable(self) -> bool:
        """Tell whether there is anything to fetch."""
        return bool(self.url) and self.size_bytes != 0


@dataclass(frozen=True, slots=True)
class TranscriptReady:
    recording_id: str
    room_id: str
    url: str


@dataclass(frozen=True, slots=True)
class LegMoved:
    leg_id: str
    from_room: str
    to_room: str
    occurred_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notified:
    """The mark we set inside a plan was reached; `payload` is what we wrote on it."""

    room_id: str
    payload: Json = field(default=None, hash=False)
    leg_id: str = ""


@dataclass(frozen=True, slots=True)
class ScriptError:
    """The carrier could not fetch or carry out a plan of ours; `is_fallback` asks for another.

    `asked` is the address that did not answer, `mark` what was to be told there, if it was no more than a mark.
    """

    room_id: str
    reason: str
    leg_id: str = ""
    is_fallback: bool = False
    occurred_at: datetime | None = None
    asked: str = ""
    mark: Json = field(default=None, hash=False)
