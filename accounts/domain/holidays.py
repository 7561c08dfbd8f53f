"""Public holidays of a country and region, and what an organisation makes of them.

Source: the `holidays` package (names in English, observed days included).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import holidays

from accounts.domain.hours import DayKind, Span, SpecialDay

_OBSERVED: Final = " (observed)"


class HolidaysUnknown(ValueError):
    """Nobody keeps the holidays of this country or region; offer another, or none."""


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """What the organisation does on a holiday of this name, observed days included.

    `spans` None means the usual hours of that weekday, empty closed, otherwise hours of its own.
    """

    name: str
    spans: tuple[Span, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Closure:
    """Closed between two days, both included, whatever the weekday and the holidays say."""

    label: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Opening:
    """Open on one day for a span of its own, whatever the weekday, the holidays and the closures say."""

    label: str
    day: date
    span: Span


def holidays_between(
    country: str, region: str | None, *, starts_on: date, ends_on: date
) -> dict[date, tuple[str, ...]]:
    """List the holidays of a country and region from `starts_on` up to, not including, `ends_on`.

    `country` is ISO 3166 alpha-2, `region` its subdivision as the package knows it (US: postal abbreviation).

    Raises:
        HolidaysUnknown: the country or its region is not among those of the package.
    """
    years = range(starts_on.year, ends_on.year + 1)
    try:
        known = holidays.country_holidays(country, subdiv=region or None, years=years, language="en_US")
    except NotImplementedError as unknown:
        raise HolidaysUnknown(str(unknown)) from unknown
    return {day: tuple(known.get_list(day)) for day in sorted(known) if starts_on <= day < ends_on}


def special_days(
    known: Mapping[date, tuple[str, ...]],
    rules: Iterable[HolidayRule],
    closures: Iterable[Closure],
    openings: Iterable[Opening] = (),
) -> dict[date, SpecialDay]:
    """Say which days differ from their weekday.

    The more particular wins: hours of one day, then closures, then closed holidays, then those with hours.
    """
    by_name = {rule.name: rule for rule in rules}
    days: dict[date, SpecialDay] = {}
    for day, names in known.items():
        for name in names:
            rule = by_name.get(name) or by_name.get(name.removesuffix(_OBSERVED)) or HolidayRule(name)
            earlier = days.get(day)
            if rule.spans is not None and (earlier is None or len(rule.spans) < len(earlier.spans)):
                days[day] = SpecialDay(DayKind.HOLIDAY, name, rule.spans)
    for closure in closures:
        for offset in range((closure.ends_on - closure.starts_on).days + 1):
            day = closure.starts_on + timedelta(days=offset)
            days[day] = SpecialDay(DayKind.CLOSURE, closure.label, ())
    for opening in sorted(openings, key=lambda one: (one.day, one.span.opens_minute)):
        earlier = days.get(opening.day)
        spans = earlier.spans if earlier and earlier.kind is DayKind.OPENING else ()
        label = earlier.label if earlier and spans else opening.label
        days[opening.day] = SpecialDay(DayKind.OPENING, label, (*spans, opening.span))
    return days
