"""An allergy, a medication or a condition as FHIR R4 says it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from intake.domain.patients.health import Kind, Said

Resource = dict[str, Any]
_TERMS: Final = "http://terminology.hl7.org/CodeSystem/"
# How the International Patient Summary says that somebody was asked and there is none.
_ABSENT: Final = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
_NONE: Final[Mapping[Kind, str]] = {
    Kind.ALLERGY: "no-known-allergies",
    Kind.MEDICATION: "no-known-medications",
    Kind.CONDITION: "no-known-problems",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something of a patient's health, or that there is none; `is_confirmed` once a member went through it."""

    key: UUID
    said: Said
    is_active: bool
    is_confirmed: bool
    recorded_at: datetime


def health_resource(item: Item, who: Resource) -> Resource:
    """Write a resource; `who` refers to the patient. What was a mistake is not to be given."""
    return _WRITERS[item.said.kind](item, who)


def _allergy(item: Item, who: Resource) -> Resource:
    said = item.said
    # R4 wants to know how it showed wherever it says how bad it was.
    reaction: Resource = {"manifestation": [{"text": said.detail or "not said"}]}
    if said.severity:
        reaction["severity"] = said.severity
    made: Resource = {
        "resourceType": "AllergyIntolerance",
        "id": str(item.key),
        "clinicalStatus": _code("allergyintolerance-clinical", "active" if item.is_active else "resolved"),
        "verificationStatus": _code("allergyintolerance-verification", _verified(item)),
        "code": _named(said),
        "patient": who,
        "recordedDate": _instant(item.recorded_at),
    }
    if said.is_risky:
        made["criticality"] = "high"
    if said.since:
        made["onsetString"] = said.since
    if said.detail or said.severity:
        made["reaction"] = [reaction]
    return made


def _medication(item: Item, who: Resource) -> Resource:
    said = item.said
    made: Resource = {
        "resourceType": "MedicationStatement",
        "id": str(item.key),
        "status": "active" if item.is_active else "stopped",
        "medicationCodeableConcept": _named(said),
        "subject": who,
        "dateAsserted": _instant(item.recorded_at),
    }
    taken = ", ".join(filter(None, (said.detail, said.course)))
    if taken:
        made["dosage"] = [{"text": taken}]
    if said.since:
        made["note"] = [{"text": f"Since: {said.since}"}]
    return made


def _condition(item: Item, who: Resource) -> Resource:
    said = item.said
    made: Resource = {
        "resourceType": "Condition",
        "id": str(item.key),
        "clinicalStatus": _code("condition-clinical", "active" if item.is_active else "resolved"),
        "verificationStatus": _code("condition-ver-status", _verified(item)),
        "code": _named(said),
        "subject": who,
        "recordedDate": _instant(item.recorded_at),
    }
    if said.since:
        made["onsetString"] = said.since
    if said.detail:
        made["note"] = [{"text": said.detail}]
    return made


_WRITERS: Final[Mapping[Kind, Callable[[Item, Resource], Resource]]] = {
    Kind.ALLERGY: _allergy,
    Kind.MEDICATION: _medication,
    Kind.CONDITION: _condition,
}


def _named(said: Said) -> Resource:
    return {"text": said.what} if said.what else {"coding": [{"system": _ABSENT, "code": _NONE[said.kind]}]}


def _verified(item: Item) -> str:
    return "confirmed" if item.is_confirmed else "unconfirmed"


def _code(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"{_TERMS}{system}", "code": code}]}


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
