"""Conditions as rows – question, comparison, value – that all or any must hold; deeper ones stay as they are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from intake.domain.forms.conditions import OPERATORS

ALL, ANY = "and", "or"
# In a row, the age somebody has by the answer to a question.
AGE: Final = "age:"
# In rows, "is not answered" is a comparison of its own.
MISSING: Final = "missing"
COMPARISONS: Final = (*OPERATORS, MISSING)
NO_VALUE: Final = frozenset({"exists", MISSING})
_NUMBER: Final = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_NUMERIC: Final = frozenset({"integer", "decimal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """One comparison: of the answer to `field`, or of the age it gives."""

    field: str
    op: str
    value: str = ""
    is_age: bool = False


def rows_of(condition: object) -> tuple[str, tuple[ConditionRow, ...]] | None:
    """Give a condition as rows, None where it is nested."""
    if not isinstance(condition, dict):
        return ALL, ()
    joint = next((one for one in (ALL, ANY) if isinstance(condition.get(one), list)), "")
    nodes = condition[joint] if joint else [condition]
    rows = [_row(one) for one in nodes]
    if any(row is None for row in rows):
        return None
    return joint or ALL, tuple(row for row in rows if row is not None)


def condition_of(
    joint: str, rows: Sequence[ConditionRow], fields: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any] | None:
    """Make a condition of rows; `fields` are the questions by name, for what their values are. None without rows."""
    nodes = [_node(row, fields.get(row.field, {})) for row in rows]
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return {joint if joint == ANY else ALL: nodes}


def _row(node: object) -> ConditionRow | None:
    if not isinstance(node, dict) or any(key in node for key in (ALL, ANY, "not")):
        return None
    is_age = "age_years" in node
    op, value = f"{node.get('op', '')}", node.get("value")
    if op == "exists" and value is False:
        op, value = MISSING, None
    name = node.get("age_years" if is_age else "field", "")
    return ConditionRow(field=f"{name}", op=op, value=_written(value), is_age=is_age)


def _written(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_written(one) for one in value)
    if value is None or isinstance(value, bool):
        return {True: "yes", False: "no"}.get(value is True, "") if value is not None else ""
    return f"{value}"


def _node(row: ConditionRow, field: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"age_years" if row.is_age else "field": row.field}
    if row.op in NO_VALUE:
        return {**made, "op": "exists", **({"value": False} if row.op == MISSING else {})}
    if row.op == "in":
        pieces = [one.strip() for one in row.value.split(",") if one.strip()]
        return {**made, "op": "in", "value": [_value(one, field, is_age=row.is_age) for one in pieces]}
    return {**made, "op": row.op, "value": _value(row.value.strip(), field, is_age=row.is_age)}


def _value(text: str, field: Mapping[str, Any], *, is_age: bool) -> str | int | float | bool:
    """Read a value as its question gives it; an answer may be named by its words."""
    kind = field.get("type", "")
    if kind == "boolean" and text.casefold() in ("yes", "no", "sí", "si", "true", "false"):
        return text.casefold() in ("yes", "sí", "si", "true")
    if (is_age or kind in _NUMERIC) and _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    for option in field.get("options", ()):
        names = (option["value"], *option["label"].values())
        if text.casefold() in (name.casefold() for name in names):
            return str(option["value"])
    return text
