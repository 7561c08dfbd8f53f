"""Rulers: CPU of a process tree, medians of alternating rounds."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import process_time

NANOSECONDS = 1e9


def cpu_seconds(pid: int) -> float:
    """Return the CPU a process, its threads and its living descendants have used.

    Read from `schedstat`, whose nanoseconds show a round of a few milliseconds; `stat` counts steps of 10 ms.
    """
    spent = sum(_on_cpu(path) for path in Path(f"/proc/{pid}/task").iterdir())
    return spent + sum(cpu_seconds(child) for child in _children(pid))


def _on_cpu(task: Path) -> float:
    return int((task / "schedstat").read_text().split()[0]) / NANOSECONDS


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (task / "children").read_text().split())


@contextmanager
def own_cpu(spent: list[float]) -> Iterator[None]:
    """Append the CPU seconds this process uses inside the block."""
    began = process_time()
    yield
    spent.append(process_time() - began)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rounds of ours and of the floor, taken in turn, so that a busy neighbour troubles both."""

    ours: tuple[float, ...]
    floor: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        """Ours over the floor, round by round."""
        return [ours / floor for ours, floor in zip(self.ours, self.floor, strict=True)]

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios."""
        return statistics.median(self.ratios)

    def describe(self, unit: str) -> str:
        """Say both medians and how far the rounds' ratios lie apart."""
        ours, floor = statistics.median(self.ours), statistics.median(self.floor)
        lowest, highest = min(self.ratios), max(self.ratios)
        return (
            f"{ours:,.4g} against {floor:,.4g} {unit}, {len(self.ours)} rounds, {lowest:.2f} to {highest:.2f}"
        )


def compare(ours: Callable[[], float], floor: Callable[[], float], *, rounds: int = 3) -> Comparison:
    """Measure ours, then the floor, `rounds` times over."""
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return Comparison(tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
