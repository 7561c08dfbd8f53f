"""The program on its two ports: the SDK over HTTP and TLS, the control client, persistence, refusals."""

import ipaddress
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from requests.adapters import HTTPAdapter
from vonage_messages.models import Sms

from carrier.simulator.client import SimulatorControl, SimulatorRefused, SimulatorUnavailable
from tests.carrier.simulator.conftest import (
    BUSINESS,
    HANDSET,
    TOKEN,
    Program,
    Start,
    make_sdk,
    run_program,
    seed_program,
)


class PlainAdapter(HTTPAdapter):
    """Sends to http what the SDK addresses to https."""

    def send(self, request, **more):  # type: ignore[no-untyped-def,override]  # noqa: ANN001, ANN003, ANN201
        request.url = request.url.replace("https://", "http://", 1)
        return super().send(request, **more)


class Endpoint(ThreadingHTTPServer):
    """A webhook endpoint on loopback that counts and accepts."""

    daemon_threads = True

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        super().__init__(("127.0.0.1", 0), _Accept)

    @property
    def url(self) -> str:
        """Return the address."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Accept(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:  # the name is prescribed by http.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.bodies.append(body)  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """Return a running webhook endpoint."""
    with Endpoint() as found:
        threading.Thread(target=found.serve_forever, args=(0.02,), daemon=True).start()
        yield found
        found.shutdown()


@pytest.fixture
def control(start: Start, endpoint: Endpoint) -> Iterator[tuple[SimulatorControl, Program]]:
    """Return a seeded program and its control client."""
    program = start("--seed", "5", webhooks=endpoint.url)
    with SimulatorControl(program.control, TOKEN) as client:
        seed_program(client)
        yield client, program


def until(is_so: Callable[[], bool], seconds: float = 8.0) -> None:
    """Wait until `is_so`, at most `seconds`."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_a_text_goes_both_ways_over_sockets(
    control: tuple[SimulatorControl, Program], endpoint: Endpoint
) -> None:
    client, program = control
    came = client.send_mo(handset="+1 602 555 0134", to="+1 (480) 555-0100", text="hi")
    sdk = make_sdk(program.carrier.removeprefix("http://"))
    sdk.http_client._session.mount("https://", PlainAdapter())
    sent = sdk.messages.send(Sms(to=HANDSET, from_=BUSINESS, text="hello", client_ref="entry-1"))
    until(lambda: len(endpoint.bodies) == 3)
    until(client.is_quiescent)

    view = client.handset(HANDSET)
    assert [(one.message_uuid, one.direction, one.text, one.status) for one in view.messages] == [
        (came.message_uuid, "out", "hi", "delivered"),
        (sent.message_uuid, "in", "hello", "delivered"),
    ]
    page = client.deliveries(message_uuid=sent.message_uuid)
    assert (page.count, dict(page.counts), page.deliveries[0].status) == (2, {"accepted": 2}, 204)
    assert client.requests()[-1]["path"] == "/v1/messages"
    sdk.http_client._session.close()


def test_a_dropped_connection_is_seen_once_and_the_message_exists(
    control: tuple[SimulatorControl, Program],
) -> None:
    client, program = control
    client.set_faults([{"kind": "rest_drop", "limit": 1}])
    sdk = make_sdk(program.carrier.removeprefix("http://"))
    sdk.http_client._session.mount("https://", PlainAdapter())
    with pytest.raises(requests.ConnectionError, match=r"RemoteDisconnected"):
        sdk.messages.send(Sms(to=HANDSET, from_=BUSINESS, text="hello", client_ref="entry-2"))
    assert [one.client_ref for one in client.handset(HANDSET).messages] == ["entry-2"]
    assert len(client.requests()) == 1
    sdk.http_client._session.close()


def test_a_restart_keeps_accounts_handsets_and_what_was_to_be_sent(start: Start, endpoint: Endpoint) -> None:
    first = start("--seed", "5", "--retry-first", "1", webhooks="http://127.0.0.1:9")
    with SimulatorControl(first.control, TOKEN) as client:
        seed_program(client)
        client.set_policy(HANDSET, name="Phone by the door", opted_out=True)
        sent = client.send_mo(handset=HANDSET, to=BUSINESS, text="anyone there?")
        until(lambda: client.deliveries().count == 1)
    first.process.terminate()
    assert first.process.wait(timeout=10) == 0

    second = start("--retry-first", "0.2", webhooks=endpoint.url)
    with SimulatorControl(second.control, TOKEN) as client:
        view = client.handset(HANDSET)
        assert (view.name, view.sms_policy["opted_out"]) == ("Phone by the door", True)
        assert [one.message_uuid for one in view.messages] == [sent.message_uuid]
        assert [number.label for number in client.numbers()] == ["law"]
        until(lambda: len(endpoint.bodies) == 1)
        assert client.send_mo(handset=HANDSET, to=BUSINESS, text="again").message_uuid != sent.message_uuid


def test_a_virtual_clock_is_advanced_over_sockets(
    control: tuple[SimulatorControl, Program], endpoint: Endpoint
) -> None:
    client, _ = control
    client.set_clock(mode="virtual")
    client.set_faults([{"kind": "outage", "lasts": 3_000}])
    client.send_mo(handset=HANDSET, to=BUSINESS, text="hi")
    state = client.set_clock(advance=7_200)
    assert (state.mode, state.timers) == ("virtual", 0)
    assert len(endpoint.bodies) == 1
    assert client.deliveries(outcome="retrying").count == 10
    assert client.is_quiescent()


def test_events_are_streamed(control: tuple[SimulatorControl, Program]) -> None:
    client, program = control
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with requests.get(f"{program.control}/_sim/events", headers=headers, stream=True, timeout=5) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        assert next(lines).startswith(":")
        client.send_mo(handset=HANDSET, to=BUSINESS, text="hi")
        assert next(line for line in lines if line.startswith("event:")) == "event: message.in"
        stream.close()


def test_the_operator_needs_the_token_and_sound_bodies(control: tuple[SimulatorControl, Program]) -> None:
    client, program = control
    with SimulatorControl(program.control, "wrong") as stranger, pytest.raises(SimulatorRefused) as refused:
        stranger.numbers()
    assert refused.value.status == 401
    with pytest.raises(SimulatorRefused, match="business number"):
        client.send_mo(handset=HANDSET, to="+14805550177", text="hi")
    with pytest.raises(SimulatorRefused, match="loopback"):
        client.ensure_application(
            application_id="x", account="abcd1234", inbound_url="http://203.0.113.1/", status_url=""
        )
    with pytest.raises(SimulatorRefused, match="must be one of"):
        client.set_faults([{"kind": "gremlins"}])
    client.reset(everything=True)
    assert client.numbers() == ()


def test_an_application_without_a_key_gets_a_pair_once(control: tuple[SimulatorControl, Program]) -> None:
    client, _ = control
    made, again = (
        client.ensure_application(application_id="b", account="abcd1234", inbound_url="/in", status_url="/st")
        for _ in range(2)
    )
    assert made.private_key
    assert again.private_key is None
    assert again.public_key == made.public_key


def test_many_texts_with_faults_all_arrive(
    control: tuple[SimulatorControl, Program], endpoint: Endpoint
) -> None:
    client, _ = control
    client.settings(retry={"first": 0.2, "ceiling": 0.2})
    client.set_faults(
        [{"kind": "drop", "p": 0.1}, {"kind": "duplicate", "p": 0.05}, {"kind": "reorder", "p": 0.2, "k": 5}]
    )
    batch = [{"from": f"1602555{n % 100:04}", "to": BUSINESS, "text": f"text {n}"} for n in range(500)]
    sent = client.send_many(batch)
    until(client.is_quiescent, 30)
    assert len(set(sent)) == 500
    hits = {fault["kind"]: fault["hits"] for fault in client.faults()}
    assert len(endpoint.bodies) == 500 + hits["duplicate"]
    assert client.deliveries(limit=0).counts["accepted"] == len(endpoint.bodies)


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        ((), {"SIMULATOR": ""}, "SIMULATOR=1"),
        ((), {"SIMULATOR_TOKEN": "short"}, "SIMULATOR_TOKEN"),
        (("--host", "0.0.0.0"), {}, "loopback"),  # noqa: S104 - refused, which is the point
        (("--webhooks", "http://203.0.113.9/"), {}, "loopback"),
    ],
)
def test_it_refuses_to_start_with_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str], sentence: str
) -> None:
    usual = ("--data", str(tmp_path), "--webhooks", "http://127.0.0.1:9")
    process = run_program(*usual, *arguments, **environment)
    _, said = process.communicate(timeout=15)
    assert process.returncode == 2
    assert sentence in said
    assert said.count("\n") == 1


def test_a_taken_port_is_told_in_a_sentence(start: Start, tmp_path: Path) -> None:
    port = start().carrier.rpartition(":")[2]
    process = run_program("--port", port, "--data", str(tmp_path / "b"), "--webhooks", "http://127.0.0.1:9")
    _, said = process.communicate(timeout=15)
    assert process.returncode == 2
    assert f"cannot listen on port {port}" in said


def test_nobody_answers_where_nothing_runs() -> None:
    with SimulatorControl("http://127.0.0.1:9", TOKEN) as client, pytest.raises(SimulatorUnavailable):
        client.numbers()


def test_the_sdk_over_tls_with_a_private_authority(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain, key = certificate(tmp_path)
    program = start("--certificate", str(chain), str(key))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(chain))
    sdk = make_sdk(program.carrier.removeprefix("https://") + "/abcd1234")
    with SimulatorControl(program.control, TOKEN) as client:
        seed_program(client)
        sent = sdk.messages.send(Sms(to=HANDSET, from_=BUSINESS, text="hello"))
        assert [one.message_uuid for one in client.handset(HANDSET).messages] == [sent.message_uuid]
    sdk.http_client._session.close()


def certificate(folder: Path) -> tuple[Path, Path]:
    """Return a self-signed certificate and its key as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "carrier simulator")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, private = folder / "ca.pem", folder / "key.pem"
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return chain, private
