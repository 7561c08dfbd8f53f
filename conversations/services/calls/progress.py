"""What follows from news of a leg, whatever the flow: who is joined, who is left, when it is over."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from conversations.domain.calls import OVER, CallState, LegRole, Offer, Verb
from conversations.models import Call, Leg
from conversations.ports import HangUp, Say
from conversations.services.calls import (
    commanding,
    controls,
    dialling,
    ending,
    offering,
    recording,
    rows,
    unmet,
)
from conversations.services.calls.folding import Folded
from conversations.services.calls.how_ended import PEOPLE
from core.transactions import step


class Need(StrEnum):
    """What the flow has to decide next."""

    NOTHING = "NOTHING"
    NEXT_OFFER = "NEXT_OFFER"
    RING_BACK = "RING_BACK"
    GIVEN_BACK = "GIVEN_BACK"


CUSTOMERS = {LegRole.CALLER, LegRole.CUSTOMER}


@step
def progress_step(folded: Folded, *, now: datetime) -> Need:
    """Draw the conclusions from one report and save the call; says what the flow has to decide."""
    held, leg = folded.held, folded.leg
    need = Need.NOTHING
    if CallState(held.call.state) in OVER:
        _after_the_end(folded, now=now)
        return need
    if folded.was_answered:
        _answered(held, leg, now=now)
    if folded.has_ended:
        need = _ended(folded, now=now)
    if CallState(held.call.state) not in OVER:
        rows.changed(held, f"LEG_{leg.status}" if folded.is_news else "LEG", now=now)
    else:
        _close(held, now=now)
    return need


@step
def take_offer_step(held: rows.Held, leg: Leg, *, now: datetime) -> offering.Accepted:
    """Let a member (or a consulted colleague) take a call, join whom that joins, and stop the other ringing."""
    was = CallState(held.call.state)
    accepted = offering.accept_step(held, leg, now=now)
    if accepted.is_joined and held.call.direction == "OUTBOUND" and leg.role == LegRole.MEMBER:
        held.call.answered_by = leg.member
        dialling.dial_customer_step(held, now=now)
    elif accepted.is_joined:
        if held.call.is_recorded and leg.role == LegRole.MEMBER:
            recording.expect_call_step(held, now=now)
        offering.withdraw_step(held, Offer.ELSEWHERE, keep=leg, now=now)
        if was is CallState.VOICEMAIL or (
            was in {CallState.OFFERING, CallState.QUEUED} and _is_elsewhere(held)
        ):
            controls.bring_back_step(held, now=now)
    rows.changed(held, "ACCEPTED" if accepted.is_joined else "OFFER_ENDED", actor_id=leg.member_id, now=now)
    return accepted


def _is_elsewhere(held: rows.Held) -> bool:
    """Say whether the customer still hears the music of a hold, or an announcement, and has to be fetched."""
    customer = rows.customer_leg(held.call)
    return customer is not None and customer.room not in {"", held.call.room_name}


def _answered(held: rows.Held, leg: Leg, *, now: datetime) -> None:
    if leg.role == LegRole.CUSTOMER:
        rows.move(held.call, CallState.TALKING)
        held.call.answered_at = held.call.answered_at or now
        held.call.wait_seconds = max(0, int((now - held.call.started_at).total_seconds()))
        leg.joined_at = leg.joined_at or now
        leg.save(update_fields=["joined_at"])
    elif leg.role == LegRole.SUPERVISOR:
        leg.joined_at = leg.joined_at or now
        leg.save(update_fields=["joined_at"])
    elif leg.offer == Offer.RINGING and (leg.endpoint_kind == "APP" or _is_put_through(leg)):
        take_offer_step(held, leg, now=now)


def _is_put_through(leg: Leg) -> bool:
    """Say whether a leg is a number outside that the flow put the caller through to: answering joins it."""
    return leg.role == LegRole.MEMBER and leg.member_id is None


def _ended(folded: Folded, *, now: datetime) -> Need:
    held, leg = folded.held, folded.leg
    call = held.call
    state = CallState(call.state)
    at = leg.ended_at or now
    if leg.role in CUSTOMERS:
        told = _tell_member(held, leg, now=now)
        ending.end_call_step(held, ended_by=leg.ended_by or "CUSTOMER", at=at, told=told, now=now)
        for one in rows.legs_of(call):
            came_too_late_step(held, one, now=now)
        return Need.NOTHING
    if leg.role == LegRole.SUPERVISOR:
        return Need.NOTHING
    if unmet.ended_unmet(leg):
        return never_met_step(held, leg, now=now)
    if leg.joined_at is not None:
        _left(held, leg, at=at, now=now)
        return Need.NOTHING
    if call.direction == "OUTBOUND" and leg.role == LegRole.MEMBER:
        ending.end_call_step(held, ended_by="MEMBER", at=at, now=now)
        return Need.NOTHING
    if leg.role == LegRole.CONSULT and state is CallState.CONSULTING and folded.ended_offer:
        rows.move(call, CallState.HELD)
        rows.trace(call, node="consult", why=f"no answer: {leg.offer.lower()}", now=now)
        return Need.NOTHING
    return _next(state, leg) if folded.ended_offer else Need.NOTHING


def _next(state: CallState, leg: Leg) -> Need:
    """Say what the flow decides once a member did not take a call that still looks for one."""
    if (
        leg.offer in {Offer.ELSEWHERE, Offer.CALLER_LEFT, Offer.ACCEPTED, ""}
        or state is not CallState.OFFERING
    ):
        return Need.NOTHING
    return Need.RING_BACK if leg.role == LegRole.CONSULT else Need.NEXT_OFFER


@step
def miss_offer_step(held: rows.Held, leg: Leg, *, now: datetime) -> Need:
    """Count an offer as missed though the carrier told nothing; says what the flow decides next."""
    offering.miss_offer_step(leg, now=now)
    if leg.role == LegRole.CONSULT and held.call.state == CallState.CONSULTING:
        rows.move(held.call, CallState.HELD)
    rows.changed(held, "OFFER_EXPIRED", now=now)
    return _next(CallState(held.call.state), leg)


@step
def never_met_step(held: rows.Held, leg: Leg, *, now: datetime) -> Need:
    """Give a customer back to the flow whom a member took, but was never put through to; nobody is hung up on for it."""
    call, had_them = held.call, held.call.answered_leg_id == leg.pk
    unmet.take_back_step(held, leg, now=now)
    if CallState(call.state) in OVER:
        ending.correct_outcome_step(held, "NEVER_MET", now=now)
        return Need.NOTHING
    commanding.hang_up(leg, now=now)
    if call.direction == "OUTBOUND" and leg.role == LegRole.MEMBER:
        ending.end_call_step(held, ended_by="MEMBER", at=leg.ended_at or now, now=now)
    elif leg.role == LegRole.CONSULT and call.state == CallState.CONSULTING:
        rows.move(call, CallState.HELD)
    elif had_them and not _others_there(call, leg):
        rows.move(call, CallState.OFFERING)
        if call.answered_by_id is None:
            return Need.GIVEN_BACK
        controls.wait_with_music_step(held, now=now)
        return Need.RING_BACK
    return Need.NOTHING


@step
def came_too_late_step(held: rows.Held, leg: Leg, *, now: datetime) -> bool:
    """Take back that a member took a call whose customer had gone before they could be put through, if so."""
    is_late = unmet.came_too_late(leg, rows.customer_leg(held.call))
    if is_late:
        never_met_step(held, leg, now=now)
    return is_late


def _others_there(call: Call, leg: Leg) -> list[Leg]:
    return [
        one
        for one in rows.legs_of(call)
        if one.pk != leg.pk and one.role in PEOPLE and one.joined_at is not None and one.ended_at is None
    ]


def _left(held: rows.Held, leg: Leg, *, at: datetime, now: datetime) -> None:
    """Decide what becomes of the customer when somebody who talked with them has gone."""
    call = held.call
    state = CallState(call.state)
    others = _others_there(call, leg)
    if state is CallState.OFFERING:
        return
    if not others:
        ending.end_call_step(held, ended_by="MEMBER", at=at, now=now)
    elif leg.role == LegRole.CONSULT and state is CallState.CONSULTING:
        rows.move(call, CallState.HELD)
    elif state in {CallState.CONSULTING, CallState.HELD}:
        # Whoever was asked has the customer now: the warm transfer is complete.
        controls.bring_back_step(held, now=now)
        call.answered_by, call.answered_leg = others[0].member, others[0]


def _tell_member(held: rows.Held, customer: Leg, *, now: datetime) -> frozenset[UUID]:
    """Say to a member who waits for somebody who did not answer why the line goes dead; gives the legs told."""
    if customer.role != LegRole.CUSTOMER or customer.joined_at is not None:
        return frozenset()
    with override(held.call.organisation.locale):
        busy, silent = _("The line is busy."), _("Nobody answered.")
    words = busy if customer.status == "BUSY" else silent
    told = [
        leg
        for leg in rows.legs_of(held.call)
        if leg.role == LegRole.MEMBER and leg.joined_at is not None and leg.ended_at is None
    ]
    for leg in told:
        commanding.command(leg, Verb.RUN, plan=(Say(words), HangUp()), now=now)
    return frozenset(leg.pk for leg in told)


def _after_the_end(folded: Folded, *, now: datetime) -> None:
    """Keep late prices and durations, and what else a leg tells of the end; one that begins to live is hung up."""
    held, leg = folded.held, folded.leg
    if folded.was_answered and leg.ended_at is None:
        commanding.hang_up(leg, now=now)
    if unmet.ended_unmet(leg):
        never_met_step(held, leg, now=now)
    if ending.is_told_otherwise(held):
        ending.correct_outcome_step(held, f"LEG_{leg.status}", now=now)
    held.call.version += 1
    held.call.save(update_fields=["cost", "version"])
    _close(held, now=now)


@step
def _close(held: rows.Held, *, now: datetime) -> None:
    """Close an ended call once everybody has left; whether news of it came twice makes no difference."""
    everyone_left = all(one.ended_at is not None for one in rows.legs_of(held.call))
    if everyone_left and held.call.state == CallState.ENDED:
        rows.move(held.call, CallState.CLOSED)
        rows.changed(held, "CLOSED", now=now)
