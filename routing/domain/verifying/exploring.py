"""All that can happen to a caller: every state of a flow that any call of the coming year can come to.

The engine of real calls takes each decision. A situation is its state and what is settled about the call: at which
moments it can have begun, who calls, what was kept of it already. Situations are found in the order of how much a
reader must be told to get there, so the first way found to any of them is a shortest one.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from heapq import heappop, heappush
from typing import Any, Final, NamedTuple

from routing.domain import flow as engine
from routing.domain.flow import Decision, State
from routing.domain.graph import Flow
from routing.domain.happenings import Event, Started
from routing.domain.verifying.moments import Moment
from routing.domain.verifying.problems import Move, MoveKind
from routing.domain.verifying.watching import Asked, Trace, Watched
from routing.domain.verifying.world import World

AT_START: Final = -1
# Ten times what the largest flow of the tests takes; more is not proven while somebody waits for the answer.
MOST_DECISIONS: Final = 60_000
# Of two ways to a problem the more likely one is told: a caller who waits sooner than a carrier that does not listen.
_USUAL_PRICE: Final = 2
_PRICES: Final[Mapping[MoveKind, int]] = {MoveKind.NO_COMMANDS: 5, MoveKind.TURNS: 3, MoveKind.NOBODY_FREE: 3}


class End(StrEnum):
    """How a call can be over, as far as its flow goes."""

    NOT_YET = ""
    PERSON = "PERSON"
    CAPTURED = "CAPTURED"
    LET_GO = "LET_GO"
    ROUND = "ROUND"


class Situation(NamedTuple):
    """Where a call is and what is settled about it.

    `starts` are the moments it can have begun at, a bit each; `now` is the moment time has moved on to, if it has.
    `settled` holds facts that stay as they are for the whole call.
    """

    state: State
    starts: int
    now: int = AT_START
    settled: frozenset[tuple[str, Any]] = frozenset()
    is_kept: bool = False
    has_met: bool = False
    has_waited: bool = False
    end: End = End.NOT_YET


@dataclass(frozen=True, slots=True)
class Edge:
    """One decision of the engine: from where, what happened, what was known, what a reader is told, where to.

    `is_chosen` marks what a caller did on purpose: a circle that needs it turns only as long as they want it to.
    """

    origin: Situation
    to: Situation
    event: Event
    facts: Mapping[str, Any]
    moves: tuple[Move, ...]
    seen: tuple[str, ...]
    decision: Decision
    is_chosen: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Settled:
    """One value a fact can have, what that says of the call, and what a reader must be told of it."""

    value: Any
    starts: int | None = None
    now: int | None = None
    stays: bool = False
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that can happen to a call that waits. `keeps` says that with it something of the caller is kept."""

    event: Event
    moves: tuple[Move, ...] = ()
    is_chosen: bool = False
    keeps: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision means for the caller: did it keep something, is anybody rung, is it over?"""

    end: End = End.NOT_YET
    keeps: bool = False
    meets: bool = False
    seconds: float = 0.0
    moves: tuple[Move, ...] = ()


class Nature(ABC):
    """What the engine cannot know: the values of facts, and what happens while a call waits. See `choices`."""

    # Facts that are never varied.
    constant: Mapping[str, Any]

    @abstractmethod
    def settle(
        self, name: str, situation: Situation, node: str, assumed: Mapping[str, Any]
    ) -> Iterable[Settled]:
        """List the values a fact can have here."""

    @abstractmethod
    def happenings(self, situation: Situation, decision: Decision) -> Iterable[Happening]:
        """List what can happen next to a call that waits."""

    @abstractmethod
    def forget(self, situation: Situation) -> Situation:
        """Leave out of a situation what no later decision can turn on."""

    @abstractmethod
    def outcome(self, situation: Situation, decision: Decision, known: Mapping[str, Any]) -> Outcome:
        """Say what a decision means for the caller; may ask for a fact as the engine does."""


@dataclass(slots=True)
class Explored:
    """Every situation with its decisions, and the last decision on a shortest way to it (None: a beginning)."""

    flow: Flow
    world: World
    moments: tuple[Moment, ...]
    start: Situation
    edges: dict[Situation, list[Edge]] = field(default_factory=dict)
    came: dict[Situation, Edge | None] = field(default_factory=dict)
    prices: dict[Situation, int] = field(default_factory=dict)
    decisions: int = 0

    @property
    def is_whole(self) -> bool:
        """Say whether everything was looked at."""
        return self.decisions < MOST_DECISIONS

    def situations(self) -> list[Situation]:
        """List all situations, those with least to tell first."""
        return sorted(self.came, key=self.prices.__getitem__)

    def way_to(self, situation: Situation) -> list[Edge]:
        """Give the decisions on a shortest way to a situation."""
        found: list[Edge] = []
        edge = self.came[situation]
        while edge is not None:
            found.append(edge)
            edge = self.came[edge.origin]
        return found[::-1]

    def all_edges(self) -> Iterator[Edge]:
        """Go through all decisions, those that take least telling first."""
        for edges in self.edges.values():
            yield from edges


def explore(flow: Flow, world: World, moments: tuple[Moment, ...], nature: Nature) -> Explored:
    """Take every decision that any call can lead to."""
    trace = Trace(flow.nodes)
    watched = replace(flow, nodes=trace)
    start = Situation(engine.begin(flow), (1 << len(moments)) - 1)
    found = Explored(flow, world, moments, start, came={start: None}, prices={start: 0})
    pending: dict[Situation, list[Happening]] = {start: [Happening(Started())]}
    heap: list[tuple[int, int, Situation]] = [(0, 0, start)]
    order = 0
    while heap:
        told, _, situation = heappop(heap)
        if situation in found.edges:
            continue
        found.edges[situation] = edges = []
        for happening in pending.pop(situation, ()):
            for edge in _decide(watched, trace, situation, happening, nature):
                if not found.is_whole:
                    return _broken_off(found)
                found.decisions += 1
                edges.append(edge)
                price = told + price_of(edge, found.came[situation])
                if price < found.prices.get(edge.to, price + 1):
                    order += 1
                    found.prices[edge.to], found.came[edge.to] = price, edge
                    if edge.to.end is End.NOT_YET:
                        pending[edge.to] = list(nature.happenings(edge.to, edge.decision))
                    heappush(heap, (price, order, edge.to))
    return found


def _broken_off(found: Explored) -> Explored:
    """Leave what was not looked at any more without anything that follows."""
    for situation in found.came:
        found.edges.setdefault(situation, [])
    return found


def _decide(
    flow: Flow, trace: Trace, situation: Situation, happening: Happening, nature: Nature
) -> Iterator[Edge]:
    """Take one decision once for every set of facts that matters to it."""
    todo: list[tuple[dict[str, Any], Situation, tuple[Move, ...]]] = [({}, situation, happening.moves)]
    constant = {**nature.constant, **dict(situation.settled)}
    while todo:
        assumed, now, moves = todo.pop()
        trace.seen = []
        known = constant | assumed
        try:
            decision = engine.step(flow, situation.state, happening.event, Watched.over(known))
            outcome = nature.outcome(now, decision, known)
        except Asked as asked:
            todo += [
                (
                    {**assumed, asked.name: value.value},
                    _learned(now, asked.name, value),
                    (*moves, *value.moves),
                )
                for value in nature.settle(asked.name, now, trace.seen[-1], known)
            ]
            continue
        state = decision.state
        if outcome.end is End.ROUND:
            state = state._replace(node=trace.circle())
        to = now._replace(
            state=state,
            is_kept=now.is_kept or outcome.keeps or happening.keeps,
            has_met=now.has_met or outcome.meets,
            has_waited=True,
            end=outcome.end,
        )
        yield Edge(
            origin=situation,
            to=nature.forget(to),
            event=happening.event,
            facts=known,
            moves=(*moves, *outcome.moves),
            seen=tuple(trace.seen),
            decision=decision,
            is_chosen=happening.is_chosen,
            seconds=happening.seconds + outcome.seconds,
        )


def price_of(edge: Edge, before: Edge | None = None) -> int:
    """Count what a reader must be told of a decision: the unlikely counts for more, the same again for nothing."""
    last = before.moves[-1] if before is not None and before.moves else None
    told = [move for move, earlier in zip(edge.moves, (last, *edge.moves), strict=False) if move != earlier]
    return sum(_PRICES.get(move.kind, _USUAL_PRICE) for move in told)


def _learned(situation: Situation, name: str, value: Settled) -> Situation:
    """Note what a fact says of the whole call."""
    found = situation
    if value.starts is not None:
        found = found._replace(starts=value.starts)
    if value.now is not None:
        found = found._replace(now=value.now)
    if value.stays:
        found = found._replace(settled=found.settled | {(name, value.value)})
    return found
