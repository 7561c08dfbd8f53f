"""The trial in full: 10,000 texts while webhooks are dropped, doubled and shuffled and Portico keeps dying."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from launcher.bench import Row
from tests.trials import storm

IS_TRIAL = True
COUNT = 10_000
PATIENCE_SECONDS = 1500.0


def measure() -> Iterable[Row]:
    """Count what is missing, doubled, shuffled or mixed up afterwards; none of it may be."""
    with tempfile.TemporaryDirectory(prefix="portico-trial-", ignore_cleanup_errors=True) as folder:
        outcome = storm.run(
            Path(folder) / "data", count=COUNT, patience_seconds=PATIENCE_SECONDS, is_throwaway=False
        )
    faults = ", ".join(f"{kind} {hits:,}" for kind, hits in sorted(outcome.hits.items()))
    note = f"{faults}; web started again {outcome.web_restarts} times; {outcome.seconds:,.0f} s"
    is_proof = outcome.web_restarts >= 2 and all(outcome.hits.values())
    yield _row("entries", outcome.entries, COUNT, note, is_proof=is_proof)
    yield _row("accounted for", outcome.accounted, COUNT, "attempts whose outcome is their entry")
    yield _row("lost", outcome.lost, 0)
    yield _row("doubled", outcome.doubled, 0)
    yield _row("out of order", outcome.out_of_order, 0)
    yield _row("mixed", outcome.mixed, 0, "people in one thread, threads of one person")


def _row(what: str, found: int, wanted: int, note: str = "", *, is_proof: bool = True) -> Row:
    return Row(f"storm {what}", found, "", f"= {wanted:,}", found == wanted and is_proof, note)
