"""The bodies of voice webhooks, in the carrier's own field names and with its nulls and string numbers."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from carrier.simulator.payloads import instant
from carrier.simulator.voice.legs import Kind, Leg, Status

RATE = "0.01270000"
NETWORK = "US-FIXED"
SYNTAX_ERROR = "Syntax error in NCCO. Invalid value type or action."
Body = dict[str, object]


def seconds_instant(moment: float) -> str:
    """Return an instant without milliseconds, as recordings carry it."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parties(leg: Leg) -> Body:
    """Return the four fields that name a leg."""
    return {"from": leg.caller, "to": leg.callee, "uuid": leg.uuid, "conversation_uuid": leg.room}


def answer(leg: Leg, *, region_url: str) -> Body:
    """Return the body of an answer webhook; a call from an app user has `from_user` instead of `from`."""
    body = parties(leg) | {"endpoint_type": str(leg.kind), "region_url": region_url}
    if leg.kind is Kind.APP and leg.direction == "inbound":
        body.pop("from")
        body["from_user"] = leg.caller
        if "custom_data" in leg.notes:
            body["custom_data"] = leg.notes["custom_data"]
    for name, value in leg.headers.items():
        body[f"SipHeader_{name}"] = value
    return body


def status(leg: Leg, *, at: float) -> Body:
    """Return the body of an event about the leg's present state."""
    body: Body = {"headers": {}} if leg.direction == "inbound" else {}
    body |= parties(leg)
    body |= {"status": str(leg.status), "direction": leg.direction, "timestamp": instant(at)}
    if leg.status is Status.ANSWERED:
        body |= {"start_time": None, "rate": None, "network": None}
    elif leg.status is Status.COMPLETED:
        return body | completed_fields(leg)
    if leg.detail and leg.status in (Status.UNANSWERED, Status.REJECTED, Status.FAILED):
        body["detail"] = leg.detail
    if leg.sip_code and leg.status is not Status.ANSWERED:
        body["sip_code"] = leg.sip_code
    return body


def completed_fields(leg: Leg) -> Body:
    """Return what only the last event says: times, seconds and cost as strings."""
    answered = leg.answered_at > 0
    seconds = round(leg.ended_at - leg.answered_at) if answered else 0
    return {
        "start_time": instant(leg.answered_at) if answered else None,
        "end_time": instant(leg.ended_at),
        "duration": str(seconds),
        "rate": RATE if answered else "0.00",
        "price": price(leg),
        "network": NETWORK if leg.kind is Kind.PHONE else None,
        "sip_code": 200 if answered else leg.sip_code or 487,
        "disconnected_by": leg.disconnected_by or "platform",
    }


def price(leg: Leg) -> str:
    """Return what the leg has cost, per second, in EUR."""
    if not leg.answered_at or leg.kind is not Kind.PHONE:
        return "0.00000000"
    return f"{float(RATE) * (leg.ended_at - leg.answered_at) / 60:.8f}"


def finished(leg: Leg, *, at: float) -> Body:
    """Return the body of the `completed` event that follows another terminal state."""
    body: Body = {"headers": {}} if leg.direction == "inbound" else {}
    body |= parties(leg) | {"status": "completed", "direction": leg.direction, "timestamp": instant(at)}
    return body | completed_fields(leg)


def machine(leg: Leg, state: str, sub_state: str, *, at: float) -> Body:
    """Return the body of an answering-machine event, which calls the leg `call_uuid`."""
    body: Body = {
        "call_uuid": leg.uuid,
        "from": leg.caller,
        "to": leg.callee,
        "status": state,
        "conversation_uuid": leg.room,
        "timestamp": instant(at),
    }
    return body | {"sub_state": sub_state} if sub_state else body


def transfer(leg: Leg, *, came_from: str, at: float) -> Body:
    """Return the body of the event that a leg has moved into another conversation."""
    return {
        "conversation_uuid_from": came_from,
        "conversation_uuid_to": leg.room,
        "type": "transfer",
        "uuid": leg.uuid,
        "timestamp": instant(at),
    }


def input_result(leg: Leg, *, dtmf: Mapping[str, Any], speech: Mapping[str, Any], at: float) -> Body:
    """Return the body of an input webhook."""
    return {"speech": dict(speech), "dtmf": dict(dtmf), **parties(leg), "timestamp": instant(at)}


def digit(leg: Leg, key: str, *, at: float) -> Body:
    """Return the body of a webhook for one digit of asynchronous input."""
    return {"dtmf": {"digits": key, "timed_out": False}, **parties(leg), "timestamp": instant(at)}


def notify(leg: Leg, payload: object, *, at: float) -> Body:
    """Return the body of a notify webhook."""
    return {"payload": payload, "conversation_uuid": leg.room, "timestamp": instant(at)}


def error(leg: Leg, reason: str, *, at: float) -> Body:
    """Return the body of an error event."""
    return {"reason": reason, "conversation_uuid": leg.room, "timestamp": instant(at)}


def payment(leg: Leg, *, at: float) -> Body:
    """Return the body of a payment's outcome; the simulator takes no money."""
    return {**parties(leg), "status": "failure", "timestamp": instant(at)}


def fallback(body: Mapping[str, object], *, reason: str, url: str, kind: str) -> Body:
    """Return the body of a request to the fallback address: the original fields, and why."""
    return {**body, "reason": reason, "original_request": {"url": url, "type": kind}}


def call(leg: Leg, *, prefix: str = "") -> Body:
    """Return a call as `GET /v1/calls/{uuid}` shows it."""
    shown: Body = {
        "_links": {"self": {"href": f"{prefix}/v1/calls/{leg.uuid}"}},
        "uuid": leg.uuid,
        "conversation_uuid": leg.room,
        "to": endpoint(leg, callee=True),
        "from": endpoint(leg, callee=False),
        "status": str(leg.status),
        "direction": leg.direction,
        "rate": RATE if leg.answered_at else "0.00",
        "price": price(leg) if not leg.is_live else "0.00",
        "duration": str(round(leg.ended_at - leg.answered_at)) if leg.ended_at and leg.answered_at else "0",
        "network": NETWORK if leg.kind is Kind.PHONE else None,
        "start_time": instant(leg.answered_at) if leg.answered_at else None,
        "end_time": instant(leg.ended_at) if leg.ended_at else None,
    }
    return shown


def endpoint(leg: Leg, *, callee: bool) -> dict[str, str]:
    """Return one side of a call: the far end in its own words, the other as a telephone number."""
    value = leg.callee if callee else leg.caller
    if callee != (leg.direction == "outbound"):
        return {"type": "phone", "number": value}
    field = {Kind.APP: "user", Kind.SIP: "uri", Kind.WEBSOCKET: "uri", Kind.VBC: "extension"}.get(leg.kind)
    return {"type": str(leg.kind), field or "number": value}


def phrases(results: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """Return recognition results as webhooks carry them."""
    return [{"confidence": confidence, "text": text} for text, confidence in results]
