"""What the pages of queues show, and what stands in the way of putting one away; call these inside `reading`."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Organisation
from routing.domain.naming import names
from routing.domain.seating import Place
from routing.errors import NoSuchQueue
from routing.models import FlowState, FlowVersion, LineHandling, Queue, QueueSeat, WorkItem
from routing.selectors import desk


@dataclass(frozen=True, slots=True)
class QueueSummary:
    """A queue in the list: how many sit in it, how many of them are on shift, how many wait."""

    queue: Queue
    seats: int
    on_shift: int
    waiting: int


def list_queues(*, organisation: Organisation, now: datetime) -> list[QueueSummary]:
    """List the queues, those put away last, in a number of statements that does not grow with them."""
    queues = sorted(Queue.objects.of(organisation), key=lambda row: (not row.is_active, row.name.casefold()))
    found = desk.read_desk(organisation=organisation, now=now)
    waits = desk.counted(organisation).filter(state__in=desk.IN_LINE)
    waiting = Counter(waits.values_list("queue_id", flat=True))
    seats = Counter(queue_id for one in found.candidates for queue_id in one.seats)
    there = [one for one in found.candidates if one.member_id in found.on_shift]
    on_shift = Counter(queue_id for one in there for queue_id in one.seats)
    return [QueueSummary(row, seats[row.pk], on_shift[row.pk], waiting[row.pk]) for row in queues]


def get_queue(*, organisation_id: UUID, queue_id: UUID) -> Queue:
    """Get a queue, put away or not.

    Raises:
        NoSuchQueue: the organisation has none.
    """
    rows = Queue.objects.of(organisation_id).select_related("changed_by__user")
    row = rows.filter(pk=queue_id).first()
    if row is None:
        raise NoSuchQueue
    return row


def list_places(*, queue: Queue) -> list[Place]:
    """List who sits in a queue and still works here, in the order in which they are asked."""
    seats = QueueSeat.objects.of(queue.organisation_id).filter(queue=queue, member__is_active=True)
    return [Place(seat.member_id, seat.tier) for seat in seats.order_by("tier", "position")]


def list_live_flows_naming(*, organisation_id: UUID, row_id: UUID) -> list[str]:
    """List the titles of flows whose live version names a queue, skill or the like."""
    live = FlowVersion.objects.of(organisation_id).filter(state=FlowState.PUBLISHED, flow__archived_at=None)
    found = live.select_related("flow").order_by("flow__title")
    return [version.flow.title for version in found if names(version.document, row_id)]


def list_lines_with(*, queue: Queue) -> list[str]:
    """List the names of lines whose messages wait in a queue."""
    rows = LineHandling.objects.of(queue.organisation_id).filter(messages_queue=queue)
    return list(rows.order_by("line__name").values_list("line__name", flat=True))


def count_waiting(*, queue: Queue) -> int:
    """Count who stands in line in a queue, callbacks included."""
    return WorkItem.objects.of(queue.organisation_id).filter(queue=queue, state__in=desk.IN_LINE).count()
