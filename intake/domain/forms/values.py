"""What was typed or stored, read as the one value Portico keeps of it; reading that again gives the same."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from intake.domain.forms.document import Field
from intake.domain.forms.findings import Fault, Wrong
from intake.domain.forms.kinds import AGREED, FieldType, Part
from intake.domain.forms.readers import LONGEST, READERS, Reader, Unfit

MOST_PIECES: Final = 50
# What stands for "I do not have it now".
LATER: Final[Mapping[str, bool]] = {"later": True}
_ZIP: Final = re.compile(r"\d{5}(-?\d{4})?")


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer as it was read: `value` is None for none. Wrong pieces are named as "0.name"."""

    value: Any = None
    wrong: Mapping[str, Wrong] | None = None


def is_later(raw: object) -> bool:
    """Tell whether the answer was put off."""
    return raw == LATER


def read(field: Field, raw: object, reader: Reader) -> Reading:
    """Read one answer, whatever JSON it is."""
    if raw is None or raw in ("", [], {}) or (is_later(raw) and field.may_come_later):
        return Reading()
    try:
        if field.is_many:
            return _list(field, raw, reader)
        if field.parts:
            value, wrong = _pieces(field.parts, raw, reader)
            return Reading(value or None, wrong or None)
        return Reading(_checked(field, _one(field, raw, reader), reader))
    except Unfit as bad:
        return Reading(None, {"": bad.wrong})


def _list(field: Field, raw: object, reader: Reader) -> Reading:
    if not isinstance(raw, list):
        raise Unfit(Fault.NOT_READABLE)
    most = int(field.validate.get("most", MOST_PIECES))
    found: list[dict[str, Any]] = []
    wrong: dict[str, Wrong] = {}
    for place, one in enumerate(raw[: MOST_PIECES + 1]):
        value, faults = _pieces(field.parts, one, reader)
        if value or faults:
            found.append(value)
            wrong |= {f"{place}.{key}" if key else "": fault for key, fault in faults.items()}
    if len(found) > most:
        wrong[""] = Wrong(Fault.TOO_MANY, f"{most}")
    elif found and len(found) < int(field.validate.get("least", 0)):
        wrong[""] = Wrong(Fault.TOO_FEW, f"{field.validate['least']}")
    return Reading(found or None, wrong or None)


def _pieces(parts: tuple[Part, ...], raw: object, reader: Reader) -> tuple[dict[str, Any], dict[str, Wrong]]:
    if not isinstance(raw, dict):
        return {}, {"": Wrong(Fault.NOT_READABLE)}
    value: dict[str, Any] = {}
    wrong: dict[str, Wrong] = {}
    for part in parts:
        given = raw.get(part.key)
        try:
            read_one = None if given in (None, "") else _part(part, given, reader)
        except Unfit as bad:
            wrong[part.key] = bad.wrong
            continue
        if read_one is not None:
            value[part.key] = read_one
    if value or wrong:
        missing = (one.key for one in parts if one.is_required and one.key not in value)
        wrong = {**{key: Wrong(Fault.NEEDED) for key in missing if key not in wrong}, **wrong}
    return value, wrong


def _part(part: Part, raw: object, reader: Reader) -> Any:
    value = READERS[part.type](raw, reader)
    if part.type is FieldType.CHOICE and value not in part.options:
        raise Unfit(Fault.NOT_OFFERED)
    if part.key == "postcode" and reader.region == "US" and not _ZIP.fullmatch(str(value)):
        raise Unfit(Fault.NOT_POSTCODE)
    return value


def _one(field: Field, raw: object, reader: Reader) -> Any:
    if field.type in (FieldType.STATIC, FieldType.COMPUTED):
        return None
    if field.type is FieldType.MULTICHOICE:
        return _several(field, raw)
    value = READERS[field.type](raw, reader)
    if field.type is FieldType.CHOICE and value not in {option.value for option in field.options}:
        raise Unfit(Fault.NOT_OFFERED)
    return value


def _several(field: Field, raw: object) -> list[str]:
    given = raw if isinstance(raw, list) else [raw]
    offered = [option.value for option in field.options]
    if any(one not in offered for one in given):
        raise Unfit(Fault.NOT_OFFERED)
    return [value for value in offered if value in given]


def _checked(field: Field, value: Any, reader: Reader) -> Any:
    rule = _RULES.get(field.type)
    if rule is not None:
        rule(field, value, reader)
    return value


def _length(field: Field, value: Any, _reader: Reader) -> None:
    most = int(field.validate.get("max_length", LONGEST[field.type]))
    least = int(field.validate.get("min_length", 0))
    if len(value) > most:
        raise Unfit(Fault.TOO_LONG, most)
    if len(value) < least:
        raise Unfit(Fault.TOO_SHORT, least)


def _size(field: Field, value: Any, _reader: Reader) -> None:
    least, most = field.validate.get("min"), field.validate.get("max")
    if least is not None and Decimal(value) < Decimal(f"{least}"):
        raise Unfit(Fault.TOO_SMALL, least)
    if most is not None and Decimal(value) > Decimal(f"{most}"):
        raise Unfit(Fault.TOO_BIG, most)


def _day(field: Field, value: Any, reader: Reader) -> None:
    if field.validate.get("not_future") and value > reader.today.isoformat():
        raise Unfit(Fault.IN_FUTURE)
    if field.validate.get("not_past") and value < reader.today.isoformat():
        raise Unfit(Fault.IN_PAST)


def _agreed(field: Field, value: Any, _reader: Reader) -> None:
    if field.validate.get("must_agree") and value != AGREED:
        raise Unfit(Fault.MUST_AGREE)


def _count(field: Field, value: Any, _reader: Reader) -> None:
    least, most = int(field.validate.get("least", 0)), int(field.validate.get("most", MOST_PIECES))
    if len(value) > most:
        raise Unfit(Fault.TOO_MANY, most)
    if len(value) < least:
        raise Unfit(Fault.TOO_FEW, least)


_RULES: Final[Mapping[FieldType, Callable[[Field, Any, Reader], None]]] = {
    FieldType.TEXT: _length,
    FieldType.TEXTAREA: _length,
    FieldType.INTEGER: _size,
    FieldType.DECIMAL: _size,
    FieldType.DATE: _day,
    FieldType.CONSENT: _agreed,
    FieldType.FILE: _count,
    FieldType.MULTICHOICE: _count,
}
