"""Forms: published versions never change, drafts keep what is typed, sending opens a conversation."""

import io
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection
from PIL import Image

from accounts.models import Member, Organisation
from contacts.models import Contact, ContactAddress, PersonalDetails
from conversations.models import Conversation, Entry
from core.errors import NotAllowed
from core.transactions import reading, tenant_transaction
from intake import errors, ports
from intake.domain.forms.locks import Lock, LockKind
from intake.domain.forms.states import (
    INITIAL,
    TRANSITIONS,
    VERSION_TRANSITIONS,
    SubmissionState,
    VersionStatus,
)
from intake.models import AnswerEvent, Form, FormVersion, OptionSet, ResumeCode, Signature, Submission
from intake.selectors.forms import answers_of
from intake.services.forms import editing, filling, resuming, signing, submitting, uploading
from scheduling.errors import CodeEnded, CodeWrong, LinkEnded
from tests.factories import contacts as people
from tests.factories import forms as make

STROKES = "M10 10L20 30L40 60L80 20L100 100"


@pytest.fixture
def form(alice: Member, now: datetime) -> Form:
    return make.form(alice, now=now)


def keys(row: Submission, now: datetime) -> dict[str, Any]:
    return {"organisation": row.organisation_id, "submission_id": row.pk, "now": now}


def signed(row: Submission, now: datetime, **more: Any) -> Signature:
    sign = signing.Sign(**{"name": "Zoe Quill", "is_meant": True, "intent": "I mean it.", **more})
    return signing.sign(**keys(row, now), field="signature", sign=sign)


def picture(**more: Any) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, format="JPEG", exif=exif, **more)
    return out.getvalue()


def test_tables_of_states_are_total() -> None:
    assert set(TRANSITIONS) == set(SubmissionState)
    assert set(VERSION_TRANSITIONS) == set(VersionStatus)
    reached = set(INITIAL).union(*TRANSITIONS.values())
    assert reached == set(SubmissionState)


def test_a_published_version_is_kept_by_the_database(
    form: Form, alice: Member, bob: Member, now: datetime
) -> None:
    draft = make.draft(form, now=now)
    changed = {**make.DOCUMENT, "title": make.words("Another title")}
    editing.save_draft(by=alice, form_id=form.pk, document=changed, now=now)
    with pytest.raises(NotAllowed):
        editing.publish(by=bob, form_id=form.pk, now=now)
    second = editing.publish(by=alice, form_id=form.pk, now=now)
    with reading(form.organisation_id):
        first = FormVersion.objects.get(form=form, n=1)
        assert (second.n, first.status, first.document["title"]["en"]) == (2, "RETIRED", "Before we talk")
        assert Submission.objects.get(pk=draft.pk).form_version_id == first.pk
    for statement in (
        "UPDATE intake_formversion SET document = '{}' WHERE id = %s",
        "UPDATE intake_formversion SET status = 'DRAFT' WHERE id = %s",
        "DELETE FROM intake_formversion WHERE id = %s",
    ):
        with (
            pytest.raises(IntegrityError),
            tenant_transaction(form.organisation_id),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [str(second.pk)])
    with pytest.raises(errors.FormFaulty):
        editing.save_draft(by=alice, form_id=form.pk, document={"format": 1}, now=now)
    editing.retire(by=alice, form_id=form.pk, now=now)
    with pytest.raises(errors.NoSuchForm):
        make.draft(form, now=now)


def test_a_form_with_findings_is_not_published_and_lists_of_answers_are_copied(
    alice: Member, now: datetime
) -> None:
    fields = [make.asks("colour", "choice", option_set="colours")]
    stage = {
        "key": "a",
        "title": make.words("A"),
        "sections": [{"key": "b", "title": make.words("B"), "fields": fields}],
    }
    document = {**make.DOCUMENT, "stages": [stage]}
    made = editing.create_form(by=alice, name="Colours", slug="colours", document=document, now=now)
    with pytest.raises(errors.FormFaulty):
        editing.publish(by=alice, form_id=made.pk, now=now)
    with tenant_transaction(alice.organisation_id):
        OptionSet(organisation=alice.organisation, slug="colours", name="Colours", options=make.YES_NO).save()
    assert editing.publish(by=alice, form_id=made.pk, now=now).document["stages"][0]["sections"][0]["fields"][
        0
    ]["options"]
    with pytest.raises(errors.FormNameTaken):
        editing.create_form(by=alice, name="colours", slug="other", document=document, now=now)


def test_filling_signing_and_sending(form: Form, organisation: Organisation, now: datetime) -> None:
    row = make.draft(form, now=now, origin={"utm_source": "ads", "bogus": "x"})
    given = {
        "full_name": "Zoe Quill",
        "tel": "602 555 0123",
        "born": "March 4th, 1990",
        "married": "yes",
        "since": "2010",
        "others": [{"name": "Acme"}],
        "signature": "0190aaaa-0000-7000-8000-000000000000",
        "no_such": "x",
    }
    saved = filling.answer(**keys(row, now), given=given)
    assert saved.judgement.values["born"] == "1990-03-04"
    assert "signature" not in saved.judgement.values
    filling.answer(**keys(row, now), given={"married": "no"})
    assert filling.finish_stage(**keys(row, now), stage="names", given={}) == "facts"
    with pytest.raises(errors.AnswersWrong) as missing:
        submitting.submit(**keys(row, now))
    assert missing.value.stage == "facts"
    filling.answer(**keys(row, now), given={"story": "They \x00 hit my car."})
    with pytest.raises(errors.NotSigned):
        signed(row, now, is_meant=False)
    signed(row, now, name="", strokes=STROKES)
    filling.answer(**keys(row, now), given={"story": "They hit my car twice."})
    with pytest.raises(errors.AnswersWrong):
        submitting.submit(**keys(row, now))  # What was signed is no longer what would be sent.
    signature = signed(row, now, network_address="192.0.2.1")
    sent = submitting.submit(**keys(row, now))
    with pytest.raises(errors.AlreadySent):
        filling.answer(**keys(row, now), given={"story": "More"})
    with reading(organisation):
        sent = Submission.objects.select_related("form_version").get(pk=sent.pk)
        assert (sent.state, sent.origin) == ("SIGNED", {"utm_source": "ads"})
        assert answers_of(sent)["story"] == "They hit my car twice."
        assert "since" not in answers_of(sent)
        assert "story" not in sent.answers
        with connection.cursor() as cursor:
            cursor.execute("SELECT sealed_answers FROM intake_submission WHERE id = %s", [str(sent.pk)])
            assert "car" not in cursor.fetchone()[0]
        assert AnswerEvent.objects.filter(submission=sent, field="since", kind="DROPPED").count() == 1
        digest = signing.signed_digest(
            sent.form_version.sha256, signature.text, answers_of(sent), besides="signature"
        )
        assert signature.sha256 == digest
        contact = Contact.objects.get(pk=sent.contact_id)
        assert contact.display_name == "Zoe Quill"
        conversation = Conversation.objects.get(pk=sent.conversation_id)
        assert (conversation.status, conversation.line_id) == ("OPEN", form.line_id)
        assert conversation.due_at is not None
        assert Entry.objects.get(conversation=conversation).fact == "form"
    with pytest.raises(IntegrityError), tenant_transaction(organisation), connection.cursor() as cursor:
        cursor.execute("UPDATE intake_signature SET name = 'Another' WHERE id = %s", [str(signature.pk)])


def test_known_people_are_not_asked_twice_nor_changed_by_strangers(
    form: Form, alice: Member, organisation: Organisation, now: datetime
) -> None:
    lena = people.contact(by=alice, now=now)
    people.address(by=alice, contact=lena, now=now)
    row = make.draft(form, now=now, contact_id=lena.pk)
    assert row.answers == {"full_name": "Lena Ortiz", "tel": "+16025550134"}
    stranger = make.draft(form, now=now)
    given = {"full_name": "Somebody Else", "tel": "602 555 0134", "mail": "else@else.example", "story": "x"}
    filling.answer(**keys(stranger, now), given=given)
    signed(stranger, now)
    sent = submitting.submit(**keys(stranger, now))
    assert sent.contact_id == lena.pk
    with reading(organisation):
        assert Contact.objects.get(pk=lena.pk).display_name == "Lena Ortiz"
        assert ContactAddress.objects.filter(contact=lena).count() == 1
        assert [one.source for one in AnswerEvent.objects.filter(submission=row)] == ["PREFILL", "PREFILL"]


def test_a_day_of_birth_and_an_address_are_filled_in_and_learnt(
    alice: Member, organisation: Organisation, now: datetime
) -> None:
    asked = [
        make.asks("born", "date", prefill="contact.birth_date", writeback="contact.birth_date"),
        make.asks("home", "address", prefill="contact.address", writeback="contact.address"),
        make.asks("mail", "email", prefill="contact.email", writeback="contact.email"),
    ]
    document = deepcopy(make.DOCUMENT)
    document["stages"] = document["stages"][:1]
    document["stages"][0]["sections"][0]["fields"] = asked
    form, lena = make.form(alice, now=now, document=document, slug="home"), people.contact(by=alice, now=now)
    row = make.draft(form, now=now, contact_id=lena.pk)
    assert (row.answers, row.sealed_answers) == ({}, "")
    home = {"line1": "12 Elm St", "city": "Mesa", "region": "AZ", "postcode": "85201"}
    filling.answer(**keys(row, now), given={"born": "March 14 1990", "home": home})
    submitting.submit(**keys(row, now))
    with reading(organisation):
        kept = PersonalDetails.objects.of(organisation).get(contact=lena)
        assert (kept.birth_date, kept.street, kept.postcode) == ("1990-03-14", "12 Elm St", "85201")
    known = answers_of(make.draft(form, now=now, contact_id=lena.pk))
    assert (known["born"], known["home"]) == ("1990-03-14", home)


class _Shut:
    """A gate that closes the facts until somebody looked."""

    def locks(self, asked: ports.GateAsked) -> tuple[Lock, ...]:
        assert asked.definition.stages
        kinds = frozenset({LockKind.STAGE, LockKind.UPLOADS, LockKind.SUBMIT})
        return (
            Lock(kinds=kinds, stages=frozenset({"facts"}), title="Please stop here", text="We check names."),
        )


@pytest.fixture
def shut() -> Iterator[None]:
    ports.register_stage_gate("test", _Shut())
    yield
    ports.withdraw_stage_gate("test")


@pytest.mark.usefixtures("shut")
def test_a_gate_keeps_facts_files_and_sending_out(
    form: Form, organisation: Organisation, now: datetime
) -> None:
    row = make.draft(form, now=now)
    filling.answer(**keys(row, now), given={"full_name": "Zoe"})
    with pytest.raises(errors.StageLocked):
        filling.answer(**keys(row, now), given={"full_name": "Zoe Quill", "story": "They"})
    with pytest.raises(errors.StageLocked):
        filling.finish_stage(**keys(row, now), stage="facts", given={"story": "They"})
    with pytest.raises(errors.StageLocked):
        uploading.keep_file(**keys(row, now), field="papers", name="a.jpg", content=picture())
    with pytest.raises(errors.StageLocked):
        submitting.submit(**keys(row, now))
    with reading(organisation):
        assert answers_of(Submission.objects.get(pk=row.pk)) == {"full_name": "Zoe"}


def test_files_are_kept_by_what_they_are(form: Form, now: datetime) -> None:
    row = make.draft(form, now=now)
    kept = uploading.keep_file(**keys(row, now), field="papers", name="../../me.exe", content=picture())
    assert (kept.name, kept.mime) == ("me.exe", "image/jpeg")
    with default_storage.open(kept.path) as file:
        assert not Image.open(file).getexif()
    for content, words in (
        (b"MZ\x90\x00 program", "not taken"),
        (b"\x00\x00\x00\x18ftypheic....", "HEIC"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF damaged", "damaged"),
        (b"", "empty"),
    ):
        with pytest.raises(errors.UploadRefused, match=words):
            uploading.keep_file(**keys(row, now), field="papers", name="x", content=content)
    uploading.keep_file(**keys(row, now), field="papers", name="a.pdf", content=b"%PDF-1.4\n%%EOF")
    with pytest.raises(errors.UploadRefused, match="already"):
        uploading.keep_file(**keys(row, now), field="papers", name="b.jpg", content=picture())
    uploading.remove_file(**keys(row, now), upload_id=kept.pk)
    assert not default_storage.exists(kept.path)


def test_a_draft_is_opened_again_by_link_and_code(
    form: Form, organisation: Organisation, now: datetime
) -> None:
    row = make.draft(form, now=now)
    with pytest.raises(errors.NowhereToSend):
        resuming.ask_link(**keys(row, now))
    filling.answer(**keys(row, now), given={"mail": "zoe@quill.example"})
    assert resuming.ask_link(**keys(row, now)) == "z…@quill.example"
    with reading(organisation):
        row = Submission.objects.select_related("hold").get(pk=row.pk)
    token = resuming.resume_token(row, now=now)
    with pytest.raises(LinkEnded):
        resuming.read_token(token, resuming.FILL, now=now)
    assert resuming.read_token(token, resuming.RESUME, now=now + timedelta(days=60))[1] == row.pk
    resuming.ask_code(**keys(row, now))
    with reading(organisation):
        code = ResumeCode.objects.get(submission=row)
    right = resuming.code_of(code)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    with pytest.raises(CodeWrong):
        resuming.enter_code(**keys(row, now), typed=wrong)
    letter = resuming.send_code(organisation=organisation.pk, code_id=code.pk, now=now)
    assert letter is not None
    assert right in letter.text
    opened = resuming.enter_code(**keys(row, now), typed=f" {right[:3]} {right[3:]}")
    assert resuming.read_token(opened, resuming.FILL, now=now)[1] == row.pk
    with pytest.raises(CodeEnded):
        resuming.enter_code(**keys(row, now), typed=right)
    resuming.ask_code(**keys(row, now))
    for _ in range(4):
        with pytest.raises(CodeWrong):
            resuming.enter_code(**keys(row, now), typed="1")
    for _ in range(2):
        with pytest.raises(CodeEnded):
            resuming.enter_code(**keys(row, now), typed="1")
