"""Requests a second: the carrier answers 429 above the limit, it does not queue."""

from collections import defaultdict, deque


class RateLimits:
    """Counts requests per key over the last simulated second; off unless switched on."""

    def __init__(self, *, per_second: int = 30, is_on: bool = False) -> None:
        self.per_second = per_second
        self.is_on = is_on
        self._taken: defaultdict[str, deque[float]] = defaultdict(deque)

    def allow(self, key: str, now: float, *, per_second: int = 0) -> bool:
        """Take one request of `key` at `now`, or say that it is one too many."""
        if not self.is_on:
            return True
        taken = self._taken[key]
        while taken and taken[0] <= now - 1.0:
            taken.popleft()
        if len(taken) >= (per_second or self.per_second):
            return False
        taken.append(now)
        return True
