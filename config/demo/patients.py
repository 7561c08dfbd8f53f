"""Gives the clinic two patients with records, written by its clinician as anybody would write them. Once only."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from accounts.models import Member, Organisation
from contacts.models import Contact
from core.transactions import reading
from intake.domain.patients.health import Kind, Said
from intake.domain.patients.rights import Group, Level
from intake.models import PatientRecord
from intake.policies import patient_level
from intake.services.clinic.health import add_item
from intake.services.patients import change_record

CLINICIAN: Final = "mina@saguaro-clinic.example"
RECORDS: Final[Mapping[str, Mapping[Group, Mapping[str, Any]]]] = {
    "Walter Ames": {
        Group.IDENTITY: {
            "legal_name": "Walter James Ames",
            "preferred_name": "Walt",
            "previous_names": "",
            "born_on": date(1951, 3, 9),
            "sex": "male",
            "gender_identity": "",
            "pronouns": "he/him",
            "language": "English",
            "needs_interpreter": False,
            "record_number": "SFC-10482",
        },
        Group.COVERAGE: {
            "payer": "Desert Mutual",
            "plan": "Senior Choice",
            "member_id": "DM-5520-117",
            "subscriber": "",
        },
    },
    "Lucía Benítez": {
        Group.IDENTITY: {
            "legal_name": "Lucía Benítez Soto",
            "preferred_name": "",
            "previous_names": "Lucía Soto",
            "born_on": date(1988, 11, 21),
            "sex": "female",
            "gender_identity": "",
            "pronouns": "",
            "language": "Spanish",
            "needs_interpreter": True,
            "record_number": "SFC-10655",
        },
        Group.COVERAGE: {
            "payer": "Saguaro Health Plan",
            "plan": "Family, group 4471",
            "member_id": "SHP-88-20931",
            "subscriber": "Andrés Benítez",
        },
    },
}


HEALTH: Final[Mapping[str, tuple[Said, ...]]] = {
    "Walter Ames": (
        Said(
            kind=Kind.ALLERGY,
            what="Penicillin",
            detail="Rash on the chest",
            severity="moderate",
            since="1978",
        ),
        Said(kind=Kind.MEDICATION, what="Lisinopril", detail="10 mg", course="once a day", since="2009"),
        Said(kind=Kind.MEDICATION, what="Metformin", detail="500 mg", course="twice a day", since="2016"),
        Said(kind=Kind.CONDITION, what="High blood pressure", since="2009"),
        Said(kind=Kind.CONDITION, what="Type 2 diabetes", since="2016"),
    ),
    "Lucía Benítez": (
        Said(kind=Kind.ALLERGY, what="Peanuts", detail="The throat swells", severity="severe", is_risky=True),
        Said(kind=Kind.ALLERGY, what="Latex", detail="Itching", severity="mild"),
        Said(kind=Kind.MEDICATION, what="Albuterol inhaler", course="when needed"),
        Said(kind=Kind.CONDITION, what="Asthma", since="childhood"),
    ),
    "Joan Petrakis": (Said(kind=Kind.ALLERGY),),
}


def set_up(organisation: Organisation, members: Mapping[str, Member], *, now: datetime) -> bool:
    """Write the records of a clinic that keeps none yet, and return whether it was done."""
    doctor = members.get(CLINICIAN)
    # Somebody may have taken the office from her in an older demo; a start does not fail for that.
    if doctor is None or patient_level(doctor, Group.HEALTH) < Level.CHANGE:
        return False
    with reading(organisation):
        if PatientRecord.objects.of(organisation).exists():
            return False
        known = Contact.objects.of(organisation).filter(merged_into_id=None, erased_at=None, source="Demo")
        people = list(known.filter(display_name__in={*RECORDS, *HEALTH}))
    for person in people:
        version = 0
        for group, values in RECORDS.get(person.display_name, {}).items():
            version = change_record(
                by=doctor, contact_id=person.pk, group=group, values=values, seen_version=version, now=now
            ).version
        for said in HEALTH.get(person.display_name, ()):
            add_item(by=doctor, contact_id=person.pk, said=said, now=now)
    return bool(people)
