"""Reads the body of a request to create a call, refusing it in the voice API's own words."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from carrier.simulator.fields import Fields
from carrier.simulator.problems import Problem
from carrier.simulator.voice.calls import NewCall
from carrier.simulator.voice.connecting import machine_detection
from carrier.simulator.voice.ncco import BadPlan, read_plan

_TYPES = ("phone", "app", "sip", "websocket", "vbc")
_NEEDED = {"phone": "number", "app": "user", "websocket": "uri", "vbc": "extension"}
_PLAIN_DETECTION = ("continue", "hangup")


class BadRequest(Problem):
    """A 400 of the voice API, which names the fields in an object."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        listed = "; ".join(f"{name} {reason}" for name, reason in reasons.items())
        super().__init__(400, "Bad Request", listed)
        self.reasons = dict(reasons)

    def body(self, instance: str) -> dict[str, object]:
        """Return the body."""
        return {
            "type": "BAD_REQUEST",
            "error_title": "Bad Request",
            "invalid_parameters": self.reasons,
            "detail": self.detail,
            "instance": instance,
        }


def read_call(fields: Fields, *, random_number: str) -> NewCall:
    """Read a call to be created.

    Raises:
        BadRequest: what is wrong with it.
    """
    has_plan, has_url = fields.raw("ncco") is not None, fields.raw("answer_url") is not None
    if has_plan == has_url:
        raise BadRequest({"answer_url": "must be given unless ncco is, and never with it"})
    advanced = fields.raw("advanced_machine_detection")
    if advanced is not None and "machine_detection" in fields:
        raise BadRequest({"machine_detection": "must not be given with advanced_machine_detection"})
    if fields.raw("machine_detection") not in (None, *_PLAIN_DETECTION):
        raise BadRequest({"machine_detection": "must be continue or hangup"})
    if advanced is not None:
        _check_advanced(advanced)
    return NewCall(
        endpoint=_endpoint(fields),
        caller=_caller(fields, random_number),
        plan=plan_of(fields.raw("ncco")) if has_plan else None,
        answer_url=address(fields, "answer_url"),
        answer_method=_method(fields, "answer_method", "GET"),
        event_url=address(fields, "event_url"),
        event_method=_method(fields, "event_method", "POST"),
        machine=machine_detection(fields.values, "machine_detection", "advanced_machine_detection"),
        length_timer=bounded(fields, "length_timer", 7_200, 1, 86_400),
        ringing_timer=bounded(fields, "ringing_timer", 60, 1, 120),
    )


def plan_of(value: object) -> Any:
    """Return a plan given in a request, or raise BadRequest."""
    try:
        return read_plan(value)
    except BadPlan as error:
        raise BadRequest({"ncco": str(error)}) from error


def bounded(fields: Fields, name: str, default: float, least: float, most: float) -> float:
    """Return a number within bounds, or raise BadRequest."""
    value = fields.raw(name)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise BadRequest({name: f"must be between {least:g} and {most:g}"})
    return float(value)


def address(fields: Fields, name: str) -> str:
    """Return the one address of a list; empty when there is none."""
    value = fields.raw(name)
    if value is None:
        return ""
    one = value[0] if isinstance(value, list) and len(value) == 1 else None
    if not isinstance(one, str) or urlsplit(one).scheme not in ("http", "https"):
        raise BadRequest({name: "must be an array with one http address"})
    return one


def _method(fields: Fields, name: str, default: str) -> str:
    value = str(fields.raw(name) or default).upper()
    if value not in ("GET", "POST"):
        raise BadRequest({name: "must be GET or POST"})
    return value


def _endpoint(fields: Fields) -> Mapping[str, Any]:
    listed = fields.raw("to")
    one = listed[0] if isinstance(listed, list) and len(listed) == 1 else None
    if not isinstance(one, dict) or one.get("type") not in _TYPES:
        raise BadRequest({"to": "must be an array with one endpoint of a known type"})
    needed = _NEEDED.get(str(one["type"]))
    if needed and not isinstance(one.get(needed), str):
        raise BadRequest({"to": f"must have a {needed}"})
    if one["type"] == "phone" and not re.fullmatch(r"[1-9]\d{6,14}", str(one["number"])):
        raise BadRequest({"to": "must have a number of 7 to 15 digits, without a plus sign"})
    if one["type"] == "sip" and not isinstance(one.get("uri") or one.get("domain"), str):
        raise BadRequest({"to": "must have a uri or a domain"})
    return one


def _caller(fields: Fields, random_number: str) -> str:
    if fields.flag("random_from_number"):
        if "from" in fields:
            raise BadRequest({"from": "must not be given with random_from_number"})
        return random_number
    source = fields.object("from")
    if "from" not in fields:
        raise BadRequest({"from": "must be given unless random_from_number is true"})
    value = source.raw("number") or source.raw("user") or source.raw("uri")
    if not isinstance(value, str):
        raise BadRequest({"from": "must be an endpoint"})
    return value


def _check_advanced(value: object) -> None:
    if not isinstance(value, dict):
        raise BadRequest({"advanced_machine_detection": "must be an object"})
    if value.get("behavior", "continue") not in _PLAIN_DETECTION:
        raise BadRequest({"advanced_machine_detection": "behavior must be continue or hangup"})
    if value.get("mode", "detect") not in ("default", "detect", "detect_beep"):
        raise BadRequest({"advanced_machine_detection": "mode must be default, detect or detect_beep"})
    timeout = value.get("beep_timeout", 45)
    if not isinstance(timeout, int) or not 45 <= timeout <= 120:
        raise BadRequest({"advanced_machine_detection": "beep_timeout must be from 45 to 120"})
