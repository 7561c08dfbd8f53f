"""The adapter and the simulator agree: what one sends the other takes, what one signs the other believes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from carrier.simulator.exchange import Utterance
from carrier.simulator.inprocess import InProcessCarrier
from carrier.simulator.registry import new_keys
from carrier.simulator.simulator import FunctionTransport, Simulator
from carrier.simulator.vonage_api import VonageApi
from carrier.simulator.webhooks import Answer, Outgoing
from carrier.simulator.world import Account as Customer
from carrier.simulator.world import Application, Handset, Number, SmsPolicy
from carrier.vonage import client
from carrier.vonage.credentials import Account, Mode
from carrier.vonage.kinds import Kind
from carrier.vonage.messages import VonageMessages
from carrier.vonage.parse import reading
from carrier.vonage.verify import verify
from conversations.domain.states import MessageState
from conversations.ports import (
    CarrierRejected,
    Channel,
    FailureReason,
    InboundMessage,
    MessageReport,
    OutboundMessage,
)

API_KEY, API_SECRET = "abcd1234", "an-api-secret"
SIGNATURE_SECRET = "a-signature-secret-of-thirty-two-characters"
APPLICATION = "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"
LINE, HANDSET = "14805550100", "16025550134"
PRIVATE_KEY, PUBLIC_KEY = new_keys()
TEXT = OutboundMessage(
    client_ref="entry-1", channel=Channel.SMS, sender=f"+{LINE}", to=f"+{HANDSET}", text="At two."
)


@dataclass
class Firm:
    """A business on the simulated carrier: its outgoing adapter, and its webhooks verified and read."""

    simulator: Simulator
    messages: VonageMessages
    arrived: list[Outgoing] = field(default_factory=list)

    def events(self) -> list[Any]:
        """Verify and read all that arrived, as the webhook does."""
        return [self._event(outgoing) for outgoing in self.arrived]

    def _event(self, outgoing: Outgoing) -> object:
        headers = {name.lower(): value for name, value in outgoing.headers.items()}
        verify(
            method="POST",
            body=outgoing.body,
            query_items=[],
            authorization=headers["authorization"],
            secrets=[SIGNATURE_SECRET],
            api_key=API_KEY,
            application_id=APPLICATION,
            kind=Kind.MESSAGES,
            # The simulator signs by the real clock, as the carrier does, whatever its own says.
            now=datetime.now(UTC),
        )
        found = reading(
            method="POST", content_type=headers["content-type"], body=outgoing.body, query_string=""
        )
        return found.event


@pytest.fixture
def firm() -> Iterator[Firm]:
    arrived: list[Outgoing] = []

    def receive(outgoing: Outgoing) -> Answer:
        arrived.append(outgoing)
        return Answer(200, 3.0, b"")

    simulator = Simulator(7, transport=FunctionTransport(receive))
    world = simulator.world
    world.accounts[API_KEY] = Customer(API_KEY, API_SECRET, SIGNATURE_SECRET)
    webhooks = {"inbound": "/in", "status": "/st"}
    world.applications[APPLICATION] = Application(APPLICATION, API_KEY, "Firm", PUBLIC_KEY, webhooks)
    world.numbers[LINE] = Number(LINE, API_KEY, APPLICATION)
    account = Account(Mode.SIMULATOR, API_KEY, API_SECRET, APPLICATION, PRIVATE_KEY, "localhost:9")
    session = client.session_of(client.client_for(account, client.Purpose.MESSAGES))
    session.mount("https://", InProcessCarrier(VonageApi(simulator)))
    yield Firm(simulator, VonageMessages(account), arrived)
    client.close_clients()


def test_a_text_goes_out_and_its_delivery_comes_back(firm: Firm) -> None:
    receipt = firm.messages.send_message(TEXT)
    firm.simulator.advance(60)
    reports = firm.events()
    assert [report.state for report in reports] == [MessageState.SENT, MessageState.DELIVERED]
    for report in reports:
        assert isinstance(report, MessageReport)
        assert (report.provider_id, report.client_ref) == (receipt.provider_id, "entry-1")
    assert reports[-1].is_final


def test_an_opted_out_handset_is_told_apart(firm: Firm) -> None:
    firm.simulator.world.handsets[HANDSET] = Handset(HANDSET, sms_policy=SmsPolicy(opted_out=True))
    firm.messages.send_message(TEXT)
    firm.simulator.advance(60)
    assert firm.events()[-1].reason is FailureReason.OPTED_OUT


def test_a_text_comes_in(firm: Firm) -> None:
    firm.simulator.exchange.receive(Utterance("sms", HANDSET, LINE, "Hay una fuga 🚿"))
    firm.simulator.advance(1)
    [message] = firm.events()
    assert isinstance(message, InboundMessage)
    assert (message.sender, message.to, message.text) == (f"+{HANDSET}", f"+{LINE}", "Hay una fuga 🚿")


def test_an_account_without_credit_is_refused_with_its_reason(firm: Firm) -> None:
    firm.simulator.world.accounts[API_KEY].has_credit = False
    with pytest.raises(CarrierRejected) as raised:
        firm.messages.send_message(TEXT)
    assert raised.value.reason is FailureReason.NO_CREDIT


def test_the_books_hold_both_directions(firm: Firm) -> None:
    sent = firm.messages.send_message(TEXT)
    came = firm.simulator.exchange.receive(Utterance("sms", HANDSET, LINE, "ok"))
    at = datetime.fromtimestamp(firm.simulator.clock.now(), UTC)
    rows = list(firm.messages.list_messages(since=at - timedelta(hours=1), until=at + timedelta(hours=1)))
    assert {(row.provider_id, row.is_inbound, row.client_ref) for row in rows} == {
        (sent.provider_id, False, "entry-1"),
        (came.uuid, True, ""),
    }
