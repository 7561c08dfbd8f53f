"""The staff calendar: a day, a week or a row of resources, and the same as a list."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.pages import Choice, Link
from accounts.presenters import initials, tint
from conversations.presenters.reader import Reader
from conversations.presenters.times import wall_label
from scheduling.domain import drawing
from scheduling.models import Claim, Resource
from scheduling.pages.calendar import Calendar, Column, DayTab, Drawn, Event, ListedDay
from scheduling.presenters import calendar_events as events
from scheduling.presenters.calendar_query import VIEWS, CalendarQuery
from scheduling.selectors.calendar import CalendarRows

MOST_COLUMNS = 12
KIND_ICONS = {"ROOM": "door", "VEHICLE": "swap", "EQUIPMENT": "tool"}


def calendar(rows: CalendarRows, query: CalendarQuery, *, reader: Reader) -> Calendar:
    """Put the board together."""
    here, today = query.url(), reader.now.astimezone(reader.zone).date()
    span = 7 if query.view in ("week", "list") else 1
    columns = _columns(rows, query, reader)
    first, last = _hours_shown(columns, rows, query, reader)
    columns = [_finished(column, rows, query, reader, first=first, last=last) for column in columns]
    fields = {"who": str(query.who or ""), "place": str(query.place or ""), "date": query.day.isoformat()}
    suffix = urlencode({key: value for key, value in fields.items() if value} | {"back": here})
    now_minute = _minute(reader.now, reader)
    return Calendar(
        key=query.key,
        version=int(rows.now.timestamp() * 1000),
        title=_title(query, today, reader.language),
        view=query.view,
        zone=reader.now.astimezone(reader.zone).tzname() or "",
        first=first // drawing.QUARTER,
        last=last // drawing.QUARTER,
        hours=tuple((minute // drawing.QUARTER, _hour(minute, reader)) for minute in range(first, last, 60)),
        columns=tuple(columns),
        days=_day_tabs(rows, query, reader, today),
        listed=_listed(rows, query, reader, today),
        views=_views(query),
        who=_who(rows, query),
        places=_places(rows, query),
        who_label=next((row.name for row in rows.resources if row.pk == query.who), _("Everyone")),
        place_label=next((row.name for row in rows.locations if row.pk == query.place), _("All locations")),
        before_url=query.url(date=(query.day - timedelta(days=span)).isoformat()),
        today_url=query.url(date=today.isoformat()),
        after_url=query.url(date=(query.day + timedelta(days=span)).isoformat()),
        here_url=here,
        new_url=f"{reverse('scheduling:appointment_new')}?{suffix}" if reader.can_write else "",
        block_url=f"{reverse('scheduling:block_new')}?{suffix}" if reader.can_write else "",
        print_url=f"{reverse('scheduling:calendar_print')}?{query.query()}",
        now_minute=now_minute,
    )


def read_between(query: CalendarQuery, reader: Reader) -> tuple[datetime, datetime]:
    """Say from when to when rows are needed: the whole week, for the bars above the day."""
    return drawing.bounds(drawing.week_of(query.day), reader.zone)


def day_title(day: date, *, language: str) -> str:
    """Write a date in full, without its year."""
    weekday, month = str(WEEKDAYS[day.weekday()]), str(MONTHS[day.month])
    if language.startswith("en"):
        return f"{weekday}, {month} {day.day}"
    return _("%(weekday)s, %(day)d %(month)s") % {"weekday": weekday, "day": day.day, "month": month}


def _title(query: CalendarQuery, today: date, language: str) -> str:
    if len(query.days) == 1:
        title = day_title(query.day, language=language)
        return title if query.day.year == today.year else f"{title}, {query.day.year}"
    first, last = query.days[0], query.days[-1]
    return f"{_short(first, language)} – {_short(last, language)}, {last.year}"


def _short(day: date, language: str) -> str:
    month = str(MONTHS_3[day.month])
    return f"{month.capitalize()} {day.day}" if language.startswith("en") else f"{day.day} {month}"


def _columns(rows: CalendarRows, query: CalendarQuery, reader: Reader) -> list[Column]:
    today = reader.now.astimezone(reader.zone).date()
    by_resource: dict[UUID, list[Claim]] = defaultdict(list)
    for claim in rows.claims:
        by_resource[claim.resource_id].append(claim)
    if query.view == "resources":
        return [
            _resource_column(
                row, query, today, events.of_resource(by_resource[row.pk], query.day, rows, reader)
            )
            for row in rows.shown[:MOST_COLUMNS]
        ]
    mine = by_resource[query.who] if query.who else events.once_each(rows.claims)
    return [
        Column(
            title=f"{WEEKDAYS_ABBR[day.weekday()]} {day.day}" if len(query.days) > 1 else _("Whole day"),
            detail=events.amount(len(events.shown_claims(mine, day, reader))),
            url=query.url(view="day", date=day.isoformat()) if len(query.days) > 1 else "",
            day=day.isoformat(),
            resource_id=str(query.who or ""),
            is_today=day == today,
            events=tuple(events.of_resource(mine, day, rows, reader, is_mixed=query.who is None)),
        )
        for day in query.days
    ]


def _resource_column(row: Resource, query: CalendarQuery, today: date, drawn: Sequence[Event]) -> Column:
    return Column(
        title=row.name,
        detail=row.get_kind_display(),
        initials=initials(row.name) if row.kind == "PROVIDER" else "",
        tint=tint(row.pk) if row.kind == "PROVIDER" else 0,
        icon=KIND_ICONS.get(row.kind, ""),
        url=query.url(view="week", who=str(row.pk)),
        day=query.day.isoformat(),
        resource_id=str(row.pk),
        is_today=query.day == today,
        events=tuple(drawn),
    )


def _hours_shown(
    columns: Sequence[Column], rows: CalendarRows, query: CalendarQuery, reader: Reader
) -> tuple[int, int]:
    spans = [
        (one.spot.at * drawing.QUARTER, one.spot.to * drawing.QUARTER + one.spot.over)
        for column in columns
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
    of = (
        [UUID(column.resource_id)]
        if column.resource_id
        else [row.pk for row in rows.shown if row.kind == "PROVIDER"]
    )
    spans = [span for key in of for span in events.open_on(rows, key, day, reader)]
    off = tuple(events.off(start, end) for start, end in drawing.gaps(spans, first, last))
    new_url = ""
    if reader.can_write:
        values = {
            "date": column.day,
            "who": column.resource_id,
            "place": str(query.place or ""),
            "back": query.url(),
        }
        new_url = (
            f"{reverse('scheduling:appointment_new')}?{urlencode({k: v for k, v in values.items() if v})}"
        )
    minute = _minute(reader.now, reader)
    shows_now = column.is_today and first <= minute < last
    spot = drawing.spot(minute)
    return Column(
        title=column.title,
        detail=column.detail,
        initials=column.initials,
        tint=column.tint,
        icon=column.icon,
        url=column.url,
        day=column.day,
        resource_id=column.resource_id,
        is_today=column.is_today,
        new_url=new_url,
        events=(*off, *events.within(column.events, first=first, last=last)),
        now=Drawn(at=spot.quarter, plus=spot.rest) if shows_now else None,
    )


def _day_tabs(rows: CalendarRows, query: CalendarQuery, reader: Reader, today: date) -> tuple[DayTab, ...]:
    tabs = []
    for day in drawing.week_of(query.day):
        percent = events.booked_percent(rows, day, reader)
        is_drawn = day in query.days
        tabs.append(
            DayTab(
                weekday=str(WEEKDAYS_ABBR[day.weekday()]),
                number=str(day.day),
                url=query.url(date=day.isoformat(), view="day" if query.view == "week" else query.view),
                note=_("closed") if percent is None else _("%(percent)d%% booked") % {"percent": percent},
                percent=percent,
                is_current=is_drawn and len(query.days) == 1,
                is_today=day == today,
            )
        )
    return tuple(tabs)


def _listed(rows: CalendarRows, query: CalendarQuery, reader: Reader, today: date) -> tuple[ListedDay, ...]:
    claims = [row for row in rows.claims if row.resource_id == query.who] if query.who else rows.claims
    return tuple(
        ListedDay(
            label=day_title(day, language=reader.language),
            is_today=day == today,
            lines=tuple(events.lines(events.once_each(claims), day, rows, reader)),
        )
        for day in query.days
    )


def _views(query: CalendarQuery) -> tuple[Link, ...]:
    names = {
        "day": _("Day"),
        "week": pgettext("calendar", "Week"),
        "resources": _("Resources"),
        "list": _("List"),
    }
    return tuple(
        Link(label=names[view], url=query.url(view=view), is_current=view == query.view) for view in VIEWS
    )


def _who(rows: CalendarRows, query: CalendarQuery) -> tuple[Choice, ...]:
    every = Choice(value=query.url(who="all"), label=_("Everyone"), is_current=query.who is None)
    return (
        every,
        *(
            Choice(
                value=query.url(who=str(row.pk), view="week" if query.view == "resources" else query.view),
                label=row.name,
                detail="" if row.kind == "PROVIDER" else row.get_kind_display(),
                is_current=row.pk == query.who,
            )
            for row in rows.resources
        ),
    )


def _places(rows: CalendarRows, query: CalendarQuery) -> tuple[Choice, ...]:
    if len(rows.locations) < 2:
        return ()
    every = Choice(value=query.url(place=""), label=_("All locations"), is_current=query.place is None)
    return (
        every,
        *(
            Choice(value=query.url(place=str(row.pk)), label=row.name, is_current=row.pk == query.place)
            for row in rows.locations
        ),
    )


def _minute(at: datetime, reader: Reader) -> int:
    local = at.astimezone(reader.zone)
    return local.hour * 60 + local.minute


def _hour(minute: int, reader: Reader) -> str:
    local = datetime(2026, 1, 1, minute // 60, tzinfo=reader.zone)
    words = wall_label(local, reader=reader)
    return words.replace(":00", "") if reader.language.startswith("en") else words
