"""Message text is hidden from administrators without the grant, and each reading with it is recorded."""

from uuid import UUID

import pytest
from django.db import models

from accounts.models import Member, Organisation, User
from carrier.models import CarrierAccount, InboundDelivery, MessagePart, RefusedDelivery
from conversations.models import Conversation, Draft, Entry
from core.models import Event
from core.transactions import reading
from tests.admin.conftest import SECRET_WORDS, LogIn, change_url, list_url

Rows = dict[type[models.Model], UUID]
BODIES = [Conversation, Entry, Draft, InboundDelivery, RefusedDelivery, MessagePart]


def reads(organisation: Organisation) -> list[Event]:
    with reading(organisation):
        return list(Event.objects.filter(name="core.message_read_by_support").order_by("id"))


@pytest.mark.parametrize("model", BODIES, ids=lambda model: model.__name__)
def test_hidden_without_the_grant(
    model: type[models.Model], root: User, log_in: LogIn, organisation: Organisation, ours: Rows
) -> None:
    browser = log_in(root, organisation)
    page = browser.get(change_url(model, ours[model])).content.decode()
    assert "hidden" in page
    assert SECRET_WORDS not in page
    assert SECRET_WORDS not in browser.get(list_url(model)).content.decode()
    assert not reads(organisation)


@pytest.mark.parametrize("model", BODIES, ids=lambda model: model.__name__)
def test_read_with_the_grant_and_recorded(
    model: type[models.Model], root: User, log_in: LogIn, organisation: Organisation, ours: Rows
) -> None:
    root.may_read_messages = True
    root.save(update_fields=["may_read_messages"])
    browser = log_in(root, organisation)
    assert SECRET_WORDS not in browser.get(list_url(model)).content.decode(), "lists never show text"
    assert not reads(organisation)
    assert SECRET_WORDS in browser.get(change_url(model, ours[model])).content.decode()
    (event,) = reads(organisation)
    assert event.actor_id == root.pk
    assert event.body == {"model": model._meta.label_lower, "row_id": str(ours[model])}
    assert SECRET_WORDS not in str(event.body)


@pytest.mark.parametrize("model", BODIES, ids=lambda model: model.__name__)
def test_nobody_guesses_text_by_the_address_line(
    model: type[models.Model], root: User, log_in: LogIn, organisation: Organisation, ours: Rows
) -> None:
    browser = log_in(root, organisation)
    for column in ("text", "latest_text", "body", "query", "search"):
        answer = browser.get(list_url(model), {f"{column}__contains": "paternity"})
        assert answer.status_code in {302, 400}, column


def test_a_stored_secret_is_never_shown_and_empty_keeps_it(
    root: User, log_in: LogIn, organisation: Organisation, ours: Rows
) -> None:
    browser = log_in(root, organisation)
    url = change_url(CarrierAccount, ours[CarrierAccount])
    page = browser.get(url).content.decode()
    assert "top-of-the-vault" not in page
    assert 'type="password"' in page
    form = {"name": "Main", "api_key": "k", "application_id": "", "api_host": "", "is_active": "on"}
    assert browser.post(url, form).status_code == 302
    assert CarrierAccount.objects.get(pk=ours[CarrierAccount]).api_secret == "top-of-the-vault"
    assert browser.post(url, form | {"new_api_secret": "fresh"}).status_code == 302
    assert CarrierAccount.objects.get(pk=ours[CarrierAccount]).api_secret == "fresh"
    assert browser.post(url, form | {"new_api_secret": "-"}).status_code == 302
    assert CarrierAccount.objects.get(pk=ours[CarrierAccount]).api_secret == ""


def test_changes_are_recorded_with_ids_only(
    root: User, alice: Member, log_in: LogIn, organisation: Organisation, ours: Rows
) -> None:
    url = change_url(CarrierAccount, ours[CarrierAccount])
    form = {"name": "Main", "api_key": "k", "application_id": "", "api_host": "", "is_active": "on"}
    log_in(root, organisation).post(url, form)
    with reading(organisation):
        event = Event.objects.get(name="core.row_changed_by_support")
    assert event.body == {
        "model": "carrier.carrieraccount", "row_id": str(ours[CarrierAccount]), "change": "CHANGED"
    }  # fmt: skip
