"""The members of a business as a replay goes on: who talks, who is idle, and who waits."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.domain.hours import Calendar
from routing.domain.expecting import OLDEST, SAMPLES
from routing.domain.replaying.recorded import Staffing
from routing.domain.walk import RingFacts


class House:
    """The members as the replay goes on: until when each is talking, since when idle, how many calls they took."""

    def __init__(self, staffing: Staffing, calendar: Calendar) -> None:
        self.staffing, self.calendar = staffing, calendar
        self.busy_until: dict[UUID, datetime] = {}
        self._zone = ZoneInfo(calendar.time_zone)
        self._rung_at: dict[tuple[str, UUID], float] = {}
        self._taken: dict[UUID, int] = {}
        self._day: date | None = None
        self._lines: dict[UUID | None, list[datetime]] = {}
        self._talks: dict[UUID, list[tuple[datetime, datetime, datetime]]] = {}

    def free(self, at: datetime) -> list[UUID]:
        """List who can be rung and is on no call."""
        staffing = self.staffing
        if staffing.telephones is not None:
            return [one for one in staffing.telephones if self.busy_until.get(one, at) <= at]
        return [
            one
            for one in staffing.members()
            if self.busy_until.get(one, at) <= at and staffing.shift_at(one, at)
        ]

    def soonest(
        self, members: Mapping[UUID, datetime], but: set[UUID], at: datetime
    ) -> tuple[datetime, UUID] | None:
        """Find who of a queue is free first, from the instant they may be asked on; of equals the one asked first."""
        found = []
        for place, (one, opens) in enumerate(members.items()):
            free = (
                None
                if one in but
                else self.staffing.next_at_work(one, max(at, opens, self.busy_until.get(one, at)))
            )
            if free is not None:
                found.append((free, place, one))
        return (min(found)[0], min(found)[2]) if found else None

    def took(self, member_id: UUID, node: str, at: datetime, talked: float) -> None:
        """Note that a member took a call."""
        self.busy_until[member_id] = at + timedelta(seconds=talked)
        self._rung_at[node, member_id] = at.timestamp()
        day = at.astimezone(self._zone).date()
        if day != self._day:
            self._day, self._taken = day, {}
        self._taken[member_id] = self._taken.get(member_id, 0) + 1

    def served(self, queue_id: UUID, *, queued: datetime, answered: datetime, talked: float) -> None:
        """Note that a call of a queue was taken."""
        talk = (queued, answered, answered + timedelta(seconds=talked))
        self._talks.setdefault(queue_id, []).append(talk)

    def handled_seconds(self, queue_id: UUID | None, at: datetime) -> list[int]:
        """List how long the latest calls of a queue kept a member that were over by `at`, as estimates rest on them."""
        talks = reversed(self._talks.get(queue_id, ())) if queue_id else iter(())
        over = (one for one in talks if one[2] <= at and one[0] >= at - OLDEST)
        return [
            max(1, int((ended - answered).total_seconds())) for _q, answered, ended in islice(over, SAMPLES)
        ]

    def line_of(self, queue_id: UUID | None, at: datetime) -> list[datetime]:
        """Give until when those who wait in a queue wait, without those who no longer do."""
        line = self._lines[queue_id] = [until for until in self._lines.get(queue_id, ()) if until > at]
        return line

    def ringing(self, local: datetime) -> RingFacts:
        """Give what orders of ringing rest on."""
        today = self._taken if self._day == local.date() else {}
        busy = {one: until.timestamp() for one, until in self.busy_until.items()}
        return RingFacts(self._rung_at, busy, today)
