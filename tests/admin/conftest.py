"""Administrators, and one row of every walled model in two organisations."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import Member, Organisation, User
from carrier.models import CarrierAccount, InboundDelivery, MessagePart, RefusedDelivery
from config.admin import CHOSEN
from conversations.models import Conversation, Draft, Entry
from core.transactions import tenant_transaction
from tests.factories import conversations as make

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET_WORDS = "a paternity question"
LogIn = Callable[..., Client]


@pytest.fixture
def root(db: None) -> User:
    """A superuser without a membership and without the grant to read messages."""
    return User.objects.create_user("root@portico.example", name="Root", is_staff=True, is_superuser=True)


@pytest.fixture
def log_in() -> LogIn:
    """Give an administrator's browser, working inside an organisation."""

    def logged_in(user: User, organisation: Organisation | None) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        if organisation is not None:
            session = client.session
            session[CHOSEN] = str(organisation.pk)
            session.save()
        return client

    return logged_in


def furnish(
    organisation: Organisation, member: Member, *, now: datetime, text: str, number: str
) -> dict[type[models.Model], UUID]:
    """Make rows that hold message text, in the words of `text`."""
    make.line(organisation=organisation, address=number)
    conversation = make.conversation(organisation=organisation, now=now, to=number, text=text)
    account = CarrierAccount.objects.create(
        organisation=organisation, api_key="k", api_secret="top-of-the-vault", path_token=f"t{number}"
    )
    with tenant_transaction(organisation):
        draft = Draft.objects.create(
            organisation=organisation, member=member, conversation=conversation, text=text, saved_at=now
        )
        raw: dict[str, Any] = {"organisation": organisation, "account": account, "received_at": now}
        inbound = InboundDelivery.objects.create(
            **raw, kind="messages", digest=number.encode().ljust(32), body=text.encode(), query=text
        )
        refused = RefusedDelivery.objects.create(**raw, reason="forged", body=text.encode())
        part = MessagePart.objects.create(
            **raw, sender="1", recipient="2", ref="r", number=1, total=2, text=text, provider_id="p"
        )
        entry = Entry.objects.of(organisation).filter(conversation=conversation, kind="MESSAGE_IN").get()
    return {
        Conversation: conversation.pk, Entry: entry.pk, Draft: draft.pk, InboundDelivery: inbound.pk,
        RefusedDelivery: refused.pk, MessagePart: part.pk, CarrierAccount: account.pk,
    }  # fmt: skip


@pytest.fixture
def ours(organisation: Organisation, alice: Member, now: datetime) -> dict[type[models.Model], UUID]:
    return furnish(organisation, alice, now=now, text=SECRET_WORDS, number="+16025550100")


@pytest.fixture
def theirs(mallory: Member, now: datetime) -> dict[type[models.Model], UUID]:
    return furnish(mallory.organisation, mallory, now=now, text="a burst pipe", number="+16025550101")


def list_url(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def change_url(model: type[models.Model], key: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])


def our_models() -> list[type[models.Model]]:
    """List the registered models of our own apps."""
    own = {"core", "accounts", "contacts", "conversations", "routing", "carrier"}
    return [model for model in admin.site._registry if model._meta.app_label in own]


@pytest.fixture
def in_house(organisation: Organisation) -> Iterator[None]:
    """Work inside an organisation, as every page of the administration does."""
    with tenant_transaction(organisation):
        yield
