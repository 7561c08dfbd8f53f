"""The staff calendar: looked at, and printed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, member_required
from accounts.models import Member
from accounts.presenters import shell
from conversations.presenters.reader import Reader, reader_of
from core import clock, pdf
from core.transactions import reading
from scheduling.forms import calendar as forms
from scheduling.pages.calendar import Calendar, Said, Sheet
from scheduling.pages.paper import Paper
from scheduling.ports import appointment_links
from scheduling.presenters import calendar as pages
from scheduling.presenters import calendar_paper as papers
from scheduling.presenters import calendar_sheet as sheets
from scheduling.presenters.calendar_events import where_words
from scheduling.presenters.calendar_query import CalendarQuery, read_query
from scheduling.selectors import calendar as rows
from scheduling.selectors.route import list_drivers
from scheduling.selectors.whereabouts import place_of, reads_address


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
    context = {"paper": _paper(request), "shell": shell(request, current="calendar")}
    return render(request, "scheduling/calendar_print.html", context)


@require_GET
@member_required
def calendar_pdf(request: MemberRequest) -> HttpResponse:
    """Give the same as a PDF; where none can be made, the page that says how to save one."""
    if not pdf.can_write():
        return redirect(f"{reverse('scheduling:calendar_print')}?{request.GET.urlencode()}")
    paper = _paper(request)
    context = {"paper": paper, "language": get_language()}
    html = render_to_string("scheduling/calendar_pdf.html", context, request)
    name = f"{slugify(paper.title) or 'calendar'}.pdf"
    return HttpResponse(
        pdf.write(html, sheet="paper.css"),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _paper(request: MemberRequest) -> Paper:
    now = clock.now()
    query = query_of(request.GET, request.member, now=now)
    reader = reader_of(request.member, now=now)
    return papers.paper(
        _rows(request.member, query, reader=reader),
        query,
        reader=reader,
        organisation=request.member.organisation.name,
        is_neutral=request.GET.get("neutral") == "1",
        has_pdf=pdf.can_write(),
    )


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
        "has_route": has_route(request.member),
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
    return pages.calendar(_rows(member, query, reader=reader), query, reader=reader)


def _rows(member: Member, query: CalendarQuery, *, reader: Reader) -> rows.CalendarRows:
    since, until = pages.read_between(query, reader)
    with reading(member.organisation_id):
        return rows.read_calendar(
            member=member, whose=query.whose, place=query.place, since=since, until=until, now=reader.now
        )


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
        place = place_of(row)
        return sheets.sheet(
            row,
            hosts=hosts,
            reader=reader,
            back=back,
            said=said,
            typed=typed,
            where=where_words(row, place, is_hidden=not reads_address(member, row, place, now=now)),
            links=appointment_links(member, [row.pk]).get(row.pk, ()),
        )


def has_route(member: Member) -> bool:
    """Say whether anybody drives to customers."""
    with reading(member.organisation_id):
        return bool(list_drivers(member=member))
