"""Contacts that may be one person: the pairs to decide, and who is known already while somebody is written down."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required, writer_required
from accounts.presenters import shell
from contacts import forms, ports, selectors
from contacts.domain.addresses import AddressKind
from contacts.models import Contact, PersonalDetails
from contacts.pages import LikeItem
from contacts.presenters import duplicates as presenters
from contacts.selectors import duplicates as suggestions
from contacts.selectors import likeness
from contacts.services import duplicates as services
from contacts.services.details import Details
from core import clock
from core.transactions import reading


@require_GET
@never_cache
@member_required
def duplicates(request: MemberRequest) -> HttpResponse:
    """Show the likeliest pairs to decide."""
    member = request.member
    with reading(member.organisation_id):
        rows = suggestions.list_suggestions(member=member, now=clock.now())
        count = suggestions.count_suggestions(organisation_id=member.organisation_id)
        people = [contact for row in rows for contact in (row.first, row.second)]
        addresses = selectors.addresses_of(organisation_id=member.organisation_id, contacts=people)
        frame = shell(request, current="contacts")
    page = presenters.duplicates_page(
        rows, count=count, addresses=addresses, may_write=policies.can_write(member)
    )
    return render(request, "contacts/duplicates.html", {"shell": frame, "page": page})


@require_POST
@writer_required
def distinct(request: MemberRequest, suggestion_id: UUID) -> HttpResponse:
    """Say that they are two people."""
    services.decide_distinct(by=request.member, suggestion_id=suggestion_id, now=clock.now())
    messages.success(request, _("They stay two people. This pair is not suggested again."))
    return redirect("contacts:duplicates")


def likely(request: MemberRequest, form: forms.ContactForm, typed: forms.AddressForm) -> tuple[LikeItem, ...]:
    """Find who may be the person a valid form describes."""
    organisation_id = request.member.organisation_id
    values = {
        name: form.cleaned_data[name]
        for name in ("kind", "first_name", "last_name", "company_name", "suffix")
    }
    address = typed.address() if typed.is_bound else None
    person = likeness.person_of(
        Contact(organisation_id=organisation_id, **values),
        phones=[address.value] if address and address.kind is AddressKind.PHONE else (),
        emails=[address.value] if address and address.kind is AddressKind.EMAIL else (),
        details=PersonalDetails(organisation_id=organisation_id, **asdict(form.details() or Details())),
    )
    with reading(organisation_id):
        kept = ports.kept_from(request.member)
        like = likeness.find_like(organisation_id=organisation_id, person=person)
        found = [one for one in like if one.contact.pk not in kept]
        addresses = selectors.addresses_of(
            organisation_id=organisation_id, contacts=[like.contact for like in found]
        )
    return presenters.like_items(found, addresses=addresses)
