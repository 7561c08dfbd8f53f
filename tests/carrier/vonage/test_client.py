"""What the client promises on the wire: once, in time, to the right host, with the right error."""

import base64
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import jwt
import pytest
import requests
import vonage
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from carrier.vonage import client, media
from carrier.vonage.credentials import Account, Mode, read_key
from carrier.vonage.messages import VonageMessages
from conversations.ports import (
    CarrierError,
    CarrierRejected,
    CarrierUnavailable,
    CarrierUnknown,
    Channel,
    FailureReason,
    MessageCarrier,
    OutboundMessage,
    RateLimited,
)
from tests.carrier.vonage.wire import Line, Reply, line

TEXT = OutboundMessage(
    client_ref="entry-1", channel=Channel.SMS, sender="+16025550134", to="+16025550177", text="On our way ñ"
)
APPLICATION = "0f7a9c1e-3a55-4e44-9c1d-6b0a5d5f1234"
SINCE = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def private_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.fixture(autouse=True)
def _closed_connections() -> Iterator[None]:
    yield
    client.close_clients()


def account(host: str, private_key: str = "") -> Account:
    return Account(
        mode=Mode.SIMULATOR,
        api_key="a1b2c3d4",
        api_secret="secret-of-the-key",
        application_id=APPLICATION if private_key else "",
        private_key=private_key,
        api_host=host,
    )


def error_of(served: Line) -> CarrierError:
    with pytest.raises(CarrierError) as raised:
        VonageMessages(account(served.host)).send_message(TEXT)
    return raised.value


def test_a_text_is_sent_as_the_carrier_wants_it(private_key: str) -> None:
    with line() as served:
        carrier: MessageCarrier = VonageMessages(account(served.host, private_key))
        assert carrier.send_message(TEXT).provider_id == "m-1"
        [request] = served.received
    assert (request.method, request.path) == ("POST", "/v1/messages")
    assert request.json() == {
        "message_type": "text",
        "channel": "sms",
        "to": "16025550177",
        "from": "16025550134",
        "text": "On our way ñ",
        "client_ref": "entry-1",
        "webhook_version": "v1",
    }
    token = request.headers["Authorization"].removeprefix("Bearer ").split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(token + "=="))
    assert claims["application_id"] == "0f7a9c1e-3a55-4e44-9c1d-6b0a5d5f1234"


def test_an_account_without_application_signs_in_with_its_secret() -> None:
    with line() as served:
        VonageMessages(account(served.host)).send_message(TEXT)
        assert served.received[0].headers["Authorization"].startswith("Basic ")


def test_a_path_prefix_selects_one_account_of_many() -> None:
    with line() as served:
        VonageMessages(account(f"{served.host}/a1b2c3d4")).send_message(TEXT)
        assert served.received[0].path == "/a1b2c3d4/v1/messages"


def test_a_dropped_connection_is_unknown_and_never_repeated() -> None:
    with line(Reply(is_dropped=True)) as served:
        assert isinstance(error_of(served), CarrierUnknown)
        assert len(served.received) == 1


def test_silence_is_unknown_and_never_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", 1)
    with line(Reply(is_stalled=True)) as served:
        assert isinstance(error_of(served), CarrierUnknown)
        assert len(served.received) == 1


def test_nobody_listening_means_nothing_was_sent() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(CarrierUnavailable):
        VonageMessages(account(f"localhost:{port}")).send_message(TEXT)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_a_server_error_is_unknown(status: int) -> None:
    with line(Reply(status, {"title": "Oops"})) as served:
        assert isinstance(error_of(served), CarrierUnknown)
        assert len(served.received) == 1


@pytest.mark.parametrize(
    ("status", "body", "reason", "code"),
    [
        (401, {"title": "Unauthorized"}, FailureReason.ACCOUNT_REFUSED, "Unauthorized"),
        (402, {}, FailureReason.NO_CREDIT, "402"),
        (403, {"type": "https://x/api-errors#low-balance", "title": "Low"}, FailureReason.NO_CREDIT, "Low"),
        (403, b"<html>", FailureReason.ACCOUNT_REFUSED, "403"),
        (404, [], FailureReason.ACCOUNT_REFUSED, "404"),
        (422, {"title": "1120", "detail": "+16025550177"}, FailureReason.SENDER_REFUSED, "1120"),
        (422, {"type": "https://x/messages#1240", "title": "Illegal"}, FailureReason.OPTED_OUT, "1240"),
        (422, {"title": "Invalid params"}, FailureReason.CONTENT_REFUSED, "Invalid params"),
    ],
)
def test_a_refusal_carries_its_reason(status: int, body: object, reason: FailureReason, code: str) -> None:
    with line(Reply(status, body)) as served:
        error = error_of(served)
    assert isinstance(error, CarrierRejected)
    assert (error.reason, error.code) == (reason, code)
    assert "6025550177" not in str(error)


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("soon", 1.0), ("99999999", 3600.0)])
def test_too_fast_says_when_to_try_again(header: str, seconds: float) -> None:
    with line(Reply(429, {}, (("Retry-After", header),))) as served:
        error = error_of(served)
    assert isinstance(error, RateLimited)
    assert error.retry_after == seconds


def test_an_answer_without_id_is_unknown() -> None:
    bodies: tuple[object, ...] = ({}, b"", b"ok", [])
    for body in bodies:
        with line(Reply(202, body)) as served:
            assert isinstance(error_of(served), CarrierUnknown)


def test_a_redirect_is_not_followed() -> None:
    with line() as elsewhere, line(Reply(307, {}, (("Location", f"http://{elsewhere.host}/"),))) as served:
        assert isinstance(error_of(served), CarrierRejected)
        assert elsewhere.received == []


def test_each_thread_and_purpose_has_its_own_client() -> None:
    one = account("localhost:1")
    found = [client.client_for(one, client.Purpose.MESSAGES), client.client_for(one, client.Purpose.MESSAGES)]
    found.append(client.client_for(one, client.Purpose.VOICE))

    def elsewhere() -> None:
        found.append(client.client_for(one, client.Purpose.MESSAGES))
        client.close_clients()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert found[0] is found[1]
    assert len({id(each) for each in found}) == 3


def test_old_clients_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "CLIENTS_PER_THREAD", 2)
    accounts = [account(f"localhost:{port}") for port in (1, 2, 3)]
    first = client.client_for(accounts[0], client.Purpose.MESSAGES)
    for each in accounts[1:]:
        client.client_for(each, client.Purpose.MESSAGES)
    assert client.client_for(accounts[0], client.Purpose.MESSAGES) is not first


def test_the_carriers_own_client_has_the_measured_settings(private_key: str) -> None:
    real = replace(account("localhost:1", private_key), mode=Mode.VONAGE, api_host="api.nexmo.com")
    built: vonage.Vonage = client.build_client(real)
    options = built.http_client.http_client_options
    assert (options.timeout, options.pool_maxsize, options.max_retries) == (10, 1, 0)
    assert not isinstance(client.session_of(built).get_adapter("https://api.nexmo.com"), client.PlainAdapter)


def test_plain_http_never_leaves_this_machine() -> None:
    session = client.session_of(client.build_client(account("localhost:1")))
    with pytest.raises(requests.exceptions.InvalidURL):
        session.get("https://api.nexmo.com/v1/files/1")


class TestMedia:
    def test_an_attachment_is_fetched_with_our_token(self, private_key: str) -> None:
        with line(Reply(200, b"\x89PNG", (("Content-Type", "image/png"),))) as served:
            found = VonageMessages(account(served.host, private_key)).fetch_media(
                f"http://{served.host}/v3/media/1"
            )
            assert served.received[0].headers["Authorization"].startswith("Bearer ")
        assert (found.content, found.mime) == (b"\x89PNG", "image/png")

    @pytest.mark.parametrize(
        ("reply", "error"),
        [
            (Reply(404), CarrierRejected),
            (Reply(302, {}, (("Location", "http://localhost:1/"),)), CarrierRejected),
            (Reply(429), RateLimited),
            (Reply(503), CarrierUnavailable),
            (Reply(is_dropped=True), CarrierUnavailable),
        ],
    )
    def test_failures(self, reply: Reply, error: type[CarrierError]) -> None:
        with line(reply) as served, pytest.raises(error):
            VonageMessages(account(served.host)).fetch_media(f"http://{served.host}/v3/media/1")

    def test_a_large_one_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(media, "LARGEST_MEDIA", 10)
        with line(Reply(200, b"x" * 11)) as served, pytest.raises(CarrierRejected):
            VonageMessages(account(served.host)).fetch_media(f"http://{served.host}/v3/media/1")

    def test_a_slow_one_is_left_for_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(media, "LONGEST_DOWNLOAD_SECONDS", -1.0)
        with line(Reply(200, b"x")) as served, pytest.raises(CarrierUnavailable):
            VonageMessages(account(served.host)).fetch_media(f"http://{served.host}/v3/media/1")

    @pytest.mark.parametrize(
        "url",
        [
            "http://localhost:2/v3/media/1",
            "https://api.nexmo.com/v3/media/1",
            "ftp://localhost:1/x",
            "http://someone@localhost:1/x",
            "http://[::1",
            "",
        ],
    )
    def test_the_simulator_serves_only_its_own(self, url: str) -> None:
        with pytest.raises(CarrierRejected):
            media.check_media_url(account("localhost:1"), url)
        media.check_media_url(account("localhost:1"), "http://127.0.0.1:1/v3/media/1")

    @pytest.mark.parametrize(
        ("url", "is_ours"),
        [
            ("https://api.nexmo.com/v3/media/1", True),
            ("https://api-us-3.vonage.com/v1/files/1", True),
            ("https://API.NEXMO.COM:443/v1/files/1", True),
            ("http://api.nexmo.com/v1/files/1", False),
            ("https://evil.example/?nexmo.com", False),
            ("https://evilnexmo.com/x", False),
            ("https://api.nexmo.com.evil.example/x", False),
            ("https://api.nexmo.com@evil.example/x", False),
            ("https://evil.example#@api.nexmo.com", False),
            ("https://api.nexmo.com:8443/x", False),
            ("https://localhost/x", False),
            ("https://api.nexmo.com:port/x", False),
        ],
    )
    def test_the_token_goes_to_the_carrier_only(self, url: str, is_ours: bool) -> None:
        real = replace(account("localhost:1"), mode=Mode.VONAGE, api_host="api.nexmo.com")
        if is_ours:
            media.check_media_url(real, url)
            return
        with pytest.raises(CarrierRejected) as raised:
            media.check_media_url(real, url)
        assert raised.value.reason is FailureReason.MEDIA_REFUSED


class TestReports:
    def test_both_directions_are_read_page_by_page(self) -> None:
        row = {"message_uuid": "m-1", "from": "16025550134", "to": "16025550177", "status": "Delivered"}
        row |= {"client_ref": "entry-1", "date_received": "2026-11-22T17:04:05Z"}
        replies = [
            Reply(200, {"records": [row], "cursor": "c", "iv": "i"}),
            Reply(200, {"records": [{"message_id": "m-2"}, "?"]}),
            Reply(200, {"records": []}),
        ]
        with line(*replies) as served:
            found = list(
                VonageMessages(account(served.host)).list_messages(since=SINCE, until=SINCE + timedelta(1))
            )
            paths = [request.path for request in served.received]
        assert [(each.provider_id, each.is_inbound) for each in found] == [("m-1", True), ("m-2", True)]
        assert (found[0].client_ref, found[0].sender, found[0].status) == (
            "entry-1",
            "+16025550134",
            "delivered",
        )
        assert "direction=inbound" in paths[0]
        assert "date_start=2026-11-22T00%3A00%3A00Z" in paths[0]
        assert "cursor=c&iv=i" in paths[1]
        assert "direction=outbound" in paths[2]

    def test_a_long_span_is_asked_for_by_the_day(self) -> None:
        with line(Reply(200, {})) as served:
            assert not list(
                VonageMessages(account(served.host)).list_messages(
                    since=SINCE, until=SINCE + timedelta(hours=30)
                )
            )
            assert len(served.received) == 4

    @pytest.mark.parametrize("reply", [Reply(500), Reply(is_dropped=True)])
    def test_asking_may_be_repeated(self, reply: Reply) -> None:
        with line(reply) as served, pytest.raises(CarrierUnavailable):
            list(VonageMessages(account(served.host)).list_messages(since=SINCE, until=SINCE + timedelta(1)))


def test_the_key_of_an_application_is_not_read_again_for_each_request(
    private_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = client.build_client(account("127.0.0.1:9", private_key))
    monkeypatch.setattr(jwt.algorithms, "load_pem_private_key", None)
    token = made.http_client.auth.generate_application_jwt()
    public = read_key(private_key).public_key()
    assert jwt.decode(token, public, algorithms=["RS256"])["application_id"] == APPLICATION
