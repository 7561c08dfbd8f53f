"""Surface A as the official SDK meets it, without a socket."""

import base64
import json
import time

import jwt
import pytest
import requests
import vonage
from hypothesis import given, settings
from hypothesis import strategies as st
from vonage_http_client import errors
from vonage_messages.models import MmsImage, MmsResource, Sms
from vonage_sms import SmsMessage
from vonage_sms.errors import SmsError

from carrier.simulator.exchange import Utterance
from carrier.simulator.fields import Fields
from carrier.simulator.registry import new_keys
from carrier.simulator.simulator import Simulator
from carrier.simulator.vonage_api import VonageApi
from carrier.simulator.web import Request, Response
from carrier.simulator.world import SmsPolicy, Step
from tests.carrier.simulator.conftest import (
    API_KEY,
    API_SECRET,
    APPLICATION,
    BUSINESS,
    HANDSET,
    KEYS,
    Receiver,
)


def sms(text: str = "We can be there at two.", **more: str) -> Sms:
    """Return a text to the handset."""
    return Sms(to=HANDSET, from_=BUSINESS, text=text, **more)


def test_a_text_is_accepted_submitted_and_delivered(
    sdk: vonage.Vonage, simulator: Simulator, receiver: Receiver
) -> None:
    sent = sdk.messages.send(sms("x" * 161, client_ref="entry-1"))
    assert receiver.arrived == []
    simulator.advance(5)

    submitted, delivered = receiver.bodies()
    assert {submitted["message_uuid"], delivered["message_uuid"]} == {sent.message_uuid}
    assert (submitted["status"], delivered["status"]) == ("submitted", "delivered")
    assert submitted["client_ref"] == delivered["client_ref"] == "entry-1"
    assert submitted["usage"] == {"currency": "EUR", "price": "0.0158"}
    assert submitted["sms"] == {"count_total": "2"}
    assert (submitted["to"], submitted["from"]) == (HANDSET, BUSINESS)
    assert [outgoing.url for outgoing in receiver.arrived] == ["http://127.0.0.1:8000/st"] * 2
    assert simulator.is_quiescent()


@pytest.mark.parametrize(
    ("policy", "statuses", "code"),
    [
        (SmsPolicy(opted_out=True), ["rejected"], "1240"),
        (SmsPolicy(reject=1190), ["submitted", "rejected"], "1190"),
        (
            SmsPolicy(dlr=[Step("submitted"), Step("undeliverable", 2, 1260)]),
            ["submitted", "undeliverable"],
            "1260",
        ),
        (SmsPolicy(slow=600), ["submitted", "delivered"], None),
    ],
)
def test_a_handset_decides_what_becomes_of_a_text(
    sdk: vonage.Vonage,
    simulator: Simulator,
    receiver: Receiver,
    policy: SmsPolicy,
    statuses: list[str],
    code: str,
) -> None:
    simulator.world.handset(HANDSET).sms_policy = policy
    sdk.messages.send(sms())
    simulator.settle()
    assert [body["status"] for body in receiver.bodies()] == statuses
    error = receiver.bodies()[-1].get("error")
    assert (error["title"] if isinstance(error, dict) else None) == code


def test_a_sender_that_is_not_ours_is_rejected_later(
    sdk: vonage.Vonage, simulator: Simulator, receiver: Receiver
) -> None:
    sdk.messages.send(Sms(to=HANDSET, from_="14805550199", text="hello"))
    simulator.settle()
    assert [body["status"] for body in receiver.bodies()] == ["rejected"]


def test_a_picture_is_sent(sdk: vonage.Vonage, simulator: Simulator) -> None:
    image = MmsResource(url="https://example.com/roof.jpg", caption="The roof")
    sent = sdk.messages.send(MmsImage(to=HANDSET, from_=BUSINESS, image=image))
    message = simulator.world.messages[sent.message_uuid]
    assert (message.message_type, message.media[0]["url"]) == ("image", "https://example.com/roof.jpg")


def test_a_picture_from_a_handset_can_be_fetched_with_the_applications_token_only(
    sdk: vonage.Vonage, api: VonageApi, simulator: Simulator, receiver: Receiver
) -> None:
    encoded = base64.b64encode(b"a picture").decode()
    media = simulator.keep_media(API_KEY, [Fields({"base64": encoded, "name": "leak.jpg"})])
    simulator.exchange.receive(Utterance("sms", HANDSET, BUSINESS, "", media))
    simulator.advance(0)
    (body,) = receiver.bodies()
    assert (body["channel"], body["message_type"]) == ("mms", "image")
    path = str(body["image"]["url"]).removeprefix("http://127.0.0.1:9000")  # type: ignore[index]
    token = sdk.http_client.auth.create_jwt_auth_string().decode()
    assert _get(api, path, token).body == b"a picture"
    assert _get(api, path, "").status == 401


def _get(api: VonageApi, path: str, authorization: str) -> Response:
    headers = {"authorization": authorization} if authorization else {}
    return api.handle(Request("GET", path, {}, headers, b""))


def _token(*, key: str = KEYS[0], application: str = APPLICATION, age: int = 0, **more: object) -> str:
    issued = int(time.time()) - age
    claims = {"application_id": application, "iat": issued, "exp": issued + 900, "jti": "1", **more}
    return "Bearer " + jwt.encode(claims, key, algorithm="RS256")


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer nonsense",
        "Basic nonsense",
        "Basic " + base64.b64encode(b"abcd1234:wrong").decode(),
        _token(key=new_keys()[0]),
        _token(application="aaaaaaaa-bbbb-4ccc-8ddd-ffffffffffff"),
        _token(age=1000),
        _token(age=-100_000),
        "Bearer " + jwt.encode({"application_id": APPLICATION}, "x" * 32, algorithm="HS256"),
    ],
)
def test_bad_credentials_are_401(api: VonageApi, authorization: str) -> None:
    body = json.dumps(
        {"channel": "sms", "message_type": "text", "to": HANDSET, "from": BUSINESS, "text": "x"}
    ).encode()
    response = api.handle(Request("POST", "/v1/messages", {}, {"authorization": authorization}, body))
    assert response.status == 401
    assert response.content_type == "application/problem+json"


def test_the_path_may_name_the_account(api: VonageApi) -> None:
    body = json.dumps(
        {"channel": "sms", "message_type": "text", "to": HANDSET, "from": BUSINESS, "text": "x"}
    ).encode()

    def status(prefix: str) -> int:
        headers = {"authorization": _token()}
        return api.handle(Request("POST", f"/{prefix}/v1/messages", {}, headers, body)).status

    assert status(API_KEY) == 202
    assert status("another1") == 401


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"to": "+16025550134"}, "to"),
        ({"text": ""}, "text"),
        ({"text": "x" * 3201}, "text"),
        ({"channel": "pigeon"}, "channel"),
        ({"client_ref": "x" * 101}, "client_ref"),
        ({"message_type": "image"}, "image"),
        ({"from": ""}, "from"),
        ({"to": 7}, "to"),
    ],
)
def test_a_wrong_field_is_named_in_a_422(api: VonageApi, change: dict[str, object], named: str) -> None:
    body = {"channel": "sms", "message_type": "text", "to": HANDSET, "from": BUSINESS, "text": "x", **change}
    request = Request("POST", "/v1/messages", {}, {"authorization": _token()}, json.dumps(body).encode())
    response = api.handle(request)
    assert response.status == 422
    assert [one["name"] for one in json.loads(response.body)["invalid_parameters"]] == [named]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_body_breaks_the_carrier(body: bytes) -> None:
    api = VonageApi(Simulator(1))
    for path in ("/v1/messages", "/sms/json"):
        assert api.handle(Request("POST", path, {}, {}, body)).status in (200, 400, 401, 422)


def test_haste_is_answered_429_once_limits_are_on(sdk: vonage.Vonage, simulator: Simulator) -> None:
    simulator.limits.is_on = True
    for _ in range(30):
        sdk.messages.send(sms())
    with pytest.raises(errors.RateLimitedError):
        sdk.messages.send(sms())
    simulator.advance(1.1)
    sdk.messages.send(sms())


@pytest.mark.parametrize(
    ("status", "raised"),
    [(500, errors.ServerError), (429, errors.RateLimitedError), (503, errors.HttpRequestError)],
)
def test_rest_faults_refuse_before_anything_is_done(
    sdk: vonage.Vonage, simulator: Simulator, status: int, raised: type[Exception]
) -> None:
    simulator.set_faults([Fields({"kind": "rest_status", "status": status, "limit": 1})])
    with pytest.raises(raised):
        sdk.messages.send(sms())
    assert not simulator.world.messages
    sdk.messages.send(sms())
    assert len(simulator.world.messages) == 1


def test_a_dropped_connection_comes_after_the_message_was_made(
    sdk: vonage.Vonage, simulator: Simulator
) -> None:
    simulator.set_faults([Fields({"kind": "rest_drop", "limit": 1})])
    with pytest.raises(requests.ConnectionError):
        sdk.messages.send(sms(client_ref="entry-9"))
    assert [message.client_ref for message in simulator.world.messages.values()] == ["entry-9"]


def test_a_silent_message_never_gets_a_status(
    sdk: vonage.Vonage, simulator: Simulator, receiver: Receiver
) -> None:
    simulator.set_faults([Fields({"kind": "silent"})])
    sdk.messages.send(sms())
    simulator.settle()
    assert receiver.arrived == []


def test_the_old_sms_interface_answers_200_whatever_happens(
    sdk: vonage.Vonage, simulator: Simulator, receiver: Receiver
) -> None:
    sent = sdk.sms.send(SmsMessage(to=HANDSET, from_=BUSINESS, text="hello", client_ref="old-1"))
    assert sent.messages[0].status == "0"
    simulator.settle()
    assert [body["status"] for body in receiver.bodies()] == ["accepted", "delivered"]
    assert receiver.bodies()[0]["client-ref"] == "old-1"
    simulator.world.accounts[API_KEY].api_secret = "changed"
    with pytest.raises(SmsError):
        sdk.sms.send(SmsMessage(to=HANDSET, from_=BUSINESS, text="hello"))


def test_reports_list_what_there_was(sdk: vonage.Vonage, simulator: Simulator) -> None:
    sent = sdk.messages.send(sms(client_ref="entry-1"))
    came = simulator.exchange.receive(Utterance("sms", HANDSET, BUSINESS, "thanks"))
    simulator.settle()

    def rows(direction: str, **more: str) -> list[dict[str, str]]:
        query = {"account_id": API_KEY, "product": "MESSAGES", "direction": direction, **more}
        found = sdk.http_client.get(sdk.http_client.api_host, "/v2/reports/records", query, auth_type="basic")
        return found["records"]

    (out,) = rows("outbound")
    assert (out["message_uuid"], out["status"], out["client_ref"]) == (
        sent.message_uuid,
        "delivered",
        "entry-1",
    )
    (into,) = rows("inbound")
    assert (into["message_uuid"], into["from"], into["to"]) == (came.uuid, HANDSET, BUSINESS)
    assert rows("inbound", date_start="2026-01-05T15:00:00Z", date_end="2026-01-06T00:00:00+00:00") == [into]
    assert rows("inbound", date_start="2026-02-05T15:00:00Z") == []


def test_numbers_and_application_are_listed(sdk: vonage.Vonage) -> None:
    numbers, count, _ = sdk.numbers.list_owned_numbers()
    assert (count, numbers[0].msisdn, numbers[0].app_id) == (1, BUSINESS, APPLICATION)
    found = sdk.http_client.get(
        sdk.http_client.api_host, f"/v2/applications/{APPLICATION}", auth_type="basic"
    )
    webhooks = found["capabilities"]["messages"]["webhooks"]
    assert webhooks["inbound_url"] == {"address": "http://127.0.0.1:8000/in", "http_method": "POST"}


def test_requests_are_logged_without_credentials(sdk: vonage.Vonage, api: VonageApi) -> None:
    sdk.messages.send(sms())
    (row,) = api.requests
    assert (row.method, row.path, row.scheme, row.status) == ("POST", "/v1/messages", "bearer", 202)
    assert API_SECRET not in repr(row)
