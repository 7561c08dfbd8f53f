"""What can happen to a call on its way through a flow, and what a decision may ask to be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import UUID

from conversations.domain.calls import Stage
from routing.domain.kinds import NodeKind
from routing.domain.settings import Priority


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
    """A member (None: a number outside) did not take the call."""

    why: str
    member_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NeverMet:
    """A member (None: a number outside) took the call and was not put through: the caller waits as before."""

    member_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TransferFailed:
    """Nobody took a call that was handed over; `back_to` is who handed it over, None when they cannot be rung."""

    back_to: UUID | None


@dataclass(frozen=True, slots=True)
class WebhookAnswered:
    """A program of the organisation answered, or did not. `asked` is the `State.moves` it was asked at."""

    asked: int
    is_ok: bool
    text: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Who had taken the caller over (queue, ladder, receptionist, callback) gives them back by an exit."""

    exit: str
    why: str
    # A number outside to put them through to, where the flow draws nobody for that exit.
    to: str = ""


Event: TypeAlias = Started | Heard | OfferEnded | NeverMet | TransferFailed | WebhookAnswered | GivenBack


@dataclass(frozen=True, slots=True)
class Offer:
    """Ring this member."""

    member_id: UUID
    seconds: int


@dataclass(frozen=True, slots=True)
class TurnTaken:
    """A member's turn in a rotation is used up."""

    node: str
    member_id: UUID


@dataclass(frozen=True, slots=True)
class PutThrough:
    """Ring a number outside; who answers is joined."""

    to: str
    seconds: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give the caller to what is installed for a kind of node, with the node's settings."""

    kind: NodeKind
    node: str
    settings: Any
    priority: Priority = Priority.SAME
    language: str = ""


@dataclass(frozen=True, slots=True)
class AskWebhook:
    """Ask a program of the organisation; its answer comes back with `asked`."""

    node: str
    url: str
    timeout_seconds: int
    asked: int
    answers: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Reached:
    """The caller came this far."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class RecordingAllowed:
    """The caller heard the notice and stayed (or need not hear it), or said no."""

    is_allowed: bool


@dataclass(frozen=True, slots=True)
class Tagged:
    """Put a label on the conversation."""

    tag: str


@dataclass(frozen=True, slots=True)
class SendText:
    """Send the caller a text."""

    text: str


Effect: TypeAlias = (
    Offer | TurnTaken | PutThrough | HandOver | AskWebhook | Reached | RecordingAllowed | Tagged | SendText
)
