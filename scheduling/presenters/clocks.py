"""Times, days and zones in a reader's words."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import get_timezone, get_timezone_location, get_timezone_name
from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

# One or two cities of every offset people live at; an address may name any other zone.
ZONES = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Tijuana", "America/Phoenix",
    "America/Denver", "America/Chicago", "America/Mexico_City", "America/New_York", "America/Puerto_Rico",
    "America/Bogota", "America/Lima", "America/Caracas", "America/Halifax", "America/Santiago", "America/St_Johns",
    "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Atlantic/Azores", "UTC", "Europe/London", "Europe/Lisbon",
    "Africa/Lagos", "Europe/Madrid", "Europe/Paris", "Europe/Berlin", "Africa/Johannesburg", "Europe/Athens",
    "Africa/Cairo", "Europe/Istanbul", "Africa/Nairobi", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata",
    "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai", "Asia/Manila", "Asia/Tokyo", "Asia/Seoul",
    "Australia/Perth", "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip


def time_label(at: datetime, zone: ZoneInfo) -> str:
    """Write a time of day, like 9:40."""
    return formats.time_format(at.astimezone(zone), "G:i")


def day_label(day: date) -> str:
    """Write a day with its weekday, like Friday 27 November."""
    return formats.date_format(day, _("l j F"))


def short_day(day: date) -> str:
    """Write a day in short, like Fri 27 Nov."""
    label = formats.date_format(day, _("D j M"))
    # Only English begins the names of days and months with a capital.
    return label if (get_language() or "en").startswith("en") else label.lower()


def span_label(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """Write when something is, like Friday 27 November, 9:40 to 10:10; an end on another day is said."""
    starts, ends = starts_at.astimezone(zone), ends_at.astimezone(zone)
    words = {
        "day": day_label(starts.date()),
        "from": time_label(starts_at, zone),
        "to": time_label(ends_at, zone),
    }
    if ends.date() == starts.date():
        return _("%(day)s, %(from)s to %(to)s") % words
    return _("%(day)s, %(from)s to %(other)s, %(to)s") % (words | {"other": short_day(ends.date())})


def length_label(minutes: int) -> str:
    """Write a length, like 30 min or 1 h 30 min."""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(count)d h") % {"count": hours}] if hours else []
    if rest or not hours:
        parts.append(_("%(count)d min") % {"count": rest})
    return " ".join(parts)


def lengths_label(minutes: Iterable[int]) -> str:
    """Write the lengths to choose from, like 30 min, 1 h."""
    return ", ".join(length_label(each) for each in minutes)


def span_words(minutes: int) -> str:
    """Say a span of time in its largest unit, like 2 days, for "until 2 days before"."""
    if minutes and minutes % 1440 == 0:
        return ngettext("%(count)d day", "%(count)d days", minutes // 1440) % {"count": minutes // 1440}
    if minutes and minutes % 60 == 0:
        return ngettext("%(count)d hour", "%(count)d hours", minutes // 60) % {"count": minutes // 60}
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def city(zone: str) -> str:
    """Give the city a zone is known by, in the reader's language."""
    return _city(zone, _locale())


def zone_label(zone: str, at: datetime) -> str:
    """Name a zone with what its clock is called at that time, like Phoenix (Mountain Standard Time)."""
    name = get_timezone_name(at.astimezone(ZoneInfo(zone)), "long", locale=_locale())
    return _("%(city)s (%(name)s)") % {"city": city(zone), "name": name}


def offset_label(at: datetime, zone: ZoneInfo) -> str:
    """Write how far a clock is from UTC, like UTC−7 or UTC+5:45."""
    offset = at.astimezone(zone).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02d}' if rest else ''}"


def told_apart(instants: Iterable[datetime], zone: ZoneInfo) -> dict[datetime, str]:
    """Give the offset of every time whose label another one has too: an hour the clock shows twice."""
    found = list(instants)
    labels = {at: time_label(at, zone) for at in found}
    twice = {label for label, count in Counter(labels.values()).items() if count > 1}
    return {at: offset_label(at, zone) for at in found if labels[at] in twice}


@lru_cache(maxsize=2048)
def _city(zone: str, locale: str) -> str:
    return get_timezone_location(get_timezone(zone), locale=locale, return_city=True).rpartition("/")[2]


def _locale() -> str:
    return (get_language() or "en").partition("-")[0]
