"""The talk about a callback: which numbers are called, and that every answer leads on or back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.domain.calling_back import (
    MOST_TRIES,
    Ending,
    Question,
    Talk,
    answer,
    begin,
    retry_after,
    talk_from_json,
    talk_to_json,
)
from routing.domain.dialable import Uncallable, callable_number

LINE, OWN = "+16025550100", "+16025550134"
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def check(typed: str) -> str | Uncallable:
    return callable_number(typed, line=LINE, ours={LINE})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("6025550134", OWN),
        ("16025550134", OWN),
        (OWN, OWN),
        ("4165550123", "+14165550123"),
        ("602555013", Uncallable.INCOMPLETE),
        ("1112223333", Uncallable.INCOMPLETE),
        ("911", Uncallable.EMERGENCY),
        ("112", Uncallable.EMERGENCY),
        ("9005551234", Uncallable.COSTS_EXTRA),
        ("18765551234", Uncallable.ABROAD),
        ("00442079460958", Uncallable.ABROAD),
        ("+442079460958", Uncallable.ABROAD),
        ("6025550100", Uncallable.OURS),
    ],
)
def test_which_numbers_are_called(typed: str, expected: str | Uncallable) -> None:
    assert check(typed) == expected


def test_the_number_one_rings_from_is_offered_and_confirmed_by_one_key() -> None:
    turn = begin(OWN, check)
    assert (turn.talk, turn.ending) == (Talk(Question.CONFIRM, OWN), None)
    assert answer(turn.talk, "1", check).ending is Ending.TAKEN


@pytest.mark.parametrize("own", ["", "+442079460958", LINE])
def test_who_cannot_be_rung_there_is_asked_for_another(own: str) -> None:
    assert begin(own, check).talk == Talk(Question.NUMBER)


def test_another_number_is_read_back_before_it_counts() -> None:
    asked = answer(begin(OWN, check).talk, "2", check).talk
    assert asked == Talk(Question.NUMBER)
    again = answer(asked, "602555017", check)
    assert (again.talk.question, again.fault, again.ending) == (Question.NUMBER, Uncallable.INCOMPLETE, None)
    read_back = answer(again.talk, "6025550177#", check)
    assert read_back.talk == Talk(Question.CONFIRM, "+16025550177")
    assert answer(read_back.talk, "1", check).ending is Ending.TAKEN


@pytest.mark.parametrize("question", Question)
def test_star_stays_and_silence_does_after_a_while(question: Question) -> None:
    talk = Talk(question, OWN)
    assert answer(talk, "*", check).ending is Ending.STAYS
    for _try in range(MOST_TRIES - 1):
        turn = answer(talk, "", check)
        assert (turn.ending, turn.talk.question, turn.talk.number) == (None, question, OWN)
        talk = turn.talk
    assert answer(talk, "", check).ending is Ending.STAYS


@settings(max_examples=40)
@given(st.lists(st.text("0123456789*#", max_size=16), max_size=40))
def test_every_talk_ends_or_waits_for_a_sensible_answer(keys: list[str]) -> None:
    turn = begin(OWN, check)
    for one in keys:
        turn = answer(turn.talk, one, check)
        if turn.ending is not None:
            break
        assert turn.talk.tries < MOST_TRIES
        if turn.talk.question is Question.CONFIRM:
            assert check(turn.talk.number) == turn.talk.number
    if turn.ending is Ending.TAKEN:
        assert check(turn.talk.number) == turn.talk.number


def test_a_talk_is_kept_and_forgotten_when_it_was_broken_off() -> None:
    talk = Talk(Question.CONFIRM, OWN, 2)
    stored = talk_to_json(talk, now=NOW)
    assert talk_from_json(stored, now=NOW + timedelta(seconds=60)) == talk
    assert talk_from_json(stored, now=NOW + timedelta(seconds=61)) is None
    assert talk_from_json(None, now=NOW) is None


def test_it_is_tried_three_times() -> None:
    assert [retry_after(attempts) for attempts in (1, 2, 3)] == [
        timedelta(minutes=5),
        timedelta(minutes=15),
        None,
    ]
