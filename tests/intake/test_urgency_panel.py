"""Beside a conversation of a home-service firm stands what to say when something is wrong in a home."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.models import Industry, Member, Organisation
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("industry", [Industry.HOME, Industry.LAW])
def test_the_firm_that_goes_to_homes_reads_what_to_say(
    industry: Industry,
    organisation: Organisation,
    alice: Member,
    client_for: Callable[[Member], Client],
    now: datetime,
) -> None:
    make.line(organisation=organisation)
    received = make.text_in(organisation=organisation, now=now, text="It smells of gas")
    Organisation.objects.filter(pk=organisation.pk).update(industry=industry)

    page = client_for(alice).get(f"/inbox/{received.conversation_id}/").content.decode()

    is_home = industry is Industry.HOME
    for words in ("Danger to life", "leave now, all of you", "salgan todos ahora"):
        assert (words in page) is is_home
