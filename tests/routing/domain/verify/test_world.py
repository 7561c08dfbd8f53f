"""A world is read strictly: what is wrong with it is told with its place."""

from datetime import UTC, datetime
from typing import Any

import pytest

from routing.domain.verifying.written import WorldUnreadable, read_world
from tests.routing.domain.verify.shelf import NOW

ANA = "00000000-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ([], "world: must be an object of names and values"),
        ({"shop": 1}, "world.shop: is not known here"),
        ({"time_zone": "America/Nowhere"}, "world.time_zone: no time zone 'America/Nowhere'"),
        ({"time_zone": "../etc"}, "world.time_zone: no time zone '../etc'"),
        ({"starts": "tomorrow"}, "world.starts: 'tomorrow' is no day like 2026-11-26"),
        ({"country": "XX"}, "world.country: "),
        ({"hours": {"MONDAY": []}}, "world.hours.MONDAY: must be one of MON, TUE"),
        ({"hours": {"MON": "09:00-12:00"}}, "world.hours.MON: must be a list of times"),
        ({"hours": {"MON": ["9-12"]}}, "world.hours.MON.0: '9-12' is no time like 09:00-12:00"),
        ({"hours": {"MON": ["25:00-26:00"]}}, "world.hours.MON.0: '25:00-26:00' is no time like 09:00-12:00"),
        ({"days": {"soon": {}}}, "world.days.soon: 'soon' is no day like 2026-11-26"),
        ({"days": {"2026-12-24": []}}, "world.days.2026-12-24: must be an object"),
        ({"members": {"Ana": {}}}, "world.members.Ana: 'Ana' is no id"),
        (
            {"members": {ANA: {"skills": {ANA: 9}}}},
            f"world.members.{ANA}.skills.{ANA}: must be between 1 and 5",
        ),
        ({"members": {}, "queues": {ANA: {"members": "all"}}}, f"world.queues.{ANA}.members: must be a list"),
        (
            {"members": {}, "ladders": {ANA: {"rungs": ["Ana"]}}},
            f"world.ladders.{ANA}.rungs.0: 'Ana' is no id",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(written: Any, said: str) -> None:
    with pytest.raises(WorldUnreadable) as refused:
        read_world(written, now=NOW)
    assert str(refused.value).startswith(said)


def test_an_empty_world_keeps_office_hours_with_a_lunch_break_and_knows_nobody() -> None:
    world = read_world({}, now=NOW)
    wednesday = datetime(2026, 12, 2, 15, tzinfo=UTC)
    assert world.staff is None
    assert world.calendar.open_at(wednesday)
    assert not world.calendar.open_at(wednesday.replace(hour=17, minute=10))
    assert not world.calendar.open_at(datetime(2026, 11, 26, 15, tzinfo=UTC)), "Thanksgiving"
