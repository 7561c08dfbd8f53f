"""Replays: the same flow makes no difference, another one makes those it should, and nobody talks to two at once."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from routing.domain.graph import Flow
from routing.domain.happenings import Heard
from routing.domain.replay import Arrival, Cancelled, Outcome, Staffing, replay, run
from routing.domain.settings import Queue
from tests.routing.domain.replay import pasts
from tests.routing.domain.verify.shelf import Case, case, files

DAYS = 7


def shelved(name: str) -> Case:
    return next(case(path) for path in files("sound") if path.stem == name)


@pytest.fixture
def firm() -> Case:
    return shelved("law_two_languages")


@pytest.fixture
def alone() -> Case:
    return shelved("law_one_lawyer")


def at_ten(number: int = 1, **more: object) -> Arrival:
    arrival = pasts.arrivals(1, days=1)[0]
    at = pasts.START + pasts.PHOENIX + timedelta(hours=10, seconds=number)
    plain = Arrival(id=arrival.id, at=at, waited=3600.0)
    return replace(plain, **more)  # type: ignore[arg-type]


def leading(flow: Flow, node: str, exit_: str, to: str) -> Flow:
    """Lead an exit elsewhere."""
    changed = replace(flow.nodes[node], exits={**flow.nodes[node].exits, exit_: to})
    return replace(flow, nodes={**flow.nodes, node: changed})


@pytest.mark.parametrize("path", files("sound"), ids=lambda path: path.stem)
def test_a_flow_beside_itself_makes_no_difference(path: Path) -> None:
    shelf = case(path)
    past = pasts.arrivals(150, days=DAYS)
    found = replay(shelf.flow, shelf.flow, past, pasts.staffing(shelf.world, days=DAYS), shelf.world.calendar)
    assert found.changes == ()
    assert found.before == found.after
    assert sum(found.before.outcomes.values()) == 150
    assert found.before.answered_least <= found.before.answered <= found.before.answered_most


def test_in_whatever_order_the_calls_are_told_the_outcome_is_the_same(firm: Case) -> None:
    past, staff = pasts.arrivals(200, days=DAYS), pasts.staffing(firm.world, days=DAYS)
    one = replay(firm.flow, firm.flow, past, staff, firm.world.calendar)
    other = replay(firm.flow, firm.flow, past[::-1], staff, firm.world.calendar)
    assert one == other


def test_nobody_talks_to_two_callers_at_once(firm: Case) -> None:
    past = sorted(pasts.arrivals(400, days=2), key=lambda one: one.at)
    results = run(firm.flow, past, pasts.staffing(firm.world, days=2, readily=1.0), firm.world.calendar)
    talks: dict[object, list[tuple[object, object]]] = {}
    for arrival, result in zip(past, results, strict=True):
        if result.outcome is Outcome.ANSWERED:
            starts = arrival.at + timedelta(seconds=result.wait_seconds)
            talks.setdefault(result.member_id, []).append(
                (starts, starts + timedelta(seconds=arrival.talked))
            )
    assert len(talks) > 1
    for of_one in talks.values():
        ordered = sorted(of_one)  # type: ignore[type-var]
        # Waits are told to a tenth of a second.
        slack = timedelta(seconds=0.2)
        assert all(before[1] <= after[0] + slack for before, after in pairwise(ordered))  # type: ignore[operator]


def test_a_flow_that_no_longer_rings_changes_each_call_that_was_taken(alone: Case) -> None:
    silent = leading(alone.flow, "notice", "next", "voicemail")
    past, staff = pasts.arrivals(200, days=DAYS), pasts.staffing(alone.world, days=DAYS, readily=1.0)
    found = replay(alone.flow, silent, past, staff, alone.world.calendar)
    assert found.before.answered > 20
    assert found.after.answered == 0
    taken = {change.arrival.id for change in found.changes if change.before.outcome is Outcome.ANSWERED}
    assert len(taken) == found.before.answered
    assert all(change.after.outcome is not Outcome.ANSWERED for change in found.changes)


def test_who_took_the_call_on_the_day_takes_it_again(alone: Case) -> None:
    members = list(pasts.staffing(alone.world, days=1).shifts)
    staff = pasts.staffing(alone.world, days=1, readily=0.0)
    results = run(alone.flow, [at_ten(taken_by=members[2])], staff, alone.world.calendar)
    assert (results[0].outcome, results[0].member_id) == (Outcome.ANSWERED, members[2])
    assert results[0].is_certain
    missed = at_ten(missed_by=frozenset(members))
    willing = pasts.staffing(alone.world, days=1, readily=1.0)
    assert run(alone.flow, [missed], willing, alone.world.calendar)[0].outcome is Outcome.VOICEMAIL


def test_who_hung_up_after_ten_seconds_does_so_again(alone: Case) -> None:
    nobody = pasts.staffing(alone.world, days=1, readily=0.0)
    result = run(alone.flow, [at_ten(waited=10.0, gave_up=True)], nobody, alone.world.calendar)[0]
    assert result.outcome is Outcome.GAVE_UP


def test_keys_pressed_on_the_day_are_pressed_again(firm: Case) -> None:
    staff = pasts.staffing(firm.world, days=1, readily=1.0)
    intake = at_ten(said=(Heard("1"), Heard("1")))
    result = run(firm.flow, [intake], staff, firm.world.calendar)[0]
    assert result.queue_id is not None
    assert result.is_certain
    silent = run(firm.flow, [at_ten()], staff, firm.world.calendar)[0]
    assert silent.queue_id is None
    assert not silent.is_certain, "what somebody who never was asked would have pressed is not known"


def test_a_queue_lets_wait_until_somebody_is_free_and_gives_back_who_waits_too_long(firm: Case) -> None:
    (queue,) = [node for node in firm.flow.nodes.values() if isinstance(node.settings, Queue)]
    served = queue.settings.queue_id
    staff = pasts.staffing(firm.world, days=1, readily=1.0)
    said = (Heard("1"), Heard("1"))
    several = [
        replace(at_ten(place, said=said, talked=200.0), id=pasts.UUID(int=place)) for place in range(1, 6)
    ]
    results = run(firm.flow, several, staff, firm.world.calendar)
    assert [one.queue_id == served for one in results] == [True, True, True, True, False]
    # Two serve it and talk for 200 s each; nobody waits for more than 300 s.
    assert [round(one.wait_seconds, -2) for one in results[:4]] == [0, 0, 200, 200]


def test_who_would_wait_too_long_is_given_back_at_the_door_once_calls_tell_how_long_they_take(
    firm: Case,
) -> None:
    staff = pasts.staffing(firm.world, days=1, readily=1.0)
    said = (Heard("1"), Heard("1"))

    def ring(second: int, number: int) -> Arrival:
        return replace(at_ten(second, said=said, talked=3000.0), id=pasts.UUID(int=number))

    # Three hours in which two members take two calls each, and then four callers within two minutes.
    known = [ring(hour * 3600, 50 + 10 * hour + place) for hour in (-1, 0, 1) for place in (1, 2)]
    at_once = [ring(4 * 3600 + 30 * place, place) for place in range(1, 5)]
    waits = [one.wait_seconds for one in run(firm.flow, known + at_once, staff, firm.world.calendar)[-4:]]
    assert max(waits[:2]) < 60.0
    assert waits[2] >= 300.0, "first in line may be lucky, and is given back by the time they waited"
    assert waits[3] < 300.0, "who stands second could not be"
    alone = [one.wait_seconds for one in run(firm.flow, at_once, staff, firm.world.calendar)]
    assert min(alone[2:]) >= 300.0, "without calls that tell, only the time waited decides"


def test_closed_hours_are_counted_and_a_blocked_caller_is_let_go(alone: Case) -> None:
    night = replace(at_ten(), at=at_ten().at + timedelta(hours=12))
    found = replay(alone.flow, alone.flow, [night], pasts.staffing(alone.world, days=1), alone.world.calendar)
    assert (found.before.after_hours, found.before.outcomes) == (1, {Outcome.VOICEMAIL: 1})


def test_it_tells_how_far_it_is_and_can_be_stopped(firm: Case) -> None:
    past, staff = pasts.arrivals(300, days=DAYS), pasts.staffing(firm.world, days=DAYS)
    told: list[tuple[int, int]] = []

    def goes_on(done: int, whole: int) -> bool:
        told.append((done, whole))
        return done < 400

    with pytest.raises(Cancelled):
        replay(firm.flow, firm.flow, past, staff, firm.world.calendar, goes_on=goes_on)
    assert told == [(0, 600), (100, 600), (200, 600), (300, 600), (400, 600)]


def test_with_nobody_and_no_calls_there_is_nothing_to_tell(firm: Case) -> None:
    empty = replay(firm.flow, firm.flow, [], Staffing({}), firm.world.calendar)
    assert (empty.before.calls, empty.before.median_wait, empty.changes) == (0, 0.0, ())
    nobody = run(firm.flow, [at_ten()], Staffing({}), firm.world.calendar)[0]
    assert nobody.outcome is Outcome.VOICEMAIL
