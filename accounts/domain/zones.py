"""The time zones this machine knows."""

from functools import cache
from zoneinfo import available_timezones


@cache
def zone_names() -> frozenset[str]:
    """Name them all; finding them walks a folder of hundreds of files, so it is done once a process."""
    return frozenset(available_timezones())
