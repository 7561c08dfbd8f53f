"""The one function that walks a flow, pure.

`step(flow, state, event, facts)` gives the next state, what the caller's leg goes through and what else is to be done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from conversations.domain.calls import Stage
from conversations.domain.plans import (
    HOLD_MUSIC,
    Endpoint,
    Gather,
    HangUp,
    Mark,
    Plan,
    PlanStep,
    Record,
    Ring,
    Room,
    Say,
)
from routing.domain.graph import Flow, Node, NodeKind, Text
from routing.domain.happenings import (
    Effect,
    Event,
    Heard,
    Offer,
    OfferEnded,
    Reached,
    RecordingAllowed,
    Started,
    TransferFailed,
)

VOICEMAIL_MARK: Final = "voicemail"
NOTICE_SECONDS: Final = 2
_RINGING, _AT_VOICEMAIL = Reached(Stage.RINGING), Reached(Stage.VOICEMAIL)


@dataclass(frozen=True, slots=True)
class Free:
    """A member who can be rung now, and where."""

    member_id: UUID
    to: Endpoint


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision may rest on. `can_command` is False while commands cannot reach the carrier (Redis is down)."""

    room: str
    sender: str
    accept_text: str = ""
    is_open: bool = True
    why_open: str = ""
    is_blocked: bool = False
    why_blocked: str = ""
    needs_notice: bool = False
    records: bool = False
    can_command: bool = True
    free: tuple[Free, ...] = ()


class State(NamedTuple):
    """Where a call is. `turn` counts the turns of a RING node that were used.

    A tuple, like `Why`: a decision makes a dozen of them, and a frozen dataclass takes four times as long to make.
    """

    node: str
    turn: int = 0
    has_rung: bool = False
    declined_recording: bool = False
    has_rung_back: bool = False


class Why(NamedTuple):
    """One line of the path: which node decided, and why."""

    node: str
    why: str


class Decision(NamedTuple):
    """`plan` is what the caller's leg goes through now; None leaves it where it is."""

    state: State
    plan: Plan | None
    effects: tuple[Effect, ...]
    path: tuple[Why, ...]


@dataclass(slots=True)
class _Walk:
    """A walk under way: what was said so far, until a node waits."""

    flow: Flow
    state: State
    facts: Facts
    steps: list[PlanStep] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    path: list[Why] = field(default_factory=list)
    is_waiting: bool = False
    keeps_plan: bool = False
    node: Node = field(init=False)

    def __post_init__(self) -> None:
        self.node = self.flow.nodes[self.state.node]

    def because(self, why: str) -> None:
        self.path.append(Why(self.state.node, why))

    def leave(self, name: str) -> None:
        self.go(self.node.exits[name])

    def go(self, node: str) -> None:
        # The first two columns of a state: `_replace` takes twice as long.
        self.state = State._make((node, 0, *self.state[2:]))
        self.node = self.flow.nodes[node]

    def say(self, text: Text, *, may_interrupt: bool = False) -> None:
        words, language = text.best(self.flow.languages)
        if words:
            self.steps.append(_said(words, language, may_interrupt))


@lru_cache(maxsize=4096)
def _said(text: str, language: str, may_interrupt: bool) -> Say:
    """Give the one value of words that thousands of callers hear."""
    return Say(text, language, may_interrupt=may_interrupt)


def begin(flow: Flow) -> State:
    """Give the state of a call that has just come."""
    return State(flow.start)


def step(flow: Flow, state: State, event: Event, facts: Facts) -> Decision:
    """Decide what follows from `event`. An event that does not concern the node changes nothing."""
    walk = _Walk(flow, state, facts)
    _take(walk, event)
    while not walk.is_waiting:
        _ENTER[walk.node.kind](walk)
    plan = None if walk.keeps_plan and not walk.steps else tuple(walk.steps)
    return Decision(walk.state, plan, tuple(walk.effects), tuple(walk.path))


def _take(walk: _Walk, event: Event) -> None:
    """Let the event act on the node that waited for it."""
    match event:
        case Started():
            return
        case Heard(digits=digits, text=text) if walk.node.kind is NodeKind.NOTICE:
            _after_notice(walk, digits, text)
        case OfferEnded(why=why) if walk.node.kind is NodeKind.RING and walk.state.has_rung_back:
            walk.because(why)
            walk.leave("nobody")
        case OfferEnded(why=why) if walk.node.kind is NodeKind.RING:
            walk.because(why)
            # Music plays on while the next one is rung.
            walk.keeps_plan = walk.facts.can_command
        case TransferFailed(back_to=back_to):
            _after_transfer(walk, back_to)
        case _:
            walk.is_waiting = walk.keeps_plan = True


def _after_notice(walk: _Walk, digits: str, text: str) -> None:
    said_no = digits == "9" or text.strip().casefold().startswith("no")
    walk.state = walk.state._replace(declined_recording=said_no)
    walk.effects.append(RecordingAllowed(not said_no))
    walk.because("does not want to be recorded" if said_no else "heard the notice and stayed")
    walk.leave("next")


def _after_transfer(walk: _Walk, back_to: UUID | None) -> None:
    if back_to is not None and not walk.state.has_rung_back:
        walk.state = walk.state._replace(has_rung_back=True)
        walk.because("nobody took the transfer; rings back")
        walk.effects.append(Offer(back_to, 25))
        walk.is_waiting = walk.keeps_plan = True
        return
    walk.because("nobody took the transfer")
    ringing = [name for name, node in walk.flow.nodes.items() if node.kind is NodeKind.RING]
    if ringing:
        walk.go(walk.flow.nodes[ringing[0]].exits["nobody"])


def _caller(walk: _Walk) -> None:
    blocked = walk.facts.is_blocked
    walk.because(f"blocked: {walk.facts.why_blocked}" if blocked else "put through")
    walk.leave("blocked" if blocked and "blocked" in walk.node.exits else "other")


def _hours(walk: _Walk) -> None:
    walk.because(walk.facts.why_open or ("open" if walk.facts.is_open else "closed"))
    walk.leave("open" if walk.facts.is_open else "closed")


def _greeting(walk: _Walk) -> None:
    walk.say(walk.node.settings.text)
    walk.leave("next")


def _notice(walk: _Walk) -> None:
    if not walk.facts.records:
        walk.leave("next")
        return
    if not walk.facts.needs_notice:
        walk.because("recorded without a notice")
        walk.effects.append(RecordingAllowed(True))
        walk.leave("next")
        return
    walk.say(walk.node.settings.text, may_interrupt=True)
    walk.steps.append(
        Gather(
            wait_seconds=NOTICE_SECONDS, takes_speech=True, language=walk.flow.language, hints=("no", "yes")
        )
    )
    walk.is_waiting = True


def _ring(walk: _Walk) -> None:
    free = {one.member_id: one.to for one in walk.facts.free}
    turns = walk.node.settings.turns
    for number, turn in enumerate(turns[walk.state.turn :], start=walk.state.turn + 1):
        to = free.get(turn.member_id)
        if to is None:
            continue
        walk.state = walk.state._replace(turn=number, has_rung=True)
        walk.effects.append(_RINGING)
        walk.because(f"turn {number} of {len(turns)}, {turn.seconds} s")
        if walk.facts.can_command:
            walk.effects.append(Offer(turn.member_id, turn.seconds))
            if not walk.keeps_plan:
                walk.steps.append(Room(walk.facts.room, starts=False, hold_url=HOLD_MUSIC))
        else:
            walk.steps.append(
                Ring(to, walk.facts.sender, turn.seconds, walk.facts.accept_text, walk.flow.language)
            )
        walk.is_waiting = True
        return
    walk.because("nobody took it" if walk.state.has_rung else "nobody to ring")
    walk.keeps_plan = False
    walk.leave("nobody")


def _voicemail(walk: _Walk) -> None:
    walk.effects.append(_AT_VOICEMAIL)
    walk.because("asked for a message")
    walk.say(walk.node.settings.text)
    walk.steps += [Mark(VOICEMAIL_MARK), Record(transcribes=walk.flow.language), HangUp()]
    walk.is_waiting = True


def _hang_up(walk: _Walk) -> None:
    walk.say(walk.node.settings.text)
    walk.because("ended")
    walk.steps.append(HangUp())
    walk.is_waiting = True


_ENTER: Final[Mapping[NodeKind, Callable[[_Walk], None]]] = MappingProxyType(
    {
        NodeKind.CALLER: _caller,
        NodeKind.HOURS: _hours,
        NodeKind.GREETING: _greeting,
        NodeKind.NOTICE: _notice,
        NodeKind.RING: _ring,
        NodeKind.VOICEMAIL: _voicemail,
        NodeKind.HANG_UP: _hang_up,
    }
)
