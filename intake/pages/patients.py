"""What the pages of patient records show."""

from dataclasses import dataclass

from intake.pages.patient_health import HealthList


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPart:
    """One part of a record; `is_shut` where it is not for the reader, `edit_url` where they may change it."""

    key: str
    title: str
    facts: tuple[tuple[str, str], ...]
    is_shut: bool
    edit_url: str
    health: tuple[HealthList, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPage:
    """A patient record."""

    name: str
    contact_url: str
    parts: tuple[PatientPart, ...]
    open_until: str
    break_url: str
    fhir_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """Somebody looked: `what` are the parts, or why the record was opened whole."""

    at: str
    who: str
    patient: str
    url: str
    what: str
    is_emergency: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadsPage:
    """Who looked at patients."""

    breaks: tuple[ReadRow, ...]
    reads: tuple[ReadRow, ...]
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPanel:
    """The way from a person to their record; it shows nothing of it, so that nothing is read by looking at a person."""

    url: str
