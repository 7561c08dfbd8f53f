"""Words of a caller who talks with the receptionist: answered in their webhook, or the flow goes on."""

import logging
from datetime import datetime

from conversations.ports import InputReceived, Plan
from conversations.services import calls
from core.transactions import attempt, step
from routing import ports
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.graph import NodeKind
from routing.domain.stored import state_from_json
from routing.models import CallRun
from routing.services import deciding, versions

log = logging.getLogger(__name__)


@step
def hear_step(held: calls.Held, run: CallRun, heard: InputReceived, *, now: datetime) -> Plan | None:
    """Give what a caller hears next who talks with the receptionist; None where they do not.

    One that fails is taken back, and the caller goes on as if there were none.
    """
    assistant = ports.assistant()
    run.call = held.call
    flow, _key = versions.flow_of(run)
    at = engine.node_of(flow, state_from_json(run.state))
    if assistant is None or at.kind is not NodeKind.RECEPTIONIST:
        return None
    try:
        with attempt():
            spoken = assistant.hear(held, heard, now=now)
    except Exception as error:
        # A caller is waiting: whatever bug this is, they go on to people.
        log.exception("the receptionist failed", extra={"reason": type(error).__name__})
        held = calls.lock_call(organisation_id=held.call.organisation_id, call_id=held.call.pk)
        spoken = ports.Spoken(exit="next", why="the receptionist failed")
    if not spoken.exit:
        calls.changed(held, "ASSISTANT", now=now)
        return spoken.plan
    back = happenings.GivenBack(spoken.exit, spoken.why, spoken.to)
    return (*spoken.plan, *(deciding.decide(held, run, back, is_inline=True, now=now) or ()))
