"""The times of a month for a page: which starts are free, until when one can book, why a day is empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from core.errors import Refused
from scheduling.domain.slots.answers import Rule
from scheduling.domain.slots.clock import instant_of
from scheduling.domain.slots.find import find_slots
from scheduling.domain.slots.limits import bookable_dates
from scheduling.selectors import free, questions
from scheduling.selectors.detours import driving_added
from scheduling.selectors.own import is_elsewhere, own_times

FURTHEST = timedelta(days=730)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTimes:
    """The starts of a stretch of time in order, the last day that can be booked at all, and seats left.

    `driving`: the minutes of driving that each start adds to a day, where that is known.
    """

    starts: tuple[datetime, ...]
    last_on: date
    seats: Mapping[datetime, int] = field(default_factory=dict)
    driving: Mapping[datetime, int] = field(default_factory=dict)


def get_month(
    *, organisation_id: UUID, wish: questions.Wish, since: datetime, until: datetime, now: datetime
) -> MonthTimes:
    """List the starts between two instants by the same code that books one of them.

    Raises:
        NoSuchService, NoSuchResource, BadBooking: see `questions.get_question`.
    """
    setup, question = questions.get_question(
        organisation_id=organisation_id, wish=wish, since=since, until=until, now=now
    )
    last = bookable_dates(question)[1]
    # At one start there may be several sessions: the roomiest is told.
    listed: dict[tuple[int, int], int] = {}
    slots = find_slots(question)
    for slot in slots:
        key = (slot.start, slot.end)
        listed[key] = max(listed.get(key, 0), slot.seats_left)
    own = own_times(organisation_id=organisation_id, wish=wish, since=since, until=until)
    times = {
        instant_of(start): left
        for (start, end), left in listed.items()
        if not is_elsewhere(instant_of(start), instant_of(end), own)
    }
    return MonthTimes(
        starts=tuple(times),
        last_on=last or (now + FURTHEST).date(),
        seats=times if question.service.seats > 1 else {},
        driving={
            instant_of(start): added for start, added in driving_added(setup, question, wish, slots).items()
        },
    )


def next_start(*, organisation_id: UUID, wish: questions.Wish, now: datetime) -> datetime | None:
    """Find the next start that is free within a year."""
    found = free.next_free(organisation_id=organisation_id, wish=wish, count=1, now=now)
    return found[0].starts_at if found else None


def why_empty(*, organisation_id: UUID, wish: questions.Wish, on: date, now: datetime) -> Rule:
    """Name the rule that refuses most of a day on which nothing is free."""
    try:
        found = free.explain_day(organisation_id=organisation_id, wish=wish, on=on, now=now)
    except Refused:
        return Rule.NOBODY
    return found.reasons[0].refusal.rule if found.reasons else Rule.CLOSED
