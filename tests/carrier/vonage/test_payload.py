"""Bytes in, a dictionary PostgreSQL can hold out, and no other exception than `Malformed`."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrier.vonage.kinds import MalformedClass
from carrier.vonage.parse import LARGEST_BODY, Malformed, Reading, reading
from carrier.vonage.parse.payload import clean_text, read_payload

JSON_TYPE = "application/json"
METHODS = st.sampled_from(["POST", "GET"])
CONTENT_TYPES = st.sampled_from(
    [None, "", JSON_TYPE, "application/x-www-form-urlencoded", "text/plain; charset=x"]
)
# The names and values that steer the readers, so that random objects reach past the classifier.
NAMES = st.sampled_from(
    [
        "message_uuid",
        "channel",
        "message_type",
        "message",
        "from",
        "to",
        "text",
        "image",
        "content",
        "sms",
        "usage",
        "status",
        "error",
        "title",
        "type",
        "timestamp",
        "client_ref",
        "profile",
        "context",
        "location",
        "reply",
        "msisdn",
        "messageId",
        "err-code",
        "price",
        "concat",
        "concat-ref",
        "concat-part",
        "concat-total",
        "uuid",
        "call_uuid",
        "conversation_uuid",
        "dtmf",
        "digits",
        "speech",
        "results",
        "confidence",
        "payload",
        "reason",
        "recording_url",
        "recording_uuid",
        "size",
        "original_request",
        "request_id",
        "custom_data",
        "duration",
        "sip_code",
        "lat",
        "long",
        "url",
        "number",
        "id",
    ]
)
WORDS = st.sampled_from(
    [
        "sms",
        "mms",
        "whatsapp",
        "text",
        "image",
        "submitted",
        "delivered",
        "rejected",
        "completed",
        "true",
        "1",
        "-1",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | WORDS
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)
PAYLOADS = st.dictionaries(NAMES, VALUES, max_size=10)


def read(
    body: bytes, *, method: str = "POST", content_type: str | None = JSON_TYPE, query: str = ""
) -> Reading | None:
    try:
        return reading(method=method, content_type=content_type, body=body, query_string=query)
    except Malformed:
        return None


def assert_storable(found: Reading | None) -> None:
    if found is not None:
        kept = json.dumps(found.payload, allow_nan=False, ensure_ascii=False)
        assert "\x00" not in repr(found.event)
        kept.encode("utf-8")
        repr(found.event).encode("utf-8")


@given(st.binary(max_size=400), METHODS, CONTENT_TYPES, st.text(max_size=60))
def test_any_bytes_are_read_or_malformed(
    body: bytes, method: str, content_type: str | None, query: str
) -> None:
    assert_storable(read(body, method=method, content_type=content_type, query=query))


@given(PAYLOADS)
def test_any_object_is_read_and_kept(payload: dict[str, object]) -> None:
    found = read(json.dumps(payload).encode())
    assert found is not None
    assert_storable(found)


@given(PAYLOADS, st.integers(0, 400), st.binary(max_size=3))
def test_a_mutated_body_is_read_or_malformed(payload: dict[str, object], at: int, inserted: bytes) -> None:
    body = json.dumps(payload).encode()
    assert_storable(read(body[:at] + inserted + body[at + 1 :]))


@given(st.dictionaries(NAMES, st.text(max_size=30), min_size=1, max_size=8))
def test_any_query_is_read(parameters: dict[str, str]) -> None:
    query = "&".join(f"{name}={value.encode('utf-8', 'replace').hex()}" for name, value in parameters.items())
    assert read(b"", method="GET", query=query) is not None


@pytest.mark.parametrize(
    ("body", "klass"),
    [
        (b"x" * (LARGEST_BODY + 1), MalformedClass.TOO_LARGE),
        (b"[" * 100_000, MalformedClass.JSON),
        (b'{"a":' * 50_000, MalformedClass.JSON),
        (b'{"a":' + b"9" * 5_000 + b"}", MalformedClass.JSON),
        (b'{"text":"\xff\xfe"}', MalformedClass.JSON),
        ('{"text":"é"}'.encode("latin-1"), MalformedClass.JSON),
        (b"\x00", MalformedClass.JSON),
    ],
    ids=["too-large", "deep-array", "deep-object", "huge-number", "not-utf8", "latin-1", "nul"],
)
def test_what_no_file_can_hold_is_malformed(body: bytes, klass: MalformedClass) -> None:
    with pytest.raises(Malformed) as raised:
        read_payload(method="POST", content_type=JSON_TYPE, body=body, query_string="")
    assert raised.value.klass is klass


def test_a_form_in_another_charset_still_gives_its_fields() -> None:
    body = "msisdn=16025550134&messageId=1&text=s\xed".encode("latin-1")
    payload = read_payload(
        method="POST", content_type="application/x-www-form-urlencoded", body=body, query_string=""
    )
    assert payload["msisdn"] == "16025550134"
    assert payload["text"] == "sí"


def test_infinity_by_overflow_is_dropped() -> None:
    payload = read_payload(method="POST", content_type=JSON_TYPE, body=b'{"a":1e999,"b":1}', query_string="")
    assert payload == {"a": None, "b": 1}


def test_too_many_parameters_are_malformed() -> None:
    with pytest.raises(Malformed):
        read_payload(method="GET", content_type=None, body=b"", query_string="&".join(["a=1"] * 1_001))


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x00b", "ab"),
        ("\ud83db", "\ufffdb"),
        ("\ud83d\udebf", "🚿"),
        ("\ufeffañ\x00", "\ufeffañ"),
        ("🚿", "🚿"),
    ],
    ids=["nul", "lone-surrogate", "split-pair", "byte-order-mark", "emoji"],
)
def test_text_is_cleaned(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean
