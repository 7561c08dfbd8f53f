"""Running a call through its flow: facts gathered, the engine asked, its decision written down and carried out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Member
from conversations.domain import recording_consent
from conversations.domain.calls import OVER, CallState, LegRole, Offer, RecordingState, Stage, Verb
from conversations.models import Call, Leg, MemberPhone
from conversations.ports import Plan, Say, plan_to_json
from conversations.services import calls
from core.storing import save, store
from core.transactions import step
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.stored import flow_from_json, flow_to_json, state_from_json, state_to_json
from routing.models import CallRun
from routing.services import flows, reach

STATES = {Stage.RINGING: CallState.OFFERING, Stage.VOICEMAIL: CallState.VOICEMAIL}


@dataclass(frozen=True, slots=True)
class Answered:
    """What a caller's leg goes through, and our id of the leg."""

    plan: Plan
    leg_id: UUID


@step
def start_run(held: calls.Held, *, setting: flows.Setting, now: datetime) -> CallRun:
    """Draw the flow of the call's line and keep it with the call, which was RECEIVED: it has none yet."""
    call = held.call
    flow = flows.draw(setting, now=now)
    run = CallRun(
        organisation_id=call.organisation_id,
        call=call,
        flow=flow_to_json(flow),
        state=state_to_json(engine.begin(flow)),
    )
    store(run)
    return run


def find_run(call: Call) -> CallRun | None:
    """Find a call's run, locked; None for calls out and for calls whose answer webhook never came."""
    return CallRun.objects.of(call.organisation_id).select_for_update(no_key=True).filter(call=call).first()


@step
def decide(
    held: calls.Held,
    run: CallRun,
    event: happenings.Event,
    *,
    is_inline: bool,
    setting: flows.Setting | None = None,
    now: datetime,
) -> Plan | None:
    """Take one decision. Inline, the plan is the answer to the carrier's question; else the caller's leg is told."""
    if CallState(held.call.state) in OVER:
        return None
    facts = facts_of(held, setting=setting or flows.setting_of(held.call.line, now=now), now=now)
    decision = engine.step(flow_from_json(run.flow), state_from_json(run.state), event, facts)
    run.state = state_to_json(decision.state)
    run.version += 1
    if decision.plan is not None:
        run.plan = plan_to_json(decision.plan)
    save(run, ["state", "plan", "version"])
    for line in decision.path:
        calls.trace(held.call, node=line.node, why=line.why, now=now)
    for effect in decision.effects:
        _carry_out(held, effect, now=now)
    calls.changed(held, "DECIDED", now=now)
    if decision.plan is not None and not is_inline:
        customer = calls.customer_leg(held.call)
        if customer is not None and customer.ended_at is None:
            calls.command(customer, Verb.RUN, plan=decision.plan, now=now)
    return decision.plan


def facts_of(held: calls.Held, *, setting: flows.Setting, now: datetime) -> engine.Facts:
    """Gather what a decision about this call may rest on, in a handful of statements."""
    call = held.call
    handling, calendar = setting.handling, setting.calendar
    reason = calendar.reason_at(now)
    # A place whose hours nobody has set is not closed for ever.
    has_hours = bool(calendar.windows)
    needs = flows.consent_on(
        setting.line,
        other=calls.state_of(call.address),
        is_inbound=call.direction == "INBOUND",
        own_readings=setting.own_readings,
    )
    accept = next((item for item in calls.accept_plan(held) if isinstance(item, Say)), None)
    return engine.Facts(
        room=call.room_name,
        sender=call.line.address,
        accept_text=accept.text if accept else "",
        is_open=calendar.open_at(now) or not has_hours,
        why_open=" ".join((reason.kind.value.replace("_", " ").lower(), reason.label)).strip()
        if has_hours
        else "no hours are set",
        is_blocked=call.was_blocked,
        why_blocked=call.block_reason,
        records=handling.records_calls,
        needs_notice=needs.needs is recording_consent.Needs.NOTICE,
        can_command=reach.can_command(),
        free=tuple(free_members(call)),
    )


def free_members(call: Call) -> list[engine.Free]:
    """List who can be rung now: at work, sees the location, takes calls, is on no other call."""
    phones = MemberPhone.objects.of(call.organisation_id).filter(takes_calls=True, member__is_active=True)
    busy = set(
        Leg.objects.of(call.organisation_id)
        .filter(ended_at=None, member__isnull=False, left_at=None, offer__in=[Offer.RINGING, Offer.ACCEPTED])
        .exclude(call__state__in=list(OVER))
        .values_list("member_id", flat=True)
    )
    return [
        engine.Free(phone.member_id, calls.endpoint_of(phone))
        for phone in phones.select_related("member")
        if phone.member_id not in busy
        and (not phone.member.location_ids or call.line.location_id in phone.member.location_ids)
    ]


@step
def _carry_out(held: calls.Held, effect: happenings.Effect, *, now: datetime) -> None:
    match effect:
        case happenings.Offer(member_id=member_id, seconds=seconds):
            _offer(held, member_id, seconds, now=now)
        case happenings.Reached(stage=stage):
            held.call.stage = stage
            calls.move(held.call, STATES[stage])
        case happenings.RecordingAllowed(is_allowed=is_allowed):
            held.call.is_recorded = is_allowed
            held.call.recording_notice = RecordingState.RECORDING if is_allowed else RecordingState.DECLINED


def _offer(held: calls.Held, member_id: UUID, seconds: int, *, now: datetime) -> None:
    phone = (
        MemberPhone.objects.of(held.call.organisation_id)
        .filter(member_id=member_id)
        .select_related("member__user")
        .first()
    )
    if phone is None:
        return
    member: Member = phone.member
    role = LegRole.MEMBER
    calls.offer_step(held, member=member, to=calls.endpoint_of(phone), seconds=seconds, role=role, now=now)
