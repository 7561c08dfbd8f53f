"""How pages of contacts answer: whole page or fragment."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from accounts import selectors as accounts
from accounts.access import MemberRequest
from accounts.policies import can_write
from accounts.presenters import shell
from contacts import presenters, selectors
from contacts.forms import AddressForm
from contacts.presenters.duplicates import notices
from contacts.selectors import duplicates as suggestions
from core import clock
from core.transactions import reading


def owners(request: MemberRequest) -> list[tuple[str, str]]:
    """List who may look after a contact."""
    rows = accounts.list_members(organisation_id=request.member.organisation_id)
    return [(str(row.pk), row.name) for row in rows]


def contact(
    request: MemberRequest, contact_id: UUID, *, address_form: AddressForm | None = None, status: int = 200
) -> HttpResponse:
    """Answer with a contact's page, or with its details alone when a part of it asks."""
    now = clock.now()
    with reading(request.member.organisation_id):
        source = selectors.get_contact_page(member=request.member, contact_id=contact_id, now=now)
        about = suggestions.suggestions_about(member=request.member, contact_id=contact_id, now=now)
        frame = shell(request, current="contacts")
    page = presenters.contact_page(source, may_write=can_write(request.member), now=now)
    like = notices(about, source.contact, may_write=can_write(request.member))
    form = address_form or AddressForm(region=request.member.organisation.country)
    context = {"shell": frame, "page": page, "address_form": form, "like": like}
    return render(request, "contacts/contact.html", context, status=status)


def part(
    request: MemberRequest,
    contact_id: UUID,
    name: str,
    *,
    address_form: AddressForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer htmx with one part of a contact's page: `details` or `reach`."""
    now = clock.now()
    with reading(request.member.organisation_id):
        source = selectors.get_contact_page(
            member=request.member, contact_id=contact_id, is_whole=False, now=now
        )
    page = presenters.contact_page(source, may_write=can_write(request.member), now=now)
    form = address_form or AddressForm(region=request.member.organisation.country)
    return render(request, f"contacts/_{name}.html", {"page": page, "address_form": form}, status=status)
