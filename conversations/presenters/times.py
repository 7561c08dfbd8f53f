"""Instants in the reader's zone and language; hand-made, because a list prints fifty of them."""

from datetime import datetime, timedelta

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.presenters.reader import Reader


def clock_label(at: datetime, *, reader: Reader) -> str:
    """Write the time of day: 4:05 PM in English, 16:05 elsewhere."""
    return wall_label(at.astimezone(reader.zone), reader=reader)


def wall_label(local: datetime, *, reader: Reader) -> str:
    """Write what a clock shows, wherever it hangs."""
    if reader.language.startswith("en"):
        return f"{local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}"
    return f"{local.hour}:{local.minute:02}"


def short_label(at: datetime, *, reader: Reader) -> str:
    """Write an instant as briefly as a row allows: the time today, the weekday this week, else the date."""
    local, today = at.astimezone(reader.zone), reader.now.astimezone(reader.zone)
    days = (today.date() - local.date()).days
    if days == 0:
        return clock_label(at, reader=reader)
    if 0 < days < 7:
        return str(WEEKDAYS_ABBR[local.weekday()])
    return _date(local, today, reader=reader)


def moment_label(at: datetime, *, reader: Reader) -> str:
    """Write day and time, past or to come: today at, tomorrow at, a weekday within six days, else the date."""
    local, today = at.astimezone(reader.zone), reader.now.astimezone(reader.zone)
    time = clock_label(at, reader=reader)
    days = (local.date() - today.date()).days
    if days == 0:
        return _("today %(time)s") % {"time": time}
    if days == 1:
        return _("tomorrow %(time)s") % {"time": time}
    if abs(days) < 7:
        return f"{WEEKDAYS_ABBR[local.weekday()]} {time}"
    return f"{_date(local, today, reader=reader)}, {time}"


def day_label(at: datetime, *, reader: Reader) -> str:
    """Write the rule above a day's entries: Today, Tuesday 24 November."""
    local, today = at.astimezone(reader.zone), reader.now.astimezone(reader.zone)
    long = _long_date(local, today, reader=reader)
    days = (today.date() - local.date()).days
    if days == 0:
        return _("Today, %(day)s") % {"day": long}
    if days == 1:
        return _("Yesterday, %(day)s") % {"day": long}
    return long


def is_same_day(one: datetime, other: datetime, *, reader: Reader) -> bool:
    """Say whether two instants fall on one day where the reader's organisation is."""
    return one.astimezone(reader.zone).date() == other.astimezone(reader.zone).date()


def span_label(span: timedelta) -> str:
    """Write a span in its largest unit; the same words the ticking clock on the screen uses."""
    seconds = max(0, int(span.total_seconds()))
    if seconds >= 172_800:
        return ngettext("%(count)d day", "%(count)d days", seconds // 86_400) % {"count": seconds // 86_400}
    if seconds >= 3600:
        return _("%(count)d hr") % {"count": seconds // 3600}
    return _("%(count)d min") % {"count": seconds // 60}


def _date(local: datetime, today: datetime, *, reader: Reader) -> str:
    month = (
        str(MONTHS_3[local.month]).capitalize()
        if reader.language.startswith("en")
        else str(MONTHS_3[local.month])
    )
    day = f"{month} {local.day}" if reader.language.startswith("en") else f"{local.day} {month}"
    return day if local.year == today.year else f"{day}, {local.year}"


def _long_date(local: datetime, today: datetime, *, reader: Reader) -> str:
    weekday, month = str(WEEKDAYS[local.weekday()]), str(MONTHS[local.month])
    if reader.language.startswith("en"):
        long = f"{weekday}, {month} {local.day}"
    else:
        long = _("%(weekday)s, %(day)d %(month)s") % {"weekday": weekday, "day": local.day, "month": month}
    return long if local.year == today.year else f"{long}, {local.year}"
