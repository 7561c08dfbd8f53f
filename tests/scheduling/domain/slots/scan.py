"""The slot engine once more, naively: every minute is looked at by itself, with `datetime` and `zoneinfo`.

It shares the words of a question with the engine and none of its code.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import combinations
from zoneinfo import ZoneInfo

from scheduling.domain.slots.model import (
    Anchor,
    Host,
    Id,
    Mode,
    Question,
    Resource,
    Schedule,
    WindowKind,
)


@lru_cache(maxsize=200_000)
def local(minute: int, zone: str) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC).astimezone(ZoneInfo(zone))


def scan(question: Question) -> list[int]:
    """List the starts that can be booked."""
    minutes = range(*question.window)
    everything = {
        one.id: one
        for one in (*question.hosts, *(unit for pool in question.pools for unit in pool.resources))
    }
    free = {name: {m for m in minutes if _is_free(one, m, question)} for name, one in everything.items()}
    shared = {m for m in minutes if _serves(question, lambda name, m=m: m in free[name], at_a_time=True)}
    length = question.service.length

    def can(start: int) -> bool:
        span = range(start, start + length)
        return (
            start > question.now.timestamp() / 60
            and all(m in shared for m in span)
            and _is_bookable_date(question, start)
            and _serves(
                question,
                lambda name: (
                    all(m in free[name] for m in span) and not _is_capped(everything[name], question, start)
                ),
                at_a_time=False,
            )
        )

    return [start for start in _grid(sorted(shared), question) if can(start)]


def _serves(question: Question, has: Callable[[Id], bool], *, at_a_time: bool) -> bool:
    groups: dict[str, list[Host]] = {}
    for place, host in enumerate(question.hosts):
        alone = host.is_fixed or (question.service.mode is Mode.COLLECTIVE and not host.group)
        groups.setdefault(f"alone {place}" if alone else f"group {host.group}", []).append(host)
    if not all(any(has(host.id) for host in group) for group in groups.values()):
        return False
    if at_a_time:
        return all(sum(has(unit.id) for unit in pool.resources) >= pool.units for pool in question.pools)
    return _can_seat(
        [(pool.units, [unit.id for unit in pool.resources if has(unit.id)]) for pool in question.pools]
    )


def _can_seat(needs: Sequence[tuple[int, list[Id]]], used: frozenset[Id] = frozenset()) -> bool:
    if not needs:
        return True
    (units, ids), *rest = needs
    return any(
        _can_seat(rest, used | set(some))
        for some in combinations([one for one in ids if one not in used], units)
    )


def _is_free(one: Resource, minute: int, question: Question) -> bool:
    service, instant = question.service, minute * 60
    if instant < question.now.timestamp() + service.notice * 60 or instant <= question.now.timestamp():
        return False
    if question.opening and not is_open(question.opening, minute):
        return False
    if one.free_ranges is not None:
        if not any(a <= minute < b for a, b in one.free_ranges):
            return False
    elif one.schedule and not is_open(one.schedule, minute):
        return False
    return not any(
        minute - service.buffer_before < busy.end + busy.buffer_after
        and minute + 1 + service.buffer_after > busy.start - busy.buffer_before
        for busy in one.busy
        if busy.hold is None or busy.hold != question.own_hold
    )


def is_open(schedule: Schedule, minute: int) -> bool:
    for zone in {schedule.timezone, *(travel.timezone for travel in schedule.travel)}:
        shown = local(minute, zone)
        if shown.date() in schedule.closed_dates:
            continue
        for back in range(4):
            day = shown.date() - timedelta(days=back)
            if day in schedule.closed_dates or _zone_of(schedule, day) != zone:
                continue
            gone = back * 1440 + shown.hour * 60 + shown.minute
            own = [override for override in schedule.overrides if override.on == day]
            spans = [span for override in own for span in override.spans]
            if not own:
                spans = [window for window in schedule.weekly if window.weekday == day.weekday()]
            if any(span.starts <= gone < span.ends for span in spans):
                return True
    return False


def _zone_of(schedule: Schedule, day: date) -> str:
    for travel in schedule.travel:
        if travel.from_on <= day and (travel.to_on is None or day <= travel.to_on):
            return travel.timezone
    return schedule.timezone


def _grid(minutes: list[int], question: Question) -> list[int]:
    service = question.service
    step = (service.interval or service.length) + service.offset
    unit = next(
        (unit for unit in (60, 30, 20, 15, 10, 5) if (service.interval or service.length) % unit == 0), 1
    )
    if service.anchor is Anchor.CLOCK:
        walls = ((m, local(m, question.zone)) for m in minutes)
        gone = ((m, wall.hour * 60 + wall.minute - service.offset) for m, wall in walls)
        return [m for m, since in gone if since >= 0 and since % step == 0]
    found = []
    present = set(minutes)
    for first in minutes:
        if first - 1 in present:
            continue
        end = first
        while end in present:
            end += 1
        start = _first(first, end, unit, question) + service.offset
        while start + service.length <= end:
            found.append(start)
            start += step
    return found


def _first(first: int, end: int, unit: int, question: Question) -> int:
    shown, spare = local(first, question.zone).minute, (end - first) % unit
    if question.service.optimize:
        moves = [by - shown % by for by in (unit, 15, 5) if by - shown % by <= spare]
        return first + moves[0] if shown % unit and moves else first
    while local(first, question.zone).minute % unit:
        first += 1
    return first


def _is_bookable_date(question: Question, start: int) -> bool:
    window = question.service.booking_window
    if window is None:
        return True
    zone = window.timezone or question.zone
    today, day = question.now.astimezone(ZoneInfo(zone)).date(), local(start, zone).date()
    if window.kind is WindowKind.RANGE:
        return (window.first_on is None or window.first_on <= day) and (
            window.last_on is None or day <= window.last_on
        )
    if window.kind is WindowKind.ROLLING:
        return today <= day <= today + timedelta(days=window.days)
    last, left = today, window.days
    while left:
        last += timedelta(days=1)
        if last.weekday() < 5 and last not in window.free_days:
            left -= 1
    return today <= day <= last


def _is_capped(one: Resource, question: Question, start: int) -> bool:
    caps, length = question.service.caps, question.service.length
    if not isinstance(one, Host):
        return False
    zone = caps.timezone or (one.schedule.timezone if one.schedule else question.zone)

    def week(day: date) -> date:
        return day - timedelta(days=(day.weekday() - caps.week_starts) % 7)

    here = local(start, zone).date()
    counted = [
        busy for busy in one.busy if busy.counts and (busy.hold is None or busy.hold != question.own_hold)
    ]
    today = [busy for busy in counted if local(busy.start, zone).date() == here]
    this_week = [busy for busy in counted if week(local(busy.start, zone).date()) == week(here)]
    return any(
        most is not None and used > most
        for most, used in (
            (caps.per_day, len(today) + 1),
            (caps.per_week, len(this_week) + 1),
            (caps.minutes_per_day, sum(busy.end - busy.start for busy in today) + length),
            (caps.minutes_per_week, sum(busy.end - busy.start for busy in this_week) + length),
        )
    )
