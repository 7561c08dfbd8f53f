"""Addresses people write from and are written to; everything that stores or looks up one comes through here.

Numbers become E.164 (by Google's libphonenumber rules), e-mail addresses lower case, other ids stay as given.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumber

from contacts.domain import phone_numbers
from contacts.domain.faults import Fault


class AddressKind(StrEnum):
    """What sort of address it is, and so by which channels it can be reached."""

    PHONE = "PHONE"
    SHORT_CODE = "SHORT_CODE"
    EMAIL = "EMAIL"
    WHATSAPP = "WHATSAPP"
    MESSENGER = "MESSENGER"
    VIBER = "VIBER"
    RCS = "RCS"
    WITHHELD = "WITHHELD"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Address:
    """One normalised address: equal `kind` and `value` mean the same address; `display` is for people."""

    kind: AddressKind
    value: str
    display: str

    @property
    def identifies(self) -> bool:
        """Say whether two messages from it may come from one person; a withheld number never shows that."""
        return self.kind is not AddressKind.WITHHELD


class AddressInvalid(ValueError):
    """What was typed is no address; say why by `contacts.errors` beside the field and keep what was typed."""

    def __init__(self, fault: Fault, count: int = 0) -> None:
        super().__init__(fault)
        self.fault = fault
        self.count = count


WITHHELD: Final = Address(AddressKind.WITHHELD, "withheld", "Withheld number")

# The long numbers are the words ANONYMOUS, RESTRICTED, UNAVAILABLE and UNKNOWN on a telephone keypad, as some
# exchanges send them.
_WITHHELD_WORDS: Final = frozenset(
    [
        *(
            "anonymous",
            "unknown",
            "withheld",
            "restricted",
            "unavailable",
            "private",
            "blocked",
            "null",
            "none",
        ),
        *("private number", "no caller id", "anonymous.invalid", "anonymous@anonymous.invalid"),
        *("266696687", "7378742833", "86282452253", "8656696"),
    ]
)
_CHANNEL_KINDS: Final = {
    "sms": AddressKind.PHONE,
    "mms": AddressKind.PHONE,
    "voice": AddressKind.PHONE,
    "email": AddressKind.EMAIL,
    "whatsapp": AddressKind.WHATSAPP,
    "messenger": AddressKind.MESSENGER,
    "viber": AddressKind.VIBER,
    "viber_service": AddressKind.VIBER,
    "rcs": AddressKind.RCS,
}
_NUMBERED: Final = frozenset({AddressKind.WHATSAPP, AddressKind.VIBER, AddressKind.RCS})
LEAST_DIGITS: Final = 4
WHOLE_NUMBER: Final = 8
_LONGEST_ID: Final = 200
_LONGEST_EMAIL: Final = 254
_PHONE_CHARACTERS: Final = re.compile(r"[\d\s()+./\-–]+")
_EMAIL: Final = re.compile(
    r"[^@\s<>(),;:\"\[\]]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)


def normalise(raw: str, *, kind: AddressKind | None = None, region: str = "US") -> Address:
    """Turn what a person typed into the one form Portico stores.

    Without `kind` it is guessed: an @ makes an e-mail address, five or six digits a short code, a word such
    as "anonymous" a withheld number, anything else a phone number read as in `region` (ISO 3166 alpha-2).

    Raises:
        AddressInvalid: it is none; carries why.
    """
    text = _clean(raw)
    if not text:
        raise AddressInvalid(Fault.EMPTY)
    match kind or _guess(text):
        case AddressKind.EMAIL:
            return _email(text)
        case AddressKind.PHONE:
            return _phone(text, region)
        case AddressKind.SHORT_CODE:
            return _short_code(text)
        case AddressKind.WITHHELD:
            return WITHHELD
        case other:
            return _identifier(text, other)


def from_carrier(raw: str | None, channel: str, *, region: str = "US") -> Address:
    """Read an address as a carrier reports it; never refuses, so no inbound attempt is lost.

    `channel` is sms, mms, voice, whatsapp, messenger, viber, rcs or email. Carriers send international digits
    without a plus; what cannot be a number (an alphanumeric sender, a new sort of id) is kept as OTHER.
    """
    text = _clean(raw or "")[:_LONGEST_ID]
    kind = _CHANNEL_KINDS.get(channel.lower(), AddressKind.OTHER)
    bare = text.removeprefix("sip:").removeprefix("tel:")
    if not text or bare.lower().removeprefix("+") in _WITHHELD_WORDS or not bare.strip("+0-"):
        return WITHHELD
    if kind is AddressKind.EMAIL:
        try:
            return _email(text)
        except AddressInvalid:
            return Address(AddressKind.OTHER, text.lower(), text)
    if kind is AddressKind.PHONE:
        return _carrier_phone(bare, region)
    return _identifier(text, kind)


@dataclass(frozen=True, slots=True)
class SearchKeys:
    """What to look for when somebody types into quick search.

    `digits` matches any part of an E.164 value and is empty below four digits;
    `value` is a whole normalised address, if the text is one; `words` are folded words of a name.
    """

    words: tuple[str, ...]
    digits: str
    value: str | None


def search_keys(text: str, *, region: str = "US") -> SearchKeys:
    """Say how to look up what somebody typed: a name, a number in any format, or an e-mail address."""
    cleaned = _clean(text)
    words = tuple(_fold(cleaned).split())
    digits = ""
    if _PHONE_CHARACTERS.fullmatch(cleaned):
        digits = re.sub(r"\D", "", cleaned)
        # 011 and 00 dial abroad, a single 0 dials long distance: none is part of the stored number. In a few digits
        # out of the middle of one a zero is a zero.
        digits = digits.removeprefix("011") if len(digits) > 11 else digits
        digits = digits.lstrip("0") if len(digits) >= WHOLE_NUMBER else digits
    try:
        value = normalise(cleaned, region=region).value if digits or "@" in cleaned else None
    except AddressInvalid:
        value = None
    return SearchKeys(words, digits if len(digits) >= LEAST_DIGITS else "", value)


def _clean(raw: str) -> str:
    """Drop what cannot be seen (NUL, direction marks) and write full-width and foreign digits as ASCII."""
    text = unicodedata.normalize("NFKC", raw)
    shown = (" " if letter in "\t\r\n" else letter for letter in text)
    return "".join(
        str(unicodedata.decimal(letter, letter))
        for letter in shown
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
    ).strip()


def _fold(text: str) -> str:
    """Lower the case and drop accents, so that "Núñez" is found as "nunez"."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _guess(text: str) -> AddressKind:
    """Tell the kind of a typed address from its shape."""
    if "@" in text:
        return AddressKind.EMAIL
    if text.lower() in _WITHHELD_WORDS:
        return AddressKind.WITHHELD
    return AddressKind.SHORT_CODE if re.fullmatch(r"\d{5,6}", text) else AddressKind.PHONE


def _email(text: str) -> Address:
    """Read an e-mail address, also out of "Name <name@example.org>"."""
    inner = re.search(r"<([^<>]*)>\s*$", text)
    shown = (inner[1] if inner else text).strip().removeprefix("mailto:").lower().rstrip(".")
    local, _, domain = shown.rpartition("@")
    try:
        value = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        value = shown
    dotted = not local.startswith(".") and not local.endswith(".") and ".." not in local
    if len(value) > _LONGEST_EMAIL or not dotted or not _EMAIL.fullmatch(value):
        raise AddressInvalid(Fault.EMAIL)
    return Address(AddressKind.EMAIL, value, shown)


def _phone(text: str, region: str) -> Address:
    """Read a phone number as typed in `region`."""
    number = phone_numbers.read_typed(text, region)
    if isinstance(number, phone_numbers.Wrong):
        raise AddressInvalid(number.fault, number.count)
    return _phone_address(number, region)


def _phone_address(number: PhoneNumber, region: str) -> Address:
    """Make the address of a number."""
    return Address(AddressKind.PHONE, phone_numbers.stored(number), phone_numbers.shown(number, region))


def _short_code(text: str) -> Address:
    """Read a short code, three to eight digits."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"\d{3,8}", digits):
        raise AddressInvalid(Fault.SHORT_CODE)
    return Address(AddressKind.SHORT_CODE, digits, digits)


def _carrier_phone(text: str, region: str) -> Address:
    """Read the sender of a text or call: a number, a short code, or an alphanumeric sender."""
    digits = re.sub(r"[\s()+.\-]", "", text)
    if not digits.isdecimal():
        return Address(AddressKind.OTHER, text.upper(), text)
    if len(digits) <= 6:
        return Address(AddressKind.SHORT_CODE, digits, digits)
    number = phone_numbers.read_reported(digits, region)
    return Address(AddressKind.OTHER, digits, text) if number is None else _phone_address(number, region)


def _identifier(text: str, kind: AddressKind) -> Address:
    """Read an id of a messaging service: a number where the service uses numbers, else exactly as given."""
    if len(text) > _LONGEST_ID:
        raise AddressInvalid(Fault.ID_TOO_LONG, _LONGEST_ID)
    if kind in _NUMBERED and _PHONE_CHARACTERS.fullmatch(text):
        number = phone_numbers.read_digits(re.sub(r"\D", "", text))
        if number is not None and phonenumbers.is_valid_number(number):
            return Address(kind, phone_numbers.stored(number), phone_numbers.shown(number, None))
    return Address(kind, text.upper() if kind is AddressKind.OTHER else text, text)
