"""How many times a second customers take where many want the same, on real connections, and that nobody overlaps."""

import resource
from collections.abc import Iterable

from launcher.bench import Row
from tests.trials import bookers

BOOKERS, SLOTS = 160, 40


def measure() -> Iterable[Row]:
    """Let a few dozen times be wanted by four times as many, without anything dying."""
    began = _cpu_of_servers()
    outcome = bookers.run(bookers=BOOKERS, slots=SLOTS, kills=0)
    spent = (_cpu_of_servers() - began) / len(outcome.told)
    rate = len(outcome.told) / outcome.seconds
    note = (
        f"{BOOKERS} bookers on {SLOTS} times of {bookers.PROVIDERS} providers in turn,"
        f" {bookers.SERVERS} processes with {bookers.THREADS} connections each; {outcome.confirmed} confirmed;"
        f" each answer is one to five transactions (holds, moves, other times for who lost)"
    )
    yield Row("bookings answered under contention", round(rate, 1), "a second", "", None, note)
    what = "of the servers' Python for each answer, whatever else the machine does; PostgreSQL's own left out"
    yield Row("booking CPU under contention", round(spent * 1000, 1), "ms", "", None, what)
    yield Row("bookings that overlap", outcome.overlaps, "", "= 0", outcome.overlaps == 0)


def _cpu_of_servers() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime
