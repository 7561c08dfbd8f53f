"""What a customer's calendar program answers to an invitation (RFC 5546): yes, no, another time, or send again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from scheduling.domain.ics.lines import CalendarUnreadable, Component, read_file, unescaped
from scheduling.domain.ics.values import ValueUnreadable, read_date
from scheduling.domain.ics.zones import UTC_ZONE, Clocks, Iana, Zone, read_zone

_MOST_ZONES: Final = 20
_LONGEST: Final = 300


class Verb(StrEnum):
    """What an answer asks for."""

    ACCEPT = "ACCEPT"
    TENTATIVE = "TENTATIVE"
    DECLINE = "DECLINE"
    COUNTER = "COUNTER"
    REFRESH = "REFRESH"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarReply:
    """An answer to the invitation of `uid` as it was at `sequence`; `starts_at` is the time a COUNTER proposes."""

    uid: str
    sequence: int
    attendee: str
    verb: Verb
    starts_at: datetime | None = None
    comment: str = ""


_VERBS: Final = {"ACCEPTED": Verb.ACCEPT, "DECLINED": Verb.DECLINE, "TENTATIVE": Verb.TENTATIVE}


def read_reply(content: bytes, *, zone: ZoneInfo) -> CalendarReply | None:
    """Read an answer; None for objects that answer nothing, or cannot be read. `zone` is for times that name none."""
    try:
        calendars = read_file(content).calendars
    except CalendarUnreadable:
        return None
    for calendar in calendars:
        method = calendar.text("METHOD").upper()
        for event in calendar.walk("VEVENT"):
            verb, attendee = _verb(method, event)
            uid = event.text("UID")
            if verb is None or not uid or event.first("RECURRENCE-ID") is not None:
                continue
            starts_at = _starts_at(calendar, event, Iana(zone)) if verb is Verb.COUNTER else None
            return CalendarReply(
                uid=uid[:_LONGEST],
                sequence=_number(event.text("SEQUENCE")),
                attendee=attendee,
                verb=verb,
                starts_at=starts_at,
                comment=" ".join(unescaped(event.text("COMMENT")).split())[:_LONGEST],
            )
    return None


def _verb(method: str, event: Component) -> tuple[Verb | None, str]:
    """Say what is asked for and by whom; an answer is of one attendee."""
    attendees = event.all("ATTENDEE")
    address = attendees[0].value.strip().lower().removeprefix("mailto:") if attendees else ""
    if method == "COUNTER":
        return Verb.COUNTER, address
    if method == "REFRESH":
        return Verb.REFRESH, address
    if method != "REPLY" or len(attendees) != 1:
        return None, address
    return _VERBS.get(attendees[0].parameters.get("PARTSTAT", "").upper()), address


def _starts_at(calendar: Component, event: Component, owner: Zone) -> datetime | None:
    found = event.first("DTSTART")
    if found is None:
        return None
    customs: dict[str, Zone] = {}
    for component in list(calendar.walk("VTIMEZONE"))[:_MOST_ZONES]:
        zone = read_zone(component)
        if zone is not None:
            customs.setdefault(component.text("TZID").replace("\\", "").strip('"'), zone)
    try:
        written = read_date(found)
        if written.is_date:
            return None
        clock = (
            UTC_ZONE
            if written.is_utc
            else Clocks(owner, customs).find(written.zone)
            if written.zone
            else owner
        )
        return clock.instant(written.wall)
    except (ValueUnreadable, ValueError, OverflowError):
        return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
