"""One party's connection to the carrier, and the states it passes through."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from carrier.simulator.clock import Timer
from carrier.simulator.voice.policies import VoicePolicy
from carrier.simulator.world import Reported

Action = Mapping[str, Any]
HOME_REGION = "us-3"


class Status(StrEnum):
    """The states of a leg; `CREATED` is never told."""

    CREATED = "created"
    STARTED = "started"
    RINGING = "ringing"
    ANSWERED = "answered"
    BUSY = "busy"
    CANCELLED = "cancelled"
    FAILED = "failed"
    REJECTED = "rejected"
    TIMEOUT = "timeout"
    UNANSWERED = "unanswered"
    COMPLETED = "completed"


NEVER_ANSWERED = frozenset(
    {Status.BUSY, Status.CANCELLED, Status.FAILED, Status.REJECTED, Status.TIMEOUT, Status.UNANSWERED}
)
ENDS = NEVER_ANSWERED | {Status.COMPLETED}
NEXT: Mapping[Status, frozenset[Status]] = {
    Status.CREATED: frozenset({Status.STARTED}),
    Status.STARTED: frozenset({Status.RINGING, Status.ANSWERED, Status.COMPLETED}) | NEVER_ANSWERED,
    Status.RINGING: frozenset({Status.ANSWERED, Status.COMPLETED}) | NEVER_ANSWERED,
    Status.ANSWERED: frozenset({Status.COMPLETED, Status.FAILED}),
    **{status: frozenset() for status in ENDS},
}
SIP_CODES: Mapping[str, int] = {
    "busy": 486,
    "cancelled": 487,
    "timeout": 487,
    "unavailable": 480,
    "carrier_timeout": 408,
    "declined": 603,
    "restricted": 403,
    "invalid_number": 484,
    "cannot_route": 404,
    "number_out_of_service": 404,
    "internal_error": 500,
    "completed": 200,
}


class Kind(StrEnum):
    """What a leg leads to."""

    PHONE = "phone"
    APP = "app"
    SIP = "sip"
    WEBSOCKET = "websocket"
    VBC = "vbc"


def party_of(kind: Kind, endpoint: Mapping[str, Any]) -> str:
    """Return whose behaviour governs an endpoint."""
    match kind:
        case Kind.APP:
            return f"app:{endpoint['user']}"
        case Kind.SIP:
            return str(endpoint.get("uri") or f"sip:{endpoint.get('user', '')}@{endpoint.get('domain')}")
        case Kind.WEBSOCKET:
            return str(endpoint["uri"])
        case Kind.VBC:
            return f"vbc:{endpoint['extension']}"
        case _:
            return str(endpoint["number"])


@dataclass(slots=True)
class Script:
    """The actions a leg is being led through, and where it stands.

    `purpose` is `main`, or `on_answer` for what a callee hears before being joined. `is_barged` skips what
    is still to be said until the next input; `digits` were pressed meanwhile.
    """

    actions: list[Action]
    purpose: str = "main"
    at: int = 0
    is_barging_in: bool = False
    is_barged: bool = False
    digits: str = ""


@dataclass(slots=True)
class Leg:
    """One leg. `party` names whose far end it is: a handset's number, or `app:` and a user's name."""

    uuid: str
    direction: str
    kind: Kind
    account: str
    application: str
    caller: str
    callee: str
    party: str
    room: str
    region: str = HOME_REGION
    status: Status = Status.CREATED
    detail: str = ""
    sip_code: int = 0
    disconnected_by: str = ""
    created_at: float = 0.0
    answered_at: float = 0.0
    ended_at: float = 0.0
    parent: str = ""
    event_url: str = ""
    event_method: str = "POST"
    machine: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    endpoint: Mapping[str, Any] = field(default_factory=dict)
    length_limit: float = 7_200.0
    policy: VoicePolicy = field(default_factory=VoicePolicy)
    is_person_there: bool = False
    is_silent: bool = False
    is_muted: bool = False
    is_deaf: bool = False
    is_joined: bool = False
    script: Script | None = None
    run: int = 0
    history: list[Reported] = field(default_factory=list)
    timers: dict[str, Timer] = field(default_factory=dict)
    reacted: dict[int, int] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    draw: random.Random = field(default_factory=random.Random, repr=False)

    @property
    def is_live(self) -> bool:
        """Say whether the leg has not ended."""
        return self.status not in ENDS

    @property
    def is_answered(self) -> bool:
        """Say whether audio flows."""
        return self.status is Status.ANSWERED

    @property
    def who(self) -> str:
        """Return the far end's name in transcripts."""
        return self.party

    def went_through(self, status: Status) -> bool:
        """Say whether the leg was ever in `status`."""
        return any(one.status == status for one in self.history)
