"""What the page of a resource's calendars elsewhere prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashRow:
    """An appointment of ours that somebody moved or deleted over there, with the two ways out.

    There is nothing to `take` where several share the session.
    """

    text: str
    appointment_url: str
    act_url: str
    keep: str
    take: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarCard:
    """A connected calendar: how it stands, in a word and in sentences."""

    name: str
    kind: str
    badge: str
    tone: str
    read: str
    busy: str
    troubles: tuple[str, ...]
    warnings: tuple[str, ...]
    act_url: str
    is_active: bool
    counts_tentative: bool
    writes_to: bool
    can_be_written: bool
    clashes: tuple[ClashRow, ...]
    again_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderLink:
    """A provider whose calendars can be connected by permission; `missing` says why they cannot."""

    label: str
    url: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCalendar:
    """A calendar that may be connected, with what it takes of the coming week."""

    address: str
    name: str
    summary: str
    times: tuple[str, ...]
    is_writable: bool
    is_readable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """What an address led to, before anything is stored."""

    sealed: str
    is_one: bool
    calendars: tuple[FoundCalendar, ...]
    can_write: bool
