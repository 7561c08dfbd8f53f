"""A way through a flow as a reader is told it, and as the engine can walk it again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from routing.domain.verifying.exploring import AT_START, Edge, Explored
from routing.domain.verifying.knowing import FOR_GOOD, facts_at
from routing.domain.verifying.moments import Moment
from routing.domain.verifying.problems import Move, MoveKind, Played


def tell(
    explored: Explored, way: Iterable[Edge], ending: tuple[Move, ...] = (), *, among: int = -1
) -> tuple[tuple[Move, ...], tuple[Played, ...]]:
    """Tell a way from the first of the moments `among` it can begin at; what the engine did not ask for is as usual."""
    way = _alike(explored, list(way))
    starts = explored.start.starts & among
    for edge in way:
        starts &= edge.to.starts
    moment = _first(explored, starts or explored.start.starts)
    turned = next((edge.to.now for edge in way if edge.to.now != AT_START), AT_START)
    begins, turns = _instants(explored, moment, turned)
    path = [_moment(explored, MoveKind.MOMENT, begins)]
    script: list[Played] = []
    has_turned, for_good = False, _for_good(way)
    for edge in way:
        has_turned = has_turned or edge.to.now != AT_START
        path += [
            _moment(explored, MoveKind.TURNS, turns) if move.kind is MoveKind.TURNS else move
            for move in edge.moves
        ]
        at = turns if has_turned else begins
        facts = facts_at(explored.world, {**edge.facts, **for_good}, at)
        script.append(Played(edge.event, facts, edge.to.state.node))
    return (*path, *ending), tuple(script)


def tell_up_to(
    name: str, explored: Explored, edge: Edge, *, after: str = ""
) -> tuple[tuple[Move, ...], tuple[Played, ...]]:
    """Tell a shortest way to a node that a decision goes through, leaving out what comes later.

    With `after` the node is come to from that one, of which what happens there is told too.
    """
    place = edge.seen.index(after) + 1 if after else edge.seen.index(name)
    told = tuple(move for move in edge.moves if move.node in edge.seen[:place])
    way = [*explored.way_to(edge.origin), replace(edge, moves=told)]
    return tell(explored, way, (Move(MoveKind.COMES_TO, name),))


def _for_good(way: Iterable[Edge]) -> Mapping[str, Any]:
    """List what stays as it is for a whole call: it was so before it was asked for, too."""
    found: dict[str, Any] = {}
    for edge in way:
        found |= {name: value for name, value in edge.facts.items() if name in FOR_GOOD}
    return found


def _alike(explored: Explored, way: list[Edge]) -> list[Edge]:
    """Where several things lead on alike, tell the one that is done again next: pressing wrong twice, say."""
    for place in reversed(range(len(way) - 1)):
        here, after = way[place], way[place + 1]
        for edge in explored.edges[here.origin]:
            if edge.to == here.to and edge.moves and edge.moves == after.moves[: len(edge.moves)]:
                way[place] = edge
                break
    return way


def _first(explored: Explored, starts: int) -> Moment:
    return explored.moments[(starts & -starts).bit_length() - 1]


def _instants(explored: Explored, moment: Moment, turned: int) -> tuple[datetime, datetime]:
    """Give when the call begins, and when the moment turns while it goes on."""
    if turned == AT_START:
        return moment.at, moment.at
    before = dict(moment.turns)[turned]
    return before, before + timedelta(minutes=1)


def _moment(explored: Explored, kind: MoveKind, at: datetime) -> Move:
    calendar = explored.world.calendar
    local = at.astimezone(ZoneInfo(calendar.time_zone))
    special = calendar.special_days.get(local.date())
    return Move(kind, at=local, value=special.label if special else "", is_special=special is not None)
