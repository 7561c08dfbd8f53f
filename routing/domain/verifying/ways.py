"""A shortest way by which a caller comes to a node or takes one of its exits, so that it can be rehearsed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from routing.domain.graph import Flow
from routing.domain.verify import windows_of
from routing.domain.verifying.choices import Choices
from routing.domain.verifying.exploring import Edge, Explored, explore
from routing.domain.verifying.moments import moments_of
from routing.domain.verifying.problems import Move
from routing.domain.verifying.telling import tell_up_to
from routing.domain.verifying.trial import Trial, trial_on
from routing.domain.verifying.world import YEAR, World

# What is so now, is so for as long as somebody needs to dial.
NOW: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Way:
    """What a reader is told of a way, and what to suppose of a call so that it goes it."""

    path: tuple[Move, ...]
    trial: Trial


def way_to(flow: Flow, world: World, node: str, exit_: str, *, within: timedelta = YEAR) -> Way | None:
    """Find a shortest way to a node, or through one of its exits, for a call that comes `within` a time.

    None where no such call comes there, or more can happen before it than is looked at.
    """
    if flow.start not in flow.nodes:
        return None
    moments = moments_of(world.calendar, windows_of(flow), starts=world.starts, ends=world.starts + within)
    explored = explore(flow, world, moments, Choices(flow, world, moments))
    edge = _first(explored, node, exit_)
    if edge is None:
        return None
    to = flow.nodes[node].exits[exit_] if exit_ else node
    path, script = tell_up_to(to, explored, edge, after=node if exit_ else "")
    trial = trial_on(path, script, flow)
    return Way(path, trial) if trial is not None else None


def _first(explored: Explored, node: str, exit_: str) -> Edge | None:
    """Give the decision that soonest goes there."""
    for situation in explored.situations():
        for edge in explored.edges.get(situation, ()):
            if (node, exit_) in edge.decision.taken or (not exit_ and node in edge.seen):
                return edge
    return None
