"""What is kept of a day for those who cannot wait: so many visits must still fit after a booking."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from scheduling.domain.slots import clock, runs
from scheduling.domain.slots.model import Busy, Host, Id, Question, Reserve, Resource, Run


class Days:
    """The free time of the hosts on each date, worked out once a date."""

    def __init__(
        self,
        question: Question,
        reserve: Reserve,
        hosts: Sequence[Host],
        open_of: Callable[[Resource, int, int], list[Run]],
        taken: Callable[[Iterable[Busy], Question], Iterator[Run]],
    ) -> None:
        self.question = question
        self.reserve = reserve
        self.hosts = hosts
        self._open_of, self._taken = open_of, taken
        self._free: dict[int, dict[Id, list[Run]]] = {}

    def leaves_enough(self, start: int, host: Id) -> bool:
        """Say whether a booking of a host at a start leaves the visits of its date that are kept."""
        ordinal = clock.ordinal_at(self.reserve.timezone, start)
        kept = self.reserve.kept.get(ordinal, 0)
        if not kept:
            return True
        free = self._of(ordinal)
        service = self.question.service
        around = service.buffer_before + service.buffer_after
        mine = runs.subtract(free[host], [(start - around, start + service.length + around)])
        others = sum(self._visits(found) for one, found in free.items() if one != host)
        return others + self._visits(mine) >= kept

    def _visits(self, free: Iterable[Run]) -> int:
        return sum((end - start) // self.reserve.length for start, end in free)

    def _of(self, ordinal: int) -> dict[Id, list[Run]]:
        if ordinal not in self._free:
            now = clock.minute_of(self.question.now)
            spans = [
                (max(start, now), end)
                for start, end in clock.day_runs(self.reserve.timezone, date.fromordinal(ordinal))
                if end > now
            ]
            self._free[ordinal] = {
                host.id: runs.subtract(
                    runs.merge(run for start, end in spans for run in self._open_of(host, start, end)),
                    runs.merge(self._taken(host.busy, self.question)),
                )
                for host in self.hosts
            }
        return self._free[ordinal]
