"""Which rules refuse a start that is not offered, each with whom it is about and when it is over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from scheduling.domain.slots import clock, find, limits, runs
from scheduling.domain.slots.answers import CapKind, Refusal, Rule
from scheduling.domain.slots.hours import open_runs, zone_on
from scheduling.domain.slots.matching import choose_units
from scheduling.domain.slots.model import DAY, Host, Id, Question, Resource, Run, Schedule
from scheduling.domain.slots.reserve import Days

_FAR = 60 * DAY


def refusals(picture: find.Picture, start: int) -> Iterator[Refusal]:
    """List what refuses a start, in the order of the rules."""
    question = picture.question
    end = start + question.service.length
    yield from _by_time(question, start, end)
    if question.party > question.service.seats or any(
        session.start == start and session.seats - session.taken < question.party
        for session in question.sessions
    ):
        yield Refusal(Rule.SEATS_FULL)
    if not picture.parts and not picture.pools:
        yield Refusal(Rule.NOBODY)
    if question.opening:
        yield from _by_hours(question.opening, None, question, start, end)
    yield from _by_hosts(picture, start, end)
    yield from _by_pools(picture, start, end)


def _by_time(question: Question, start: int, end: int) -> Iterator[Refusal]:
    earliest = find.earliest(question)
    if start <= clock.minute_of(question.now):
        yield Refusal(Rule.PAST, until=earliest)
    elif start < earliest:
        yield Refusal(Rule.NOTICE, until=earliest)
    if start < question.window[0] or end > question.window[1]:
        yield Refusal(Rule.OUTSIDE_WINDOW)
    if not limits.in_booking_window(question, [start]):
        first, last = limits.bookable_dates(question)
        is_early = first is not None and clock.date_at(limits.booking_zone(question), start) < first
        yield Refusal(Rule.BOOKING_WINDOW, on=first if is_early else last)


def _by_hosts(picture: find.Picture, start: int, end: int) -> Iterator[Refusal]:
    """Tell of every host of each part for which there is nobody."""
    question = picture.question
    for part in picture.parts:
        found = [
            (
                _of_resource(host, question, start, end)
                or _of_caps(host, question, start)
                or _of_reserve(picture, host, start)
            )
            for place, host in enumerate(picture.hosts)
            if part >> place & 1
        ]
        if all(found):
            yield from (refusal for refusal in found if refusal)


def _by_pools(picture: find.Picture, start: int, end: int) -> Iterator[Refusal]:
    question = picture.question
    free = {one.id: _of_resource(one, question, start, end) is None for one in picture.resources}
    needs = []
    for pool in question.pools:
        units = [
            place for place, one in enumerate(picture.resources) if free[one.id] and one in pool.resources
        ]
        needs.append((pool.units, units))
        if len(units) < pool.units or choose_units(needs) is None:
            needs.pop()
            yield Refusal(Rule.NO_RESOURCE, pool=pool.id, limit=pool.units, free=len(units))


def _of_resource(one: Resource, question: Question, start: int, end: int) -> Refusal | None:
    if one.free_ranges is not None:
        if find.open_of(one, start, end) != [(start, end)]:
            return Refusal(
                Rule.OUTSIDE_HOURS,
                one.id,
                until=_next(find.open_of(one, start, start + _FAR), question, start),
            )
    elif one.schedule is not None:
        closed = next(_by_hours(one.schedule, one.id, question, start, end), None)
        if closed:
            return closed
    return _of_busy(one, question, start, end)


def _by_hours(
    schedule: Schedule, who: Id | None, question: Question, start: int, end: int
) -> Iterator[Refusal]:
    if open_runs(schedule, start, end) == [(start, end)]:
        return
    until = _next(open_runs(schedule, start, start + _FAR), question, start)
    ordinal = clock.ordinal_at(schedule.timezone, start)
    ordinal = clock.ordinal_at(zone_on(schedule, ordinal), start)
    day = date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
    spans = [override.spans for override in schedule.overrides if override.on == day]
    if day in schedule.closed_dates or (spans and not any(spans)):
        yield Refusal(Rule.CLOSED, who, until, on=day)
    else:
        yield Refusal(Rule.OUTSIDE_HOURS, who, until)


def _next(found: list[Run], question: Question, after: int) -> int | None:
    """Find where the next run begins that is long enough."""
    return next((a for a, b in found if a > after and b - a >= question.service.length), None)


def _of_busy(one: Resource, question: Question, start: int, end: int) -> Refusal | None:
    blocked = [run for run in runs.merge(find.taken(one.busy, question)) if run[0] < end and run[1] > start]
    if not blocked:
        return None
    others = [busy for busy in one.busy if question.own_hold is None or busy.hold != question.own_hold]
    for busy in others:
        if busy.start < end and busy.end > start:
            return Refusal(Rule.BUSY, one.id, blocked[-1][1], busy.kind)
    near = next(
        busy
        for busy, run in zip(others, find.taken(others, question), strict=True)
        if run[0] < end and run[1] > start
    )
    rule = Rule.BUFFER
    [(opens, closes)] = find.taken([replace(near, drive_to=0, drive_from=0)], question)
    if not (opens < end and closes > start):
        rule = Rule.TOO_FAR_BEFORE if near.start < start else Rule.TOO_FAR_AFTER
    return Refusal(rule, one.id, blocked[-1][1], near.kind)


def _of_reserve(picture: find.Picture, host: Host, start: int) -> Refusal | None:
    question = picture.question
    if question.reserve is None:
        return None
    days = Days(question, question.reserve, picture.hosts, find.open_of, find.taken)
    if days.leaves_enough(start, host.id):
        return None
    ordinal = clock.ordinal_at(question.reserve.timezone, start)
    return Refusal(Rule.RESERVED, host.id, limit=question.reserve.kept[ordinal])


def _of_caps(host: Host, question: Question, start: int) -> Refusal | None:
    caps = question.service.caps
    if not limits.has_caps(caps):
        return None
    day = clock.ordinal_at(limits.cap_zone(caps, host, question), start)
    reached = limits.caps_reached(question, host)
    found: tuple[CapKind, int] | None = (
        limits.never(caps, question.service.length)
        or reached.days.get(day)
        or reached.weeks.get(limits.week_of(day, caps))
    )
    return Refusal(Rule.CAP, host.id, cap=found[0], limit=found[1]) if found else None
