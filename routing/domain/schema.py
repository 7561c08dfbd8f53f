"""The JSON schema of the flow document, made from the same table that reads it."""

import json
from typing import Any

from routing.domain.document import FARTHEST, FORMAT, LONGEST_TITLE, MOST_NODES
from routing.domain.fields import forms_of, required_of
from routing.domain.forms import LONGEST_TEXT, NAME
from routing.domain.kinds import KINDS, Kind, NodeKind
from routing.domain.texts import LANGUAGES


def schema() -> dict[str, Any]:
    """Build it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "How calls are handled",
        "description": "A graph of nodes. Exits must name nodes of the same document; Portico says which do not.",
        "type": "object",
        "required": ["format", "title", "start", "languages", "nodes"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "title": {"type": "string", "maxLength": LONGEST_TITLE},
            "start": {"type": "string", "description": "The node a call begins at."},
            "languages": {
                "type": "array",
                "items": {"enum": list(LANGUAGES)},
                "minItems": 1,
                "uniqueItems": True,
                "description": "The first is spoken where nothing says otherwise.",
            },
            "nodes": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": MOST_NODES,
                "propertyNames": {"pattern": NAME},
                "additionalProperties": {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in NodeKind]},
            },
        },
        "$defs": {
            "text": _text(),
            "at": _at(),
            **{kind.value: _node(kind, row) for kind, row in KINDS.items()},
        },
    }


def schema_text() -> str:
    """Write it as it stands in docs/."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _node(kind: NodeKind, row: Kind) -> dict[str, Any]:
    exits = sorted(row.exits | row.may)
    own = " and one for each name in its settings" if row.own(row.settings()) or kind in _NAMED else ""
    return {
        "type": "object",
        "description": " ".join(str(row.settings.__doc__).split()),
        "required": ["kind", *required_of(row.settings)],
        "additionalProperties": False,
        "properties": {
            "kind": {"const": kind.value},
            "exits": {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "description": f"{', '.join(exits) or 'None: the call ends here'}{own}.",
            },
            "at": {"$ref": "#/$defs/at"},
            **{name: form.schema() for name, form in forms_of(row.settings).items()},
        },
    }


_NAMED = frozenset({NodeKind.PLACE, NodeKind.TIME})


def _text() -> dict[str, Any]:
    words = {"type": "string", "maxLength": LONGEST_TEXT}
    return {
        "description": "What is said, by language; plain text is of the first. {business}, {opens}, {caller} and kept"
        " answers are filled in.",
        "oneOf": [
            words,
            {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(LANGUAGES, words)},
        ],
    }


def _at() -> dict[str, Any]:
    whole = {"type": "integer", "minimum": -FARTHEST, "maximum": FARTHEST}
    return {
        "description": "Where it is drawn, across and down.",
        "type": ["array", "null"],
        "items": whole,
        "minItems": 2,
        "maxItems": 2,
    }
