"""A patient as a FHIR R4 Bundle: whatever is written down, what leaves is valid."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.patients.fhir import Coverage, Health, Identity, Patient, Signed, Visit, bundle
from intake.domain.patients.fhir_health import Item
from intake.domain.patients.health import Kind, Said, Severity

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
KEY = UUID(int=7)
# FHIR strings hold no control characters, and are not blank.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=30)
LINES = st.lists(WORDS.filter(bool), max_size=3)
IDENTITIES = st.builds(
    Identity,
    names=st.tuples(st.tuples(st.just("official"), WORDS), st.tuples(st.just("usual"), WORDS)),
    born_on=st.none() | st.dates(min_value=date(1900, 1, 1)),
    sex=st.sampled_from(["", "male", "female", "other", "unknown"]),
    gender_identity=WORDS,
    pronouns=WORDS,
    language=WORDS,
    needs_interpreter=st.booleans(),
    record_number=WORDS,
    phones=LINES,
    mails=LINES,
)
ITEMS = st.builds(
    Item,
    key=st.uuids(),
    said=st.builds(
        Said,
        kind=st.sampled_from(Kind),
        what=WORDS,
        detail=WORDS,
        course=WORDS,
        since=WORDS,
        severity=st.sampled_from(["", *Severity]),
        is_risky=st.booleans(),
    ),
    is_active=st.booleans(),
    is_confirmed=st.booleans(),
    recorded_at=st.just(AT),
)
STATUSES = st.sampled_from(["REQUESTED", "CONFIRMED", "ARRIVED", "COMPLETED", "NO_SHOW", "CANCELLED"])
VISITS = st.builds(
    Visit,
    key=st.uuids(),
    status=STATUSES,
    starts_at=st.just(AT),
    ends_at=st.just(AT),
    service=WORDS.filter(bool),
    provider=WORDS,
)
PATIENTS = st.builds(
    Patient,
    key=st.just(KEY),
    organisation=WORDS.filter(bool),
    identity=st.none() | IDENTITIES,
    coverage=st.none() | st.builds(Coverage, payer=WORDS, plan=WORDS, member_id=WORDS, subscriber=WORDS),
    health=st.none() | st.builds(Health, items=st.lists(ITEMS, max_size=3)),
    visits=st.lists(VISITS, max_size=2),
    signed=st.lists(
        st.builds(Signed, key=st.uuids(), name=WORDS.filter(bool), text=WORDS, signed_at=st.just(AT)),
        max_size=1,
    ),
)


@given(PATIENTS)
def test_what_leaves_is_valid(patient: Patient) -> None:
    made = bundle(patient, at=AT)
    Bundle.model_validate_json(json.dumps(made))
    assert made == bundle(patient, at=AT), "the same each time"
    kinds = [one["resource"]["resourceType"] for one in made["entry"]]
    assert kinds.count("Patient") == 1
    if patient.health is None:
        assert not {"AllergyIntolerance", "MedicationStatement", "Condition"} & set(kinds)
    if patient.coverage is None:
        assert "Coverage" not in kinds
