"""A caller's way into a queue and out of it: music in the room of the call until somebody takes them."""

from datetime import datetime
from uuid import UUID

from conversations.domain.calls import CallState, Stage
from conversations.services import calls
from core.transactions import step
from routing.domain import settings
from routing.domain.happenings import HandOver
from routing.domain.matching import Priority
from routing.domain.skills import Need, Relax
from routing.domain.work import Overflow
from routing.services.queues import announcing, joining
from routing.services.queues.joining import Asked


@step
def enter_step(held: calls.Held, asked: Asked, *, now: datetime) -> joining.Joined:
    """Let a caller wait in a queue; one that cannot take them sends them on by the exit for that reason."""
    joined = joining.join_step(held.conversation, held.call, asked, now=now)
    if joined.refusal is not None:
        joining.give_back_step(held.call.pk, joined.refusal, at_the_door=True, now=now)
        return joined
    held.call.stage = Stage.RINGING
    calls.move(held.call, CallState.QUEUED)
    if joined.item is not None:
        why = f"waits in {joined.item.queue.name}"
        calls.trace(held.call, node="queue", why=why, now=now)
        announcing.begin_step(joined.item, joined.item.queue, now=now)
    return joined


class QueueDesk:
    """Takes callers whom a flow hands to a queue, and gives back whom the queue cannot take or keep."""

    def take(self, held: calls.Held, handed: HandOver, *, now: datetime) -> None:
        """Let the caller wait, in the transaction of the decision; a refusal follows in one of its own."""
        wanted: settings.Queue = handed.settings
        if wanted.queue_id is None:
            joining.give_back_step(held.call.pk, Overflow.CLOSED, now=now)
            return
        enter_step(held, asked_by(wanted.queue_id, wanted, handed), now=now)


def asked_by(queue_id: UUID, wanted: settings.Queue, handed: HandOver) -> Asked:
    """Say in a queue's words what a node asks for; a low priority waits like everybody else."""
    named = handed.priority.value
    return Asked(
        queue_id=queue_id,
        priority=Priority(named) if named in Priority.__members__ else Priority.NORMAL,
        needs=tuple(
            Need(
                need.skill_id,
                need.level,
                tuple(Relax(one.after_seconds, one.level) for one in need.relaxes),
            )
            for need in wanted.skills
        ),
        longest_seconds=wanted.longest_seconds or None,
        places=wanted.places or None,
    )
