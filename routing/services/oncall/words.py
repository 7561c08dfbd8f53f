"""Shifts and times of rotas in words, in the language in force."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from routing.domain.oncall import DAY
from routing.models import RotaShift


def minute_words(minute: int) -> str:
    """Say a minute of the day as clocks do."""
    return f"{minute % DAY // 60:02}:{minute % 60:02}"


def shift_words(row: RotaShift) -> str:
    """Say whose shift it is, and when."""
    return _("%(name)s on %(day)s from %(from)s to %(to)s") % {
        "name": row.member.name,
        "day": WEEKDAYS[row.weekday],
        "from": minute_words(row.starts_minute),
        "to": minute_words(row.ends_minute),
    }


def moment_words(at: datetime, time_zone: str) -> str:
    """Say a day and a time on the clock of a place."""
    local = at.astimezone(ZoneInfo(time_zone))
    return f"{date_format(local, 'D j M')} {local:%H:%M}"


def span_words(starts: datetime, ends: datetime, time_zone: str) -> str:
    """Say from when to when, the day of the end only where it is another."""
    zone = ZoneInfo(time_zone)
    first, last = starts.astimezone(zone), (ends - timedelta(seconds=1)).astimezone(zone)
    end = ends.astimezone(zone)
    if first.date() == last.date():
        return f"{moment_words(starts, time_zone)}–{end:%H:%M}"
    return f"{moment_words(starts, time_zone)} – {moment_words(ends, time_zone)}"
