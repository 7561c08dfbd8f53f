"""What owners set about queues: who sits in them, how they ask, what they allow; and putting one away."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from accounts import policies
from accounts.models import Member, Organisation
from core.events import record
from core.transactions import step, use_case
from routing import errors, events
from routing.domain import seating
from routing.domain.matching import Strategy
from routing.domain.seating import Place
from routing.models import Queue, QueueSeat
from routing.selectors import queues as selectors
from routing.services.queues import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedQueue:
    """What a queue shall be like; a limit that is None is none."""

    name: str
    strategy: Strategy = Strategy.LONGEST_IDLE
    ring_seconds: int = 20
    tier_seconds: int = 30
    places: int | None = None
    longest_seconds: int | None = None
    wrap_up_seconds: int = 30
    needs_code: bool = False
    codes: tuple[str, ...] = ()
    in_time_seconds: int = 20
    short_seconds: int = 5
    alert_waiting: int = 3
    alert_seconds: int = 60
    announces_seconds: int = 60
    keeps_hours: bool = False
    offers_callback: bool = True


SETTINGS = tuple(item.name for item in fields(WantedQueue))


@use_case
def save_queue(
    *,
    by: Member,
    wanted: WantedQueue,
    places: Sequence[Place],
    queue_id: UUID | None = None,
    seen_version: int = 0,
    now: datetime,
) -> Queue:
    """Make a queue, or set what one is like and who sits in it. What waits in it is matched anew.

    Raises:
        NotAllowed: not a supervisor. NoSuchQueue, NoSuchMember: not of the organisation.
        QueueChangedMeanwhile: somebody saved it since the page was opened; says who and when.
        QueueNameMissing, QueueNameTaken, FigureOutOfBounds: what is wrong with what was typed.
    """
    policies.check_can_supervise(by)
    # Names are compared under the organisation's lock, so that two owners cannot take one at once.
    Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    row = _locked(by, queue_id) if queue_id else Queue(organisation_id=by.organisation_id, version=0)
    if queue_id and row.version != seen_version:
        raise errors.QueueChangedMeanwhile(row.changed_by.name if row.changed_by else "", row.changed_at)
    _check(row, wanted)
    for name in SETTINGS:
        value = getattr(wanted, name)
        setattr(row, name, list(value) if name == "codes" else value)
    row.name = wanted.name.strip()
    _keep(row, "changed" if queue_id else "made", by=by, now=now)
    _seat(row, places)
    rows.due("queue changed", now=now)
    return row


@use_case
def archive_queue(*, by: Member, queue_id: UUID, now: datetime) -> Queue:
    """Put a queue away: nothing joins it any more. Its figures stay.

    Raises:
        NoSuchQueue: the organisation has none. QueueNeeded: flows that are live, or lines, send to it; names them.
        QueueNotEmpty: somebody waits in it.
    """
    policies.check_can_supervise(by)
    row = _locked(by, queue_id)
    flows = selectors.list_live_flows_naming(organisation_id=by.organisation_id, row_id=row.pk)
    if named_by := [*flows, *selectors.list_lines_with(queue=row)]:
        raise errors.QueueNeeded(row.name, named_by)
    if waiting := selectors.count_waiting(queue=row):
        raise errors.QueueNotEmpty(row.name, waiting)
    if row.is_active:
        row.is_active = False
        _keep(row, "archived", by=by, now=now)
    return row


@use_case
def restore_queue(*, by: Member, queue_id: UUID, now: datetime) -> Queue:
    """Take a queue into use again, as it was.

    Raises:
        NoSuchQueue: the organisation has none.
    """
    policies.check_can_supervise(by)
    row = _locked(by, queue_id)
    if not row.is_active:
        row.is_active = True
        _keep(row, "restored", by=by, now=now)
        rows.due("queue restored", now=now)
    return row


def _locked(by: Member, queue_id: UUID) -> Queue:
    found = Queue.objects.of(by.organisation_id).select_for_update(no_key=True, of=("self",))
    row = found.select_related("changed_by__user").filter(pk=queue_id).first()
    if row is None:
        raise errors.NoSuchQueue
    return row


def _check(row: Queue, wanted: WantedQueue) -> None:
    if not wanted.name.strip():
        raise errors.QueueNameMissing
    others = Queue.objects.of(row.organisation_id).filter(name__iexact=wanted.name.strip()).exclude(pk=row.pk)
    if others.exists():
        raise errors.QueueNameTaken
    for name, (least, most) in seating.BOUNDS.items():
        value = getattr(wanted, name)
        if value is not None and not least <= value <= most:
            raise errors.FigureOutOfBounds(least, most)


@step
def _keep(row: Queue, change: str, *, by: Member, now: datetime) -> None:
    row.version += 1
    row.changed_by, row.changed_at = by, now
    row.save()
    fact = events.QueueChanged(queue_id=row.pk, version=row.version, change=change)
    record(fact, actor_id=by.pk, now=now)


@step
def _seat(row: Queue, places: Sequence[Place]) -> None:
    """Seat members in this order. Who sat there before keeps their turn."""
    wanted = seating.in_order(places)
    ids = [place.member_id for place in wanted]
    known = Member.objects.filter(organisation_id=row.organisation_id, is_active=True, pk__in=ids).count()
    if known != len(ids):
        raise errors.NoSuchMember
    seats = QueueSeat.objects.of(row.organisation_id).filter(queue=row)
    seats.exclude(member_id__in=ids).delete()
    there = {seat.member_id: seat for seat in seats}
    for position, place in enumerate(wanted):
        seat = there.get(place.member_id) or QueueSeat(
            organisation_id=row.organisation_id, queue=row, member_id=place.member_id
        )
        seat.tier, seat.position = place.tier, position
        seat.save()
