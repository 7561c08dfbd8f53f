"""The step of a booking at which a time is chosen: a month, a day, why a day is empty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.pages import Choice, Link
from scheduling.domain.months import YearMonth, month_of
from scheduling.pages import public as pages
from scheduling.pages.ways import Way
from scheduling.presenters import arrivals, clocks

NOON, EVENING = 12, 17


class Empty(StrEnum):
    """Why a day has no time to offer, as far as the public is told."""

    PAST = "PAST"
    CLOSED = "CLOSED"
    FULL = "FULL"
    TOO_SOON = "TOO_SOON"
    TOO_FAR = "TOO_FAR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The times of a month: `starts` in order, when anything is free at all, and whose clock they are read on.

    `driving`: the minutes that each adds to the driving of its day.
    """

    month: YearMonth
    today: date
    last_day: date
    starts: tuple[datetime, ...]
    next_start: datetime | None
    zone: str
    windows: arrivals.Windows = field(default_factory=dict)
    seats: Mapping[datetime, int] = field(default_factory=dict)
    driving: Mapping[datetime, int] = field(default_factory=dict)

    @property
    def clock(self) -> ZoneInfo:
        """The zone's clock."""
        return ZoneInfo(self.zone)

    def by_day(self) -> dict[date, list[datetime]]:
        """Give the times of each day that has any."""
        found: dict[date, list[datetime]] = {}
        for start in self.starts:
            found.setdefault(start.astimezone(self.clock).date(), []).append(start)
        return found


def month(offer: Offer, way: Way, *, chosen: date) -> pages.Month:
    """Lay out the month: days that have times lead to them, other days of the house to why they have none."""
    days = offer.by_day()
    title = formats.date_format(offer.month.first_day, "F Y")
    return pages.Month(
        title=title[:1].upper() + title[1:],
        weekdays=tuple(
            Choice(value=str(day), label=str(WEEKDAYS_ABBR[day])[:2], detail=str(WEEKDAYS[day]))
            for day in range(7)
        ),
        weeks=tuple(
            tuple(
                _cell(day, len(days.get(day, ())), offer, way, chosen=chosen) if day else None for day in week
            )
            for week in offer.month.weeks()
            if any(day and day >= offer.today for day in week)
        ),
        previous=_neighbour(offer, way, months=-1),
        next=_neighbour(offer, way, months=1),
    )


def _cell(day: date, count: int, offer: Offer, way: Way, *, chosen: date) -> pages.DayCell:
    label = formats.date_format(day, _("j F"))
    if not count and not offer.today <= day <= offer.last_day:
        return pages.DayCell(number=str(day.day), spoken=_("%(day)s, not bookable") % {"day": label})
    spoken = ngettext("%(day)s, %(count)d time", "%(day)s, %(count)d times", count) % {
        "day": label,
        "count": count,
    }
    return pages.DayCell(
        number=str(day.day),
        spoken=spoken if count else _("%(day)s, no times") % {"day": label},
        url=way.but(month=None, day=day).times_url(),
        is_free=bool(count),
        is_current=day == chosen,
    )


def _neighbour(offer: Offer, way: Way, *, months: int) -> Link | None:
    other = offer.month.shifted(months)
    if not month_of(offer.today) <= other <= month_of(offer.last_day):
        return None
    label = formats.date_format(other.first_day, "F Y")
    return Link(label=label, url=way.but(month=other, day=None).times_url())


def day(offer: Offer, way: Way, *, chosen: date, empty: Empty | None) -> pages.Day:
    """Show the times of a day in its parts, or why it has none and which day has the next."""
    starts = offer.by_day().get(chosen, [])
    if starts:
        return pages.Day(title=_capital(clocks.day_label(chosen)), parts=_parts(starts, offer))
    after = next((start for start in offer.starts if start.astimezone(offer.clock).date() > chosen), None)
    following = after or offer.next_start
    link = None
    if following is not None:
        on = following.astimezone(offer.clock).date()
        link = Link(
            label=_("Next free: %(day)s") % {"day": clocks.short_day(on)},
            url=way.but(month=None, day=on).times_url(),
        )
    return pages.Day(
        title=_capital(clocks.day_label(chosen)), reason=empty_sentence(empty or Empty.CLOSED), next=link
    )


def empty_sentence(empty: Empty) -> str:
    """Say why a day has no time to offer."""
    return {
        Empty.PAST: _("This day is over."),
        Empty.CLOSED: _("Nobody is here for this on that day."),
        Empty.FULL: _("Everything on this day is taken."),
        Empty.TOO_SOON: _("It is too late to book this day online. Call us, we may still find a time."),
        Empty.TOO_FAR: _("This day cannot be booked yet."),
    }[empty]


def _parts(starts: Sequence[datetime], offer: Offer) -> tuple[pages.DayPart, ...]:
    zone = offer.clock
    left = {start: _seats_label(offer.seats[start]) for start in starts if start in offer.seats}
    notes = left | clocks.told_apart(starts, zone)
    parts: dict[str, list[pages.TimeChoice]] = {}
    for start in starts:
        parts.setdefault(_part(start.astimezone(zone).hour), []).append(
            time_choice(start, zone, notes, window=offer.windows.get(start))
        )
    return tuple(pages.DayPart(label=label, times=tuple(times)) for label, times in parts.items())


def time_choice(
    start: datetime,
    zone: ZoneInfo,
    notes: Mapping[datetime, str],
    *,
    window: tuple[datetime, datetime] | None = None,
) -> pages.TimeChoice:
    """Turn an instant into a button that takes it; where a window is promised, that is what it says."""
    label, note = clocks.time_label(start, zone), notes.get(start, "")
    if window is not None:
        label = arrivals.window_label(window, zone)
    spoken = _("%(time)s, %(day)s") % {
        "time": f"{label} {note}".strip(),
        "day": clocks.day_label(start.astimezone(zone).date()),
    }
    return pages.TimeChoice(value=f"{start:%Y-%m-%dT%H:%MZ}", label=label, spoken=spoken, note=note)


def _seats_label(count: int) -> str:
    return ngettext("%(count)d seat left", "%(count)d seats left", count) % {"count": count}


def _part(hour: int) -> str:
    if hour < NOON:
        return _("Morning")
    return _("Afternoon") if hour < EVENING else _("Evening")


def zone(offer: Offer, way: Way, *, own_zone: str, at: datetime) -> pages.Zone:
    """Say whose clock the times are on and let the visitor choose theirs."""
    here = way.but(zone="{zone}")
    choices: Iterable[str] = dict.fromkeys((own_zone, offer.zone, *clocks.ZONES))
    return pages.Zone(
        sentence=_("Times are for %(zone)s.") % {"zone": clocks.zone_label(offer.zone, at)},
        name=offer.zone,
        choices=tuple(
            Choice(
                value=name,
                label=f"{clocks.city(name)} · {clocks.offset_label(at, ZoneInfo(name))}",
                is_current=name == offer.zone,
            )
            for name in choices
        ),
        kept=way.fields(without="zone"),
        here_url=here.times_url().replace("%7Bzone%7D", "{zone}"),
        here_words=_("Show times for %(city)s") % {"city": "{city}"},
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
