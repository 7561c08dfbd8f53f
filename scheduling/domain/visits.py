"""Where a visit is, and the window in which it is promised to begin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from scheduling.domain.geo import Position
from scheduling.domain.travel import Spot

DAY = 1440
Window = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitAddress:
    """Where somebody is to come, as far as it is known; `postcode` is tidied, `area_id` the area that serves it."""

    street: str = ""
    unit: str = ""
    city: str = ""
    postcode: str = ""
    access_note: str = ""
    position: Position | None = None
    area_id: UUID | None = None

    @property
    def line(self) -> str:
        """Write it in one line, without how to get in."""
        street = f"{self.street} {self.unit}".strip()
        town = f"{self.city} {self.postcode}".strip()
        return ", ".join(part for part in (street, town) if part)

    @property
    def spot(self) -> Spot:
        """Give where it is for drives."""
        return Spot(self.position)


def arrival_window(starts_at: datetime, minutes: int, zone: str) -> Window:
    """Give the window a planned start lies in: windows follow each other on the wall clock from midnight."""
    local = starts_at.astimezone(ZoneInfo(zone))
    into = local.hour * 60 + local.minute
    first = into - into % minutes
    # The wall clock, not time that passed: a window is from 8 to 10 on the day the clocks are set, too.
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    opens = (midnight + timedelta(minutes=first)).replace(fold=local.fold)
    closes = midnight + timedelta(minutes=min(first + minutes, DAY))
    utc = ZoneInfo("UTC")
    return opens.astimezone(utc), closes.astimezone(utc)


def planned(
    starts: Iterable[datetime], minutes: int, zone: str, *, driving: Mapping[datetime, int]
) -> dict[datetime, Window]:
    """Give the windows in which there is a start, by the start in each that adds the least driving, else the first.

    This is the one rule by which a window is planned: for the public's pages, offers by text, members and machines.
    """
    found: dict[Window, list[datetime]] = {}
    for start in starts:
        found.setdefault(arrival_window(start, minutes, zone), []).append(start)
    return {
        min(inside, key=lambda start: (driving.get(start, 0), start)): window
        for window, inside in found.items()
    }
