"""A caller's way into a queue and out of it: music in the room of the call until somebody takes them."""

from datetime import datetime

from conversations.domain.calls import CallState, Stage
from conversations.services import calls
from core.transactions import step
from routing.services.queues import joining
from routing.services.queues.joining import Asked


@step
def enter_step(held: calls.Held, asked: Asked, *, now: datetime) -> joining.Joined:
    """Let a caller wait in a queue; one that cannot take them sends them on by the exit for that reason."""
    joined = joining.join_step(held.conversation, held.call, asked, now=now)
    if joined.refusal is not None:
        joining.give_back_step(held.call.pk, joined.refusal, now=now)
        return joined
    held.call.stage = Stage.RINGING
    calls.move(held.call, CallState.QUEUED)
    if joined.item is not None:
        why = f"waits in {joined.item.queue.name}"
        calls.trace(held.call, node="queue", why=why, now=now)
    return joined
