"""Presence: the table is total, and what members ask for while they are engaged is kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from routing.domain import presence as domain
from routing.domain.presence import (
    MOVES,
    Choice,
    Engagement,
    EngagementMove,
    IllegalEngagement,
    Presence,
    Shown,
    choose,
    end_call,
    give_code,
    is_gone,
    is_offerable,
    is_wrapped,
    more_time,
    move,
    shown,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEGAL = {
    Engagement.FREE: "OFFER PICK_UP",
    Engagement.OFFERED: "PICK_UP TAKE DECLINE MISS WITHDRAW",
    Engagement.ON_CALL: "PICK_UP END END_WITH_WRAP_UP",
    Engagement.WRAPPING: "PICK_UP WRAP_UP",
}


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def here(engagement: Engagement = Engagement.FREE, choice: Choice = Choice.AVAILABLE) -> Presence:
    return Presence(choice=choice, engagement=engagement, since=NOON)


@pytest.mark.parametrize(("engagement", "by"), list(product(Engagement, EngagementMove)))
def test_every_engagement_answers_every_move(engagement: Engagement, by: EngagementMove) -> None:
    if by in LEGAL[engagement].split():
        moved = move(here(engagement), by, now=at(9))
        assert moved.engagement is MOVES[engagement][by]
        assert moved.since == (NOON if moved.engagement is engagement else at(9))
    else:
        with pytest.raises(IllegalEngagement) as raised:
            move(here(engagement), by, now=NOON)
        assert (raised.value.engagement, raised.value.move) == (engagement, by)


def test_every_engagement_is_reached_and_left() -> None:
    reached = {Engagement.FREE} | {after for moves in MOVES.values() for after in moves.values()}
    assert reached == set(Engagement)
    assert all(moves for moves in MOVES.values())


def test_a_missed_offer_sets_away_and_one_tap_brings_back() -> None:
    missed = move(here(Engagement.OFFERED), EngagementMove.MISS, now=at(20))
    assert (missed.choice, missed.was_auto, shown(missed, now=at(20))) == (Choice.AWAY, True, Shown.AWAY)
    assert not is_offerable(missed, now=at(20))

    back = choose(missed, Choice.AVAILABLE, now=at(30))
    assert (back.was_auto, back.since) == (False, at(30))
    assert is_offerable(back, now=at(30))


@pytest.mark.parametrize("by", [EngagementMove.DECLINE, EngagementMove.WITHDRAW])
def test_declining_and_a_caller_who_leaves_set_nobody_away(by: EngagementMove) -> None:
    assert is_offerable(move(here(Engagement.OFFERED), by, now=at(5)), now=at(5))


@pytest.mark.parametrize("engagement", [Engagement.OFFERED, Engagement.ON_CALL, Engagement.WRAPPING])
@pytest.mark.parametrize("choice", [Choice.AWAY, Choice.OFFLINE, Choice.AWAY_REASSIGN, Choice.BUSY])
def test_what_is_asked_for_while_engaged_holds_afterwards(engagement: Engagement, choice: Choice) -> None:
    asked = choose(here(engagement), choice, reason="lunch", now=at(1))
    assert shown(asked, now=at(1)).value == engagement.value

    ends = {
        Engagement.OFFERED: EngagementMove.WITHDRAW,
        Engagement.ON_CALL: EngagementMove.END,
        Engagement.WRAPPING: EngagementMove.WRAP_UP,
    }
    after = move(asked, ends[engagement], now=at(60))
    assert (shown(after, now=at(60)).value, after.reason) == (choice.value, "lunch")


def test_who_was_away_and_took_a_call_is_not_made_available_by_it() -> None:
    on_call = move(here(choice=Choice.OFFLINE), EngagementMove.PICK_UP, now=at(1))
    done = end_call(on_call, wrap_up_seconds=0, owes_code=False, now=at(90))
    assert shown(done, now=at(90)) is Shown.OFFLINE


def test_a_miss_while_away_was_already_asked_for_keeps_what_was_asked_for() -> None:
    asked = choose(here(Engagement.OFFERED), Choice.BUSY, reason="with a client", now=at(1))
    missed = move(asked, EngagementMove.MISS, now=at(20))
    assert (missed.choice, missed.reason, missed.was_auto) == (Choice.BUSY, "with a client", False)


def test_wrap_up_ends_by_its_time_but_not_before_the_code() -> None:
    wrapping = end_call(here(Engagement.ON_CALL), wrap_up_seconds=60, owes_code=True, now=NOON)
    assert shown(wrapping, now=NOON) is Shown.WRAPPING
    assert not is_wrapped(wrapping, now=at(60))

    coded = give_code(wrapping)
    assert not is_wrapped(coded, now=at(59))
    assert is_wrapped(coded, now=at(60))

    longer = more_time(coded, now=at(50))
    assert longer.wraps_until == at(180)
    assert more_time(coded, now=at(100)).wraps_until == at(220)


def test_without_time_or_code_there_is_no_wrap_up() -> None:
    done = end_call(here(Engagement.ON_CALL), wrap_up_seconds=0, owes_code=False, now=NOON)
    assert is_offerable(done, now=NOON)


def test_a_call_of_ones_own_ends_the_wrap_up() -> None:
    wrapping = end_call(here(Engagement.ON_CALL), wrap_up_seconds=60, owes_code=True, now=NOON)
    calling = move(wrapping, EngagementMove.PICK_UP, now=at(5))
    assert (calling.wraps_until, calling.owes_code) == (None, False)


def test_more_time_is_for_wrapping_up() -> None:
    with pytest.raises(IllegalEngagement):
        more_time(here(), now=NOON)


def test_silence_excludes_at_once_and_logs_out_later() -> None:
    there = replace(here(), needs_heartbeat=True, heartbeat_at=NOON)
    assert is_offerable(there, now=at(29))
    assert (is_offerable(there, now=at(30)), shown(there, now=at(30))) == (False, Shown.UNREACHABLE)
    assert (is_gone(there, now=at(119)), is_gone(there, now=at(120))) == (False, True)

    heard = domain.beat(there, now=at(40))
    assert is_offerable(heard, now=at(41))
    assert domain.beat(heard, now=at(10)) == heard


def test_an_own_telephone_needs_no_heartbeat() -> None:
    assert is_offerable(here(), now=at(86_400))
    assert not is_gone(here(), now=at(86_400))
