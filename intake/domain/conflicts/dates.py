"""Two dates of birth: the same, one slip apart, or of two people."""

from datetime import date
from enum import StrEnum

from rapidfuzz.distance import OSA


class Dates(StrEnum):
    """How two dates of birth go together."""

    UNKNOWN = "unknown"
    SAME = "same"
    NEAR = "near"
    OTHER = "other"


def compare_dates(one: date | None, other: date | None) -> Dates:
    """Judge two dates; one slip, day and month exchanged, or a year that is all that was known, is near."""
    if one is None or other is None:
        return Dates.UNKNOWN
    if one == other:
        return Dates.SAME
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return Dates.NEAR
    if one.year == other.year and (1, 1) in ((one.month, one.day), (other.month, other.day)):
        return Dates.NEAR
    if (one.month, one.day) == (other.month, other.day) and abs(one.year - other.year) in (1, 10):
        return Dates.NEAR
    slips = OSA.distance(one.strftime("%Y%m%d"), other.strftime("%Y%m%d"), score_cutoff=1)
    if slips <= 1 or abs((one - other).days) == 1:
        return Dates.NEAR
    return Dates.OTHER
