"""Facts of this app."""

from dataclasses import dataclass
from uuid import UUID

from core.events import Fact, event


@event("routing.text_back_due")
@dataclass(frozen=True, kw_only=True)
class TextBackDue(Fact):
    """A missed call may be answered by a text, unless the caller is reached meanwhile."""

    call_id: UUID


@event("routing.message_led")
@dataclass(frozen=True, kw_only=True)
class MessageLed(Fact):
    """The flow of its line leads a message to the receptionist."""

    conversation_id: UUID
    entry_id: UUID


@event("routing.handling_changed")
@dataclass(frozen=True, kw_only=True)
class HandlingChanged(Fact):
    """How a line handles calls was changed."""

    line_id: UUID
    version: int


@event("routing.work_changed")
@dataclass(frozen=True, kw_only=True)
class WorkChanged(Fact):
    """An item of a queue moved, or what is known of it changed."""

    item_id: UUID
    queue_id: UUID
    conversation_id: UUID
    state: str
    change: str


@event("routing.presence_changed")
@dataclass(frozen=True, kw_only=True)
class PresenceChanged(Fact):
    """What colleagues see of a member changed."""

    member_id: UUID
    choice: str
    engagement: str


@event("routing.dispatch_due")
@dataclass(frozen=True, kw_only=True)
class DispatchDue(Fact):
    """Something came to wait, or somebody became free: the two are brought together."""

    why: str


@event("routing.give_back_due")
@dataclass(frozen=True, kw_only=True)
class GiveBackDue(Fact):
    """A caller does not (or no longer) wait in a queue: their flow goes on by an exit of its queue node."""

    call_id: UUID
    exit: str
    why: str


@event("routing.announcement_due")
@dataclass(frozen=True, kw_only=True)
class AnnouncementDue(Fact):
    """A caller in line is to hear how they stand, unless somebody is rung for them or has them by then."""

    item_id: UUID


@event("routing.callback_offer_due")
@dataclass(frozen=True, kw_only=True)
class CallbackOfferDue(Fact):
    """A caller whom their flow offers a callback is to be asked about it."""

    call_id: UUID


@event("routing.webhook_due")
@dataclass(frozen=True, kw_only=True)
class WebhookDue(Fact):
    """A program of the organisation is to be asked; `asked` tells this question from others of the call."""

    call_id: UUID
    node: str
    asked: int


@event("routing.flow_changed")
@dataclass(frozen=True, kw_only=True)
class FlowChanged(Fact):
    """A flow was created, edited, discarded, published or assigned: `change` says which."""

    flow_id: UUID
    change: str


@event("routing.flow_proof_due")
@dataclass(frozen=True, kw_only=True)
class FlowProofDue(Fact):
    """A version was saved and is to be proven; `content` tells this save from later ones."""

    version_id: UUID
    content: str


@event("routing.queue_changed")
@dataclass(frozen=True, kw_only=True)
class QueueChanged(Fact):
    """A queue was made, changed, put away or taken into use again: `change` says which."""

    queue_id: UUID
    version: int
    change: str


@event("routing.skills_changed")
@dataclass(frozen=True, kw_only=True)
class SkillsChanged(Fact):
    """A skill was added, renamed or removed, or what members can do was set: `change` says which."""

    change: str


@event("routing.on_call_changed")
@dataclass(frozen=True, kw_only=True)
class OnCallChanged(Fact):
    """A rota or a ladder (`thing_id`) was changed by a member: `change` says how."""

    thing_id: UUID
    change: str


@event("routing.page_due")
@dataclass(frozen=True, kw_only=True)
class PageDue(Fact):
    """The next on call is to be told of a red flag nobody has acknowledged; `paged` is how many were told so far."""

    alert_id: UUID
    paged: int


@event("routing.queue_alert")
@dataclass(frozen=True, kw_only=True)
class QueueAlert(Fact):
    """Too many began to wait in a queue, or somebody too long, or no longer: `change` is RAISED or CLEARED.

    `is_told`: supervisors are told; one raised again soon after shows on the wallboard only.
    """

    queue_id: UUID
    change: str
    is_told: bool


@event("routing.replay_due")
@dataclass(frozen=True, kw_only=True)
class ReplayDue(Fact):
    """A draw of a replay is to be walked."""

    replay_id: UUID
    draw: int
