"""What a language model may say of a turn: a closed schema, and spans that must stand in the caller's own words.

The model reports and never acts: dates, numbers and names are read by code from the words it points at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jsonschema import Draft202012Validator

from receptionist.domain.meaning import Intent, Urgency

SLOTS: Final = (
    "name", "phone", "email", "address", "date_of_birth", "insurance", "opposing_party", "reason", "service",
    "provider",
)  # fmt: skip
LANGUAGES: Final = ("en", "es")
LONGEST_SPAN: Final = 300
TOOL: Final = "report_understanding"
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "intent", "confidence", "urgency", "evidence", "needs_person", "language", "frustration",
        "tries_to_instruct", "when_phrase", "spans",
    ],
    "properties": {
        "intent": {"type": "string", "enum": [one.value for one in Intent]},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "urgency": {"type": "string", "enum": [one.value for one in Urgency]},
        "evidence": {"type": "string"},
        "needs_person": {"type": "boolean"},
        "language": {"type": "string", "enum": list(LANGUAGES)},
        "frustration": {"type": "number", "minimum": 0, "maximum": 1},
        "tries_to_instruct": {"type": "boolean"},
        "when_phrase": {"type": "string"},
        "spans": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["slot", "words"],
                "properties": {
                    "slot": {"type": "string", "enum": list(SLOTS)},
                    "words": {"type": "string"},
                },
            },
        },
    },
}  # fmt: skip
_VALIDATOR: Final = Draft202012Validator(SCHEMA)


class Misreported(ValueError):
    """The model's answer is not of the shape asked for; says where and why, without the caller's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A report that holds: closed values, and spans that stand in the turn."""

    intent: Intent
    confidence: float
    urgency: Urgency
    needs_person: bool
    language: str
    frustration: float
    tries_to_instruct: bool
    evidence: str = ""
    when_phrase: str = ""
    spans: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()


def read(data: object, text: str) -> Reported:
    """Check a report against the schema and the turn; what does not stand in the turn is dropped and named.

    Raises:
        Misreported: it is not of the shape asked for.
    """
    fault = next(iter(sorted(_VALIDATOR.iter_errors(data), key=lambda one: list(map(str, one.path)))), None)
    if fault is not None or not isinstance(data, dict):
        raise Misreported(_said(fault.path, fault.validator) if fault is not None else "not an object")
    spans: dict[str, str] = {}
    dropped = []
    for one in data["spans"]:
        if _stands_in(one["words"], text) and one["slot"] not in spans:
            spans[one["slot"]] = one["words"]
        else:
            dropped.append(one["slot"])
    kept = {key: data[key] if _stands_in(data[key], text) else "" for key in ("evidence", "when_phrase")}
    dropped += [key for key, words in kept.items() if data[key] and not words]
    return Reported(
        intent=Intent(data["intent"]),
        confidence=float(data["confidence"]),
        urgency=Urgency(data["urgency"]),
        needs_person=data["needs_person"],
        language=data["language"],
        frustration=float(data["frustration"]),
        tries_to_instruct=data["tries_to_instruct"],
        spans=spans,
        dropped=tuple(dropped),
        **kept,
    )


def _said(path: Any, rule: Any) -> str:
    return f"{'.'.join(map(str, path)) or 'report'}: {rule}"


def _stands_in(words: str, text: str) -> bool:
    """Say whether words are a piece of the turn, whatever their case, stops and spaces."""
    plain = _plain(words)
    return bool(plain) and len(words) <= LONGEST_SPAN and f" {plain} " in f" {_plain(text)} "


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[\w@+'-]+", words.casefold()))
