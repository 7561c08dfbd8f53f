"""What the voice verbs promise on the wire: the carrier's words, the right host, and once unless it is harmless."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
import pytest

from carrier.simulator.registry import new_keys
from carrier.vonage import client, voice
from carrier.vonage.addresses import of_leg, read_accept
from carrier.vonage.credentials import Account, Mode
from carrier.vonage.ncco import UnfitPlan
from carrier.vonage.voice import VonageVoice, region_host
from conversations.ports import (
    CarrierError,
    CarrierRejected,
    CarrierUnavailable,
    CarrierUnknown,
    Endpoint,
    EndpointKind,
    FailureReason,
    Gather,
    HangUp,
    LegStatus,
    PlacedCall,
    RateLimited,
    Room,
    Say,
    VoiceCarrier,
)
from tests.carrier.vonage.wire import Line, Reply, line

KEYS = new_keys()
APPLICATION = "0f7a9c1e-3a55-4e44-9c1d-6b0a5d5f1234"
HOOKS = "https://desk.example/hooks/a-token-of-the-firm"
REF = UUID("11111111-2222-4333-8444-555555555555")
OWNER = Endpoint(EndpointKind.PHONE, "+16025550134")
BROWSER = Endpoint(EndpointKind.APP, "member-1")
OURS = "+14805550100"
CREATED = {"uuid": "leg-1", "status": "started", "direction": "outbound", "conversation_uuid": "CON-1"}
LEG = "0779a56d002f1c7f47f82ef5fe84ab79"
SINCE = datetime(2026, 11, 22, tzinfo=UTC)
ASK = (Say("Press 1 to accept.", may_interrupt=True), Gather())


@pytest.fixture(autouse=True)
def _closed_connections() -> Iterator[None]:
    yield
    client.close_clients()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Collect the waits instead of waiting."""
    taken: list[float] = []
    monkeypatch.setattr(voice, "pause", taken.append)
    return taken


def account(host: str = "localhost:1", **changes: Any) -> Account:
    return Account(
        mode=Mode.SIMULATOR,
        api_key="a1b2c3d4",
        api_secret="secret-of-the-key",
        application_id=APPLICATION,
        private_key=KEYS[0],
        api_host=host,
    )


def carrier(served: Line) -> VonageVoice:
    return VonageVoice(account(served.host), hooks=HOOKS)


def place(served: Line, **changes: Any) -> PlacedCall:
    wanted: dict[str, Any] = {"leg_ref": REF, "to": OWNER, "sender": OURS, "plan": ASK, "ring_seconds": 20}
    return carrier(served).place_call(**wanted | changes)


def test_a_call_is_placed_in_the_carriers_words_and_signed_by_the_application() -> None:
    with line(Reply(201, CREATED)) as served:
        port: VoiceCarrier = carrier(served)
        placed = port.place_call(
            leg_ref=REF, to=OWNER, sender=OURS, plan=ASK, ring_seconds=20, detects_machine=True
        )
        [request] = served.received
    assert placed == PlacedCall("leg-1", "CON-1")
    assert (request.method, request.path) == ("POST", "/v1/calls")
    body = request.json()
    assert body["ncco"][0]["text"] == "Press 1 to accept."  # type: ignore[index]
    assert {name: value for name, value in body.items() if name != "ncco"} == {
        "to": [{"type": "phone", "number": "16025550134"}],
        "from": {"type": "phone", "number": "14805550100"},
        "event_url": [f"{HOOKS}/leg/{REF}"],
        "event_method": "POST",
        "ringing_timer": 20,
        "machine_detection": "continue",
    }
    token = request.headers["Authorization"].removeprefix("Bearer ")
    assert jwt.decode(token, KEYS[1], algorithms=["RS256"])["application_id"] == APPLICATION


def test_a_browser_is_called_by_its_name_and_the_ringing_is_kept_within_bounds() -> None:
    with line(Reply(201, CREATED)) as served:
        place(served, to=BROWSER, ring_seconds=500)
        body = served.received[0].json()
    assert (body["to"], body["ringing_timer"]) == ([{"type": "app", "user": "member-1"}], 120)
    assert "machine_detection" not in body


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({"to": Endpoint(EndpointKind.PHONE, "911")}, FailureReason.BAD_NUMBER, "to"),
        ({"sender": "Hale Law"}, FailureReason.SENDER_REFUSED, "from"),
        ({"plan": (HangUp(), Say("Hi"))}, FailureReason.CONTENT_REFUSED, "plan"),
    ],
)
def test_what_cannot_be_placed_never_leaves(changes: Any, reason: FailureReason, code: str) -> None:
    with line() as served:
        with pytest.raises(CarrierRejected) as raised:
            place(served, **changes)
        assert served.received == []
    assert (raised.value.reason, raised.value.code) == (reason, code)


ONCE: list[Callable[[VonageVoice], object]] = [
    lambda port: port.place_call(leg_ref=REF, to=OWNER, sender=OURS, plan=ASK, ring_seconds=20),
    lambda port: port.run(LEG, (HangUp(),), leg_ref=REF),
    lambda port: port.speak(LEG, "Hello"),
    lambda port: port.play(LEG, "https://desk.example/a.mp3"),
    lambda port: port.send_digits(LEG, "12#"),
]
REPEATED: list[Callable[[VonageVoice], object]] = [
    lambda port: port.hang_up(LEG),
    lambda port: port.mute(LEG, is_muted=True),
    lambda port: port.deafen(LEG, is_deaf=False),
    lambda port: port.stop_audio(LEG),
    lambda port: port.find_leg(LEG),
    lambda port: list(port.list_legs(since=SINCE, until=SINCE + timedelta(minutes=2))),
]


@pytest.mark.parametrize("reply", [Reply(is_dropped=True), Reply(502, {})])
@pytest.mark.parametrize("verb", ONCE)
def test_what_may_not_be_done_twice_is_asked_once(
    verb: Callable[[VonageVoice], object], reply: Reply
) -> None:
    with line(reply) as served:
        with pytest.raises(CarrierUnknown):
            verb(carrier(served))
        assert len(served.received) == 1


@pytest.mark.parametrize("verb", REPEATED)
def test_what_is_harmless_is_asked_until_the_answer_is_known(
    verb: Callable[[VonageVoice], object], pauses: list[float]
) -> None:
    known = Reply(200, {"uuid": LEG, "status": "completed", "count": 0})
    with line(Reply(is_dropped=True), Reply(429, {}), known) as served:
        verb(carrier(served))
        assert len(served.received) == (4 if verb is REPEATED[3] else 3)
    assert pauses == [0.3, 1.0]
    with line(Reply(503, {})) as served:
        with pytest.raises(CarrierUnknown):
            verb(carrier(served))
        assert len(served.received) == 3


@pytest.mark.parametrize(
    ("verb", "method", "path", "body"),
    [
        (lambda port: port.hang_up(LEG), "PUT", "", {"action": "hangup"}),
        (lambda port: port.mute(LEG, is_muted=True), "PUT", "", {"action": "mute"}),
        (lambda port: port.mute(LEG, is_muted=False), "PUT", "", {"action": "unmute"}),
        (lambda port: port.deafen(LEG, is_deaf=True), "PUT", "", {"action": "earmuff"}),
        (lambda port: port.deafen(LEG, is_deaf=False), "PUT", "", {"action": "unearmuff"}),
        (
            lambda port: port.speak(LEG, "Hola", language="es-US"),
            "PUT",
            "/talk",
            {"text": "Hola", "language": "es-US"},
        ),
        (
            lambda port: port.play(LEG, "https://x/a.mp3", times=0),
            "PUT",
            "/stream",
            {"stream_url": ["https://x/a.mp3"], "loop": 0},
        ),
        (lambda port: port.send_digits(LEG, "1p#"), "PUT", "/dtmf", {"digits": "1p#"}),
    ],
)
def test_verbs_in_the_carriers_words(
    verb: Callable[[VonageVoice], object], method: str, path: str, body: dict[str, object]
) -> None:
    with line(Reply(204, b"")) as served:
        verb(carrier(served))
        [request] = served.received
    assert (request.method, request.path, request.json()) == (method, f"/v1/calls/{LEG}{path}", body)


def test_a_leg_is_moved_by_a_script_of_its_own() -> None:
    with line(Reply(204, b"")) as served:
        carrier(served).run("a/b?c", (Room("call-1", hears=("X",)),), leg_ref=REF)
        [request] = served.received
    assert request.path == "/v1/calls/a%2Fb%3Fc"
    body: Any = request.json()
    assert (body["action"], body["destination"]["type"]) == ("transfer", "ncco")
    assert body["destination"]["ncco"][0]["canHear"] == ["X"]


def test_a_hang_up_that_comes_too_early_is_asked_again(pauses: list[float]) -> None:
    with line(Reply(400, {"title": "Bad Request"}), Reply(204, b"")) as served:
        carrier(served).hang_up(LEG)
        assert len(served.received) == 2
    assert pauses == [2.0]


@pytest.mark.parametrize(("status", "is_refused"), [("completed", False), ("answered", True)])
def test_a_hang_up_refused_twice_is_an_error_only_while_the_leg_lives(
    pauses: list[float], status: str, is_refused: bool
) -> None:
    books = Reply(200, {"uuid": LEG, "status": status})
    with line(Reply(400, {}), Reply(400, {}), books) as served:
        if is_refused:
            with pytest.raises(CarrierRejected):
                carrier(served).hang_up(LEG)
        else:
            carrier(served).hang_up(LEG)


def test_a_leg_that_has_ended_is_hung_up_already_and_an_unknown_one_is_none() -> None:
    with line(Reply(404, {})) as served:
        carrier(served).hang_up(LEG)
        assert carrier(served).find_leg(LEG) is None
        with pytest.raises(CarrierRejected):
            carrier(served).mute(LEG, is_muted=True)


def test_commands_go_to_the_region_of_the_leg() -> None:
    with line(Reply(204, b"")) as served:
        port = carrier(served)
        port.run(LEG, (HangUp(),), leg_ref=REF, region=f"http://{served.host}/eu")
        port.run(LEG, (HangUp(),), leg_ref=REF, region="https://stranger.example")
        paths = [request.path for request in served.received]
    assert paths == [f"/eu/v1/calls/{LEG}", f"/v1/calls/{LEG}"]


def test_a_leg_not_found_in_its_region_is_looked_for_at_home() -> None:
    with line(Reply(404, {}), Reply(200, {"uuid": LEG, "status": "ringing"})) as served:
        found = carrier(served).find_leg(LEG, region=f"http://{served.host}/eu")
    assert found is not None
    assert found.status is LegStatus.RINGING


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("https://api-us-1.nexmo.com", "api-us-1.nexmo.com"),
        ("api-eu-3.vonage.com", "api-eu-3.vonage.com"),
        ("https://API-AP.vonage.com/", "api-ap.vonage.com"),
        ("http://api-us-1.nexmo.com", ""),
        ("https://api.nexmo.com.stranger.example", ""),
        ("https://user@api.nexmo.com", ""),
        ("https://api.nexmo.com:444", ""),
        ("https://stranger.example/?nexmo.com", ""),
        ("http://127.0.0.1:1", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_only_the_carriers_own_hosts_are_regions(region: str, host: str) -> None:
    real = Account(mode=Mode.VONAGE, api_key="k", application_id=APPLICATION, private_key=KEYS[0])
    assert region_host(real, region) == host


def test_books_are_read_leniently() -> None:
    call = {
        "uuid": LEG,
        "conversation_uuid": "CON-1",
        "to": [{"type": "phone", "number": "16025550134"}],
        "from": {"type": "app", "user": "member-1"},
        "status": "completed",
        "direction": "outbound",
        "duration": 61,
        "price": "0.0084",
        "rate": None,
        "start_time": "2026-11-22T05:00:00.000Z",
        "end_time": "2026-11-22T05:01:01.000Z",
        "field_of_next_year": {"x": 1},
    }
    with line(Reply(200, call)) as served:
        found = carrier(served).find_leg(LEG)
    assert found is not None
    assert (found.to, found.caller, found.duration_seconds, str(found.price)) == (
        "+16025550134",
        "member-1",
        61,
        "0.0084",
    )
    assert found.occurred_at == datetime(2026, 11, 22, 5, 1, 1, tzinfo=UTC)
    without_parties = Reply(200, {"uuid": LEG, "status": "busy", "to": "16025550134", "duration": "0"})
    with line(without_parties) as served:
        found = carrier(served).find_leg(LEG)
    assert found is not None
    assert (found.to, found.caller, found.is_terminal) == ("+16025550134", "", True)
    with line(Reply(200, {"uuid": LEG, "status": "teleported"})) as served, pytest.raises(CarrierUnavailable):
        carrier(served).find_leg(LEG)


def _page(count: int, *ids: str) -> Reply:
    calls = [{"uuid": found, "status": "completed"} for found in ids]
    return Reply(200, {"count": count, "_embedded": {"calls": calls}})


def test_a_list_is_read_to_its_end_and_says_when_it_is_not_whole() -> None:
    with line(_page(3, "a", "b"), _page(3, "b", "c")) as served:
        legs = carrier(served).list_legs(since=SINCE, until=SINCE + timedelta(minutes=5))
        assert [leg.leg_id for leg in legs] == ["a", "b", "c"]
        paths = [request.path for request in served.received]
    assert "date_start=2026-11-22T00%3A00%3A00Z" in paths[0]
    assert paths[1].endswith("record_index=2")
    with line(_page(3, "a"), _page(3)) as served, pytest.raises(CarrierUnavailable):
        list(carrier(served).list_legs(since=SINCE, until=SINCE + timedelta(minutes=5)))


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(401, {}), CarrierRejected),
        (Reply(429, {}), RateLimited),
        (Reply(500, {}), CarrierUnknown),
        (Reply(201, {"status": "started"}), CarrierUnknown),
        (Reply(302, b"", (("Location", "http://stranger.example"),)), CarrierRejected),
    ],
)
def test_errors_say_what_is_known(reply: Reply, kind: type[CarrierError]) -> None:
    with line(reply) as served:
        with pytest.raises(kind):
            place(served)
        assert len(served.received) == 1


def test_a_browser_gets_a_token_with_the_rights_it_needs_for_a_day_at_most() -> None:
    with line(Reply(201, {"id": "USR-1"}), Reply(409, {"title": "Conflict"})) as served:
        for _ in range(2):
            carrier(served).ensure_user("member-1", shown_as="Bob Ortiz")
        told = {"name": "member-1", "display_name": "Bob Ortiz"}
        assert [request.json() for request in served.received] == [told] * 2
        token = carrier(served).user_token("member-1", seconds=999_999)
    claims = jwt.decode(token, KEYS[1], algorithms=["RS256"])
    assert (claims["sub"], claims["application_id"]) == ("member-1", APPLICATION)
    assert claims["exp"] - claims["iat"] == 86_400
    assert {"/*/knocking/**", "/*/legs/**"} <= claims["acl"]["paths"].keys()
    keyless = Account(mode=Mode.SIMULATOR, api_key="k", api_secret="s", api_host="localhost:1")
    with pytest.raises(CarrierRejected):
        VonageVoice(keyless, hooks=HOOKS).user_token("member-1", seconds=60)


def test_an_answer_is_the_script_itself() -> None:
    port = VonageVoice(account(), hooks=HOOKS)
    rendered = port.render((Say("Hello"),), leg_ref=REF)
    assert (rendered.status, rendered.content_type) == (200, "application/json")
    assert rendered.body == b'[{"action":"talk","text":"Hello","language":"en-US"}]'
    with pytest.raises(UnfitPlan):
        port.render((Say(""),), leg_ref=REF)


def test_the_words_of_an_accept_travel_sealed() -> None:
    url = of_leg(HOOKS, REF).accept("Call for Maria. Press 1.", "en-US")
    assert url.startswith(f"{HOOKS}/leg/{REF}/accept?said=")
    assert "Maria" not in url
    assert read_accept(url.partition("said=")[2].replace("%3D", "=")) == ("Call for Maria. Press 1.", "en-US")
    assert read_accept("a-strangers-words") is None


def test_recordings_come_from_the_carrier_alone_and_may_be_longer_than_attachments() -> None:
    with line(Reply(200, b"x" * (21 * 1024 * 1024), (("Content-Type", "audio/mpeg"),))) as served:
        fetched = carrier(served).fetch_media(f"http://{served.host}/v1/files/1")
        assert (len(fetched.content), fetched.mime) == (21 * 1024 * 1024, "audio/mpeg")
        with pytest.raises(CarrierRejected):
            carrier(served).fetch_media("https://stranger.example/?nexmo.com")
        assert served.received[0].headers["Authorization"].startswith("Bearer ")
