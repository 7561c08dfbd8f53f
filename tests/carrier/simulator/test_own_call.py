"""Calling one's own business from the page: dialling, hearing, speaking, and what stands behind the call."""

import re
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Member, Organisation
from carrier.simulator.client import SimulatorControl
from conversations.models import Line
from conversations.ports import LegStatus
from conversations.services import calls
from core import clock
from tests.carrier.simulator.conftest import (
    API_KEY,
    API_SECRET,
    APPLICATION,
    KEYS,
    SIGNATURE_SECRET,
    TOKEN,
    Start,
)
from tests.carrier.simulator.test_program import until
from tests.carrier.simulator.test_voice_program import Desk
from tests.carrier.simulator.voicekit import room, talk
from tests.factories import calls as make
from tests.factories import conversations as made

ClientFor = Callable[[Member], Client]
STRANGER = "+16025550199"
PAD = "/demo/call/"


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return made.line(organisation=organisation)


@pytest.fixture
def control(start: Start, line: Line, settings: Any) -> Iterator[SimulatorControl]:
    """The carrier as a program, at which the firm greets its callers and lets them wait."""
    with Desk() as desk:
        threading.Thread(target=desk.serve_forever, daemon=True).start()
        desk.plans["/answer"] = [talk("Thank you for calling."), room("call-1", startOnEnter=False)]
        program = start("--seed", "5", "--clock", "factor", "--factor", "20", webhooks=desk.url)
        with SimulatorControl(program.control, TOKEN) as client:
            client.ensure_account(api_key=API_KEY, api_secret=API_SECRET, signature_secret=SIGNATURE_SECRET)
            client.ensure_application(
                application_id=APPLICATION, account=API_KEY, inbound_url="/in", status_url="/st",
                public_key=KEYS[1], answer_url="/answer", event_url="/event", fallback_url="/fallback",
            )  # fmt: skip
            number = line.address.removeprefix("+")
            client.ensure_number(msisdn=number, account=API_KEY, application=APPLICATION)
            settings.DEMO, settings.CARRIER = True, "simulator"
            settings.SIMULATOR_CONTROL_URL, settings.SIMULATOR_TOKEN = program.control, TOKEN
            yield client
        desk.shutdown()


def dial(client: Client, line: Line, *, handset: str = STRANGER, taker: str = "") -> str:
    """Dial on the page and give the signed name of the call."""
    answer = client.post(f"{PAD}dial", {"handset": handset, "line": str(line.pk), "taker": taker})
    assert answer.status_code == 302, answer.content.decode()
    return parse_qs(urlparse(answer["Location"]).query)["call"][0]


def screen(client: Client, call: str) -> str:
    """Ask for the screen of a call as the page does every second."""
    return client.get(PAD, {"call": call}, headers={"HX-Request": "true"}).content.decode()


def act(client: Client, call: str, **what: str) -> HttpResponse:
    answer = client.post(f"{PAD}act", {"call": call, **what}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer  # type: ignore[return-value]


def leg_of(control: SimulatorControl, number: str = STRANGER) -> str:
    return control.legs(party=number.removeprefix("+"))[-1].uuid


def words(page: str) -> str:
    """Give what a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_pad_offers_telephones_lines_and_who_picks_up(
    control: SimulatorControl, line: Line, bob: Member, client_for: ClientFor
) -> None:
    make.phone(bob, "+16235550112")
    page = words(client_for(bob).get(PAD).content.decode())
    assert "Somebody new" in page
    assert "Nobody Bob Ortiz" in page
    assert f"{line.name} ·" in page
    assert "What the caller hears" not in page


def test_a_call_is_heard_spoken_on_and_followed_to_its_end(
    control: SimulatorControl, organisation: Organisation, line: Line, bob: Member, client_for: ClientFor
) -> None:
    client = client_for(bob)
    call = dial(client, line)
    until(lambda: "Thank you for calling." in screen(client, call))
    assert "On the line" in screen(client, call)
    assert "What your team sees" not in screen(client, call), "nothing is known of it yet"

    make.answer(organisation, make.offered(line, caller=STRANGER, leg_id=leg_of(control)), now=clock.now())
    shown = screen(client, call)
    assert "Is asked for a message" in shown
    assert 'class="here" aria-current="step"' in shown
    assert "What your team sees" in shown
    act(client, call, say="My basement is flooding.")
    act(client, call, press="5")
    until(lambda: "My basement is flooding." in screen(client, call))
    assert "(key 5)" in screen(client, call)

    act(client, call, hang_up="1")
    until(lambda: "The call is over" in screen(client, call))
    assert "hx-trigger" in screen(client, call), "how it ended is not known yet"
    make.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_of(control), now=clock.now())
    over = screen(client, call)
    assert "Missed call, no message left" in over
    assert "hx-trigger" not in over
    assert 'aria-current="step"' not in over
    assert "Nobody can hear you now" in act(client, call, say="Hello?").content.decode()


def test_only_who_was_chosen_picks_up(
    control: SimulatorControl, line: Line, alice: Member, bob: Member, client_for: ClientFor
) -> None:
    chosen, other = make.phone(bob, "+16235550112"), make.phone(alice, "+16235550111")
    dial(client_for(alice), line, taker=str(bob.pk))
    takes, rings_out = (control.voice(row.number.removeprefix("+")) for row in (chosen, other))
    assert (takes["no_answer"], rings_out["no_answer"]) == (False, True)
    assert [rule["press"] or rule["say"] for rule in takes["script"]] == [
        "1",
        "Hello, this is Bob Ortiz. How can I help?",
    ]
    assert rings_out["script"] == []


def test_a_browser_is_taken_too_by_who_was_chosen(
    control: SimulatorControl, line: Line, alice: Member, bob: Member, client_for: ClientFor
) -> None:
    for member in (alice, bob):
        make.phone(member, in_browser=True)
    users = {member.name: f"app:{calls.app_user(member.pk)}" for member in (alice, bob)}
    dial(client_for(alice), line, taker=str(bob.pk))

    takes, rings_out = control.voice(users["Bob Ortiz"]), control.voice(users["Alice Hale"])
    assert (takes["no_answer"], rings_out["no_answer"]) == (False, True)
    assert [rule["say"] for rule in takes["script"]] == ["Hello, this is Bob Ortiz. How can I help?"]

    dial(client_for(alice), line)
    assert control.voice(users["Bob Ortiz"])["no_answer"] is True


@pytest.mark.parametrize("wrong", [{"handset": "+16025550000"}, {"line": "no-line"}, {"line": ""}])
def test_an_unknown_telephone_or_line_is_refused_in_words(
    control: SimulatorControl, line: Line, bob: Member, client_for: ClientFor, wrong: dict[str, str]
) -> None:
    answer = client_for(bob).post(f"{PAD}dial", {"handset": STRANGER, "line": str(line.pk), **wrong})
    assert answer.status_code == 422
    assert "Choose a telephone and a line." in answer.content.decode()
    assert control.legs() == ()


def test_a_call_belongs_to_the_house_that_dialled_it(
    control: SimulatorControl, line: Line, bob: Member, mallory: Member, client_for: ClientFor
) -> None:
    call = dial(client_for(bob), line)
    assert client_for(mallory).get(PAD, {"call": call}).status_code == 404
    assert client_for(mallory).post(f"{PAD}act", {"call": call, "hang_up": "1"}).status_code == 404
    assert client_for(bob).get(PAD, {"call": f"{call}x"}).status_code == 404
    assert not control.leg(leg_of(control)).is_over


def test_without_its_carrier_the_page_says_so(
    control: SimulatorControl, line: Line, bob: Member, client_for: ClientFor, settings: Any
) -> None:
    client = client_for(bob)
    call = dial(client, line)
    settings.SIMULATOR_CONTROL_URL = "http://127.0.0.1:9"
    shown = client.get(PAD, {"call": call})
    assert (shown.status_code, "does not know this call any more" in shown.content.decode()) == (200, True)
    answer = client.post(f"{PAD}dial", {"handset": STRANGER, "line": str(line.pk)})
    assert (answer.status_code, "does not answer" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(("demo", "carrier"), [(False, "simulator"), (True, "vonage")])
def test_it_is_only_there_where_calls_are_make_believe(
    bob: Member, client_for: ClientFor, settings: Any, demo: bool, carrier: str
) -> None:
    settings.DEMO, settings.CARRIER = demo, carrier
    client = client_for(bob)
    assert client.get(PAD).status_code == 404
    assert client.post(f"{PAD}dial").status_code == 404
    assert client.post(f"{PAD}act").status_code == 404
