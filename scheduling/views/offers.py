"""Times offered by text from a conversation."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import MemberRequest, writer_required
from accounts.models import Member
from accounts.pages import Link
from contacts.models import Contact
from contacts.selectors import seen_by
from conversations.presenters.reader import Reader, reader_of
from conversations.presenters.times import moment_label
from conversations.selectors.threads import get_conversation
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from scheduling.errors import AddressNeeded, BadBooking, NotServed
from scheduling.forms.calendar import identifier, read_version
from scheduling.selectors import free
from scheduling.selectors.calendar import get_appointment
from scheduling.selectors.free import Wish
from scheduling.selectors.people import list_asked
from scheduling.services import NewTime, coming, member, move_appointment, offering


@require_POST
@writer_required
def offer(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Text three free times of a service to the person of a conversation."""
    with reading(request.member.organisation_id):
        get_conversation(member=request.member, conversation_id=conversation_id)
    try:
        service_id = identifier(request.POST.get("service", ""))
        if service_id is None:
            raise BadBooking(_("Choose what is to be booked."))
        offering.offer_times(
            by=request.member,
            conversation_id=conversation_id,
            wish=Wish(service_id=service_id),
            now=clock.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("Three times are offered by text, and kept for two hours."))
    place = reverse("conversations:conversation", args=[conversation_id])
    return HttpResponseClientRedirect(place) if request.htmx else redirect(place)


@require_POST
@writer_required
def move_as_asked(request: MemberRequest, appointment_id: UUID) -> HttpResponse:
    """Move an appointment to the time its customer's calendar asked for, and go back to where it was pressed."""
    organisation_id = request.member.organisation_id
    with reading(organisation_id):
        row = get_appointment(member=request.member, appointment_id=appointment_id)
        asked = list_asked(organisation_id=organisation_id, rows=[row]).get(row.pk)
    try:
        if asked is None or asked.to_starts_at is None:
            raise BadBooking(_("They ask for no other time any more."))
        move_appointment(
            organisation=organisation_id,
            appointment_id=appointment_id,
            to=NewTime(starts_at=asked.to_starts_at),
            by=member(request.member),
            seen_version=read_version(request.POST),
            now=clock.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("The appointment is moved to the time they asked for."))
    place = reverse("scheduling:appointment", args=[appointment_id])
    if request.htmx:
        return HttpResponseClientRedirect(request.htmx.current_url_abs_path or place)
    return redirect(place)


@require_GET
@writer_required
def next_free(request: MemberRequest) -> HttpResponse:
    """List the next three free times of a service, each a link to its booking; without script the page with all."""
    kept = {
        name: request.GET[name]
        for name in ("service", "contact", "conversation", "back")
        if name in request.GET
    }
    place = reverse("scheduling:appointment_new")
    if not request.htmx:
        return redirect(f"{place}?{urlencode(kept)}")
    reader = reader_of(request.member, now=clock.now())
    service_id = identifier(kept.get("service", ""))
    found: tuple[free.FreeTime, ...] = ()
    problem = "" if service_id else _("Choose what is to be booked.")
    if service_id is not None:
        try:
            with reading(request.member.organisation_id):
                found = free.next_free(
                    organisation_id=request.member.organisation_id,
                    wish=_wish(request.member, service_id, kept.get("contact", ""), now=reader.now),
                    now=reader.now,
                )
        except Refused as refusal:
            problem = str(refusal.sentence)
    times = [
        Link(
            label=moment_label(one.starts_at, reader=reader),
            url=f"{place}?{urlencode(kept | _chosen(one, reader))}",
        )
        for one in found
    ]
    return render(request, "scheduling/_next_free.html", {"times": times, "problem": problem})


def _wish(member: Member, service_id: UUID, contact: str, *, now: datetime) -> Wish:
    """Ask for a service where the contact was visited last; where that is not known, at no place in particular."""
    wish, contact_id = Wish(service_id=service_id), identifier(contact)
    people = seen_by(Contact.objects.of(member.organisation_id), member)
    if contact_id is None or not people.filter(pk=contact_id).exists():
        return wish
    try:
        return coming.wish_of_contact(
            wish, organisation_id=member.organisation_id, contact_id=contact_id, now=now
        )
    except (AddressNeeded, NotServed):
        return wish


def _chosen(one: free.FreeTime, reader: Reader) -> dict[str, str]:
    return {
        "start": one.starts_at.isoformat(),
        "date": one.starts_at.astimezone(reader.zone).date().isoformat(),
    }
