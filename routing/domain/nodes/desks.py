"""Nodes that hand the caller over: to a queue, whoever is on call, the receptionist, a callback.

What is installed for a kind takes the caller by `HandOver` and gives them back by `GivenBack`. Until then the caller
goes on at once, and the path says so.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from conversations.domain.calls import Stage
from conversations.domain.plans import HangUp
from routing.domain.graph import NodeKind
from routing.domain.happenings import Event, GivenBack, HandOver, NeverMet, OfferEnded, PutThrough, Reached
from routing.domain.oncall import TRYING
from routing.domain.settings import Priority
from routing.domain.walk import LAST_RESORT, Walk

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

OUTSIDE_SECONDS: Final = 25
# The exits of a receptionist that serve where one is not drawn.
_INSTEAD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"emergency": ("emergency", "person")})


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
    opening = walk.facts.openings.get(walk.language) if kind is NodeKind.RECEPTIONIST else None
    if opening:
        walk.effects.append(Reached(Stage.MENU))
    walk.effects.append(HandOver(kind, walk.state.node, walk.settings, priority, walk.language))
    if opening:
        walk.steps += opening
        walk.wait()
    else:
        walk.wait_in_room()


def given_back(walk: Walk, back: GivenBack) -> bool:
    """Go on by the exit they were given back by; one that is not drawn is the usual one."""
    walk.because(back.why)
    walk.leave(back.exit, ONWARD[walk.node.kind])
    return True


def dismissed(walk: Walk, back: GivenBack) -> bool:
    """Go on from the receptionist, who has said already what there was to say.

    Who needs a person at once goes where a person is drawn, who is settled is let go, and who said nothing is asked for
    a message.
    """
    walk.because(back.why)
    if back.exit == "message":
        walk.go(LAST_RESORT)
    elif back.exit == "done" and "done" not in walk.node.exits:
        walk.steps.append(HangUp())
        walk.wait()
    else:
        drawn = _drawn(walk, back)
        if back.to and not drawn and walk.facts.can_command:
            walk.because(f"puts through to {back.to}, {OUTSIDE_SECONDS} s")
            walk.effects += (Reached(Stage.RINGING), PutThrough(back.to, OUTSIDE_SECONDS))
            walk.wait_in_room()
        else:
            walk.leave(drawn or back.exit, ONWARD[walk.node.kind])
    return True


def leave_receptionist(walk: Walk, back: GivenBack) -> None:
    """Go on in writing from the receptionist, who has answered already."""
    walk.because(back.why)
    walk.leave(_drawn(walk, back) or back.exit, ONWARD[walk.node.kind])


def _drawn(walk: Walk, back: GivenBack) -> str:
    return next((name for name in _INSTEAD.get(back.exit, ()) if name in walk.node.exits), "")


def outside_ended(walk: Walk, ended: OfferEnded) -> bool:
    """Go on when nobody took it at the number outside."""
    walk.because(ended.why)
    walk.leave(ONWARD[walk.node.kind])
    return True


def never_met(walk: Walk, _back: NeverMet) -> bool:
    """Leave a caller with what was to find them somebody: it goes on where it was."""
    walk.is_waiting = walk.keeps_plan = True
    return True


ENTER: Final = dict.fromkeys(ONWARD, hand_over)
TAKE: Final[dict[tuple[type[Event], NodeKind], Callable[[Walk, Any], bool]]] = {
    **{(GivenBack, kind): given_back for kind in ONWARD},
    (GivenBack, NodeKind.RECEPTIONIST): dismissed,
    (OfferEnded, NodeKind.RECEPTIONIST): outside_ended,
    (NeverMet, NodeKind.QUEUE): never_met,
    (NeverMet, NodeKind.ON_CALL): never_met,
}
