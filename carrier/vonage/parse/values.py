"""Reading one field of a webhook leniently: what has the wrong type counts as absent, never as an error."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from conversations.ports import AddressKind, Json

Fields = Mapping[str, Json]

LONGEST_ID = 200
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
# Names carriers put in place of a caller's number, and the number that spells ANONYMOUS.
WITHHELD = frozenset(
    {"", "anonymous", "unknown", "restricted", "private", "unavailable", "withheld", "266696687"}
)
_PHONE = re.compile(r"\+?[1-9][0-9]{6,14}", re.ASCII)
_SHORT_CODE = re.compile(r"[1-9][0-9]{2,5}", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_AMOUNT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,12})?", re.ASCII)


def text(fields: Fields, name: str) -> str | None:
    """Give a text, or a number as the text it would have been, or None."""
    value = fields.get(name)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def word(fields: Fields, name: str) -> str:
    """Give a trimmed identifier or name of bounded length, or the empty text."""
    return (text(fields, name) or "").strip()[:LONGEST_ID]


def whole(fields: Fields, name: str) -> int | None:
    """Give a number that is not negative, sent as number or as digits, or None."""
    value = (text(fields, name) or "").strip()
    return int(value) if _WHOLE.fullmatch(value) else None


def amount(fields: Fields, name: str) -> Decimal | None:
    """Give an amount of money or None; the carrier sends it as text."""
    value = (text(fields, name) or "").strip()
    return Decimal(value) if _AMOUNT.fullmatch(value) else None


def is_true(fields: Fields, name: str) -> bool:
    """Tell a yes, sent as boolean or as text."""
    return fields.get(name) is True or word(fields, name).lower() in {"true", "1"}


def inner(fields: Fields, name: str) -> Fields:
    """Give a nested object, empty where there is none."""
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def items(fields: Fields, name: str) -> list[Fields]:
    """Give the objects of a list, leaving out whatever is no object."""
    value = fields.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def instant(fields: Fields, name: str) -> datetime | None:
    """Give an aware UTC instant or None; times without a zone are UTC, as the SMS API sends them."""
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        read = datetime.fromisoformat(value.strip())
        at = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if EARLIEST_YEAR <= at.year < LATEST_YEAR else None


def phone_or_text(value: str) -> str:
    """Give E.164 with its plus where the carrier sent international digits, otherwise the text itself."""
    return f"+{value.removeprefix('+')}" if _PHONE.fullmatch(value) else value


def address(value: str) -> tuple[str, AddressKind]:
    """Sort what stands for a party on the telephone network: number, short code, withheld, or a name."""
    bare = value.removeprefix("+")
    if bare.lower() in WITHHELD:
        return "", AddressKind.WITHHELD
    if _SHORT_CODE.fullmatch(bare):
        return bare, AddressKind.SHORT_CODE
    if _PHONE.fullmatch(value):
        return phone_or_text(value), AddressKind.PHONE
    return value, AddressKind.OTHER
