"""Calendars elsewhere: reading what they take, writing what is booked, and what to do where the two disagree."""

from scheduling.domain.outside import CalendarKind
from scheduling.ports import register_calendar_port
from scheduling.services.outside.caldav_server import CalDav
from scheduling.services.outside.feeds import Feeds


def register() -> None:
    """Let feeds and CalDAV be reached by their kinds."""
    register_calendar_port(CalendarKind.ICS, Feeds())
    register_calendar_port(CalendarKind.CALDAV, CalDav())
