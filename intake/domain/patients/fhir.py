"""A patient as a FHIR R4 Bundle: only the parts it is given, each resource named after the row it comes from."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from intake.domain.forms.document import Definition
from intake.domain.forms.fhir import answered
from intake.domain.patients.fhir_health import Item, health_resource

Resource = dict[str, Any]
# Where FHIR R4 itself has no element: its own extensions registry.
_EXTENSION: Final = "http://hl7.org/fhir/StructureDefinition/"
_TERMS: Final = "http://terminology.hl7.org/CodeSystem/"
_STATUS: Final[Mapping[str, str]] = {
    "REQUESTED": "pending",
    "CONFIRMED": "booked",
    "ARRIVED": "arrived",
    "COMPLETED": "fulfilled",
    "NO_SHOW": "noshow",
    "CANCELLED": "cancelled",
}
_TAKES_PART: Final[Mapping[str, str]] = {"pending": "tentative", "cancelled": "declined"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a patient is. `phones` and `mails` with the preferred one first; `sex` as FHIR counts it."""

    names: Sequence[tuple[str, str]]
    born_on: date | None
    sex: str
    gender_identity: str
    pronouns: str
    language: str
    needs_interpreter: bool
    record_number: str
    phones: Sequence[str]
    mails: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What pays."""

    payer: str
    plan: str
    member_id: str
    subscriber: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What is known of a patient's health."""

    items: Sequence[Item] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An appointment; `status` is one of the product's own."""

    key: UUID
    status: str
    starts_at: datetime
    ends_at: datetime
    service: str
    provider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form that was sent, with its answers by key."""

    key: UUID
    url: str
    definition: Definition
    language: str
    answers: Mapping[str, Any]
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Words that were signed, and by whom."""

    key: UUID
    name: str
    text: str
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What leaves; a part that is None is not for whoever takes it along."""

    key: UUID
    organisation: str
    identity: Identity | None
    coverage: Coverage | None = None
    health: Health | None = None
    visits: Sequence[Visit] = ()
    filled: Sequence[Filled] = ()
    signed: Sequence[Signed] = ()


def bundle(patient: Patient, *, at: datetime) -> Resource:
    """Write a Bundle of type collection, as R4 4.0.1 shapes it; instants in UTC."""
    made = list(_resources(patient))
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _instant(at),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in made],
    }


def _resources(patient: Patient) -> Iterator[Resource]:
    who = {"reference": f"urn:uuid:{patient.key}"}
    yield _patient(patient)
    if patient.coverage is not None and patient.coverage.payer:
        yield _coverage(patient, patient.coverage, who)
    if patient.health is not None:
        yield from (health_resource(item, who) for item in patient.health.items)
    for visit in patient.visits:
        yield _visit(visit, who)
    for filled in patient.filled:
        yield _filled(filled, who)
    for signed in patient.signed:
        yield _signed(patient, signed, who)


def _patient(patient: Patient) -> Resource:
    made: Resource = {"resourceType": "Patient", "id": str(patient.key)}
    one = patient.identity
    if one is None:
        return made
    extensions = list(_extensions(one))
    number = {"value": one.record_number, "assigner": {"display": patient.organisation}}
    telecom = [
        {"system": system, "value": value, "rank": rank}
        for system, values in (("phone", one.phones), ("email", one.mails))
        for rank, value in enumerate(values, 1)
    ]
    speaks = {"language": {"text": one.language}, "preferred": True}
    return made | _kept(
        extension=extensions,
        identifier=[number] if one.record_number else [],
        name=[{"use": use, "text": text} for use, text in one.names if text],
        telecom=telecom,
        gender=one.sex,
        birthDate=one.born_on.isoformat() if one.born_on else "",
        communication=[speaks] if one.language else [],
        managingOrganization={"display": patient.organisation},
    )


def _extensions(one: Identity) -> Iterator[Resource]:
    if one.needs_interpreter:
        yield {"url": f"{_EXTENSION}patient-interpreterRequired", "valueBoolean": True}
    for name, text in (("genderIdentity", one.gender_identity), ("pronouns", one.pronouns)):
        if text:
            value = {"url": "value", "valueCodeableConcept": {"text": text}}
            yield {"url": f"{_EXTENSION}individual-{name}", "extension": [value]}


def _coverage(patient: Patient, one: Coverage, who: Resource) -> Resource:
    plan = {"type": _code("coverage-class", "plan"), "value": one.plan}
    return {"resourceType": "Coverage", "id": _id(patient, "coverage"), "status": "active"} | _kept(
        beneficiary=who,
        payor=[{"display": one.payer}],
        subscriberId=one.member_id,
        subscriber={"display": one.subscriber} if one.subscriber else {},
        **{"class": [plan] if one.plan else []},
    )


def _visit(visit: Visit, who: Resource) -> Resource:
    status = _STATUS[visit.status]
    attends = _TAKES_PART.get(status, "accepted")
    people = [{"actor": who, "status": attends}]
    people += [{"actor": {"display": visit.provider}, "status": attends}] if visit.provider else []
    return {
        "resourceType": "Appointment",
        "id": str(visit.key),
        "status": status,
        "serviceType": [{"text": visit.service}],
        "start": _instant(visit.starts_at),
        "end": _instant(visit.ends_at),
        "participant": people,
    }


def _filled(filled: Filled, who: Resource) -> Resource:
    made: Resource = {
        "resourceType": "QuestionnaireResponse",
        "id": str(filled.key),
        "questionnaire": filled.url,
        "status": "completed",
        "subject": who,
        "authored": _instant(filled.sent_at),
    }
    return made | _kept(item=answered(filled.definition, filled.answers, language=filled.language))


def _signed(patient: Patient, signed: Signed, who: Resource) -> Resource:
    words = base64.b64encode(signed.text.encode()).decode()
    return {
        "resourceType": "Consent",
        "id": str(signed.key),
        "status": "active",
        "scope": _code("consentscope", "treatment"),
        "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
        "patient": who,
        "dateTime": _instant(signed.signed_at),
        "performer": [{"display": signed.name}],
        "organization": [{"display": patient.organisation}],
        "sourceAttachment": {"contentType": "text/plain; charset=utf-8", "data": words},
        # ppc-1: a consent names the policy it agrees to; here the signed words themselves are it.
        "policyRule": {"text": signed.text.strip()[:200] or signed.name},
    }


def _code(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"{_TERMS}{system}", "code": code}]}


def _id(patient: Patient, what: str) -> str:
    """Name what has no row of its own; the same each time."""
    return str(uuid5(patient.key, what))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _kept(**values: Any) -> Resource:
    """Leave out what is empty: FHIR knows no empty elements."""
    return {name: value for name, value in values.items() if value}
