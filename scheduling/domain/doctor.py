"""The setup doctor: why a service cannot be booked although its owner thinks it can. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """One thing wrong with a service or a provider, the worst first."""

    NO_DURATION = "NO_DURATION"
    NOBODY_GIVES = "NOBODY_GIVES"
    NOBODY_AT_PLACE = "NOBODY_AT_PLACE"
    NO_HOURS = "NO_HOURS"
    CALENDAR_UNREAD = "CALENDAR_UNREAD"
    POOL_TOO_SMALL = "POOL_TOO_SMALL"
    WINDOW_OVER = "WINDOW_OVER"
    NOTICE_BEYOND_WINDOW = "NOTICE_BEYOND_WINDOW"
    CAP_BELOW_LENGTH = "CAP_BELOW_LENGTH"
    NO_VIDEO_ADDRESS = "NO_VIDEO_ADDRESS"
    NOT_PUBLIC = "NOT_PUBLIC"


# What stops bookings; the others are worth knowing.
STOPS = frozenset(Finding) - {
    Finding.NOT_PUBLIC, Finding.NO_HOURS, Finding.NOBODY_AT_PLACE, Finding.CALENDAR_UNREAD,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Who gives a service: `places` are those where they are, empty for all of them.

    `is_unread`: a calendar elsewhere could not be read for so long that they are not booked.
    """

    name: str
    has_hours: bool
    is_unread: bool = False
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolNeed:
    """How many of a pool are needed, and how many of it can be used."""

    name: str
    units: int
    usable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """A service as it is set up, in minutes; `window_minutes` is how far ahead it can be booked, None for ever."""

    durations: Sequence[int]
    givers: Sequence[Giver]
    places: Sequence[str]
    needs: Sequence[PoolNeed]
    notice: int
    window_minutes: int | None
    minutes_cap: int | None
    is_public: bool
    needs_video_address: bool


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A finding and what it is about: a provider, a place or a pool by name."""

    finding: Finding
    about: str = ""

    @property
    def stops(self) -> bool:
        """Say whether nothing at all can be booked."""
        return self.finding in STOPS


def examine(setup: Setup) -> tuple[Diagnosis, ...]:
    """List what is wrong with a service, the worst first."""
    found = [Diagnosis(Finding.NO_DURATION)] if not setup.durations else []
    working = [giver for giver in setup.givers if giver.has_hours]
    if not setup.givers or not working:
        found.append(Diagnosis(Finding.NOBODY_GIVES))
    else:
        found += [
            Diagnosis(Finding.NOBODY_AT_PLACE, place)
            for place in setup.places
            if not any(not giver.places or place in giver.places for giver in working)
        ]
    found += [Diagnosis(Finding.NO_HOURS, giver.name) for giver in setup.givers if not giver.has_hours]
    found += [Diagnosis(Finding.CALENDAR_UNREAD, giver.name) for giver in setup.givers if giver.is_unread]
    found += [
        Diagnosis(Finding.POOL_TOO_SMALL, need.name) for need in setup.needs if need.usable < need.units
    ]
    found += _window(setup)
    if setup.minutes_cap is not None and setup.durations and setup.minutes_cap < min(setup.durations):
        found.append(Diagnosis(Finding.CAP_BELOW_LENGTH))
    if setup.needs_video_address:
        found.append(Diagnosis(Finding.NO_VIDEO_ADDRESS))
    if not setup.is_public:
        found.append(Diagnosis(Finding.NOT_PUBLIC))
    order = list(Finding)
    return tuple(sorted(found, key=lambda one: (order.index(one.finding), one.about)))


def _window(setup: Setup) -> list[Diagnosis]:
    if setup.window_minutes is None:
        return []
    if setup.window_minutes < 0:
        return [Diagnosis(Finding.WINDOW_OVER)]
    return [Diagnosis(Finding.NOTICE_BEYOND_WINDOW)] if setup.notice > setup.window_minutes else []
