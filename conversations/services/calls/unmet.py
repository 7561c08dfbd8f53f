"""Taking back that a member took a call whose customer they never met (`domain.meeting` says when)."""

from datetime import datetime

from conversations.domain import meeting
from conversations.domain.calls import OVER, CallState, LegRole, Offer, RecordingState
from conversations.domain.states import Move, Status
from conversations.models import Leg, Recording, RecordingKind
from conversations.ports import ScriptError
from conversations.services import threads
from conversations.services.calls import rows
from conversations.services.calls.how_ended import PEOPLE
from core.transactions import step

_ASKED = frozenset({LegRole.MEMBER, LegRole.CONSULT})


def ended_unmet(leg: Leg) -> bool:
    """Say whether a leg that has ended took the call and met nobody: folding its end left it where it took it."""
    taken = _taken(leg)
    return taken is not None and leg.ended_at is not None and bool(taken.room)


def failed_unmet(leg: Leg, error: ScriptError) -> bool:
    """Say the same of one that still lives, but that the carrier could not lead on."""
    taken = _taken(leg)
    if taken is None or leg.ended_at is not None:
        return False
    return meeting.failed_unmet(taken, room=error.room_id, at=error.occurred_at)


def came_too_late(leg: Leg, customer: Leg | None) -> bool:
    """Say whether a leg took the call of a customer who had gone by the time it could be put through."""
    if customer is None or customer.ended_at is None or _taken(leg) is None:
        return False
    return meeting.came_too_late(came_at=leg.accepted_at, gone_at=customer.gone_at)


def _taken(leg: Leg) -> meeting.Taken | None:
    """Give how a leg took its call. Whom a plan rings is joined by the carrier, with no answer of ours in between."""
    if leg.joined_at is None or leg.in_plan or leg.role not in _ASKED:
        return None
    return meeting.Taken(leg.accepted_in, leg.accepted_at)


@step
def take_back_step(held: rows.Held, leg: Leg, *, now: datetime) -> None:
    """Let a call be as if `leg` had not taken it; whoever had it before has it again. The caller saves the call."""
    call, took_at = held.call, leg.joined_at
    leg.offer = Offer.UNREACHABLE if leg.offer == Offer.ACCEPTED else leg.offer
    leg.joined_at = leg.left_at = None
    leg.room = leg.accepted_in = ""
    leg.save(update_fields=["offer", "joined_at", "left_at", "room", "accepted_in"])
    who = leg.member.name if leg.member else leg.endpoint
    rows.trace(call, node="carrier", why=f"{who}: not put through", now=now)
    if call.answered_leg_id != leg.pk:
        return
    before = [one for one in rows.legs_of(call) if one.role in PEOPLE and one.joined_at is not None]
    before.sort(key=lambda one: one.joined_at or now)
    call.answered_leg = before[-1] if before else None
    call.answered_by = before[-1].member if before else None
    if not before:
        _unanswered(held, leg, took_at)


@step
def _unanswered(held: rows.Held, leg: Leg, took_at: datetime | None) -> None:
    """Take back that anybody at all has talked with the customer."""
    call, customer = held.call, rows.customer_leg(held.call)
    call.answered_at = call.held_at = None
    call.talk_seconds = call.hold_seconds = call.wait_seconds = 0
    if CallState(call.state) in OVER and call.ended_at is not None:
        call.wait_seconds = max(0, int((call.ended_at - call.started_at).total_seconds()))
    if customer is not None:
        customer.joined_at = customer.left_at = None
        customer.save(update_fields=["joined_at", "left_at"])
    nothing_said = Recording.objects.of(call.organisation_id).filter(
        call=call, kind=RecordingKind.CALL, carrier_recording_id=""
    )
    nothing_said.filter(
        state__in=[RecordingState.RECORDING, RecordingState.PAUSED, RecordingState.AWAITED]
    ).delete()
    _owe_again(held, leg, took_at)


def _owe_again(held: rows.Held, leg: Leg, took_at: datetime | None) -> None:
    """Let the conversation be nobody's and wait again, where it was taking the call that changed that."""
    conversation = held.conversation
    if took_at is None:
        return
    if conversation.owner_id == leg.member_id and conversation.owned_at == took_at:
        threads.give(conversation, to=None, now=took_at)
    if conversation.next_response_at != took_at:
        return
    conversation.next_response_at = None
    if conversation.first_response_at == took_at:
        conversation.first_response_at = conversation.first_response_seconds = None
    if conversation.status == Status.WAITING:
        threads.move_status(conversation, Move.FOLLOW_UP)
        conversation.waiting_since = held.call.started_at
        threads.owe(conversation, conversation.organisation, now=took_at)
