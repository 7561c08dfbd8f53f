"""Rings within the caller's own plan: commands cannot reach the carrier, so the plan rings the members itself.

Nobody places these legs: the carrier tells of them at the caller's address, and whose they are is known by their turn.
"""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from conversations import events
from conversations.domain.calls import OVER, CallState, LegRole, Offer
from conversations.models import Leg, MemberPhone, Task
from conversations.ports import Endpoint, EndpointKind, LegState
from conversations.services.calls import ending, folding, offering, progress, rows
from core.events import record
from core.storing import store
from core.transactions import step


@step
def ring_in_plan_step(held: rows.Held, *, member: Member | None, to: Endpoint, now: datetime) -> Leg:
    """Enter that the plan the caller is given rings a member; `member` is None for a telephone that is nobody's."""
    leg = Leg(
        organisation_id=held.call.organisation_id,
        call=held.call,
        role=LegRole.MEMBER if member else LegRole.THIRD,
        member=member,
        endpoint_kind=to.kind,
        endpoint=to.value,
        in_plan=True,
        offer=Offer.RINGING if member else "",
        started_at=now,
    )
    store(leg)
    if member is not None:
        record(events.CallOffered(call_id=held.call.pk, leg_id=leg.pk, member_id=member.pk), now=now)
    return leg


def rung_in_plan(*, organisation_id: UUID, call_id: UUID, carrier_leg_id: str) -> Leg | None:
    """Find whom the plan rings: by the carrier's id once it was told, else whose turn it is."""
    legs = Leg.objects.of(organisation_id).filter(call_id=call_id, in_plan=True)
    known = legs.filter(carrier_leg_id=carrier_leg_id).first() if carrier_leg_id else None
    return known or legs.filter(carrier_leg_id="").order_by("started_at", "created_at").last()


@step
def fold_in_plan_step(customer: Leg, state: LegState, *, received_at: datetime, now: datetime) -> Leg | None:
    """Fold news of whom a caller's plan rings; the caller's own end is told at their own address. None: nobody's."""
    if state.leg_id == customer.carrier_leg_id:
        return None
    rung = rung_in_plan(
        organisation_id=customer.organisation_id, call_id=customer.call_id, carrier_leg_id=state.leg_id
    )
    if rung is None:
        return None
    folded = folding.fold_leg_step(rung, state, received_at=received_at, now=now)
    held, leg = folded.held, folded.leg
    if CallState(held.call.state) in OVER or leg.joined_at is not None:
        progress.progress_step(folded, now=now)
    elif folded.was_answered and (leg.endpoint_kind == EndpointKind.APP or leg.role == LegRole.THIRD):
        # A browser, and a number outside, accept by answering.
        _accept(held, leg, at=leg.answered_at or now, now=now)
    else:
        rows.changed(held, f"LEG_{leg.status}", now=now)
    return leg


@step
def accept_in_plan_step(
    customer: Leg, *, carrier_leg_id: str, fallback: Endpoint | None, at: datetime, now: datetime
) -> bool:
    """Enter that whom the plan rang pressed 1 at `at`: the carrier joins them by itself, and tells us perhaps late.

    `fallback` is the telephone that the plan of an outage rings; its call has no leg of anybody yet.
    """
    held, customer = rows.lock_leg(customer)
    call = held.call
    leg = rung_in_plan(organisation_id=call.organisation_id, call_id=call.pk, carrier_leg_id=carrier_leg_id)
    if leg is None and fallback is not None:
        leg = ring_in_plan_step(held, member=_whose(held, fallback), to=fallback, now=at)
    if leg is None:
        return False
    if leg.joined_at is None:
        leg.carrier_leg_id = leg.carrier_leg_id or carrier_leg_id[:120]
        _accept(held, leg, at=at, now=now)
    return True


def _accept(held: rows.Held, leg: Leg, *, at: datetime, now: datetime) -> None:
    call = held.call
    leg.offer = Offer.ACCEPTED if leg.member_id else ""
    leg.answered_at = leg.answered_at or at
    leg.joined_at = at
    leg.save(update_fields=["offer", "carrier_leg_id", "answered_at", "joined_at"])
    # A ring within a plan is not in the room that records.
    call.is_recorded = False
    rows.trace(call, node="ring", why="taken in the plan", now=now)
    if CallState(call.state) in OVER:
        _put_right(held, leg, at=at, now=now)
    else:
        offering.answered_step(held, leg, now=at)
        rows.changed(held, "ACCEPTED", actor_id=leg.member_id, now=now)


def _put_right(held: rows.Held, leg: Leg, *, at: datetime, now: datetime) -> None:
    """Let a call that had ended be one that was answered: nobody has to ring back any more."""
    call = held.call
    call.answered_by, call.answered_leg = leg.member, leg
    call.answered_at = call.answered_at or at
    call.wait_seconds = max(0, int((at - call.started_at).total_seconds()))
    if call.ended_at is not None:
        call.talk_seconds = max(0, int((call.ended_at - at).total_seconds()))
    owed = Task.objects.of(call.organisation_id).filter(entry_id=call.entry_id, created_by=None, done_at=None)
    for task in owed:
        task.done_at, task.done_by = now, leg.member
        task.version += 1
        task.save(update_fields=["done_at", "done_by", "version"])
        record(events.TaskChanged(task_id=task.pk, conversation_id=call.conversation_id), now=now)
    offering.owned_by_step(held, leg.member, now=at)
    ending.correct_outcome_step(held, "ACCEPTED", now=now)


def _whose(held: rows.Held, to: Endpoint) -> Member | None:
    """Say whose telephone a number is, if it is one member's."""
    phones = MemberPhone.objects.of(held.call.organisation_id).filter(number=to.value)
    found = list(phones.select_related("member__user")[:2])
    return found[0].member if len(found) == 1 else None
