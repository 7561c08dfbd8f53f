"""When somebody is warned, and what the kept-rate counts."""

from datetime import UTC, datetime, timedelta

import pytest

from conversations.domain.promises import Standing, count_kept, standing, warn_at

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(("given", "lead"), [(20, 5), (240, 30), (5, 2), (1, 1)])
def test_the_warning_comes_in_the_last_quarter_at_most_half_an_hour_before(given: int, lead: int) -> None:
    due = NOW + given * MINUTE
    assert warn_at(made_at=NOW, due_at=due) == due - lead * MINUTE


def test_what_came_due_counts_and_a_promise_put_away_does_not() -> None:
    def at(due: int, done: int | None, *, is_withdrawn: bool = False) -> Standing:
        done_at = None if done is None else NOW + done * MINUTE
        return standing(due_at=NOW + due * MINUTE, done_at=done_at, is_withdrawn=is_withdrawn, now=NOW)

    stood = [at(-10, -20), at(-10, -10), at(-10, -5), at(-1, None), at(1, None), at(5, -1, is_withdrawn=True)]
    assert stood == [
        Standing.KEPT, Standing.KEPT, Standing.LATE, Standing.BROKEN, Standing.OPEN, Standing.WITHDRAWN,
    ]  # fmt: skip
    kept = count_kept(stood)
    assert (kept.kept, kept.due, kept.rate) == (2, 4, 0.5)
    assert count_kept([Standing.OPEN]).rate is None
