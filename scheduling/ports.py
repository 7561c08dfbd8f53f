"""What is added to booking: what must be done before it is confirmed, a section of its page, calendars elsewhere.

Each app registers from its `AppConfig.ready`; scheduling imports none of them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from accounts.models import Member
from accounts.pages import Link
from scheduling.domain.outside import (
    Access,
    Asked,
    CalendarFault,
    CalendarKind,
    Channel,
    Entry,
    Listed,
    News,
    Trouble,
    Written,
)
from scheduling.domain.requirements import Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class ToConfirm:
    """A time somebody is about to take; `contact_id` is None while nobody knows who they are.

    `by_member` says that a member books it, who holds nothing and is told another sentence than a customer.
    """

    organisation_id: UUID
    hold_id: UUID | None
    service_id: UUID
    contact_id: UUID | None
    now: datetime
    by_member: bool = False


class BookingGate(Protocol):
    """Says what must be done before a hold is confirmed; asked inside the transaction that confirms it."""

    def requirements(self, asked: ToConfirm) -> tuple[Requirement, ...]:
        """List what is still to be done, nothing when the hold may be confirmed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingPanel:
    """A section of the booking page, between the time and the details: its own template, with `panel.page`."""

    key: str
    template: str
    page: object


class CalendarPort(Protocol):
    """One means of reading and writing calendars elsewhere. Called outside any transaction, since it waits for others.

    Whatever goes wrong is a CalendarFault with the trouble that fits.
    """

    is_writable: bool

    def list_calendars(self, access: Access) -> tuple[Listed, ...]:
        """List the calendars these credentials open."""
        ...

    def read(self, access: Access, asked: Asked) -> News | None:
        """Read everything, or what changed since the token; None where nothing did.

        A token that the calendar no longer knows is answered by reading everything.
        """
        ...

    def put(self, access: Access, entry: Entry, known: Written | None) -> Written:
        """Write one of our events; done twice, it stands there once. `known` is where it lies, None for a new one.

        Raises:
            CalendarFault: CHANGED_THERE with what stands there, where it is not the version that we know.
        """
        ...

    def delete(self, access: Access, known: Written) -> None:
        """Take one of our events away, whatever became of it; one that is gone is fine."""
        ...

    def watch(self, access: Access, *, callback: str, known: Channel | None, now: datetime) -> Channel | None:
        """Let changes be told to `callback`, or renew that; None where calendars of this kind never call."""
        ...

    def unwatch(self, access: Access, known: Channel) -> None:
        """Let changes be told no more."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class JustBooked:
    """An appointment whose page its customer looks at, with what they wrote to it."""

    organisation_id: UUID
    appointment_id: UUID
    note: str


PanelReader = Callable[[ToConfirm], BookingPanel | None]
NoticeReader = Callable[[JustBooked], BookingPanel | None]
# What belongs to appointments, by the id of each; called in `reading`.
LinkReader = Callable[[Member, Collection[UUID]], Mapping[UUID, Link]]
__all__ = [
    "BookingGate",
    "BookingPanel",
    "CalendarPort",
    "JustBooked",
    "Requirement",
    "ToConfirm",
    "appointment_links",
    "booked_notices",
    "booking_panels",
    "calendar_port",
    "register_appointment_link",
    "register_booked_notice",
    "register_booking_panel",
    "register_calendar_port",
    "register_gate",
    "requirements",
    "withdraw_gate",
    "writable_kinds",
]  # fmt: skip
_calendars: Final[dict[CalendarKind, CalendarPort]] = {}
_gates: dict[str, BookingGate] = {}
_binding: set[str] = set()
_panels: dict[str, tuple[int, PanelReader]] = {}
_links: dict[str, LinkReader] = {}
_notices: dict[str, NoticeReader] = {}


def register_gate(key: str, gate: BookingGate, *, binds_members: bool = False) -> None:
    """Let `gate` say what must be done before a hold is confirmed; some bind members and the assistant as well."""
    _gates[key] = gate
    if binds_members:
        _binding.add(key)


def withdraw_gate(key: str) -> None:
    """Take a gate away again; it is for tests that bring one along."""
    _gates.pop(key, None)
    _binding.discard(key)


def requirements(asked: ToConfirm, *, only_binding: bool = False) -> tuple[Requirement, ...]:
    """Gather what every gate asks for, or only those that bind members and the assistant."""
    gates = [gate for key, gate in _gates.items() if not only_binding or key in _binding]
    return tuple(found for gate in gates for found in gate.requirements(asked))


def register_booking_panel(key: str, order: int, reader: PanelReader) -> None:
    """Let `reader` fill a section of the booking page, None for nothing to show; called in `reading`."""
    _panels[key] = (order, reader)


def booking_panels(asked: ToConfirm) -> tuple[BookingPanel, ...]:
    """Gather the sections in their order."""
    readers = [reader for _order, reader in sorted(_panels.values(), key=lambda entry: entry[0])]
    return tuple(panel for reader in readers if (panel := reader(asked)) is not None)


def register_booked_notice(key: str, reader: NoticeReader) -> None:
    """Let `reader` put something above an appointment its customer looks at; called in `reading`."""
    _notices[key] = reader


def booked_notices(booked: JustBooked) -> tuple[BookingPanel, ...]:
    """Gather what stands above an appointment."""
    return tuple(panel for reader in _notices.values() if (panel := reader(booked)) is not None)


def register_appointment_link(key: str, reader: LinkReader) -> None:
    """Let `reader` lead from appointments to what belongs to them."""
    _links[key] = reader


def appointment_links(member: Member, appointment_ids: Collection[UUID]) -> dict[UUID, tuple[Link, ...]]:
    """Gather what belongs to appointments; called in `reading`."""
    found: dict[UUID, tuple[Link, ...]] = {}
    for reader in _links.values():
        for key, link in reader(member, appointment_ids).items():
            found[key] = (*found.get(key, ()), link)
    return found


def register_calendar_port(kind: CalendarKind, port: CalendarPort) -> None:
    """Let `port` reach the calendars of a kind."""
    _calendars[kind] = port


def calendar_port(kind: str) -> CalendarPort:
    """Give the means for a kind of calendar.

    Raises:
        CalendarFault: this installation has none for it.
    """
    port = _calendars.get(CalendarKind(kind))
    if port is None:
        raise CalendarFault(Trouble.NOT_SET_UP)
    return port


def writable_kinds() -> frozenset[str]:
    """Name the kinds of calendars into which bookings can be written."""
    return frozenset(kind.value for kind, port in _calendars.items() if port.is_writable)
