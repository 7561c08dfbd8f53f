"""A contact's addresses and what was said about texts."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import MemberRequest, answer, status_of, writer_required
from contacts import forms, selectors
from contacts.services import addresses as services
from contacts.services import records
from contacts.views import answers
from core import clock
from core.errors import NotFound, Refused
from core.transactions import reading


@require_POST
@writer_required
def add(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    """Add an address; what was typed wrong stays, with a sentence beside it."""
    with reading(request.member.organisation_id):
        selectors.get_contact(member=request.member, contact_id=contact_id)
    form = forms.AddressForm(request.POST, region=request.member.organisation.country)
    status = 422
    if form.is_valid():
        try:
            records.add_address(by=request.member, contact_id=contact_id, new=form.new(), now=clock.now())
        except Refused as refusal:
            form.add_error("value", str(refusal.sentence))
            status = status_of(refusal)
        else:
            return _reach(request, contact_id)
    if request.htmx:
        return answers.part(request, contact_id, "reach", address_form=form, status=status)
    return answers.contact(request, contact_id, address_form=form, status=status)


@require_POST
@writer_required
def edit(request: MemberRequest, contact_id: UUID, address_id: UUID) -> HttpResponse:
    """Name an address, prefer it, or mark it as shared."""
    _check_holds(request, contact_id, address_id)
    form = forms.AddressKeepForm(request.POST)
    if not form.is_valid():
        return answer(request, Refused())
    services.change_address(by=request.member, address_id=address_id, now=clock.now(), **form.cleaned_data)
    return _reach(request, contact_id)


@require_POST
@writer_required
def remove(request: MemberRequest, contact_id: UUID, address_id: UUID) -> HttpResponse:
    """Take an address away."""
    records.remove_address(by=request.member, contact_id=contact_id, address_id=address_id, now=clock.now())
    return _reach(request, contact_id)


@require_POST
@writer_required
def consent(request: MemberRequest, contact_id: UUID, address_id: UUID) -> HttpResponse:
    """Write down what they said about texts, or calls (`scope`): `granted` is 1 or 0, `reason` how the member knows."""
    _check_holds(request, contact_id, address_id)
    services.say_consent(
        by=request.member,
        address_id=address_id,
        granted=request.POST.get("granted") == "1",
        reason=request.POST.get("reason", ""),
        scope="CALL" if request.POST.get("scope") == "CALL" else "TEXT",
        now=clock.now(),
    )
    return _reach(request, contact_id)


def _check_holds(request: MemberRequest, contact_id: UUID, address_id: UUID) -> None:
    """Refuse an address of somebody else under this contact's address.

    Raises:
        NotFound: the contact has no such address.
    """
    with reading(request.member.organisation_id):
        row = selectors.get_contact(member=request.member, contact_id=contact_id)
        held = {address.pk for address in selectors.list_addresses(contact=row)}
    if address_id not in held:
        raise NotFound


def _reach(request: MemberRequest, contact_id: UUID) -> HttpResponse:
    if not request.htmx:
        return redirect("contacts:contact", contact_id)
    return answers.part(request, contact_id, "reach")
