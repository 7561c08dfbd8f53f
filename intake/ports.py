"""What is added to filling in a form: who may keep a part of it closed; and who knows where an address is.

Each app, and each part of this one, registers from its `AppConfig.ready`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from accounts.models import Organisation
from intake.domain.forms.document import Definition
from intake.domain.forms.locks import Lock
from intake.domain.homes.postal import Postal

# Words that tell of danger, and which danger, in what somebody wrote to a firm of a trade (an Industry); None: none.
Ear = Callable[[str, str], "Danger | None"]
_gates: Final[dict[str, "StageGate"]] = {}
_ears: Final[dict[str, Ear]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What an ear heard: a kind of danger in capitals, and the words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAsked:
    """A draft, as its filler or its reader sees it: `values` are the answers that count."""

    organisation_id: UUID
    submission_id: UUID
    form_id: UUID
    contact_id: UUID | None
    hold_id: UUID | None
    definition: Definition
    values: Mapping[str, Any]
    now: datetime


class StageGate(Protocol):
    """Says what of a draft is closed; asked inside the transaction that would store an answer, and in `reading`."""

    def locks(self, asked: GateAsked) -> tuple[Lock, ...]:
        """List what is closed now, nothing when everything is open."""
        ...


def register_stage_gate(key: str, gate: StageGate) -> None:
    """Let `gate` keep stages, files or sending closed. A closed POST is answered 409 and nothing of it is stored."""
    _gates[key] = gate


def withdraw_stage_gate(key: str) -> None:
    """Take a gate away again; it is for tests that bring one along."""
    _gates.pop(key, None)


def locks(asked: GateAsked) -> tuple[Lock, ...]:
    """Gather what every gate keeps closed."""
    return tuple(lock for gate in _gates.values() for lock in gate.locks(asked))


def register_ear(key: str, ear: Ear) -> None:
    """Let `ear` hear dangers in everything customers write and say, beside the lists of this app."""
    _ears[key] = ear


def dangers(text: str, industry: str) -> tuple[Danger, ...]:
    """Gather what every ear hears."""
    return tuple(found for ear in _ears.values() if (found := ear(text, industry)) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where an address is, and how exactly: a value of `intake.models.Precision`."""

    latitude: float
    longitude: float
    precision: str


class Geocoder(Protocol):
    """Knows where an address is. Called outside any transaction, since it may wait for others; it never raises."""

    def find(self, organisation: Organisation, address: Postal) -> Found | None:
        """Give the place of an address, None where it is not known."""
        ...


_geocoders: Final[list[Geocoder]] = []


def register_geocoder(geocoder: Geocoder | None) -> None:
    """Let `geocoder` be asked for places that are only known by their postcode; None: nobody is."""
    _geocoders[:] = [geocoder] if geocoder is not None else []


def find_geocoder() -> Geocoder | None:
    """Give who is asked; None where an installation asks nobody outside."""
    return _geocoders[0] if _geocoders else None
