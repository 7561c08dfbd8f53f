"""Recurring appointments: the same time every week or so, all of them or those that are free."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from core.ids import new_id
from core.transactions import reading, use_case
from scheduling import errors
from scheduling.domain.appointments import TO_COME
from scheduling.models import Appointment
from scheduling.selectors import free
from scheduling.selectors.setups import recall_setup
from scheduling.services import booking, choosing
from scheduling.services.doing import Doer, lock_appointment
from scheduling.services.ending import cancel_step
from scheduling.services.racing import first_come
from scheduling.services.wanted import Customer, Details, Wanted

MOST: Final = 52
LONGEST_GAP: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """How often: every so many weeks, so many times, the first included."""

    every_weeks: int
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What came of a series: the appointments, and the starts that could not be booked with why."""

    series_id: UUID
    appointments: tuple[Appointment, ...]
    left_out: tuple[tuple[datetime, str], ...] = ()


def book_series(
    *,
    organisation: UUID,
    wanted: Wanted,
    recurrence: Recurrence,
    customer: Customer,
    details: Details,
    only_free: bool = False,
    by: Doer,
    now: datetime,
) -> Series:
    """Book the same time on the clock of the location again and again: all of them, or with `only_free` those one can.

    Raises:
        SlotTaken, SlotRefused: one of them is not free (without `only_free`, or none is). BadBooking, and what
        `book_appointment` raises.
    """
    if wanted.wish is None or wanted.starts_at is None:
        raise errors.BadBooking(_("Choose a time first."))
    starts = starts_of(organisation, wanted.wish, wanted.starts_at, recurrence, now=now)
    # The same form sent twice is the same series.
    series_id = uuid5(organisation, details.client_ref) if details.client_ref else new_id()
    details = replace(details, series_id=series_id)
    if not only_free:

        def act() -> list[Appointment]:
            return _book_all(
                organisation=organisation,
                each=[replace(wanted, starts_at=start) for start in starts],
                customer=customer,
                details=details,
                by=by,
                now=now,
            )

        rows = first_come(
            act, organisation_id=organisation, wish=wanted.wish, starts_at=wanted.starts_at, now=now
        )
        return Series(series_id=series_id, appointments=tuple(rows))
    found, left_out = [], []
    for start in starts:
        try:
            found.append(
                booking.book_appointment(
                    organisation=organisation,
                    wanted=replace(wanted, starts_at=start),
                    customer=customer,
                    details=details,
                    by=by,
                    now=now,
                )
            )
        except (errors.SlotTaken, errors.SlotRefused) as refused:
            left_out.append((start, str(refused.sentence)))
    if not found:
        raise errors.SlotTaken
    return Series(series_id=series_id, appointments=tuple(found), left_out=tuple(left_out))


def starts_of(
    organisation_id: UUID, wish: free.Wish, first: datetime, recurrence: Recurrence, *, now: datetime
) -> list[datetime]:
    """List the starts of a series: the same time of day on the clock of the location, also after it was set.

    Raises:
        BadBooking: too many, or too far apart.
    """
    choosing.check_minute(first)
    if not (2 <= recurrence.times <= MOST and 1 <= recurrence.every_weeks <= LONGEST_GAP):
        raise errors.BadBooking(
            _("A series has 2 to %(most)d appointments, at most %(weeks)d weeks apart.")
            % {"most": MOST, "weeks": LONGEST_GAP}
        )
    with reading(organisation_id):
        setup = recall_setup(
            organisation_id=organisation_id, service_id=wish.service_id, location_id=wish.location_id, now=now
        )
    zone = ZoneInfo(setup.location.time_zone)
    local = first.astimezone(zone)
    weeks = [timedelta(weeks=recurrence.every_weeks * number) for number in range(recurrence.times)]
    # Adding to an aware datetime keeps what the clock shows.
    return [(local + gap).astimezone(first.tzinfo) for gap in weeks]


@use_case
def cancel_following(
    *, organisation: UUID, appointment_id: UUID, by: Doer, reason: str = "", now: datetime
) -> list[Appointment]:
    """Cancel one of a series and every later one that is still to come; gives those that were cancelled.

    Raises:
        NotPossibleNow: none of them is to come, or it is of no series. NoSuchAppointment, OnlyLooking, NotYourLocation.
    """
    row = lock_appointment(organisation_id=organisation, appointment_id=appointment_id, by=by)
    if row.series_id is None:
        raise errors.NotPossibleNow(_("This appointment is not one of a series."))
    rows = Appointment.objects.of(organisation).filter(
        series_id=row.series_id,
        starts_at__gte=row.starts_at,
        status__in=[status.value for status in TO_COME],
    )
    ids = list(rows.order_by("starts_at").values_list("pk", flat=True))
    if not ids:
        raise errors.NotPossibleNow(_("None of them is still to come."))
    return [
        cancel_step(organisation=organisation, appointment_id=key, by=by, reason=reason, now=now)
        for key in ids
    ]


@use_case
def _book_all(
    *,
    organisation: UUID,
    each: list[Wanted],
    customer: Customer,
    details: Details,
    by: Doer,
    now: datetime,
) -> list[Appointment]:
    return [
        booking.book_step(
            organisation=organisation, wanted=one, customer=customer, details=details, by=by, now=now
        )
        for one in each
    ]
