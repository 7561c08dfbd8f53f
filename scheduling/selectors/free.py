"""Which times are free: the rows of a service turned into a question for the slot engine, and its answers.

Whoever lists times and whoever books one asks through `get_question`, so that both are told the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from scheduling.domain.slots.answers import DayExplanation, Slot
from scheduling.domain.slots.check import explain_day as explain
from scheduling.domain.slots.clock import instant_of, minute_of
from scheduling.domain.slots.find import find_slots
from scheduling.domain.slots.model import Question
from scheduling.domain.visits import planned
from scheduling.selectors.detours import driving_added
from scheduling.selectors.own import is_elsewhere, own_times
from scheduling.selectors.questions import Wish, get_question, live_claims, minutes_of
from scheduling.selectors.setups import Setup, recall_setup

__all__ = [
    "FreeTime", "Wish", "around", "explain_day", "get_question", "list_offered", "list_possible", "list_slots",
    "live_claims", "near", "next_free",
]  # fmt: skip
LONGEST_WINDOW = timedelta(days=100)
# How far ahead one looks for the next free times: a stretch at a time, the near ones first.
STRETCHES = (7, 21, 62, 90, 90, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTime:
    """A time that can be booked: who is free for it, and of a group session how many seats are left."""

    starts_at: datetime
    ends_at: datetime
    provider_ids: tuple[UUID, ...]
    session_id: UUID | None
    seats_left: int


def list_slots(
    *, organisation_id: UUID, wish: Wish, first_on: date, last_on: date, now: datetime
) -> tuple[FreeTime, ...]:
    """List the free times of some days, both included, on the clock of the location; at most about three months."""
    return _list(organisation_id, wish, first_on, last_on, now=now)[0]


def list_offered(
    *,
    organisation_id: UUID,
    wish: Wish,
    first_on: date,
    last_on: date,
    fits: Callable[[datetime], bool] = lambda _start: True,
    now: datetime,
) -> tuple[FreeTime, ...]:
    """List the free starts that fit as they are offered to customers.

    Where a window is promised that is one of each window, the start that adds the least driving to its day.
    """
    times, driving = _list(organisation_id, wish, first_on, last_on, is_planned=True, now=now)
    times = tuple(one for one in times if fits(one.starts_at))
    setup = _recalled(organisation_id, wish, now=now)
    if not setup.window_minutes:
        return times
    starts = (one.starts_at for one in times)
    kept = planned(starts, setup.window_minutes, setup.location.time_zone, driving=driving)
    return tuple(one for one in times if one.starts_at in kept)


def _list(
    organisation_id: UUID,
    wish: Wish,
    first_on: date,
    last_on: date,
    *,
    is_planned: bool = False,
    now: datetime,
) -> tuple[tuple[FreeTime, ...], dict[datetime, int]]:
    """List free times, and if they are to be planned, the minutes of driving that each adds."""
    setup = _recalled(organisation_id, wish, now=now)
    zone = setup.location.time_zone
    since, until = _midnight(first_on, zone), _midnight(last_on + timedelta(days=1), zone)
    if until <= since:
        return (), {}
    until = min(until, since + LONGEST_WINDOW)
    _setup, question = get_question(
        organisation_id=organisation_id, wish=wish, since=since, until=until, setup=setup, now=now
    )
    own = own_times(organisation_id=organisation_id, wish=wish, since=since, until=until)
    slots = tuple(find_slots(question))
    listed = (_free_time(slot) for slot in slots)
    times = tuple(one for one in listed if not is_elsewhere(one.starts_at, one.ends_at, own))
    if not (is_planned and setup.window_minutes):
        return times, {}
    added = driving_added(setup, question, wish, slots)
    return times, {instant_of(start): minutes for start, minutes in added.items()}


def list_possible(
    *, organisation_id: UUID, wish: Wish, first_on: date, last_on: date, now: datetime
) -> tuple[FreeTime, ...]:
    """List the times there would be on some days were nothing booked or blocked, nor too soon or too far ahead.

    That is what hours, people and things allow; call inside `reading`.
    """
    setup = recall_setup(
        organisation_id=organisation_id, service_id=wish.service_id, location_id=wish.location_id, now=now
    )
    zone = setup.location.time_zone
    since, until = _midnight(first_on, zone), _midnight(last_on + timedelta(days=1), zone)
    question = Question(
        now=since,
        window=(minute_of(since), minute_of(until)),
        service=replace(setup.rules(minutes_of(setup, wish)), notice=0, booking_window=None),
        hosts=setup.hosts,
        pools=setup.pools,
        timezone="" if setup.hosts else zone,
    )
    return tuple(_free_time(slot) for slot in find_slots(question))


def next_free(
    *, organisation_id: UUID, wish: Wish, after: datetime | None = None, count: int = 3, now: datetime
) -> tuple[FreeTime, ...]:
    """Find the next free times from an instant (else from now) on, within a year; the one call for members and machines.

    Of a window that is promised only the start that adds the least driving is among them, as on the public's pages.
    Each has `starts_at` and `ends_at` in UTC, the `provider_ids` of whom it is free with, and of a group session
    `session_id` (None: it would be a new one) with `seats_left`. To book one, hand `starts_at` and the same wish to
    `services.book_appointment`, which asks the engine again.

    Raises:
        NoSuchService, NoSuchResource, BadBooking: the wish is of nothing the organisation gives.
    """
    zone = _zone(organisation_id, wish, now=now)
    begin = max(after or now, now)
    day = begin.astimezone(ZoneInfo(zone)).date()
    found: list[FreeTime] = []
    for days in STRETCHES:
        last = day + timedelta(days=days - 1)
        found += list_offered(
            organisation_id=organisation_id,
            wish=wish,
            first_on=day,
            last_on=last,
            fits=lambda start: start >= begin,
            now=now,
        )
        if len(found) >= count:
            break
        day = last + timedelta(days=1)
    return tuple(found[:count])


def near(
    *, organisation_id: UUID, wish: Wish, wanted: datetime, count: int = 3, now: datetime
) -> tuple[FreeTime, ...]:
    """Find the free times nearest to one that is not: of the days around it, else the next ones after it."""
    zone = _zone(organisation_id, wish, now=now)
    today = now.astimezone(ZoneInfo(zone)).date()
    day = max(wanted.astimezone(ZoneInfo(zone)).date(), today)
    first, last = max(day - timedelta(days=2), today), day + timedelta(days=7)
    listed = list_offered(organisation_id=organisation_id, wish=wish, first_on=first, last_on=last, now=now)
    if len(listed) < count:
        return next_free(organisation_id=organisation_id, wish=wish, count=count, now=now)
    nearest = sorted(listed, key=lambda one: abs(one.starts_at - wanted))[:count]
    return tuple(sorted(nearest, key=lambda one: one.starts_at))


def explain_day(*, organisation_id: UUID, wish: Wish, on: date, now: datetime) -> DayExplanation:
    """Say what a day offers, and which rules refuse its other starts."""
    zone = _zone(organisation_id, wish, now=now)
    since, until = _midnight(on, zone), _midnight(on + timedelta(days=1), zone)
    margin = timedelta(days=1)
    _setup, question = get_question(
        organisation_id=organisation_id, wish=wish, since=since - margin, until=until + margin, now=now
    )
    return explain(replace(question, window=(minute_of(since), minute_of(until))), on)


def around(starts_at: datetime, zone: str) -> tuple[datetime, datetime]:
    """Give the whole days in which a start is judged: its own, the one before and the one after."""
    day = starts_at.astimezone(ZoneInfo(zone)).date()
    return _midnight(day - timedelta(days=1), zone), _midnight(day + timedelta(days=2), zone)


def _free_time(slot: Slot) -> FreeTime:
    return FreeTime(
        starts_at=instant_of(slot.start),
        ends_at=instant_of(slot.end),
        provider_ids=tuple(_id(str(host)) for host in slot.hosts),
        session_id=_id(str(slot.session)) if slot.session is not None else None,
        seats_left=slot.seats_left,
    )


@lru_cache(maxsize=4096)
def _id(text: str) -> UUID:
    """Read an id of the engine's: the same few stand in hundreds of slots."""
    return UUID(text)


def _zone(organisation_id: UUID, wish: Wish, *, now: datetime) -> str:
    return _recalled(organisation_id, wish, now=now).location.time_zone


def _recalled(organisation_id: UUID, wish: Wish, *, now: datetime) -> Setup:
    return recall_setup(
        organisation_id=organisation_id, service_id=wish.service_id, location_id=wish.location_id, now=now
    )


def _midnight(day: date, zone: str) -> datetime:
    """Give the first instant of a day; where midnight is skipped, the instant of the skip."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)
