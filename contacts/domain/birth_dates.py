"""Days of birth as lists write them."""

import re
from datetime import date
from typing import Final

EARLIEST: Final = date(1880, 1, 1)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def read_birth_date(typed: str, *, today: date, region: str = "US") -> str:
    """Give a day of birth year first; empty where it is none or cannot be.

    The month comes first in the United States, the day elsewhere, unless that cannot be. Of a year of two digits
    nobody knows the century.
    """
    text = typed.strip().removesuffix(" 00:00:00")
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(one) for one in found.groups())
    elif found := _YEAR_LAST.fullmatch(text):
        first, second, year = (int(one) for one in found.groups())
        month, day = (first, second) if region == "US" else (second, first)
        if month > 12 >= day:
            month, day = day, month
    else:
        return ""
    try:
        born = date(year, month, day)
    except ValueError:
        return ""
    return born.isoformat() if EARLIEST <= born <= today else ""
