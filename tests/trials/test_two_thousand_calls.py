"""Every call ends as it truly did, whatever the carrier and the machine do to it (issue 3 §4).

100 calls here; `./portico bench --trials` places 2,000 (`tests/benchmarks/calls.py`).
"""

import tempfile
from pathlib import Path

import pytest

from tests.trials import calls

COUNT, PATIENCE_SECONDS = 100, 240.0
# The other half of the suite runs beside it: a pace at which one processor serves twelve houses in time.
FACTOR = 6.0


@pytest.mark.trial
def test_every_call_has_its_one_true_outcome() -> None:
    with tempfile.TemporaryDirectory(prefix="portico-trial-", ignore_cleanup_errors=True) as folder:
        outcome = calls.run(
            Path(folder) / "data", count=COUNT, patience_seconds=PATIENCE_SECONDS, factor=FACTOR
        )

    assert outcome.web_restarts >= 3
    assert all(outcome.hits[kind] > 0 for kind in ("drop", "duplicate", "reorder")), outcome.hits

    assert [str(verdict) for verdict in outcome.wrong] == []
    assert (outcome.orphans, outcome.doubled_legs, outcome.doubled_texts) == ((), (), ())
    assert (len(outcome.verdicts), outcome.lost_recordings) == (COUNT, ())
