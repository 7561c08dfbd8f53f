"""What a flow says of somebody who writes: its tests and notes are walked until it names a queue or asks for a voice.

Tests of hours, caller, language, place and time, notes, programs that are asked, and texts mean for a message what they
mean for a call. What is said aloud is passed by, and a receptionist, of whom none takes messages, by the exit for one
who is not there. Where keys, a ringing telephone or a recording would follow, the flow has no more to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from routing.domain import settings
from routing.domain.flow import begin
from routing.domain.graph import Flow, NodeKind
from routing.domain.happenings import AskWebhook, HandOver, SendText, Tagged, WebhookAnswered
from routing.domain.nodes import ENTER, outside
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
        NodeKind.RECEPTIONIST,
    }
)
_PASSED: Final = frozenset({NodeKind.GREETING, NodeKind.NOTICE, NodeKind.TEXT_BACK, NodeKind.CALLBACK})
# Each takes seconds, in which nobody sees where the message goes.
MOST_ASKED: Final = 3


@dataclass(frozen=True, slots=True)
class Routed:
    """What becomes of a message: the queue node it comes to, None for none, and what is sent and noted on the way.

    With `asks`, nothing yet: the walk goes on from its beginning once that program has answered.
    """

    path: tuple[Why, ...]
    queue: HandOver | None = None
    texts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    asks: AskWebhook | None = None
    language: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether the flow has nothing to say of it."""
        return self.queue is None and not self.texts and not self.tags and self.asks is None


def route_text(flow: Flow, facts: Facts, told: Mapping[int, WebhookAnswered] | None = None) -> Routed:
    """Walk a flow for a message. It always ends: a walk that goes round is broken off.

    `told` is what programs on its way have answered, by the `asked` of each question.
    """
    walk = Walk(flow, begin(flow), facts)
    queue, answers = None, dict(told or {})
    for _count in range(MOST_MOVES):
        kind = walk.node.kind
        if kind in _DECIDES:
            ENTER[kind](walk)
        elif kind in _PASSED:
            walk.leave("next")
        elif kind is NodeKind.WEBHOOK:
            asked = walk.state.moves
            if walk.settings.url and asked not in answers and len(answers) < MOST_ASKED:
                asks = AskWebhook(
                    walk.state.node,
                    walk.settings.url,
                    walk.settings.timeout_seconds,
                    asked,
                    dict(walk.state.answers),
                )
                return Routed(tuple(walk.path), asks=asks, language=walk.language)
            if walk.settings.url:
                none = WebhookAnswered(asked, is_ok=False, why="asked too often")
                outside.answered(walk, answers.get(asked, none))
            else:
                outside.webhook(walk)
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
