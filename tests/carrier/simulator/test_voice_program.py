"""Calls on the program's two ports: scripts, the control interface, events, TLS, and a restart."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
from vonage_voice.models import Talk
from websockets.sync.server import ServerConnection, serve

from carrier.simulator import simulate
from carrier.simulator.client import SimulatorControl, SimulatorRefused
from tests.carrier.simulator.conftest import (
    API_KEY,
    APPLICATION,
    KEYS,
    TOKEN,
    Program,
    Start,
    make_sdk,
    seed_program,
)
from tests.carrier.simulator.test_program import PlainAdapter, certificate, until
from tests.carrier.simulator.voicekit import CALLER, LINE, MEMBER, room, talk

SIMULATIONS = Path(__file__).parents[3] / "simulations"
SCRIPTS = Path(__file__).parent / "scripts"


class Desk(ThreadingHTTPServer):
    """A firm's webhooks over a socket: a plan for each path, and what arrived."""

    daemon_threads = True

    def __init__(self) -> None:
        self.plans: dict[str, list[dict[str, Any]]] = {}
        self.arrived: list[tuple[str, dict[str, Any]]] = []
        super().__init__(("127.0.0.1", 0), _Answer)

    @property
    def url(self) -> str:
        """Return the address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def statuses(self) -> list[str]:
        """Return the states that were told, in order of arrival."""
        return [body["status"] for _, body in list(self.arrived) if "status" in body]


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:  # the name is prescribed by http.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        desk: Any = self.server
        desk.arrived.append((self.path, body))
        plan = desk.plans.get(self.path)
        content = json.dumps(plan).encode() if plan is not None else b""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Return a running firm."""
    with Desk() as found:
        threading.Thread(target=found.serve_forever, args=(0.02,), daemon=True).start()
        yield found
        found.shutdown()


@pytest.fixture
def stage(start: Start, desk: Desk) -> Iterator[tuple[SimulatorControl, Program]]:
    """Return the running carrier, twenty times as fast as life, and its control client."""
    program = start("--seed", "5", "--clock", "factor", "--factor", "20", webhooks=desk.url)
    with SimulatorControl(program.control, TOKEN) as client:
        seed_calls(client)
        yield client, program


def seed_calls(client: SimulatorControl) -> None:
    """Give the firm its account, its number, and addresses for calls."""
    seed_program(client)
    client.ensure_application(
        application_id=APPLICATION,
        account=API_KEY,
        public_key=KEYS[1],
        inbound_url="/in",
        status_url="/st",
        answer_url="/answer",
        event_url="/event",
        fallback_url="/fallback",
    )


def play(program: Program, name: str | Path) -> int:
    """Play a script."""
    return simulate.main([str(SIMULATIONS / name), "--control", program.control, "--token", TOKEN])


def test_the_script_of_a_message(
    stage: tuple[SimulatorControl, Program], desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    _, program = stage
    desk.plans["/answer"] = [
        talk("You have reached the firm. Please leave a message."),
        {
            "action": "record",
            "endOnSilence": 10,
            "timeOut": 120,
            "beepStart": True,
            "eventUrl": [desk.url + "/record"],
        },
    ]
    assert play(program, "a_caller_leaves_a_message.yaml") == 0
    until(lambda: any(path == "/record" for path, _ in desk.arrived))
    said = capsys.readouterr().out
    assert "the caller hears: You" in said
    assert "tts     You have reached the firm. Please leave a message." in said
    assert "speech  This is Ada. My basement is flooding" in said
    body = next(body for path, body in desk.arrived if path == "/record")
    sdk = make_sdk(program.carrier.removeprefix("http://"))
    token = sdk.http_client.auth.create_jwt_auth_string()
    sound = requests.get(body["recording_url"], headers={"Authorization": token}, timeout=5)
    assert (sound.status_code, len(sound.content)) == (200, body["size"])
    assert body["size"] > 8_000


def test_the_script_of_a_member_who_presses_one(
    stage: tuple[SimulatorControl, Program], desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    client, program = stage
    accept = {"action": "input", "type": ["dtmf"], "dtmf": {"maxDigits": 1, "timeOut": 10}}
    offer = [
        talk("A call from Ada. Press one to take it.", bargeIn=True),
        {**accept, "eventUrl": [desk.url + "/accept"]},
    ]
    desk.plans["/answer"] = [
        talk("One moment please."),
        {"action": "notify", "payload": {"ring": MEMBER}, "eventUrl": [desk.url + "/ring"]},
        room("call-1", startOnEnter=False, musicOnHoldUrl=[desk.url + "/hold.mp3"]),
    ]
    desk.plans["/accept"] = [room("call-1", endOnExit=True)]
    sdk = make_sdk(program.carrier.removeprefix("http://"))
    sdk.http_client._session.mount("https://", PlainAdapter())

    def ring_when_asked() -> None:
        until(lambda: any(path == "/ring" for path, _ in desk.arrived), 20)
        to, caller = [{"type": "phone", "number": MEMBER}], {"type": "phone", "number": LINE}
        host = program.carrier.removeprefix("http://")
        sdk.http_client.post(host, "/v1/calls", {"to": to, "from": caller, "ncco": offer})

    helper = threading.Thread(target=ring_when_asked)
    helper.start()
    # The member stays on the line, so the caller's hanging up must end that leg too.
    desk.plans["/answer"][-1]["endOnExit"] = True
    assert play(program, SCRIPTS / "a_member_takes_a_call_by_pressing_one.yaml") == 0
    helper.join()
    sdk.http_client._session.close()
    said = capsys.readouterr().out
    assert "the member presses 1" in said
    assert "the member hears: My basement is flooding." in said
    assert client.voice(MEMBER)["no_answer"] is False  # the telephone behaves as before the script


def test_a_failed_wait_says_what_was_heard_instead(
    stage: tuple[SimulatorControl, Program], desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, program = stage
    desk.plans["/answer"] = [talk("We are closed today.")]
    written = tmp_path / "script.yaml"
    written.write_text(
        f'- {{handset: "{CALLER}", dial: law}}\n- wait_for: {{heard: "how can we help", within: 20s}}\n'
    )
    assert play(program, written) == 1
    said = capsys.readouterr().err
    assert "-to hear 'how can we help'" in said
    assert "+tts: We are closed today." in said
    assert "+the call is completed" in said


def test_acting_on_a_call_by_hand_and_its_events(stage: tuple[SimulatorControl, Program], desk: Desk) -> None:
    client, program = stage
    desk.plans["/answer"] = [room("call-1")]
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with requests.get(f"{program.control}/_sim/events", headers=headers, stream=True, timeout=10) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        assert next(lines).startswith(":")
        one, two = (client.dial(handset=number, to=LINE) for number in (CALLER, MEMBER))
        until(lambda: client.leg(two.uuid).status == client.leg(one.uuid).status == "answered")
        client.act(one.uuid, say="hello there")
        client.act(one.uuid, press="5")
        client.act(one.uuid, hang_up=True)
        kinds = []
        while "event: call.ended" not in kinds:
            kinds.append(next(lines))
        assert {"event: call.started", "event: leg.answered", "event: leg.moved", "event: heard"} <= set(
            kinds
        )
        stream.close()
    heard = client.transcript(two.uuid).entries
    assert [entry.words for entry in heard if entry.kind in ("speech", "dtmf") and entry.leg == one.uuid][
        1
    ] == "5"
    assert "→" in client.transcript_text(one.uuid)
    assert client.leg(one.uuid).disconnected_by == "user"
    with pytest.raises(SimulatorRefused, match="nobody can be heard"):
        client.act(one.uuid, say="anyone?")
    with pytest.raises(SimulatorRefused, match="must be one of"):
        client.act(two.uuid, dance=True)
    with pytest.raises(SimulatorRefused, match="no such business number"):
        client.dial(handset=CALLER, to="14805550177")


def test_a_browser_user_answers_by_hand(stage: tuple[SimulatorControl, Program], desk: Desk) -> None:
    client, _ = stage
    client.set_user("maria", online=True)
    desk.plans["/answer"] = [{"action": "connect", "endpoint": [{"type": "app", "user": "maria"}]}]
    caller = client.dial(handset=CALLER, to=LINE)
    until(lambda: bool(client.legs(party="app:maria", status="ringing")))
    [leg] = client.legs(party="app:maria")
    client.act(leg.uuid, answer=True)
    client.act(leg.uuid, say="law office, maria speaking")
    until(
        lambda: any(
            "maria" in entry.words
            for entry in client.transcript(caller.uuid).entries
            if entry.leg == leg.uuid
        )
    )
    with pytest.raises(SimulatorRefused, match="only one that rings"):
        client.act(leg.uuid, answer=True)


def test_a_virtual_clock_runs_a_whole_call_over_sockets(
    stage: tuple[SimulatorControl, Program], desk: Desk
) -> None:
    client, _ = stage
    client.set_clock(mode="virtual")
    desk.plans["/answer"] = [talk("Hello."), {"action": "wait", "timeout": 600}, talk("Goodbye.")]
    leg = client.dial(handset=CALLER, to=LINE)
    client.set_clock(advance=700)
    assert client.is_quiescent()
    found = client.leg(leg.uuid)
    assert found.status == "completed"
    assert found.ended_at
    assert 600 < found.ended_at - found.created_at < 603
    assert sorted(desk.statuses()) == ["answered", "completed", "ringing", "started"]


def test_calls_in_progress_are_told_as_failed_after_a_restart(start: Start, desk: Desk) -> None:
    desk.plans["/answer"] = [{"action": "wait", "timeout": 600}]
    first = start("--seed", "5", webhooks=desk.url)
    with SimulatorControl(first.control, TOKEN) as client:
        seed_calls(client)
        client.set_voice(MEMBER, busy=True, name="Sam")
        leg = client.dial(handset=CALLER, to=LINE)
        until(lambda: "answered" in desk.statuses())
    first.process.terminate()
    assert first.process.wait(timeout=10) == 0
    second = start(webhooks=desk.url)
    with SimulatorControl(second.control, TOKEN) as client:
        until(lambda: sorted(desk.statuses()[-2:]) == ["completed", "failed"])
        told = [body for path, body in desk.arrived if body.get("status") == "failed"]
        assert [body["uuid"] for body in told] == [leg.uuid]
        assert client.leg(leg.uuid).status == "failed"
        assert client.voice(MEMBER)["busy"] is True


def test_the_sdk_calls_over_tls(
    start: Start, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain, key = certificate(tmp_path)
    program = start("--certificate", str(chain), str(key), webhooks=desk.url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(chain))
    sdk = make_sdk(program.carrier.removeprefix("https://") + f"/{API_KEY}")
    with SimulatorControl(program.control, TOKEN) as client:
        seed_calls(client)
        client.set_voice(MEMBER, answer_after=0.2)
        to, caller = [{"type": "phone", "number": MEMBER}], {"type": "phone", "number": LINE}
        plan = [Talk(text="Hello from the firm.", loop=20)]
        made = sdk.voice.create_call({"to": to, "from_": caller, "ncco": plan})
        # Asked by the control interface: the carrier limits requests to fifteen a second.
        until(lambda: client.leg(made.uuid).status == "answered")
        assert sdk.voice.get_call(made.uuid).status == "answered"
        assert sdk.voice.play_tts_into_call(made.uuid, {"text": "One moment."}).message == "Talk started"
        sdk.voice.mute(made.uuid)
        sdk.voice.transfer_call_ncco(made.uuid, [Talk(text="Goodbye.")])
        until(lambda: client.leg(made.uuid).status == "completed")
        assert sdk.voice.get_call(made.uuid).status == "completed"
        assert "Goodbye." in [entry.words for entry in client.transcript(made.uuid).entries]
    until(lambda: "completed" in desk.statuses())
    sdk.http_client._session.close()


def test_a_bot_is_connected_by_a_real_websocket(start: Start, desk: Desk) -> None:
    frames: list[bytes] = []
    texts: list[dict[str, Any]] = []

    def bot(socket: ServerConnection) -> None:
        texts.append(json.loads(socket.recv()) | {"authorization": socket.request.headers["Authorization"]})
        socket.send(json.dumps({"action": "notify", "payload": {"mark": 1}}))
        while len(frames) < 40:
            message = socket.recv()
            if isinstance(message, bytes):
                frames.append(message)
                socket.send(bytes([1, 1]) * 320)
            else:
                texts.append(json.loads(message))
        socket.close()

    with serve(bot, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        endpoint = {
            "type": "websocket",
            "uri": f"ws://127.0.0.1:{server.socket.getsockname()[1]}/bot",
            "content-type": "audio/l16;rate=16000",
            "headers": {"call": "7"},
            "authorization": {"type": "custom", "value": "Bearer of-the-bot"},
        }
        desk.plans["/answer"] = [
            {"action": "connect", "endpoint": [endpoint], "from": LINE},
            talk("The bot has gone."),
        ]
        program = start("--seed", "5", "--clock", "factor", "--factor", "4", webhooks=desk.url)
        with SimulatorControl(program.control, TOKEN) as client:
            seed_calls(client)
            caller = client.dial(handset=CALLER, to=LINE)
            until(lambda: len(client.legs()) == 2 and client.legs()[-1].status == "answered")
            client.act(caller.uuid, say="hello bot, can you hear me now")
            until(lambda: client.leg(caller.uuid).status == "completed")
            heard = [
                entry.text
                for entry in client.transcript(caller.uuid).entries
                if caller.uuid in entry.heard_by
            ]
        server.shutdown()
    assert texts[0] == {
        "event": "websocket:connected",
        "content-type": "audio/l16;rate=16000",
        "call": "7",
        "authorization": "Bearer of-the-bot",
    }
    assert texts[1] == {"event": "websocket:notify", "payload": {"mark": 1}}
    assert {len(frame) for frame in frames} == {640}
    assert any(any(frame) for frame in frames)
    assert heard[-1] == "The bot has gone."
    assert any(text.startswith("audio of ws://") for text in heard)
    assert "disconnected" in desk.statuses()
