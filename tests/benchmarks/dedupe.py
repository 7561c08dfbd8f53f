"""Dedupe: who stands twice in a list of ten thousand, without labels; our own list, so that anybody can repeat it."""

from collections.abc import Iterable
from time import process_time

from contacts.domain.identity import CERTAIN_FROM, find_links, people_of
from launcher.bench import Row
from tests.factories.people import people_sample

ROWS = 10_000
MOST_SECONDS, LEAST_F1, LEAST_CERTAIN = 10.0, 0.985, 0.999


def measure() -> Iterable[Row]:
    """Compare the list with itself; seconds are of one core, from the rows as text to the pairs."""
    sample = people_sample(ROWS)
    began = process_time()
    links = find_links(people_of(sample.rows))
    seconds = process_time() - began
    ids = [row["id"] for row in sample.rows]
    pairs = {frozenset((ids[link.first], ids[link.second])): link.probability for link in links}
    certain = {pair for pair, probability in pairs.items() if probability >= CERTAIN_FROM}
    right = len(pairs.keys() & sample.truth)
    precision, recall = right / len(pairs), right / len(sample.truth)
    f1 = 2 * precision * recall / (precision + recall)
    note = f"{len(sample.rows):,} rows, {len(sample.truth):,} true pairs; precision {precision:.4f}, recall {recall:.4f}"
    yield Row("dedupe, F1", round(f1, 4), "", f"≥ {LEAST_F1}", f1 >= LEAST_F1, note)
    sure = len(certain & sample.truth) / len(certain)
    told = f"{len(certain):,} pairs from {CERTAIN_FROM} on"
    yield Row(
        "dedupe, precision of the certain",
        round(sure, 5),
        "",
        f"≥ {LEAST_CERTAIN}",
        sure >= LEAST_CERTAIN,
        told,
    )
    yield Row(
        "dedupe, time",
        round(seconds, 2),
        "s CPU",
        f"< {MOST_SECONDS:.0f}",
        seconds < MOST_SECONDS,
        "one core",
    )
