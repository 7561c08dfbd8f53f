"""The one function that walks a flow, pure.

`step(flow, state, event, facts)` gives the next state, what the caller's leg goes through and what else is to be done.
"""

from uuid import UUID

from routing.domain.graph import Flow, NodeKind
from routing.domain.happenings import Event, NeverMet, Offer, OfferEnded, Started, TransferFailed
from routing.domain.nodes import ENTER, TAKE
from routing.domain.walk import (
    LAST_RESORT,
    VOICEMAIL_MARK,
    CallerFacts,
    Decision,
    Facts,
    Free,
    RingFacts,
    State,
    Walk,
    Why,
    node_of,
)

__all__ = [
    "LAST_RESORT", "VOICEMAIL_MARK", "CallerFacts", "Decision", "Facts", "Free", "RingFacts", "State", "Why", "begin",
    "node_of", "step",
]  # fmt: skip

RING_BACK_SECONDS = 25


def begin(flow: Flow) -> State:
    """Give the state of a call that has just come."""
    return State(flow.start)


def step(flow: Flow, state: State, event: Event, facts: Facts) -> Decision:
    """Decide what follows from `event`. An event that does not concern the node changes nothing.

    It never raises and always ends, whatever the flow: a caller nothing follows for is asked for a message.
    """
    walk = Walk(flow, state, facts)
    _take(walk, event)
    while not walk.is_waiting:
        ENTER[walk.node.kind](walk)
    plan = None if walk.keeps_plan and not walk.steps else tuple(walk.steps)
    return Decision(walk.state, plan, tuple(walk.effects), tuple(walk.path), tuple(walk.taken))


def _take(walk: Walk, event: Event) -> None:
    """Let the event act on the node that waited for it."""
    # By class, not by pattern: most events are keys or an offer that ended, and patterns are tried in turn.
    what = type(event)
    if what is Started:
        return
    if isinstance(event, TransferFailed):
        _after_transfer(walk, event.back_to)
    elif walk.state.has_rung_back and isinstance(event, OfferEnded | NeverMet):
        if isinstance(event, OfferEnded):
            walk.because(event.why)
        _to_nobody(walk)
    elif (take := TAKE.get((what, walk.node.kind))) is not None:
        if not take(walk, event):
            walk.is_waiting = walk.keeps_plan = True
    elif what is NeverMet:
        # They had left what the node had them hear: it begins anew.
        walk.go(walk.state.node)
    else:
        walk.is_waiting = walk.keeps_plan = True


def _after_transfer(walk: Walk, back_to: UUID | None) -> None:
    if back_to is not None and not walk.state.has_rung_back:
        walk.note(has_rung_back=True)
        walk.because("nobody took the transfer; rings back")
        walk.effects.append(Offer(back_to, RING_BACK_SECONDS))
        walk.is_waiting = walk.keeps_plan = True
        return
    walk.because("nobody took the transfer")
    _to_nobody(walk)


def _to_nobody(walk: Walk) -> None:
    """Go where a caller goes whom nobody takes: by the node's own exit, else by that of the first RING."""
    if {"nobody", "failed"} & walk.node.exits.keys():
        walk.leave("nobody", "failed")
        return
    ringing = (node for node in walk.flow.nodes.values() if node.kind is NodeKind.RING)
    walk.go(next((node.exits["nobody"] for node in ringing if "nobody" in node.exits), LAST_RESORT))
