"""A make-believe firm at the simulated carrier, without sockets; and the whole program on two ports."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import vonage
from vonage_http_client import Auth, HttpClientOptions

from carrier.simulator.client import SimulatorControl
from carrier.simulator.inprocess import InProcessCarrier
from carrier.simulator.registry import new_keys
from carrier.simulator.simulator import FunctionTransport, Simulator
from carrier.simulator.vonage_api import VonageApi
from carrier.simulator.webhooks import Answer, Outgoing
from carrier.simulator.world import Account, Application, Number

API_KEY = "abcd1234"
API_SECRET = "an-api-secret"
SIGNATURE_SECRET = "a-signature-secret-of-thirty-two-characters"
APPLICATION = "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"
BUSINESS = "14805550100"
HANDSET = "16025550134"
TOKEN = "a-control-token-for-tests"
KEYS = new_keys()


@dataclass
class Receiver:
    """The firm's webhook endpoint: keeps what arrives and answers from a list, then 200 for ever."""

    answers: list[Answer] = field(default_factory=list)
    arrived: list[Outgoing] = field(default_factory=list)

    def __call__(self, outgoing: Outgoing) -> Answer:
        self.arrived.append(outgoing)
        return self.answers.pop(0) if self.answers else Answer(200, 3.0, b"")

    def bodies(self) -> list[dict[str, object]]:
        """Return what arrived, parsed."""
        return [json.loads(outgoing.body) for outgoing in self.arrived]


def seed_firm(simulator: Simulator, public_key: str = KEYS[1]) -> None:
    """Give the simulator one account with one application and one number."""
    world = simulator.world
    world.accounts[API_KEY] = Account(API_KEY, API_SECRET, SIGNATURE_SECRET)
    webhooks = {"inbound": "/in", "status": "/st", "receipt": "/dlr"}
    world.applications[APPLICATION] = Application(APPLICATION, API_KEY, "Firm", public_key, webhooks)
    world.numbers[BUSINESS] = Number(BUSINESS, API_KEY, APPLICATION, label="law")


@pytest.fixture
def receiver() -> Receiver:
    """Return a webhook endpoint that accepts everything."""
    return Receiver()


@pytest.fixture
def simulator(receiver: Receiver) -> Simulator:
    """Return a carrier with a virtual clock whose webhooks reach `receiver`."""
    made = Simulator(7, transport=FunctionTransport(receiver))
    seed_firm(made)
    return made


@pytest.fixture
def api(simulator: Simulator) -> VonageApi:
    """Return surface A of the carrier."""
    return VonageApi(simulator)


@pytest.fixture
def sdk(api: VonageApi) -> vonage.Vonage:
    """Return the official SDK, calling the carrier in process."""
    client = make_sdk("localhost:9")
    client.http_client._session.mount("https://", InProcessCarrier(api))
    return client


def make_sdk(host: str, private_key: str = KEYS[0]) -> vonage.Vonage:
    """Return the official SDK with the settings that never repeat a request."""
    auth = Auth(API_KEY, API_SECRET, APPLICATION, private_key)
    options = HttpClientOptions(
        api_host=host, rest_host=host, timeout=10, pool_maxsize=1, pool_connections=1, max_retries=0
    )
    return vonage.Vonage(auth, options)


@dataclass
class Program:
    """The simulator running as its own process."""

    carrier: str
    control: str
    process: subprocess.Popen[str]


Start = Callable[..., Program]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts the program on free ports; what it started is ended afterwards."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, webhooks: str = "http://127.0.0.1:9") -> Program:
        process = run_program(*arguments, "--data", str(tmp_path / "sim"), "--webhooks", webhooks)
        running.append(process)
        assert process.stdout
        found = re.fullmatch(
            r"Carrier simulator ready: carrier (\S+), control (\S+)\n", process.stdout.readline()
        )
        assert found
        return Program(found.group(1), found.group(2), process)

    yield begin
    for process in running:
        process.terminate()
        process.communicate(timeout=10)


def run_program(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Start `python -m carrier.simulator` with `arguments` on free ports."""
    return subprocess.Popen(
        [sys.executable, "-m", "carrier.simulator", "--port", "0", "--control-port", "0", *arguments],
        env={**os.environ, "SIMULATOR": "1", "SIMULATOR_TOKEN": TOKEN, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def seed_program(control: SimulatorControl) -> None:
    """Give the running program one account with one application and one number, by its own interface."""
    control.ensure_account(api_key=API_KEY, api_secret=API_SECRET, signature_secret=SIGNATURE_SECRET)
    control.ensure_application(
        application_id=APPLICATION, account=API_KEY, inbound_url="/in", status_url="/st", public_key=KEYS[1]
    )
    control.ensure_number(msisdn=BUSINESS, account=API_KEY, application=APPLICATION, label="law")


@pytest.fixture
def firm():  # type: ignore[no-untyped-def]  # noqa: ANN201 - the kit imports this module
    """Return a firm without call plans."""
    from tests.carrier.simulator.voicekit import Firm

    return Firm()


@pytest.fixture
def carrier(firm):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Return the carrier whose one number is the firm's, its clock virtual."""
    from tests.carrier.simulator.voicekit import open_firm

    return open_firm(firm)


@pytest.fixture
def voice(carrier: Simulator) -> vonage.Vonage:
    """Return the official SDK, calling the firm's carrier in process."""
    client = make_sdk("localhost")
    client.http_client._session.mount("https://", InProcessCarrier(VonageApi(carrier)))
    return client
