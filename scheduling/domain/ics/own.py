"""One of our own events as somebody's calendar has it now: who knows what was done to it there."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar

_FOLD: Final = re.compile(r"\r?\n[ \t]")
_UID: Final = re.compile(r"^UID(?:;[^:\r\n]*)?:([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_LONGEST: Final = 200_000


@dataclass(frozen=True, slots=True)
class Own:
    """What stands in it; `is_cancelled` where it was called off rather than deleted."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool


def uids_of(content: str) -> set[str]:
    """List the UIDs in a calendar object without working it out."""
    return {found.strip() for found in _UID.findall(_FOLD.sub("", content[:_LONGEST]))}


def read_own(content: str, *, zone: ZoneInfo) -> Own | None:
    """Read an event of ours, None where nothing of it can be made out; a floating time is on the clock of `zone`."""
    event: Any
    try:
        # As bytes: text might be taken for the path of a file of ours.
        (event,) = Calendar.from_ical(content[:_LONGEST].encode()).walk("VEVENT")
        starts_at = _instant(event["DTSTART"].dt, zone)
        if "DTEND" in event:
            ends_at = _instant(event["DTEND"].dt, zone)
        else:
            is_day = not isinstance(event["DTSTART"].dt, datetime)
            usual = timedelta(days=1) if is_day else timedelta(0)
            ends_at = starts_at + (event["DURATION"].dt if "DURATION" in event else usual)
        status = str(event.get("STATUS", "")).upper()
        return Own(str(event["UID"]), starts_at, ends_at, status == "CANCELLED")
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError, IndexError):
        # Whatever a strange program made of it: nobody can say when it is.
        return None


def _instant(value: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(), zone)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
