"""Drives between visits and what is kept for emergencies, in the listing and in why."""

from dataclasses import replace
from datetime import UTC, date, datetime

from scheduling.domain.slots.answers import Rule
from scheduling.domain.slots.check import check_start, explain_day
from scheduling.domain.slots.find import find_slots
from scheduling.domain.slots.model import Host, Question, Reserve, ServiceRules
from scheduling.domain.slots.overruled import without_rules
from tests.scheduling.domain.slots.asked import at, busy, every_day, times

MONDAY = date(2026, 3, 2)
DAY = (at("2026-03-02 00:00"), at("2026-03-03 00:00"))
# Somebody is at another customer's from 11 to 12, 40 minutes away, and 25 back.
VISIT = busy("2026-03-02 11:00", "2026-03-02 12:00", drive_to=25, drive_from=40)
VAN = Host("van", every_day("UTC", "09:00", "15:00"), (VISIT,))
ASKED = Question(
    datetime(2026, 3, 1, tzinfo=UTC), DAY, ServiceRules(60, interval=30), hosts=(VAN,), timezone="UTC"
)


def test_a_drive_is_kept_free_on_both_sides_and_the_reason_names_the_visit() -> None:
    assert times(ASKED) == ["09:00", "09:30", "13:00", "13:30", "14:00"]
    assert [one.rule for one in check_start(ASKED, at("2026-03-02 10:00")).refusals] == [Rule.TOO_FAR_AFTER]
    late = check_start(ASKED, at("2026-03-02 12:30")).refusals
    assert [(one.rule, one.until) for one in late] == [(Rule.TOO_FAR_BEFORE, at("2026-03-02 12:40"))]
    assert [one.rule for one in check_start(ASKED, at("2026-03-02 11:30")).refusals] == [Rule.BUSY]
    told = {one.refusal.rule for one in explain_day(ASKED, MONDAY).reasons}
    assert told == {Rule.BUSY, Rule.TOO_FAR_AFTER, Rule.TOO_FAR_BEFORE}


def test_listing_and_judging_agree_on_every_minute() -> None:
    listed = {slot.start for slot in find_slots(ASKED)}
    minutes = range(at("2026-03-02 08:00"), at("2026-03-02 16:00"), 30)
    assert {one for one in minutes if check_start(ASKED, one).is_free} == listed


def test_so_many_visits_of_the_day_stay_for_emergencies() -> None:
    ordinal = MONDAY.toordinal()
    kept = replace(ASKED, reserve=Reserve(60, {ordinal: 3}, "UTC"))
    # Free are 9:00 to 10:35 and 12:40 to 15:00: one and two visits of an hour, all of which are kept.
    assert times(kept) == []
    assert [one.rule for one in check_start(kept, at("2026-03-02 09:00")).refusals] == [Rule.RESERVED]
    fewer = replace(ASKED, reserve=Reserve(60, {ordinal: 2}, "UTC"))
    assert "09:00" in times(fewer)
    assert "13:00" in times(fewer)
    two = replace(fewer, hosts=(VAN, Host("other", every_day("UTC", "09:00", "11:00"))))
    assert times(replace(two, reserve=Reserve(60, {ordinal: 4}, "UTC")))
    assert times(replace(kept, reserve=Reserve(60, {ordinal + 1: 3}, "UTC"))) == times(ASKED)


def test_who_sets_rules_aside_drives_faster_but_is_in_one_place() -> None:
    free = without_rules(replace(ASKED, reserve=Reserve(60, {MONDAY.toordinal(): 9}, "UTC")))
    assert check_start(free, at("2026-03-02 12:00"), needs_grid=False).is_free
    assert not check_start(free, at("2026-03-02 11:30"), needs_grid=False).is_free
