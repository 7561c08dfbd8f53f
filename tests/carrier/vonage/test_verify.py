"""A webhook counts only if the carrier signed these very bytes for this very account, lately enough."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrier.vonage.kinds import Kind
from carrier.vonage.verify import SignatureRefused, Verified, payload_hash, verify
from carrier.vonage.verify_sms import SmsSignature, sms_signature, verify_sms

SECRET = "an-account-secret-of-enough-length-0001"
NEXT_SECRET = "the-secret-that-replaces-it-length-0002"
API_KEY = "a1b2c3d4"
APPLICATION = "0f7a9c1e-3a55-4e44-9c1d-6b0a5d5f1234"
NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
BODY = b'{"status":"answered","uuid":"u1"}'


def encode(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def token(
    *,
    secret: str = SECRET,
    header: dict[str, object] | None = None,
    age_seconds: float = 5,
    **changed: object,
) -> str:
    claims: dict[str, object] = {
        "iat": int(NOW.timestamp() - age_seconds),
        "jti": "c5ba8f24",
        "iss": "Vonage",
        "payload_hash": hashlib.sha256(BODY).hexdigest(),
        "api_key": API_KEY,
        "application_id": APPLICATION,
        **changed,
    }
    claims = {name: value for name, value in claims.items() if value is not ...}
    first = encode(json.dumps(header or {"alg": "HS256", "typ": "JWT"}).encode())
    second = encode(json.dumps(claims).encode())
    signature = hmac.new(secret.encode(), f"{first}.{second}".encode(), hashlib.sha256).digest()
    return f"Bearer {first}.{second}.{encode(signature)}"


def check(authorization: str | None, **changed: Any) -> Verified:
    arguments: dict[str, Any] = {
        "method": "POST",
        "body": BODY,
        "query_items": [],
        "secrets": [SECRET],
        "api_key": API_KEY,
        "application_id": APPLICATION,
        "kind": Kind.VOICE,
        "now": NOW,
        **changed,
    }
    return verify(authorization=authorization, **arguments)


def reason_of(authorization: str | None, **changed: Any) -> str:
    with pytest.raises(SignatureRefused) as raised:
        check(authorization, **changed)
    return raised.value.reason


def test_what_the_carrier_signed_is_accepted() -> None:
    found = check(token())
    assert found == Verified("c5ba8f24", NOW - timedelta(seconds=5), APPLICATION)


def test_the_application_is_optional_and_the_scheme_has_no_case() -> None:
    assert check(token(application_id=...).replace("Bearer", "bearer")).application_id == ""
    assert check(token(), application_id=None).application_id == APPLICATION


def test_both_secrets_are_good_during_rotation() -> None:
    for secret in (SECRET, NEXT_SECRET):
        check(token(secret=secret), secrets=[SECRET, NEXT_SECRET])
    assert reason_of(token(secret="another"), secrets=[SECRET, NEXT_SECRET]) == "signature"


def test_an_account_without_secret_accepts_nothing() -> None:
    assert reason_of(token(secret=""), secrets=[""]) == "signature"
    assert reason_of(token(), secrets=[]) == "signature"


@pytest.mark.parametrize(
    ("authorization", "reason"),
    [
        (None, "unsigned"),
        ("", "unsigned"),
        ("Bearer ", "unsigned"),
        ("Basic YTpi", "unsigned"),
        ("Bearer a.b", "token"),
        ("Bearer é.é.é", "token"),
        ("Bearer " + "a" * 9000, "token"),
        (f"Bearer {encode(b'[]')}.{encode(b'{}')}.{encode(b'x')}", "token"),
        (f"Bearer {encode(b'[' * 5000)}.{encode(b'{}')}.{encode(b'x')}", "token"),
        (token(header={"alg": "none"}), "algorithm"),
        (token(header={"alg": "HS512"}), "algorithm"),
        (token(header={"alg": "RS256"}), "algorithm"),
        (token(header={"typ": "JWT"}), "algorithm"),
        (token(secret="forged-secret"), "signature"),
        (token().rpartition(".")[0] + ".", "signature"),
        (token(iss="Vonnage"), "issuer"),
        (token(iss=...), "issuer"),
        (token(api_key="ffff9999"), "account"),
        (token(api_key=...), "account"),
        (token(application_id="11111111-3a55-4e44-9c1d-6b0a5d5f1234"), "application"),
        (token(application_id=7), "application"),
        (token(payload_hash=...), "payload"),
        (token(payload_hash="00"), "payload"),
        (token(iat=...), "issued-at"),
        (token(iat="now"), "issued-at"),
        (token(iat=True), "issued-at"),
        (token(iat=10**400), "issued-at"),
        (token(age_seconds=301), "stale"),
        (token(age_seconds=-301), "future"),
    ],
)
def test_everything_else_is_refused(authorization: str | None, reason: str) -> None:
    assert reason_of(authorization) == reason


def test_one_changed_byte_is_refused() -> None:
    assert reason_of(token(), body=BODY + b" ") == "payload"


def test_a_message_may_be_days_old_but_not_from_the_future() -> None:
    for kind in (Kind.MESSAGES, Kind.SMS, Kind.VERIFY):
        check(token(age_seconds=3 * 86_400), kind=kind)
        assert reason_of(token(age_seconds=8 * 86_400), kind=kind) == "stale"
        assert reason_of(token(age_seconds=-301), kind=kind) == "future"


def test_a_get_is_signed_over_its_parameters_in_order() -> None:
    items = [("to", "16025550134"), ("from", "16025550177"), ("text", "ñ")]
    compact = '{"to":"16025550134","from":"16025550177","text":"ñ"}'.encode()
    assert payload_hash(method="GET", body=b"", query_items=items) == hashlib.sha256(compact).hexdigest()
    signed = token(payload_hash=hashlib.sha256(compact).hexdigest())
    check(signed, method="GET", body=b"", query_items=items)
    assert reason_of(signed, method="GET", body=b"", query_items=items[::-1]) == "payload"


@given(st.text(max_size=200))
def test_no_header_ever_raises_anything_else(authorization: str) -> None:
    assert reason_of(f"Bearer {authorization}")
    assert reason_of(authorization)


@pytest.mark.parametrize("method", SmsSignature)
def test_sms_signatures(method: SmsSignature) -> None:
    params = {"msisdn": "16025550134", "text": "a&b=c", "timestamp": str(int(NOW.timestamp()))}
    params["sig"] = sms_signature(params=params, secret=SECRET, method=method)
    verify_sms(params=params, secrets=[NEXT_SECRET, SECRET], method=method, now=NOW)
    with pytest.raises(SignatureRefused):
        verify_sms(params={**params, "text": "other"}, secrets=[SECRET], method=method, now=NOW)
    with pytest.raises(SignatureRefused):
        verify_sms(params=params, secrets=[SECRET], method=method, now=NOW + timedelta(days=8))
    with pytest.raises(SignatureRefused):
        verify_sms(params=params, secrets=[SECRET], method=method, now=NOW - timedelta(hours=1))


def test_the_plain_hash_of_the_sms_api() -> None:
    params = {"b": "2", "a": "1&1", "sig": "ignored"}
    expected = hashlib.md5(b"&a=1_1&b=2" + SECRET.encode(), usedforsecurity=False).hexdigest()
    assert sms_signature(params=params, secret=SECRET, method=SmsSignature.MD5) == expected


@pytest.mark.parametrize("params", [{"text": "x"}, {"text": "x", "sig": "é"}, {"timestamp": "soon"}])
def test_unsigned_sms_is_refused(params: dict[str, str]) -> None:
    if "sig" not in params and "timestamp" in params:
        params = {
            **params,
            "sig": sms_signature(params=params, secret=SECRET, method=SmsSignature.HMAC_SHA256),
        }
    with pytest.raises(SignatureRefused):
        verify_sms(params=params, secrets=[SECRET], method=SmsSignature.HMAC_SHA256, now=NOW)
