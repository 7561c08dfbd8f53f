"""Allergies, medications, conditions: rows that are never deleted, "none" that is no silence, forms that become rows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from accounts.models import Industry, Member, Organisation
from contacts.models import Contact
from contacts.services import merging
from core.secrets import EncryptedTextField
from core.transactions import reading, tenant_transaction
from intake import handlers
from intake.domain.patients.health import Kind, Said, Standing
from intake.errors.patients import NoSuchPatient, NotForYou, ThereIsOne
from intake.events import FormSubmitted
from intake.models import HealthItem, PatientAccess, PatientRecord, Submission
from intake.services.clinic import health
from tests.factories import accounts, contacts, forms

LISINOPRIL = Said(kind=Kind.MEDICATION, what="Lisinopril", detail="10 mg", course="once a day")


@pytest.fixture
def clinic(alice: Member) -> Organisation:
    Organisation.objects.filter(pk=alice.organisation_id).update(industry=Industry.CLINIC)
    alice.organisation.refresh_from_db()
    return alice.organisation


@pytest.fixture
def doctor(clinic: Organisation) -> Member:
    made = accounts.member(organisation=clinic, name="Mina Sen")
    made.capabilities = ["clinician"]
    made.save()
    return made


@pytest.fixture
def patient(clinic: Organisation, alice: Member, now: datetime) -> Contact:
    return contacts.contact(by=alice, now=now, name="Ana Ruiz")


def _rows(clinic: Organisation) -> list[HealthItem]:
    with reading(clinic):
        return list(HealthItem.objects.of(clinic).order_by("recorded_at", "pk"))


def test_a_clinician_writes_ends_and_corrects_and_the_desk_sees_nothing_of_it(
    clinic: Organisation,
    doctor: Member,
    patient: Contact,
    client_for: Callable[[Member], Client],
) -> None:
    client, url = client_for(doctor), f"/patients/{patient.pk}/health/"
    assert client.get(url).content.decode().count("Nobody asked yet.") == 3
    assert client.post(url, {"act": "none", "kind": "ALLERGY"}).status_code == 302
    page = client.get(f"/patients/{patient.pk}/").content.decode()
    assert "No known allergies" in page
    assert page.count("Nobody asked yet.") == 2, "none known is not the same as not asked"
    nothing = client.post(url, {"act": "add", "kind": "ALLERGY", "allergy-what": ""})
    assert nothing.status_code == 422
    assert client.post(url, {"act": "add", "kind": "NOTHING"}).status_code == 404
    told = {
        "act": "add", "kind": "ALLERGY", "allergy-what": "Peanuts", "allergy-detail": "The throat swells",
        "allergy-severity": "severe", "allergy-is_risky": "on", "allergy-since": "childhood",
    }  # fmt: skip
    assert client.post(url, told).status_code == 302
    page = client.get(f"/patients/{patient.pk}/").content.decode()
    assert all(word in page for word in ("Peanuts", "The throat swells", "life-threatening", "Mina Sen"))
    assert "No known allergies" not in page
    client.post(url, {"act": "none", "kind": "ALLERGY"})
    none, peanuts = _rows(clinic)
    assert (none.standing, peanuts.standing) == ("ENDED", "ACTIVE"), "nobody says none beside something"
    wrong = {"act": "wrong", "item": str(peanuts.pk), "reason": "Another patient"}
    assert client.post(url, wrong).status_code == 302
    page = client.get(url).content.decode()
    assert "Another patient" in page
    assert "Nobody asked yet." in page
    assert _rows(clinic)[1].standing == "WRONG", "it stays to be read"
    desk = accounts.member(organisation=clinic, name="Bea Ortiz")
    desk.capabilities = ["front_desk"]
    desk.save()
    shut = client_for(desk)
    assert shut.post(url, told).status_code == 403
    assert shut.get(url).status_code == 403
    assert "Peanuts" not in shut.get(f"/patients/{patient.pk}/").content.decode()
    with reading(clinic):
        looks = PatientAccess.objects.of(clinic).filter(contact=patient, member=doctor)
        assert ["health"] in list(looks.values_list("groups", flat=True)), (
            "rows alone make a look that is kept"
        )


def test_the_services_refuse_what_the_page_never_offers(
    clinic: Organisation, alice: Member, doctor: Member, patient: Contact, now: datetime
) -> None:
    row = health.add_item(by=doctor, contact_id=patient.pk, said=LISINOPRIL, now=now)
    with pytest.raises(ThereIsOne):
        health.add_item(by=doctor, contact_id=patient.pk, said=Said(kind=Kind.MEDICATION), now=now)
    with pytest.raises(NotForYou):
        health.confirm_item(by=alice, contact_id=patient.pk, item_id=row.pk, now=now)
    other = contacts.contact(by=alice, now=now, name="Cy Ruiz")
    ending = {"item_id": row.pk, "standing": Standing.ENDED, "reason": "", "now": now}
    with pytest.raises(NoSuchPatient):
        health.end_item(by=doctor, contact_id=other.pk, **ending)
    first = health.end_item(by=doctor, contact_id=patient.pk, **ending)
    again = health.end_item(by=doctor, contact_id=patient.pk, **{**ending, "now": now + timedelta(days=1)})
    assert again.ended_at == first.ended_at


def _sent(
    clinic: Organisation, alice: Member, person: Contact, now: datetime, **answers: object
) -> Submission:
    """A form about health that a patient sent."""
    document = {
        **forms.DOCUMENT,
        "stages": [
            forms.DOCUMENT["stages"][0],
            {
                "key": "health",
                "title": forms.words("Health"),
                "allows": ["phi"],
                "sections": [
                    {
                        "key": "lists",
                        "title": forms.words("Lists"),
                        "fields": [
                            forms.asks("allergies", "allergy", sensitivity="phi"),
                            forms.asks("medications", "medication", sensitivity="phi"),
                        ],
                    }
                ],
            },
        ],
    }
    made = forms.form(alice, now=now, document=document, slug=f"visit-{now:%H%M%S}")
    row = forms.draft(made, now=now, contact_id=person.pk)
    with tenant_transaction(clinic):
        Submission.objects.filter(pk=row.pk).update(state="SUBMITTED", sent_at=now, answers=answers)
    return row


def test_what_a_patient_sends_stands_unconfirmed_once_and_is_replaced_by_what_they_change(
    clinic: Organisation, alice: Member, doctor: Member, patient: Contact, now: datetime
) -> None:
    health.add_item(by=doctor, contact_id=patient.pk, said=LISINOPRIL, now=now)
    nuts = {"substance": "Peanuts", "reaction": "swelling", "severity": "severe"}
    same = {"name": "lisinopril ", "dose": "10 mg", "how_often": "Once a day"}
    row = _sent(clinic, alice, patient, now, allergies=[nuts, {"substance": "None"}], medications=[same])
    fact = FormSubmitted(submission_id=row.pk, conversation_id=None, contact_id=patient.pk, is_signed=False)
    for _again in range(2):
        handlers.take_health(fact, organisation_id=clinic.pk, now=now)
    known, fresh = _rows(clinic)
    assert (fresh.what, fresh.severity, fresh.confirmed_at) == ("Peanuts", "severe", None)
    assert known.confirmed_by_id == doctor.pk, "what stands in the same words is not written twice"
    later = now + timedelta(seconds=1)
    changed = _sent(clinic, alice, patient, later, allergies=[{"substance": "Ninguna"}])
    with tenant_transaction(clinic):
        Submission.objects.filter(pk=changed.pk).update(amends_id=row.pk)
    assert health.take_form(organisation=clinic.pk, submission_id=changed.pk, now=later) == 1
    by_what = {(one.kind, one.what): one for one in _rows(clinic)}
    assert by_what["ALLERGY", "Peanuts"].standing == "WRONG"
    none = by_what["ALLERGY", ""]
    assert (none.is_none, none.standing, none.confirmed_at) == (True, "ACTIVE", None)
    assert health.confirm_item(by=doctor, contact_id=patient.pk, item_id=none.pk, now=later).confirmed_at


def test_rows_follow_a_merge_and_come_back(
    clinic: Organisation, alice: Member, doctor: Member, patient: Contact, now: datetime
) -> None:
    health.add_item(by=doctor, contact_id=patient.pk, said=LISINOPRIL, now=now)
    keep = contacts.contact(by=alice, now=now, name="Anna Ruiz")
    merge = merging.merge_contacts(by=alice, keep_id=keep.pk, absorb_id=patient.pk, now=now)
    assert _rows(clinic)[0].contact_id == keep.pk
    merging.unmerge_contacts(by=alice, contact_id=keep.pk, merge_id=merge.pk, now=now)
    assert _rows(clinic)[0].contact_id == patient.pk


def test_lines_of_a_record_move_into_rows_and_only_once(
    clinic: Organisation, alice: Member, patient: Contact, now: datetime
) -> None:
    columns = "allergies, medications, history"
    lines = {"allergies": "Latex: itching\n \nPeanuts: swelling", "medications": "", "history": "Asthma"}
    with tenant_transaction(clinic), connection.cursor() as cursor:
        record = PatientRecord.objects.create(organisation=clinic, contact=patient)
        for name, text in lines.items():
            cursor.execute(
                f"UPDATE intake_patientrecord SET {name} = %s",  # noqa: S608
                [EncryptedTextField().get_prep_value(text)],
            )
        before = MigrationLoader(connection).project_state(("intake", "0019_names_to_renew")).apps
        after = MigrationLoader(connection).project_state(("intake", "0020_health_items")).apps
        both = SimpleNamespace(
            get_model=lambda app, name: (before if name == "PatientRecord" else after).get_model(app, name)
        )
        move = import_module("intake.migrations.0020_health_items").move
        for _again in range(2):
            move(both, connection.schema_editor())
        cursor.execute(f"SELECT {columns} FROM intake_patientrecord")  # noqa: S608
        assert cursor.fetchall() == [("", "", "")]
    found = [(row.kind, row.what, row.standing) for row in _rows(clinic)]
    assert sorted(found) == [
        ("ALLERGY", "Latex: itching", "ACTIVE"),
        ("ALLERGY", "Peanuts: swelling", "ACTIVE"),
        ("CONDITION", "Asthma", "ACTIVE"),
    ]
    assert {row.confirmed_at for row in _rows(clinic)} == {record.updated_at}
