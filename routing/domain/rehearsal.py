"""What a caller would go through, walked by the same engine as a real call, by what they do and who is there."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle, islice
from typing import Final
from uuid import UUID

from conversations.domain.plans import HangUp, Record, Ring, Say
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.attending import Handed, House, hand
from routing.domain.graph import Awaits, Flow, Node, NodeKind
from routing.domain.nodes.desks import ONWARD

# This only keeps a flow that goes round for ever from holding up a page.
MOST_DECISIONS = 60
MOST_ACTS: Final = 40
# What these decide is seen in what follows: who rings, what is said.
SEEN = frozenset({NodeKind.RING, NodeKind.TRANSFER, NodeKind.VOICEMAIL, NodeKind.HANG_UP})
# What a caller does, or what becomes of them, as it is typed: keys stand for themselves, words in quotes.
NOTHING: Final = "-"
OK: Final = "ok"
FAILED: Final = "failed"
# "…2" does the last two again and again.
AGAIN: Final = "…"
_QUOTES: Final = '"“”'
_DASHES: Final = ("-", "–", "—")
_KEYS: Final = frozenset("0123456789*#")


class Staffing(StrEnum):
    """Who is there while a call is tried: as planned, or all alike; CUT: the carrier takes no commands."""

    PLANNED = "planned"
    ANSWERS = "answers"
    DECLINES = "there"
    AWAY = "away"
    CUT = "cut"


class StepKind(StrEnum):
    """What happens at one step."""

    DECIDED = "DECIDED"
    SAYS = "SAYS"
    LISTENS = "LISTENS"
    RINGS = "RINGS"
    WAITS = "WAITS"
    NOBODY = "NOBODY"
    ANSWERED = "ANSWERED"
    RECORDS = "RECORDS"
    ENDS = "ENDS"
    ROUND = "ROUND"


@dataclass(frozen=True, slots=True)
class RehearsedStep:
    """One step of a rehearsal. `text` is spoken, done, the reason or what is waited in.

    `member_id` and `seconds` are of RINGS.
    """

    kind: StepKind
    node: str
    text: str = ""
    member_id: UUID | None = None
    seconds: int = 0


Clock = Callable[[int], engine.Facts]


def spoken(words: str) -> str:
    """Write what is said, as it is typed among what a caller does."""
    return f"“{words.replace(',', ' ')}”"


def at_clock(minute: int) -> str:
    """Write that the clock goes on to a minute of the day, as it is typed among what a caller does."""
    return f"@{minute // 60:02}:{minute % 60:02}"


def acts_of(typed: str) -> tuple[str, ...]:
    """Read what a caller does, in order, with commas in between."""
    told = (" ".join(one.split())[:80] for one in typed[:2000].split(","))
    return tuple(NOTHING if one in _DASHES else one.replace("...", AGAIN) for one in told if one)[:MOST_ACTS]


def _in_turn(acts: Iterable[str]) -> Iterator[str]:
    """Give acts one by one; what is done again and again never ends."""
    done: list[str] = []
    for act in acts:
        if act.startswith(AGAIN):
            count = act.removeprefix(AGAIN)
            yield from cycle(done[-int(count) if count.isdecimal() and int(count) else -1 :])
        done.append(act)
        yield act


def rehearse(
    flow: Flow,
    facts: engine.Facts,
    acts: Iterable[str] = (),
    *,
    house: House | None = None,
    clock: Clock | None = None,
) -> tuple[RehearsedStep, ...]:
    """Walk the flow to its end. After `acts` the caller says nothing; without a `house` nobody takes a call.

    `clock` gives the facts of a later minute of the day, for acts that let it strike.
    """
    found: list[RehearsedStep] = []
    left = deque(islice(_in_turn(acts), MOST_DECISIONS))
    state = engine.begin(flow)
    event: happenings.Event = happenings.Started()
    for _count in range(MOST_DECISIONS):
        decision = engine.step(flow, state, event, facts)
        state, handed = decision.state, _handed(house, decision, facts)
        found += [*_steps(flow, decision), *_asked(state, handed)]
        if (taken := _answered(house or House(), decision, handed)) is not None:
            return (*found, taken)
        facts = _struck(left, facts, clock)
        next_, did = _next(flow, state, left, handed)
        if next_ is None:
            return tuple(found)
        if did:
            found.append(RehearsedStep(StepKind.LISTENS, state.node, did))
        event = next_
    return (*found, RehearsedStep(StepKind.ROUND, state.node))


def _struck(left: deque[str], facts: engine.Facts, clock: Clock | None) -> engine.Facts:
    """Let the clock go on where that is next."""
    while left and left[0].startswith("@"):
        hours, _, minutes = left.popleft()[1:].partition(":")
        if clock is not None and hours.isdecimal() and minutes.isdecimal() and len(hours + minutes) < 6:
            facts = clock((int(hours) * 60 + int(minutes)) % (24 * 60))
    return facts


def _next(
    flow: Flow, state: engine.State, left: deque[str], handed: Handed | None
) -> tuple[happenings.Event | None, str]:
    """Give what happens next, with what the caller does; None where the call has ended.

    An act that does not fit what is waited for is kept for later: a menu's key is not pressed into a queue.
    """
    node = engine.node_of(flow, state)
    if node.kind in ONWARD:
        usual = handed.exit if handed is not None else ONWARD[node.kind]
        exit_ = left.popleft() if left and left[0] in _given_back(node) else usual
        return happenings.GivenBack(exit_, ""), ""
    match next(iter(node.row.waits), None):
        case Awaits.KEYS:
            if node.kind is NodeKind.NOTICE:
                return happenings.Heard(), NOTHING
            act = left.popleft() if left and _is_heard(left[0]) else NOTHING
            return _heard(act), act
        case Awaits.OFFER | Awaits.TRANSFER:
            return happenings.OfferEnded("", _who_rings(state)), ""
        case Awaits.WEBHOOK:
            act = left.popleft() if left and left[0].split()[0] in (OK, FAILED) else FAILED
            text = act.removeprefix(OK).strip().strip(_QUOTES)
            return happenings.WebhookAnswered(state.moves, act != FAILED, "" if act == FAILED else text), ""
        case _:
            return None, ""


def _given_back(node: Node) -> frozenset[str]:
    return node.row.exits | node.row.may


def _is_heard(act: str) -> bool:
    return act == NOTHING or act[0] in _QUOTES or set(act) <= _KEYS


def _heard(act: str) -> happenings.Heard:
    if act == NOTHING:
        return happenings.Heard()
    return happenings.Heard(text=act.strip(_QUOTES)) if act[0] in _QUOTES else happenings.Heard(act)


def _who_rings(state: engine.State) -> UUID | None:
    return UUID(state.ringing[0]) if state.ringing else None


def _handed(house: House | None, decision: engine.Decision, facts: engine.Facts) -> Handed | None:
    """Say what comes of handing the caller over, where the flow does and it is known who is there."""
    over = next((one for one in decision.effects if isinstance(one, happenings.HandOver)), None)
    return None if house is None or over is None else hand(house, over, is_open=facts.is_open)


def _asked(state: engine.State, handed: Handed | None) -> Iterator[RehearsedStep]:
    """Say in what the caller waits, and who is rung for them meanwhile."""
    if handed is not None and handed.waits_in:
        yield RehearsedStep(StepKind.WAITS, state.node, handed.waits_in)
    for one in handed.rings if handed is not None else ():
        yield RehearsedStep(StepKind.RINGS, state.node, member_id=one.member_id, seconds=one.seconds)


def _answered(house: House, decision: engine.Decision, handed: Handed | None) -> RehearsedStep | None:
    """Say who takes the call, where somebody who is rung does."""
    node = decision.state.node
    if handed is not None and handed.rings and handed.rings[-1].takes:
        return RehearsedStep(StepKind.ANSWERED, node, member_id=handed.rings[-1].member_id)
    for effect in decision.effects:
        match effect:
            case happenings.Offer(member_id=member_id) if house.answers(member_id):
                return RehearsedStep(StepKind.ANSWERED, node, member_id=member_id)
            case happenings.PutThrough(to=to) if house.outside_answers:
                return RehearsedStep(StepKind.ANSWERED, node, to)
            case _:
                pass
    if house.outside_answers and any(isinstance(step, Ring) for step in decision.plan or ()):
        return RehearsedStep(StepKind.ANSWERED, node)
    return None


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
            case Record():
                found.append(RehearsedStep(StepKind.RECORDS, node))
            case Ring(to=to):
                found.append(RehearsedStep(StepKind.RINGS, node, to.value, seconds=step.ring_seconds))
            case HangUp() if not any(isinstance(other, Record) for other in decision.plan or ()):
                found.append(RehearsedStep(StepKind.ENDS, node))
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
