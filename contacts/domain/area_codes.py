"""Where a phone number comes from, as its digits tell; mobile numbers travel, so it is one hint of two.

Source: time zones by libphonenumber; area codes of the states with hours of their own by NANPA. The library's
own geocoder knows the states too, at the price of 100 MB in every process.
"""

from collections.abc import Mapping
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, timezone

from contacts.domain.consent import Place

_STATES: Final[Mapping[str, str]] = {
    "FL": "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954",
    "MD": "227 240 301 410 443 667",
    "OK": "405 539 572 580 918",
    "TX": "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 915 936 940"
    " 945 956 972 979",
    "WA": "206 253 360 425 509 564",
    "WY": "307",
}
STATE_BY_AREA_CODE: Final = {code: state for state, codes in _STATES.items() for code in codes.split()}

_MOST_ZONES: Final = 4


def places_of_number(e164: str) -> tuple[Place, ...]:
    """List the places a number may belong to; empty when it says nothing, as of a toll-free number."""
    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException:
        return ()
    zones = timezone.time_zones_for_number(number)
    if len(zones) > _MOST_ZONES or timezone.UNKNOWN_TIMEZONE in zones:
        return ()
    area_code = str(number.national_number)[:3] if number.country_code == 1 else ""
    return tuple(Place(zone, STATE_BY_AREA_CODE.get(area_code, "")) for zone in zones)
