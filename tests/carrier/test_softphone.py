"""The browser as a telephone: who gets one, and that the carrier knows its user once."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.models import Member
from carrier.adapters import voice_of
from carrier.models import CarrierAccount
from carrier.simulator.simulator import Simulator
from conversations.services import calls

ClientFor = Callable[[Member], Client]


def test_who_takes_calls_on_a_telephone_has_no_softphone(
    client_for: ClientFor, account: CarrierAccount, bob: Member, now: datetime
) -> None:
    assert client_for(bob).post("/softphone/ready").json() == {"provider": ""}
    calls.save_own_phone(by=bob, number="602 555 0177", takes_in_browser=False, takes_calls=True, now=now)
    assert client_for(bob).post("/softphone/ready").json() == {"provider": ""}


@pytest.mark.parametrize("call", ["", "no-id", "01a201fb-ed97-7c5d-aa47-97c5ae173e61"])
def test_a_call_that_does_not_ring_here_cannot_be_answered(
    client_for: ClientFor, bob: Member, call: str
) -> None:
    assert client_for(bob).post("/softphone/answer", {"call": call}).status_code == 404


def test_the_carrier_knows_a_browser_once(exchange: Simulator, account: CarrierAccount, bob: Member) -> None:
    for _ in range(2):
        voice_of(account).ensure_user(calls.app_user(bob.pk), shown_as=bob.name)
    assert list(exchange.world.users) == [calls.app_user(bob.pk)]
