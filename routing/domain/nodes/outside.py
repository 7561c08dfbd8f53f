"""The node that asks a program of the organisation."""

from collections.abc import Callable
from typing import Any, Final

from routing.domain.graph import NodeKind
from routing.domain.happenings import AskWebhook, Event, WebhookAnswered
from routing.domain.walk import Walk

_LONGEST_ANSWER: Final = 200


def webhook(walk: Walk) -> None:
    """Ask, and wait with music for the answer."""
    if not walk.settings.url or not walk.facts.can_command:
        walk.because("no address to ask" if walk.facts.can_command else "commands cannot be given")
        walk.leave("failed")
        return
    chosen, state = walk.settings, walk.state
    walk.effects.append(
        AskWebhook(state.node, chosen.url, chosen.timeout_seconds, state.moves, dict(state.answers))
    )
    walk.wait_in_room()


def answered(walk: Walk, answer: WebhookAnswered) -> bool:
    """Keep the answer and go on; one to an earlier question is none."""
    if answer.asked != walk.state.moves:
        return False
    if answer.is_ok:
        if walk.settings.variable:
            kept = dict(walk.state.answers) | {walk.settings.variable: answer.text[:_LONGEST_ANSWER]}
            walk.note(answers=tuple(kept.items()))
        walk.because("the program answered")
    else:
        walk.because(
            f"the program did not answer: {answer.why}" if answer.why else "the program did not answer"
        )
    walk.leave("ok" if answer.is_ok else "failed")
    return True


ENTER: Final = {NodeKind.WEBHOOK: webhook}
TAKE: Final[dict[tuple[type[Event], NodeKind], Callable[[Walk, Any], bool]]] = {
    (WebhookAnswered, NodeKind.WEBHOOK): answered,
}
