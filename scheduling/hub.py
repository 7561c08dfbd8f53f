"""What keeps the staff calendar live."""

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
from scheduling.selectors.calendar import read_calendar


def register() -> None:
    """Let the hub print the calendar."""
    register_page("calendar", print_calendar)


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
