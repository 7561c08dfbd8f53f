"""The JSON Schema of a form's answers, as they are kept and exported."""

from collections.abc import Mapping
from typing import Any, Final

from intake.domain.forms.document import Definition, Field, says
from intake.domain.forms.kinds import AGREED, DECLINED, FieldType, Part
from intake.domain.forms.readers import LONGEST
from intake.domain.forms.values import MOST_PIECES

_PLAIN: Final[Mapping[FieldType, dict[str, Any]]] = {
    FieldType.TEXT: {"type": "string", "maxLength": LONGEST[FieldType.TEXT]},
    FieldType.TEXTAREA: {"type": "string", "maxLength": LONGEST[FieldType.TEXTAREA]},
    FieldType.INTEGER: {"type": "integer"},
    FieldType.DECIMAL: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    FieldType.DATE: {"type": "string", "format": "date"},
    FieldType.TIME: {"type": "string", "pattern": r"^\d{2}:\d{2}$"},
    FieldType.PHONE: {"type": "string", "pattern": r"^\+\d{4,15}$"},
    FieldType.EMAIL: {"type": "string", "format": "email"},
    FieldType.BOOLEAN: {"type": "boolean"},
    FieldType.CONSENT: {"enum": [AGREED, DECLINED]},
    FieldType.SIGNATURE: {"type": "string", "format": "uuid"},
    FieldType.FILE: {"type": "array", "items": {"type": "string", "format": "uuid"}, "maxItems": MOST_PIECES},
    FieldType.COMPUTED: {"type": ["string", "integer"]},
}


def data_schema(definition: Definition) -> dict[str, Any]:
    """Write it; what is asked only sometimes is required by the judge alone."""
    asked = [
        (section, field)
        for _stage, section, field in definition.placed()
        if field.type is not FieldType.STATIC
    ]
    always = [
        field.key
        for section, field in asked
        if field.is_required
        and not field.may_come_later
        and field.show_if is None
        and section.show_if is None
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": says(definition.title, definition.languages[0]),
        "type": "object",
        "additionalProperties": False,
        "required": always,
        "properties": {field.key: _field(definition, field) for _section, field in asked},
    }


def _field(definition: Definition, field: Field) -> dict[str, Any]:
    named = {"title": says(field.label, definition.languages[0])}
    if field.is_many:
        return {**named, "type": "array", "maxItems": MOST_PIECES, "items": _pieces(field.parts)}
    if field.parts:
        return {**named, **_pieces(field.parts)}
    offered = [option.value for option in field.options]
    if field.type is FieldType.CHOICE:
        return {**named, "enum": offered}
    if field.type is FieldType.MULTICHOICE:
        return {**named, "type": "array", "uniqueItems": True, "items": {"enum": offered}}
    return {**named, **_PLAIN[field.type]}


def _pieces(parts: tuple[Part, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [part.key for part in parts if part.is_required],
        "properties": {
            part.key: {"enum": list(part.options)} if part.type is FieldType.CHOICE else _PLAIN[part.type]
            for part in parts
        },
    }
