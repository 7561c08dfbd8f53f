"""Calendar objects that we send (RFC 5545, 5546): what a customer's calendar is told of one appointment.

The same UID for ever and a SEQUENCE that only rises let every calendar replace what it has. Times are UTC, which no
reader gets wrong; words are neutral, since other people look at calendars.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from icalendar import Calendar, Event, vCalAddress

PRODUCT: Final = "-//Portico//Portico//EN"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Method(StrEnum):
    """What the receiver is to do with an object."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with an address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a calendar shows of an appointment; `changed_at` is when this version of it was made."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    changed_at: datetime
    summary: str
    description: str = ""
    place: str = ""
    url: str = ""


def invite(
    occasion: Occasion, *, method: Method, organiser: Party, attendee: Party, is_answered: bool = False
) -> bytes:
    """Write the object of one mail, in lines of at most 75 octets that end as RFC 5545 wants.

    `is_answered`: answers to the organiser's address reach us, so the customer is asked for one.
    """
    row = _event(occasion)
    row.add("organizer", _party(organiser))
    customer = _party(attendee)
    customer.params |= {
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        # They booked it themselves or on the telephone: without an answer there is nothing to accept.
        "PARTSTAT": "NEEDS-ACTION" if is_answered else "ACCEPTED",
        "RSVP": "TRUE" if is_answered else "FALSE",
    }
    row.add("attendee", customer)
    row.add("status", "CANCELLED" if method is Method.CANCEL else "CONFIRMED")
    calendar = _calendar(method.value)
    calendar.add_component(row)
    written: bytes = calendar.to_ical()
    return written


def publish(occasions: Iterable[tuple[Occasion, str]], *, name: str) -> bytes:
    """Write a feed: each occasion with its status. It names nobody, and says how often to come back."""
    calendar = _calendar("PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, plain(name))
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT15M")
    for occasion, status in occasions:
        row = _event(occasion)
        row.add("status", status)
        calendar.add_component(row)
    written: bytes = calendar.to_ical()
    return written


def keepsake(occasion: Occasion) -> bytes:
    """Write the file of one occasion that somebody adds to a calendar by hand; it says nothing of how it stands."""
    calendar = _calendar("PUBLISH")
    calendar.add_component(_event(occasion))
    written: bytes = calendar.to_ical()
    return written


def stored(occasion: Occasion, *, status: str) -> bytes:
    """Write an occasion as it lies in a calendar on a server: without a method, which RFC 4791 forbids there."""
    calendar = _calendar("")
    row = _event(occasion)
    row.add("status", status)
    calendar.add_component(row)
    written: bytes = calendar.to_ical()
    return written


def plain(text: str) -> str:
    """Leave out what no calendar may contain; line breaks stay."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    return calendar


def _event(occasion: Occasion) -> Event:
    row = Event()
    row.add("uid", occasion.uid)
    row.add("sequence", occasion.sequence)
    row.add("dtstamp", occasion.changed_at)
    row.add("created", occasion.created_at)
    row.add("last-modified", occasion.changed_at)
    row.add("dtstart", occasion.starts_at)
    row.add("dtend", occasion.ends_at)
    row.add("summary", plain(occasion.summary))
    for name in ("description", "place", "url"):
        if value := plain(getattr(occasion, name)):
            row.add("location" if name == "place" else name, value)
    row.add("class", "PRIVATE")
    row.add("transp", "OPAQUE")
    return row


def _party(party: Party) -> vCalAddress:
    written = vCalAddress(f"mailto:{party.address}")
    if name := " ".join(plain(party.name).replace('"', "").split()):
        written.params["CN"] = name
    return written
