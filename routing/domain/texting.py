"""What a flow says of somebody who writes: its tests and notes are walked until it names a queue or asks for a voice.

Tests of hours, caller, language, place and time, notes, and texts mean for a message what they mean for a call. What
is said aloud is passed by. Where keys, a ringing telephone or a recording would follow, the flow has no more to say.
"""

from dataclasses import dataclass
from typing import Final

from routing.domain import settings
from routing.domain.flow import begin
from routing.domain.graph import Flow, NodeKind
from routing.domain.happenings import HandOver, SendText, Tagged
from routing.domain.nodes import ENTER
from routing.domain.walk import MOST_MOVES, Facts, Walk, Why

_DECIDES: Final = frozenset(
    {
        NodeKind.HOURS,
        NodeKind.HOLIDAY,
        NodeKind.CALLER,
        NodeKind.LANGUAGE,
        NodeKind.PLACE,
        NodeKind.TIME,
        NodeKind.SET,
        NodeKind.MESSAGE,
    }
)
_PASSED: Final = frozenset(
    {NodeKind.GREETING, NodeKind.NOTICE, NodeKind.TEXT_BACK, NodeKind.CALLBACK, NodeKind.RECEPTIONIST}
)


@dataclass(frozen=True, slots=True)
class Routed:
    """What becomes of a message: the queue node it comes to, None for none, and what is sent and noted on the way."""

    path: tuple[Why, ...]
    queue: HandOver | None = None
    texts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether the flow has nothing to say of it."""
        return self.queue is None and not self.texts and not self.tags


def route_text(flow: Flow, facts: Facts) -> Routed:
    """Walk a flow for a message. It always ends: a walk that goes round is broken off."""
    walk = Walk(flow, begin(flow), facts)
    queue = None
    for _count in range(MOST_MOVES):
        kind = walk.node.kind
        if kind in _DECIDES:
            ENTER[kind](walk)
        elif kind in _PASSED:
            walk.leave("next")
        else:
            if kind is NodeKind.QUEUE:
                priority = settings.Priority(walk.state.priority)
                queue = HandOver(kind, walk.state.node, walk.settings, priority, walk.language)
            break
    return Routed(
        path=tuple(walk.path),
        queue=queue,
        texts=tuple(one.text for one in walk.effects if isinstance(one, SendText)),
        tags=tuple(one.tag for one in walk.effects if isinstance(one, Tagged)),
    )
