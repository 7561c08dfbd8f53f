"""Days that differ and journeys of a provider or thing: a month to choose a day from, and what is noted already."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from accounts.domain.hours import Span
from accounts.domain.phrases import spans_phrase
from accounts.pages import Choice, Link
from accounts.presenters.hours import reader_language
from scheduling.domain.months import YearMonth, month_of
from scheduling.models import DateOverride, TravelZone
from scheduling.presenters import clocks

# As far as somebody plans.
AHEAD = timedelta(days=730)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDay:
    """A day that is not like its weekday."""

    day: str
    hours: str
    label: str
    edit_url: str
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Days on which the hours are read on another clock."""

    days: str
    zone: str
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day of the month: `kind` is own, off, closed (with the location) or empty for one like every other."""

    number: str
    spoken: str
    url: str = ""
    kind: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfDays:
    """A month from which a day is chosen."""

    title: str
    weekdays: tuple[Choice, ...]
    weeks: tuple[tuple[Cell | None, ...], ...]
    previous: Link | None
    next: Link | None


def own_days(rows: Sequence[DateOverride], resource_id: UUID) -> tuple[OwnDay, ...]:
    """List the days that differ."""
    return tuple(
        OwnDay(
            day=clocks.short_day(row.day) + f" {row.day.year}",
            hours=_hours(row),
            label=row.label,
            edit_url=_day_url(resource_id, row.day),
            remove_url=reverse("scheduling:resource_day_remove", args=[resource_id, row.pk]),
        )
        for row in rows
    )


def journeys(rows: Sequence[TravelZone], resource_id: UUID) -> tuple[Journey, ...]:
    """List the journeys."""
    return tuple(
        Journey(
            days=_days(row),
            zone=clocks.city(row.timezone),
            remove_url=reverse("scheduling:resource_journey_remove", args=[resource_id, row.pk]),
        )
        for row in rows
    )


def month_of_days(
    month: YearMonth,
    *,
    resource_id: UUID,
    own: Mapping[date, DateOverride],
    closed: Collection[date],
    chosen: date | None,
    today: date,
) -> MonthOfDays:
    """Draw a month; days that are over cannot be chosen."""
    title = formats.date_format(month.first_day, "F Y")

    def cell(day: date) -> Cell:
        row = own.get(day)
        spoken, kind = clocks.day_label(day), ""
        if day in closed:
            spoken, kind = _("%(day)s, the location is closed") % {"day": spoken}, "closed"
        elif row is not None:
            kind = "own" if row.spans else "off"
            spoken = f"{spoken}, {_hours(row)}"
        url = _day_url(resource_id, day) if day >= today else ""
        return Cell(number=str(day.day), spoken=spoken, url=url, kind=kind, is_current=day == chosen)

    def other(months: int) -> Link | None:
        there = month.shifted(months)
        if not month_of(today) <= there <= month_of(today + AHEAD):
            return None
        label = formats.date_format(there.first_day, "F Y")
        return Link(label=label, url=f"{_hours_url(resource_id)}?month={there}#days")

    return MonthOfDays(
        title=title[:1].upper() + title[1:],
        weekdays=tuple(
            Choice(value=str(day), label=str(WEEKDAYS_ABBR[day])[:2], detail=str(WEEKDAYS[day]))
            for day in range(7)
        ),
        weeks=tuple(tuple(cell(day) if day else None for day in week) for week in month.weeks()),
        previous=other(-1),
        next=other(1),
    )


def _hours(row: DateOverride) -> str:
    spans = tuple(Span(*pair) for pair in row.spans)
    return spans_phrase(spans, language=reader_language()) if spans else _("off")


def _days(row: TravelZone) -> str:
    first = clocks.short_day(row.from_on)
    if row.to_on is None:
        return _("From %(day)s on") % {"day": f"{first} {row.from_on.year}"}
    return f"{first} – {clocks.short_day(row.to_on)} {row.to_on.year}"


def _hours_url(resource_id: UUID) -> str:
    return reverse("scheduling:resource_hours", args=[resource_id])


def _day_url(resource_id: UUID, day: date) -> str:
    return f"{_hours_url(resource_id)}?day={day.isoformat()}#days"
