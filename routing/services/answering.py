"""What the carrier asks: a plan for a call that waits, and what follows from keys, words and rings."""

from datetime import datetime
from uuid import UUID

from accounts.models import Organisation
from conversations.domain.calls import CallState, LegRole, Offer, RecordingState
from conversations.models import Leg, RecordingKind
from conversations.ports import (
    AddressKind,
    CallOffered,
    Endpoint,
    HangUp,
    InputReceived,
    LegMoved,
    LegState,
    Notified,
    Plan,
    RecordingReady,
    Room,
    ScriptError,
    TranscriptReady,
    plan_from_json,
)
from conversations.services import calls
from core.transactions import step
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.ringing import AFTER_RING
from routing.services import assisting, deciding, flows, oncall, queues
from routing.services.deciding import Answered

ACCEPT_KEY = "1"
# Whoever has taken it may be asked again, if the answer to the first time never came.
_MAY_TAKE = {Offer.RINGING, Offer.ELSEWHERE, Offer.CALLER_LEFT, Offer.ACCEPTED}


@step
def answer_step(*, organisation: Organisation, offered: CallOffered, now: datetime) -> Answered:
    """Take in a call and say what its caller goes through first. Asked twice, it answers the same.

    Raises:
        NoSuchLine: the number that was dialled is no line of ours.
    """
    setting = flows.setting_for(organisation, offered.to, now=now)
    received = calls.receive_call_step(
        organisation=organisation,
        offered=offered,
        received_at=now,
        line=setting.line,
        is_told=False,
        now=now,
    )
    held = received.held
    if held.call.state != CallState.RECEIVED:
        run = deciding.find_run(held.call)
        return Answered(plan_from_json(run.plan) if run else (HangUp(),), received.leg.pk)
    run = deciding.start_run(held, setting=setting, now=now)
    calls.move(held.call, CallState.IN_FLOW)
    plan = deciding.decide(held, run, happenings.Started(), is_inline=True, setting=setting, now=now)
    return Answered(plan or (HangUp(),), received.leg.pk)


@step
def fold_leg_step(
    *, organisation: Organisation, leg_id: UUID | None, state: LegState, received_at: datetime, now: datetime
) -> bool:
    """Fold news of a leg and let the flow go on; says whether it was one of ours.

    News of an inbound leg that nobody told us of makes its call: the answer webhook may have been lost.

    Raises:
        NoSuchLine: news of a call to a number that is no line of ours.
    """
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id, carrier_leg_id=state.leg_id)
    if leg is None and leg_id is None and state.direction == "inbound":
        offered = CallOffered(
            leg_id=state.leg_id,
            room_id=state.room_id,
            to=state.to,
            caller=state.caller,
            caller_kind=AddressKind.PHONE,
        )
        leg = calls.receive_call_step(
            organisation=organisation, offered=offered, received_at=received_at, now=now
        ).leg
    if leg is None:
        return False
    folded = calls.fold_leg_step(leg, state, received_at=received_at, now=now)
    need = calls.progress_step(folded, now=now)
    _go_on(folded.held, folded.leg, need, now=now)
    _follow(folded.held, now=now)
    return True


@step
def leg_moved_step(*, organisation: Organisation, leg_id: UUID, moved: LegMoved, now: datetime) -> None:
    """Note that a leg has come to the room we sent it to; perhaps the customer had left it by then."""
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    if leg is None or not leg.accepted_in:
        return
    held, leg = calls.lock_leg(leg)
    calls.fold_move_step(leg, moved)
    if calls.came_too_late_step(held, leg, now=now):
        _follow(held, now=now)


@step
def take_input_step(
    *, organisation: Organisation, leg_id: UUID, heard: InputReceived, now: datetime
) -> Plan | None:
    """Act on keys or words: a member's 1 takes the call, a caller's answer moves the flow. None: the plan goes on."""
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    if leg is None:
        return None
    held, leg = calls.lock_leg(leg)
    if leg.role in {LegRole.MEMBER, LegRole.CONSULT}:
        return _accept(held, leg, heard, now=now)
    run = deciding.find_run(held.call)
    if leg.role != LegRole.CALLER or run is None:
        return None
    if held.call.state == CallState.QUEUED or run.talk is not None:
        hearing = queues.hear_step(held, run, heard.digits, now=now)
        if hearing is not None and hearing.exit:
            back = happenings.GivenBack(hearing.exit, hearing.why)
            return deciding.decide(held, run, back, is_inline=True, now=now)
        if hearing is not None:
            return hearing.plan
    if (plan := assisting.hear_step(held, run, heard, now=now)) is not None:
        return plan
    event = happenings.Heard(heard.digits, heard.heard[0].text if heard.heard else "")
    return deciding.decide(held, run, event, is_inline=True, now=now)


@step
def ring_news_step(
    *, organisation: Organisation, leg_id: UUID, state: LegState, received_at: datetime, now: datetime
) -> None:
    """Take in news of whom a caller's plan rings: how far it got, and how it ended."""
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    if leg is not None:
        calls.fold_in_plan_step(leg, state, received_at=received_at, now=now)


@step
def take_ring_result_step(
    *, organisation: Organisation, leg_id: UUID, state: LegState, now: datetime
) -> Plan | None:
    """Say what follows when a ring within the plan (commands cannot be given) reached nobody."""
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    if leg is None:
        return None
    return _after_ring(leg, f"ring: {state.raw_status}", now=now)


@step
def take_ring_accept_step(
    *,
    organisation: Organisation,
    leg_id: UUID,
    heard: InputReceived,
    fallback: Endpoint | None = None,
    at: datetime,
    now: datetime,
) -> bool:
    """Enter that whom a caller's plan rang pressed 1; says whether the call is one of ours."""
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    return leg is not None and calls.accept_in_plan_step(
        leg, carrier_leg_id=heard.leg_id, fallback=fallback, at=at, now=now
    )


@step
def _after_ring(leg: Leg, why: str, *, now: datetime) -> Plan | None:
    held, leg = calls.lock_leg(leg)
    run = deciding.find_run(held.call)
    if run is None:
        return None
    return deciding.decide(held, run, happenings.OfferEnded(why), is_inline=True, now=now)


@step
def mark_step(*, organisation: Organisation, leg_id: UUID, marked: Notified, now: datetime) -> Plan | None:
    """Note how far a caller has come: to the tone, from where on a recording must come, or past a ring.

    Behind a ring that nobody took the flow goes on; after a talk there is nothing more to say.
    """
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    if leg is None:
        return None
    if marked.payload == AFTER_RING:
        return None if leg.call.answered_at else _after_ring(leg, "ring: not taken", now=now)
    if marked.payload != engine.VOICEMAIL_MARK:
        return None
    held, leg = calls.lock_leg(leg)
    calls.expect_step(held, leg, RecordingKind.VOICEMAIL, state=RecordingState.RECORDING, now=now)
    calls.changed(held, "AT_THE_TONE", now=now)
    return None


@step
def recording_step(
    *, organisation: Organisation, leg_id: UUID, ready: RecordingReady, received_at: datetime, now: datetime
) -> bool:
    """Take in that there is a recording; says whether its call is one of ours."""
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    if leg is None:
        return False
    keep_days = flows.handling_of(leg.call.line).keep_days
    calls.announce_recording_step(leg, ready, keep_days=keep_days, received_at=received_at, now=now)
    return True


@step
def transcript_step(
    *, organisation: Organisation, leg_id: UUID, ready: TranscriptReady, now: datetime
) -> bool:
    """Take in that a recording was written down."""
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    return leg is not None and calls.announce_transcript_step(leg, ready, now=now) is not None


@step
def script_error_step(*, organisation: Organisation, leg_id: UUID, error: ScriptError, now: datetime) -> None:
    """Note that the carrier could not carry out a plan: it asks for the fallback, and the call shows why.

    What goes wrong on a member's leg is an offer that came to nothing, and not the customer's call that failed.
    """
    leg = calls.find_leg(organisation_id=organisation.pk, leg_id=leg_id)
    if leg is None:
        return
    held, leg = calls.lock_leg(leg)
    if leg.role in {LegRole.MEMBER, LegRole.CONSULT} and calls.failed_unmet(leg, error):
        need = calls.never_met_step(held, leg, now=now)
        _go_on(held, leg, need, now=now)
        _follow(held, now=now)
    held.call.has_failed = held.call.has_failed or leg.role in {LegRole.CALLER, LegRole.CUSTOMER}
    calls.trace(held.call, node="carrier", why=error.reason[:200], now=now)
    # Told late, it may be what a call that has ended meanwhile ended by.
    calls.correct_outcome_step(held, "SCRIPT_ERROR", now=now)


@step
def _accept(held: calls.Held, leg: Leg, heard: InputReceived, *, now: datetime) -> Plan | None:
    if heard.digits != ACCEPT_KEY or leg.offer not in _MAY_TAKE:
        return None
    leg.accepted_in, leg.accepted_at = heard.room_id[:120], heard.occurred_at or now
    accepted = calls.take_offer_step(held, leg, now=now)
    _follow(held, now=now)
    if accepted.is_joined:
        return (Room(held.call.room_name, starts=True, records=held.call.is_recorded),)
    return calls.refused_plan(held.call, is_over=accepted.is_over)


@step
def _follow(held: calls.Held, *, now: datetime) -> None:
    """Let who had taken the caller over go on: a ladder rings its next rung before queues look at who is free."""
    oncall.follow_call_step(held, now=now)
    queues.follow_call_step(held, now=now)


@step
def _go_on(held: calls.Held, leg: Leg, need: calls.Need, *, now: datetime) -> None:
    if need is calls.Need.NOTHING:
        return
    run = deciding.find_run(held.call)
    if run is None:
        return
    who = leg.member.name if leg.member else leg.endpoint
    why = f"{who}: {leg.offer.lower().replace('_', ' ')}"
    event: happenings.Event = happenings.OfferEnded(why, leg.member_id)
    if need is calls.Need.GIVEN_BACK:
        event = happenings.NeverMet(leg.member_id)
    elif need is calls.Need.RING_BACK:
        event = happenings.TransferFailed(held.call.answered_by_id)
    deciding.decide(held, run, event, is_inline=False, now=now)


@step
def give_back_step(*, organisation: UUID, call_id: UUID, exit: str, why: str, now: datetime) -> Plan | None:
    """Let a caller go on by an exit of the node that had handed them over; one who has gone on or left, does not."""
    held = calls.lock_call(organisation_id=organisation, call_id=call_id)
    run = deciding.find_run(held.call)
    if run is None:
        return None
    return deciding.decide(held, run, happenings.GivenBack(exit, why), is_inline=False, now=now)


@step
def expire_offer_step(*, leg: Leg, now: datetime) -> bool:
    """End an offer whose time is over though the carrier told nothing; says whether it was still open."""
    held, leg = calls.lock_leg(leg)
    if not calls.is_offer_due(leg, now=now):
        return False
    need = calls.miss_offer_step(held, leg, now=now)
    _go_on(held, leg, need, now=now)
    _follow(held, now=now)
    return True
