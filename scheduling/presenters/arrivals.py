"""When somebody comes, as customers are told: the window that is promised, else the planned time."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from scheduling.domain.visits import Window, arrival_window
from scheduling.models import Appointment, Hold, HomeRules, LocationKind, Service
from scheduling.presenters import clocks

Windows = Mapping[datetime, Window]


def length_of(service: Service, rules: HomeRules | None) -> int:
    """Give the length of the window that customers of a service are promised, 0 for the planned minute."""
    is_home = service.location_kind == LocationKind.CUSTOMER_ADDRESS
    return rules.arrival_minutes if rules is not None and is_home else 0


def promised(row: Appointment) -> tuple[datetime, datetime] | None:
    """Give the window that was promised."""
    if row.arrives_from is None or row.arrives_until is None:
        return None
    return row.arrives_from, row.arrives_until


def start_label(starts_at: datetime, ends_at: datetime, hold: Hold, zone: ZoneInfo, *, minutes: int) -> str:
    """Say when a time like that of a hold is: with its end, or in windows of so many minutes."""
    if not minutes:
        return clocks.span_label(starts_at, ends_at, zone)
    return when_label(arrival_window(starts_at, minutes, hold.location.time_zone), zone)


def window_label(window: tuple[datetime, datetime], zone: ZoneInfo) -> str:
    """Write the hours of a window, like 8:00 to 10:00 AM."""
    words = {"from": clocks.time_label(window[0], zone), "to": clocks.time_label(window[1], zone)}
    return _("%(from)s to %(to)s") % words


def when_label(window: tuple[datetime, datetime], zone: ZoneInfo) -> str:
    """Say on which day and between which hours somebody comes."""
    return _("%(day)s, we come between %(from)s and %(to)s") % {
        "day": clocks.day_label(window[0].astimezone(zone).date()),
        "from": clocks.time_label(window[0], zone),
        "to": clocks.time_label(window[1], zone),
    }
