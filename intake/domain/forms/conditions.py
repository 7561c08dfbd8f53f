"""Conditions on answers: a JSON tree and the one function that evaluates it, whatever the answers are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from intake.domain.forms.findings import At, Finding, Trouble
from intake.domain.forms.shape import NAME

OPERATORS: Final = ("==", "!=", "in", "contains", ">", ">=", "<", "<=", "exists")
_ORDERED: Final = frozenset({">", ">=", "<", "<="})
_JOINTS: Final = ("and", "or", "not")
DEEPEST: Final = 8
_NUMBER: Final = re.compile(r"-?\d{1,18}(\.\d{1,9})?")
Values = Mapping[str, Any]


def holds(condition: object, values: Values, *, today: date) -> bool:
    """Say whether `condition` holds for canonical `values`; anything that is no condition does not.

    What was not answered equals nothing, so `!=` holds for it and every comparison does not.
    """
    return _holds(condition, values, today, 0)


def _holds(node: object, values: Values, today: date, depth: int) -> bool:
    if not isinstance(node, dict) or depth > DEEPEST:
        return False
    if isinstance(node.get("and"), list):
        return all(_holds(one, values, today, depth + 1) for one in node["and"])
    if isinstance(node.get("or"), list):
        return any(_holds(one, values, today, depth + 1) for one in node["or"])
    if "not" in node:
        return not _holds(node["not"], values, today, depth + 1)
    return _compared(node, values, today)


def _compared(node: Mapping[str, Any], values: Values, today: date) -> bool:
    wanted, operator = node.get("value"), node.get("op")
    if isinstance(node.get("age_years"), str):
        value: object = age_years(values.get(node["age_years"]), today=today)
    elif isinstance(node.get("field"), str):
        value = values.get(node["field"])
    else:
        return False
    is_answered = value is not None and value not in ("", [], {})
    match operator:
        case "exists":
            return is_answered is (wanted is not False)
        case "==":
            return is_answered and _equal(value, wanted)
        case "!=":
            return not (is_answered and _equal(value, wanted))
        case "in":
            return is_answered and isinstance(wanted, list) and any(_equal(value, one) for one in wanted)
        case "contains":
            return is_answered and _contains(value, wanted)
        case _:
            return is_answered and operator in _ORDERED and _ordered(str(operator), value, wanted)


def _equal(left: object, right: object) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    ours, theirs = _number(left), _number(right)
    return ours is not None and ours == theirs


def _contains(value: object, wanted: object) -> bool:
    if isinstance(value, str):
        return isinstance(wanted, str) and bool(wanted) and wanted.casefold() in value.casefold()
    if isinstance(value, list):
        pieces = [piece for one in value for piece in (one.values() if isinstance(one, dict) else [one])]
        return any(_equal(piece, wanted) for piece in pieces)
    return False


def _ordered(operator: str, left: object, right: object) -> bool:
    ours, theirs = _number(left), _number(right)
    if ours is not None and theirs is not None:
        return _in_order(operator, ours > theirs, ours == theirs)
    if isinstance(left, str) and isinstance(right, str):
        return _in_order(operator, left > right, left == right)
    return False


def _in_order(operator: str, is_more: bool, is_same: bool) -> bool:
    match operator:
        case ">":
            return is_more
        case ">=":
            return is_more or is_same
        case "<":
            return not is_more and not is_same
        case _:
            return not is_more


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = f"{value}"
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def age_years(value: object, *, today: date) -> int | None:
    """Give whole years since a canonical date, None where it is none or has not come."""
    if not isinstance(value, str):
        return None
    try:
        born = date.fromisoformat(value)
    except ValueError:
        return None
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return years if years >= 0 else None


@dataclass(frozen=True, slots=True)
class Condition:
    """The shape of a condition in a document."""

    def findings(self, value: object, at: At) -> Iterator[Finding]:
        """Say what is wrong."""
        yield from _findings(value, at, 0)

    def schema(self) -> dict[str, Any]:
        """Refer to its part of the schema."""
        return {"$ref": "#/$defs/condition"}


def _findings(node: object, at: At, depth: int) -> Iterator[Finding]:
    if depth > DEEPEST:
        yield Finding(trouble=Trouble.TOO_DEEP, at=at, words={"most": str(DEEPEST)})
        return
    if not isinstance(node, dict):
        yield Finding(trouble=Trouble.NOT_THIS_KIND, at=at, words={"kind": "a condition"})
        return
    joint = next((key for key in _JOINTS if key in node), None)
    for key in node:
        if key not in ({joint} if joint else {"field", "age_years", "op", "value"}):
            yield Finding(trouble=Trouble.UNKNOWN_KEY, at=(*at, f"{key}"[:60]))
    if joint == "not":
        yield from _findings(node["not"], (*at, "not"), depth + 1)
    elif joint is not None:
        under = node[joint]
        if not isinstance(under, list) or not 1 <= len(under) <= 20:
            yield Finding(trouble=Trouble.NOT_THIS_KIND, at=(*at, joint), words={"kind": "a list"})
            return
        for place, one in enumerate(under):
            yield from _findings(one, (*at, joint, place), depth + 1)
    else:
        yield from _comparison(node, at)


def _comparison(node: Mapping[str, Any], at: At) -> Iterator[Finding]:
    name = node.get("field", node.get("age_years"))
    if not isinstance(name, str) or ("field" in node) is ("age_years" in node):
        yield Finding(trouble=Trouble.MISSING_KEY, at=at, words={"key": "field"})
    operator, value = node.get("op"), node.get("value")
    if operator not in OPERATORS:
        words = {"value": f"{operator}"[:60], "allowed": " ".join(OPERATORS)}
        yield Finding(trouble=Trouble.NOT_ALLOWED, at=(*at, "op"), words=words)
    elif operator == "exists":
        if value not in (None, True, False):
            yield Finding(trouble=Trouble.NOT_COMPARABLE, at=(*at, "value"))
    elif not _fits(node, value):
        yield Finding(trouble=Trouble.NOT_COMPARABLE, at=(*at, "value"))


def _fits(node: Mapping[str, Any], value: object) -> bool:
    if (node["op"] == "in") is not isinstance(value, list) or value is None or isinstance(value, dict):
        return False
    return "age_years" not in node or node["op"] == "in" or _number(value) is not None


def fields_of(node: object, depth: int = 0) -> frozenset[str]:
    """Name the fields a condition looks at."""
    if not isinstance(node, dict) or depth > DEEPEST:
        return frozenset()
    own = {name for key in ("field", "age_years") if isinstance(name := node.get(key), str)}
    under = [*node.get("and", ()), *node.get("or", ())] if _is_joint(node) else []
    below = [fields_of(one, depth + 1) for one in [*under, node.get("not")]]
    return frozenset(own).union(*below)


def _is_joint(node: Mapping[str, Any]) -> bool:
    return all(isinstance(node.get(key, []), list) for key in ("and", "or"))


def schema() -> dict[str, Any]:
    """Write the shape of conditions as JSON Schema, for `$defs`."""
    some = {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1, "maxItems": 20}
    plain = {"type": ["string", "number", "boolean"]}
    value = {"anyOf": [plain, {"type": "array", "items": plain}]}
    compared = {"op": {"enum": list(OPERATORS)}, "value": value}
    name = {"type": "string", "pattern": NAME}

    def one(needs: list[str], keys: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "required": needs, "additionalProperties": False, "properties": keys}

    return {
        "oneOf": [
            one(["and"], {"and": some}),
            one(["or"], {"or": some}),
            one(["not"], {"not": {"$ref": "#/$defs/condition"}}),
            one(["field", "op"], {"field": name, **compared}),
            one(["age_years", "op"], {"age_years": name, **compared}),
        ]
    }
