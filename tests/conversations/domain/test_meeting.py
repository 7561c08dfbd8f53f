"""When a member who took a call counts as never having met its customer."""

from datetime import UTC, datetime, timedelta

import pytest

from conversations.domain import meeting

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OWN, OTHERS = "CON-own", "CON-of-the-call"


def taken(room: str = OWN, at: datetime | None = NOON) -> meeting.Taken:
    return meeting.Taken(room, at)


def later(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("found", "room", "at", "unmet"),
    [
        (taken(), OWN, NOON, True),
        (taken(), OWN, later(119), True),
        (taken(), OWN, None, True),
        (taken(at=None), OWN, later(999), True),
        (taken(), OWN, later(120), False),
        (taken(), OTHERS, later(5), False),
        (taken(), "", later(5), False),
        (taken(""), OWN, later(5), False),
        (taken(""), "", later(5), False),
    ],
    ids=[
        "at once", "soon", "no time", "no clock", "a talk by its length", "elsewhere", "no room told", "it had left",
        "nothing known",
    ],
)  # fmt: skip
def test_ending_where_the_call_was_taken_is_no_talk(
    found: meeting.Taken, room: str, at: datetime | None, unmet: bool
) -> None:
    assert meeting.ended_unmet(found, room=room, at=at) is unmet


@pytest.mark.parametrize(
    ("found", "room", "at", "unmet"),
    [
        (taken(), OWN, NOON, True),
        (taken(), OWN, later(9), True),
        (taken(at=None), OWN, NOON, True),
        (taken(), OWN, later(-9), False),
        (taken(), OWN, None, False),
        (taken(), OTHERS, NOON, False),
        (taken(""), "", NOON, False),
    ],
    ids=["that question", "later", "no clock", "an earlier question", "no time", "it had left", "not known"],
)
def test_a_question_given_up_where_the_call_was_taken_is_no_talk(
    found: meeting.Taken, room: str, at: datetime | None, unmet: bool
) -> None:
    assert meeting.failed_unmet(found, room=room, at=at) is unmet


@pytest.mark.parametrize(
    ("came", "gone", "is_late"),
    [
        (NOON, later(0.2), False),
        (later(0.2), NOON, True),
        (NOON, NOON, False),
        (None, NOON, False),
        (NOON, None, False),
    ],
)
def test_who_comes_once_the_customer_has_gone_has_met_nobody(
    came: datetime | None, gone: datetime | None, is_late: bool
) -> None:
    assert meeting.came_too_late(came_at=came, gone_at=gone) is is_late
