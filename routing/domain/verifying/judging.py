"""What is wrong with all that can happen: callers let go, circles, hours and languages without a person, long waits."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import Final

from accounts.domain.hours import Window
from routing.domain.kinds import NodeKind
from routing.domain.verifying.circles import circles
from routing.domain.verifying.exploring import AT_START, Edge, End, Explored, Situation, price_of
from routing.domain.verifying.problems import Code, Move, MoveKind, Problem
from routing.domain.verifying.speaking import language_of
from routing.domain.verifying.telling import tell
from routing.domain.verifying.world import Staffed

SLOWEST_TO_A_PERSON: Final = 30.0
_TAKES_UP: Final = frozenset({NodeKind.CALLBACK, NodeKind.RECEPTIONIST})
_BY_THE_CLOCK: Final = frozenset({NodeKind.HOURS, NodeKind.HOLIDAY, NodeKind.TIME})


def _is_good(explored: Explored, situation: Situation) -> bool:
    """Say whether a caller has come to somebody or something that can take up what they want."""
    if situation.is_kept or situation.has_met or situation.end is End.CAPTURED:
        return True
    return situation.end is End.NOT_YET and explored.flow.nodes[situation.state.node].kind in _TAKES_UP


def _let_go(explored: Explored) -> list[Situation]:
    return [one for one in explored.situations() if one.end is End.LET_GO and not one.is_kept]


def hours_without_path(explored: Explored) -> tuple[list[Problem], int]:
    """Find moments at which nothing a caller does leads anywhere; gives them as bits too."""
    every, good = explored.start.starts, 0
    for situation in explored.came:
        if _is_good(explored, situation):
            good |= situation.starts
    bad = every & ~good
    if not bad or bad == every:
        return [], 0
    problems: list[Problem] = []
    for situation in _let_go(explored):
        if not situation.starts & bad:
            continue
        way = explored.way_to(situation)
        name = _last_by_the_clock(explored, way) or situation.state.node
        if name not in {problem.node for problem in problems}:
            problems.append(_problem(Code.HOURS_WITHOUT_PATH, name, explored, way, among=bad))
    return problems, bad if problems else 0


def _last_by_the_clock(explored: Explored, way: Iterable[Edge]) -> str:
    seen = [name for edge in way for name in edge.seen]
    return next((name for name in reversed(seen) if explored.flow.nodes[name].kind in _BY_THE_CLOCK), "")


def dead_ends(explored: Explored, *, told: int) -> Iterator[Problem]:
    """Find who is let go with nothing kept, but for the moments `told` of already."""
    nodes = set[str]()
    for situation in _let_go(explored):
        if situation.starts & ~told and situation.state.node not in nodes:
            nodes.add(situation.state.node)
            way = explored.way_to(situation)
            yield _problem(Code.DEAD_END, situation.state.node, explored, way, among=~told)


def endless(explored: Explored) -> Iterator[Problem]:
    """Find circles that turn by themselves: the caller does nothing, or nobody answers, or time goes by."""
    nodes = set[str]()
    for situation in explored.situations():
        if situation.end is End.ROUND and situation.state.node not in nodes:
            way = explored.way_to(situation)
            nodes |= set(way[-1].seen)
            yield _problem(Code.ENDLESS_LOOP, situation.state.node, explored, way)
    for circle in circles(explored):
        turning = {name for edge in circle for name in edge.seen}
        if turning & nodes:
            continue
        nodes |= turning
        first = circle[0].origin
        way = [*explored.way_to(first), *circle]
        yield _problem(Code.ENDLESS_LOOP, first.state.node, explored, way)


def no_person(explored: Explored) -> Iterator[Problem]:
    """Find open moments, and languages, from which no way leads to a person though one leads to a message."""
    _problems, told = hours_without_path(explored)
    open_ = sum(1 << moment.number for moment in explored.moments if moment.signs.is_open) & ~told
    lost: list[int] = []
    for language in explored.flow.languages:
        spoken = met = 0
        for situation in explored.came:
            if language_of(explored.flow, situation.state) == language:
                spoken |= situation.starts
                met |= situation.starts if situation.has_met else 0
        missing = open_ & spoken & ~met
        if not missing or missing in lost:
            continue
        lost.append(missing)
        yield from _without_person(explored, missing, language)


def _without_person(explored: Explored, missing: int, language: str) -> Iterator[Problem]:
    for situation in explored.situations():
        over = situation.end in {End.CAPTURED, End.LET_GO}
        spoken = language_of(explored.flow, situation.state)
        if over and situation.starts & missing and spoken == language:
            way = explored.way_to(situation)
            yield _problem(Code.NO_PERSON, way[-1].seen[-1], explored, way, among=missing)
            return


def slow(explored: Explored) -> Iterator[Problem]:
    """Find people who are rung only after a caller who does all right has listened for too long."""
    spent, came = _quickest(explored)
    soonest: dict[str, Situation] = {}
    for situation, edge in came.items():
        if edge is None or not situation.has_met or edge.origin.has_met:
            continue
        best = soonest.setdefault(situation.state.node, situation)
        if spent[situation] < spent[best]:
            soonest[situation.state.node] = situation
    for name, situation in soonest.items():
        seconds, _told = spent[situation]
        if seconds > SLOWEST_TO_A_PERSON:
            way, values = _back(came, situation), {"seconds": f"{seconds:.0f}"}
            yield _problem(Code.SLOW_TO_A_PERSON, name, explored, way, values=values)


def only_owners(
    explored: Explored, name: str, ladder: Staffed, windows: Sequence[Window]
) -> Iterator[Problem]:
    """Find a caller who comes to a ladder while nobody but the owners is on it; `windows` are those of the moments."""
    alone = sum(
        1 << moment.number
        for moment in explored.moments
        if any(
            holds and window in ladder.gaps
            for window, holds in zip(windows, moment.signs.windows, strict=True)
        )
    )
    for situation in explored.situations():
        if situation.state.node != name or situation.end is not End.NOT_YET:
            continue
        there = situation.starts if situation.now == AT_START else 1 << situation.now
        if there & alone:
            way = explored.way_to(situation)
            among = alone if situation.now == AT_START else -1
            values = {"queue": ladder.name, "alone": "yes"}
            yield _problem(Code.EMPTY_LADDER, name, explored, way, among=among, values=values)
            return


def _quickest(
    explored: Explored,
) -> tuple[dict[Situation, tuple[float, int]], dict[Situation, Edge | None]]:
    """Find the quickest way to every situation in which nobody was rung before; of equals that with least to tell."""
    spent = {explored.start: (0.0, 0)}
    came: dict[Situation, Edge | None] = {explored.start: None}
    heap: list[tuple[float, int, int, Situation]] = [(0.0, 0, 0, explored.start)]
    order, done = 0, set[Situation]()
    while heap:
        seconds, told, _, situation = heappop(heap)
        if situation in done or situation.has_met:
            continue
        done.add(situation)
        for edge in explored.edges.get(situation, ()):
            later = (seconds + edge.seconds, told + price_of(edge))
            if edge.to not in spent or later < spent[edge.to]:
                order += 1
                spent[edge.to], came[edge.to] = later, edge
                heappush(heap, (*later, order, edge.to))
    return spent, came


def _back(came: dict[Situation, Edge | None], situation: Situation) -> list[Edge]:
    found, edge = list[Edge](), came[situation]
    while edge is not None:
        found.append(edge)
        edge = came[edge.origin]
    return found[::-1]


def _problem(
    code: Code,
    node: str,
    explored: Explored,
    way: list[Edge],
    *,
    among: int = -1,
    values: dict[str, str] | None = None,
) -> Problem:
    path, script = tell(explored, way, _ending(code, node, way), among=among)
    return Problem(code, node, path, values or {}, script)


def _ending(code: Code, node: str, way: list[Edge]) -> tuple[Move, ...]:
    if code is Code.ENDLESS_LOOP:
        return (Move(MoveKind.AGAIN, node),)
    end = way[-1].to.end if way else End.NOT_YET
    if end is End.LET_GO:
        return (Move(MoveKind.LET_GO, way[-1].to.state.node),)
    if code is Code.SLOW_TO_A_PERSON:
        return (Move(MoveKind.COMES_TO, node),)
    return ()
