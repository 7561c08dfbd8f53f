"""Phone numbers as people type them and carriers report them, by Google's libphonenumber rules."""

import re
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult

_NUMBER_WORDS: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_EXAMPLE: Final = "Write it like 602 555 0123."
_ABROAD: Final = "Write it with its country code, like +34 600 123 456."


def read_typed(text: str, region: str) -> PhoneNumber | str:
    """Read a number as typed in `region`, or give the sentence that says what is wrong with it."""
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
    if not isinstance(typed, str):
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


def _what_is_wrong(number: PhoneNumber | None, digits: str, region: str) -> str:
    """Say what to change about a number that cannot be right."""
    if not digits:
        return f"That is not a phone number. {_EXAMPLE}"
    american = number is not None and number.country_code == 1
    count = len(digits[1:] if american and digits.startswith("1") else digits)
    if american and count < 10:
        missing = 10 - count
        return f"{_NUMBER_WORDS[missing]} digit{' is' if missing == 1 else 's are'} missing. {_EXAMPLE}"
    if american and count > 10:
        return f"That is {'one digit' if count == 11 else 'some digits'} too many. {_EXAMPLE}"
    if american:
        return f"No phone number starts like that. {_EXAMPLE}"
    return (
        f"That is not a complete phone number. {_EXAMPLE if region == 'US' and number is None else _ABROAD}"
    )
