"""Rules are worked out as dateutil and recurring-ical-events do it, where those two do it right."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import dateutil.rrule
import icalendar
import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.domain.ics.busy import read_busy
from scheduling.domain.ics.lines import CalendarUnreadable
from scheduling.domain.ics.recurrence import Budget, occurrences
from scheduling.domain.ics.rules import read_rule
from tests.scheduling.ics.files import DENVER, calendar, event

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def some(name: str, numbers: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    chosen = st.lists(numbers, min_size=1, max_size=3, unique=True)
    return st.one_of(st.just(""), chosen.map(lambda found: f";{name}=" + ",".join(map(str, found))))


def signed(most: int) -> st.SearchStrategy[int]:
    return st.integers(1, most).flatmap(lambda number: st.sampled_from([number, -number]))


@st.composite
def rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    rule = f"FREQ={freq};INTERVAL={draw(st.integers(1, 5))};WKST={draw(st.sampled_from(DAYS))}"
    rule += draw(some("BYMONTH", st.integers(1, 12)))
    if freq != "WEEKLY":
        rule += draw(some("BYMONTHDAY", signed(31)))
    # Numbered weekdays beside plain ones are all meant; the library wants both to hold.
    is_numbered = freq in {"MONTHLY", "YEARLY"} and draw(st.booleans())
    nth = st.sampled_from(["1", "2", "-1", "5"]) if is_numbered else st.just("")
    days = draw(st.lists(st.tuples(nth, st.sampled_from(DAYS)), max_size=3, unique=True))
    rule += ";BYDAY=" + ",".join(number + day for number, day in days) if days else ""
    if freq == "YEARLY":
        rule += draw(some("BYYEARDAY", signed(366)))
    rule += draw(some("BYHOUR", st.integers(0, 23))) + draw(some("BYMINUTE", st.integers(0, 59)))
    if "BY" in rule:
        rule += draw(some("BYSETPOS", signed(3)))
    return rule + draw(st.sampled_from(["", "", ";COUNT=7", ";UNTIL=20260401T120000"]))


@given(rule=rules(), gone=st.integers(0, 2_000_000))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_rule_gives_what_dateutil_gives(rule: str, gone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # It looks for a rule that never holds up to its last year: here the one after our window's.
    near = SimpleNamespace(**{**vars(dateutil.rrule.datetime), "MAXYEAR": 2026})
    monkeypatch.setattr(dateutil.rrule, "datetime", near)
    start = datetime.fromisoformat("2022-01-01T09:30:00") + timedelta(minutes=gone)
    since, until = (datetime.fromisoformat(day) for day in ("2026-02-25", "2026-03-25"))
    read = read_rule(rule)
    found = occurrences(
        read, start, since=since, until=until, ended=read.until.wall if read.until else None, budget=Budget(5_000_000)
    )  # fmt: skip
    assert found == list(rrulestr(rule, dtstart=start).between(since, until, inc=True))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=HOURLY;INTERVAL=5", ["01 00:30", "01 05:30", "01 10:30", "01 15:30", "01 20:30", "02 01:30"]),
        ("FREQ=HOURLY;BYHOUR=9,10;BYMINUTE=0,45", ["01 09:00", "01 09:45", "01 10:00", "01 10:45"]),
        ("FREQ=MINUTELY;INTERVAL=90;BYDAY=SU", ["01 00:30", "01 02:00", "01 03:30"]),
        ("FREQ=MINUTELY;BYHOUR=1;BYMINUTE=58,59", ["01 01:58", "01 01:59", "02 01:58", "02 01:59"]),
        ("FREQ=SECONDLY;INTERVAL=7200;COUNT=2", ["01 00:30", "01 02:30"]),
    ],
)
def test_a_rule_may_hold_several_times_a_day(rule: str, expected: list[str]) -> None:
    start, until = (datetime.fromisoformat(f"2026-03-{day}") for day in ("01T00:30:00", "02T02:00:00"))
    found = occurrences(read_rule(rule), start, since=start, until=until, ended=None, budget=Budget(100_000))
    assert [f"{at:%d %H:%M}" for at in found][: len(expected)] == expected


@given(
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
    start=st.integers(0, 300 * 24 * 4),
    minutes=st.integers(1, 600),
    dropped=st.integers(0, 5),
    moved=st.integers(-2000, 2000),
)
@settings(max_examples=40, deadline=None)
def test_a_series_with_changes_is_as_recurring_ical_events_has_it(
    freq: str, start: int, minutes: int, dropped: int, moved: int
) -> None:
    # No start in an hour that is skipped: there the library loses the event, and we do not.
    first = datetime.fromisoformat("2026-01-01T03:00:00") + timedelta(
        days=start // 96, minutes=start % 80 * 15
    )
    zone = "TZID=America/Denver"
    stamp = "%Y%m%dT%H%M%S"
    ends = first + timedelta(minutes=minutes)
    nth = {
        "DAILY": first + timedelta(days=dropped),
        "WEEKLY": first + timedelta(weeks=dropped),
        "MONTHLY": first,
    }[freq]
    moved_to = nth + timedelta(minutes=moved * 7)
    content = calendar(
        event(
            "SEQUENCE:0", f"DTSTART;{zone}:{first:{stamp}}", f"DTEND;{zone}:{ends:{stamp}}",
            f"RRULE:FREQ={freq};COUNT=9", f"EXDATE;{zone}:{first + timedelta(days=7):{stamp}}",
        ),
        event(
            "SEQUENCE:1", f"RECURRENCE-ID;{zone}:{nth:{stamp}}", f"DTSTART;{zone}:{moved_to:{stamp}}",
            f"DTEND;{zone}:{moved_to + timedelta(minutes=minutes):{stamp}}",
        ),
    )  # fmt: skip
    since, until = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    found = read_busy(content, zone=DENVER, since=since, until=until)
    oracle = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(since, until)
    expected = {(one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC)) for one in oracle}
    assert {(one.start, one.end) for one in found.intervals} == {
        (begin, end) for begin, end in expected if begin < until and end > since and begin < end
    }


@given(
    lines=st.lists(
        st.one_of(
            st.sampled_from(
                ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD",
                 "BEGIN:VCALENDAR", "END:VCALENDAR", "DTSTART:00010101T000000", "DTSTART:99991231T235959Z",
                 "DTSTART;TZID=x:20260301T120000", "TZID:x", "TZOFFSETFROM:+1400", "TZOFFSETTO:-1200",
                 "RRULE:FREQ=DAILY;COUNT=-1", "RRULE:FREQ=YEARLY;BYWEEKNO=-53", "RDATE;VALUE=PERIOD:20260301/P1D",
                 "DURATION:-P1W", "DURATION:PT999999999H", "RECURRENCE-ID;RANGE=THISANDFUTURE:00010102T000000Z",
                 "RRULE:FREQ=SECONDLY;BYSETPOS=-1", "EXDATE:,,", "UID:x", "SEQUENCE:9e9", "RRULE:FREQ=HOURLY;BYMONTH=2"]
            ),
            st.text(max_size=30),
        ),
        max_size=25,
    )
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_no_file_breaks_the_reader(lines: list[str]) -> None:
    since, until = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
    try:
        found = read_busy(calendar(*lines), zone=DENVER, since=since, until=until)
    except CalendarUnreadable:
        return
    assert all(one.start < until and one.end > since and one.start < one.end for one in found.intervals)
