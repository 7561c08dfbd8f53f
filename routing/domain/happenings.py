"""What can happen to a call on its way through a flow, and what a decision may ask to be done."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from conversations.domain.calls import Stage


@dataclass(frozen=True, slots=True)
class Started:
    """The call has come."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Keys or words of the caller, or that none came."""

    digits: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class OfferEnded:
    """A member did not take the call."""

    why: str


@dataclass(frozen=True, slots=True)
class TransferFailed:
    """Nobody took a call that was handed over; `back_to` is who handed it over, None when they cannot be rung."""

    back_to: UUID | None


Event: TypeAlias = Started | Heard | OfferEnded | TransferFailed


@dataclass(frozen=True, slots=True)
class Offer:
    """Ring this member."""

    member_id: UUID
    seconds: int


@dataclass(frozen=True, slots=True)
class Reached:
    """The caller came this far."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class RecordingAllowed:
    """The caller heard the notice and stayed (or need not hear it), or said no."""

    is_allowed: bool


Effect: TypeAlias = Offer | Reached | RecordingAllowed
