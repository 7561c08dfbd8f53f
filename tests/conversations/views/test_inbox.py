"""The inbox's pages."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Member, Organisation
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db


def test_shows_who_wrote(
    organisation: Organisation, alice: Member, client_for: Callable[[Member], Client], now: datetime
) -> None:
    make.line(organisation=organisation)
    conversation = make.conversation(organisation=organisation, now=now, name="Denise Calloway")
    client = client_for(alice)

    page = client.get(reverse("conversations:inbox"))
    assert page.status_code == 200
    assert "Denise Calloway" in page.content.decode()

    page = client.get(reverse("conversations:conversation", args=[conversation.pk]))
    assert page.status_code == 200
    assert "Do you take custody cases?" in page.content.decode()
