"""One appointment, and one session."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, member_required
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from core import clock
from core.transactions import reading
from scheduling.forms import calendar as forms
from scheduling.presenters import calendar_sheet as sheets
from scheduling.selectors import calendar as rows
from scheduling.views.calendar import sheet_of


@require_GET
@member_required
def appointment(request: MemberRequest, appointment_id: UUID) -> HttpResponse:
    """Show an appointment on a page of its own."""
    back = forms.back_url(request)
    page = sheet_of(request.member, appointment_id, back=back, now=clock.now())
    context = {"shell": shell(request, current="calendar"), "sheet": page}
    return render(request, "scheduling/appointment.html", context)


@require_GET
@member_required
def appointment_sheet(request: MemberRequest, appointment_id: UUID) -> HttpResponse:
    """Show an appointment beside the calendar."""
    if not request.htmx:
        return redirect("scheduling:appointment", appointment_id=appointment_id)
    page = sheet_of(request.member, appointment_id, back=forms.back_url(request), now=clock.now())
    return render(request, "scheduling/_appointment.html", {"sheet": page})


@require_GET
@member_required
def session(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Show a session and who comes to it."""
    now = clock.now()
    with reading(request.member.organisation_id):
        row, seats = rows.get_session(member=request.member, session_id=session_id)
        page = sheets.session(row, seats, reader=reader_of(request.member, now=now))
    context = {"shell": shell(request, current="calendar"), "page": page, "back": forms.back_url(request)}
    return render(request, "scheduling/session.html", context)
