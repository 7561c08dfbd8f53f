"""The public fills in a form by plain GET and POST, and field by field: no cookie, no script needed."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Industry, Member, Organisation
from conversations.models import Task
from core import clock
from core.models import Event
from core.transactions import reading, tenant_transaction
from intake import ports
from intake.models import Form, Submission
from intake.services.forms import editing
from tests.factories import forms as make
from tests.intake.services.test_forms import _Shut, picture


@pytest.fixture
def form(alice: Member, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Form:
    monkeypatch.setattr(clock, "now", lambda: now)
    return make.form(alice, now=now)


def page(client: Client, url: str, status: int = 200, **sent: object) -> str:
    response = client.post(url, sent) if sent else client.get(url)
    assert response.status_code == status, (url, response.status_code, response.get("Location"))
    assert not response.cookies
    if status == 303:
        return response["Location"]
    return unescape(response.content.decode())


def begun(client: Client) -> str:
    begin = page(client, "/f/hale-ortiz/talk/?utm_source=ads")
    assert 'name="utm_source" value="ads"' in begin
    return page(client, "/f/hale-ortiz/talk/", 303, utm_source="ads")


def test_a_form_is_filled_in_without_a_script(form: Form, client: Client, organisation: Organisation) -> None:
    url = begun(client)
    first = page(client, url)
    assert "Part 1 of 2" in first
    assert re.search(r'id="q-since" hidden', first)
    asked = ["full_name", "mail", "tel", "born", "married", "since", "others"]
    wrong = page(client, url, 422, asked=asked, born="32/32/2020", tel="12")
    assert "There is no such day" in wrong
    assert "Write a phone number" in wrong
    assert 'value="32/32/2020"' in wrong
    more = page(client, url, asked=["others"], add="others", **{"others.0.name": "Acme"})
    assert 'name="others.1.name"' in more
    following = page(
        client,
        url,
        303,
        asked=asked,
        full_name="Zoe <b>Quill</b>",
        tel="602 555 0123",
        born="3/4/1990",
        married="yes",
        since="2010",
        **{"others.0.name": "Acme", "others.1.name": ""},
    )
    facts = page(client, following)
    assert "What happened" in facts
    file = SimpleUploadedFile("me.jpg", picture(), "image/jpeg")
    kept = page(client, following, asked=["story"], story="They hit me", papers=file, upload="papers")
    assert "me.jpg" in kept
    assert "They hit me" in kept
    page(client, following, 422, asked=["story"], story="They hit me")
    done = page(
        client,
        following,
        303,
        asked=["story"],
        story="They hit me",
        **{"signature.name": "Zoe Quill", "signature.meant": "1"},
    )
    assert "We call you." in page(client, done)
    with reading(organisation):
        row = Submission.objects.get()
        assert (row.state, row.origin) == ("SIGNED", {"utm_source": "ads"})
        assert row.answers["others"] == [{"name": "Acme"}]


def test_a_field_is_kept_as_it_is_answered_and_shows_what_it_opens(form: Form, client: Client) -> None:
    url = begun(client)
    field = url.split("?")[0] + "field/"
    said = page(
        client, field, only="married", asked=["married", "full_name"], married="yes", full_name="Other"
    )
    assert "Saved" in said
    assert re.search(r'id="q-since" data-step hx-swap-oob="true"', said)
    born = page(client, field, only="born", asked=["born"], born="4 mar 1990")
    assert "March 4, 1990" in born
    again = page(client, f"{url}?lang=es")
    assert "Full name (es)" in again
    assert 'value="Other"' not in again
    page(client, field, 204, only="nothing")
    page(client, url.replace("/fill/", "/fill/x"), 404)


def test_locked_stages_take_nothing_and_say_why(
    form: Form, client: Client, organisation: Organisation
) -> None:
    url = begun(client)
    following = page(client, url, 303, asked=["full_name"], full_name="Zoe")
    ports.register_stage_gate("test", _Shut())
    try:
        assert "Please stop here" in page(client, following)
        locked = page(client, following, 409, asked=["story"], story="They")
        assert "Please stop here" in locked
        page(client, following.split("?")[0] + "field/", 409, only="story", asked=["story"], story="They")
    finally:
        ports.withdraw_stage_gate("test")
    with reading(organisation):
        assert Submission.objects.get().sealed_answers == ""


def test_going_on_later_and_forms_that_are_not_open(
    form: Form, alice: Member, client: Client, now: datetime, mailoutbox: list[object]
) -> None:
    url = begun(client)
    later = url.split("?")[0] + "later/"
    assert "first, so that we know" in page(client, later, 422, asked=["full_name"], full_name="Zoe")
    note = page(client, later, asked=["mail"], mail="zoe@quill.example")
    assert "z…@quill.example" in note
    editing.retire(by=alice, form_id=form.pk, now=now)
    assert "not open" in page(client, "/f/hale-ortiz/talk/", 404)
    assert page(client, url)
    page(client, "/f/hale-ortiz/none/", 404)
    assert client.get("/f/none/talk/").status_code == 404


def test_an_answer_that_describes_an_emergency_is_met_with_the_number_to_call(
    form: Form, client: Client, organisation: Organisation, alice: Member
) -> None:
    url = begun(client)
    field = url.partition("?")[0] + "field/"
    calm = page(client, field, only="story", asked=["story"], story="My knee hurts when I climb stairs")
    assert 'id="alarm"' in calm
    assert "tel:911" not in calm
    assert "tel:911" not in page(client, field, only="story", asked=["story"], story="I have chest pain")
    with tenant_transaction(organisation.pk):
        Organisation.objects.filter(pk=organisation.pk).update(industry=Industry.CLINIC)
    page(client, field, only="full_name", asked=["full_name"], full_name="Zoe Quill")
    page(client, field, only="story", asked=["story"], story="It is better, no chest pain")
    met = page(
        client,
        field,
        only="story",
        asked=["story"],
        story="No fever, but I have chest pain and I want to die",
    )
    assert met.count('href="tel:911"') == 1
    assert "988" in met
    assert 'href="tel:911"' in page(client, url)
    page(
        client,
        field,
        only="story",
        asked=["story"],
        story="No fever, but I have chest pain and I want to die now",
    )
    with reading(organisation):
        tasks = list(Task.objects.of(organisation.pk).filter(owner=alice))
        stored = Event.objects.filter(name="intake.red_flag_seen")
        assert [event.body["flags"] for event in stored] == [["HEART", "SELF_HARM"]]
    assert [task.title for task in tasks] == ["Emergency words in a form: call Zoe Quill now"]


def test_customer_and_firm_fill_in_one_draft_at_once(
    form: Form,
    client: Client,
    alice: Member,
    client_for: Callable[[Member], Client],
    organisation: Organisation,
) -> None:
    def marks(html: str) -> dict[str, str]:
        return dict(re.findall(r'name="(was\.[^"]+)" value="([^"]+)"', html))

    def stored() -> str:
        with reading(organisation):
            return str(Submission.objects.get().answers.get("full_name"))

    url = begun(client)
    theirs, desk = url.partition("?")[0], client_for(alice)
    shown = marks(page(client, url))
    with reading(organisation):
        ours = f"/submissions/{Submission.objects.get().pk}/"

    def at_desk(address: str, **sent: object) -> tuple[int, str]:
        answer = desk.post(ours + address, sent)
        return answer.status_code, unescape(answer.content.decode())

    open_at_desk = marks(unescape(desk.get(ours).content.decode()))
    assert set(shown) < set(open_at_desk)
    page(client, f"{theirs}news/", 204, **shown)
    assert at_desk("news/", **open_at_desk) == (204, "")
    # What one side writes, the other is shown; what a question opens comes with it.
    said = {"only": "full_name", "asked": "full_name", "full_name": "Zoe Quill"}
    _status, answer = at_desk("field/", **said, **open_at_desk)
    open_at_desk |= marks(answer)
    at_desk("field/", only="married", asked="married", married="yes", **open_at_desk)
    news = page(client, f"{theirs}news/", **shown)
    assert 'value="Zoe Quill"' in news
    assert "Hale Ortiz Law wrote this." in news
    assert re.search(r'id="q-since" data-step', news)
    assert 'id="q-mail"' not in news
    page(client, f"{theirs}news/", 204, **(shown | marks(news)))
    # Both in one place: nothing is kept over what the other wrote, and the same words are no matter.
    own = {"only": "full_name", "asked": "full_name", "full_name": "Zoe Quilt"}
    told = page(client, f"{theirs}field/", **own, **shown)
    assert "Hale Ortiz Law has just written here: Zoe Quill" in told
    assert 'value="Zoe Quilt"' in told
    assert stored() == "Zoe Quill"
    assert "has just" not in page(client, f"{theirs}field/", **(own | said), **shown)
    whole = page(client, url, 409, **own, **shown)
    assert "What you wrote is not kept yet." in whole
    assert "has just" not in page(client, f"{theirs}field/", **own, **(shown | marks(told)), keep="full_name")
    assert stored() == "Zoe Quilt"
    _status, answer = at_desk("field/", **(said | {"full_name": "Zed"}), **open_at_desk)
    assert "The customer has just written here: Zoe Quilt" in answer
    _status, answer = at_desk("field/", **said, drop="full_name", **open_at_desk)
    assert 'value="Zoe Quilt"' in answer
    assert stored() == "Zoe Quilt"
    desk.post(f"{ours}act/", {"act": "void"})
    assert client.post(f"{theirs}news/", shown).headers["HX-Refresh"] == "true"
