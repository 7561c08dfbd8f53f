"""Proof that a flow lets nobody fall: every call of the coming year, walked by the engine of real calls."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from accounts.domain.hours import Window
from routing.domain.graph import Flow
from routing.domain.kinds import NodeKind
from routing.domain.settings import Day
from routing.domain.verifying import judging, shape, speaking
from routing.domain.verifying.choices import Choices
from routing.domain.verifying.exploring import Edge, Explored, explore
from routing.domain.verifying.moments import moments_of
from routing.domain.verifying.problems import Code, Move, MoveKind, Played, Problem, Severity
from routing.domain.verifying.telling import tell, tell_up_to
from routing.domain.verifying.world import Person, Staff, Staffed, World

__all__ = [
    "Code", "Move", "MoveKind", "Person", "Played", "Problem", "Proof", "Severity", "Staff", "Staffed", "World",
    "prove", "verify",
]  # fmt: skip

_WITHOUT_STAFF: Final = frozenset(
    {
        Code.EMPTY_RING,
        Code.EMPTY_QUEUE,
        Code.EMPTY_LADDER,
        Code.MEMBER_GONE,
        Code.MEMBER_WITHOUT_TELEPHONE,
        Code.MEMBER_ELSEWHERE,
    }
)
_DAYS: Final = tuple(Day)
# How the engine says that an exit leads nowhere.
NOTHING_FOLLOWS: Final = "nothing follows "


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found, and how much was looked at to find it."""

    problems: tuple[Problem, ...]
    moments: int = 0
    situations: int = 0
    decisions: int = 0

    @property
    def has_errors(self) -> bool:
        """Say whether the flow must not be published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def verify(flow: Flow, world: World) -> list[Problem]:
    """List what is wrong with a flow: errors first, each in the order of its nodes."""
    return list(prove(flow, world).problems)


def prove(flow: Flow, world: World) -> Proof:
    """Judge a flow as it is drawn and by everything that can happen in the coming year."""
    drawn = list(shape.drawn_faults(flow))
    if flow.start not in flow.nodes:
        return Proof(tuple(drawn))
    alone = _alone(flow, world.staff)
    gaps = (gap for ladder in alone.values() for gap in ladder.gaps)
    windows = tuple(dict.fromkeys((*windows_of(flow), *gaps)))
    moments = moments_of(world.calendar, windows, starts=world.starts, ends=world.ends)
    explored = explore(flow, world, moments, Choices(flow, world, moments))
    found = [*_walked(explored), *_shaped(flow, world), *drawn]
    for name, ladder in alone.items():
        found += judging.only_owners(explored, name, ladder, windows)
    if explored.is_whole and not {problem.code for problem in found} & _WITHOUT_STAFF:
        found += judging.no_person(explored)
    ways = _first_ways(explored)
    told = [_with_path(problem, explored, ways) for problem in _each_once(found)]
    order = {name: place for place, name in enumerate(flow.nodes)}
    told.sort(key=lambda one: (one.severity is Severity.WARNING, order.get(one.node, -1), one.code))
    return Proof(tuple(told), len(moments), len(explored.came), explored.decisions)


def _walked(explored: Explored) -> Iterable[Problem]:
    """List what only walking finds. What is found on some way is so; what is found on none is so if all were gone."""
    yield from judging.endless(explored)
    if not explored.is_whole:
        yield from judging.dead_ends(explored, told=0)
        yield Problem(Code.NOT_PROVEN, "", values={"decisions": f"{explored.decisions:,}"})
        return
    hours, bad = judging.hours_without_path(explored)
    yield from hours
    yield from judging.dead_ends(explored, told=bad)
    yield from judging.slow(explored)
    yield from speaking.uncovered(explored)


def _shaped(flow: Flow, world: World) -> Iterable[Problem]:
    """List what can be seen without walking."""
    if world.staff is not None:
        yield from shape.staffing(flow, world.staff)
    yield from shape.unreached(flow)
    yield from shape.menus(flow)
    yield from shape.prompts(flow)


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    """Leave out what says the same of the same node again."""
    found: dict[tuple[Code, str, str], Problem] = {}
    for problem in problems:
        about = problem.values.get("exit") or problem.values.get("id") or problem.values.get("language", "")
        found.setdefault((problem.code, problem.node, about), problem)
    return list(found.values())


def _with_path(problem: Problem, explored: Explored, ways: Mapping[tuple[str, str], Edge]) -> Problem:
    """Add a shortest way to the node, where the problem does not come with a way of its own."""
    if problem.path or problem.code is Code.UNREACHABLE:
        return problem
    nowhere = (
        ways.get((problem.node, problem.values.get("exit", "")))
        if problem.code is Code.MISSING_TARGET
        else None
    )
    edge = ways.get((problem.node, ""))
    if nowhere is not None:
        moves = tuple(move for move in nowhere.moves if move.kind is not MoveKind.CAPTURED)
        way = [*explored.way_to(nowhere.origin), replace(nowhere, moves=moves)]
        path, script = tell(explored, way, (Move(MoveKind.NOWHERE, problem.node),))
    elif edge is not None:
        path, script = tell_up_to(problem.node, explored, edge)
    else:
        return problem
    return replace(problem, path=path, script=script)


def _first_ways(explored: Explored) -> Mapping[tuple[str, str], Edge]:
    """Give the decision that soonest goes through each node, and that which soonest finds an exit leading nowhere."""
    found: dict[tuple[str, str], Edge] = {}
    for edge in explored.all_edges():
        for name in edge.seen:
            found.setdefault((name, ""), edge)
        for line in edge.decision.path:
            if line.why.startswith(NOTHING_FOLLOWS):
                found.setdefault((line.node, line.why.removeprefix(NOTHING_FOLLOWS)), edge)
    return found


def _alone(flow: Flow, staff: Staff | None) -> Mapping[str, Staffed]:
    """List the nodes whose ladder has parts of the week without anybody but the owners."""
    ladders = staff.ladders if staff is not None else {}
    found = {
        name: ladders[node.settings.ladder_id]
        for name, node in flow.nodes.items()
        if node.kind is NodeKind.ON_CALL and node.settings.ladder_id in ladders
    }
    return {name: ladder for name, ladder in found.items() if ladder.gaps}


def windows_of(flow: Flow) -> tuple[Window, ...]:
    """List every window a flow looks at, each once."""
    found: dict[Window, None] = {}
    for node in flow.nodes.values():
        if node.kind is NodeKind.TIME:
            for windows in node.settings.windows.values():
                for window in windows:
                    for day in window.days:
                        found[Window(_DAYS.index(day), window.from_, window.to)] = None
    return tuple(found)
