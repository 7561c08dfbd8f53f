"""What a caller would go through, walked by the same engine as a real call: they say nothing, nobody answers."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from conversations.domain.plans import Gather, Record, Say
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.graph import Awaits, Flow, NodeKind
from routing.domain.nodes.desks import ONWARD

# A flow has no circle in which nothing waits; this only keeps a broken one from holding up a page.
MOST_DECISIONS = 60
# What these decide is seen in what follows: who rings, what is said.
SEEN = frozenset({NodeKind.RING, NodeKind.TRANSFER, NodeKind.VOICEMAIL, NodeKind.HANG_UP})


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
        next_ = _silence(flow, state)
        if next_ is None:
            break
        event = next_
    return tuple(found)


def _silence(flow: Flow, state: engine.State) -> happenings.Event | None:
    """Give what happens next where the caller says nothing and nobody answers; None where the call has ended."""
    node = engine.node_of(flow, state)
    match next(iter(node.row.waits), None):
        case Awaits.KEYS:
            return happenings.Heard()
        case Awaits.OFFER | Awaits.TRANSFER:
            return happenings.OfferEnded("")
        case Awaits.WEBHOOK:
            return happenings.WebhookAnswered(state.moves, is_ok=False)
        case None:
            return None
        case _:
            return happenings.GivenBack(ONWARD[node.kind], "")


def _steps(flow: Flow, decision: engine.Decision) -> list[RehearsedStep]:
    found = [
        RehearsedStep(StepKind.DECIDED, line.node, line.why)
        for line in decision.path
        if line.why and line.node in flow.nodes and flow.nodes[line.node].kind not in SEEN
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
    found += [
        RehearsedStep(StepKind.RINGS, node, effect.to, seconds=effect.seconds)
        for effect in decision.effects
        if isinstance(effect, happenings.PutThrough)
    ]
    return found
