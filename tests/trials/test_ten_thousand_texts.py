"""No text is lost, doubled or out of its order, whatever breaks on the way (issue 2 §7).

150 texts here; `./portico bench --trials` sends 10,000 (`tests/benchmarks/storm.py`).
"""

import tempfile
from pathlib import Path

import pytest

from tests.trials import storm

COUNT, PATIENCE_SECONDS = 150, 120.0


@pytest.mark.trial
def test_every_text_is_one_entry_in_its_order() -> None:
    with tempfile.TemporaryDirectory(prefix="portico-trial-", ignore_cleanup_errors=True) as folder:
        outcome = storm.run(Path(folder) / "data", count=COUNT, patience_seconds=PATIENCE_SECONDS)

    assert outcome.web_restarts >= 2
    assert all(outcome.hits[kind] > 0 for kind in ("drop", "duplicate", "reorder")), outcome.hits

    assert (outcome.entries, outcome.accounted, outcome.pending) == (COUNT, COUNT, 0)
    assert (outcome.lost, outcome.doubled, outcome.out_of_order, outcome.mixed) == (0, 0, 0, 0)
