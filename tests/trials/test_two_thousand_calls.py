"""Every call ends as it truly did, whatever the carrier and the machine do to it (issue 3 §4).

12 calls here; `./portico bench --trials` places 2,000 (`tests/benchmarks/calls.py`).
"""

import tempfile
from pathlib import Path

import pytest

from tests.trials import calls

COUNT, PATIENCE_SECONDS = 12, 120.0
# Two calls a house, one after the other; web dies twice while they are under way.
HOUSES, KILLS = 6, 2
# The other half of the suite runs beside it: a pace at which one processor serves these houses in time.
FACTOR = 6.0


@pytest.mark.trial
def test_every_call_has_its_one_true_outcome() -> None:
    with tempfile.TemporaryDirectory(prefix="portico-trial-", ignore_cleanup_errors=True) as folder:
        outcome = calls.run(
            Path(folder) / "data",
            count=COUNT,
            kills=KILLS,
            houses=HOUSES,
            patience_seconds=PATIENCE_SECONDS,
            factor=FACTOR,
        )

    assert outcome.web_restarts >= KILLS
    assert all(outcome.hits[kind] > 0 for kind in ("drop", "duplicate", "reorder")), outcome.hits

    assert [str(verdict) for verdict in outcome.wrong] == []
    assert (outcome.orphans, outcome.doubled_legs, outcome.doubled_texts) == ((), (), ())
    assert (len(outcome.verdicts), outcome.lost_recordings) == (COUNT, ())
