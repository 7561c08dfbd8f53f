"""An appointment as a file that somebody adds to a calendar of theirs: PUBLISH, in neutral words."""

from datetime import datetime

from icalendar import Calendar, Event

from scheduling.models import Appointment, LocationKind
from scheduling.presenters import public as present


def calendar_file(row: Appointment, *, organisation: str, url: str, now: datetime) -> bytes:
    """Write it with the appointment's lasting uid, so that the file of a later day replaces that of an earlier one.

    The summary names the firm alone: other people look at calendars too.
    """
    event = Event()
    event.add("uid", row.uid)
    event.add("sequence", row.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("summary", organisation)
    event.add("description", url)
    event.add("url", url)
    event.add("class", "PRIVATE")
    if row.service.location_kind == LocationKind.OFFICE:
        event.add("location", present.address(row.location))
    calendar = Calendar()
    calendar.add("prodid", "-//Portico//Portico//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
