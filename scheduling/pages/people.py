"""What stands beside a person."""

from dataclasses import dataclass

from accounts.pages import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """Another time that a customer asks for; `url` moves it there, empty with `why` where it cannot be."""

    words: str
    url: str
    version: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentLine:
    """One appointment in a line; `tone` is that of its badge."""

    when: str
    iso: str
    what: str
    badge: str
    tone: str
    url: str
    wish: Wished | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentsPanel:
    """The next appointments of a person, and those before."""

    ahead: tuple[AppointmentLine, ...]
    past: tuple[AppointmentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPanel:
    """Booking beside a person; `offered` are the times that are offered by text now."""

    key: str
    services: tuple[Choice, ...]
    new_url: str
    values: tuple[tuple[str, str], ...]
    offer_url: str
    offered: tuple[str, ...]
    offered_until: str
    wait_url: str
    waits: tuple[str, ...]
    callback_url: str
    next_url: str
    take_url: str = ""
    take_minutes: tuple[Choice, ...] = ()
