"""What a flow says of somebody who writes: its tests and notes are walked until it names a queue or asks for a voice.

Tests of hours, caller, language, place and time, notes, programs that are asked, and texts mean for a message what they
mean for a call. A receptionist who answers what is written takes the message there, and the walk goes on by the exit
they give it back by; without one it is passed by. What is said aloud is passed by. Where keys, a ringing telephone or a
recording would follow, the flow has no more to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from routing.domain import settings
from routing.domain.flow import begin
from routing.domain.graph import Flow, NodeKind
from routing.domain.happenings import AskWebhook, GivenBack, HandOver, SendText, Tagged, WebhookAnswered
from routing.domain.nodes import ENTER, desks, outside
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
_PASSED: Final = frozenset({NodeKind.GREETING, NodeKind.NOTICE, NodeKind.TEXT_BACK, NodeKind.CALLBACK})
# Each takes seconds, in which nobody sees where the message goes.
MOST_ASKED: Final = 3


@dataclass(frozen=True, slots=True)
class Routed:
    """What becomes of a message: the queue node it comes to, None for none, and what is sent and noted on the way.

    `is_led`: it comes to a receptionist. With `asks`, nothing yet: the walk goes on from its beginning once that program
    has answered.
    """

    path: tuple[Why, ...]
    queue: HandOver | None = None
    texts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    asks: AskWebhook | None = None
    language: str = ""
    is_led: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether the flow has nothing to say of it."""
        return not (self.queue or self.texts or self.tags or self.asks or self.is_led)


def route_text(
    flow: Flow,
    facts: Facts,
    told: Mapping[int, WebhookAnswered] | None = None,
    back: GivenBack | None = None,
) -> Routed:
    """Walk a flow for a message. It always ends: a walk that goes round is broken off.

    `told` is what programs on its way have answered, by the `asked` of each question. With `back` the receptionist had
    it already and gives it back: what was sent and noted before them is not sent and noted again.
    """
    walk = Walk(flow, begin(flow), facts)
    queue, is_led, answers = None, False, dict(told or {})
    for _count in range(MOST_MOVES):
        kind = walk.node.kind
        if kind in _DECIDES:
            ENTER[kind](walk)
        elif kind in _PASSED:
            walk.leave("next")
        elif kind is NodeKind.WEBHOOK:
            asks = _asked(walk, answers)
            if asks is not None:
                return Routed(tuple(walk.path), asks=asks, language=walk.language)
        elif kind is NodeKind.RECEPTIONIST:
            is_led = _is_led(walk, back)
            if is_led:
                break
            back = None
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
        language=walk.language,
        is_led=is_led,
    )


def _asked(walk: Walk, answers: Mapping[int, WebhookAnswered]) -> AskWebhook | None:
    """Go on by what a program has answered; give the question where it has to be asked first."""
    url, asked = walk.settings.url, walk.state.moves
    if url and asked not in answers and len(answers) < MOST_ASKED:
        seconds = walk.settings.timeout_seconds
        return AskWebhook(walk.state.node, url, seconds, asked, dict(walk.state.answers))
    if url:
        none = WebhookAnswered(asked, is_ok=False, why="asked too often")
        outside.answered(walk, answers.get(asked, none))
    else:
        outside.webhook(walk)
    return None


def _is_led(walk: Walk, back: GivenBack | None) -> bool:
    """Say whether a message stops at the receptionist; else it goes on from them, as if it began there."""
    if walk.node.kind not in walk.facts.installed:
        desks.hand_over(walk)
    elif back is None:
        walk.because("answers what is written")
        return True
    else:
        walk.effects.clear()
        walk.path.clear()
        desks.leave_receptionist(walk, back)
    return False
