"""Everything that is known of one person: taken along, kept by a hold, erased."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.access import MemberRequest, status_of, writer_required
from accounts.presenters import shell
from contacts import selectors
from contacts.presenters.personal import data_page
from contacts.selectors import personal as reads
from contacts.services import personal as services
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading


@require_GET
@never_cache
@writer_required
def data(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Show what may be done with a person's data."""
    return _page(request, contact_id)


@require_POST
@never_cache
@writer_required
def export(request: MemberRequest, contact_id: UUID) -> HttpResponseBase:
    """Hand out everything as one file."""
    now = clock.now()
    packed = services.export_person(by=request.member, contact_id=contact_id, now=now)
    return FileResponse(packed, as_attachment=True, filename=f"person-{now:%Y-%m-%d}.zip")


@require_POST
@writer_required
def place_hold(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Place a legal hold."""
    until, typed = None, request.POST.get("until", "").strip()
    if typed:
        with suppress(ValueError):
            until = date.fromisoformat(typed)
        if until is None:
            return _page(request, contact_id, hold_error=_("That is not a day."), status=422)
    try:
        services.place_hold(
            by=request.member,
            contact_id=contact_id,
            reason=request.POST.get("reason", ""),
            until=until,
            now=clock.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return _page(request, contact_id, hold_error=str(refusal.sentence), status=status_of(refusal))
    messages.success(request, _("The hold stands. Nothing of this person can be erased."))
    return redirect("contacts:data", contact_id)


@require_POST
@writer_required
def lift_hold(request: MemberRequest, contact_id: UUID, hold_id: UUID) -> HttpResponse:
    """Lift a legal hold."""
    services.lift_hold(by=request.member, contact_id=contact_id, hold_id=hold_id, now=clock.now())
    messages.success(request, _("The hold is lifted."))
    return redirect("contacts:data", contact_id)


@require_POST
@writer_required
def erase(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Erase a person once it was said that it is final."""
    known = {reason.value: reason for reason in services.ErasureReason}
    reason = known.get(request.POST.get("reason", ""))
    if reason is None or not request.POST.get("final"):
        sentence = _("Choose a reason, and tick that it is final.")
        return _page(request, contact_id, erase_error=sentence, status=422)
    try:
        services.erase_person(by=request.member, contact_id=contact_id, reason=reason, now=clock.now())
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return _page(request, contact_id, erase_error=str(refusal.sentence), status=status_of(refusal))
    messages.success(request, _("Everything about this person is erased."))
    return redirect("contacts:list")


def _page(
    request: MemberRequest,
    contact_id: UUID,
    *,
    hold_error: str = "",
    erase_error: str = "",
    status: int = 200,
) -> HttpResponse:
    now = clock.now()
    with reading(request.member.organisation_id):
        contact = selectors.get_contact(member=request.member, contact_id=contact_id)
        addresses = selectors.list_addresses(contact=contact)
        holds = reads.list_holds(contact=contact)
        subject = reads.subject_of(contact=contact, now=now, reader=request.member)
        hindrances, left_out = reads.hindrances(subject), reads.left_out(subject)
        frame = shell(request, current="contacts")
    page = data_page(
        contact,
        addresses,
        holds=holds,
        hindrances=hindrances,
        left_out=left_out,
        member=request.member,
        hold_error=hold_error,
        erase_error=erase_error,
        now=now,
    )
    return render(request, "contacts/data.html", {"shell": frame, "page": page}, status=status)
