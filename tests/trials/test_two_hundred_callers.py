"""Many callers at once, few members, and some of them drop off: everybody ends in one way, nobody is asked twice.

10 callers and 5 members here, 52 s of a suite that has none to spare: `PORTICO_QUEUE_TRIAL=1` asks for it;
`./portico bench --trials` has 200 and 40 (`tests/benchmarks/queues.py`).
"""

import os
import tempfile
from pathlib import Path

import pytest

from tests.trials import queues

CALLERS, MEMBERS, WAVES, PATIENCE_SECONDS = 10, 5, 1, 120.0


@pytest.mark.trial
@pytest.mark.skipif(not os.environ.get("PORTICO_QUEUE_TRIAL"), reason="asked for by PORTICO_QUEUE_TRIAL")
def test_every_caller_ends_in_one_way_and_nobody_is_asked_for_two() -> None:
    with tempfile.TemporaryDirectory(prefix="portico-trial-", ignore_cleanup_errors=True) as folder:
        outcome = queues.run(
            Path(folder) / "data",
            callers=CALLERS,
            members=MEMBERS,
            waves=WAVES,
            patience_seconds=PATIENCE_SECONDS,
        )

    assert outcome.looks > 50
    assert min(outcome.dropped, outcome.went_away) > 0
    assert [str(verdict) for verdict in outcome.wrong] == []
    assert len(outcome.verdicts) == CALLERS + WAVES * (MEMBERS * 2 // 3)
    assert (outcome.offered_twice, outcome.left_over) == ((), 0)
    assert outcome.unfairness <= 1, outcome.in_turn
    assert outcome.accounted == (len(outcome.verdicts), len(outcome.verdicts))
