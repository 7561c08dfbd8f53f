"""Why a start is refused, and why a day is empty."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from scheduling.domain.slots.answers import CapKind, Refusal, Rule
from scheduling.domain.slots.check import check_start, explain_day
from scheduling.domain.slots.model import (
    BookingWindow,
    BusyKind,
    Caps,
    DateOverride,
    Host,
    Mode,
    Pool,
    Question,
    Resource,
    ServiceRules,
    Session,
    WindowKind,
)
from tests.scheduling.domain.slots.asked import LONG_AGO, at, busy, every_day

MONDAY = date(2026, 3, 2)
DAY = (at("2026-03-02 00:00"), at("2026-03-03 00:00"))
ANA = Host("ana", every_day("UTC", "09:00", "12:00"))
BEN = Host("ben", every_day("UTC", "10:00", "13:00"))
TEN = DAY[0] + 600
PLAIN = Question(LONG_AGO, DAY, ServiceRules(60), (ANA,))


def why(question: Question, start: int = TEN) -> tuple[Refusal, ...]:
    verdict = check_start(question, start)
    assert verdict.slot is None
    return verdict.refusals


def now_at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def test_a_free_start_says_with_whom() -> None:
    verdict = check_start(PLAIN, TEN)
    assert verdict.is_free
    assert verdict.slot is not None
    assert verdict.slot.hosts == ("ana",)


def test_past_and_notice_say_the_first_minute_that_is_not_too_soon() -> None:
    assert why(replace(PLAIN, now=now_at("2026-03-02 10:00:30"))) == (Refusal(Rule.PAST, until=TEN + 1),)
    soon = replace(PLAIN, now=now_at("2026-03-02 09:45:00"), service=ServiceRules(60, notice=30))
    assert why(soon) == (Refusal(Rule.NOTICE, until=TEN + 15),)


def test_a_start_that_was_not_asked_about() -> None:
    assert why(PLAIN, TEN + 1440) == (Refusal(Rule.OUTSIDE_WINDOW),)


@pytest.mark.parametrize(("first", "last", "on"), [(None, 1, 1), (3, 4, 3)])
def test_too_far_ahead_says_the_date(first: int | None, last: int | None, on: int) -> None:
    days = [None if day is None else date(2026, 3, day) for day in (first, last)]
    window = BookingWindow(WindowKind.RANGE, first_on=days[0], last_on=days[1])
    asked = replace(PLAIN, service=ServiceRules(60, booking_window=window))
    assert why(asked) == (Refusal(Rule.BOOKING_WINDOW, on=date(2026, 3, on)),)


def test_closed_and_outside_hours_say_when_it_opens() -> None:
    hours = replace(every_day("UTC"), closed_dates=frozenset({MONDAY}))
    closed = replace(PLAIN, hosts=(Host("ana", hours),))
    assert why(closed) == (Refusal(Rule.CLOSED, "ana", at("2026-03-03 09:00"), on=MONDAY),)
    none = replace(every_day("UTC"), overrides=(DateOverride(MONDAY),))
    assert why(replace(PLAIN, hosts=(Host("ana", none),)))[0].rule is Rule.CLOSED
    assert why(PLAIN, DAY[0] + 480) == (Refusal(Rule.OUTSIDE_HOURS, "ana", DAY[0] + 540),)
    assert why(PLAIN, DAY[0] + 690) == (Refusal(Rule.OUTSIDE_HOURS, "ana", at("2026-03-03 09:00")),)
    place = replace(PLAIN, opening=every_day("UTC", "11:00", "12:00"))
    assert why(place) == (Refusal(Rule.OUTSIDE_HOURS, None, DAY[0] + 660),)


def test_busy_and_buffer_say_whose_what_and_until_when() -> None:
    taken = busy("2026-03-02 10:30", "2026-03-02 11:00", buffer_after=10, kind=BusyKind.EXTERNAL)
    asked = replace(PLAIN, hosts=(replace(ANA, busy=(taken,)),), service=ServiceRules(30, buffer_before=5))
    assert why(asked, TEN + 30) == (Refusal(Rule.BUSY, "ana", TEN + 75, BusyKind.EXTERNAL),)
    assert why(asked, TEN + 60) == (Refusal(Rule.BUFFER, "ana", TEN + 75, BusyKind.EXTERNAL),)


def test_only_hosts_of_a_part_without_anybody_are_told() -> None:
    taken = busy("2026-03-02 10:00", "2026-03-02 11:00")
    full, free = replace(ANA, busy=(taken,)), BEN
    collective = replace(PLAIN, hosts=(full, free), service=ServiceRules(60, mode=Mode.COLLECTIVE))
    assert [refusal.who for refusal in why(collective)] == ["ana"]
    both = replace(
        PLAIN, hosts=(full, replace(free, busy=(taken,))), service=ServiceRules(60, mode=Mode.ROUND_ROBIN)
    )
    assert [refusal.who for refusal in why(both)] == ["ana", "ben"]
    assert why(replace(PLAIN, hosts=())) == (Refusal(Rule.NOBODY),)


@pytest.mark.parametrize(
    ("caps", "kind", "limit"),
    [
        (Caps(per_day=1), CapKind.PER_DAY, 1),
        (Caps(per_week=1), CapKind.PER_WEEK, 1),
        (Caps(minutes_per_day=90), CapKind.MINUTES_PER_DAY, 90),
        (Caps(minutes_per_week=119), CapKind.MINUTES_PER_WEEK, 119),
        (Caps(minutes_per_week=59), CapKind.MINUTES_PER_WEEK, 59),
    ],
)
def test_a_cap_says_which(caps: Caps, kind: CapKind, limit: int) -> None:
    taken = busy("2026-03-02 11:00", "2026-03-02 12:00", counts=True)
    asked = replace(PLAIN, hosts=(replace(ANA, busy=(taken,)),), service=ServiceRules(60, caps=caps))
    assert why(asked) == (Refusal(Rule.CAP, "ana", cap=kind, limit=limit),)


def test_rooms_say_how_many_are_missing() -> None:
    taken = Resource("r1", busy=(busy("2026-03-02 10:30", "2026-03-02 11:00"),))
    asked = replace(PLAIN, pools=(Pool("rooms", 2, (taken, Resource("r2"))),))
    assert why(asked) == (Refusal(Rule.NO_RESOURCE, pool="rooms", limit=2, free=1),)
    shared = (Pool("any", 1, (Resource("r2"),)), Pool("large", 1, (Resource("r2"),)))
    assert why(replace(PLAIN, pools=shared)) == (Refusal(Rule.NO_RESOURCE, pool="large", limit=1, free=1),)


def test_full_seats_come_first() -> None:
    taken = busy("2026-03-02 10:00", "2026-03-02 11:00")
    session = Session(5, taken.start, taken.end, seats=4, taken=4, hosts=("ana",))
    asked = replace(
        PLAIN, hosts=(replace(ANA, busy=(taken,)),), sessions=(session,), service=ServiceRules(60, seats=4)
    )
    assert [refusal.rule for refusal in why(asked)] == [Rule.SEATS_FULL, Rule.BUSY]
    joined = check_start(replace(asked, sessions=(replace(session, taken=1),)), TEN).slot
    assert joined is not None
    assert (joined.session, joined.seats_left) == (5, 3)
    assert why(replace(PLAIN, party=2)) == (Refusal(Rule.SEATS_FULL),)


def test_off_the_grid_says_the_next_start() -> None:
    assert why(PLAIN, TEN + 10) == (Refusal(Rule.GRID, until=TEN + 60),)
    assert why(PLAIN, TEN + 60 - 1) == (Refusal(Rule.GRID, until=TEN + 60),)


def test_an_empty_day_is_explained() -> None:
    taken = busy("2026-03-02 08:00", "2026-03-02 18:00", kind=BusyKind.BLOCKED)
    told = explain_day(replace(PLAIN, hosts=(replace(ANA, busy=(taken,)),)), MONDAY)
    assert (told.slots, told.starts) == ((), 3)
    reason = told.reasons[0]
    assert reason.refusal == Refusal(Rule.BUSY, "ana", DAY[0] + 1080, BusyKind.BLOCKED)
    assert (reason.starts, reason.first, reason.is_whole_day) == (3, DAY[0] + 540, True)


def test_a_day_partly_taken_tells_the_commonest_reason_first() -> None:
    taken = busy("2026-03-02 09:00", "2026-03-02 11:00")
    asked = replace(PLAIN, hosts=(replace(ANA, busy=(taken,)),), now=now_at("2026-03-02 08:30:00"))
    told = explain_day(replace(asked, service=ServiceRules(60, notice=60)), MONDAY)
    assert [slot.start for slot in told.slots] == [DAY[0] + 660]
    assert [(one.refusal.rule, one.starts, one.is_whole_day) for one in told.reasons] == [
        (Rule.BUSY, 2, False),
        (Rule.NOTICE, 1, False),
    ]


def test_a_day_without_hours_or_with_too_short_ones_is_explained() -> None:
    closed = replace(ANA, schedule=replace(every_day("UTC"), closed_dates=frozenset({MONDAY})))
    assert [one.refusal.rule for one in explain_day(replace(PLAIN, hosts=(closed,)), MONDAY).reasons] == [
        Rule.CLOSED
    ]
    short = explain_day(replace(PLAIN, service=ServiceRules(240)), MONDAY)
    assert [(one.refusal.rule, one.is_whole_day) for one in short.reasons] == [(Rule.OUTSIDE_HOURS, True)]


def test_a_day_that_never_was_has_nothing_to_explain() -> None:
    asked = Question(
        LONG_AGO,
        (at("2011-12-29 00:00"), at("2012-01-02 00:00")),
        ServiceRules(60),
        (Host(1, every_day("Pacific/Apia")),),
    )
    assert explain_day(asked, date(2011, 12, 30)).starts == 0
    assert len(explain_day(asked, date(2011, 12, 31)).slots) == 8
