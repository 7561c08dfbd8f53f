"""Algebra of half-open intervals. Results are maximal runs in order: runs that touch are joined, empty ones dropped."""

from collections.abc import Iterable, Sequence

from scheduling.domain.slots.model import Run


def merge(intervals: Iterable[Run]) -> list[Run]:
    """Join intervals, in whatever order, to runs."""
    merged: list[Run] = []
    last_start, last_end = 0, 0
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if merged and start <= last_end:
            if end > last_end:
                last_end = end
                merged[-1] = (last_start, end)
        else:
            last_start, last_end = start, end
            merged.append((start, end))
    return merged


def intersect(first: Sequence[Run], second: Sequence[Run]) -> list[Run]:
    """Keep what lies in both; both are runs."""
    found: list[Run] = []
    i = j = 0
    while i < len(first) and j < len(second):
        start = max(first[i][0], second[j][0])
        end = min(first[i][1], second[j][1])
        if start < end:
            found.append((start, end))
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return found


def subtract(runs: Sequence[Run], taken: Sequence[Run]) -> list[Run]:
    """Keep what lies in the first and not in the second; both are runs."""
    if not taken:
        return list(runs)
    found: list[Run] = []
    place, count = 0, len(taken)
    for run_start, end in runs:
        start = run_start
        while place < count and taken[place][1] <= start:
            place += 1
        at = place
        while at < count and taken[at][0] < end:
            if taken[at][0] > start:
                found.append((start, taken[at][0]))
            start = taken[at][1]
            at += 1
        if start < end:
            found.append((start, end))
        place = max(place, at - 1)
    return found


def clip(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """Keep what lies from `start` up to `end`."""
    return [(max(a, start), min(b, end)) for a, b in runs if max(a, start) < min(b, end)]


def at_least(units: int, of: Sequence[Sequence[Run]]) -> list[Run]:
    """Find when at least `units` of these are free at a time, though not always the same ones."""
    if units == 1:
        return merge(run for runs in of for run in runs)
    edges = sorted((at, step) for runs in of for start, end in runs for at, step in ((start, 1), (end, -1)))
    found: list[Run] = []
    free, since = 0, 0
    for at, step in edges:
        was, free = free, free + step
        if was < units <= free:
            since = at
        elif free < units <= was and since < at:
            found.append((since, at))
    return merge(found)
