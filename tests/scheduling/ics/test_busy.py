"""Busy times of calendar files: what calendars truly contain, and the traps of the usual libraries."""

import pytest

from scheduling.domain.ics.busy import Concern
from scheduling.domain.ics.lines import CalendarUnreadable, Fault
from tests.scheduling.ics.files import NEW_YORK_BY_HAND, busy, calendar, event, read, shown

NY = "TZID=America/New_York"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20260310T150000Z", "DTEND:20260310T160000Z"], ["0310T1500-0310T1600"]),
        ([f"DTSTART;{NY}:20260310T090000", "DURATION:PT45M"], ["0310T1300-0310T1345"]),
        # A floating time is on the owner's wall, and so is a whole day, whose end is not part of it.
        (["DTSTART:20260310T090000", "DTEND:20260310T100000"], ["0310T1500-0310T1600"]),
        (["DTSTART;VALUE=DATE:20260310"], ["0310T0600-0311T0600"]),
        (["DTSTART;VALUE=DATE:20260310", "DTEND;VALUE=DATE:20260310"], ["0310T0600-0311T0600"]),
        (["DTSTART;VALUE=DATE:20260310", "DTEND;VALUE=DATE:20260312"], ["0310T0600-0312T0600"]),
        # The day on which the clocks change has 23 hours.
        (["DTSTART;VALUE=DATE:20260308"], ["0308T0700-0309T0600"]),
        # A time without an end takes none; one that ends before it starts is turned round.
        (["DTSTART:20260310T150000Z"], []),
        (["DTSTART:20260310T160000Z", "DTEND:20260310T150000Z"], ["0310T1500-0310T1600"]),
        # It ends on another clock: a flight.
        (
            [f"DTSTART;{NY}:20260310T090000", "DTEND;TZID=America/Los_Angeles:20260310T120000"],
            ["0310T1300-0310T1900"],
        ),
        # A night shift keeps its hours on the wall when the clocks change.
        (
            [f"DTSTART;{NY}:20260306T220000", f"DTEND;{NY}:20260307T060000", "RRULE:FREQ=DAILY;COUNT=3"],
            ["0307T0300-0307T1100", "0308T0300-0308T1000", "0309T0200-0309T1000"],
        ),
        (["TRANSP:TRANSPARENT", "DTSTART:20260310T150000Z", "DURATION:PT1H"], []),
        (["STATUS:CANCELLED", "DTSTART:20260310T150000Z", "DURATION:PT1H"], []),
        (["DTSTART:20260310T150000Z", "DURATION:PT1H", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"], []),
        (
            ["TRANSP:TRANSPARENT", "DTSTART:20260310T150000Z", "DURATION:PT1H", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"],
            ["0310T1500-0310T1600"],
        ),
        # Folded in the middle of a word, in lower case, with what belongs to nobody.
        (
            ["begin:valarm", "dtstart:20200101T000000Z", "end:valarm", "dtsta\n rt:20260310T150000z", "DURATION:P1D"],
            ["0310T1500-0311T1500"],
        ),
    ],
)  # fmt: skip
def test_one_event(lines: list[str], expected: list[str]) -> None:
    assert busy(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # UNTIL without a Z is on the clock of the event: its last day counts, also west of Greenwich.
        (
            [f"DTSTART;{NY}:20260302T200000", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20260304T200000"],
            ["0303T0100-0303T0200", "0304T0100-0304T0200", "0305T0100-0305T0200"],
        ),
        (
            [f"DTSTART;{NY}:20260302T200000", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20260303"],
            ["0303T0100-0303T0200", "0304T0100-0304T0200"],
        ),
        (
            ["DTSTART;VALUE=DATE:20260302", "RRULE:FREQ=DAILY;UNTIL=20260304T065959Z"],
            ["0302T0700-0303T0700", "0303T0700-0304T0700"],
        ),
        # 02:30 is skipped on March 8: the time is read as before the change, and nobody is thought free.
        (
            [f"DTSTART;{NY}:20260307T023000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3"],
            ["0307T0730-0307T0830", "0308T0730-0308T0830", "0309T0630-0309T0730"],
        ),
        (
            [f"DTSTART;{NY}:20260302T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4",
             "EXDATE;VALUE=DATE:20260303", "EXDATE:20260304T140000Z"],
            ["0302T1400-0302T1500", "0305T1400-0305T1500"],
        ),
        (
            [f"DTSTART;{NY}:20260302T090000", "DURATION:PT1H", f"RDATE;{NY};VALUE=PERIOD:20260304T100000/PT3H",
             "RDATE;VALUE=DATE:20260305"],
            ["0302T1400-0302T1500", "0304T1500-0304T1800", "0305T1400-0305T1500"],
        ),
        # A period that ends before it starts; and a series that was cut off before it began.
        (
            ["DTSTART:20260302T090000Z", "DURATION:PT1H", "RDATE;VALUE=PERIOD:20260304T100000Z/20260304T090000Z"],
            ["0302T0900-0302T1000", "0304T0900-0304T1000"],
        ),
        (["DTSTART:20260302T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20260301T090000Z"], []),
        # Rules nobody can read cost the repetition, not the event.
        (["DTSTART:20260302T090000Z", "DURATION:PT1H", "RRULE:D1 #5"], ["0302T0900-0302T1000"]),
        (["DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"], []),
        # UTC stays UTC, whatever the calendar's zone.
        (
            ["DTSTART:20260307T170000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2"],
            ["0307T1700-0307T1800", "0308T1700-0308T1800"],
        ),
    ],
)  # fmt: skip
def test_an_event_that_repeats(lines: list[str], expected: list[str]) -> None:
    assert busy(*lines) == expected


def test_changes_replace_their_instance_however_it_is_named() -> None:
    series = event(f"DTSTART;{NY}:20260302T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=5")
    content = calendar(
        series,
        event("RECURRENCE-ID:20260302T140000Z", f"DTSTART;{NY}:20260302T120000", "DURATION:PT2H"),
        event("RECURRENCE-ID;VALUE=DATE:20260303", f"DTSTART;{NY}:20260310T090000", "DURATION:PT1H"),
        event(f"RECURRENCE-ID;{NY}:20260304T090000", "STATUS:CANCELLED", f"DTSTART;{NY}:20260304T090000"),
        event(
            "RECURRENCE-ID:20260305T090000",
            "TRANSP:TRANSPARENT",
            f"DTSTART;{NY}:20260305T090000",
            "DURATION:PT1H",
        ),
    )
    # The last one floats on the owner's clock, names no instance, and so takes nothing away.
    assert shown(read(content)) == [
        "0302T1700-0302T1900", "0305T1400-0305T1500", "0306T1400-0306T1500", "0310T1300-0310T1400",
    ]  # fmt: skip


def test_from_there_on_moves_what_follows() -> None:
    content = calendar(
        event(f"DTSTART;{NY}:20260302T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=5"),
        event(
            f"RECURRENCE-ID;RANGE=THISANDFUTURE;{NY}:20260304T090000",
            f"DTSTART;{NY}:20260304T130000",
            "DURATION:PT30M",
        ),
        event(f"RECURRENCE-ID;{NY}:20260305T090000", f"DTSTART;{NY}:20260305T080000", "DURATION:PT1H"),
    )
    assert shown(read(content)) == [
        "0302T1400-0302T1500", "0303T1400-0303T1500", "0304T1800-0304T1830", "0305T1300-0305T1400",
        "0306T1800-0306T1830",
    ]  # fmt: skip


def test_of_versions_the_latest_counts() -> None:
    content = calendar(
        event("SEQUENCE:2", "DTSTART:20260302T090000Z", "DURATION:PT1H"),
        event("SEQUENCE:1", "DTSTAMP:20260301T000000Z", "DTSTART:20260302T120000Z", "DURATION:PT1H"),
        event("SEQUENCE:2", "DTSTAMP:20260201T000000Z", "DTSTART:20260302T150000Z", "DURATION:PT1H"),
    )
    assert shown(read(content)) == ["0302T1500-0302T1600"]


def test_a_series_called_off_takes_its_changes_along() -> None:
    change = event("RECURRENCE-ID:20260303T090000Z", "DTSTART:20260303T120000Z", "DURATION:PT1H")
    series = ("DTSTART:20260302T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")
    assert shown(read(calendar(event(*series, "STATUS:CANCELLED", "SEQUENCE:1"), change))) == []
    assert busy(*series, head=["METHOD:CANCEL"]) == []


def test_what_the_owner_declined_is_free_and_what_they_doubt_is_a_switch() -> None:
    def answered(answer: str) -> bytes:
        line = f"ATTENDEE;PARTSTAT={answer};CN=Ana:MAILTO:Ana@clinic.test"
        return calendar(event("DTSTART:20260302T090000Z", "DURATION:PT1H", line))

    assert shown(read(answered("DECLINED"), owners=["ana@clinic.test"])) == []
    assert shown(read(answered("DECLINED"), owners=["bo@clinic.test"])) == ["0302T0900-0302T1000"]
    assert shown(read(answered("TENTATIVE"), owners=["ana@clinic.test"])) == ["0302T0900-0302T1000"]
    assert shown(read(answered("TENTATIVE"), owners=["ana@clinic.test"], tentative_is_busy=False)) == []


def test_our_own_events_are_left_out() -> None:
    content = calendar(
        event("DTSTART:20260302T090000Z", "DURATION:PT1H", uid="ours"),
        event("DTSTART:20260302T100000Z", "DURATION:PT1H", uid="theirs"),
    )
    assert shown(read(content, ours={"ours"}.intersection)) == ["0302T1000-0302T1100"]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Eastern Standard Time", "0710T1300"),
        ("Eastern Daylight Time", "0710T1300"),
        ('"(UTC-05:00) Eastern Time (US & Canada)"', "0710T1300"),
        ("(GMT-05:00) Eastern Time (US and Canada)", "0710T1300"),
        ('"(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna"', "0710T0700"),
        ('"Kuala Lumpur, Singapore"', "0710T0100"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "0710T0700"),
        ("/mozilla.org/20070129_1/America/Argentina/Buenos_Aires", "0710T1200"),
        ("america/new york", "0710T1300"),
        ("UTC+01", "0710T0800"),
        ("GMT-0330", "0710T1230"),
        ("tzone://Microsoft/Utc", "0710T0900"),
        ("Pacific Time", "0710T1600"),
        ("E. South America Standard Time", "0710T1200"),
        ("Our Office", "0710T1300"),
        ("W. Europe Standard Time 1", "0710T0700"),
    ],
)
def test_zones_by_any_of_their_names(zone: str, expected: str) -> None:
    found = read(calendar(NEW_YORK_BY_HAND, event(f"DTSTART;TZID={zone}:20260710T090000", "DURATION:PT1H")))
    assert (shown(found)[0][:9], found.warnings) == (expected, ())


def test_a_zone_nobody_knows_is_read_as_the_owners_with_a_warning() -> None:
    found = read(calendar(event("DTSTART;TZID=Mars/Olympus:20260710T090000", "DURATION:PT1H")))
    assert shown(found) == ["0710T1500-0710T1600"]
    assert [(one.concern, one.about) for one in found.warnings] == [(Concern.ZONE_UNKNOWN, "Mars/Olympus")]
    guessed = read(calendar(event("DTSTART;TZID=(UTC+04:00) Somewhere:20260710T090000", "DURATION:PT1H")))
    assert shown(guessed) == ["0710T0500-0710T0600"]
    assert [one.concern for one in guessed.warnings] == [Concern.ZONE_GUESSED]


def test_the_files_own_zone_changes_its_clocks() -> None:
    lines = ("DTSTART;TZID=Our Office:20260307T013000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert shown(read(calendar(NEW_YORK_BY_HAND, event(*lines)))) == [
        "0307T0630-0307T0700",
        "0314T0530-0314T0600",
    ]
    until = (
        "DTSTART;TZID=Our Office:20261030T230000",
        "DURATION:PT1H",
        "RRULE:FREQ=DAILY;UNTIL=20261102T040000Z",
    )
    assert shown(read(calendar(NEW_YORK_BY_HAND, event(*until)))) == [
        "1031T0300-1031T0400",
        "1101T0300-1101T0400",
        "1102T0400-1102T0500",
    ]


def test_floating_times_are_on_the_calendars_clock_where_it_names_one() -> None:
    assert busy("DTSTART:20260310T090000", "DURATION:PT1H", head=["X-WR-TIMEZONE:Europe/Berlin"]) == [
        "0310T0800-0310T0900"
    ]


def test_one_bad_event_loses_no_other() -> None:
    good = event("DTSTART:20260302T090000Z", "DURATION:PT1H", uid="good")
    bad = [
        event("SUMMARY:No start", uid="a"),
        event("DTSTART:tomorrow", uid="b"),
        event("DTSTART:20260302T090000Z", "DTEND:20269999T000000Z", uid="c"),
        event("DTSTART:99991231T235959Z", "DURATION:P9999999D", "RRULE:FREQ=DAILY", uid="d"),
    ]
    blank = event("DTSTART;TZID=:20260303T090000", "DTSTART;TZID=:20260304T090000", "DURATION:PT1H", uid="e")
    found = read(calendar(*bad, blank, good, "what is this line"))
    assert shown(found) == ["0302T0900-0302T1000", "0303T1600-0303T1700"]
    assert {(one.concern, one.about) for one in found.warnings} >= {
        (Concern.EVENT_UNREADABLE, "a"),
        (Concern.EVENT_UNREADABLE, "b"),
        (Concern.EVENT_UNREADABLE, "c"),
        (Concern.BAD_LINES, "1"),
    }
    assert found.is_whole


def test_published_busy_times_count() -> None:
    told = "\n".join(
        [
            "BEGIN:VFREEBUSY",
            "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260302T090000Z/PT1H,20260303T090000Z/20260303T100000Z",
            "FREEBUSY;FBTYPE=FREE:20260304T090000Z/PT1H",
            "END:VFREEBUSY",
        ]
    )
    assert shown(read(calendar(told))) == ["0302T0900-0302T1000", "0303T0900-0303T1000"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"<html>Log in</html>", Fault.NO_CALENDAR),
        (b"x" * (10 * 1024 * 1024 + 1), Fault.TOO_LARGE),
        (calendar(*["BEGIN:VEVENT"] * 2000), Fault.TOO_DEEP),
        (calendar("\n" * 3, *["X:1"] * 400_001), Fault.TOO_LARGE),
    ],
    ids=["empty", "a page", "too large", "too deep", "too many lines"],
)
def test_what_is_no_calendar_is_refused(content: bytes, fault: Fault) -> None:
    with pytest.raises(CalendarUnreadable) as refused:
        read(content)
    assert refused.value.fault is fault


def test_a_file_that_breaks_off_is_not_whole() -> None:
    found = read(calendar(event("DTSTART:20260302T090000Z", "DURATION:PT1H"))[:-20])
    assert shown(found) == ["0302T0900-0302T1000"]
    assert not found.is_whole


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=999999999",
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60)))
        + ";BYSECOND=" + ",".join(map(str, range(60))),
    ],
)  # fmt: skip
def test_what_repeats_without_measure_counts_as_busy_throughout(rule: str) -> None:
    found = read(
        calendar(event("DTSTART:20200101T000000Z", "DURATION:PT1S", f"RRULE:{rule}")),
        "2026-01-01",
        "2026-02-01",
    )
    assert (shown(found), [one.concern for one in found.warnings]) == (
        ["0101T0000-0201T0000"],
        [Concern.TOO_OFTEN],
    )


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=53MO;BYMONTH=6",
    ],
)
def test_a_rule_that_never_holds_ends(rule: str) -> None:
    assert busy("DTSTART:20200101T000000Z", "DURATION:PT1H", f"RRULE:{rule}") == []
