"""What higher apps add to booking: what must be done before it is confirmed, and a section of the booking page.

Each app registers from its `AppConfig.ready`; scheduling imports none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from scheduling.domain.requirements import Requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class ToConfirm:
    """A time somebody is about to take; `contact_id` is None while nobody knows who they are."""

    organisation_id: UUID
    hold_id: UUID
    service_id: UUID
    contact_id: UUID | None
    now: datetime


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


PanelReader = Callable[[ToConfirm], BookingPanel | None]
__all__ = [
    "BookingGate", "BookingPanel", "Requirement", "ToConfirm", "booking_panels", "register_booking_panel",
    "register_gate", "requirements", "withdraw_gate",
]  # fmt: skip
_gates: dict[str, BookingGate] = {}
_panels: dict[str, tuple[int, PanelReader]] = {}


def register_gate(key: str, gate: BookingGate) -> None:
    """Let `gate` say what must be done before a hold is confirmed."""
    _gates[key] = gate


def withdraw_gate(key: str) -> None:
    """Take a gate away again; it is for tests that bring one along."""
    _gates.pop(key, None)


def requirements(asked: ToConfirm) -> tuple[Requirement, ...]:
    """Gather what every gate asks for."""
    return tuple(found for gate in _gates.values() for found in gate.requirements(asked))


def register_booking_panel(key: str, order: int, reader: PanelReader) -> None:
    """Let `reader` fill a section of the booking page, None for nothing to show; called in `reading`."""
    _panels[key] = (order, reader)


def booking_panels(asked: ToConfirm) -> tuple[BookingPanel, ...]:
    """Gather the sections in their order."""
    readers = [reader for _order, reader in sorted(_panels.values(), key=lambda entry: entry[0])]
    return tuple(panel for reader in readers if (panel := reader(asked)) is not None)
