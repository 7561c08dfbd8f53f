"""Phone numbers as people type them and carriers report them, by Google's libphonenumber rules."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult

from contacts.domain.faults import Fault


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a number; `count` is by how many digits."""

    fault: Fault
    count: int = 0


def read_typed(text: str, region: str) -> PhoneNumber | Wrong:
    """Read a number as typed in `region`, or say what is wrong with it."""
    dialled = re.sub(r"^00(?=[1-9])", "+", text)
    try:
        number = phonenumbers.parse(dialled, region)
    except NumberParseException:
        number = None
    if number is not None and _is_plausible(number):
        return number
    digits = re.sub(r"\D", "", text)
    abroad = read_digits(digits)
    if abroad is not None and phonenumbers.is_valid_number(abroad):
        return abroad
    return _what_is_wrong(number, digits, region)


def read_reported(digits: str, region: str) -> PhoneNumber | None:
    """Read digits a carrier reports, with or without country code; `None` if no number looks like that."""
    number = read_digits(digits)
    if number is not None and phonenumbers.is_valid_number(number):
        return number
    typed = read_typed(digits, region)
    if not isinstance(typed, Wrong):
        return typed
    return number if number is not None and phonenumbers.is_possible_number(number) else None


def read_digits(digits: str) -> PhoneNumber | None:
    """Read digits that begin with a country code."""
    try:
        return phonenumbers.parse(f"+{digits}", None)
    except NumberParseException:
        return None


def stored(number: PhoneNumber) -> str:
    """Write a number as E.164."""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(number: PhoneNumber, region: str | None) -> str:
    """Write a number as people of `region` do: their own without the country code."""
    home = region is not None and phonenumbers.country_code_for_region(region) == number.country_code
    style = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def _is_plausible(number: PhoneNumber) -> bool:
    """Say whether a number can exist; looser than the numbering plan, which changes faster than releases."""
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return False
    if number.country_code != 1:
        return True
    return re.fullmatch(r"[2-9]\d\d[2-9]\d{6}", str(number.national_number)) is not None


def _what_is_wrong(number: PhoneNumber | None, digits: str, region: str) -> Wrong:
    """Say what to change about a number that cannot be right."""
    if not digits:
        return Wrong(Fault.NO_NUMBER)
    american = number is not None and number.country_code == 1
    count = len(digits[1:] if american and digits.startswith("1") else digits)
    if american and count < 10:
        return Wrong(Fault.DIGITS_MISSING, 10 - count)
    if american and count > 10:
        return Wrong(Fault.TOO_MANY_DIGITS, count - 10)
    if american:
        return Wrong(Fault.BAD_BEGINNING)
    return Wrong(Fault.INCOMPLETE if region == "US" and number is None else Fault.INCOMPLETE_ABROAD)
