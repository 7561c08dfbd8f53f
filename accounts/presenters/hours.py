"""The page of opening hours: what is closed or open once, holidays, and what any day will be like."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.domain.hours import Calendar
from accounts.domain.phrases import Language, day_phrase, opening_phrase
from accounts.models import Closure, HolidayRule, Location, Organisation, SpecialOpening

PREVIEW_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRow:
    """One closure to come."""

    label: str
    days: str
    where: str
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRow:
    """One public holiday to come and what happens on it."""

    name: str
    day: str
    iso: str
    rule: str
    is_closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRow:
    """One day with hours of its own, to come."""

    label: str
    day: str
    hours: str
    where: str
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """What one day is like, in one line."""

    text: str
    iso: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPreview:
    """A chosen moment: its day, what callers hear and read then in both languages, and the days after it."""

    day_value: str
    time_value: str
    line: DayLine
    phrases: tuple[tuple[str, str], ...]
    following: tuple[DayLine, ...]
    problem: str = ""


def closure_rows(closures: Iterable[Closure], *, location: Location) -> tuple[ClosureRow, ...]:
    """Turn closures of a place, and of every place, into rows."""
    key: dict[str, UUID] = {"location_id": location.pk}
    return tuple(
        ClosureRow(
            label=closure.label,
            days=_days(closure.starts_on, closure.ends_on),
            where=location.name if closure.location_id else _("Every location"),
            remove_url=reverse("accounts:closure_remove", kwargs={**key, "closure_id": closure.pk}),
        )
        for closure in closures
    )


def holiday_rows(known: dict[date, tuple[str, ...]], rules: Iterable[HolidayRule]) -> tuple[HolidayRow, ...]:
    """Turn the next year's holidays into rows, each name once, the earliest first."""
    by_name = {rule.name: rule for rule in rules}
    first: dict[str, date] = {}
    for day, names in known.items():
        for name in names:
            first.setdefault(name.removesuffix(" (observed)"), day)
    return tuple(
        HolidayRow(
            name=name,
            day=_day(day),
            iso=day.isoformat(),
            rule=_rule_label(by_name.get(name)),
            is_closed=name not in by_name,
        )
        for name, day in first.items()
    )


def opening_rows(openings: Iterable[SpecialOpening], *, location: Location) -> tuple[OpeningRow, ...]:
    """Turn days with hours of their own, at a place and at every place, into rows."""
    key: dict[str, UUID] = {"location_id": location.pk}
    return tuple(
        OpeningRow(
            label=opening.label,
            day=_day(opening.day),
            hours=f"{_clock(opening.opens_minute)}–{_clock(opening.closes_minute)}",
            where=location.name if opening.location_id else _("Every location"),
            remove_url=reverse("accounts:opening_remove", kwargs={**key, "opening_id": opening.pk}),
        )
        for opening in openings
    )


def reopened(openings: Iterable[SpecialOpening], *, starts_on: date, ends_on: date) -> str:
    """Name the days in between that stay open although they are closed, "" for none."""
    days = sorted({opening.day for opening in openings if starts_on <= opening.day <= ends_on})
    return ", ".join(_day(day) for day in days)


def holidays_of(organisation: Organisation) -> str:
    """Name the country and region whose holidays are kept, as their codes."""
    return ", ".join(part for part in (organisation.country, organisation.region) if part)


def day_preview(calendar: Calendar, *, day: date, at: time, problem: str = "") -> DayPreview:
    """Say what a day is like, what is said at a moment of it, and what the days after it are like."""
    local = datetime.combine(day, at, tzinfo=ZoneInfo(calendar.time_zone))
    days = [_line(calendar, day + timedelta(days=n)) for n in range(PREVIEW_DAYS + 1)]
    return DayPreview(
        day_value=day.isoformat(),
        time_value=f"{at:%H:%M}",
        line=days[0],
        phrases=tuple(
            (language.value, opening_phrase(calendar, now=local, language=language)) for language in Language
        ),
        following=tuple(days[1:]),
        problem=problem,
    )


def _line(calendar: Calendar, day: date) -> DayLine:
    return DayLine(
        text=day_phrase(calendar, day, language=reader_language()),
        iso=day.isoformat(),
        is_open=bool(calendar.spans_on(day)),
    )


def reader_language() -> Language:
    """Give the language of whoever reads the page."""
    return Language.ES if (get_language() or "").startswith("es") else Language.EN


def _rule_label(rule: HolidayRule | None) -> str:
    if rule is None:
        return _("Closed")
    if rule.is_open_as_usual or rule.opens_minute is None or rule.closes_minute is None:
        return _("Open as usual")
    return f"{_clock(rule.opens_minute)}–{_clock(rule.closes_minute)}"


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _day(day: date) -> str:
    return formats.date_format(day, "D j M Y")


def _days(starts_on: date, ends_on: date) -> str:
    return _day(starts_on) if starts_on == ends_on else f"{_day(starts_on)} – {_day(ends_on)}"
