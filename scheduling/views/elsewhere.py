"""A resource's calendars elsewhere: found, connected, read again, changed and taken away; and clashes with ours."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import MemberRequest, member_required, status_of, writer_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from scheduling import policies
from scheduling.domain.outside import CalendarFault, CalendarKind
from scheduling.forms.calendar import back_url
from scheduling.forms.elsewhere import CalDavForm, FeedForm, form_for
from scheduling.models import ExternalCalendar
from scheduling.pages.elsewhere import FoundPage
from scheduling.ports import writable_kinds
from scheduling.presenters import elsewhere as present
from scheduling.presenters.cloud import provider_links
from scheduling.selectors import elsewhere as selectors
from scheduling.services.outside import clashes, connecting

TYPED = (CalendarKind.ICS, CalendarKind.CALDAV)


@require_http_methods(["GET", "POST"])
@member_required
def calendars(request: MemberRequest, resource_id: UUID) -> HttpResponse:
    """Show the calendars of a resource; who may connect them looks at a new one and adds it."""
    if request.method == "GET":
        return page(request, resource_id)
    if request.POST.get("act") == "add":
        return _add(request, resource_id)
    kind = request.POST.get("kind", "")
    form = form_for(kind if kind in TYPED else CalendarKind.ICS, request.POST)
    if not form.is_valid():
        _check(request, resource_id)
        return page(request, resource_id, form=form, status=422)
    now = clock.now()
    try:
        look = connecting.look(
            by=request.member, resource_id=resource_id, kind=form.kind, typed=form.cleaned_data, now=now
        )
    except CalendarFault as fault:
        form.add_error("address", present.trouble_sentence(fault.trouble))
        return page(request, resource_id, form=form, status=422)
    found = present.found_page(look, reader=reader_of(request.member, now=now))
    return page(request, resource_id, form=form, found=found)


@require_POST
@writer_required
def calendar_act(request: MemberRequest, calendar_id: UUID) -> HttpResponse:
    """Read a calendar now, change what it counts, pause it or remove it."""
    act, now = request.POST.get("act", ""), clock.now()
    if act == "read":
        is_read = connecting.read_now(by=request.member, calendar_id=calendar_id, now=now)
        if is_read:
            messages.success(request, _("The calendar was read."))
        row = _row(request, calendar_id)
    elif act == "remove":
        row = connecting.remove(by=request.member, calendar_id=calendar_id, now=now)
        messages.success(
            request, _("“%(name)s” is read no more. What we wrote stays in it.") % {"name": row.name}
        )
    elif act in _CHANGES:
        row = connecting.change(by=request.member, calendar_id=calendar_id, values=_CHANGES[act], now=now)
        messages.success(request, _("Saved."))
        if act == "resume":
            connecting.read_now(by=request.member, calendar_id=calendar_id, now=now)
    else:
        row = _row(request, calendar_id)
        messages.error(request, _("Choose what is to be done."))
    return redirect("scheduling:resource_calendars", resource_id=row.resource_id)


@require_POST
@writer_required
def clash_act(request: MemberRequest, copy_id: UUID) -> HttpResponse:
    """Keep our time of an appointment that somebody changed over there, or take theirs."""
    now = clock.now()
    with reading(request.member.organisation_id):
        copy = selectors.get_clash(member=request.member, copy_id=copy_id)
    try:
        if request.POST.get("act") == "theirs":
            clashes.take_theirs(by=request.member, copy_id=copy_id, now=now)
            messages.success(request, _("Done here as it was done there."))
        else:
            clashes.keep_ours(by=request.member, copy_id=copy_id, now=now)
            messages.success(request, _("Ours is written there again."))
    except CalendarFault as fault:
        messages.error(request, present.trouble_sentence(fault.trouble))
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    if request.POST.get("back"):
        return redirect(back_url(request.POST))
    return redirect("scheduling:resource_calendars", resource_id=copy.calendar.resource_id)


def page(
    request: MemberRequest,
    resource_id: UUID,
    *,
    form: FeedForm | CalDavForm | None = None,
    found: FoundPage | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page: what is connected, what was found, and the ways to connect more."""
    member, now = request.member, clock.now()
    with reading(member.organisation_id):
        resource = selectors.get_owner(organisation_id=member.organisation_id, resource_id=resource_id)
        rows = selectors.list_calendars(organisation_id=member.organisation_id, resource_id=resource_id)
        busy = selectors.count_busy(
            organisation_id=member.organisation_id, calendars=rows, since=now, until=now + timedelta(days=7)
        )
        open_clashes = list(selectors.seen_clashes(member).filter(calendar__resource_id=resource_id))
    can_change = policies.can_connect(member, resource)
    forms = {kind: form_for(kind) for kind in TYPED}
    if form is not None:
        forms[form.kind] = form
    reader = reader_of(member, now=now)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("booking", request.member),
        "resource": resource,
        "cards": present.cards(
            rows, busy=busy, clashes=open_clashes, writable=writable_kinds(), reader=reader
        ),
        "found": found,
        "feed_form": forms[CalendarKind.ICS],
        "caldav_form": forms[CalendarKind.CALDAV],
        "providers": provider_links(resource_id),
        "chosen": form.kind.value if form is not None else "",
        "can_change": can_change,
        "can_write": reader.can_write,
    }
    return render(request, "scheduling/resource_calendars.html", context, status=status)


def _add(request: MemberRequest, resource_id: UUID) -> HttpResponse:
    chosen = request.POST.getlist("calendar")
    names = {
        address: request.POST.get(f"name-{address}", "").strip() or address.rpartition("/")[2] or address
        for address in chosen
    }
    if not names:
        _check(request, resource_id)
        messages.error(request, _("Choose a calendar."))
        return redirect("scheduling:resource_calendars", resource_id=resource_id)
    try:
        connecting.add(
            by=request.member,
            resource_id=resource_id,
            sealed=request.POST.get("sealed", ""),
            names=names,
            writes_to=request.POST.get("writes_to", ""),
            now=clock.now(),
        )
    except CalendarFault as fault:
        messages.error(request, present.trouble_sentence(fault.trouble))
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
        return page(request, resource_id, status=status_of(refusal))
    else:
        messages.success(request, _("Connected. What stands in it is not booked from now on."))
    return redirect("scheduling:resource_calendars", resource_id=resource_id)


def _check(request: MemberRequest, resource_id: UUID) -> None:
    with reading(request.member.organisation_id):
        resource = selectors.get_owner(
            organisation_id=request.member.organisation_id, resource_id=resource_id
        )
    policies.check_can_connect(request.member, resource)


def _row(request: MemberRequest, calendar_id: UUID) -> ExternalCalendar:
    with reading(request.member.organisation_id):
        row = selectors.get_calendar(organisation_id=request.member.organisation_id, calendar_id=calendar_id)
    policies.check_can_connect(request.member, row.resource)
    return row


_CHANGES: Mapping[str, Mapping[str, bool]] = {
    "count_tentative": {"counts_tentative": True},
    "ignore_tentative": {"counts_tentative": False},
    "write": {"writes_to": True},
    "write_no_more": {"writes_to": False},
    "pause": {"is_active": False},
    "resume": {"is_active": True},
}
