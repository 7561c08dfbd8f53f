"""An organisation with an account at the carrier, and webhooks signed as the carrier signs them."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import jwt
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from accounts.models import Member, Organisation
from carrier import handlers, selectors
from carrier.models import CarrierAccount, InboundDelivery
from carrier.selectors import KnownAccount
from carrier.simulator.clock import Clock
from carrier.simulator.inprocess import InProcessCarrier
from carrier.simulator.registry import new_keys
from carrier.simulator.simulator import FunctionTransport, Simulator
from carrier.simulator.vonage_api import VonageApi
from carrier.simulator.webhooks import Answer, Outgoing
from carrier.simulator.world import Account as Customer
from carrier.simulator.world import Application, Number
from carrier.vonage import client
from carrier.vonage.credentials import Account, Mode
from carrier.vonage.messages import VonageMessages
from conversations import services
from conversations.models import Entry, EntryKind
from core import clock
from core.transactions import reading
from tests.factories import conversations as make

API_KEY, API_SECRET = "abcd1234", "an-api-secret"
APPLICATION = "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"
SECRET = "a-signature-secret-of-thirty-two-characters"
CUSTOMER = "+16025550134"
PRIVATE_KEY, PUBLIC_KEY = new_keys()
LINE = make.OUR_NUMBER.removeprefix("+")


@pytest.fixture
def account(organisation: Organisation) -> CarrierAccount:
    make.line(organisation=organisation)
    return CarrierAccount.objects.create(
        organisation=organisation,
        api_key=API_KEY,
        api_secret=API_SECRET,
        application_id=APPLICATION,
        private_key=PRIVATE_KEY,
        signature_secret=SECRET,
        path_token="a-path-token-of-the-firm",
    )


def known(account: CarrierAccount) -> KnownAccount:
    """Read the account as a webhook does."""
    found = selectors.know_account(account.path_token)
    assert found is not None
    return found


def text_body(text: str = "Are you open?", **changes: object) -> dict[str, object]:
    """Make an inbound SMS as the Messages API posts it."""
    body: dict[str, object] = {
        "channel": "sms",
        "message_uuid": str(uuid4()),
        "to": make.OUR_NUMBER.removeprefix("+"),
        "from": CUSTOMER.removeprefix("+"),
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "message_type": "text",
        "text": text,
    }
    return body | changes


@dataclass
class Carrier:
    """Posts webhooks for one account."""

    account: CarrierAccount
    client: Client = field(default_factory=Client)

    def post(
        self, body: object, *, name: str = "inbound", secret: str = SECRET, **claims: object
    ) -> HttpResponse:
        """Post signed bytes; anything but bytes is sent as JSON."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        token = jwt.encode(self.claims(raw) | claims, secret, algorithm="HS256")
        return self.raw(raw, name=name, HTTP_AUTHORIZATION=f"Bearer {token}")

    def raw(
        self, raw: bytes, *, name: str = "inbound", kind: str = "application/json", **headers: str
    ) -> Any:
        """Post bytes with no more than the given headers."""
        path = f"/hooks/{self.account.path_token}/{name}"
        return self.client.post(path, raw, content_type=kind, **headers)  # type: ignore[arg-type]

    def claims(self, raw: bytes) -> dict[str, object]:
        """Make the claims of a genuine signature."""
        return {
            "iss": "Vonage",
            "iat": int(datetime.now(UTC).timestamp()),
            "jti": str(uuid4()),
            "api_key": API_KEY,
            "application_id": APPLICATION,
            "payload_hash": hashlib.sha256(raw).hexdigest(),
        }


@pytest.fixture
def carrier(account: CarrierAccount) -> Carrier:
    return Carrier(account)


@pytest.fixture
def said(organisation: Organisation) -> Callable[[], list[str]]:
    """Read the customer's words in thread order."""

    def read() -> list[str]:
        with reading(organisation):
            rows = Entry.objects.of(organisation).filter(kind=EntryKind.MESSAGE_IN)
            return list(rows.order_by("occurred_at", "seq").values_list("text", flat=True))

    return read


@pytest.fixture
def kept(organisation: Organisation) -> Callable[[], list[tuple[str, str]]]:
    """Read state and reading of every stored webhook."""

    def read() -> list[tuple[str, str]]:
        with reading(organisation):
            rows = InboundDelivery.objects.of(organisation).order_by("received_at")
            return list(rows.values_list("state", "reading"))

    return read


@pytest.fixture
def simulator(account: CarrierAccount) -> Simulator:
    """The whole carrier in this process; its webhooks go to the application."""
    browser = Client()

    def deliver(outgoing: Outgoing) -> Answer:
        answer = browser.post(
            outgoing.url,
            outgoing.body,
            content_type="application/json",
            headers={"authorization": outgoing.headers["Authorization"]},
        )
        return Answer(answer.status_code, 0.01, b"")

    simulator = Simulator(7, clock=Clock(start=clock.now().timestamp()), transport=FunctionTransport(deliver))
    world = simulator.world
    hooks = f"/hooks/{account.path_token}"
    world.accounts[API_KEY] = Customer(API_KEY, API_SECRET, SECRET)
    world.applications[APPLICATION] = Application(
        APPLICATION, API_KEY, "Firm", PUBLIC_KEY, {"inbound": f"{hooks}/inbound", "status": f"{hooks}/status"}
    )
    world.numbers[LINE] = Number(LINE, API_KEY, APPLICATION)
    return simulator


@pytest.fixture
def messages(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[VonageMessages]:
    credentials = Account(Mode.SIMULATOR, API_KEY, API_SECRET, APPLICATION, PRIVATE_KEY, "localhost:9")
    session = client.session_of(client.client_for(credentials, client.Purpose.MESSAGES))
    session.mount("https://", InProcessCarrier(VonageApi(simulator)))
    messages = VonageMessages(credentials)
    monkeypatch.setattr(handlers, "carrier_of", lambda account: messages)
    yield messages
    client.close_clients()


@pytest.fixture
def entry(organisation: Organisation, account: CarrierAccount, bob: Member) -> Entry:
    now = clock.now()
    thread = make.conversation(organisation=organisation, now=now, sender=CUSTOMER)
    return services.send_reply(by=bob, conversation_id=thread.pk, text="At two.", seen_seq=9, now=now)


@pytest.fixture
def exchange(account: CarrierAccount, monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """The whole carrier in this process, with its telephones; its webhooks go to the application and back."""
    browser = Client()

    def deliver(outgoing: Outgoing) -> Answer:
        answer = browser.generic(
            outgoing.method,
            outgoing.url,
            outgoing.body,
            content_type="application/json",
            headers={
                name: value for name, value in outgoing.headers.items() if name.lower() == "authorization"
            },
        )
        return Answer(answer.status_code, 0.01, answer.content, content_type=answer["Content-Type"])

    simulator = Simulator(
        7,
        clock=Clock(start=clock.now().timestamp()),
        transport=FunctionTransport(deliver),
        webhooks=settings.HOOKS_URL,
    )
    simulator.address = settings.SIMULATOR_URL
    hooks = f"/hooks/{account.path_token}"
    names = ("answer", "event", "fallback", "inbound", "status")
    world = simulator.world
    world.accounts[API_KEY] = Customer(API_KEY, API_SECRET, SECRET)
    world.applications[APPLICATION] = Application(
        APPLICATION,
        API_KEY,
        "Firm",
        PUBLIC_KEY,
        {name: f"{hooks}/{name}" for name in names},
        methods=dict.fromkeys(names[:3], "POST"),
    )
    line = make.OUR_NUMBER.removeprefix("+")
    world.numbers[line] = Number(line, API_KEY, APPLICATION)
    built = client.build_client

    def in_process(account: Account) -> Any:
        found = built(account)
        for scheme in ("https://", "http://"):
            client.session_of(found).mount(scheme, InProcessCarrier(VonageApi(simulator)))
        return found

    client.close_clients()
    monkeypatch.setattr(client, "build_client", in_process)
    yield simulator
    client.close_clients()
