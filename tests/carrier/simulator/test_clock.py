"""One heap, three paces."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carrier.simulator.clock import VIRTUAL_START, Clock, Mode, Timer


def test_a_virtual_clock_stands_still() -> None:
    clock = Clock(Mode.VIRTUAL)
    clock.after(1.0, "ring")
    assert clock.now() == VIRTUAL_START
    assert clock.real_seconds_to_next() is None
    assert not clock.fire_next()


@settings(deadline=None)
@given(st.lists(st.floats(min_value=0, max_value=100), max_size=30))
def test_timers_run_in_order_each_at_its_own_instant(waits: list[float]) -> None:
    clock = Clock(Mode.VIRTUAL)
    ran: list[tuple[float, Timer]] = []
    clock.register("ring", lambda timer: ran.append((clock.now(), timer)))
    for wait in waits:
        clock.after(wait, "ring")
    while clock.fire_next(until=clock.now() + 1_000):
        continue
    assert [timer for _, timer in ran] == sorted(timer for _, timer in ran)
    assert len(ran) == len(waits)
    assert all(moment == pytest.approx(timer.at, abs=1e-3) for moment, timer in ran)


def test_a_cancelled_timer_never_runs() -> None:
    clock = Clock(Mode.VIRTUAL)
    clock.cancel(clock.after(1.0, "ring"))
    assert clock.next_at() is None
    assert clock.pending() == []


def test_a_factor_divides_the_wait() -> None:
    clock = Clock(Mode.FACTOR, factor=1_000.0)
    clock.after(100.0, "ring")
    wait = clock.real_seconds_to_next()
    assert wait is not None
    assert wait <= 0.1
    before = clock.now()
    time.sleep(0.01)
    assert clock.now() - before >= 10.0


def test_a_change_of_pace_does_not_jump() -> None:
    clock = Clock(Mode.VIRTUAL)
    clock.move_to(clock.now() + 50)
    clock.set_mode(Mode.FACTOR, 2.0)
    assert clock.now() == pytest.approx(VIRTUAL_START + 50, abs=1.0)


def test_only_a_virtual_clock_can_be_moved() -> None:
    with pytest.raises(ValueError, match="virtual"):
        Clock(Mode.REAL).move_to(0)
