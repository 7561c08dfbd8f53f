"""When a member who took a call counts as never having met its customer."""

from datetime import UTC, datetime, timedelta

import pytest

from conversations.domain import meeting

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OWN, OTHERS = "CON-own", "CON-of-the-call"


def taken(room: str = OWN, at: datetime | None = NOON) -> meeting.Taken:
    return meeting.Taken(room, at, NOON)


@pytest.mark.parametrize(("told", "left"), [(OWN, False), (OTHERS, True), ("", True)])
def test_a_line_has_left_unless_its_end_names_the_room_it_took_the_call_in(told: str, left: bool) -> None:
    assert meeting.has_left(OWN, told) is left


@pytest.mark.parametrize(
    ("room", "seconds", "unmet"),
    [(OWN, 0, True), (OWN, 119, True), (OWN, 120, False), ("", 5, False)],
    ids=["at once", "soon", "a talk by its length", "it had left"],
)
def test_ending_where_the_call_was_taken_is_no_talk(room: str, seconds: int, unmet: bool) -> None:
    assert meeting.ended_unmet(taken(room), ended_at=NOON + timedelta(seconds=seconds)) is unmet


@pytest.mark.parametrize(
    ("found", "room", "at", "unmet"),
    [
        (taken(), OWN, NOON, True),
        (taken(), OWN, NOON + timedelta(seconds=9), True),
        (taken(at=None), OWN, NOON, True),
        (taken(), OWN, NOON - timedelta(seconds=9), False),
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
