"""Facts of this app."""

from dataclasses import dataclass
from uuid import UUID

from core.events import Fact, event


@event("scheduling.appointment_booked")
@dataclass(frozen=True, kw_only=True)
class AppointmentBooked(Fact):
    """An appointment was made, requested or confirmed at once: `status` says which."""

    appointment_id: UUID
    version: int
    status: str


@event("scheduling.appointment_moved")
@dataclass(frozen=True, kw_only=True)
class AppointmentMoved(Fact):
    """An appointment was given another time, length, place or provider."""

    appointment_id: UUID
    version: int


@event("scheduling.appointment_cancelled")
@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled(Fact):
    """An appointment was cancelled, or declined while it was requested; `by` is an Actor."""

    appointment_id: UUID
    version: int
    by: str


@event("scheduling.appointment_status_changed")
@dataclass(frozen=True, kw_only=True)
class AppointmentStatusChanged(Fact):
    """An appointment was approved, the customer arrived, or the like: `move` says which."""

    appointment_id: UUID
    version: int
    move: str


@event("scheduling.appointment_noted")
@dataclass(frozen=True, kw_only=True)
class AppointmentNoted(Fact):
    """What colleagues should know of an appointment was written anew."""

    appointment_id: UUID


@event("scheduling.invitation_wanted")
@dataclass(frozen=True, kw_only=True)
class InvitationWanted(Fact):
    """A customer's calendar program asks for the invitation once more."""

    appointment_id: UUID


@event("scheduling.hold_released")
@dataclass(frozen=True, kw_only=True)
class HoldReleased(Fact):
    """A time that was held is free again, given up or expired."""

    hold_id: UUID


@event("scheduling.calendar_changed")
@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Fact):
    """Something else that calendars show changed: time of a resource was blocked or freed."""

    resource_id: UUID
    change: str


@event("scheduling.waiting_list_changed")
@dataclass(frozen=True, kw_only=True)
class WaitingListChanged(Fact):
    """Somebody joined the waiting list, was asked, answered, left or has a time: `change` says which."""

    entry_id: UUID
    change: str


@event("scheduling.setting_changed")
@dataclass(frozen=True, kw_only=True)
class SettingChanged(Fact):
    """A service, resource, pool or schedule (`thing_id`) was made, changed or removed: `change` says how."""

    thing_id: UUID
    change: str


@event("scheduling.code_asked")
@dataclass(frozen=True, kw_only=True)
class CodeAsked(Fact):
    """A visitor says they were here before; a code is owed to the address they gave, if we know it."""

    code_id: UUID
