"""The trial in full: 500 bookers on 40 times, with holds, moves and web processes that are killed under way."""

from collections.abc import Iterable

from launcher.bench import Row
from tests.trials import bookers

IS_TRIAL = True
BOOKERS, SLOTS, KILLS = 500, 40, 12


def measure() -> Iterable[Row]:
    """Count overlaps, lost confirmations, errors anybody saw, and losers who were offered nothing."""
    outcome = bookers.run(bookers=BOOKERS, slots=SLOTS, kills=KILLS)
    note = (
        f"{outcome.confirmed} confirmed, {outcome.slots} times, {outcome.left_free} left free;"
        f" {outcome.kills} web processes killed; {outcome.seconds:,.0f} s"
    )
    is_proof = outcome.kills == KILLS and 0 < outcome.confirmed <= SLOTS
    yield _row("answered", len(outcome.told), BOOKERS, note, is_proof=is_proof)
    yield _row("overlaps", outcome.overlaps, 0)
    yield _row("lost confirmations", outcome.lost, 0)
    yield _row("appointments nobody was told of", outcome.unasked, 0)
    yield _row("booked twice for one form", outcome.doubled, 0)
    errors = ", ".join(f"{times} × {error}" for error, times in outcome.errors.most_common(3))
    yield _row("errors shown", sum(outcome.errors.values()), 0, errors)
    yield _row("losers offered nothing", outcome.left_alone, 0)


def _row(what: str, found: int, wanted: int, note: str = "", *, is_proof: bool = True) -> Row:
    return Row(f"bookers {what}", found, "", f"= {wanted:,}", found == wanted and is_proof, note)
