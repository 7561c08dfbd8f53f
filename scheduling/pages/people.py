"""What stands beside a person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentLine:
    """One appointment in a line; `tone` is that of its badge."""

    when: str
    iso: str
    what: str
    badge: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentsPanel:
    """The next appointments of a person, and those before."""

    ahead: tuple[AppointmentLine, ...]
    past: tuple[AppointmentLine, ...]
