"""How a sample webhook is read, and how what its index promises is compared with the fact that came out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from carrier.vonage.parse import Malformed, Reading, reading
from conversations.ports import RETRYABLE_REASONS, FailureReason, Unrecognised


@dataclass(frozen=True)
class Sample:
    """One webhook as it arrives, with what it must be read as."""

    id: str
    method: str
    content_type: str | None
    body: bytes
    query: str
    expected: Mapping[str, Any]

    def read(self) -> Reading:
        return reading(
            method=self.method, content_type=self.content_type, body=self.body, query_string=self.query
        )


def from_fixture(case: Mapping[str, Any]) -> Sample:
    """Build a sample of our own file: a JSON value, raw text, a form or a query."""
    body = b""
    if "body" in case:
        body = json.dumps(case["body"]).encode()
    elif "raw" in case or "form" in case:
        body = case.get("raw", case.get("form")).encode()
    return Sample(
        case["id"], case["method"], case["content_type"], body, case.get("query", ""), case["expected"]
    )


def expect_reading(sample: Sample) -> None:
    """Read the sample and compare everything its index names."""
    expected = dict(sample.expected)
    if expected["http"] == 400:
        with pytest.raises(Malformed) as raised:
            sample.read()
        assert raised.value.klass == expected["class"]
        return
    found = sample.read()
    assert (found.klass, 200) == (expected.pop("class"), expected.pop("http"))
    if expected.pop("unrecognised", False):
        assert isinstance(found.event, Unrecognised)
        return
    for name, wanted in expected.items():
        if name in NOT_COMPARED:
            continue
        assert OF_READING[name](found) == wanted, name


NOT_COMPARED = frozenset(
    {"accept", "version", "note", "verify_at", "signature_secret", "api_key", "application_id"}
)


def _of(found: Reading) -> Any:
    """Give the event untyped: each promise of the index names a field of one kind of event."""
    return found.event


def _event(name: str) -> Callable[[Reading], Any]:
    return lambda found: getattr(_of(found), name)


def _number(name: str) -> Callable[[Reading], Any]:
    """Compare addresses as the carrier writes them; an absent one is None in the index."""
    return lambda found: getattr(_of(found), name).removeprefix("+") or None


def _text(found: Reading) -> str | None:
    heard = getattr(_of(found), "heard", None)
    text: str | None = heard[0].text if heard else _of(found).text
    return text


def _status(found: Reading) -> str:
    status: str = _of(found).raw_status
    return status


def _is_terminal(found: Reading) -> bool:
    event = _of(found)
    return bool(event.is_terminal if hasattr(event, "is_terminal") else event.is_final)


def _code(found: Reading) -> int:
    return int(_of(found).raw_code)


def _part(name: str) -> Callable[[Reading], Any]:
    def of(found: Reading) -> Any:
        part = _of(found).part
        return getattr(part, name) if part else None

    return of


def _price(found: Reading) -> str:
    return format(_of(found).price, "f")


def _location(found: Reading) -> list[float] | None:
    place = _of(found).location
    return [place.latitude, place.longitude] if place else None


CHANNEL_WORDS = {"VIBER": "viber_service"}

OF_READING: Mapping[str, Callable[[Reading], Any]] = {
    "expects_ncco": lambda found: found.expects_ncco,
    "leg_uuid": _event("leg_id"),
    "conversation_uuid": _event("room_id"),
    "status": _status,
    "terminal": _is_terminal,
    "detail": _event("detail"),
    "direction": _event("direction"),
    "sip_code": _event("sip_code"),
    "from": _number("caller"),
    "to": _number("to"),
    "to_is": _event("to"),
    "from_user": _event("app_user"),
    "custom": _event("custom"),
    "sip_headers": lambda found: [list(pair) for pair in _of(found).sip_headers],
    "duration": _event("duration_seconds"),
    "price": _price,
    "digits": _event("digits"),
    "timed_out": _event("timed_out"),
    "timeout_reason": _event("timeout_reason"),
    "error": _event("error"),
    "payload": _event("payload"),
    "downloadable": _event("is_downloadable"),
    "recording_uuid": _event("recording_id"),
    "conversation_from": _event("from_room"),
    "conversation_to": _event("to_room"),
    "reason": _event("reason"),
    "text": _text,
    "channel": lambda found: CHANNEL_WORDS.get(_of(found).channel, _of(found).channel.lower()),
    "message_type": _event("content"),
    "message_id": _event("provider_id"),
    "media": lambda found: [media.url for media in _of(found).media],
    "fetch": lambda found: _of(found).media[0].is_fetchable,
    "location": _location,
    "sender": _event("sender"),
    "sender_kind": _event("sender_kind"),
    "profile_name": _event("profile_name"),
    "keyword": _event("keyword"),
    "context": _event("context"),
    "occurred_at": lambda found: _of(found).occurred_at.isoformat(),
    "segments": _event("segments"),
    "client_ref": _event("client_ref"),
    "state": _event("state"),
    "reason_is": _event("reason"),
    "error_code": _code,
    "err_code": _code,
    "opt_out": lambda found: _of(found).reason is FailureReason.OPTED_OUT,
    "retry": lambda found: _of(found).reason in RETRYABLE_REASONS,
    "part": _part("number"),
    "of": _part("total"),
    "concat_ref": _part("ref"),
    "type": lambda found: found.payload["type"],
}
