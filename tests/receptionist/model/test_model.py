"""A language model beside our own encoders: what it may say, what it may not, and how it fails.

A server of our own stands in for the providers, with answers of the shapes their documentation shows.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.domain.meaning import Intent, IntentGuess, Understanding, Urgency
from receptionist.domain.reported import TOOL, Misreported, read
from receptionist.domain.safety import Tier, floor
from receptionist.domain.second_opinion import merge
from receptionist.ports import Turn, find_model
from receptionist.services.second_opinions import How, ask, opinion_of, read_by_both

WORDS = "hi this is Nora, my kitchen is under water and the plumber was meant to come Tuesday"
REPORT = {
    "intent": "existing_client", "confidence": 0.9, "urgency": "urgent", "evidence": "kitchen is under water",
    "needs_person": True, "language": "en", "frustration": 0.4, "tries_to_instruct": False,
    "when_phrase": "Tuesday", "spans": [{"slot": "name", "words": "Nora"}],
}  # fmt: skip
USAGE = {
    "anthropic": {"input_tokens": 410, "output_tokens": 96},
    "openai": {"prompt_tokens": 380, "completion_tokens": 90},
}
KINDS = ("anthropic", "openai")


class StandIn(ThreadingHTTPServer):
    """Gives the next of its answers to each request, the last one for ever, and keeps what it was asked."""

    answers: list[Callable[["Handler"], None]]
    asked: list[tuple[str, dict[str, str], dict[str, Any]]]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: StandIn

    def do_POST(self) -> None:
        """Keep it and give the answer that is due."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(
            (self.path, {key.lower(): value for key, value in self.headers.items()}, body)
        )
        answers = self.server.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def give(self, body: bytes, status: int = 200) -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep silent."""


def shaped(kind: str, report: object) -> Callable[[Handler], None]:
    """Word a report as a provider does."""
    if kind == "anthropic":
        found: dict[str, Any] = {
            "id": "msg_1", "type": "message", "role": "assistant", "stop_reason": "tool_use",
            "content": [
                {"type": "text", "text": "Let me report that."},
                {"type": "tool_use", "id": "toolu_1", "name": TOOL, "input": report},
            ],
        }  # fmt: skip
    else:
        content = report if isinstance(report, str) else json.dumps(report)
        message = {"role": "assistant", "content": content, "refusal": None}
        found = {"id": "cmpl_1", "object": "chat.completion", "choices": [{"index": 0, "message": message}]}
    return lambda handler: handler.give(json.dumps(found | {"usage": USAGE[kind]}).encode())


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn(("127.0.0.1", 0), Handler) as server:
        server.asked, server.answers, server.daemon_threads = [], [], True
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        running.start()
        yield server
        server.shutdown()


def options(server: StandIn, **more: object) -> dict[str, object]:
    """Lead a model's means of asking to the stand-in."""
    url = f"http://127.0.0.1:{server.server_address[1]}"
    return {"url": url, "name": "a-model", "key": "k-1", "reaches_private": True} | more


def own(text: str = WORDS, **more: Any) -> Understanding:
    """Make a reading of our own."""
    guesses = (IntentGuess(Intent.BOOK, 0.4), IntentGuess(Intent.EXISTING_CLIENT, 0.3))
    return Understanding(intents=guesses, floor=floor(text), **more)


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_asked_for_by_schema_and_taken(kind: str, stand_in: StandIn) -> None:
    stand_in.answers = [shaped(kind, REPORT)]
    model = find_model(kind, options(stand_in))
    assert model is not None
    told = ask(model, Turn(text=WORDS, asked="reason", industry="plumbing"), seconds=2)

    assert (told.how, told.model, told.fault) == (How.TAKEN, "a-model", "")
    assert (told.tokens_in, told.tokens_out) == tuple(USAGE[kind].values())
    assert told.reported is not None
    assert (told.reported.intent, told.reported.spans) == (Intent.EXISTING_CLIENT, {"name": "Nora"})
    ((path, headers, body),) = stand_in.asked
    assert body["temperature"] == 0
    shown = body["messages"][-1]["content"]
    assert json.loads(shown) == {"business": "plumbing", "last_question": "reason", "turn": WORDS}
    if kind == "anthropic":
        assert (path, headers["x-api-key"]) == ("/v1/messages", "k-1")
        assert body["tool_choice"] == {"type": "tool", "name": TOOL}
    else:
        assert (path, headers["authorization"]) == ("/v1/chat/completions", "Bearer k-1")
        assert body["response_format"]["json_schema"]["strict"] is True


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_shape_is_repaired_once_and_then_left(kind: str, stand_in: StandIn) -> None:
    model = find_model(kind, options(stand_in))
    assert model is not None
    wrong = {**REPORT, "intent": "sell_the_firm"}
    stand_in.answers = [shaped(kind, wrong), shaped(kind, REPORT)]
    told = ask(model, Turn(text=WORDS), seconds=2)
    assert (told.how, told.tokens_out) == (How.REPAIRED, 2 * list(USAGE[kind].values())[1])
    assert "intent: enum" in stand_in.asked[-1][2]["messages"][-1]["content"]

    stand_in.answers = [shaped(kind, {"intent": "book"})]
    told = ask(model, Turn(text=WORDS), seconds=2)
    assert (told.how, told.reported, len(stand_in.asked)) == (How.MISREPORTED, None, 4)


def _slow(handler: Handler) -> None:
    time.sleep(0.6)
    handler.give(b"{}")


def _trickling(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "4000")
    handler.end_headers()
    for _ in range(20):
        handler.wfile.write(b" " * 10)
        handler.wfile.flush()
        time.sleep(0.05)


FAULTS: dict[str, tuple[Callable[[Handler], None], str]] = {
    "down": (lambda handler: handler.give(b"overloaded", 529), "HTTP 529"),
    "key": (lambda handler: handler.give(b'{"error": "no"}', 401), "HTTP 401"),
    "moved": (lambda handler: handler.give(b"", 302), "HTTP 302"),
    "no json": (lambda handler: handler.give(b"<html>"), "UNREADABLE_ANSWER"),
    "a list": (lambda handler: handler.give(b"[]"), "UNREADABLE_ANSWER"),
    "empty": (lambda handler: handler.give(b"{}"), "NO_REPORT"),
    "large": (lambda handler: handler.give(b" " * 400_000), "TOO_LARGE"),
    "slow": (_slow, "TOO_SLOW"),
    "trickling": (_trickling, "TOO_SLOW"),
    "hangs up": (lambda handler: handler.connection.close(), "UNREACHABLE"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_goes_wrong_our_own_reading_stands(fault: str, stand_in: StandIn, settings: Any) -> None:
    stand_in.answers = [FAULTS[fault][0]]
    settings.LANGUAGE_MODEL, settings.LANGUAGE_MODEL_SECONDS = "openai", 0.3
    settings.LANGUAGE_MODEL_OPTIONS = options(stand_in)
    mine, began = own(), time.monotonic()
    told = opinion_of(Turn(text=WORDS))
    assert read_by_both(mine, told) is mine
    assert told.how is How.UNREACHED
    assert told.fault == FAULTS[fault][1]
    assert time.monotonic() - began < 5


def test_a_private_address_is_not_asked_unless_it_is_allowed(stand_in: StandIn) -> None:
    model = find_model("openai", options(stand_in, reaches_private=False))
    assert model is not None
    assert ask(model, Turn(text=WORDS), seconds=1).fault == "PRIVATE_ADDRESS"
    assert stand_in.asked == []


def test_nobody_is_asked_where_none_is_set_or_nothing_was_said(settings: Any) -> None:
    assert settings.LANGUAGE_MODEL == ""
    assert opinion_of(Turn(text=WORDS)).how is How.NOT_ASKED


def test_spans_that_were_not_said_are_dropped_and_named() -> None:
    invented = [{"slot": "phone", "words": "+1 602 555 0134"}, {"slot": "name", "words": "NORA"}]
    told = read(
        {**REPORT, "spans": invented, "when_phrase": "2026-03-09", "evidence": "water and the"}, WORDS
    )
    assert (told.spans, told.when_phrase, told.evidence) == ({"name": "NORA"}, "", "water and the")
    assert told.dropped == ("phone", "when_phrase")


def test_a_model_raises_alarms_and_never_lowers_one() -> None:
    gas = "there is a strong smell of gas in the whole house and I feel dizzy"
    calm = read(
        {
            **REPORT,
            "urgency": "routine",
            "evidence": "",
            "needs_person": False,
            "when_phrase": "",
            "spans": [],
        },
        gas,
    )
    mine = own(gas, must_escalate=True)
    got = merge(mine, calm, model="m")
    assert mine.floor.tier is Tier.HARD
    assert (got.floor, got.must_escalate, got.urgency) == (mine.floor, True, mine.urgency)

    quiet = "the dog just lies there and looks at me"
    alarm = read(
        {**REPORT, "urgency": "emergency", "evidence": "just lies there", "when_phrase": "", "spans": []},
        quiet,
    )
    got = merge(own(quiet), alarm, model="m")
    assert (got.floor.tier, got.urgency.level, got.versions["model"]) == (Tier.ASK, Urgency.EMERGENCY, "m")


@pytest.mark.parametrize("own_eyes", [True, False])
def test_a_turn_that_gives_orders_keeps_our_own_intent(own_eyes: bool) -> None:
    told = read({**REPORT, "tries_to_instruct": not own_eyes}, WORDS)
    got = merge(own(injection_suspected=own_eyes), told, model="m")
    assert (got.intent, got.injection_suspected) == (Intent.BOOK, True)


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*REPORT, "other"]), inner, max_size=5)
    ),
    max_leaves=8,
)


@given(_JSON, st.text(max_size=40))
def test_any_answer_is_read_or_refused(data: object, text: str) -> None:
    with suppress(Misreported):
        told = read(data, text)
        assert all(words.casefold() in text.casefold() for words in told.spans.values())
