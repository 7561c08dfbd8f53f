"""Who sits in a queue: moved earlier and later between tiers; how much one holds; what a document names."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.domain import seating
from routing.domain.capacity import MOST_AT_ONCE, USUAL, Room, room_of, weights_of
from routing.domain.matching import WEIGHTS, Channel
from routing.domain.naming import names
from routing.domain.seating import Place

ANA, BEN, CARL = (UUID(int=number) for number in (1, 2, 3))
ORDER = [Place(ANA), Place(BEN), Place(CARL, 2)]


def written(places: list[Place]) -> str:
    return " ".join(f"{'ABC'[place.member_id.int - 1]}{place.tier}" for place in places)


@pytest.mark.parametrize(
    ("verb", "at", "after"),
    [
        (seating.moved_up, 0, "A1 B1 C2"), (seating.moved_up, 1, "B1 A1 C2"), (seating.moved_up, 2, "A1 B1 C1"),
        (seating.moved_down, 0, "B1 A1 C2"), (seating.moved_down, 1, "A1 B2 C2"),
        (seating.moved_down, 2, "A1 B1 C3"), (seating.removed, 0, "B1 C2"), (seating.removed, 9, "A1 B1 C2"),
        (seating.moved_up, 9, "A1 B1 C2"), (seating.moved_down, -1, "A1 B1 C2"),
    ],
)  # fmt: skip
def test_one_press_moves_one_member_one_step(verb: object, at: int, after: str) -> None:
    assert written(verb(ORDER, at)) == after  # type: ignore[operator]


def test_the_last_tier_is_the_last() -> None:
    assert written(seating.moved_down([Place(ANA, 5)], 0)) == "A5"
    assert written(seating.in_order([Place(BEN, 99), Place(ANA, 0), Place(BEN)])) == "A1 B5"


def test_who_is_added_is_asked_at_once_and_once_only() -> None:
    assert written(seating.added([Place(ANA, 2)], BEN)) == "B1 A2"
    assert written(seating.added(ORDER, CARL)) == "A1 B1 C2"


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from([ANA, BEN, CARL]), st.integers(1, 5)), max_size=5),
    st.sampled_from([seating.moved_up, seating.moved_down]),
    st.integers(-1, 5),
)
def test_moving_loses_and_doubles_nobody(rows: list[tuple[UUID, int]], verb: object, at: int) -> None:
    places = seating.in_order([Place(*row) for row in rows])
    after = verb(places, at)  # type: ignore[operator]
    assert sorted(place.member_id for place in after) == sorted(place.member_id for place in places)
    assert [place.tier for place in after] == sorted(place.tier for place in after)


@settings(max_examples=60)
@given(st.integers(0, MOST_AT_ONCE), st.integers(0, MOST_AT_ONCE))
def test_what_is_set_as_numbers_reads_back_the_same(messages: int, chats: int) -> None:
    room = Room(messages, chats)
    weights = weights_of(room)
    assert room_of(weights) == room
    assert weights.message >= 1
    assert weights.chat >= 1


def test_what_everybody_begins_with_is_what_the_match_begins_with() -> None:
    assert Room(100 // WEIGHTS[Channel.MESSAGE], 100 // WEIGHTS[Channel.CHAT]) == USUAL


def test_a_document_names_what_stands_in_it_wherever_that_is() -> None:
    document = {"nodes": {"wait": {"queue": str(ANA).upper(), "skills": [{"skill": str(BEN)}]}}}
    assert [names(document, one) for one in (ANA, BEN, CARL)] == [True, True, False]
