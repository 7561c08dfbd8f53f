"""The page of ways taken: figures that open their calls, what nobody took, and rehearsing it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from accounts.models import Member
from carrier.views.own_call import RehearsalHandset
from core import clock
from routing import ports
from routing.models import Flow
from tests.factories import calls
from tests.factories import replays as make
from tests.factories.conversations import line as make_line

ClientFor = Callable[[Member], Client]


@pytest.fixture
def then() -> datetime:
    return clock.now() - timedelta(hours=2)


@pytest.fixture
def flow(alice: Member, then: datetime) -> Flow:
    calls.phone(alice)
    line = make_line(organisation=alice.organisation)
    flow = make.live(alice, line, now=then)
    make.answered(alice, line, now=then)
    return flow


def test_figures_open_their_calls_and_what_nobody_took_is_marked(
    alice: Member, flow: Flow, client_for: ClientFor
) -> None:
    client, here = client_for(alice), f"/settings/flows/{flow.pk}/taken/"
    assert here in client.get(f"/settings/flows/{flow.pk}/").content.decode()
    page = client.get(here).content.decode()
    assert "1 call came through this flow in the last 90 days." in page
    assert "4 ways nobody took" in page
    assert f'{here}calls/?node=menu&amp;exit=1"' in page
    assert f'{here}rehearse/?node=ring&amp;exit=nobody"' in page
    rows = client.get(f"{here}calls/?node=menu&exit=1").content.decode()
    assert "1 call of the last 90 days" in rows
    assert 'href="/calls/' in rows
    assert client.get(f"{here}calls/?node=nowhere").status_code == 404


def test_a_way_is_rehearsed_on_the_telephone_where_there_is_one_and_else_in_the_preview(
    alice: Member, flow: Flow, client_for: ClientFor
) -> None:
    client, here = client_for(alice), f"/settings/flows/{flow.pk}/taken/rehearse/?node=ring&exit=nobody"
    pad = client.get(here)["Location"]
    assert pad.startswith("/demo/call/?line=")
    page = client.get(pad).content.decode()
    assert "Rehearse this way" in page
    assert "press 1" in page
    assert "Rehearse this way" not in client.get("/demo/call/?steps=forged").content.decode()
    ports.uninstall_handset()
    try:
        walked = client.get(here)["Location"]
    finally:
        ports.install_handset(RehearsalHandset())
    assert walked.startswith(f"/settings/flows/{flow.pk}/?node=ring&at=")
    assert "keys=1" in walked
