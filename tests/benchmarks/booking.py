"""How many times a second customers take where many want the same, on real connections, and that nobody overlaps."""

from collections.abc import Iterable

from launcher.bench import Row
from tests.trials import bookers

BOOKERS, SLOTS = 160, 40


def measure() -> Iterable[Row]:
    """Let a few dozen times be wanted by four times as many, without anything dying."""
    outcome = bookers.run(bookers=BOOKERS, slots=SLOTS, kills=0)
    rate = len(outcome.told) / outcome.seconds
    note = (
        f"{BOOKERS} bookers on {SLOTS} times of {bookers.PROVIDERS} providers in turn,"
        f" {bookers.SERVERS} processes with {bookers.THREADS} connections each; {outcome.confirmed} confirmed;"
        f" each answer is one to five transactions (holds, moves, other times for who lost)"
    )
    yield Row("bookings answered under contention", round(rate, 1), "a second", "", None, note)
    yield Row("bookings that overlap", outcome.overlaps, "", "= 0", outcome.overlaps == 0)
