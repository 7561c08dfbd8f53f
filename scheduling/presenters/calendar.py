"""The staff calendar: a day, a week or a row of resources, and the same as a list."""

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from conversations.presenters.reader import Reader
from scheduling.domain import drawing
from scheduling.pages.calendar import Calendar, DayTab, ListedDay
from scheduling.presenters import calendar_columns as drawn
from scheduling.presenters import calendar_elsewhere
from scheduling.presenters import calendar_events as events
from scheduling.presenters import calendar_menus as menus
from scheduling.presenters.calendar_query import CalendarQuery
from scheduling.selectors.calendar import CalendarRows


def calendar(rows: CalendarRows, query: CalendarQuery, *, reader: Reader) -> Calendar:
    """Put the board together."""
    here, today = query.url(), reader.now.astimezone(reader.zone).date()
    span = 7 if query.view in ("week", "list") else 1
    columns, (first, last) = drawn.columns(rows, query, reader)
    fields = {"who": str(query.who or ""), "place": str(query.place or ""), "date": query.day.isoformat()}
    suffix = urlencode({key: value for key, value in fields.items() if value} | {"back": here})
    hours = range(first, last, 60)
    return Calendar(
        key=query.key,
        version=int(rows.now.timestamp() * 1000),
        title=title_of(query, reader),
        view=query.view,
        zone=reader.now.astimezone(reader.zone).tzname() or "",
        first=first // drawing.QUARTER,
        last=last // drawing.QUARTER,
        hours=tuple((minute // drawing.QUARTER, drawn.clock_of(minute, reader)) for minute in hours),
        columns=columns,
        days=_day_tabs(rows, query, reader, today),
        listed=_listed(rows, query, reader, today),
        views=menus.views(query),
        who=menus.who(rows, query),
        places=menus.places(rows, query),
        picks=menus.picks(rows, query),
        legend=menus.legend(rows, query, reader),
        who_label=menus.who_label(rows, query),
        place_label=next((row.name for row in rows.locations if row.pk == query.place), _("All locations")),
        before_url=query.url(date=(query.day - timedelta(days=span)).isoformat()),
        today_url=query.url(date=today.isoformat()),
        after_url=query.url(date=(query.day + timedelta(days=span)).isoformat()),
        here_url=here,
        new_url=f"{reverse('scheduling:appointment_new')}?{suffix}" if reader.can_write else "",
        block_url=f"{reverse('scheduling:block_new')}?{suffix}" if reader.can_write else "",
        print_url=f"{reverse('scheduling:calendar_print')}?{query.query()}",
        now_minute=drawn.minute_of(reader.now, reader),
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


def title_of(query: CalendarQuery, reader: Reader) -> str:
    """Write which day or week it is."""
    today, language = reader.now.astimezone(reader.zone).date(), reader.language
    if len(query.days) == 1:
        title = day_title(query.day, language=language)
        return title if query.day.year == today.year else f"{title}, {query.day.year}"
    first, last = query.days[0], query.days[-1]
    return f"{_short(first, language)} – {_short(last, language)}, {last.year}"


def _short(day: date, language: str) -> str:
    month = str(MONTHS_3[day.month])
    return f"{month.capitalize()} {day.day}" if language.startswith("en") else f"{day.day} {month}"


def _day_tabs(rows: CalendarRows, query: CalendarQuery, reader: Reader, today: date) -> tuple[DayTab, ...]:
    tabs = []
    for day in drawing.week_of(query.day):
        percent = _booked_percent(rows, day, reader)
        tabs.append(
            DayTab(
                weekday=str(WEEKDAYS_ABBR[day.weekday()]),
                number=str(day.day),
                url=query.url(date=day.isoformat(), view="day" if query.view == "week" else query.view),
                note=_("closed") if percent is None else _("%(percent)d%% booked") % {"percent": percent},
                percent=percent,
                is_current=day in query.days and len(query.days) == 1,
                is_today=day == today,
            )
        )
    return tuple(tabs)


def _listed(rows: CalendarRows, query: CalendarQuery, reader: Reader, today: date) -> tuple[ListedDay, ...]:
    claims = [row for row in rows.claims if row.resource_id == query.who] if query.who else rows.claims
    taking = [query.who] if query.who else [row.pk for row in rows.shown]
    return tuple(
        ListedDay(
            label=day_title(day, language=reader.language),
            is_today=day == today,
            lines=(
                *events.lines(events.once_each(claims), day, rows, reader),
                *calendar_elsewhere.lines(rows, taking, day, reader),
            ),
        )
        for day in query.days
    )


def _booked_percent(rows: CalendarRows, day: date, reader: Reader) -> int | None:
    """Say how much of what providers could give on a day is booked; None when nobody works."""
    people = {row.pk for row in rows.shown if row.kind == "PROVIDER"}
    could = sum(end - start for key in people for start, end in events.open_on(rows, key, day, reader))
    if not could:
        return None
    taken = sum(
        piece.ends - piece.starts
        for claim in rows.claims
        if claim.resource_id in people and (claim.appointment_id or claim.group_session_id)
        for piece in drawing.pieces(claim.starts_at, claim.ends_at, reader.zone)
        if piece.day == day
    )
    return min(100, round(100 * taken / could))
