"""The coverage map: who would take a call at each hour, in each language, with each skill, before anybody calls."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import Member, OpeningWindow, Organisation
from conversations.models import Line
from core.transactions import reading, tenant_transaction
from routing import services
from routing.domain.covering.reaching import Because, Cover
from routing.services.covering import LineWeek, cover_week
from tests.factories import calls, oncall, queues
from tests.factories.conversations import line as make_line

MONDAY = date(2026, 11, 30)


@pytest.fixture
def line(organisation: Organisation, alice: Member) -> Line:
    """A line of a place that is open from 9 to half past 5, Monday to Friday."""
    line = make_line(organisation=organisation)
    with tenant_transaction(organisation):
        OpeningWindow.objects.bulk_create(
            OpeningWindow(
                organisation=organisation,
                location=line.location,
                weekday=day,
                opens_minute=9 * 60,
                closes_minute=17 * 60 + 30,
            )
            for day in range(5)
        )
    return line


def follow(line: Line, by: Member, *, now: datetime) -> None:
    """Ring a member while the place is open, else take a message."""
    hours = {"kind": "HOURS", "exits": {"open": "ring", "closed": "mail"}}
    ring = {"kind": "RING", "members": [{"member": str(by.pk), "seconds": 20}], "exits": {"nobody": "mail"}}
    mail = {"kind": "VOICEMAIL", "text": {"en-US": "Leave a message.", "es-US": "Deje un mensaje."}}
    document = {
        "format": 1,
        "title": "Office",
        "start": "hours",
        "languages": ["en-US", "es-US"],
        "nodes": {"hours": hours, "ring": ring, "mail": mail},
    }
    flow = services.create_flow(by=by, document=document, now=now)
    services.publish_flow(by=by, flow_id=flow.pk, note="", seen_revision=1, now=now)
    services.assign_lines(by=by, flow_id=flow.pk, line_ids={line.pk}, now=now)


def week(line: Line, language: str, *, now: datetime, **wanted: Any) -> LineWeek:
    with reading(line.organisation_id):
        found = cover_week(line.organisation, starts_on=MONDAY, now=now, **wanted)
    return next(one for one in found if one.language == language)


def because(found: LineWeek, cover: Cover) -> set[Because]:
    return {
        one.because for gap in found.week.gaps if gap.reached.cover is cover for one in gap.reached.obstacles
    }


def test_open_hours_reach_a_person_and_closed_ones_only_a_message(
    line: Line, alice: Member, now: datetime
) -> None:
    calls.phone(alice)
    follow(line, alice, now=now)
    found = week(line, "en-US", now=now).week
    # The hour in which the place closes counts by its worst half.
    assert (found.count(Cover.PERSON), found.count(Cover.MESSAGE)) == (5 * 8, 7 * 24 - 5 * 8)
    spans = [(gap.starts.strftime("%a %H:%M"), gap.ends.strftime("%a %H:%M")) for gap in found.gaps]
    assert spans == [
        ("Mon 00:00", "Mon 09:00"), ("Mon 17:30", "Tue 09:00"), ("Tue 17:30", "Wed 09:00"),
        ("Wed 17:30", "Thu 09:00"), ("Thu 17:30", "Fri 09:00"), ("Fri 17:30", "Mon 00:00"),
    ]  # fmt: skip


def test_a_language_counts_where_somebody_is_known_to_speak_it(
    line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    calls.phone(alice)
    follow(line, alice, now=now)
    assert week(line, "es-US", now=now).is_supposed
    assert week(line, "es-US", now=now).week.count(Cover.PERSON) == 40
    queues.skill(line.organisation, "Spanish", _3=bob)
    found = week(line, "es-US", now=now)
    assert not found.is_supposed
    assert (found.week.count(Cover.PERSON), found.week.count(Cover.OTHER)) == (0, 40)
    assert because(found, Cover.OTHER) == {Because.NOT_IN_LANGUAGE}
    assert week(line, "en-US", now=now).week.count(Cover.PERSON) == 40


def test_a_skill_counts_where_whoever_takes_the_call_has_it(
    line: Line, alice: Member, bob: Member, now: datetime
) -> None:
    calls.phone(alice)
    follow(line, alice, now=now)
    family = queues.skill(line.organisation, "Family law", _3=bob)
    wills = queues.skill(line.organisation, "Wills", _2=alice)
    found = week(line, "en-US", now=now, skill_id=family.pk)
    assert because(found, Cover.OTHER) == {Because.NOT_SKILLED}
    assert week(line, "en-US", now=now, skill_id=wills.pk).week.count(Cover.PERSON) == 40


def test_a_rota_covers_the_hours_of_its_shifts(line: Line, alice: Member, bob: Member, now: datetime) -> None:
    calls.phone(alice)
    calls.phone(bob)
    weekends = oncall.rota(alice, now=now, name="Weekends")
    oncall.shift(weekends, alice, bob, days=[5], begins=9, ends=12, now=now)
    ladder = oncall.ladder(alice, weekends, now=now)
    oncall.wired(line, ladder.pk, now=now, languages=("en-US", "es-US"))
    assert week(line, "en-US", now=now).week.count(Cover.PERSON) == 7 * 24, "the owner is the last rung"
    queues.skill(line.organisation, "Spanish", _3=bob)
    found = week(line, "es-US", now=now).week
    covered = [
        (day, hour)
        for day, cells in enumerate(found.days)
        for hour, cell in enumerate(cells)
        if cell is not None and cell.reached.cover is Cover.PERSON
    ]
    assert covered == [(5, 9), (5, 10), (5, 11)]


def test_the_page_says_why_and_where_to_change_it(
    line: Line, alice: Member, rae: Member, now: datetime, client_for: Callable[[Member], Client]
) -> None:
    calls.phone(alice)
    follow(line, alice, now=now)
    skill = queues.skill(line.organisation, "Family law")
    client = client_for(rae)
    page = client.get("/settings/coverage/?cell=0-3").content.decode()
    assert "Nothing the caller does leads to a person then: the location is closed." in page
    assert f"/settings/locations/{line.location_id}/hours/" in page
    assert "Only a message" in page
    assert "everybody is taken to speak what the flow speaks" in page
    assert "Coverage" in client.get("/settings/").content.decode()
    needs = client.get(f"/settings/coverage/?skill={skill.pk}").content.decode()
    assert "Nobody reached at “ring” has Family law." in needs
    for asked in ("?week=yesterday&cell=9-99&line=x&language=tlh&skill=none", "?cell=-"):
        assert client.get(f"/settings/coverage/{asked}").status_code == 200
