"""What the setup doctor finds, and that it finds nothing where nothing is wrong."""

from dataclasses import replace
from typing import Any

import pytest

from scheduling.domain.doctor import Finding, Giver, PoolNeed, Setup, examine

DAY = 1440
WELL = Setup(
    durations=(30,),
    givers=(Giver(name="Dana", has_hours=True),),
    places=("Main office",),
    needs=(PoolNeed(name="Rooms", units=1, usable=2),),
    notice=60,
    window_minutes=60 * DAY,
    minutes_cap=None,
    is_public=True,
    needs_video_address=False,
)
UNREAD = Giver(name="Dana", has_hours=True, is_unread=True)
ELSEWHERE = Giver(name="Dana", has_hours=True, places=frozenset({"North"}))


def test_nothing_is_wrong_with_a_service_that_is_set_up() -> None:
    assert examine(WELL) == ()


@pytest.mark.parametrize(
    ("change", "finding", "about", "stops"),
    [
        ({"durations": ()}, Finding.NO_DURATION, "", True),
        ({"givers": ()}, Finding.NOBODY_GIVES, "", True),
        ({"givers": (ELSEWHERE,)}, Finding.NOBODY_AT_PLACE, "Main office", False),
        ({"givers": (UNREAD,)}, Finding.CALENDAR_UNREAD, "Dana", False),
        ({"needs": (PoolNeed(name="Vans", units=2, usable=1),)}, Finding.POOL_TOO_SMALL, "Vans", True),
        ({"window_minutes": -1}, Finding.WINDOW_OVER, "", True),
        ({"notice": 90 * DAY}, Finding.NOTICE_BEYOND_WINDOW, "", True),
        ({"minutes_cap": 20}, Finding.CAP_BELOW_LENGTH, "", True),
        ({"needs_video_address": True}, Finding.NO_VIDEO_ADDRESS, "", True),
        ({"is_public": False}, Finding.NOT_PUBLIC, "", False),
    ],
)
def test_one_thing_wrong(change: dict[str, Any], finding: Finding, about: str, stops: bool) -> None:
    found = examine(replace(WELL, **change))

    assert [(one.finding, one.about, one.stops) for one in found] == [(finding, about, stops)]


def test_a_provider_without_hours_gives_nothing() -> None:
    idle = Giver(name="Lee", has_hours=False)

    assert [one.finding for one in examine(replace(WELL, givers=(*WELL.givers, idle)))] == [Finding.NO_HOURS]
    assert [one.finding for one in examine(replace(WELL, givers=(idle,)))] == [
        Finding.NOBODY_GIVES,
        Finding.NO_HOURS,
    ]


def test_a_window_without_end_holds_any_notice() -> None:
    assert examine(replace(WELL, window_minutes=None, notice=900 * DAY)) == ()


def test_every_finding_has_a_case() -> None:
    cases = test_one_thing_wrong.pytestmark[0].args[1]

    assert {case[1] for case in cases} | {Finding.NO_HOURS} == set(Finding)
