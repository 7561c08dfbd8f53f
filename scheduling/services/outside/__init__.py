"""Calendars elsewhere: reading what they take, writing what is booked, and what to do where the two disagree."""

from scheduling.domain.outside import CalendarKind
from scheduling.ports import register_calendar_port
from scheduling.services.outside.caldav_server import CalDav
from scheduling.services.outside.feeds import Feeds
from scheduling.services.outside.google import Google
from scheduling.services.outside.microsoft import Microsoft


def register() -> None:
    """Let each kind of calendar be reached by its means."""
    register_calendar_port(CalendarKind.ICS, Feeds())
    register_calendar_port(CalendarKind.CALDAV, CalDav())
    register_calendar_port(CalendarKind.GOOGLE, Google())
    register_calendar_port(CalendarKind.MICROSOFT, Microsoft())
