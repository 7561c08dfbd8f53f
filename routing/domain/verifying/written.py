"""A world written down as JSON, for judging a flow that is only a file.

    {"time_zone": "America/Phoenix", "starts": "2026-11-23", "country": "US", "region": "AZ",
     "hours": {"MON": ["09:00-12:00", "13:00-17:00"]},
     "days": {"2026-12-24": {"name": "Christmas Eve", "hours": ["09:00-12:00"]}},
     "members": {ID: {"name": "Ana", "telephone": true, "gone": false, "elsewhere": false, "skills": {ID: 3}}},
     "queues": {ID: {"name": "Intake", "members": [ID]}}, "ladders": {ID: {"name": "Nights", "rungs": [ID]}},
     "skills": {ID: "Spanish"}}

Everything may be left out. Holidays of the country are days without hours unless `days` says otherwise.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from accounts.domain.holidays import Closure, HolidayRule, HolidaysUnknown, holidays_between, special_days
from accounts.domain.hours import Calendar, DayKind, Span, SpecialDay, Window
from routing.domain.verifying.world import Person, Staff, Staffed, World

T = TypeVar("T")
BEST: Final = 5
DAYS: Final = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
# Calls of the last night of the year may end on the next day, and a turn of the clock looks ahead.
_MARGIN: Final = timedelta(days=2)
_SPAN: Final = re.compile(r"(\d\d):([0-5]\d)-(\d\d):([0-5]\d)")
USUAL: Final[Mapping[str, Any]] = {
    "time_zone": "America/New_York",
    "country": "US",
    "hours": {day: ["09:00-12:00", "13:00-17:00"] for day in DAYS[:5]},
}
_KNOWN: Final = frozenset(
    {"time_zone", "starts", "country", "region", "hours", "days", "members", "queues", "ladders", "skills"}
)


class WorldUnreadable(ValueError):
    """A world that cannot be read; says where and why."""


def read_world(written: object, *, now: datetime) -> World:
    """Read a world. Without hours it keeps office hours with a lunch break; without members it knows nobody.

    Raises:
        WorldUnreadable: with the path to the fault.
    """
    world = _object(written, "world")
    for name in world:
        if name not in _KNOWN:
            raise WorldUnreadable(f"world.{name}: is not known here")
    usual = {**USUAL, **world}
    try:
        zone = ZoneInfo(str(usual["time_zone"]))
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise WorldUnreadable(f"world.time_zone: no time zone '{usual['time_zone']}'") from unknown
    local = now.astimezone(zone)
    first = _day(world["starts"], "world.starts") if "starts" in world else local.date()
    starts = datetime(first.year, first.month, first.day, tzinfo=zone).astimezone(UTC)
    until = first + timedelta(days=366) + _MARGIN
    calendar = Calendar(
        time_zone=zone.key,
        windows=tuple(_windows(usual["hours"])),
        special_days=_special(usual, first, until),
        starts_on=first,
        ends_on=until,
    )
    return World(calendar, starts, _staff(world) if "members" in world else None)


def _windows(written: object) -> list[Window]:
    found = []
    for day, spans in _object(written, "world.hours").items():
        if day not in DAYS:
            raise WorldUnreadable(f"world.hours.{day}: must be one of {', '.join(DAYS)}")
        found += [
            Window(DAYS.index(day), span.opens_minute, span.closes_minute)
            for span in _spans(spans, f"world.hours.{day}")
        ]
    return found


def _special(world: Mapping[str, Any], first: date, until: date) -> Mapping[date, SpecialDay]:
    country, region = str(world["country"]), str(world.get("region", ""))
    try:
        known = holidays_between(country, region, starts_on=first, ends_on=until) if country else {}
    except HolidaysUnknown as unknown:
        raise WorldUnreadable(f"world.country: {unknown}") from unknown
    rules, closures = list[HolidayRule](), list[Closure]()
    days = special_days(known, rules, closures)
    for written, day in _object(world.get("days", {}), "world.days").items():
        path = f"world.days.{written}"
        told = _object(day, path)
        days[_day(written, path)] = SpecialDay(
            DayKind.CLOSURE if told.get("kind") == "CLOSURE" else DayKind.HOLIDAY,
            str(told.get("name", "")),
            tuple(_spans(told.get("hours", []), f"{path}.hours")),
        )
    return days


def _staff(world: Mapping[str, Any]) -> Staff:
    return Staff(
        members=_by_id(world, "members", _person),
        queues=_by_id(world, "queues", lambda told, path: _staffed(told, path, "members")),
        ladders=_by_id(world, "ladders", lambda told, path: _staffed(told, path, "rungs")),
        skills=_by_id(world, "skills", lambda told, _path: str(told)),
    )


def _by_id(world: Mapping[str, Any], name: str, read: Callable[[Any, str], T]) -> dict[UUID, T]:
    written = _object(world.get(name, {}), f"world.{name}")
    return {
        _id(key, f"world.{name}.{key}"): read(told, f"world.{name}.{key}") for key, told in written.items()
    }


def _person(told: object, path: str) -> Person:
    person = _object(told, path)
    skills = {
        _id(key, f"{path}.skills"): _level(level, f"{path}.skills.{key}")
        for key, level in _object(person.get("skills", {}), f"{path}.skills").items()
    }
    return Person(
        name=str(person.get("name", "")),
        is_active=not person.get("gone", False),
        has_telephone=bool(person.get("telephone", True)),
        is_elsewhere=bool(person.get("elsewhere", False)),
        skills=skills,
    )


def _level(value: object, path: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= BEST:
        raise WorldUnreadable(f"{path}: must be between 1 and {BEST}")
    return value


def _staffed(told: object, path: str, name: str) -> Staffed:
    found = _object(told, path)
    members = found.get(name, [])
    if not isinstance(members, list):
        raise WorldUnreadable(f"{path}.{name}: must be a list")
    return Staffed(
        str(found.get("name", "")),
        tuple(_id(one, f"{path}.{name}.{place}") for place, one in enumerate(members)),
    )


def _spans(written: object, path: str) -> list[Span]:
    if not isinstance(written, list):
        raise WorldUnreadable(f"{path}: must be a list of times like 09:00-12:00")
    found = []
    for place, told in enumerate(written):
        read = _SPAN.fullmatch(str(told))
        try:
            if read is None:
                raise ValueError
            opens, closes = (int(read[one]) * 60 + int(read[one + 1]) for one in (1, 3))
            found.append(Span(opens, closes))
        except ValueError:
            raise WorldUnreadable(f"{path}.{place}: '{told}' is no time like 09:00-12:00") from None
    return found


def _day(written: object, path: str) -> date:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise WorldUnreadable(f"{path}: '{written}' is no day like 2026-11-26") from None


def _id(written: object, path: str) -> UUID:
    try:
        return UUID(str(written))
    except ValueError:
        raise WorldUnreadable(f"{path}: '{written}' is no id") from None


def _object(written: object, path: str) -> dict[str, Any]:
    if not isinstance(written, dict):
        raise WorldUnreadable(f"{path}: must be an object of names and values")
    return written
