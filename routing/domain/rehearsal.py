"""What a caller would go through, walked by the same engine as a real call: they say nothing, nobody answers."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from conversations.domain.plans import Gather, Record, Say
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.graph import Flow, NodeKind

# A flow has no circle in which nothing waits; this only keeps a broken one from holding up a page.
MOST_DECISIONS = 60


class StepKind(StrEnum):
    """What happens at one step."""

    DECIDED = "DECIDED"
    SAYS = "SAYS"
    LISTENS = "LISTENS"
    RINGS = "RINGS"
    NOBODY = "NOBODY"
    RECORDS = "RECORDS"


@dataclass(frozen=True, slots=True)
class RehearsedStep:
    """One step of a rehearsal. `text` is spoken or the reason; `member_id` and `seconds` are of RINGS."""

    kind: StepKind
    node: str
    text: str = ""
    member_id: UUID | None = None
    seconds: int = 0


def rehearse(flow: Flow, facts: engine.Facts) -> tuple[RehearsedStep, ...]:
    """Walk the flow to its end."""
    found: list[RehearsedStep] = []
    state = engine.begin(flow)
    event: happenings.Event = happenings.Started()
    for _count in range(MOST_DECISIONS):
        decision = engine.step(flow, state, event, facts)
        found += _steps(flow, decision)
        state = decision.state
        kind = flow.nodes[state.node].kind
        if kind is NodeKind.NOTICE:
            event = happenings.Heard()
        elif kind is NodeKind.RING:
            event = happenings.OfferEnded("")
        else:
            break
    return tuple(found)


def _steps(flow: Flow, decision: engine.Decision) -> list[RehearsedStep]:
    decided = {NodeKind.CALLER, NodeKind.HOURS, NodeKind.NOTICE}
    found = [
        RehearsedStep(StepKind.DECIDED, line.node, line.why)
        for line in decision.path
        if flow.nodes[line.node].kind in decided
    ]
    node = decision.state.node
    if any(line.why == "nobody to ring" for line in decision.path):
        found.append(RehearsedStep(StepKind.NOBODY, "ring"))
    for step in decision.plan or ():
        match step:
            case Say(text=text):
                found.append(RehearsedStep(StepKind.SAYS, node, text))
            case Gather():
                found.append(RehearsedStep(StepKind.LISTENS, node))
            case Record():
                found.append(RehearsedStep(StepKind.RECORDS, node))
            case _:
                pass
    found += [
        RehearsedStep(StepKind.RINGS, node, member_id=effect.member_id, seconds=effect.seconds)
        for effect in decision.effects
        if isinstance(effect, happenings.Offer)
    ]
    return found
