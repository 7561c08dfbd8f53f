"""The trial in full: 2,000 calls while news is lost, doubled and shuffled, requests fail and Portico keeps dying."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from launcher.bench import Row
from tests.trials import calls

IS_TRIAL = True
# Fewer, where there is no time for all.
COUNT = int(os.environ.get("PORTICO_TRIAL_CALLS", "2000"))
# Where the calls that went wrong are told whole, with what was truly said and heard on them.
REPORT = os.environ.get("PORTICO_TRIAL_REPORT", "")
PATIENCE_SECONDS = 600.0


def measure() -> Iterable[Row]:
    """Count calls without their one true outcome, legs nobody asked for, texts sent twice, recordings lost."""
    with tempfile.TemporaryDirectory(prefix="portico-trial-", ignore_cleanup_errors=True) as folder:
        outcome = calls.run(
            Path(folder) / "data", count=COUNT, patience_seconds=PATIENCE_SECONDS, is_throwaway=False
        )
    faults = ", ".join(f"{kind} {hits:,}" for kind, hits in sorted(outcome.hits.items()))
    ends = ", ".join(f"{name.lower()} {times:,}" for name, times in outcome.by_outcome.most_common())
    pace = f"{outcome.seconds:,.0f} s on a clock {outcome.factor:.1f} times as fast"
    note = f"{faults}; web started again {outcome.web_restarts} times; {pace}; {ends}"
    if REPORT:
        Path(REPORT).write_text(
            "\n\n".join(str(verdict) for verdict in outcome.wrong) + "\n", encoding="utf-8"
        )
    is_proof = outcome.web_restarts >= 3 and all(outcome.hits.values())
    yield _row("placed", outcome.calls, COUNT, note, is_proof=is_proof)
    yield _row("without their one true outcome", len(outcome.wrong), 0, _first(outcome.wrong))
    yield _row("legs nobody asked for", len(outcome.orphans), 0)
    yield _row("members rung twice for one call", len(outcome.doubled_legs), 0)
    yield _row("texts sent twice", len(outcome.doubled_texts), 0)
    yield _row(
        "recordings lost", len(outcome.lost_recordings), 0, "made, and neither kept nor declared missing"
    )


def _first(wrong: tuple[object, ...]) -> str:
    return str(wrong[0]).partition("\n")[0][:300] if wrong else "judged by the simulator's transcripts"


def _row(what: str, found: int, wanted: int, note: str = "", *, is_proof: bool = True) -> Row:
    return Row(f"calls {what}", found, "", f"= {wanted:,}", found == wanted and is_proof, note)
