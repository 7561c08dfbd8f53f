"""Who has had how much of a service this month: what the round robin counts, and what its figures show."""

from datetime import datetime
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q

from scheduling.domain import fairness
from scheduling.selectors import free
from scheduling.selectors.setups import Setup


def list_turns(setup: Setup, *, now: datetime) -> dict[str, fairness.Turn]:
    """Count the bookings of this month for each provider of a service, inside `reading` or a use case.

    Two statements at most; more only for who joined in it.
    """
    local = now.astimezone(ZoneInfo(setup.location.time_zone))
    period = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    counted = _counts(setup, since=period, until=None, now=now)
    turns: dict[str, fairness.Turn] = {}
    for row in setup.givers:
        count, latest = counted.get(row.resource_id, (0, None))
        turns[str(row.resource_id)] = fairness.Turn(
            str(row.resource_id),
            row.weight,
            row.priority,
            count,
            _credit(setup, row.resource_id, period, row.joined_at, row.weight, now=now),
            int(latest.timestamp()) if latest else None,
        )
    return turns


def _credit(
    setup: Setup, resource_id: UUID, period: datetime, joined: datetime | None, weight: int, *, now: datetime
) -> Fraction:
    """Give whoever joined in this month what the others had got by then."""
    if joined is None or joined <= period:
        return Fraction(0)
    before = _counts(setup, since=period, until=joined, now=now)
    others = [
        fairness.Turn(str(row.resource_id), row.weight, bookings=before.get(row.resource_id, (0, None))[0])
        for row in setup.givers
        if row.resource_id != resource_id and (row.joined_at is None or row.joined_at <= period)
    ]
    return fairness.credit_on_joining(weight, others)


def _counts(
    setup: Setup, *, since: datetime, until: datetime | None, now: datetime
) -> dict[UUID, tuple[int, datetime | None]]:
    """Count what each provider has booked or held of the service since an instant, by when it was booked."""
    service = setup.service
    booked = Q(appointment__service=service, appointment__booked_at__gte=since)
    sessions = Q(group_session__service=service, group_session__created_at__gte=since)
    if until is not None:
        booked &= Q(appointment__booked_at__lt=until)
        sessions &= Q(group_session__created_at__lt=until)
    holds = Q(hold__service=service) if until is None else Q(pk__in=())
    rows = (
        free.live_claims(service.organisation_id, now=now)
        .filter(booked | sessions | holds, resource__in=[row.resource_id for row in setup.givers])
        .values("resource_id")
        .annotate(count=Count("pk"), latest=Max("appointment__booked_at"))
        .order_by()
    )
    return {row["resource_id"]: (row["count"], row["latest"]) for row in rows}
