"""The columns of the drawn calendar: whose or which day, when they are there, what stands in them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from accounts.presenters import initials, tint
from conversations.presenters.reader import Reader
from conversations.presenters.times import wall_label
from scheduling.domain import drawing
from scheduling.models import Claim, Resource
from scheduling.pages.calendar import Column, Drawn, Event
from scheduling.presenters import calendar_elsewhere, clocks
from scheduling.presenters import calendar_events as events
from scheduling.presenters.calendar_menus import MOST_COLUMNS
from scheduling.presenters.calendar_query import CalendarQuery
from scheduling.selectors.calendar import CalendarRows

KIND_ICONS = {"ROOM": "door", "VEHICLE": "swap", "EQUIPMENT": "tool"}


def columns(
    rows: CalendarRows, query: CalendarQuery, reader: Reader
) -> tuple[tuple[Column, ...], tuple[int, int]]:
    """Draw the columns, and say from which to which minute they reach."""
    bare = _bare(rows, query, reader)
    first, last = _hours_shown(bare, rows, query, reader)
    return tuple(_finished(one, rows, query, reader, first=first, last=last) for one in bare), (first, last)


def minute_of(at: datetime, reader: Reader) -> int:
    """Give the minute of the day on the reader's clock."""
    local = at.astimezone(reader.zone)
    return local.hour * 60 + local.minute


def clock_of(minute: int, reader: Reader) -> str:
    """Write a minute of the day, briefly at full hours."""
    local = datetime(2026, 1, 1, minute // 60 % 24, minute % 60, tzinfo=reader.zone)
    words = wall_label(local, reader=reader)
    return words.replace(":00", "") if reader.language.startswith("en") else words


def _bare(rows: CalendarRows, query: CalendarQuery, reader: Reader) -> list[Column]:
    today = reader.now.astimezone(reader.zone).date()
    by_resource: dict[UUID, list[Claim]] = defaultdict(list)
    for claim in rows.claims:
        by_resource[claim.resource_id].append(claim)
    if query.view == "resources":
        return [
            _of_resource(row, by_resource[row.pk], rows, query, reader, today=today)
            for row in rows.shown[:MOST_COLUMNS]
        ]
    mine = by_resource[query.who] if query.who else events.once_each(rows.claims)
    return [
        Column(
            title=f"{WEEKDAYS_ABBR[day.weekday()]} {day.day}" if len(query.days) > 1 else _("Whole day"),
            detail=events.amount(len(events.shown_claims(mine, day, reader))),
            away=_away(rows, query.who, day, reader) if query.who else "",
            url=query.url(view="day", date=day.isoformat()) if len(query.days) > 1 else "",
            day=day.isoformat(),
            resource_id=str(query.who or ""),
            is_today=day == today,
            events=tuple(events.of_resource(mine, day, rows, reader, is_mixed=query.who is None)),
        )
        for day in query.days
    ]


def _of_resource(
    row: Resource,
    claims: Sequence[Claim],
    rows: CalendarRows,
    query: CalendarQuery,
    reader: Reader,
    *,
    today: date,
) -> Column:
    is_person = row.kind == "PROVIDER"
    return Column(
        title=row.name,
        detail=_there(rows, row.pk, query.day, reader) if is_person else row.get_kind_display(),
        away=_away(rows, row.pk, query.day, reader),
        initials=initials(row.name) if is_person else "",
        tint=tint(row.pk) if is_person else 0,
        icon=KIND_ICONS.get(row.kind, ""),
        url=query.url(view="week", who=str(row.pk), only=""),
        day=query.day.isoformat(),
        resource_id=str(row.pk),
        is_today=query.day == today,
        events=tuple(events.of_resource(claims, query.day, rows, reader)),
    )


def _there(rows: CalendarRows, resource_id: UUID, day: date, reader: Reader) -> str:
    """Say from when to when somebody is there."""
    spans = events.open_on(rows, resource_id, day, reader)
    if not spans:
        return _("not there")
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    return f"{clock_of(first, reader)} – {clock_of(last, reader)}"


def _away(rows: CalendarRows, resource_id: UUID, day: date, reader: Reader) -> str:
    """Name the clock that somebody on a journey lives by, where it shows another time than the reader's."""
    hours = rows.open.get(resource_id)
    for trip in hours.travel if hours else ():
        if trip.from_on <= day and (trip.to_on is None or day <= trip.to_on):
            zones = (ZoneInfo(trip.timezone), reader.zone)
            there, here = (datetime.combine(day, time(12), zone) for zone in zones)
            if there.utcoffset() == here.utcoffset():
                return ""
            return _("on %(city)s time") % {"city": clocks.city(trip.timezone)}
    return ""


def _hours_shown(
    bare: Sequence[Column], rows: CalendarRows, query: CalendarQuery, reader: Reader
) -> tuple[int, int]:
    spans = [
        (one.spot.at * drawing.QUARTER, one.spot.to * drawing.QUARTER + one.spot.over)
        for column in bare
        for one in column.events
        if one.kind != "block"
    ]
    for row in rows.shown:
        for day in query.days if row.kind == "PROVIDER" else ():
            spans += events.open_on(rows, row.pk, day, reader)
    return drawing.shown_hours(spans)


def _finished(
    column: Column, rows: CalendarRows, query: CalendarQuery, reader: Reader, *, first: int, last: int
) -> Column:
    """Add what lies behind the appointments: the hours that are off, the line of the present, where to add one."""
    day = date.fromisoformat(column.day)
    everybody = (row.pk for row in rows.shown if row.kind == "PROVIDER")
    of = [UUID(column.resource_id)] if column.resource_id else everybody
    spans = [span for key in of for span in events.open_on(rows, key, day, reader)]
    off = tuple(events.off(start, end) for start, end in drawing.gaps(spans, first, last))
    minute = minute_of(reader.now, reader)
    spot = drawing.spot(minute)
    return replace(
        column,
        new_url=_new_url(column, query) if reader.can_write else "",
        events=(
            *off,
            *events.within(_elsewhere(column, rows, day, reader), first=first, last=last),
            *events.within(column.events, first=first, last=last),
        ),
        now=Drawn(at=spot.quarter, plus=spot.rest) if column.is_today and first <= minute < last else None,
    )


def _elsewhere(column: Column, rows: CalendarRows, day: date, reader: Reader) -> list[Event]:
    """Draw what a calendar elsewhere takes, where a column is one resource's."""
    key = column.resource_id
    return calendar_elsewhere.drawn(rows, UUID(key), day, reader) if key else []


def _new_url(column: Column, query: CalendarQuery) -> str:
    values = {
        "date": column.day,
        "who": column.resource_id,
        "place": str(query.place or ""),
        "back": query.url(),
    }
    written = urlencode({key: value for key, value in values.items() if value})
    return f"{reverse('scheduling:appointment_new')}?{written}"
