"""An owner builds a form piece by piece by plain POSTs; two owners never write over each other unseen."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from core import clock
from core.transactions import reading
from intake.domain.forms.kinds import FieldType
from intake.models import Form, FormVersion, OptionSet
from intake.services.forms import editing
from tests.factories import forms as make


@pytest.fixture
def form(alice: Member, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Form:
    monkeypatch.setattr(clock, "now", lambda: now)
    return make.form(alice, now=now)


@pytest.fixture
def signed_in(client_for: Callable[[Member], Client], alice: Member) -> Client:
    return client_for(alice)


class Builder:
    """Presses buttons of the page as a browser does, with what the page before them carried."""

    def __init__(self, client: Client, form: Form) -> None:
        self.client, self.url, self.html = client, f"/settings/forms/{form.pk}/build/", ""

    def look(self, at: str = "", status: int = 200) -> str:
        response = self.client.get(self.url, {"at": at} if at else {})
        assert response.status_code == status
        self.html = unescape(response.content.decode())
        return self.html

    def press(self, status: int = 302, **sent: object) -> str:
        version = re.search(r'data-form-version="(\d+)" data-mark="([^"]*)"', self.html)
        assert version
        values = {"version": version[1], "mark": version[2], **sent}
        response = self.client.post(f"{self.url}act/", values)
        assert response.status_code == status, response.content.decode()[-2000:]
        if status == 302:
            response = self.client.get(response["Location"])
        self.html = unescape(response.content.decode())
        return self.html


def draft_of(form: Form) -> dict[str, Any]:
    with reading(form.organisation_id):
        row = FormVersion.objects.of(form.organisation_id).get(form=form, status="DRAFT")
    found: dict[str, Any] = row.document
    return found


def test_a_question_is_added_changed_moved_and_published(form: Form, signed_in: Client) -> None:
    page = Builder(signed_in, form)
    assert "Full name" in page.look()
    page.press(at="0.0", act="add", words="How did you hear of us?", type="choice")
    assert "offers no answers" in page.html
    assert "has no words in Español" in page.html
    assert 'href="#problems"' in page.html  # it cannot be published yet
    place = "0.0.7"
    values: dict[str, object] = {
        "at": place,
        "type": "choice",
        "key": "heard",
        "label.en": "How did you hear of us?",
        "label.es": "¿Cómo supo de nosotros?",
        "answer.0.label.en": "A friend",
        "answer.0.label.es": "Un amigo",
        "answer.1.label.en": "Online",
        "answer.1.label.es": "En línea",
        "cond.joint": "and",
        "cond.0.on": "married",
        "cond.0.op": "==",
        "cond.0.value": "yes (es)",
        "has.required": "1",
        "required": "1",
        "sensitivity": "public",
    }
    page.press(**values)
    field = draft_of(form)["stages"][0]["sections"][0]["fields"][7]
    assert field == {
        "key": "heard",
        "type": "choice",
        "label": {"en": "How did you hear of us?", "es": "¿Cómo supo de nosotros?"},
        "options": [
            {"value": "a_friend", "label": {"en": "A friend", "es": "Un amigo"}},
            {"value": "online", "label": {"en": "Online", "es": "En línea"}},
        ],
        "show_if": {"field": "married", "op": "==", "value": "yes"},
        "required": True,
        "sensitivity": "public",
    }
    assert "Nothing private" in page.html
    assert "New: Question “heard”" in page.html
    page.press(step=f"up {place}")
    assert draft_of(form)["stages"][0]["sections"][0]["fields"][6]["key"] == "heard"
    assert "To put right" not in page.html
    published = signed_in.post(f"/settings/forms/{form.pk}/act/", {"act": "publish"})
    assert published.status_code == 302
    page.look("0.0.6")
    assert "Open" in page.html
    page.press(at="0.0.6", act="remove")
    assert "Taken out: Question “heard”" in page.html
    shown = signed_in.get(f"/settings/forms/{form.pk}/preview/?at=names")
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "Full name" in unescape(shown.content.decode())


def test_bad_input_is_said_beside_its_box_and_not_kept(form: Form, signed_in: Client) -> None:
    page = Builder(signed_in, form)
    page.look("0.0.0")
    page.press(
        at="0.0.0",
        act="keep",
        **{"label.en": "Name", "validate.max_length": "many", "key": "Full Name"},
        status=422,
    )
    assert "“Most letters” must be a number." in page.html
    assert "“Full Name” is no name" in page.html
    assert 'value="many"' in page.html
    with reading(form.organisation_id):
        assert not FormVersion.objects.of(form.organisation_id).filter(form=form, status="DRAFT").exists()
    for odd in (
        {"at": "9.9.9"},
        {"step": "drop 0.0.0", "to": "8"},
        {"step": "up"},
        {"act": "add", "at": "0.0.0"},
    ):
        page.look()
        response = signed_in.post(
            f"{page.url}act/",
            {"version": re.search(r'data-form-version="(\d+)"', page.html)[1], **odd},  # type: ignore[index]
        )
        assert response.status_code in (302, 404), odd
    assert signed_in.post(f"{page.url}act/", {"at": "0", "version": "x"}).status_code == 409


def test_two_owners_never_write_over_each_other_unseen(
    form: Form, signed_in: Client, alice: Member, now: datetime
) -> None:
    page = Builder(signed_in, form)
    page.look("0.0.0")
    document = {**make.DOCUMENT, "closing": make.words("We write to you.")}
    editing.save_draft(by=alice, form_id=form.pk, document=document, now=now)
    page.press(at="0.0.0", act="keep", **{"label.en": "Mine"}, status=409)
    assert "A colleague changed this form meanwhile" in page.html
    assert "Changed: The form" in page.html
    assert draft_of(form) == document
    page.press(at="0.0.0", act="keep", **{"label.en": "Mine", "label.es": "Mío"})
    assert draft_of(form)["stages"][0]["sections"][0]["fields"][0]["label"] == {"en": "Mine", "es": "Mío"}
    assert draft_of(form)["closing"] == document["closing"]


def test_every_type_has_its_boxes_and_a_preview(form: Form, signed_in: Client) -> None:
    page = Builder(signed_in, form)
    page.look()
    for kind in FieldType:
        page.press(at="1.0", act="add", words=f"About {kind.value}", type=kind.value)
        assert 'id="piece"' in page.html
    count = len(FieldType) + 3
    assert len(draft_of(form)["stages"][1]["sections"][0]["fields"]) == count
    for n in range(3, count):
        assert "b-key" in page.look(f"1.0.{n}")
    url = f"/settings/forms/{form.pk}/preview/?at=facts&lang=es"
    shown = unescape(signed_in.get(url).content.decode())
    assert 'id="q-about_address"' in shown
    one = {"asked": "married", "married": "yes", "only": "married"}
    changed = signed_in.post(f"/settings/forms/{form.pk}/preview/?at=names", one).content.decode()
    assert re.search(r'id="q-since" data-step hx-swap-oob', changed)
    missing = signed_in.post(f"/settings/forms/{form.pk}/preview/?at=names", {"asked": "full_name"})
    assert missing.status_code == 422
    going = signed_in.post(
        f"/settings/forms/{form.pk}/preview/?at=names", {"asked": "full_name", "full_name": "Al"}
    )
    assert "Part 2 of 2" in going.content.decode()


def test_a_list_of_answers_is_kept_offered_and_not_lost(
    form: Form, signed_in: Client, organisation: Organisation
) -> None:
    empty = signed_in.post("/settings/answers/keep/", {"name": "Insurers"})
    assert empty.status_code == 422
    sent = {"name": "Insurers", "answer.0.label.en": "Blue", "answer.0.label.es": "Azul"}
    assert signed_in.post("/settings/answers/keep/", sent).status_code == 302
    assert signed_in.post("/settings/answers/keep/", sent).status_code == 409
    with reading(organisation):
        row = OptionSet.objects.of(organisation).get()
    url = f"/settings/answers/{row.pk}/"
    assert 'value="Azul"' in signed_in.get(url).content.decode()
    page = Builder(signed_in, form)
    page.look("0.0.4")
    page.press(at="0.0.4", act="keep", type="choice", option_set="insurers", **{"label.en": "Who pays?"})
    assert draft_of(form)["stages"][0]["sections"][0]["fields"][4].get("options") is None
    assert signed_in.post(f"{url}act/", {"act": "remove"}).status_code == 409
    page.press(at="0.0.4", act="keep", type="text", **{"label.en": "Who pays?"})
    assert signed_in.post(f"{url}act/", {"act": "remove"}).status_code == 302


def test_an_empty_form_begins_with_a_name_only(form: Form, signed_in: Client) -> None:
    assert signed_in.post("/settings/forms/new/", {"template": "blank"}).status_code == 422
    made = signed_in.post("/settings/forms/new/", {"template": "blank", "name": "Second talk"})
    assert made["Location"].endswith("/build/")
    assert "Second talk" in signed_in.get(made["Location"]).content.decode()
