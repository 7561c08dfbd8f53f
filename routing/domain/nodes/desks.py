"""Nodes that hand the caller over: to a queue, whoever is on call, the receptionist, a callback.

What is installed for a kind takes the caller by `HandOver` and gives them back by `GivenBack`. Until then the caller
goes on at once, and the path says so.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from routing.domain.graph import NodeKind
from routing.domain.happenings import Event, GivenBack, HandOver, NeverMet
from routing.domain.oncall import TRYING
from routing.domain.settings import Priority
from routing.domain.walk import Walk

# The exit of each while nothing is installed, or what is cannot be reached.
ONWARD: Final[Mapping[NodeKind, str]] = MappingProxyType(
    {
        NodeKind.QUEUE: "nobody",
        NodeKind.ON_CALL: "nobody",
        NodeKind.CALLBACK: "next",
        NodeKind.RECEPTIONIST: "next",
    }
)
_ABSENT: Final[Mapping[NodeKind, str]] = MappingProxyType(
    {
        NodeKind.QUEUE: "no queues yet",
        NodeKind.ON_CALL: "no on-call ladders yet",
        NodeKind.CALLBACK: "no callbacks yet",
        NodeKind.RECEPTIONIST: "no receptionist yet",
    }
)


def hand_over(walk: Walk) -> None:
    """Give the caller to what is installed and wait with music until they are joined or given back."""
    kind = walk.node.kind
    if kind not in walk.facts.installed:
        walk.because(_ABSENT[kind])
        walk.leave(ONWARD[kind])
        return
    if not walk.facts.can_command:
        walk.because("commands cannot be given")
        walk.leave(ONWARD[kind])
        return
    if kind is NodeKind.ON_CALL:
        walk.say(walk.settings.text or TRYING)
    priority = Priority(walk.state.priority)
    walk.effects.append(HandOver(kind, walk.state.node, walk.settings, priority, walk.language))
    walk.wait_in_room()


def given_back(walk: Walk, back: GivenBack) -> bool:
    """Go on by the exit they were given back by; one that is not drawn is the usual one."""
    walk.because(back.why)
    walk.leave(back.exit, ONWARD[walk.node.kind])
    return True


def never_met(walk: Walk, _back: NeverMet) -> bool:
    """Leave a caller with what was to find them somebody: it goes on where it was."""
    walk.is_waiting = walk.keeps_plan = True
    return True


ENTER: Final = dict.fromkeys(ONWARD, hand_over)
TAKE: Final[dict[tuple[type[Event], NodeKind], Callable[[Walk, Any], bool]]] = {
    **{(GivenBack, kind): given_back for kind in ONWARD},
    (NeverMet, NodeKind.QUEUE): never_met,
    (NeverMet, NodeKind.ON_CALL): never_met,
}
