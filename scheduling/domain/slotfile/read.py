"""A case of a slots/1 file as a question to the engine. Unknown fields are notes and passed over."""

import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

from scheduling.domain.slotfile.fields import Field, FileFault
from scheduling.domain.slots.model import (
    DAY,
    BookingWindow,
    Busy,
    Caps,
    DateOverride,
    DaySpan,
    Host,
    Mode,
    Question,
    Run,
    Schedule,
    ServiceRules,
    TravelZone,
    WeeklyWindow,
    WindowKind,
)

SCHEMA: Final = "slots/1"
MOST_DAYS: Final = 3660
_MODES: Final = {"single": Mode.ONE, "collective": Mode.COLLECTIVE, "round_robin": Mode.ROUND_ROBIN}
_YEAR = 366 * DAY
_T = TypeVar("_T")


def cases(told: object) -> list[Field]:
    """Give the cases of a file.

    Raises:
        FileFault: it is no slots/1 file.
    """
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise FileFault("schema", f"this is no file of schema {SCHEMA}.")
    return Field("", told).need("cases").items()


def question(case: Field) -> Question:
    """Read a case of kind slots."""
    hosts = tuple(host(one) for one in case.need("hosts").items())
    if not hosts:
        raise FileFault(f"{case.path}.hosts", "there is no host.")
    names = [one.id for one in hosts]
    if len(set(names)) < len(names):
        raise FileFault(f"{case.path}.hosts", "two hosts have the same id.")
    mode = case.get("mode")
    return Question(
        now=case.need("now").instant(),
        window=window(case.need("window")),
        service=_service(case, _MODES[mode.choice(*_MODES) if mode else "single"]),
        hosts=hosts,
        timezone=_maybe(case, "align_timezone", Field.zone) or "",
    )


def host(told: Field) -> Host:
    """Read a host with its hours and what is busy."""
    zone = told.need("timezone").zone()
    ranges = told.get("free_ranges")
    if ranges is None and told.get("weekly") is None:
        raise FileFault(told.path, "has neither `free_ranges` nor `weekly`.")
    return Host(
        told.need("id").text(),
        schedule=Schedule(
            zone,
            tuple(one for window_ in told.each("weekly") for one in _weekly(window_)),
            tuple(
                DateOverride(
                    one.need("date").day(), tuple(_span(span) for span in one.need("ranges").items())
                )
                for one in told.each("overrides")
            ),
            frozenset(one.day() for one in told.each("closed_dates")),
            tuple(_travel(one) for one in told.each("travel")),
        ),
        busy=tuple(_busy(one) for one in told.each("busy")),
        free_ranges=None if ranges is None else tuple(_range(one) for one in ranges.items()),
    )


def window(told: Field) -> Run:
    """Read the window that is asked about."""
    start, end = _inner(told.need("start").instant(), told.need("end").instant())
    if end < start:
        raise FileFault(told.path, "ends before it starts.")
    if end - start > MOST_DAYS * DAY:
        raise FileFault(told.path, f"is longer than {MOST_DAYS} days.")
    return start, end


def millis(told: Field) -> Run:
    """Read an interval in milliseconds, for interval algebra."""
    pair = _pair(told)
    start, end = (round(one.instant().timestamp() * 1000) for one in pair)
    if end < start:
        raise FileFault(told.path, "ends before it starts.")
    return start, end


def _service(case: Field, mode: Mode) -> ServiceRules:
    told, limits, ahead = case.need("event"), case.get("limits"), case.get("booking_window")
    interval = told.get("interval")
    optimize = told.get("optimize")
    return ServiceRules(
        length=told.need("length").number(least=1, most=_YEAR),
        interval=interval.number(least=1, most=_YEAR) if interval else None,
        offset=_count(told, "offset"),
        buffer_before=_count(told, "buffer_before"),
        buffer_after=_count(told, "buffer_after"),
        notice=_count(told, "min_notice"),
        optimize=optimize.flag() if optimize else False,
        mode=mode,
        booking_window=_ahead(ahead) if ahead else None,
        caps=_caps(case, limits) if limits else Caps(),
    )


def _count(told: Field, name: str) -> int:
    found = told.get(name)
    return found.number() if found else 0


def _maybe(told: Field, name: str, read: Callable[[Field], _T]) -> _T | None:
    found = told.get(name)
    return read(found) if found else None


def _ahead(told: Field) -> BookingWindow:
    zone = _maybe(told, "timezone", Field.zone) or ""
    if told.get("rolling_days") is not None:
        return BookingWindow(WindowKind.ROLLING, days=_count(told, "rolling_days"), timezone=zone)
    first, last = _maybe(told, "first_date", Field.day), _maybe(told, "last_date", Field.day)
    if first is None and last is None:
        raise FileFault(told.path, "has neither `rolling_days` nor `first_date` or `last_date`.")
    return BookingWindow(WindowKind.RANGE, first_on=first, last_on=last, timezone=zone)


def _caps(case: Field, told: Field) -> Caps:
    week_start = told.get("week_start") or case.get("week_start")
    zone = _maybe(case, "limits_timezone", Field.zone) or _maybe(told, "timezone", Field.zone) or ""
    return Caps(
        per_day=_maybe(told, "per_day", Field.number),
        per_week=_maybe(told, "per_week", Field.number),
        minutes_per_day=_maybe(told, "minutes_per_day", Field.number),
        minutes_per_week=_maybe(told, "minutes_per_week", Field.number),
        week_starts=((week_start.number(most=6) if week_start else 0) - 1) % 7,
        timezone=zone,
    )


def _weekly(told: Field) -> list[WeeklyWindow]:
    span = _span(told)
    days = [one.number(most=6) for one in told.need("days").items()]
    # The file counts from Sunday.
    return [WeeklyWindow((day - 1) % 7, span.starts, span.ends) for day in days]


def _span(told: Field) -> DaySpan:
    later = told.get("end_day_offset")
    ends = told.need("end").clock() + DAY * (later.number(most=6) if later else 0)
    return DaySpan(told.need("start").clock(), ends)


def _travel(told: Field) -> TravelZone:
    first, last = told.need("from").day(), _maybe(told, "to", Field.day)
    if last and last < first:
        raise FileFault(told.path, "ends before it starts.")
    return TravelZone(first, last, told.need("timezone").zone())


def _busy(told: Field) -> Busy:
    start, end = _outer(told.need("start").instant(), told.need("end").instant())
    if end < start:
        raise FileFault(told.path, "ends before it starts.")
    counts = told.get("counts")
    return Busy(
        start,
        end,
        _count(told, "buffer_before"),
        _count(told, "buffer_after"),
        counts=counts.flag() if counts else False,
    )


def _range(told: Field) -> Run:
    start, end = (one.instant() for one in _pair(told))
    if end < start:
        raise FileFault(told.path, "ends before it starts.")
    return _inner(start, end)


def _pair(told: Field) -> list[Field]:
    pair = told.items()
    if len(pair) != 2:
        raise FileFault(told.path, "expected a start and an end.")
    return pair


def _inner(start: datetime, end: datetime) -> Run:
    return _up(start), _down(end)


def _outer(start: datetime, end: datetime) -> Run:
    return _down(start), _up(end)


def _down(instant: datetime) -> int:
    return math.floor((instant - _EPOCH).total_seconds() / 60)


def _up(instant: datetime) -> int:
    return math.ceil((instant - _EPOCH).total_seconds() / 60)


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
