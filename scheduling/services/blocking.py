"""Time of a resource that is not to be booked: a break, leave, a van in the garage."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from core.events import record
from core.transactions import use_case
from scheduling import errors, policies
from scheduling.domain.claims import ClaimState
from scheduling.events import CalendarChanged
from scheduling.models import Claim, Resource, TimeBlock
from scheduling.selectors import free
from scheduling.services import choosing
from scheduling.services.doing import Doer, tidy

LONGEST: Final = timedelta(days=370)
Span = tuple[datetime, datetime]


@use_case
def block_time(
    *,
    organisation: UUID,
    resource_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    note: str = "",
    around: bool = False,
    by: Doer,
    now: datetime,
) -> TimeBlock:
    """Keep a time of a resource from being booked; `around` leaves what is in the calendar already where it is.

    Raises:
        TimeNotFree: there is something in the calendar then. BadBooking: no length, or more than a year.
        NoSuchResource, OnlyLooking.
    """
    choosing.check_minute(starts_at)
    choosing.check_minute(ends_at)
    if ends_at <= starts_at:
        raise errors.BadBooking(_("The end must come after the beginning."))
    if ends_at - starts_at > LONGEST:
        raise errors.BadBooking(_("That is longer than a year: check the dates."))
    if by.member is not None:
        policies.check_can_book(by.member)
    resource = Resource.objects.of(organisation).filter(pk=resource_id).first()
    if resource is None:
        raise errors.NoSuchResource
    choosing.lock_resources(organisation, [resource_id], now=now)
    rows = free.live_claims(organisation, now=now).filter(
        resource=resource, busy_until__gt=starts_at, busy_from__lt=ends_at
    )
    taken = list(rows.order_by("busy_from").values_list("busy_from", "busy_until", "starts_at"))
    pieces = list(_between((starts_at, ends_at), [(since, until) for since, until, _start in taken]))
    if taken and (not around or not pieces):
        raise errors.TimeNotFree([start for _since, _until, start in taken])
    row = TimeBlock(
        organisation_id=organisation,
        resource=resource,
        starts_at=starts_at,
        ends_at=ends_at,
        note=tidy(note)[:120],
        made_by=by.member,
    )
    row.save(force_insert=True)
    Claim.objects.bulk_create(
        Claim(
            organisation_id=organisation,
            resource=resource,
            block=row,
            state=ClaimState.BOOKED,
            starts_at=since,
            ends_at=until,
            busy_from=since,
            busy_until=until,
        )
        for since, until in pieces
    )
    record(CalendarChanged(resource_id=resource.pk, change="BLOCKED"), actor_id=by.member_id, now=now)
    return row


@use_case
def unblock_time(*, organisation: UUID, block_id: UUID, by: Doer, now: datetime) -> TimeBlock:
    """Let a blocked time be booked again.

    Raises:
        NotFound: there is none. OnlyLooking.
    """
    if by.member is not None:
        policies.check_can_book(by.member)
    rows = TimeBlock.objects.of(organisation).select_for_update(no_key=True)
    row = rows.filter(pk=block_id).first()
    if row is None:
        raise errors.NoSuchTimeBlock
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        claims = Claim.objects.of(organisation).filter(block=row, state=ClaimState.BOOKED)
        claims.update(state=ClaimState.RELEASED)
        fact = CalendarChanged(resource_id=row.resource_id, change="UNBLOCKED")
        record(fact, actor_id=by.member_id, now=now)
    return row


def _between(whole: Span, taken: Iterable[Span]) -> Iterable[Span]:
    """List what of a span is left between others, which are in order and apart."""
    since, end = whole
    for begins, ends in taken:
        if begins > since:
            yield since, begins
        since = max(since, ends)
    if since < end:
        yield since, end
