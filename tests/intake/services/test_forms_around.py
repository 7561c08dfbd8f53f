"""Templates of each trade, forms that services ask for, and what members see and do."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from fhir.resources.R4B.questionnaire import Questionnaire
from jsonschema import Draft202012Validator

from accounts.models import Member, Organisation
from core import clock
from core.transactions import reading
from intake.domain.forms import checking, exposure, grammar
from intake.domain.forms.dataschema import data_schema
from intake.domain.forms.document import read
from intake.domain.forms.fhir import questionnaire
from intake.models import Form, FormVersion, ServiceForm, Submission
from intake.selectors.forms import answers_of
from intake.services.forms import booking, filling, signing, submitting, templates
from scheduling.models import Hold
from scheduling.ports import ToConfirm, booking_panels, requirements
from tests.factories import contacts as people
from tests.factories import forms as make
from tests.factories import scheduling


@pytest.mark.parametrize("name", list(templates.SLUGS))
def test_templates_are_publishable_and_leave_as_fhir(name: str) -> None:
    document = templates.document_of(name)
    assert checking.check(document) == ()
    assert Draft202012Validator(grammar.schema()).is_valid(document)
    definition = read(document)
    Draft202012Validator.check_schema(data_schema(definition))
    assert exposure.total(definition) > 0
    made = questionnaire(definition, url="https://a.example/f", version="1", status="active", language="en")
    Questionnaire.model_validate_json(json.dumps(made))
    shown = {
        item["linkId"]: item for stage in made["item"] for part in stage["item"] for item in part["item"]
    }
    if name == "home":
        assert shown["owner"]["enableWhen"] == [
            {"question": "stands", "operator": "!=", "answerCoding": {"code": "owner"}}
        ]


def test_a_service_asks_for_its_form_before_a_time_is_confirmed(
    organisation: Organisation, alice: Member, client: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    form = make.form(alice, now=now)
    service = scheduling.service(
        organisation, scheduling.provider(organisation, hours=scheduling.schedule(organisation))
    )
    hold = scheduling.held(service, now + timedelta(days=1), now=now)
    booking.tie_service(by=alice, form_id=form.pk, service_id=service.pk, is_tied=True, before=True, now=now)
    asked = ToConfirm(
        organisation_id=organisation.pk, hold_id=hold.pk, service_id=service.pk, contact_id=None, now=now
    )
    with reading(organisation):
        (missing,) = requirements(asked)
        (panel,) = booking_panels(asked)
    assert "Before a talk" in missing.sentence
    assert panel.page[0].url == missing.url  # type: ignore[index]
    assert client.get(missing.url).status_code == 200
    client.post(missing.url)
    with reading(organisation):
        row = Submission.objects.get()
        assert row.hold_id == hold.pk
    keys = {"organisation": organisation.pk, "submission_id": row.pk, "now": now}
    filling.answer(**keys, given={"full_name": "Zoe Quill", "tel": "602 555 0123", "story": "They hit me"})
    sign = signing.Sign(name="Zoe Quill", is_meant=True, intent="I mean it.")
    signing.sign(**keys, field="signature", sign=sign)
    submitting.submit(**keys)
    with reading(organisation):
        assert requirements(asked) == ()
        assert booking_panels(asked)[0].page[0].is_sent  # type: ignore[index]
    booking.tie_service(
        by=alice, form_id=form.pk, service_id=service.pk, is_tied=False, before=False, now=now
    )
    with reading(organisation):
        assert not ServiceForm.objects.exists()


def test_owners_make_publish_and_retire_forms_in_the_browser(
    alice: Member, rae: Member, client_for: Callable[[Member], Client]
) -> None:
    client = client_for(alice)
    assert "From a template" in client.get("/settings/forms/").content.decode()
    made = client.post("/settings/forms/new/", {"template": "law"})
    assert made["Location"].endswith("/build/"), "what is new is built at once"
    url = made["Location"].removesuffix("build/")
    page = client.get(url).content.decode()
    assert "Publish the draft" in page
    assert "In confidence" in page
    assert client.post(f"{url}act/", {"act": "publish"}).status_code == 302
    assert client.get("/f/hale-ortiz/before-we-talk/").status_code == 200
    wrong = client.post(f"{url}act/", {"act": "draft", "document": "{no"})
    assert (wrong.status_code, "cannot be read as JSON" in wrong.content.decode()) == (422, True)
    document = templates.document_of("law")
    document["stages"][0]["colour"] = "red"
    faulty = client.post(f"{url}act/", {"act": "draft", "document": json.dumps(document)})
    assert "“colour” means nothing here" in faulty.content.decode()
    assert client.post("/settings/forms/new/", {"template": "law"}).status_code == 409
    exported = client.get(f"{url}export/")
    assert json.loads(exported.content) == templates.document_of("law")
    assert json.loads(client.get(f"{url}export/?as=fhir").content)["resourceType"] == "Questionnaire"
    file = SimpleUploadedFile("a.json", exported.content, "application/json")
    assert client.post("/settings/forms/new/", {"name": "Second", "file": file}).status_code == 302
    assert client.post("/settings/forms/new/", {"name": "Third"}).status_code == 422
    client.post(f"{url}act/", {"act": "retire"})
    assert client.get("/f/hale-ortiz/before-we-talk/").status_code == 404
    with reading(alice.organisation):
        assert sorted(Form.objects.values_list("slug", flat=True)) == ["before-we-talk", "second"]
        assert FormVersion.objects.filter(status="RETIRED").count() == 1
    assert "Take in the file" not in client_for(rae).get("/settings/forms/").content.decode()


def test_members_fill_in_along_and_read_what_was_sent(
    alice: Member,
    bob: Member,
    rae: Member,
    organisation: Organisation,
    client_for: Callable[[Member], Client],
    now: datetime,
) -> None:
    form, lena = make.form(alice, now=now), people.contact(by=alice, now=now)
    people.address(by=alice, contact=lena, now=now)
    client = client_for(bob)
    begun = client.post(
        "/submissions/begin/", {"form": form.pk, "contact": lena.pk}, headers={"hx-request": "true"}
    )
    url = begun["HX-Redirect"]
    assert client.post("/submissions/begin/", {"form": form.pk, "contact": lena.pk})["Location"] == url
    page = client.get(url).content.decode()
    assert 'value="Lena Ortiz"' in page
    assert "only the customer signs" in page
    asked = {"only": "married", "asked": "married", "married": "yes"}
    assert 'id="q-since" data-step hx-swap-oob="true"' in client.post(f"{url}field/", asked).content.decode()
    more = client.post(
        f"{url}field/", {"only": "others", "asked": "others", "others.0.name": "Acme", "add": "others"}
    )
    assert 'name="others.1.name"' in more.content.decode()
    with reading(organisation):
        row = Submission.objects.get()
    shown = dict(re.findall(r'name="(was\.[^"]+)" value="([^"]+)"', client.get(url).content.decode()))
    given = {"since": "2010", "story": "They hit me"}
    later = clock.now() + timedelta(seconds=1)
    filling.answer(organisation=organisation.pk, submission_id=row.pk, given=given, now=later)
    news = client.post(f"{url}news/", shown).content.decode()
    assert "They hit me" in news
    assert 'id="q-married"' not in news
    assert client.post(f"{url}act/", {"act": "send"}).status_code == 422
    sign = signing.Sign(name="Lena Ortiz", is_meant=True, intent="I mean it.", network_address="192.0.2.1")
    signing.sign(organisation=organisation.pk, submission_id=row.pk, field="signature", sign=sign, now=later)
    assert client.post(f"{url}act/", {"act": "send"}).status_code == 302
    sent = client.get(url).content.decode()
    assert "They hit me" in sent
    assert "192.0.2.1" in sent
    looked = client_for(rae).get(url).content.decode()
    assert "They hit me" not in looked
    assert "Lena Ortiz" in looked
    beside = client.get(f"/contacts/{lena.pk}/").content.decode()
    assert "Signed and sent" in beside
    assert client.post(f"{url}field/", asked).status_code == 409
    assert client.post(f"{url}act/", {"act": "void"}).status_code == 302
    with reading(organisation):
        kept = Submission.objects.select_related("form_version").get()
        assert (kept.state, answers_of(kept)["since"]) == ("VOID", "2010")
        assert not Hold.objects.exists()
