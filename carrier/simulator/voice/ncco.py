"""Call plans: whether one is valid, and its values whatever form they were written in."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema

from carrier.simulator.voice.legs import Action

_SCHEMA = json.loads(Path(__file__).with_name("ncco.schema.json").read_text(encoding="utf-8"))
_CHECK = jsonschema.Draft202012Validator(_SCHEMA)
_HEADERS_LIMIT = 512


class BadPlan(ValueError):
    """A call plan the carrier cannot run; the message says where it is wrong."""


def read_plan(value: object) -> list[Action]:
    """Return the actions of a plan; `[]` is one without any.

    Raises:
        BadPlan: it is none.
    """
    if value == []:
        return []
    try:
        written = json.dumps(value, sort_keys=True)
    except (TypeError, ValueError, RecursionError) as error:
        raise BadPlan("it is not JSON") from error
    problem = _problem(written)
    if problem:
        raise BadPlan(problem)
    return list(value) if isinstance(value, list) else []


@lru_cache(maxsize=2_048)
def _problem(written: str) -> str:
    plan = json.loads(written)
    worst = jsonschema.exceptions.best_match(_CHECK.iter_errors(plan))
    if worst is not None:
        return f"{worst.json_path}: {worst.message[:300]}"
    return _rule_broken(plan)


def _rule_broken(plan: Sequence[Mapping[str, Any]]) -> str:
    # The rules that JSON Schema cannot say, by their numbers in the schema's `x-semantic-rules`.
    is_latched = False
    for place, action in enumerate(plan):
        kind = action["action"]
        if kind == "input":
            is_latched = False
        elif is_latched and kind not in ("talk", "stream"):
            return (
                f"$[{place}]: R1 after bargeIn the next action that is neither talk nor stream must be input"
            )
        elif kind in ("talk", "stream"):
            is_latched = is_latched or flag(action, "bargeIn")
        if kind == "connect":
            headers = action["endpoint"][0].get("headers", {})
            if action["endpoint"][0]["type"] == "websocket" and len(json.dumps(headers)) > _HEADERS_LIMIT:
                return f"$[{place}]: R8 the headers of a websocket are more than {_HEADERS_LIMIT} bytes"
    return ""


def flag(action: Mapping[str, Any], name: str, default: bool = False) -> bool:
    """Return a truth value, which Vonage's own examples also write as a string."""
    value = action.get(name, default)
    return value == "true" if isinstance(value, str) else bool(value)


def number(action: Mapping[str, Any], name: str, default: float) -> float:
    """Return a number, which older plans write as a string."""
    value = action.get(name)
    return default if value is None else float(value)


def first(action: Mapping[str, Any], name: str) -> str:
    """Return the one address of a list of addresses, or of a plain string; empty when there is none."""
    value = action.get(name)
    if isinstance(value, list):
        return str(value[0]) if value else ""
    return str(value or "")


def method(action: Mapping[str, Any], name: str = "eventMethod") -> str:
    """Return POST or GET."""
    return str(action.get(name, "POST")).upper()
