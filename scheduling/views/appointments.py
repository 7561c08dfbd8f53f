"""One appointment: looked at, moved, and how it stands; and one session."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.access import MemberRequest, member_required, status_of, writer_required
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from scheduling import services
from scheduling.forms import calendar as forms
from scheduling.models import Appointment
from scheduling.pages.calendar import Said
from scheduling.presenters import calendar_said as said_pages
from scheduling.presenters import calendar_sheet as sheets
from scheduling.selectors import calendar as rows
from scheduling.views.calendar import board_of, query_of, sheet_of

MOVE_FIELDS = ("day", "at", "minutes", "resource", "instead_of")


@require_GET
@member_required
def appointment(request: MemberRequest, appointment_id: UUID) -> HttpResponse:
    """Show an appointment on a page of its own."""
    return _page(request, appointment_id, back=forms.back_url(request.GET))


@require_GET
@member_required
def appointment_sheet(request: MemberRequest, appointment_id: UUID) -> HttpResponse:
    """Show an appointment beside the calendar."""
    if not request.htmx:
        return redirect("scheduling:appointment", appointment_id=appointment_id)
    page = sheet_of(request.member, appointment_id, back=forms.back_url(request.GET), now=clock.now())
    return render(request, "scheduling/_appointment.html", {"sheet": page})


@require_POST
@writer_required
def appointment_act(request: MemberRequest, appointment_id: UUID) -> HttpResponse:
    """Approve, decline, cancel, mark as arrived or the like, or keep a note."""
    back = forms.back_url(request.POST)
    act = _ACTS.get(request.POST.get("act", ""))
    try:
        if act is None:
            raise Refused(_("Choose what is to be done."))
        said = act(request, appointment_id, clock.now())
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        problem = Said(text=str(refusal.sentence), tone="warn")
        return _page(request, appointment_id, back=back, said=problem, status=status_of(refusal))
    messages.success(request, said)
    return redirect(forms.with_open(back, appointment_id))


@require_POST
@writer_required
def appointment_move(request: MemberRequest, appointment_id: UUID) -> HttpResponse:
    """Move an appointment; a refusal says why and what else would do."""
    back = forms.back_url(request.POST)
    said, refusal = _move(request, appointment_id, back=back, is_partial=False)
    if refusal is None:
        messages.success(request, said.text)
        return redirect(forms.with_open(back, appointment_id))
    typed = _typed(request.POST)
    return _page(request, appointment_id, back=back, said=said, typed=typed, status=status_of(refusal))


@require_POST
@writer_required
def appointment_drag(request: MemberRequest, appointment_id: UUID) -> HttpResponse:
    """Move or stretch an appointment in the drawn calendar, and show the calendar as it then is."""
    back = forms.back_url(request.POST)
    said, refusal = _move(request, appointment_id, back=back, is_partial=True)
    if not request.htmx:
        level = messages.SUCCESS if refusal is None else messages.WARNING
        messages.add_message(request, level, said.text)
        return redirect(forms.with_open(back, appointment_id))
    now = clock.now()
    query = query_of(QueryDict(back.partition("?")[2]), request.member, now=now)
    context = {"calendar": board_of(request.member, query, now=now), "said": said}
    status = status_of(refusal) if refusal else 200
    return render(request, "scheduling/_calendar_frame.html", context, status=status)


@require_GET
@member_required
def session(request: MemberRequest, session_id: UUID) -> HttpResponse:
    """Show a session and who comes to it."""
    now = clock.now()
    with reading(request.member.organisation_id):
        row, seats = rows.get_session(member=request.member, session_id=session_id)
        page = sheets.session(row, seats, reader=reader_of(request.member, now=now))
    context = {"shell": shell(request, current="calendar"), "page": page, "back": forms.back_url(request.GET)}
    return render(request, "scheduling/session.html", context)


def _move(
    request: MemberRequest, appointment_id: UUID, *, back: str, is_partial: bool
) -> tuple[Said, Refused | None]:
    """Move an appointment to what was typed or drawn; what cannot be done is said, and given beside it."""
    member, now = request.member, clock.now()
    with reading(member.organisation_id):
        before = rows.get_appointment(member=member, appointment_id=appointment_id)
        givers = {row.pk for row in rows.list_givers(service_id=before.service_id, member=member)}
    reader = reader_of(member, now=now)
    try:
        to = forms.read_move(request.POST, reader.zone, givers=givers, provider_id=before.provider_id)
        services.move_appointment(
            organisation=member.organisation_id,
            appointment_id=appointment_id,
            to=to,
            by=services.member(member),
            seen_version=forms.read_version(request.POST),
            now=now,
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        typed = _typed(request.POST)
        said = said_pages.refused(
            refusal, before, typed, member=member, reader=reader, back=back, is_partial=is_partial
        )
        return said, refusal
    with reading(member.organisation_id):
        row = rows.get_appointment(member=member, appointment_id=appointment_id)
    return said_pages.moved(row, before, reader=reader, back=back, is_partial=is_partial), None


def _typed(data: QueryDict) -> dict[str, str]:
    return {name: data.get(name, "")[:40] for name in MOVE_FIELDS}


def _page(
    request: MemberRequest,
    appointment_id: UUID,
    *,
    back: str,
    said: Said | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = sheet_of(request.member, appointment_id, back=back, now=clock.now(), said=said, typed=typed)
    context = {"shell": shell(request, current="calendar"), "sheet": page}
    return render(request, "scheduling/appointment.html", context, status=status)


def _standing(service: Callable[..., Appointment], sentence: Callable[[], str]) -> "Act":
    def act(request: MemberRequest, appointment_id: UUID, now: datetime) -> str:
        service(**_whose(request, appointment_id), now=now)
        return sentence()

    return act


def _whose(request: MemberRequest, appointment_id: UUID) -> dict[str, Any]:
    member = request.member
    return {
        "organisation": member.organisation_id,
        "appointment_id": appointment_id,
        "by": services.member(member),
    }


def _end(request: MemberRequest, appointment_id: UUID, now: datetime) -> str:
    """Cancel, or decline what is only asked for."""
    whose, reason = _whose(request, appointment_id), request.POST.get("reason", "")
    with reading(request.member.organisation_id):
        row = rows.get_appointment(member=request.member, appointment_id=appointment_id)
    if row.status == "REQUESTED":
        services.decline_appointment(**whose, reason=reason, now=now)
        return _("The request is declined.")
    seen = forms.read_version(request.POST)
    services.cancel_appointment(**whose, reason=reason, seen_version=seen, now=now)
    return _("The appointment is cancelled.")


def _end_following(request: MemberRequest, appointment_id: UUID, now: datetime) -> str:
    """Cancel one of a series and those after it."""
    reason = request.POST.get("reason", "")
    count = len(services.cancel_following(**_whose(request, appointment_id), reason=reason, now=now))
    return ngettext("%(count)d appointment is cancelled.", "%(count)d appointments are cancelled.", count) % {
        "count": count
    }


def _note(request: MemberRequest, appointment_id: UUID, now: datetime) -> str:
    services.write_note(**_whose(request, appointment_id), text=request.POST.get("note", ""), now=now)
    return _("The note is saved.")


Act = Callable[[MemberRequest, UUID, datetime], str]
_ACTS: Mapping[str, Act] = {
    "approve": _standing(services.approve_appointment, lambda: _("The appointment is confirmed.")),
    "arrive": _standing(services.mark_arrived, lambda: _("They are here.")),
    "complete": _standing(services.mark_completed, lambda: _("The appointment is done.")),
    "miss": _standing(services.mark_no_show, lambda: _("Noted: they did not come.")),
    "take_back": _standing(services.take_back, lambda: _("That is taken back.")),
    "restore": _standing(services.restore_appointment, lambda: _("The appointment is booked again.")),
    "cancel": _end,
    "cancel_following": _end_following,
    "note": _note,
}
