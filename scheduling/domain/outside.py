"""Calendars elsewhere: what is asked of them, what they tell, and what can go wrong. Pure."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

# Busy times are worked out this far around now, anew each day: nobody is listed times beyond.
BACK: Final = timedelta(days=1)
AHEAD: Final = timedelta(days=400)
# A calendar that was not read for so long may hide anything: its owner is not booked any more.
UNREAD_AFTER: Final = timedelta(hours=24)


class CalendarKind(StrEnum):
    """By which means a calendar elsewhere is read."""

    ICS = "ICS"
    CALDAV = "CALDAV"
    GOOGLE = "GOOGLE"
    MICROSOFT = "MICROSOFT"


class ElsewhereKind(StrEnum):
    """How busy somebody is; a calendar may be told not to count what is tentative."""

    BUSY = "BUSY"
    TENTATIVE = "TENTATIVE"
    OUT_OF_OFFICE = "OUT_OF_OFFICE"


class Trouble(StrEnum):
    """Why a calendar cannot be read or written; each has a sentence."""

    BAD_ADDRESS = "BAD_ADDRESS"
    NO_SUCH_HOST = "NO_SUCH_HOST"
    PRIVATE_ADDRESS = "PRIVATE_ADDRESS"
    REDIRECTS = "REDIRECTS"
    UNREACHABLE = "UNREACHABLE"
    UNTRUSTED = "UNTRUSTED"
    NOT_ENCRYPTED = "NOT_ENCRYPTED"
    TOO_SLOW = "TOO_SLOW"
    TOO_LARGE = "TOO_LARGE"
    NOT_FOUND = "NOT_FOUND"
    WRONG_PASSWORD = "WRONG_PASSWORD"  # noqa: S105 - names a trouble
    FORBIDDEN = "FORBIDDEN"
    SERVER_ERROR = "SERVER_ERROR"
    THROTTLED = "THROTTLED"
    NO_CALENDAR = "NO_CALENDAR"
    HALF_READ = "HALF_READ"
    UNREADABLE_ANSWER = "UNREADABLE_ANSWER"
    NO_CALDAV = "NO_CALDAV"
    READ_ONLY = "READ_ONLY"
    STORAGE_FULL = "STORAGE_FULL"
    CHANGED_THERE = "CHANGED_THERE"
    CONNECT_AGAIN = "CONNECT_AGAIN"
    NOT_SET_UP = "NOT_SET_UP"


# These pass by themselves: what was to be written is tried again soon.
PASSING: Final = frozenset(
    {
        Trouble.NO_SUCH_HOST, Trouble.UNREACHABLE, Trouble.TOO_SLOW, Trouble.SERVER_ERROR, Trouble.THROTTLED,
        Trouble.UNREADABLE_ANSWER,
    }
)  # fmt: skip


class Clash(StrEnum):
    """What somebody did over there to an event of ours."""

    MOVED = "MOVED"
    DELETED = "DELETED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Time that is taken elsewhere.

    `key` names the event as the calendar names what changes: a feed's UID, a CalDAV address, an event's id. `part` tells
    the times of one that repeats from each other.
    """

    key: str
    part: str = ""
    starts_at: datetime
    ends_at: datetime
    kind: ElsewhereKind = ElsewhereKind.BUSY


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One of our own events as it stands over there."""

    key: str
    uid: str
    etag: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where one of our events lies over there: its `key`, the version we wrote, and the UID it has there."""

    key: str
    uid: str
    etag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is written of an appointment, in neutral words: other people look at calendars."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    changed_at: datetime
    summary: str
    place: str = ""
    is_tentative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A calendar that may be chosen."""

    address: str
    name: str
    is_writable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """By which a calendar calls us when something changes: our id, the secret it repeats, its own id, its end."""

    id: str
    secret: str
    resource: str = ""
    expires_at: datetime


def _forget(_renewed: Mapping[str, str]) -> None:
    """Keep nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """A calendar and what opens it; `address` is empty while none is chosen.

    `keep` stores credentials that were renewed on the way, at once: an old refresh token may never work again.
    """

    address: str
    credentials: Mapping[str, str] = field(default_factory=dict)
    keep: Callable[[Mapping[str, str]], None] = _forget


# Given UIDs, says which of them are events that we wrote ourselves.
Ours = Callable[[Collection[str]], Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a calendar: its busy times between two instants, on the clock of its owner.

    `owners` are their addresses: what they declined is free. With `token` (or `etag` and `last_modified`) only what
    changed since; without, everything.
    """

    since: datetime
    until: datetime
    zone: ZoneInfo
    ours: Ours
    owners: tuple[str, ...] = ()
    token: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a calendar told. A whole one replaces all there was, else only the events in `named` are replaced.

    `seen` are our own events among them, which are never busy; one that is named and not seen is gone. `warnings` are
    pairs of a concern and what it is about.
    """

    spans: tuple[Span, ...]
    is_whole: bool
    named: frozenset[str] = frozenset()
    seen: tuple[Seen, ...] = ()
    token: str = ""
    etag: str = ""
    last_modified: str = ""
    warnings: tuple[tuple[str, str], ...] = ()


class CalendarFault(Exception):
    """A calendar elsewhere cannot be read or written. `retry_after`: not before; `seen`: what stands there instead."""

    def __init__(
        self, trouble: Trouble, *, retry_after: timedelta | None = None, seen: Seen | None = None
    ) -> None:
        super().__init__(trouble.value)
        self.trouble, self.retry_after, self.seen = trouble, retry_after, seen

    @property
    def passes(self) -> bool:
        """Say whether it is worth trying again soon."""
        return self.trouble in PASSING
