"""How pages of contacts answer: whole page or fragment."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from accounts import selectors as accounts
from accounts.access import MemberRequest
from accounts.policies import can_write
from accounts.presenters import shell
from contacts import ports, presenters, selectors
from contacts.forms import AddressForm
from contacts.presenters.contact import PAGE, ContactSource
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
        source = _source(request, contact_id)
        frame = shell(request, current="contacts")
    page = presenters.contact_page(source, may_write=can_write(request.member), now=now)
    form = address_form or AddressForm(region=request.member.organisation.country)
    context = {"shell": frame, "page": page, "address_form": form}
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
    with reading(request.member.organisation_id):
        source = _source(request, contact_id, is_whole=False)
    page = presenters.contact_page(source, may_write=can_write(request.member), now=clock.now())
    form = address_form or AddressForm(region=request.member.organisation.country)
    return render(request, f"contacts/_{name}.html", {"page": page, "address_form": form}, status=status)


def _source(request: MemberRequest, contact_id: UUID, *, is_whole: bool = True) -> ContactSource:
    member = request.member
    row = selectors.get_contact(organisation_id=member.organisation_id, contact_id=contact_id)
    addresses = selectors.list_addresses(contact=row)
    visit = ports.Visit(member=member, contact_id=contact_id, now=clock.now())
    beside = ports.Beside(member=member, contact_id=contact_id, now=visit.now)
    return ContactSource(
        contact=row,
        addresses=addresses,
        sharers=selectors.list_sharers(contact=row, addresses=addresses),
        consent=selectors.latest_consent(organisation_id=member.organisation_id, addresses=addresses),
        call_consent=selectors.latest_consent(
            organisation_id=member.organisation_id, addresses=addresses, scope="CALL"
        ),
        said=selectors.list_consent_history(organisation_id=member.organisation_id, addresses=addresses),
        items=ports.timeline(visit, before=None, most=PAGE + 1) if is_whole else (),
        panels=ports.panels(beside) if is_whole else (),
        merges=selectors.list_merges(contact=row) if is_whole else (),
    )
