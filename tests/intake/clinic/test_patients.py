"""Patient records: each part for whom it is, every look kept, opened whole in an emergency, moved with people."""

import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from fhir.resources.R4B.bundle import Bundle

from accounts.models import Industry, Member, Organisation, Role
from contacts.models import Contact
from contacts.ports import Pair, Subject
from contacts.services import merging, personal
from conversations.models import Task
from core import clock
from core.transactions import reading, tenant_transaction
from intake import handlers
from intake.domain.patients.health import Kind, Said
from intake.domain.patients.rights import FIELDS, MATRIX, Group, Level, Office, level, offices
from intake.errors.patients import NotForYou, RecordMovedOn
from intake.events import GlassBroken
from intake.models import GlassBreak, PatientAccess, PatientRecord
from intake.policies import patient_level
from intake.services import patients, people
from intake.services.clinic import health
from tests.factories import accounts, contacts, forms

RASH = Said(kind=Kind.ALLERGY, what="Penicillin", detail="rash", severity="severe")
COVERED = {"payer": "Desert Mutual", "plan": "Senior", "member_id": "DM-1", "subscriber": ""}
ASTHMA = Said(kind=Kind.CONDITION, what="Asthma", since="2019")


@pytest.fixture
def clinic(alice: Member) -> Organisation:
    Organisation.objects.filter(pk=alice.organisation_id).update(industry=Industry.CLINIC)
    alice.organisation.refresh_from_db()
    return alice.organisation


def _member(clinic: Organisation, name: str, capability: str = "", role: Role = Role.STAFF) -> Member:
    made = accounts.member(organisation=clinic, name=name, role=role)
    made.capabilities = [capability] if capability else []
    made.save()
    return made


def _patient(
    clinic: Organisation, by: Member, now: datetime, name: str = "Ana Ruiz"
) -> tuple[Contact, Member]:
    """A person with a health part, and the clinician who wrote it."""
    person = contacts.contact(by=by, now=now, name=name)
    doctor = _member(clinic, f"Dr{name.replace(' ', '')} Sen", "clinician")
    patients.change_record(
        by=doctor, contact_id=person.pk, group=Group.COVERAGE, values=COVERED, seen_version=0, now=now
    )
    for said in (RASH, ASTHMA):
        health.add_item(by=doctor, contact_id=person.pk, said=said, now=now)
    return person, doctor


def test_every_part_is_decided_for_every_office_and_every_field_stands_in_one_part() -> None:
    assert {office: set(row) for office, row in MATRIX.items()} == {office: set(Group) for office in Office}
    kept = {field.name for field in PatientRecord._meta.fields}
    own = {"id", "organisation", "created_at", "contact", "version", "updated_at"}
    listed = [name for names in FIELDS.values() for name in names]
    assert sorted(listed) == sorted(kept - own)
    desk = offices(capabilities=["front_desk"], is_owner=False, is_writer=True, is_auditor=False)
    assert [level(desk, group) for group in Group] == [Level.CHANGE, Level.CHANGE, Level.NONE]
    assert level(desk, Group.HEALTH, is_broken=True) == Level.SEE
    nobody = offices(capabilities=["clinician"], is_owner=False, is_writer=False, is_auditor=True)
    assert all(level(nobody, group) == Level.NONE for group in Group)


def test_what_is_sealed_is_sealed_and_a_stale_edit_writes_nothing(
    clinic: Organisation, alice: Member, now: datetime
) -> None:
    person, doctor = _patient(clinic, alice, now)
    with reading(clinic), connection.cursor() as cursor:
        cursor.execute("SELECT what, detail, since FROM intake_healthitem")
        raw = str(cursor.fetchall())
    assert not [word for word in ("Penicillin", "rash", "Asthma", "2019") if word in raw]
    for seen in (0, 7):
        with pytest.raises(RecordMovedOn):
            patients.change_record(
                by=doctor,
                contact_id=person.pk,
                group=Group.COVERAGE,
                values={**COVERED, "plan": "Other"},
                seen_version=seen,
                now=now,
            )
    assert patient_level(alice, Group.HEALTH) == Level.NONE
    with pytest.raises(NotForYou):
        health.add_item(by=alice, contact_id=person.pk, said=RASH, now=now)
    opened = patients.open_record(by=doctor, contact_id=person.pk, now=now)
    assert opened.record is not None
    assert opened.record.plan == "Senior"
    assert [row.what for row in opened.health] == ["Penicillin", "Asthma"]


def test_the_desk_sees_no_history_breaks_the_glass_and_the_owner_reads_of_it(
    clinic: Organisation, alice: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    person, _doctor = _patient(clinic, alice, now)
    desk = _member(clinic, "Bea Ortiz", "front_desk")
    client, url = client_for(desk), f"/patients/{person.pk}/"
    page = client.get(url).content.decode()
    assert "Penicillin" not in page
    assert "Who they are" in page
    assert "Open the patient record" in client.get(f"/contacts/{person.pk}/").content.decode()
    assert client.get(f"{url}health/").status_code == 403
    assert client.get(f"{url}nothing/").status_code == 404
    identity = {"legal_name": "Ana Ruiz", "sex": "female", "born_on": "2190-01-01", "version": "1"}
    refused = client.post(f"{url}identity/", identity)
    assert refused.status_code == 422
    assert "Look at the year" in refused.content.decode()
    identity["born_on"] = "1990-02-03"
    assert client.post(f"{url}identity/", identity).status_code == 302
    assert client.post(f"{url}identity/", identity).status_code == 409
    assert client.post(f"{url}open/", {"reason": " "}).status_code == 302
    assert "Penicillin" not in client.get(url).content.decode(), "without a reason nothing opens"
    assert client.post(f"{url}open/", {"reason": "Collapsed in the waiting room"}).status_code == 302
    page = client.get(url).content.decode()
    assert "Penicillin" in page
    assert client.get(f"{url}health/").status_code == 403, "seeing is not changing"
    with reading(clinic):
        glass = GlassBreak.objects.of(clinic).get()
        assert glass.until - glass.at == timedelta(minutes=15)
        assert PatientAccess.objects.of(clinic).filter(member=desk, is_emergency=True).exists()
        titles = Task.objects.of(clinic).filter(owner=alice).values_list("title", flat=True)
        assert list(titles) == ["Bea Ortiz opened a patient record in an emergency"]
    fact = GlassBroken(glass_id=glass.pk, contact_id=person.pk)
    handlers.tell_glass(fact, organisation_id=clinic.pk, now=now)
    assert [letter.to for letter in mail.outbox] == [[alice.user.email]]
    assert "Ruiz" not in mail.outbox[0].body + mail.outbox[0].subject
    later = patients.open_record(by=desk, contact_id=person.pk, now=clock.now() + timedelta(minutes=16))
    assert later.levels[Group.HEALTH] == Level.NONE
    reads = client_for(alice).get("/patients/reads/").content.decode()
    assert "Collapsed in the waiting room" in reads
    assert "Bea Ortiz" in reads
    assert client.get("/patients/reads/").status_code == 403
    auditor = client_for(_member(clinic, "Uma Reed", role=Role.AUDITOR))
    assert auditor.get("/patients/reads/").status_code == 200
    assert auditor.get(url).status_code == 403


def test_a_record_moves_with_its_person_comes_back_is_handed_out_and_erased(
    clinic: Organisation, alice: Member, now: datetime
) -> None:
    absorb, _doctor = _patient(clinic, alice, now)
    keep = contacts.contact(by=alice, now=now, name="Anna Ruiz")
    merge = merging.merge_contacts(by=alice, keep_id=keep.pk, absorb_id=absorb.pk, now=now)
    with reading(clinic):
        assert PatientRecord.objects.of(clinic).get().contact_id == keep.pk
    merging.unmerge_contacts(by=alice, contact_id=keep.pk, merge_id=merge.pk, now=now)
    with reading(clinic):
        assert PatientRecord.objects.of(clinic).get().contact_id == absorb.pk
    other, _second = _patient(clinic, alice, now, name="Cy Ruiz")
    pair = Pair(keep_id=other.pk, absorb_id=absorb.pk, name="", by=alice, now=now)
    subject = Subject(organisation_id=clinic.pk, contact_ids=(absorb.pk,), values=(), now=now)
    with tenant_transaction(clinic.pk):
        assert "patient record" in people.veto(pair)
        assert "Asthma" in str(people.export(subject)["patient_health"])
        people.erase(subject)
        assert [row.contact_id for row in PatientRecord.objects.of(clinic)] == [other.pk]


def test_whoever_takes_a_person_along_gets_the_parts_that_are_for_them_and_that_is_kept(
    clinic: Organisation, alice: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    person, doctor = _patient(clinic, alice, now)
    page = f"/contacts/{person.pk}/data/"
    sent = forms.draft(forms.form(alice, now=now), now=now, contact_id=person.pk)
    with tenant_transaction(clinic):
        type(sent).objects.filter(pk=sent.pk).update(answers={"complaint": "Wheezing at night"})
    doctor.role = Role.SUPERVISOR
    doctor.save()

    def taken(member: Member, at: datetime) -> dict[str, Any]:
        with (
            personal.export_person(by=member, contact_id=person.pk, now=at) as packed,
            zipfile.ZipFile(packed) as archive,
        ):
            found: dict[str, Any] = json.loads(archive.read("intake.json"))
            told = archive.read("left-out.txt").decode() if "left-out.txt" in archive.namelist() else ""
            assert ("Only clinicians see it" in told) == bool(found["left_out"]), (
                "the file says what it lacks"
            )
            return found

    def looks(member: Member) -> list[tuple[list[str], bool]]:
        with reading(clinic):
            rows = PatientAccess.objects.of(clinic).filter(member=member).order_by("at", "pk")
            return [(row.groups, row.is_emergency) for row in rows]

    shut = taken(alice, now)
    assert "Penicillin" not in str(shut)
    assert "Wheezing" not in str(shut)
    assert [len(shut[key]) for key in ("patient_record", "forms")] == [1, 1], "that there is a record is told"
    assert shut["left_out"] == [{"part": "health"}]
    before = client_for(alice).get(page).content.decode()
    assert "Your file will not be whole" in before
    assert "A clinician who supervises can download it whole" in before
    assert "Their insurance" not in before
    assert looks(alice) == [(["identity", "coverage"], False)]

    whole = taken(doctor, now)
    assert [row["what"] for row in whole["patient_health"]] == ["Penicillin", "Asthma"]
    assert "Wheezing" in str(whole["forms"])
    assert whole["left_out"] == []
    assert "will not be whole" not in client_for(doctor).get(page).content.decode()
    assert looks(doctor) == [(["identity", "coverage", "health"], False)]

    patients.break_glass(by=alice, contact_id=person.pk, reason="Asked for their data", now=now)
    assert "Penicillin" in str(taken(alice, now + timedelta(minutes=1)))
    assert looks(alice)[-1] == (["identity", "coverage", "health"], True)
    assert "Penicillin" not in str(taken(alice, now + timedelta(minutes=16))), "the glass closed again"


def test_a_record_leaves_as_fhir_with_the_parts_its_reader_sees_and_leaves_a_trace(
    clinic: Organisation, alice: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    person, doctor = _patient(clinic, alice, now)
    desk = _member(clinic, "Bea Ortiz", "front_desk")
    sent = forms.draft(forms.form(alice, now=now), now=now, contact_id=person.pk)
    with tenant_transaction(clinic):
        type(sent).objects.filter(pk=sent.pk).update(
            state="SUBMITTED", sent_at=now, answers={"full_name": "Ana Ruiz"}
        )

    def taken(member: Member) -> tuple[list[str], str]:
        answer = client_for(member).post(f"/patients/{person.pk}/fhir/")
        assert answer["Content-Type"] == "application/fhir+json"
        made = Bundle.model_validate_json(answer.content)
        return [one.resource.get_resource_type() for one in made.entry], answer.content.decode()

    kinds, words = taken(doctor)
    assert kinds == ["Patient", "Coverage", "AllergyIntolerance", "Condition", "QuestionnaireResponse"]
    assert "Penicillin" in words
    kinds, words = taken(desk)
    assert kinds == ["Patient", "Coverage"], "reception hands out no history"
    assert "Penicillin" not in words
    with reading(clinic):
        seen = PatientAccess.objects.of(clinic).filter(member=desk).order_by("-at", "-pk").first()
        assert seen is not None
        assert seen.groups == ["identity", "coverage"]
