"""No text is lost, doubled or out of its order, whatever breaks on the way (issue 2 §7).

500 texts in `./portico test`; 10,000 with PORTICO_TRIALS set, as `./portico bench --trials` does.
"""

import os
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.trials import storm

IS_FULL = bool(os.environ.get("PORTICO_TRIALS"))
COUNT, PATIENCE_SECONDS = (10_000, 1500.0) if IS_FULL else (500, 120.0)


@pytest.mark.trial
def test_every_text_is_one_entry_in_its_order() -> None:
    with tempfile.TemporaryDirectory(prefix="portico-trial-", ignore_cleanup_errors=True) as folder:
        outcome = storm.run(Path(folder) / "data", count=COUNT, patience_seconds=PATIENCE_SECONDS)

    assert outcome.web_restarts >= 2
    assert all(outcome.hits[kind] > 0 for kind in ("drop", "duplicate", "reorder")), outcome.hits

    stored = Counter(entry.provider_id for entry in outcome.stored)
    assert set(stored) == set(outcome.sent), "a text was lost"
    assert max(stored.values()) == 1, "a text was doubled"
    assert (outcome.accounted, outcome.pending) == (COUNT, 0)

    threads: dict[str, list[storm.Text]] = defaultdict(list)
    for entry in outcome.stored:
        text = outcome.sent[entry.provider_id]
        assert entry.words == text.words
        threads[entry.conversation].append(text)
    for said in threads.values():
        assert len({(text.handset, text.to) for text in said}) == 1, "two people in one thread"
        assert [text.number for text in said] == list(range(1, len(said) + 1)), "out of order"
    assert len(threads) == len({(text.handset, text.to) for text in outcome.sent.values()})
