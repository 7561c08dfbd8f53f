"""Webhooks about calls: answered in time, with the same plan to the same question, and never with nothing."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from accounts.models import Member, Organisation
from carrier import selectors, tasks, voice_webhooks
from carrier.models import Attempt, AttemptOutcome, CarrierAccount, InboundDelivery
from carrier.services import accepting, answering, calling, falling, remembering
from conversations import ports
from conversations.models import Call, Leg, Recording, Task
from conversations.ports import HangUp, LegStatus, Plan, Room, Say
from conversations.services import calls
from core import clock
from core.transactions import reading, tenant_transaction
from routing import services as routing
from tests.carrier.conftest import CUSTOMER, Carrier, known
from tests.carrier.vonage.test_ncco import expect_playable
from tests.factories import conversations as make

Kept = Callable[[], list[tuple[str, str]]]
LEG = "0779a56d002f1c7f47f82ef5fe84ab79"
REF = UUID("11111111-2222-4333-8444-555555555555")
OWNER = "+16025550111"
TOLD = {"moved", "ready", "error", "marked"}
GREETING: Plan = (Say("Hale Ortiz Law, one moment."), Room("call-1", starts=False))


def offer(**changes: object) -> dict[str, object]:
    """Make an answer webhook as the carrier posts it."""
    body: dict[str, object] = {
        "from": CUSTOMER.removeprefix("+"),
        "to": make.OUR_NUMBER.removeprefix("+"),
        "uuid": LEG,
        "conversation_uuid": "CON-1",
        "region_url": "https://api-us-1.nexmo.com",
    }
    return body | changes


def pressed(digits: str, **changes: object) -> dict[str, object]:
    """Make an input webhook."""
    dtmf = {"digits": digits, "timed_out": not digits}
    return offer(dtmf=dtmf, timestamp="2026-11-22T05:00:00.000Z") | changes


def status(word: str, **changes: object) -> dict[str, object]:
    """Make news of a leg."""
    return offer(status=word, direction="inbound", timestamp="2026-11-22T05:00:00.000Z") | changes


def script(response: HttpResponse) -> list[dict[str, Any]]:
    """Read the plan of an answer, which the carrier must be able to carry out."""
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    actions: list[dict[str, Any]] = json.loads(response.content)
    expect_playable(actions)
    return actions


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """Let a desk answer with a plan of its own, and collect what it was asked."""
    asked: list[tuple[str, object]] = []

    def answer_step(*, offered: ports.CallOffered, **_: object) -> routing.Answered:
        asked.append(("answer", offered))
        return routing.Answered(GREETING, REF)

    def take_input_step(*, heard: ports.InputReceived, leg_id: UUID, **_: object) -> Plan | None:
        asked.append(("input", (leg_id, heard.digits)))
        return (Say("You pressed a key."), HangUp()) if heard.digits else None

    def take_ring_result_step(*, state: ports.LegState, leg_id: UUID, **_: object) -> Plan | None:
        asked.append(("ring", (leg_id, state.status)))
        return (Say("Nobody is there."), HangUp())

    def fold_leg_step(*, state: ports.LegState, leg_id: UUID | None, **_: object) -> bool:
        asked.append(("leg", (leg_id, state.status)))
        return leg_id is not None

    def noted(name: str) -> Callable[..., bool]:
        return lambda **keywords: asked.append((name, next(iter(keywords.keys() & TOLD)))) or True

    monkeypatch.setattr(routing, "answer_step", answer_step)
    monkeypatch.setattr(routing, "take_input_step", take_input_step)
    monkeypatch.setattr(routing, "take_ring_result_step", take_ring_result_step)
    monkeypatch.setattr(routing, "fold_leg_step", fold_leg_step)
    for name in ("recording_step", "transcript_step", "script_error_step", "leg_moved_step"):
        monkeypatch.setattr(routing, name, noted(name.removesuffix("_step")))
    monkeypatch.setattr(routing, "mark_step", lambda **_: asked.append(("mark", "marked")))
    monkeypatch.setattr(
        falling, "enter_fallen_step", lambda **keywords: asked.append(("enter", keywords["offered"]))
    )
    return asked


@pytest.fixture
def owner(account: CarrierAccount) -> CarrierAccount:
    account.fallback_phone = OWNER
    account.save(update_fields=["fallback_phone"])
    return account


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    yield
    remembering._known.clear()


def outcomes(organisation: Organisation) -> list[tuple[str, str]]:
    with reading(organisation):
        return sorted(Attempt.objects.of(organisation).values_list("provider_id", "outcome"))


def test_a_call_is_answered_with_the_plan_that_was_decided(
    carrier: Carrier, organisation: Organisation, decided: list[Any], kept: Kept
) -> None:
    actions = script(carrier.post(offer(), name="answer"))
    assert [action["action"] for action in actions] == ["talk", "conversation"]
    hooks = f"{settings.HOOKS_URL}/hooks/{carrier.account.path_token}"
    assert actions[1]["eventUrl"] == [f"{hooks}/leg/{REF}"]
    [(_, offered)] = decided
    assert (offered.leg_id, offered.region, offered.fallback_reason) == (
        LEG,
        "https://api-us-1.nexmo.com",
        "",
    )
    assert (outcomes(organisation), kept()) == ([(LEG, "CALL")], [("APPLIED", "voice.answer")])


def test_the_same_question_gets_the_same_plan_and_decides_nothing_twice(
    carrier: Carrier, organisation: Organisation, decided: list[Any]
) -> None:
    first = carrier.post(offer(), name="answer")
    again = carrier.post(offer(), name="answer")
    assert script(first) == script(again)
    assert [script(carrier.post(pressed("2"), name=f"leg/{REF}"))[0]["text"] for _ in range(2)] == [
        "You pressed a key."
    ] * 2
    assert [name for name, _ in decided] == ["answer", "input"]
    assert outcomes(organisation) == [(LEG, "CALL")]


def test_no_keys_and_no_plan_go_on_with_the_plan(carrier: Carrier, decided: list[Any]) -> None:
    response = carrier.post(pressed(""), name=f"leg/{REF}")
    assert (response.status_code, response.content) == (200, b"")
    assert decided == [("input", (REF, ""))]


@pytest.mark.parametrize(
    ("word", "is_asked"),
    [("timeout", True), ("busy", True), ("ringing", False), ("answered", False), ("completed", False)],
)
def test_a_ring_that_reached_nobody_may_change_the_plan(
    carrier: Carrier, decided: list[Any], word: str, is_asked: bool
) -> None:
    response = carrier.post(status(word, direction="outbound"), name=f"leg/{REF}/ring")
    assert bool(response.content) is is_asked
    assert decided == ([("ring", (REF, LegStatus(word.upper())))] if is_asked else [])


def test_news_of_a_leg_goes_to_whose_address_it_came_to(
    carrier: Carrier, decided: list[Any], kept: Kept
) -> None:
    carrier.post(status("completed"), name=f"leg/{REF}")
    carrier.post(status("answered"), name="event")
    carrier.post(status("human", call_uuid=LEG, uuid=None), name=f"leg/{REF}")
    assert decided == [
        ("leg", (REF, LegStatus.COMPLETED)),
        ("leg", (None, LegStatus.ANSWERED)),
        ("leg", (REF, LegStatus.HUMAN)),
    ]
    assert kept() == [
        ("APPLIED", "voice.event.status"),
        ("KEPT", "voice.event.status"),
        ("APPLIED", "voice.event.amd"),
    ]


def test_recordings_transcripts_and_errors_are_passed_on_and_the_rest_is_kept(
    carrier: Carrier, decided: list[Any], kept: Kept
) -> None:
    room = {"conversation_uuid": "CON-1"}
    recorded = room | {
        "recording_uuid": "R1",
        "recording_url": "https://api.nexmo.com/v1/files/R1",
        "size": 9,
    }
    bodies: list[dict[str, object]] = [
        recorded,
        recorded | {"recording_url": "", "size": 0, "recording_uuid": "R2"},
        recorded | {"transcription_url": "https://api.nexmo.com/t", "type": "record", "status": "transcribed"},
        room | {"reason": "Syntax error in NCCO. Invalid value type or action.", "uuid": LEG},
        room | {"conversation_uuid_from": "CON-1", "conversation_uuid_to": "CON-2", "uuid": LEG, "type": "transfer"},
        room | {"payload": {"mark": "greeted"}, "uuid": LEG},
        status("levitating"),
        status("success"),
    ]  # fmt: skip
    for body in bodies:
        assert carrier.post(body, name=f"leg/{REF}").status_code == 200
    assert [name for name, _ in decided] == [
        "recording", "recording", "transcript", "script_error", "leg_moved", "mark",
    ]  # fmt: skip
    assert [state for state, _ in kept()] == ["APPLIED"] * 6 + ["KEPT", "KEPT"]


@pytest.fixture
def undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every decision fail."""
    monkeypatch.setattr(routing, "answer_step", _bug)


@pytest.mark.usefixtures("undecided")
def test_without_a_decision_the_owner_is_rung_and_then_a_message_taken(
    carrier: Carrier, owner: CarrierAccount, organisation: Organisation
) -> None:
    said, ring, ask, mark, record, bye = script(carrier.post(offer(), name="answer"))
    assert [step["action"] for step in (said, ask, mark, record, bye)] == ["talk", "talk", "notify", "record", "talk"]  # fmt: skip  # noqa: E501
    assert ring["endpoint"][0]["number"] == OWNER.removeprefix("+")
    assert ring["from"] == make.OUR_NUMBER.removeprefix("+")
    hooks = f"{settings.HOOKS_URL}/hooks/{carrier.account.path_token}"
    assert record["eventUrl"] == [f"{hooks}/caller/{LEG}"]
    assert outcomes(organisation) == [(LEG, "FALLBACK")]


@pytest.mark.usefixtures("undecided")
def test_a_message_left_with_the_fallback_is_in_its_conversation(
    carrier: Carrier, owner: CarrierAccount, organisation: Organisation, kept: Kept
) -> None:
    carrier.post(status("started"), name="event")
    carrier.post(offer(), name="answer")
    _age(organisation)
    assert tasks.sweep_inbound() == 1
    ended = "2026-11-22T05:00:20.000Z"
    recorded = {
        "conversation_uuid": "CON-1",
        "recording_uuid": "R1",
        "recording_url": "https://api.nexmo.com/v1/files/R1",
        "size": 9_000,
        "start_time": "2026-11-22T05:00:00.000Z",
        "end_time": ended,
    }
    tone = {"conversation_uuid": "CON-1", "uuid": LEG, "payload": {"mark": "voicemail"}}
    carrier.post(tone, name=f"caller/{LEG}")
    carrier.post(status("completed", duration="30", disconnected_by="user"), name="event")
    carrier.post(recorded, name=f"caller/{LEG}")
    carrier.post(recorded, name="caller/another-leg")
    with reading(organisation):
        call = Call.objects.of(organisation).get()
        recording = Recording.objects.of(organisation).get()
    assert (call.state, call.outcome, call.path[0]["node"]) == ("CLOSED", "VOICEMAIL", "fallback")
    assert (recording.kind, recording.state, recording.duration_seconds) == ("VOICEMAIL", "AWAITED", 20.0)
    # What comes before its call waits for the sweep.
    assert sorted(state for state, _ in kept()) == ["APPLIED"] * 5 + ["FAILED"]


def failed_at(leg_id: UUID, **original: object) -> dict[str, object]:
    """Make the question of a carrier that reached nobody at a leg's own address."""
    url = f"https://portico.example/hooks/t/leg/{leg_id}"
    return original | {"reason": "Connection closed.", "original_request": {"url": url, "type": "event"}}


def caller_leg(organisation: Organisation) -> Leg:
    with reading(organisation):
        return Leg.objects.of(organisation).get(role="CALLER")


def test_news_of_a_fallback_in_mid_call_comes_to_the_leg_it_is_about(
    carrier: Carrier, organisation: Organisation, alice: Member
) -> None:
    script(carrier.post(offer(), name="answer"))
    leg = caller_leg(organisation)
    asked = failed_at(leg.pk, **offer(dtmf={"digits": "", "timed_out": True}))
    told = {url for step in script(carrier.post(asked, name="fallback")) for url in step.get("eventUrl", ())}
    hooks = f"{settings.HOOKS_URL}/hooks/{carrier.account.path_token}"
    assert told == {f"{hooks}/leg/{leg.pk}"}
    # They have hung up by the time the sweep learns what they ended by.
    carrier.post(status("completed", disconnected_by="user"), name="event")
    _age(organisation)
    assert tasks.sweep_inbound() == 1
    with reading(organisation):
        call = Call.objects.of(organisation).get()
        assert (call.outcome, call.has_failed) == ("FAILED_PROVIDER", True)
        assert Task.objects.of(organisation).filter(entry_id=call.entry_id).count() == 1


def test_a_mark_nobody_was_reached_for_does_not_ask_for_a_message_twice(
    carrier: Carrier, organisation: Organisation, alice: Member
) -> None:
    script(carrier.post(offer(), name="answer"))
    leg = caller_leg(organisation)
    # The carrier does not say whose mark it is.
    asked = failed_at(leg.pk, conversation_uuid="CON-1", payload={"mark": "voicemail"})
    answer = carrier.post(asked, name="fallback")
    assert (answer.status_code, answer.content) == (200, b"")
    _age(organisation)
    assert tasks.sweep_inbound() == 1
    with reading(organisation):
        call = Call.objects.of(organisation).get()
        [recording] = Recording.objects.of(organisation)
    assert (call.has_failed, recording.kind, recording.state) == (False, "VOICEMAIL", "RECORDING")


@pytest.mark.usefixtures("undecided")
def test_without_an_owners_phone_a_message_is_taken(carrier: Carrier) -> None:
    actions = script(carrier.post(offer(), name="answer"))
    assert [action["action"] for action in actions] == ["talk", "notify", "record", "talk"]


def test_a_call_that_ended_without_being_asked_about_is_in_the_ledger(
    carrier: Carrier, organisation: Organisation
) -> None:
    carrier.post(status("completed"), name="event")
    carrier.post(status("completed", uuid="other", to="16025550177"), name="event")
    assert outcomes(organisation) == [(LEG, "CALL"), ("other", "NO_LINE")]
    with reading(organisation):
        assert Call.objects.of(organisation).get().outcome


@pytest.mark.usefixtures("undecided")
def test_callers_are_spoken_to_in_the_organisations_language(
    carrier: Carrier, organisation: Organisation
) -> None:
    organisation.locale = "es"
    organisation.save(update_fields=["locale"])
    actions = script(carrier.post(offer(), name="answer"))
    assert {action["language"] for action in actions if action["action"] == "talk"} == {"es-US"}
    assert "mensaje" in actions[0]["text"]


def test_a_number_without_a_line_reaches_the_fallback_and_the_ledger(
    carrier: Carrier, owner: CarrierAccount, organisation: Organisation, kept: Kept
) -> None:
    assert script(carrier.post(offer(to="16025550177"), name="answer"))[1]["action"] == "connect"
    assert (outcomes(organisation), kept()[0][0]) == ([(LEG, "NO_LINE")], "KEPT")


@pytest.mark.usefixtures("owner")
class TestAccepting:
    def test_whoever_answers_is_asked_to_press_1(self, carrier: Carrier) -> None:
        ring = script(carrier.post(offer(), name="fallback"))[1]
        url = ring["endpoint"][0]["onAnswer"]["url"]
        assert "Hale" not in url
        ask, keys = script(carrier.client.get(url))  # type: ignore[arg-type]
        assert "Hale Ortiz Law" in ask["text"]
        assert (keys["dtmf"]["maxDigits"], keys["eventUrl"][0].rsplit("/", 1)[1]) == (1, "accept")
        assert carrier.client.get(url.replace("said=", "said=x")).status_code == 404

    def test_1_joins(self, carrier: Carrier, decided: list[Any]) -> None:
        response = carrier.post(pressed("1", uuid="callee"), name=f"leg/{REF}/accept")
        assert (response.status_code, response.content) == (200, b"")
        assert decided == []
        assert carrier.post(pressed("1", uuid="callee"), name=f"caller/{LEG}/accept").content == b""

    @pytest.mark.parametrize("place", [f"leg/{REF}", f"caller/{LEG}"])
    def test_anything_else_is_kept_apart_and_hung_up(
        self, carrier: Carrier, monkeypatch: pytest.MonkeyPatch, place: str
    ) -> None:
        ended: list[str] = []
        monkeypatch.setattr(voice_webhooks, "soon", lambda work: work())
        monkeypatch.setattr(voice_webhooks, "_hang_up", lambda _account, leg_id: ended.append(leg_id))
        for digits in ("", "2"):
            actions = script(carrier.post(pressed(digits, uuid="callee"), name=f"{place}/accept"))
            assert [action["action"] for action in actions] == ["wait"]
        assert ended == ["callee", "callee"]

    def test_1_joins_even_when_nothing_can_be_stored(
        self, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(accepting, "accept_call", _out)
        assert carrier.post(pressed("1"), name=f"caller/{LEG}/accept").content == b""
        monkeypatch.setattr(voice_webhooks, "soon", lambda work: None)
        assert script(carrier.post(pressed(""), name=f"caller/{LEG}/accept"))[0]["action"] == "wait"


def _out(**_: object) -> Any:
    raise OperationalError("the database is out")


def _bug(**_: object) -> Any:
    raise AttributeError("a bug of ours")


@pytest.mark.usefixtures("owner")
class TestFallback:
    @pytest.mark.parametrize("body", [offer(), pressed("1")])
    def test_a_bug_of_ours_never_leaves_the_caller_alone(
        self, carrier: Carrier, body: dict[str, object], monkeypatch: pytest.MonkeyPatch, kept: Kept
    ) -> None:
        monkeypatch.setattr(calling, "take_step", _bug)
        name = "answer" if "dtmf" not in body else f"leg/{REF}"
        assert [step["action"] for step in script(carrier.post(body, name=name))] == [
            "talk", "connect", "talk", "notify", "record", "talk",
        ]  # fmt: skip
        assert [state for state, _ in kept()] == ["FAILED"]

    def test_a_plan_the_carrier_could_not_carry_out_is_a_bug_too(
        self, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = routing.Answered((HangUp(), Say("Never heard")), REF)
        monkeypatch.setattr(routing, "answer_step", lambda **_: broken)
        assert script(carrier.post(offer(), name="answer"))[1]["action"] == "connect"

    def test_news_that_fails_is_answered_empty_and_tried_again(
        self, carrier: Carrier, decided: list[Any], monkeypatch: pytest.MonkeyPatch, kept: Kept
    ) -> None:
        with monkeypatch.context() as broken:
            broken.setattr(calling, "take_step", _bug)
            response = carrier.post(status("completed"), name=f"leg/{REF}")
            assert (response.status_code, response.content) == (200, b"")
        _age(carrier.account.organisation)
        assert tasks.sweep_inbound() == 1
        assert decided == [("leg", (REF, LegStatus.COMPLETED))]
        assert kept()[0][0] == "APPLIED"

    def test_the_call_is_entered_afterwards_and_nobody_is_rung_for_it(
        self,
        carrier: Carrier,
        organisation: Organisation,
        decided: list[Any],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        with monkeypatch.context() as broken:
            broken.setattr(calling, "take_step", _bug)
            carrier.post(offer(), name="answer")
            carrier.post(pressed("1"), name=f"leg/{REF}")
        carrier.post(
            offer(reason="Read timeout", original_request={"url": "x", "type": "answer"}), name="fallback"
        )
        assert outcomes(organisation) == [(LEG, "FALLBACK")]
        _age(organisation)
        assert tasks.sweep_inbound() == 3
        reasons = [asked.fallback_reason for name, asked in decided if name == "enter"]
        assert sorted(reasons) == ["Read timeout", "answered too late"]
        # A key pressed then is not decided on now; the call is marked as one that went wrong.
        assert [name for name, _ in decided if name != "enter"] == ["script_error"]
        assert outcomes(organisation) == [(LEG, "FALLBACK")]

    def test_a_slow_decision_is_given_up(self, carrier: Carrier, monkeypatch: pytest.MonkeyPatch) -> None:
        def sleep(**_: object) -> routing.Answered:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(5)")
            raise AssertionError("the statement was not cut off")

        monkeypatch.setattr(answering, "DECIDE_MILLISECONDS", 50)
        monkeypatch.setattr(routing, "answer_step", sleep)
        assert script(carrier.post(offer(), name="answer"))[1]["action"] == "connect"

    def test_the_fallback_address_needs_neither_redis_nor_a_flow(
        self, carrier: Carrier, settings: Any, monkeypatch: pytest.MonkeyPatch, kept: Kept
    ) -> None:
        settings.REDIS_URL = "redis://127.0.0.1:1/0"
        monkeypatch.setattr(calling, "take_step", _bug)
        body = offer(reason="timeout", original_request={"url": "x", "type": "answer"})
        with CaptureQueriesContext(connection) as asked:
            actions = script(carrier.post(body, name="fallback"))
        assert [step["action"] for step in actions] == ["talk", "connect", "talk", "notify", "record", "talk"]
        tables = " ".join(query["sql"] for query in asked.captured_queries)
        assert "conversations_" not in tables
        assert len(asked.captured_queries) == 2
        assert [state for state, _ in kept()] == ["RECEIVED"]

    def test_with_the_database_out_a_known_account_still_answers(
        self, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        carrier.post(status("ringing"), name="event")
        monkeypatch.setattr(selectors, "know_account", _out_positional)
        monkeypatch.setattr(accepting, "accept_call", _out)
        monkeypatch.setattr(accepting, "refuse", _out)
        for name in ("answer", "fallback"):
            assert script(carrier.post(offer(), name=name))[1]["action"] == "connect"
        assert carrier.raw(b"{}", name="answer").status_code == 401
        remembering._known.clear()
        assert carrier.post(offer(), name="answer").status_code == 404

    def test_in_mid_call_a_fallback_takes_a_message(self, carrier: Carrier) -> None:
        body = offer(reason="timeout", original_request={"url": "x", "type": "event"})
        assert script(carrier.post(body, name="fallback"))[-2]["action"] == "record"

    def test_a_member_never_hears_the_callers_fallback(
        self, carrier: Carrier, organisation: Organisation, bob: Member
    ) -> None:
        now = clock.now()
        with tenant_transaction(organisation):
            offered = ports.CallOffered(LEG, "CON-1", make.OUR_NUMBER, CUSTOMER, ports.AddressKind.PHONE)
            held = calls.receive_call_step(
                organisation=organisation, offered=offered, received_at=now, now=now
            ).held
            phone = ports.Endpoint(ports.EndpointKind.PHONE, OWNER)
            leg = calls.offer_step(held, member=bob, to=phone, seconds=20, now=now)
        url = f"https://portico.example/hooks/t/leg/{leg.pk}"
        body = pressed("1") | {"reason": "timeout", "original_request": {"url": url, "type": "event"}}
        assert [action["action"] for action in script(carrier.post(body, name="fallback"))] == ["talk"]


def _out_positional(_token: str) -> Any:
    raise OperationalError("the database is out")


def _age(organisation: Organisation) -> None:
    """Make stored webhooks old enough for the sweep."""
    with tenant_transaction(organisation):
        InboundDelivery.objects.of(organisation).update(received_at=clock.now() - timedelta(minutes=1))


def test_malformed_unsigned_stale_and_misdirected(carrier: Carrier, kept: Kept) -> None:
    assert carrier.post(b"{", name="answer").status_code == 400
    assert carrier.post(b"", name="fallback").status_code == 400
    assert carrier.raw(json.dumps(offer()).encode(), name="answer").status_code == 401
    assert carrier.post(offer(), name="answer", iat=int(clock.now().timestamp()) - 600).status_code == 401
    assert carrier.post(b"x" * (256 * 1024 + 1), name="event").status_code == 413
    assert carrier.client.put(f"/hooks/{carrier.account.path_token}/answer").status_code == 405
    assert carrier.client.post("/hooks/another-path-token-quite/answer").status_code == 404
    for name in ("leg/1", "leg/../x", f"leg/{REF}/other", "caller/", "answers"):
        assert carrier.post(offer(), name=name).status_code == 404
    assert [state for state, _ in kept()] == ["MALFORMED", "RECEIVED"]


def test_a_pending_call_is_one_attempt_of_the_day(carrier: Carrier, organisation: Organisation) -> None:
    accepting.accept_call(
        known=known(carrier.account),
        about="answer",
        body=json.dumps(offer()).encode(),
        method="POST",
        content_type="application/json",
        query="",
        now=clock.now(),
    )

    def day() -> selectors.LedgerDay:
        until = clock.now() + timedelta(minutes=1)
        with reading(organisation):
            return selectors.ledger_day(
                organisation_id=organisation.pk, since=until - timedelta(days=1), until=until
            )

    assert (day().attempts, day().accounted) == (1, 0)
    carrier.post(offer(), name="answer")
    assert (day().attempts, day().accounted, day().by_outcome) == (1, 1, {AttemptOutcome.CALL: 1})


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_FIELDS = [
    *offer(), "status", "dtmf", "speech", "payload", "reason", "original_request", "recording_url", "size",
    "recording_uuid", "transcription_url", "conversation_uuid_to", "call_uuid", "detail", "sip_code", "timestamp",
    "from_user", "custom_data", "digits", "type", "duration", "price",
]  # fmt: skip
_BASES = st.sampled_from([offer(), pressed("1"), pressed(""), status("completed"), status("busy")])
_BODIES = st.one_of(
    st.binary(max_size=200),
    _VALUES.map(lambda value: json.dumps(value).encode()),
    st.tuples(_BASES, st.dictionaries(st.sampled_from(_FIELDS), _VALUES, max_size=5)).map(
        lambda made: json.dumps(made[0] | made[1]).encode()
    ),
)
_NAMES = st.sampled_from(
    ["answer", "event", "fallback", f"leg/{REF}", f"leg/{REF}/ring", f"caller/{LEG}", f"caller/{LEG}/ring"]
)


@trials(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=_BODIES, name=_NAMES)
def test_no_body_makes_a_500_and_every_plan_can_be_carried_out(
    carrier: Carrier, decided: list[Any], owner: CarrierAccount, body: bytes, name: str
) -> None:
    response = carrier.post(body, name=name)
    assert response.status_code in {200, 400}
    if response.content:
        script(response)
