"""Simulated time: one heap of timers for everything the carrier will do later.

A timer is data (a kind, a subject, a detail), not a closure: so the heap can be saved, listed and restored,
and calls add their own kinds (`leg.ring_out`, `input.timeout`) without changing this module.
"""

import heapq
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

VIRTUAL_START = 1_767_625_200.0  # 2026-01-05T15:00:00Z, a Monday morning in Arizona


class Mode(StrEnum):
    """How simulated seconds relate to real ones."""

    REAL = "real"
    FACTOR = "factor"
    VIRTUAL = "virtual"


@dataclass(frozen=True, order=True, slots=True)
class Timer:
    """Something to happen at simulated time `at`; equal times keep the order of setting."""

    at: float
    sequence: int
    kind: str = field(compare=False)
    subject: str = field(compare=False, default="")
    detail: str = field(compare=False, default="")


Handler = Callable[[Timer], None]


def _nobody_waits() -> None:
    return None


class Clock:
    """Simulated seconds since the epoch, and the heap of what is still to happen."""

    def __init__(self, mode: Mode = Mode.VIRTUAL, *, factor: float = 1.0, start: float | None = None) -> None:
        self._handlers: dict[str, Handler] = {}
        self._heap: list[Timer] = []
        self._cancelled: set[int] = set()
        self._live: set[int] = set()
        self._sequence = 0
        self.on_change: Callable[[], None] = _nobody_waits
        self._anchor = VIRTUAL_START if start is None and mode is Mode.VIRTUAL else (start or time.time())
        self._anchored_at = time.monotonic()
        self.mode = mode
        self.factor = factor

    @property
    def rate(self) -> float:
        """Return how many simulated seconds pass in a real one; 0 while the clock is virtual."""
        return {Mode.REAL: 1.0, Mode.FACTOR: self.factor, Mode.VIRTUAL: 0.0}[self.mode]

    def now(self) -> float:
        """Return simulated seconds since the epoch, UTC."""
        return self._anchor + (time.monotonic() - self._anchored_at) * self.rate

    def on_the_wall(self, moment: float) -> float:
        """Return when a simulated instant is for those beside a hurried carrier, whose own clock keeps its pace."""
        if self.mode is not Mode.FACTOR:
            return moment
        anchored = time.time() - (time.monotonic() - self._anchored_at)
        return anchored + (moment - self._anchor) / self.factor

    def set_mode(self, mode: Mode, factor: float = 1.0) -> None:
        """Change the pace without a jump in simulated time, except that `real` returns to the wall clock.

        Raises:
            ValueError: a factor of nought or less.
        """
        if factor <= 0:
            raise ValueError("The clock's factor must be above nought.")
        self._anchor_at(time.time() if mode is Mode.REAL else self.now())
        self.mode, self.factor = mode, factor
        self.on_change()

    def _anchor_at(self, moment: float) -> None:
        self._anchor, self._anchored_at = moment, time.monotonic()

    def register(self, kind: str, handler: Handler) -> None:
        """Name the one function that acts when a timer of `kind` falls due."""
        self._handlers[kind] = handler

    def after(self, seconds: float, kind: str, subject: str = "", detail: str = "") -> Timer:
        """Set a timer `seconds` (simulated) from now."""
        return self.at(self.now() + max(0.0, seconds), kind, subject, detail)

    def at(self, moment: float, kind: str, subject: str = "", detail: str = "") -> Timer:
        """Set a timer at a simulated instant; one in the past falls due at once."""
        self._sequence += 1
        timer = Timer(moment, self._sequence, kind, subject, detail)
        heapq.heappush(self._heap, timer)
        self._live.add(timer.sequence)
        self.on_change()
        return timer

    def cancel(self, timer: Timer) -> None:
        """Forget a timer that has not fallen due."""
        if timer.sequence in self._live:
            self._live.discard(timer.sequence)
            self._cancelled.add(timer.sequence)

    def pending(self) -> list[Timer]:
        """Return what is still to happen, soonest first."""
        return sorted(timer for timer in self._heap if timer.sequence not in self._cancelled)

    def next_at(self) -> float | None:
        """Return the instant of the next timer, or None when nothing is pending."""
        while self._heap and self._heap[0].sequence in self._cancelled:
            self._cancelled.discard(heapq.heappop(self._heap).sequence)
        return self._heap[0].at if self._heap else None

    def real_seconds_to_next(self) -> float | None:
        """Return how long a driver may sleep; None when only a new timer or an advance can cause work."""
        moment = self.next_at()
        if moment is None:
            return None
        if moment <= self.now():
            return 0.0
        return (moment - self.now()) / self.rate if self.rate else None

    def fire_next(self, *, until: float | None = None) -> bool:
        """Run the next timer due by `until` (default: now), and say whether one ran.

        A virtual clock moves to it.
        """
        moment = self.next_at()
        if moment is None or moment > (self.now() if until is None else until):
            return False
        timer = heapq.heappop(self._heap)
        self._live.discard(timer.sequence)
        if self.mode is Mode.VIRTUAL:
            self._anchor_at(max(self.now(), timer.at))
        self._handlers[timer.kind](timer)
        return True

    def move_to(self, moment: float) -> None:
        """Put a virtual clock at `moment`, never backwards; the caller has run what was due before it.

        Raises:
            ValueError: the clock is not virtual.
        """
        if self.mode is not Mode.VIRTUAL:
            raise ValueError("Only a virtual clock can be advanced; set the mode to virtual first.")
        self._anchor_at(max(self.now(), moment))

    def clear(self) -> None:
        """Drop every timer."""
        self._heap.clear()
        self._live.clear()
        self._cancelled.clear()

    def restore(self, timers: Iterable[Timer], *, now: float) -> None:
        """Take over saved timers; time goes on from the later of the saved and the present instant."""
        self._anchor_at(now if self.mode is Mode.VIRTUAL else max(now, self.now()))
        if self.mode is Mode.REAL:
            self._anchor_at(time.time())
        for timer in timers:
            self.at(timer.at, timer.kind, timer.subject, timer.detail)
