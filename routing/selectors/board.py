"""What the wallboard shows, each figure with the rows behind it; call these inside `reading`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Member
from conversations.models import Leg
from routing.domain.alerting import Thresholds, is_alarming
from routing.domain.levels import Level, Passage, level_of
from routing.domain.work import WorkState
from routing.models import OfferResult, Presence, Queue, QueueSeat, WorkItem, WorkOffer
from routing.selectors import desk

MOST_ROWS = 200
SPARK_HOURS = 2
SPARK_BARS = 24


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """One queue: who waits since when, how many are free of how many on shift, its level, and its last hours."""

    queue: Queue
    waiting: int
    longest_since: datetime | None
    late: int
    alarms: bool
    free: int
    on_shift: int
    backup: tuple[str, ...]
    level: Level
    arrivals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seated:
    """A member who sits in a queue, what they are in, and what they are on."""

    member: Member
    presence: Presence | None
    queues: tuple[str, ...]
    is_backup: bool
    busy_with: str


@dataclass(frozen=True, slots=True)
class BoardRows:
    """Everything on the wallboard, of one queue or of all."""

    queues: tuple[Queue, ...]
    figures: tuple[QueueFigures, ...]
    waiting: tuple[WorkItem, ...]
    offered: Mapping[UUID, str]
    members: tuple[Seated, ...]
    level: Level
    now: datetime


def read_board(*, member: Member, queue_id: UUID | None = None, now: datetime) -> BoardRows:
    """Read the wallboard as a member may see it: queues of the organisation, callers at their locations."""
    organisation = member.organisation
    every = tuple(Queue.objects.of(organisation).filter(is_active=True))
    queues = [row for row in every if queue_id in {None, row.pk}]
    rows = seen_items(member).filter(queue__in=queues)
    waiting = list(
        rows.filter(state__in=desk.IN_LINE)
        .select_related("queue", "conversation")
        .order_by("queued_at")[:MOST_ROWS]
    )
    today = list(rows.filter(queued_at__gte=desk.midnight(organisation, now)).values_list(*_PASSAGE))
    recent = rows.filter(queued_at__gte=now - timedelta(hours=SPARK_HOURS)).values_list(
        "queue_id", "queued_at"
    )
    seats = QueueSeat.objects.of(organisation).filter(queue__in=queues, member__is_active=True)
    sitting = list(
        seats.select_related("member__user", "queue").order_by("member__user__name", "queue__name")
    )
    found = desk.read_desk(organisation=organisation, now=now)
    able = {one.member_id for one in found.candidates if one.is_offerable and not one.is_on_call}
    arrivals = list(recent)
    return BoardRows(
        every,
        tuple(
            _figures(queue, waiting, today, arrivals, sitting, able, found.on_shift, now) for queue in queues
        ),
        tuple(waiting),
        _offered(organisation.pk, waiting),
        _members(organisation.pk, sitting),
        level_of(_passages(today)),
        now,
    )


@dataclass(frozen=True, slots=True)
class Alarm:
    """A queue that runs over: how many wait, and how many of them too long."""

    queue: Queue
    waiting: int
    late: int


def read_alerts(*, organisation_id: UUID, queue_ids: Collection[UUID], now: datetime) -> dict[UUID, Alarm]:
    """Read those of some queues that run over, by id."""
    rows = desk.counted(organisation_id).filter(state__in=desk.IN_LINE, queue_id__in=queue_ids)
    waits = rows.filter(queue__is_active=True).select_related("queue").order_by("queued_at")
    lines: dict[UUID, list[WorkItem]] = {}
    for row in waits[:MOST_ROWS]:
        lines.setdefault(row.queue_id, []).append(row)
    return {
        queue_id: Alarm(line[0].queue, len(line), _late(line[0].queue, line, now))
        for queue_id, line in lines.items()
        if alarms(line[0].queue, waiting=len(line), longest_since=line[0].queued_at, now=now)
    }


def alarms(queue: Queue, *, waiting: int, longest_since: datetime | None, now: datetime) -> bool:
    """Say whether too many wait in a queue, or somebody too long."""
    longest = (now - longest_since).total_seconds() if longest_since is not None else 0
    most = Thresholds(queue.alert_waiting, queue.alert_seconds)
    return is_alarming(most, waiting=waiting, longest_seconds=longest)


def seen_items(member: Member) -> QuerySet[WorkItem]:
    """Give the items of the locations a member works at, without calls that only try a draft or are behind a wall."""
    rows = desk.counted(member.organisation_id)
    rows = rows.filter(location_id__in=member.location_ids) if member.location_ids else rows
    return rows.exclude(conversation__walled_from__contains=[member.pk]) if member.is_walled else rows


def list_behind(*, member: Member, figure: str, queue_id: UUID | None, now: datetime) -> list[WorkItem]:
    """List the rows behind a figure, newest first: every figure opens exactly what it counts."""
    rows = seen_items(member).select_related("queue", "conversation", "member__user")
    rows = rows.filter(queue__is_active=True)
    if queue_id is not None:
        rows = rows.filter(queue_id=queue_id)
    if figure == "waiting":
        return list(rows.filter(state__in=desk.IN_LINE).order_by("queued_at")[:MOST_ROWS])
    if figure == "recent":
        since = now - timedelta(hours=SPARK_HOURS)
        return list(rows.filter(queued_at__gt=since).order_by("-queued_at")[:MOST_ROWS])
    today = rows.filter(queued_at__gte=desk.midnight(member.organisation, now)).order_by("-queued_at")
    return [row for row in today if _counts(row, figure)][:MOST_ROWS]


def _counts(row: WorkItem, figure: str) -> bool:
    one = passage_of(row.state, row.queued_at, row.answered_at, row.callback_since, row.in_time_seconds)
    level = level_of([one])
    return bool(
        {
            "offered": level.offered,
            "counted": level.counted,
            "in_time": level.in_time,
            "answered": level.answered,
            "gave_up": level.gave_up,
        }.get(figure, 0)
    )


_PASSAGE = ("queue_id", "state", "queued_at", "answered_at", "callback_since", "in_time_seconds")
_Row = tuple[UUID, str, datetime, datetime | None, datetime | None, int]


def passage_of(
    state: str,
    queued_at: datetime,
    answered_at: datetime | None,
    callback_since: datetime | None,
    in_time_seconds: int,
) -> Passage:
    """Describe a row to the figures."""
    after = int((answered_at - queued_at).total_seconds()) if answered_at else None
    return Passage(WorkState(state), after, callback_since is not None, in_time_seconds)


def _passages(rows: list[_Row]) -> list[Passage]:
    return [passage_of(*row[1:]) for row in rows]


def _figures(
    queue: Queue,
    waiting: list[WorkItem],
    today: list[_Row],
    arrivals: list[tuple[UUID, datetime]],
    seats: list[QueueSeat],
    able: set[UUID],
    on_shift: frozenset[UUID],
    now: datetime,
) -> QueueFigures:
    mine = [row for row in waiting if row.queue_id == queue.pk]
    sitting = [seat for seat in seats if seat.queue_id == queue.pk]
    late = _late(queue, mine, now)
    longest = min((row.queued_at for row in mine), default=None)
    return QueueFigures(
        queue,
        len(mine),
        longest,
        late,
        alarms(queue, waiting=len(mine), longest_since=longest, now=now),
        sum(seat.member_id in able for seat in sitting),
        sum(seat.member_id in on_shift for seat in sitting),
        tuple(seat.member.name for seat in sitting if seat.tier > 1 and seat.member_id in able),
        level_of(_passages([row for row in today if row[0] == queue.pk])),
        _bars([at for queue_id, at in arrivals if queue_id == queue.pk], now),
    )


def _late(queue: Queue, line: list[WorkItem], now: datetime) -> int:
    return sum((now - row.queued_at).total_seconds() >= queue.alert_seconds for row in line)


def _bars(arrivals: list[datetime], now: datetime) -> tuple[int, ...]:
    """Count arrivals in equal stretches, the oldest first."""
    width = SPARK_HOURS * 3600 / SPARK_BARS
    bars = [0] * SPARK_BARS
    for at in arrivals:
        back = int((now - at).total_seconds() // width)
        if 0 <= back < SPARK_BARS:
            bars[SPARK_BARS - 1 - back] += 1
    return tuple(bars)


def _offered(organisation_id: UUID, waiting: list[WorkItem]) -> dict[UUID, str]:
    rows = WorkOffer.objects.of(organisation_id).filter(item__in=waiting, result=OfferResult.OPEN)
    return {row.item_id: row.member.name for row in rows.select_related("member__user")}


def _members(organisation_id: UUID, sitting: list[QueueSeat]) -> tuple[Seated, ...]:
    presences = {row.member_id: row for row in Presence.objects.of(organisation_id)}
    legs = Leg.objects.of(organisation_id).filter(
        member_id__in={seat.member_id for seat in sitting},
        joined_at__isnull=False,
        left_at=None,
        ended_at=None,
    )
    talking = {
        leg.member_id: leg.call.conversation.title for leg in legs.select_related("call__conversation")
    }
    members: dict[UUID, list[QueueSeat]] = {}
    for seat in sitting:
        members.setdefault(seat.member_id, []).append(seat)
    return tuple(
        Seated(
            seats[0].member,
            presences.get(member_id),
            tuple(seat.queue.name for seat in seats),
            all(seat.tier > 1 for seat in seats),
            talking.get(member_id, ""),
        )
        for member_id, seats in members.items()
    )
