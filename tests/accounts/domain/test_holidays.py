"""Holidays by country and region, and what the organisation makes of them."""

from datetime import date

import pytest

from accounts.domain.holidays import (
    Closure,
    HolidayRule,
    HolidaysUnknown,
    Opening,
    holidays_between,
    special_days,
)
from accounts.domain.hours import DayKind, Span, SpecialDay

YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 1, 1)}
JULY = {date(2026, 7, 3): ("Independence Day (observed)",), date(2026, 7, 4): ("Independence Day",)}
MORNING = (Span(540, 720),)


def test_a_region_has_its_own_holidays() -> None:
    arizona = holidays_between("US", "AZ", **YEAR)
    madrid = holidays_between("ES", "MD", **YEAR)

    assert arizona[date(2026, 11, 26)] == ("Thanksgiving Day",)
    assert madrid[date(2026, 1, 6)] == ("Epiphany",)
    assert date(2026, 5, 2) in madrid
    assert date(2026, 5, 2) not in holidays_between("ES", None, **YEAR)


def test_the_days_are_half_open() -> None:
    days = holidays_between("US", "", starts_on=date(2026, 12, 25), ends_on=date(2027, 1, 1))

    assert list(days) == [date(2026, 12, 25)]


@pytest.mark.parametrize(("country", "region"), [("XX", None), ("US", "QQ")])
def test_an_unknown_place_is_refused(country: str, region: str | None) -> None:
    with pytest.raises(HolidaysUnknown):
        holidays_between(country, region, **YEAR)


def test_a_holiday_is_closed_unless_a_rule_says_otherwise() -> None:
    assert special_days(JULY, [], [])[date(2026, 7, 4)] == SpecialDay(DayKind.HOLIDAY, "Independence Day")
    assert special_days(JULY, [HolidayRule("Independence Day", None)], []) == {}


def test_a_rule_covers_the_observed_day_and_may_be_more_exact() -> None:
    rules = [HolidayRule("Independence Day", MORNING), HolidayRule("Independence Day (observed)", None)]

    assert special_days(JULY, rules[:1], [])[date(2026, 7, 3)].spans == MORNING
    assert list(special_days(JULY, rules, [])) == [date(2026, 7, 4)]


@pytest.mark.parametrize("names", [("First", "Second"), ("Second", "First")])
def test_of_two_holidays_the_closed_one_counts(names: tuple[str, str]) -> None:
    day = date(2026, 5, 1)

    assert special_days({day: names}, [HolidayRule("First", MORNING)], [])[day] == SpecialDay(
        DayKind.HOLIDAY, "Second"
    )


def test_a_closure_covers_its_days_and_wins() -> None:
    closure = Closure("Moving house", date(2026, 7, 4), date(2026, 7, 5))
    days = special_days(JULY, [HolidayRule("Independence Day", None)], [closure])

    assert days == dict.fromkeys(
        (date(2026, 7, 4), date(2026, 7, 5)), SpecialDay(DayKind.CLOSURE, "Moving house")
    )


def test_hours_of_one_day_win_over_all_else() -> None:
    day = date(2026, 12, 25)
    openings = [Opening("Late", day, Span(840, 1020)), Opening("Early", day, Span(540, 720))]
    days = special_days({day: ("Christmas Day",)}, [], [Closure("Away", day, day)], openings)

    assert days == {day: SpecialDay(DayKind.OPENING, "Early", (Span(540, 720), Span(840, 1020)))}
