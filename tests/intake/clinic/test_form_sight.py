"""A clinic's form answers: each for whom the table of patient records names, on every page, file and way to write."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client

from accounts.models import Industry, Member, Organisation, Role
from contacts.models import Contact
from core.transactions import reading, tenant_transaction
from intake.domain.forms.document import read
from intake.domain.forms.sight import Sight, group_of
from intake.domain.patients.rights import MATRIX, Group, Level, Office
from intake.errors.patients import NotForYou
from intake.models import AnswerSource, AnswersRead, PatientAccess, Submission, Upload
from intake.services.forms import filling, submitting, uploading
from intake.services.forms.drafts import Hand
from tests.factories import accounts, contacts, forms
from tests.factories.forms import asks, words

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
SAID: dict[str, Any] = {
    "full_name": "Ana Ruiz",
    "card": {"payer": "Saguaro Mutual", "member_id": "ZX-77"},
    "copay": "Visa, ends in 4421",
    "allergy": [{"substance": "Penicillin", "reaction": "rash"}],
    "complaint": "Night sweats since May",
}
# By what is private: the part of the record, and words that give it away.
TELLS = {Group.COVERAGE: ("ZX-77", "4421"), Group.HEALTH: ("Penicillin", "Night sweats", "scan.pdf")}
DOCUMENT: dict[str, Any] = {
    "format": 1,
    "title": words("Before your visit"),
    "intro": words("A few questions."),
    "closing": words("See you."),
    "languages": ["en", "es"],
    "stages": [
        {
            "key": "who",
            "title": words("Who"),
            "sections": [
                {"key": "you", "title": words("You"), "fields": [asks("full_name", writeback="contact.name")]}
            ],
        },
        {
            "key": "more",
            "title": words("More"),
            "allows": ["phi", "payment"],
            "sections": [
                {
                    "key": "health",
                    "title": words("Health"),
                    "fields": [
                        # Whoever wrote this form said nothing of how private a card or an allergy is.
                        asks("card", "insurance_card"),
                        asks("allergy", "allergy"),
                        asks("copay", sensitivity="payment"),
                        asks("complaint", "textarea", sensitivity="phi"),
                        asks("papers", "file", sensitivity="phi"),
                    ],
                }
            ],
        },
    ],
}
OFFICES = {
    "clinician": (Role.STAFF, ["clinician"], {Group.COVERAGE, Group.HEALTH}),
    "front desk": (Role.STAFF, ["front_desk"], {Group.COVERAGE}),
    "owner": (Role.OWNER, [], {Group.COVERAGE}),
    "staff": (Role.STAFF, [], set()),
    "looking": (Role.READ_ONLY, [], set()),
    "auditor": (Role.AUDITOR, ["clinician"], set()),
}


@pytest.fixture
def clinic(alice: Member) -> Organisation:
    Organisation.objects.filter(pk=alice.organisation_id).update(industry=Industry.CLINIC)
    alice.organisation.refresh_from_db()
    return alice.organisation


@pytest.fixture
def team(clinic: Organisation) -> dict[str, Member]:
    made = {}
    for name, (role, capabilities, _sees) in OFFICES.items():
        made[name] = accounts.member(
            organisation=clinic, name=f"{name.title().replace(' ', '')} Sen", role=role
        )
        made[name].capabilities = capabilities
        made[name].save()
    return made


@pytest.fixture
def person(clinic: Organisation, alice: Member, now: datetime) -> Contact:
    return contacts.contact(by=alice, now=now, name="Ana Ruiz")


@pytest.fixture
def draft(clinic: Organisation, alice: Member, person: Contact, now: datetime) -> Submission:
    row = forms.draft(forms.form(alice, now=now, document=DOCUMENT), now=now, contact_id=person.pk)
    filling.answer(organisation=clinic.pk, submission_id=row.pk, given=SAID, now=now)
    forms.file(row, now=now)
    with tenant_transaction(clinic):
        Upload.objects.filter(submission=row).update(name="scan.pdf")
    return row


def sent(draft: Submission, now: datetime) -> Submission:
    return submitting.submit(organisation=draft.organisation_id, submission_id=draft.pk, now=now)


def told(page: str) -> set[Group]:
    """Say which private parts a page gives away; a part is wholly shown or not at all."""
    found = {group: [word in page for word in tells] for group, tells in TELLS.items()}
    assert all(len(set(one)) == 1 for one in found.values()), found
    return {group for group, one in found.items() if one[0]}


def test_every_field_has_its_part_and_every_office_what_the_table_says() -> None:
    fields = read(DOCUMENT).fields
    assert {key: group_of(field) for key, field in fields.items()} == {
        "full_name": Group.IDENTITY,
        "card": Group.COVERAGE,
        "copay": Group.COVERAGE,
        "allergy": Group.HEALTH,
        "complaint": Group.HEALTH,
        "papers": Group.HEALTH,
    }
    for office, field in product(Office, fields.values()):
        level = MATRIX[office][group_of(field)]
        sight = Sight(may_write=True, levels=MATRIX[office])
        assert sight.sees(field) == (level >= Level.SEE)
        assert sight.fills(field) == (level == Level.CHANGE or group_of(field) is Group.IDENTITY)
        assert not replace(sight, may_write=False).fills(field)
    elsewhere = Sight(may_write=False)
    assert [key for key, field in fields.items() if elsewhere.sees(field)] == ["full_name", "card", "allergy"]


@pytest.mark.parametrize("office", OFFICES)
def test_what_was_sent_is_shown_by_the_table_and_so_are_its_files(
    draft: Submission, team: dict[str, Member], client_for: ClientFor, now: datetime, office: str
) -> None:
    sent(draft, now)
    client, sees = client_for(team[office]), OFFICES[office][2]
    answer = client.get(f"/submissions/{draft.pk}/")
    page = answer.content.decode()
    assert told(page) == sees
    assert ("Some answers are not for your role." in page) == (sees != set(TELLS))

    with reading(draft.organisation_id):
        upload = Upload.objects.get(submission=draft)
    file = client.get(f"/submissions/{draft.pk}/files/{upload.pk}/")
    assert file.status_code == (200 if Group.HEALTH in sees else 403)
    if file.streaming:
        assert b"".join(file.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]

    with reading(draft.organisation_id):
        kept = PatientAccess.objects.filter(member=team[office]).values_list("groups", flat=True)
        assert {group for groups in kept for group in groups} == {group.value for group in sees}
        assert AnswersRead.objects.filter(member=team[office]).exists() == bool(sees)


@pytest.mark.parametrize("office", ["clinician", "front desk", "staff"])
def test_a_draft_asks_each_member_what_is_theirs_to_ask(
    draft: Submission, team: dict[str, Member], client_for: ClientFor, now: datetime, office: str
) -> None:
    member, sees = team[office], OFFICES[office][2]
    client, url = client_for(member), f"/submissions/{draft.pk}/"
    page = client.get(url).content.decode()
    assert told(page) == sees
    shown = dict(re.findall(r'name="(was\.[^"]+)" value="([^"]+)"', page))
    # The customer goes on meanwhile: what they write comes to whom it is for.
    later = now + timedelta(seconds=9)
    filling.answer(
        organisation=draft.organisation_id,
        submission_id=draft.pk,
        given={"complaint": "Worse since Friday", "copay": "Cash"},
        now=later,
    )
    news = client.post(f"{url}news/", shown).content.decode()
    assert ("Worse since Friday" in news) == (Group.HEALTH in sees)
    assert ("Cash" in news) == (Group.COVERAGE in sees)

    for key, group in (("complaint", Group.HEALTH), ("copay", Group.COVERAGE), ("full_name", None)):
        may = group is None or group in sees
        answer = client.post(f"{url}field/", {"only": key, "asked": key, key: "Other words"})
        assert answer.status_code == (200 if may else 403), key
    hand = Hand(source=AnswerSource.MEMBER, member=member)
    with reading(draft.organisation_id):
        upload = Upload.objects.get(submission=draft)
    if Group.HEALTH not in sees:
        keys: Any = {
            "organisation": draft.organisation_id,
            "submission_id": draft.pk,
            "hand": hand,
            "now": later,
        }
        with pytest.raises(NotForYou):
            uploading.remove_file(**keys, upload_id=upload.pk)
        with pytest.raises(NotForYou):
            uploading.keep_file(**keys, field="papers", name="b.pdf", content=b"%PDF-1.4\n%%EOF")
        with reading(draft.organisation_id):
            assert Upload.objects.get().pk == upload.pk, "nothing was stored, nothing taken away"


def test_glass_that_is_broken_shows_the_answers_and_says_so_to_the_auditor(
    draft: Submission, person: Contact, team: dict[str, Member], client_for: ClientFor, now: datetime
) -> None:
    sent(draft, now)
    desk = team["front desk"]
    client, url = client_for(desk), f"/submissions/{draft.pk}/"
    assert told(client.get(url).content.decode()) == {Group.COVERAGE}
    client.post(f"/patients/{person.pk}/open/", {"reason": "Chest pain on the telephone"})
    assert told(client.get(url).content.decode()) == set(TELLS)
    with reading(draft.organisation_id):
        last = PatientAccess.objects.filter(member=desk).order_by("-at", "-id").first()
    assert last is not None
    assert last.is_emergency
    assert set(last.groups) == {Group.COVERAGE.value, Group.HEALTH.value}


def test_what_is_changed_afterwards_is_told_by_the_table(
    draft: Submission, team: dict[str, Member], client_for: ClientFor, now: datetime
) -> None:
    sent(draft, now)
    doctor = client_for(team["clinician"])
    made = doctor.post(f"/submissions/{draft.pk}/act/", {"act": "amend"})["Location"]
    said = {"only": "complaint", "asked": "complaint", "complaint": "Gone by now"}
    assert doctor.post(f"{made}field/", said).status_code == 200
    for office in ("clinician", "front desk"):
        page = client_for(team[office]).get(made).content.decode()
        assert ("Gone by now" in page) == (office == "clinician")
        assert ("Night sweats" in page) == (office == "clinician")
