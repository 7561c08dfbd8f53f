"""Who appears in the samples and what they may choose. Names are invented."""

from datetime import UTC, datetime, timedelta

from accounts.pages import Choice
from conversations import pages as p

LANGUAGES = (
    Choice(value="en", label="English", is_current=True),
    Choice(value="es", label="Español"),
)
ANA = p.Person(name="Ana Reyes", initials="AR", tint=2)
BEN = p.Person(name="Ben Hale", initials="BH", tint=4)
LUIS = p.Person(name="Luis Ortiz", initials="LO", tint=5)
DENISE = p.Person(name="Denise Calloway", initials="DC", tint=3)
MEMBERS = (
    Choice(value="m1", label="Ana Reyes", initials="AR", tint=2, detail="you", is_current=True),
    Choice(value="m2", label="Ben Hale", initials="BH", tint=4, detail="7 open"),
    Choice(value="m3", label="Luis Ortiz", initials="LO", tint=5, detail="3 open"),
)
SNOOZES = (
    Choice(value="later", label="Later today", detail="14:00"),
    Choice(value="tomorrow", label="Tomorrow morning", detail="Wed 9:00"),
    Choice(value="monday", label="Next week", detail="Mon 9:00"),
    Choice(value="reply", label="Until they reply", icon="text"),
)
OUTCOMES = (
    Choice(value="BOOKED", label="Booked", icon="cal"),
    Choice(value="FOLLOW_UP", label="Follow up later", icon="clock"),
    Choice(value="LOST", label="Lost", icon="x"),
    Choice(value="DISQUALIFIED", label="Not a case for us"),
)


def instant(minutes: float) -> str:
    """Name the instant so many minutes from now; the clocks of the page tick from it."""
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")


NOW = instant(-4)
