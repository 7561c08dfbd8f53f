"""Whether a number somebody wants to be called back at may be rung: a whole telephone number of the line's own region.

A caller types what they like, and each callback is a call the business pays for: numbers that cost extra, and those of
other countries, are how such calls are abused (toll fraud), so they are refused.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberType

from contacts.domain import phone_numbers


class Uncallable(StrEnum):
    """Why a number is not called back."""

    INCOMPLETE = "INCOMPLETE"
    EMERGENCY = "EMERGENCY"
    COSTS_EXTRA = "COSTS_EXTRA"
    ABROAD = "ABROAD"
    OURS = "OURS"


# One numbering plan without a frontier between them: calls cost the same, unlike those to its islands.
NEIGHBOURS: Final = frozenset({"US", "CA"})
_COSTS: Final = frozenset(
    {
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.PERSONAL_NUMBER,
        PhoneNumberType.PAGER,
        PhoneNumberType.VOICEMAIL,
        PhoneNumberType.UAN,
    }
)


def callable_number(typed: str, *, line: str, ours: Collection[str] = ()) -> str | Uncallable:
    """Give a number in E.164, as it is typed at the region of `line`, or why it is not called; `ours` are our lines."""
    region = region_of(line)
    if phonenumbers.is_emergency_number(typed, region) or typed.strip() in {"911", "112", "999"}:
        return Uncallable.EMERGENCY
    number = phone_numbers.read_typed(typed, region)
    if isinstance(number, phone_numbers.Wrong):
        return Uncallable.INCOMPLETE
    if phonenumbers.number_type(number) in _COSTS:
        return Uncallable.COSTS_EXTRA
    theirs = phonenumbers.region_code_for_number(number)
    home = phonenumbers.country_code_for_region(region) == number.country_code
    # A number of our own country code whose region nobody knows is ours: the plan changes faster than releases.
    if not home or (theirs is not None and theirs != region and not {theirs, region} <= NEIGHBOURS):
        return Uncallable.ABROAD
    value = phone_numbers.stored(number)
    return Uncallable.OURS if value in ours else value


def region_of(line: str) -> str:
    """Give the region of one of our own lines; the United States where it tells none."""
    parsed = phone_numbers.read_digits(line.removeprefix("+"))
    found = phonenumbers.region_code_for_number(parsed) if parsed is not None else None
    return found or "US"
