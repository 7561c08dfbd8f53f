"""The engine against a scan of every minute, and against itself asked otherwise.

PORTICO_SLOT_EXAMPLES=5000 draws that many questions for each.
"""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.domain.slots import clock, find
from scheduling.domain.slots.check import judge
from scheduling.domain.slots.model import Anchor, Busy, Question, Resource, Schedule
from tests.scheduling.domain.slots import drawn, scan

EXAMPLES = int(os.environ.get("PORTICO_SLOT_EXAMPLES", "15"))
Kind = TypeVar("Kind", bound=Resource)
TOKYO = datetime(2020, 1, 1, tzinfo=UTC)
often = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def starts(question: Question) -> list[int]:
    return [slot.start for slot in find.find_slots(question)]


@often
@given(drawn.questions())
def test_it_lists_what_a_scan_of_every_minute_finds(question: Question) -> None:
    assert starts(question) == scan.scan(question)


@often
@given(drawn.questions(), st.data())
def test_a_start_is_free_exactly_if_it_is_listed(question: Question, data: st.DataObject) -> None:
    listed = {slot.start: slot for slot in find.find_slots(question)}
    picture = find.draw(question)
    others = st.integers(question.window[0] - 10, question.window[1] + 10)
    for start in [*list(listed)[:5], *data.draw(st.lists(others, max_size=20))]:
        verdict = judge(picture, start)
        assert verdict.slot == listed.get(start)
        assert bool(verdict.refusals) != verdict.is_free


@often
@given(drawn.questions(), st.data())
def test_more_busy_times_never_free_a_start(question: Question, data: st.DataObject) -> None:
    question = replace(question, service=replace(question.service, anchor=Anchor.CLOCK))
    host, *others = question.hosts
    more = replace(host, busy=host.busy + data.draw(drawn.busies(*question.window)))
    assert set(starts(replace(question, hosts=(more, *others)))) <= set(starts(question))


@often
@given(drawn.questions(), st.integers(1, 60))
def test_whole_weeks_later_nothing_changes_where_clocks_are_never_set(question: Question, weeks: int) -> None:
    days = timedelta(weeks=weeks)
    here, there = (_moved(question, timedelta(0)), _moved(question, days))
    by = days // timedelta(minutes=1)
    assert [start + by for start in starts(here)] == starts(there)


@settings(max_examples=EXAMPLES * 10, deadline=None)
@given(st.sampled_from(sorted(available_timezones())), st.integers(-100 * 525_600, 300 * 525_600))
def test_the_clock_of_every_zone_shows_what_zoneinfo_says(zone: str, minute: int) -> None:
    shown = clock.instant_of(minute).astimezone(ZoneInfo(zone)).utcoffset()
    assert shown is not None
    assert clock.offset_at(zone, minute) == shown // timedelta(minutes=1)
    assert clock.date_at(zone, minute) == clock.instant_of(minute).astimezone(ZoneInfo(zone)).date()


def _moved(question: Question, by: timedelta) -> Question:
    """Put everything into a zone without summer time, and later."""
    zone, minutes = "Asia/Tokyo", by // timedelta(minutes=1)
    # Japan had summer time until 1951.
    shift = minutes + (clock.minute_of(TOKYO) - question.window[0]) // (7 * 1440) * 7 * 1440

    def schedule(one: Schedule) -> Schedule:
        return replace(one, timezone=zone, travel=(), overrides=(), closed_dates=frozenset())

    def busy(one: Busy) -> Busy:
        return replace(one, start=one.start + shift, end=one.end + shift)

    def resource(one: Kind) -> Kind:
        return replace(
            one,
            schedule=one.schedule and schedule(one.schedule),
            busy=tuple(busy(each) for each in one.busy),
            free_ranges=one.free_ranges and tuple((a + shift, b + shift) for a, b in one.free_ranges),
        )

    return replace(
        question,
        now=question.now + timedelta(minutes=shift),
        window=(question.window[0] + shift, question.window[1] + shift),
        hosts=tuple(resource(one) for one in question.hosts),
        pools=tuple(
            replace(p, resources=tuple(resource(one) for one in p.resources)) for p in question.pools
        ),
        opening=question.opening and schedule(question.opening),
        timezone=zone,
        service=replace(
            question.service, booking_window=None, caps=replace(question.service.caps, timezone=zone)
        ),
    )
