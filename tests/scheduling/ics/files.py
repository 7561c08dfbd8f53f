"""Calendar files of the tests, written short."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from scheduling.domain.ics.busy import BusyTimes, read_busy

DENVER = ZoneInfo("America/Denver")


def event(*lines: str, uid: str = "one@calendar.test") -> str:
    return "\n".join(["BEGIN:VEVENT", *([f"UID:{uid}"] if uid else []), *lines, "END:VEVENT"])


def calendar(*parts: str, head: Collection[str] = ()) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *head, *parts, "END:VCALENDAR", ""]).encode()


def read(content: bytes, since: str = "2026-01-01", until: str = "2027-01-01", **more: Any) -> BusyTimes:
    return read_busy(
        content,
        since=datetime.fromisoformat(since).replace(tzinfo=UTC),
        until=datetime.fromisoformat(until).replace(tzinfo=UTC),
        **{"zone": DENVER, **more},
    )


def shown(found: BusyTimes) -> list[str]:
    """Write intervals as `0310T1400-0310T1500`, in UTC."""
    return [f"{one.start:%m%dT%H%M}-{one.end:%m%dT%H%M}" for one in found.intervals]


def busy(*lines: str, head: Collection[str] = (), **more: Any) -> list[str]:
    return shown(read(calendar(event(*lines), head=head), **more))


NEW_YORK_BY_HAND = """BEGIN:VTIMEZONE
TZID:Our Office
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE"""
