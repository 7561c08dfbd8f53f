"""The staff calendar: looked at, and printed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, member_required
from accounts.models import Member
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from core import clock
from core.transactions import reading
from scheduling.forms import calendar as forms
from scheduling.pages.calendar import Calendar, Said, Sheet
from scheduling.presenters import calendar as pages
from scheduling.presenters import calendar_sheet as sheets
from scheduling.presenters.calendar_query import CalendarQuery, read_query
from scheduling.selectors import calendar as rows


@require_GET
@member_required
def calendar(request: MemberRequest) -> HttpResponse:
    """Show a day, a week, a row of resources or a list; `open` shows one appointment beside it."""
    now = clock.now()
    query = query_of(request.GET, request.member, now=now)
    opened = forms.identifier(request.GET.get("open", ""))
    beside = sheet_of(request.member, opened, back=query.url(), now=now) if opened else None
    return calendar_page(request, query, sheet=beside)


@require_GET
@member_required
def calendar_print(request: MemberRequest) -> HttpResponse:
    """Show on paper what the calendar shows: a table for each day."""
    now = clock.now()
    query = query_of(request.GET, request.member, now=now)
    context = {
        "calendar": board_of(request.member, query, now=now),
        "shell": shell(request, current="calendar"),
    }
    return render(request, "scheduling/calendar_print.html", context)


def calendar_page(
    request: MemberRequest,
    query: CalendarQuery,
    *,
    sheet: Sheet | None = None,
    said: Said | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the whole page."""
    context = {
        "shell": shell(request, current="calendar"),
        "calendar": board_of(request.member, query, now=clock.now()),
        "sheet": sheet,
        "said": said,
    }
    return render(request, "scheduling/calendar.html", context, status=status)


def query_of(said: Mapping[str, str], member: Member, *, now: datetime) -> CalendarQuery:
    """Read which calendar is asked for: a provider's own week unless told, a row of everybody for others."""
    own = None
    if "who" not in said and "view" not in said:
        with reading(member.organisation_id):
            own = rows.own_resource_id(member=member)
    today = timezone.localtime(now, reader_of(member, now=now).zone).date()
    return read_query(said, today=today, own=own, usual="week" if own else "")


def board_of(member: Member, query: CalendarQuery, *, now: datetime) -> Calendar:
    """Read and print the board."""
    reader = reader_of(member, now=now)
    since, until = pages.read_between(query, reader)
    with reading(member.organisation_id):
        found = rows.read_calendar(
            member=member, who=query.who, place=query.place, since=since, until=until, now=now
        )
    return pages.calendar(found, query, reader=reader)


def sheet_of(
    member: Member,
    appointment_id: UUID,
    *,
    back: str,
    now: datetime,
    said: Said | None = None,
    typed: dict[str, str] | None = None,
) -> Sheet:
    """Read and print one appointment."""
    with reading(member.organisation_id):
        row = rows.get_appointment(member=member, appointment_id=appointment_id)
        hosts = tuple(rows.list_givers(service_id=row.service_id, member=member))
        reader = reader_of(member, now=now)
        return sheets.sheet(row, hosts=hosts, reader=reader, back=back, said=said, typed=typed)
