"""Who is asked, in which order, and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.domain.matching import (
    Candidate,
    Channel,
    Item,
    Rules,
    Seat,
    Strategy,
    could_ever_serve,
    match,
    refusal,
    score,
    serve_order,
)
from routing.domain.reasons import Reason, Why
from routing.domain.skills import Need, Relax

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUEUE, OTHER = UUID(int=901), UUID(int=902)
SPANISH = UUID(int=801)
RULES = {QUEUE: Rules(), OTHER: Rules()}


def member(number: int, **changes: object) -> Candidate:
    seat = Seat(position=number)
    one = Candidate(
        member_id=UUID(int=number),
        is_offerable=True,
        seats={QUEUE: seat},
        idle_since=NOON - timedelta(minutes=1),
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def item(number: int, waited: float = 0, **changes: object) -> Item:
    one = Item(item_id=UUID(int=1000 + number), queue_id=QUEUE, since=NOON - timedelta(seconds=waited))
    return replace(one, **changes)  # type: ignore[arg-type]


def who(items: list[Item], members: list[Candidate], rules: Mapping[UUID, Rules] = RULES) -> dict[int, int]:
    pairs = match(items, members, rules, now=NOON)
    return {pair.item_id.int - 1000: pair.member_id.int for pair in pairs}


def test_the_longest_waiting_is_served_first_and_ageing_overtakes_any_priority() -> None:
    emergency = item(1, waited=0, points=600)
    assert serve_order([item(2, waited=599), emergency], NOON)[0] is emergency
    old = item(3, waited=601)
    assert serve_order([emergency, old], NOON)[0] is old


def test_a_callback_ages_twice_as_fast_as_a_caller_on_the_line() -> None:
    promised = item(1, waited=100, callback_since=NOON - timedelta(seconds=40))
    assert score(promised, NOON) == 140


def test_an_item_nobody_free_can_serve_holds_up_nobody() -> None:
    stuck = item(1, waited=500, needs=(Need(SPANISH, 3),))
    assert who([stuck, item(2)], [member(1)]) == {2: 1}


def test_a_high_queue_does_not_hold_up_a_low_one_whose_member_it_cannot_use() -> None:
    high = item(1, points=600, queue_id=OTHER)
    assert who([high, item(2)], [member(1)]) == {2: 1}


def test_nobody_is_asked_twice() -> None:
    assert who([item(1, waited=5), item(2)], [member(1)]) == {1: 1}


def test_longest_idle() -> None:
    rested = member(2, idle_since=NOON - timedelta(minutes=9))
    pair = match([item(1)], [member(1), rested], RULES, now=NOON)[0]
    assert (pair.member_id, pair.reasons) == (rested.member_id, (Reason(Why.LONGEST_IDLE, 540),))
    assert pair.ranked == (UUID(int=2), UUID(int=1))


def test_fixed_order_and_fewest_today() -> None:
    members = [member(2, taken_today=1), member(1, taken_today=4)]
    assert who([item(1)], members, {QUEUE: Rules(Strategy.FIXED)}) == {1: 1}
    assert who([item(1)], members, {QUEUE: Rules(Strategy.FEWEST_TODAY)}) == {1: 2}


def test_who_is_skipped_keeps_the_turn() -> None:
    rules = {QUEUE: Rules(Strategy.ROUND_ROBIN)}
    busy = member(1, seats={QUEUE: Seat(turn=3)}, is_offerable=False)
    others = [member(2, seats={QUEUE: Seat(turn=4)}), member(3, seats={QUEUE: Seat(turn=5)})]
    assert who([item(1)], [busy, *others], rules) == {1: 2}
    assert who([item(2)], [replace(busy, is_offerable=True), *others], rules) == {2: 1}


@given(st.integers(1, 9), st.integers(0, 60))
def test_round_robin_is_fair_to_the_call(members: int, calls: int) -> None:
    rules = {QUEUE: Rules(Strategy.ROUND_ROBIN)}
    turns = dict.fromkeys(range(members), 0)
    served: Counter[int] = Counter(dict.fromkeys(range(members), 0))
    for call in range(1, calls + 1):
        here = [member(one, seats={QUEUE: Seat(turn=turn)}) for one, turn in turns.items()]
        chosen = who([item(call)], here, rules)[call]
        turns[chosen] = call
        served[chosen] += 1
    assert max(served.values()) - min(served.values()) <= 1


def test_the_owner_is_asked_if_on_shift_and_nobody_waits_for_them_otherwise() -> None:
    owned = item(1, owner_id=UUID(int=2))
    rested = member(1, idle_since=NOON - timedelta(hours=1))
    assert match([owned], [rested, member(2)], RULES, now=NOON)[0].reasons == (Reason(Why.OWNER),)
    assert who([owned], [rested, member(2, is_offerable=False)]) == {1: 1}


def test_a_required_skill_is_only_preferred_after_a_while() -> None:
    need = Need(SPANISH, 3, (Relax(40, 0),))
    speaker, other = member(1, skills={SPANISH: 3}), member(2, idle_since=NOON - timedelta(hours=1))
    assert who([item(1, waited=39, needs=(need,))], [other]) == {}
    relaxed = match([item(1, waited=40, needs=(need,))], [other], RULES, now=NOON)[0]
    assert Reason(Why.SKILL_RELAXED, 40) in relaxed.reasons
    assert who([item(1, waited=40, needs=(need,))], [speaker, other]) == {1: 1}


def test_nobody_with_the_skill_is_known_at_once() -> None:
    assert not could_ever_serve(item(1, needs=(Need(SPANISH, 3),)), [member(1, skills={SPANISH: 2})])
    assert could_ever_serve(
        item(1, needs=(Need(SPANISH, 3, (Relax(40, 2),)),)), [member(1, skills={SPANISH: 2})]
    )


def test_backup_is_asked_later() -> None:
    backup = member(1, seats={QUEUE: Seat(tier=2)})
    assert who([item(1, waited=29)], [backup]) == {}
    pair = match([item(1, waited=30)], [backup], RULES, now=NOON)[0]
    assert Reason(Why.BACKUP, 30) in pair.reasons
    assert who([item(1, waited=90)], [backup, member(2)]) == {1: 2}


def test_whoever_passed_is_asked_last_and_not_at_once() -> None:
    declined = item(1, passed={UUID(int=1): NOON - timedelta(seconds=29)})
    assert who([declined], [member(1)]) == {}
    later = item(1, passed={UUID(int=1): NOON - timedelta(seconds=30)})
    assert who([later], [member(1)]) == {1: 1}
    assert who([later], [member(1, idle_since=NOON - timedelta(hours=2)), member(2)]) == {1: 2}


@pytest.mark.parametrize(
    ("channel", "load", "is_on_call", "has_room"),
    [
        (Channel.CHAT, 66, False, True),
        (Channel.CHAT, 99, False, False),
        (Channel.MESSAGE, 80, False, True),
        (Channel.MESSAGE, 81, False, False),
        (Channel.VOICE, 100, False, True),
        (Channel.VOICE, 0, True, False),
        (Channel.CHAT, 0, True, False),
    ],
)
def test_room(channel: Channel, load: int, is_on_call: bool, has_room: bool) -> None:
    one = member(1, load=load, is_on_call=is_on_call)
    assert bool(who([item(1, channel=channel)], [one])) is has_room


def test_every_refusal_has_its_reason_and_words() -> None:
    need = (Need(SPANISH, 1),)
    cases = {
        Why.NOT_SEATED: refusal(item(1, queue_id=OTHER), member(1), Rules(), now=NOON),
        Why.NO_SKILL: refusal(item(1, needs=need), member(1), Rules(), now=NOON),
        Why.ELSEWHERE: refusal(
            item(1, location_id=UUID(int=1)), member(1, location_ids=frozenset({OTHER})), Rules(), now=NOON
        ),
        Why.NO_TELEPHONE: refusal(item(1), member(1, weights={Channel.CHAT: 33}), Rules(), now=NOON),
        Why.NOT_FREE: refusal(item(1), member(1, is_offerable=False), Rules(), now=NOON),
        Why.FULL: refusal(item(1, channel=Channel.CHAT), member(1, load=99), Rules(), now=NOON),
        Why.TIER_CLOSED: refusal(item(1), member(1, seats={QUEUE: Seat(tier=3)}), Rules(), now=NOON),
        Why.PASSED: refusal(item(1, passed={UUID(int=1): NOON}), member(1), Rules(), now=NOON),
    }
    assert {why: reason.why if reason else None for why, reason in cases.items()} == {
        why: why for why in cases
    }
    assert [reason.words for reason in map(Reason, Why)] == [Reason(why).words for why in Why]
    assert Reason(Why.TIER_CLOSED, 60).words == "backup, not before 60 s"
