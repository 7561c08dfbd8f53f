"""A form as a FHIR R4 Questionnaire: keys become linkIds, conditions become enableWhen where those can say them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from intake.domain.forms.document import Definition, Field, Stage, Words, says
from intake.domain.forms.kinds import AGREED, HELD_ELSEWHERE, FieldType, Part

_TYPES: Final[Mapping[FieldType, str]] = {
    FieldType.TEXT: "string",
    FieldType.TEXTAREA: "text",
    FieldType.INTEGER: "integer",
    FieldType.DECIMAL: "decimal",
    FieldType.DATE: "date",
    FieldType.TIME: "time",
    FieldType.PHONE: "string",
    FieldType.EMAIL: "string",
    FieldType.CHOICE: "choice",
    FieldType.MULTICHOICE: "choice",
    FieldType.BOOLEAN: "boolean",
    FieldType.CONSENT: "boolean",
    FieldType.FILE: "attachment",
    FieldType.SIGNATURE: "attachment",
    FieldType.STATIC: "display",
    FieldType.COMPUTED: "string",
}
_OPERATORS: Final = {"==": "=", "!=": "!=", ">": ">", ">=": ">=", "<": "<", "<=": "<="}
_TRANSLATION: Final = "http://hl7.org/fhir/StructureDefinition/translation"


def questionnaire(
    definition: Definition, *, url: str, version: str, status: str, language: str
) -> dict[str, Any]:
    """Write it; `status` is draft, active or retired. Conditions FHIR cannot say are left away: more is shown there."""
    return {
        "resourceType": "Questionnaire",
        "url": url,
        "version": version,
        "status": status,
        "language": language,
        "subjectType": ["Patient"],
        **_said("title", definition.title, language),
        "item": [
            {
                "linkId": f"stage.{stage.key}",
                "type": "group",
                **_said("text", stage.title, language),
                "item": [
                    {
                        "linkId": f"section.{section.key}",
                        "type": "group",
                        **_said("text", section.title, language),
                        **_shown(definition, section.show_if),
                        "item": [_item(definition, one, language) for one in section.fields],
                    }
                    for section in stage.sections
                    if section.fields
                ],
            }
            for stage in definition.stages
            if any(section.fields for section in stage.sections)
        ],
    }


def _item(definition: Definition, field: Field, language: str) -> dict[str, Any]:
    item: dict[str, Any] = {"linkId": field.fhir.get("link_id") or field.key}
    if field.fhir.get("code"):
        item["code"] = [{"system": field.fhir.get("system", "http://loinc.org"), "code": field.fhir["code"]}]
    item |= _said("text", field.label or field.text, language)
    item["type"] = "group" if field.parts else _TYPES[field.type]
    item |= _shown(definition, field.show_if)
    if field.is_required and field.type is not FieldType.STATIC:
        item["required"] = True
    if field.is_many or field.type in (FieldType.MULTICHOICE, FieldType.FILE):
        item["repeats"] = True
    if field.options:
        item["answerOption"] = [
            {"valueCoding": {"code": one.value, "display": says(one.label, language)}}
            for one in field.options
        ]
    if field.parts:
        item["item"] = [_part(field, part) for part in field.parts]
    return item


def _part(field: Field, part: Part) -> dict[str, Any]:
    made: dict[str, Any] = {
        "linkId": f"{field.key}.{part.key}",
        "text": part.key.replace("_", " "),
        "type": _TYPES[part.type],
    }
    if part.options:
        made["answerOption"] = [{"valueString": one} for one in part.options]
    return made


def _said(key: str, words: Words, language: str) -> dict[str, Any]:
    others = [
        {"url": _TRANSLATION, "extension": [
            {"url": "lang", "valueCode": other}, {"url": "content", "valueString": text},
        ]}
        for other, text in words.items()
        if other != language
    ]  # fmt: skip
    return {key: says(words, language), **({f"_{key}": {"extension": others}} if others else {})}


def _shown(definition: Definition, condition: object) -> dict[str, Any]:
    if not isinstance(condition, dict):
        return {}
    joint = next((one for one in ("and", "or") if one in condition), "")
    found = list(_enabled(definition, condition[joint] if joint else [condition]))
    if not found or None in found:
        return {}
    behaviour = {"enableBehavior": "any" if joint == "or" else "all"} if len(found) > 1 else {}
    return {"enableWhen": found, **behaviour}


def _enabled(definition: Definition, nodes: list[Any]) -> Iterator[dict[str, Any] | None]:
    for node in nodes:
        field = definition.fields.get(node.get("field", ""))
        operator = node.get("op")
        if field is None or field.parts or (operator not in _OPERATORS and operator != "exists"):
            yield None
            continue
        asked = {"question": field.fhir.get("link_id") or field.key}
        if operator == "exists":
            yield {**asked, "operator": "exists", "answerBoolean": node.get("value") is not False}
        else:
            yield {**asked, "operator": _OPERATORS[operator], **_answer(field, node.get("value"))}


def _answer(field: Field, value: Any) -> dict[str, Any]:
    match field.type:
        case FieldType.BOOLEAN:
            return {"answerBoolean": value is True}
        case FieldType.CONSENT:
            return {"answerBoolean": value == AGREED}
        case FieldType.CHOICE | FieldType.MULTICHOICE:
            return {"answerCoding": {"code": f"{value}"}}
        case FieldType.INTEGER:
            return {"answerInteger": int(float(value))}
        case FieldType.DATE:
            return {"answerDate": f"{value}"}
        case _:
            return {"answerString": f"{value}"}


def answered(definition: Definition, answers: Mapping[str, Any], *, language: str) -> list[dict[str, Any]]:
    """Write answers as the items of a QuestionnaireResponse, grouped as `questionnaire` groups what is asked."""
    stages = (_answered_stage(stage, answers, language) for stage in definition.stages)
    return [one for one in stages if one]


def _answered_stage(stage: Stage, answers: Mapping[str, Any], language: str) -> dict[str, Any]:
    sections = []
    for section in stage.sections:
        fields = (_answered_field(one, answers.get(one.key), language) for one in section.fields)
        if found := [item for items in fields for item in items]:
            sections.append({"linkId": f"section.{section.key}", "item": found})
    return {"linkId": f"stage.{stage.key}", "item": sections} if sections else {}


def _answered_field(field: Field, value: Any, language: str) -> list[dict[str, Any]]:
    if value in (None, "", [], {}) or field.type in HELD_ELSEWHERE:
        return []
    item = {"linkId": field.fhir.get("link_id") or field.key}
    if says(field.label, language):
        item["text"] = says(field.label, language)
    if field.parts:
        rows = value if isinstance(value, list) else [value]
        found = [(item, _answered_parts(field, row)) for row in rows if isinstance(row, Mapping)]
        return [{**head, "item": parts} for head, parts in found if parts]
    many = value if isinstance(value, list) else [value]
    return [{**item, "answer": [_value(field, one, language) for one in many]}]


def _answered_parts(field: Field, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"linkId": f"{field.key}.{part.key}", "answer": [{"valueString": str(row[part.key])}]}
        for part in field.parts
        if row.get(part.key) not in (None, "")
    ]


def _value(field: Field, value: Any, language: str) -> dict[str, Any]:
    match field.type:
        case FieldType.BOOLEAN:
            return {"valueBoolean": value is True}
        case FieldType.CONSENT:
            return {"valueBoolean": value == AGREED}
        case FieldType.INTEGER if isinstance(value, int):
            return {"valueInteger": value}
        case FieldType.DECIMAL if isinstance(value, int | float):
            return {"valueDecimal": value}
        case FieldType.DATE if _is_day(value):
            return {"valueDate": value}
        case FieldType.CHOICE | FieldType.MULTICHOICE:
            label = next((says(one.label, language) for one in field.options if one.value == value), "")
            return {"valueCoding": {"code": str(value), **({"display": label} if label else {})}}
    return {"valueString": str(value)}


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False
