"""A member books: from a free time of the calendar, from a conversation, for a contact."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts import selectors as accounts
from accounts.access import MemberRequest, status_of, writer_required
from accounts.models import Member
from accounts.presenters import shell
from contacts.models import Contact
from contacts.selectors import seen_by
from contacts.selectors.people import ContactQuery, list_contacts
from conversations.presenters.reader import Reader, reader_of
from conversations.presenters.times import moment_label
from core import clock
from core.errors import NotAllowed, Refused
from core.transactions import reading
from scheduling import errors, services
from scheduling.forms import appointment_new as forms
from scheduling.forms.calendar import with_open
from scheduling.models import Appointment, Service
from scheduling.pages.drafts import Draft
from scheduling.presenters import appointment_new as pages
from scheduling.selectors import calendar as rows
from scheduling.selectors import free
from scheduling.services import coming

MOST_FOUND = 6


@require_http_methods(["GET", "POST"])
@writer_required
def appointment_new(request: MemberRequest) -> HttpResponse:
    """Show what is free, and book it."""
    member, now = request.member, clock.now()
    reader = reader_of(member, now=now)
    data = request.POST if request.method == "POST" else request.GET
    draft = forms.read_draft(data, today=timezone.localtime(now, reader.zone).date())
    if request.method == "GET":
        return _page(request, draft, reader=reader)
    try:
        row = _book(request, draft, reader=reader)
    except NotAllowed:
        raise
    except Refused as refusal:
        may_insist = isinstance(refusal, errors.SlotRefused)
        return _page(
            request,
            draft,
            reader=reader,
            problem=str(refusal.sentence),
            may_insist=may_insist,
            status=max(status_of(refusal), 409),
        )
    return redirect(with_open(draft.back, row.pk))


def _book(request: MemberRequest, draft: Draft, *, reader: Reader) -> Appointment:
    """Book one, or a series; says which of a series could not be booked. Gives the first."""
    wanted: dict[str, Any] = {
        "organisation": request.member.organisation_id,
        "wanted": forms.wanted_of(draft, request.POST, reader.zone),
        "customer": forms.customer_of(draft),
        "details": forms.details_of(draft),
        "by": services.member(request.member),
        "now": reader.now,
    }
    if draft.times == 1:
        row = services.book_appointment(**wanted)
        when = moment_label(row.starts_at, reader=reader)
        messages.success(request, _("Booked for %(when)s.") % {"when": when})
        return row
    recurrence = services.Recurrence(every_weeks=draft.every_weeks, times=draft.times)
    made = services.book_series(**wanted, recurrence=recurrence, only_free=draft.only_free)
    count = len(made.appointments)
    words = ngettext("%(count)d appointment is booked.", "%(count)d appointments are booked.", count)
    messages.success(request, words % {"count": count})
    for at, why in made.left_out:
        said = {"when": moment_label(at, reader=reader), "why": why}
        messages.warning(request, _("Not booked: %(when)s. %(why)s") % said)
    return made.appointments[0]


@require_GET
@writer_required
def people(request: MemberRequest) -> HttpResponse:
    """List contacts that fit while somebody types."""
    words = " ".join(request.GET.get("name", "").replace("\x00", "").split())[:80]
    if not request.htmx:
        return redirect(f"/calendar/new/?{urlencode({'name': words})}")
    found: tuple[Contact, ...] = ()
    reach: dict[UUID, str] = {}
    if len(words) > 1:
        with reading(request.member.organisation_id):
            page = list_contacts(member=request.member, query=ContactQuery(words=words))
            found = page.contacts[:MOST_FOUND]
            reach = {
                key: ", ".join(pages.reach_of(one.kind, one.value) for one in values[:2])
                for key, values in page.addresses.items()
            }
    return render(request, "scheduling/_people.html", {"people": pages.people(found, reach)})


def _page(
    request: MemberRequest,
    draft: Draft,
    *,
    reader: Reader,
    problem: str = "",
    may_insist: bool = False,
    status: int = 200,
) -> HttpResponse:
    with reading(request.member.organisation_id):
        found = _gather(request.member, draft, now=reader.now)
    page = pages.new_appointment(
        found, draft, member=request.member, reader=reader, problem=problem, may_insist=may_insist
    )
    context = {"shell": shell(request, current="calendar"), "page": page}
    return render(request, "scheduling/appointment_new.html", context, status=status)


def _gather(member: Member, draft: Draft, *, now: datetime) -> pages.NewRows:
    organisation_id = member.organisation_id
    every = tuple(Service.objects.of(organisation_id).filter(is_active=True))
    if draft.provider_id is not None:
        given = set(rows.given_by(member=member, resource_id=draft.provider_id))
        every = tuple(row for row in every if row.pk in given) or every
    service = next(
        (row for row in every if row.pk == draft.service_id), every[0] if len(every) == 1 else None
    )
    times: tuple[free.FreeTime, ...] = ()
    soon: tuple[free.FreeTime, ...] = ()
    why, refusal = None, ""
    if service is not None:
        wish = draft.wish(service_id=service.pk)
        try:
            wish = coming.served_wish(organisation_id=organisation_id, wish=wish, now=now)
            times = free.list_slots(
                organisation_id=organisation_id, wish=wish, first_on=draft.day, last_on=draft.day, now=now
            )
            soon = free.next_free(organisation_id=organisation_id, wish=wish, now=now)
            if not times:
                why = free.explain_day(organisation_id=organisation_id, wish=wish, on=draft.day, now=now)
        except (errors.AddressNeeded, errors.NotServed) as not_there:
            refusal = str(not_there.sentence)
        except Refused:
            # A length, a person or a place the service has not: the choices above say which it has.
            times = soon = ()
    people = seen_by(Contact.objects.of(organisation_id), member)
    contact = people.filter(pk=draft.contact_id).first() if draft.contact_id else None
    return pages.NewRows(
        services=every,
        service=service,
        givers=tuple(rows.list_givers(service_id=service.pk, member=member)) if service else (),
        locations=tuple(
            row
            for row in accounts.list_locations(organisation_id=organisation_id)
            if not member.location_ids or row.pk in member.location_ids
        ),
        times=times,
        soon=soon,
        why=why,
        contact=contact,
        refusal=refusal,
    )
