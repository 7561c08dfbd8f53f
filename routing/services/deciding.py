"""Running a call through its flow: facts gathered, the engine asked, its decision written down and carried out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Member
from conversations.domain.calls import OVER, CallState, Verb
from conversations.models import Call
from conversations.ports import Plan, Ring, plan_to_json
from conversations.services import calls
from core.storing import save, store
from core.transactions import step
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.ringing import asking_after_ring
from routing.domain.stored import flow_to_json, state_from_json, state_to_json, with_taken
from routing.models import CallRun
from routing.services import flows, gathering, trying, versions
from routing.services.effects import carry_out

# How much longer than a program may take its caller waits, should news of it be lost.
LOST_AFTER = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a caller's leg goes through, and our id of the leg."""

    plan: Plan
    leg_id: UUID


@step
def start_run(held: calls.Held, *, setting: flows.Setting, now: datetime) -> CallRun:
    """Keep the flow with the call, which was RECEIVED: what is live on its line, the built-in, or a draft to try."""
    call = held.call
    flow = trying.take_draft(held, now=now) if setting.awaits_draft else None
    version = setting.version if flow is None else None
    if flow is None:
        flow = flows.draw(setting, now=now) if version is None else versions.compiled(version)
    run = CallRun(
        organisation_id=call.organisation_id,
        call=call,
        flow_version=version,
        flow=flow_to_json(flow) if version is None else {},
        state=state_to_json(engine.begin(flow)),
        taken=[],
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
    run.call = held.call
    flow, key = versions.flow_of(run)
    facts = gathering.facts_of(
        held, setting=setting or flows.setting_of(held.call.line, now=now), flow=flow, key=key, now=now
    )
    state = state_from_json(run.state)
    decision = engine.step(flow, state, event, facts)
    asked = next((one for one in decision.effects if isinstance(one, happenings.AskWebhook)), None)
    if asked is not None:
        run.waits_until = now + timedelta(seconds=asked.timeout_seconds) + LOST_AFTER
    elif decision.state.moves != state.moves:
        run.waits_until = None
    run.state = state_to_json(decision.state)
    if run.taken is not None:
        run.taken = with_taken(run.taken, decision)
    run.version += 1
    plan = None if decision.plan is None else asking_after_ring(decision.plan)
    if plan is not None:
        run.plan = plan_to_json(plan)
    save(run, ["state", "taken", "plan", "version", "waits_until"])
    for line in decision.path:
        if line.why:
            calls.trace(held.call, node=line.node, why=line.why, now=now)
    for effect in decision.effects:
        carry_out(held, effect, key=key, now=now)
    _ring_in_plan(held, plan or (), facts, now=now)
    calls.changed(held, "DECIDED", now=now)
    if plan is not None and not is_inline:
        _run(held, plan, now=now)
    return plan


@step
def _run(held: calls.Held, plan: Plan, *, now: datetime) -> None:
    customer = calls.customer_leg(held.call)
    if customer is not None and customer.ended_at is None:
        after = calls.words_over(held.call, now=now)
        calls.command(customer, Verb.RUN, plan=plan, due_at=after, now=now)


@step
def _ring_in_plan(held: calls.Held, plan: Plan, facts: engine.Facts, *, now: datetime) -> None:
    """Enter whom the plan itself rings: a member, or a number outside."""
    members = Member.objects.filter(organisation_id=held.call.organisation_id)
    for ring in (item for item in plan if isinstance(item, Ring)):
        member_id = next((one.member_id for one in facts.free if one.to == ring.to), None)
        member = members.filter(pk=member_id).first() if member_id else None
        calls.ring_in_plan_step(held, member=member, to=ring.to, now=now)
