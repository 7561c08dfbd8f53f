"""What keeps the staff calendar and the waiting list live."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils import timezone

from conversations.hub.pages import News, Part, Parts, register_page
from conversations.hub.seating import Crowd
from conversations.presenters.reader import reader_of
from core.transactions import reading
from scheduling.presenters.calendar import calendar, read_between
from scheduling.presenters.calendar_query import read_query
from scheduling.presenters.waiting import waiting_page
from scheduling.selectors.calendar import read_calendar
from scheduling.selectors.waiting import read_list


def register() -> None:
    """Let the hub print both."""
    register_page("calendar", print_calendar)
    register_page("waiting", print_waiting)


def print_calendar(news: News, crowd: Crowd) -> Iterator[Parts]:
    """Print the calendar that a crowd looks at; all of it have equal rights."""
    page = crowd.place.page
    if page is None or not (news.is_first or news.batch.calendars):
        return
    member = crowd.everyone[0].member
    today = timezone.localtime(news.now, ZoneInfo(crowd.place.rights.time_zone)).date()
    query = read_query(QueryDict(page.key), today=today)
    reader = reader_of(member, now=news.now, language=crowd.place.rights.language)
    since, until = read_between(query, reader)
    with reading(member.organisation_id):
        rows = read_calendar(
            member=member, whose=query.whose, place=query.place, since=since, until=until, now=news.now
        )
    shown = calendar(rows, query, reader=reader)
    part = Part(
        id="calendar",
        version=shown.version,
        template="scheduling/_calendar.html",
        context={"calendar": shown},
    )
    yield [part], crowd.everyone


def print_waiting(news: News, crowd: Crowd) -> Iterator[Parts]:
    """Print the waiting list for a crowd."""
    if not (news.is_first or news.batch.calendars):
        return
    member = crowd.everyone[0].member
    reader = reader_of(member, now=news.now, language=crowd.place.rights.language)
    with reading(member.organisation_id):
        page = waiting_page(read_list(member=member, now=news.now), reader=reader)
    part = Part(
        id="waiting", version=page.version, template="scheduling/_waiting.html", context={"page": page}
    )
    yield [part], crowd.everyone
