"""How each sort of single answer is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from intake.domain.forms import dates
from intake.domain.forms.findings import Fault, Wrong
from intake.domain.forms.kinds import AGREED, DECLINED, FieldType

LONGEST: Final[Mapping[FieldType, int]] = {FieldType.TEXT: 300, FieldType.TEXTAREA: 10_000}
_YES: Final = frozenset({"yes", "true", "on", "1", "si", "sí"})
_NO: Final = frozenset({"no", "false", "off", "0"})
_IDENTIFIER: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whose answers are read: the day it is, and where and in which language they write."""

    today: date
    region: str = "US"
    language: str = "en"


class Unfit(ValueError):
    """What was typed is no such answer."""

    def __init__(self, fault: Fault, limit: object = "") -> None:
        super().__init__(fault)
        self.wrong = Wrong(fault, f"{limit}")


def _text(raw: object, _reader: Reader) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise Unfit(Fault.NOT_READABLE)
    # Nothing PostgreSQL or a page cannot hold: no NUL, no half of a letter.
    text = f"{raw}".encode("utf-8", "ignore").decode()
    text = "".join(one for one in text.replace("\r\n", "\n") if one >= " " or one in "\n\t").strip()
    if len(text) > 20_000:
        raise Unfit(Fault.TOO_LONG, 20_000)
    return text or _blank()


def _blank() -> str:
    raise Unfit(Fault.NEEDED)


def _line(raw: object, reader: Reader) -> str:
    text = " ".join(_text(raw, reader).split())
    if len(text) > LONGEST[FieldType.TEXT]:
        raise Unfit(Fault.TOO_LONG, LONGEST[FieldType.TEXT])
    return text


def _decimal(raw: object, reader: Reader) -> str:
    text = _line(raw, reader).replace("$", "").replace(" ", "")
    text = (
        text.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text) else text.replace(",", ".")
    )
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Unfit(Fault.NOT_NUMBER) from None
    if not number.is_finite() or abs(number) >= 10**12:
        raise Unfit(Fault.NOT_NUMBER)
    return f"{round(number, 6).normalize():f}"


def _integer(raw: object, reader: Reader) -> int:
    number = Decimal(_decimal(raw, reader))
    if number != number.to_integral_value():
        raise Unfit(Fault.NOT_WHOLE)
    return int(number)


def _date(raw: object, reader: Reader) -> str:
    try:
        found = dates.read_date(_line(raw, reader), today=reader.today, day_first=reader.region != "US")
    except dates.Unread as unread:
        raise Unfit(unread.fault) from None
    return found.isoformat()


def _time(raw: object, reader: Reader) -> str:
    try:
        return dates.read_time(_line(raw, reader))
    except dates.Unread as unread:
        raise Unfit(unread.fault) from None


def _address(kind: AddressKind, fault: Fault) -> Callable[[object, Reader], str]:
    def read_address(raw: object, reader: Reader) -> str:
        try:
            return normalise(_line(raw, reader), kind=kind, region=reader.region).value
        except AddressInvalid:
            raise Unfit(fault) from None

    return read_address


def _truth(raw: object, reader: Reader) -> bool:
    if isinstance(raw, bool):
        return raw
    text = _line(raw, reader).casefold()
    if text not in _YES | _NO:
        raise Unfit(Fault.NOT_OFFERED)
    return text in _YES


def _consent(raw: object, reader: Reader) -> str:
    text = _line(raw, reader)
    if text not in (AGREED, DECLINED):
        raise Unfit(Fault.NOT_OFFERED)
    return text


def _held(raw: object, _reader: Reader) -> list[str]:
    given = raw if isinstance(raw, list) else [raw]
    if not all(isinstance(one, str) and _IDENTIFIER.fullmatch(one) for one in given):
        raise Unfit(Fault.NOT_READABLE)
    return list(dict.fromkeys(given))


def _signature(raw: object, reader: Reader) -> str:
    found = _held(raw, reader)
    if len(found) != 1:
        raise Unfit(Fault.NOT_READABLE)
    return found[0]


READERS: Final[Mapping[FieldType, Callable[[object, Reader], Any]]] = {
    FieldType.TEXT: _line,
    FieldType.TEXTAREA: _text,
    FieldType.INTEGER: _integer,
    FieldType.DECIMAL: _decimal,
    FieldType.DATE: _date,
    FieldType.TIME: _time,
    FieldType.PHONE: _address(AddressKind.PHONE, Fault.NOT_PHONE),
    FieldType.EMAIL: _address(AddressKind.EMAIL, Fault.NOT_EMAIL),
    FieldType.CHOICE: _line,
    FieldType.BOOLEAN: _truth,
    FieldType.FILE: _held,
    FieldType.SIGNATURE: _signature,
    FieldType.CONSENT: _consent,
}
