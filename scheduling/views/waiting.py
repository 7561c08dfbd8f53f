"""The waiting list: looked at, joined for somebody, left."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import selectors as accounts
from accounts.access import MemberRequest, member_required, status_of, writer_required
from accounts.models import Member
from accounts.presenters import shell
from contacts.models import Contact
from contacts.selectors import seen_by
from conversations.presenters.reader import reader_of
from core import clock
from core.errors import NotAllowed, Refused
from core.transactions import reading
from scheduling import services
from scheduling.forms.calendar import back_url, identifier
from scheduling.forms.waiting import read_waiter, read_waits
from scheduling.models import Service
from scheduling.presenters import waiting as pages
from scheduling.selectors import calendar as rows
from scheduling.selectors import waiting as selectors
from scheduling.services.waiting.joining import join_list, remove_entry


@require_GET
@member_required
def waiting(request: MemberRequest) -> HttpResponse:
    """List who waits, by service and turn."""
    member, now = request.member, clock.now()
    with reading(member.organisation_id):
        listed = selectors.read_list(member=member, now=now)
    page = pages.waiting_page(listed, reader=reader_of(member, now=now))
    context = {"shell": shell(request, current="calendar"), "page": page}
    return render(request, "scheduling/waiting.html", context)


@require_http_methods(["GET", "POST"])
@writer_required
def waiting_new(request: MemberRequest) -> HttpResponse:
    """Put somebody on the list: a contact, from their page or the conversation with them."""
    if request.method == "GET":
        return _form(request)
    try:
        join_list(
            organisation=request.member.organisation_id,
            waits=read_waits(request.POST, service_id=identifier(request.POST.get("service", ""))),
            who=read_waiter(request.POST),
            by=services.member(request.member),
            now=clock.now(),
        )
    except NotAllowed:
        raise
    except Refused as refusal:
        return _form(request, problem=str(refusal.sentence), status=max(status_of(refusal), 422))
    messages.success(request, _("They are on the waiting list and hear of the first time that suits."))
    return redirect(back_url(request.POST) if request.POST.get("back") else "scheduling:waiting")


@require_POST
@writer_required
def waiting_remove(request: MemberRequest, waiting_id: UUID) -> HttpResponse:
    """Take somebody off the list."""
    remove_entry(
        by=request.member, entry_id=waiting_id, reason=request.POST.get("reason", ""), now=clock.now()
    )
    messages.success(request, _("They are off the waiting list."))
    return redirect("scheduling:waiting")


def _form(request: MemberRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    typed = request.POST if request.method == "POST" else request.GET
    with reading(request.member.organisation_id):
        found = _gather(
            request.member,
            service_id=identifier(typed.get("service", "")),
            contact_id=identifier(typed.get("contact", "")),
        )
    back = back_url(typed) if typed.get("back") else ""
    page = pages.waits_form(found, typed, back=back, problem=problem)
    context = {"shell": shell(request, current="calendar"), "page": page}
    return render(request, "scheduling/waiting_new.html", context, status=status)


def _gather(member: Member, *, service_id: UUID | None, contact_id: UUID | None) -> pages.WaitsRows:
    every = tuple(Service.objects.of(member.organisation_id).filter(is_active=True))
    service = next((row for row in every if row.pk == service_id), every[0] if len(every) == 1 else None)
    locations = accounts.list_locations(organisation_id=member.organisation_id)
    people = seen_by(Contact.objects.of(member.organisation_id), member)
    return pages.WaitsRows(
        services=every,
        service=service,
        givers=tuple(rows.list_givers(service_id=service.pk, member=member)) if service else (),
        locations=[row for row in locations if not member.location_ids or row.pk in member.location_ids],
        contact=people.filter(pk=contact_id).first() if contact_id else None,
    )
