"""Scripts: what passes, and how a failure reads."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from carrier.simulator import script, simulate
from carrier.simulator.client import SimulatorControl
from tests.carrier.simulator.conftest import BUSINESS, TOKEN, Program, Start, make_sdk, seed_program
from tests.carrier.simulator.test_program import Endpoint, PlainAdapter

SIMULATIONS = Path(__file__).parents[3] / "simulations"


@pytest.fixture
def stage(start: Start) -> Iterator[tuple[Program, Endpoint]]:
    """Return a seeded program and the business's endpoint."""
    with Endpoint() as endpoint:
        threading.Thread(target=endpoint.serve_forever, args=(0.02,), daemon=True).start()
        program = start(webhooks=endpoint.url)
        with SimulatorControl(program.control, TOKEN) as client:
            seed_program(client)
        yield program, endpoint
        endpoint.shutdown()


def reply_when_texted(program: Program, endpoint: Endpoint, words: str) -> threading.Thread:
    """Send `words` to the handset as soon as the endpoint has received something."""

    def reply() -> None:
        while not endpoint.bodies:
            time.sleep(0.02)
        sdk = make_sdk(program.carrier.removeprefix("http://"))
        sdk.http_client._session.mount("https://", PlainAdapter())
        body = {
            "channel": "sms",
            "message_type": "text",
            "to": "16025550134",
            "from": BUSINESS,
            "text": words,
        }
        sdk.http_client.post(sdk.http_client.api_host, "/v1/messages", body)
        sdk.http_client._session.close()

    thread = threading.Thread(target=reply, daemon=True)
    thread.start()
    return thread


def run(program: Program, tmp_path: Path, text: str) -> int:
    """Write a script and play it."""
    written = tmp_path / "script.yaml"
    written.write_text(text)
    return simulate.main([str(written), "--control", program.control, "--token", TOKEN])


CONVERSATION = """
- {handset: "+16025550134", to: law, text: "Are you open?"}
- wait_for: {text_matches: "open until (five|six)", within: 5s}
- expect: {deliveries: {accepted: 1}, received: []}
"""


def test_a_script_passes(
    stage: tuple[Program, Endpoint], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reply_when_texted(*stage, "We are open until five.")
    assert run(stage[0], tmp_path, CONVERSATION) == 0
    assert capsys.readouterr().out.splitlines() == [
        "the caller sends: Are you open?",
        "the caller reads: We are open until five.",
        "As expected: 1 of 1 actors.",
    ]


def test_a_failed_wait_shows_what_came_instead(
    stage: tuple[Program, Endpoint], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reply_when_texted(*stage, "We are closed.")
    assert run(stage[0], tmp_path, CONVERSATION.replace("5s", "1500ms")) == 1
    said = capsys.readouterr().err
    assert "the caller did not get what the script expects" in said
    assert "-a text matching 'open until (five|six)'" in said
    assert "+We are closed." in said


def test_a_simulator_that_refuses_is_no_success(
    stage: tuple[Program, Endpoint], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "script.yaml"
    written.write_text(CONVERSATION)
    assert simulate.main([str(written), "--control", stage[0].control, "--token", "another"]) == 1
    assert "credentials" in capsys.readouterr().err


def test_actors_act_at_once_and_fail_alone(
    stage: tuple[Program, Endpoint], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = """
actors:
  content:
    - {handset: "+16025550101", to: "+14805550100", text: "hi"}
    - expect: {deliveries: {accepted: 1, retrying: 0}}
  disappointed:
    - {handset: "+16025550102", to: law, text: "hi"}
    - expect: {deliveries: {accepted: 2}, within: 1s}
"""
    assert run(stage[0], tmp_path, text) == 1
    said = capsys.readouterr().err
    assert "disappointed did not" in said
    assert "expected 2 webhook attempts accepted, found 1" in said
    assert "content did not" not in said


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- {sing: hello}", "step 1 of the caller must hold one of"),
        ("hello", "must be a list of steps"),
        ("- [", "cannot be read"),
        ("actors: {one: []}", "no list of steps"),
        ("doors: {law: ajar}\nactors: {one: [{wait: 1}]}", "must say open or closed"),
        ("doors: open\nactors: {one: [{wait: 1}]}", "must say open or closed"),
    ],
)
def test_a_script_that_is_none_is_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, reason: str
) -> None:
    written = tmp_path / "script.yaml"
    written.write_text(text)
    assert simulate.main([str(written), "--control", "http://127.0.0.1:9"]) == 2
    assert reason in capsys.readouterr().err


def test_an_unknown_label_lists_the_known_ones(
    stage: tuple[Program, Endpoint], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(stage[0], tmp_path, '- {handset: "+16025550134", to: bakery, text: "hi"}') == 1
    assert "known: law" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "found"), [("10s", 10), ("500 ms", 0.5), ("2m", 120), (3, 3), ("1.5h", 5400)]
)
def test_durations(written: object, found: float) -> None:
    assert script.seconds(written) == found


@pytest.mark.parametrize("shipped", sorted(SIMULATIONS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_scripts_can_be_read(shipped: Path) -> None:
    assert script.read_script(shipped).actors
