"""The load trial in full: 200 callers at once, 40 members who decline, drop off and go away while they are rung."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from launcher.bench import Row
from tests.trials import queues

IS_TRIAL = True
# Fewer, where there is no time for all.
CALLERS = int(os.environ.get("PORTICO_TRIAL_CALLERS", "200"))
MEMBERS, WAVES = 40, 3
# Where the callers that came out wrong are told whole, with what was truly said and heard.
REPORT = os.environ.get("PORTICO_TRIAL_REPORT", "")
PATIENCE_SECONDS = 600.0


def measure() -> Iterable[Row]:
    """Count callers without their one true outcome, members asked for two calls, and how far turns lie apart."""
    with tempfile.TemporaryDirectory(prefix="portico-trial-", ignore_cleanup_errors=True) as folder:
        outcome = queues.run(
            Path(folder) / "data",
            callers=CALLERS,
            members=MEMBERS,
            waves=WAVES,
            patience_seconds=PATIENCE_SECONDS,
            is_throwaway=False,
        )
    ends = ", ".join(f"{name.lower()} {times:,}" for name, times in outcome.by_outcome.most_common())
    note = (
        f"{len(outcome.verdicts):,} callers in all, {MEMBERS} members; {ends}; a telephone dropped off"
        f" {outcome.dropped} times, a member went away while rung {outcome.went_away} times;"
        f" {outcome.seconds:,.0f} s on a clock {outcome.factor:.1f} times as fast"
    )
    if REPORT:
        told = [*map(str, outcome.wrong), f"turns {outcome.in_turn}", *outcome.offered_twice]
        Path(REPORT).write_text("\n\n".join(told) + "\n", encoding="utf-8")
    wrong = str(outcome.wrong[0]).partition("\n")[0][:300] if outcome.wrong else note
    yield _row("without their one true outcome", len(outcome.wrong), 0, wrong)
    yield _row("members asked for two at once", len(outcome.offered_twice), 0, f"{outcome.looks:,} looks")
    yield _row("left in the queue", outcome.left_over, 0)
    yield _row("not in the ledger once", len(outcome.verdicts) - outcome.accounted[0], 0)
    least, most = min(outcome.in_turn), max(outcome.in_turn)
    counts = f"{least} to {most} offers a member in {WAVES} waves, all free; {outcome.missed} not taken"
    yield Row("queue turns, most − fewest", outcome.unfairness, "", "≤ 1", outcome.unfairness <= 1, counts)


def _row(what: str, found: int, wanted: int, note: str = "") -> Row:
    return Row(f"queue callers {what}", found, "", f"= {wanted:,}", found == wanted, note)
