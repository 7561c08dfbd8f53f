"""The bucket never lets more through than the carrier takes, and says truly how long to wait."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrier.vonage.limits import RATES, Act, Bucket, Rate, full, take

RATE = Rate(per_second=3.0, burst=3.0)


def test_a_burst_and_then_the_rate() -> None:
    bucket = full(RATE, at=100.0)
    for _ in range(3):
        taken = take(bucket, RATE, at=100.0)
        assert taken.is_allowed
        bucket = taken.bucket
    refused = take(bucket, RATE, at=100.0)
    assert not refused.is_allowed
    assert refused.wait_seconds == pytest.approx(1 / 3)
    assert take(refused.bucket, RATE, at=100.0 + refused.wait_seconds + 1e-9).is_allowed


def test_a_clock_that_goes_back_gives_nothing_away() -> None:
    taken = take(Bucket(0.0, 100.0), RATE, at=50.0)
    assert not taken.is_allowed
    assert taken.bucket == Bucket(0.0, 100.0)


@given(st.lists(st.floats(0.0, 2.0), max_size=60))
def test_never_more_than_burst_and_rate(pauses: list[float]) -> None:
    bucket, at, allowed = full(RATE, at=0.0), 0.0, 0
    for pause in pauses:
        at += pause
        taken = take(bucket, RATE, at=at)
        allowed += taken.is_allowed
        bucket = taken.bucket
        assert 0.0 <= bucket.tokens <= RATE.burst
        assert taken.is_allowed == (taken.wait_seconds == 0.0)
    assert allowed <= RATE.burst + at * RATE.per_second + 1e-6


def test_every_act_has_a_rate() -> None:
    assert set(RATES) == set(Act)
    assert (RATES[Act.CALL].per_second, RATES[Act.CALL_COMMAND].per_second) == (3.0, 15.0)
    assert RATES[Act.MESSAGE].per_second == 30.0
