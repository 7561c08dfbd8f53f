"""The page on which a member writes first."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Industry, Member, Organisation
from contacts.models import ContactAddress
from conversations.models import CannedReply, Entry, Line
from core.transactions import reading, tenant_transaction
from tests.factories import contacts as people
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
PAGE = "/inbox/new/"


@pytest.fixture
def held(organisation: Organisation, line: Line, alice: Member, now: datetime) -> ContactAddress:
    nell = people.contact(by=alice, now=now, name="Nell Ames")
    with tenant_transaction(organisation):
        return ContactAddress.objects.create(
            organisation=organisation, contact=nell, kind="PHONE", value="+16025550142"
        )


def test_whoever_fits_is_offered_and_so_is_a_whole_number(
    held: ContactAddress, alice: Member, client_for: ClientFor
) -> None:
    client, htmx = client_for(alice), {"HX-Request": "true", "HX-Target": "found"}

    found = client.get(PAGE, {"q": "nell"}, headers=htmx).content.decode()
    assert f"contact={held.contact_id}&amp;address={held.pk}" in found
    assert "<html" not in found

    same = client.get(PAGE, {"q": "(602) 555-0142"}).content.decode()
    assert "Nell Ames" in same
    assert "?to=" not in same, "its holder is the one to write to"

    stranger = client.get(PAGE, {"q": "602 555 0199"}).content.decode()
    assert "?to=%2B16025550199" in stranger
    assert "No contact has this address yet" in stranger
    assert "No contact fits." in client.get(PAGE, {"q": "zzz"}).content.decode()


def test_a_text_to_a_contact_is_written_and_leads_to_the_thread(
    organisation: Organisation, held: ContactAddress, line: Line, alice: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)
    with tenant_transaction(organisation):
        CannedReply.objects.create(
            organisation=organisation, title="Hello", shortcut="hello", text="Hello {{contact.first_name}}!"
        )
    page = client.get(PAGE, {"contact": held.contact_id}).content.decode()
    assert "Message to Nell Ames" in page
    assert 'data-canned-text="Hello Nell!"' in page

    form = {"contact": held.contact_id, "address": held.pk, "line": line.pk, "client_ref": uuid4()}
    refused = client.post(PAGE, form | {"text": " "})
    assert refused.status_code == 422
    assert str(form["client_ref"]) in refused.content.decode()

    answers = [client.post(PAGE, form | {"text": "Your papers are ready."}) for _time in range(2)]
    with reading(organisation):
        entry = Entry.objects.of(organisation).get(kind="MESSAGE_OUT")
    assert [answer["Location"] for answer in answers] == [f"/inbox/{entry.conversation_id}/"] * 2
    assert entry.text == "Your papers are ready."


def test_another_address_is_chosen_without_losing_a_word(
    organisation: Organisation, held: ContactAddress, line: Line, alice: Member, client_for: ClientFor
) -> None:
    with tenant_transaction(organisation):
        mail = ContactAddress.objects.create(
            organisation=organisation, contact=held.contact, kind="EMAIL", value="nell@example.com"
        )
    form = {"contact": held.contact_id, "address": held.pk, "text": "Half a thought", "switch": mail.pk}
    page = client_for(alice).post(PAGE, form).content.decode()

    assert "Half a thought" in page
    assert "There is no mailbox to write from" in page
    back = client_for(alice).post(PAGE, form | {"address": mail.pk, "switch": held.pk}).content.decode()
    assert "Half a thought" in back
    with reading(organisation):
        assert not Entry.objects.of(organisation).exists()


def test_a_clinic_gives_a_reason_for_words_about_health(
    organisation: Organisation, held: ContactAddress, line: Line, alice: Member, client_for: ClientFor
) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(industry=Industry.CLINIC)
    client = client_for(alice)
    form = {
        "contact": held.contact_id,
        "address": held.pk,
        "line": line.pk,
        "text": "Your biopsy result is in.",
        "client_ref": uuid4(),
    }
    asked = client.post(PAGE, form)
    assert asked.status_code == 422
    assert 'name="health_reason"' in asked.content.decode()
    assert client.post(PAGE, form | {"health_reason": "Asked for it by phone"}).status_code == 302


@pytest.mark.parametrize(
    "query",
    [
        {"contact": "x"},
        {"to": "\x00"},
        {"to": "anonymous"},
        {"q": "\x00'%_"},
        {"address": "1"},
        {"q": "9" * 300},
    ],
)
def test_whatever_the_address_says_the_page_answers(
    query: dict[str, str], line: Line, alice: Member, client_for: ClientFor
) -> None:
    assert client_for(alice).get(PAGE, query).status_code == 200


def test_nobody_is_found_in_another_house_and_readers_write_nothing(
    held: ContactAddress, mallory: Member, rae: Member, line: Line, client_for: ClientFor
) -> None:
    gone = client_for(mallory).get(PAGE, {"contact": held.contact_id})
    assert gone.status_code == 404
    assert client_for(rae).get(PAGE).status_code == 403
    form = {"contact": held.contact_id, "address": held.pk, "line": line.pk, "text": "Hello"}
    assert client_for(mallory).post(PAGE, form).status_code == 404
    assert reverse("conversations:write") == PAGE


def test_no_number_of_ours_is_said(held: ContactAddress, alice: Member, client_for: ClientFor) -> None:
    line = Line.objects  # the firm's only number is closed
    with tenant_transaction(held.organisation):
        line.of(held.organisation_id).update(is_active=False)
    page = client_for(alice).get(PAGE, {"contact": held.contact_id}).content.decode()
    assert "No number of yours is set up to text from." in page
    assert make.OUR_NUMBER not in page
