"""How a contact is reached and what they allow, as a member keeps it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.models import Member
from contacts import ports
from contacts.domain.addresses import Address, AddressKind
from contacts.events import AddressesChanged
from contacts.models import ConsentEvent, Contact, ContactAddress
from contacts.services.consent import CALL, TEXT, record_consent
from core.errors import NotFound, Refused
from core.events import record
from core.transactions import use_case

TEXTABLE = frozenset({AddressKind.PHONE, AddressKind.WHATSAPP, AddressKind.RCS, AddressKind.VIBER})
LONGEST_REASON = 200
BY_THEMSELVES = frozenset({"KEYWORD", "WORDING", "CARRIER"})


class OnlyTheyAllow(Refused):
    """They wrote STOP themselves, so only they can take it back."""

    sentence = _(
        "They asked for no more texts themselves. Only they can allow texts again, by texting START."
    )


class CannotBeCalled(Refused):
    """The address is no telephone number."""

    sentence = _("Only telephone numbers are called.")


class CannotBeTexted(Refused):
    """The address is of a kind that no text reaches."""

    sentence = _("No text reaches this kind of address.")


@use_case
def change_address(
    *, by: Member, address_id: UUID, label: str, is_preferred: bool, is_shared: bool, now: datetime
) -> ContactAddress:
    """Say what an address is called, whether it is the first choice, and whether others use it too.

    One address of a contact is preferred: choosing one unchooses the other.

    Raises:
        NotFound: there is no such address.
    """
    policies.check_can_write(by)
    row = _locked(by, address_id)
    if is_preferred and not row.is_preferred:
        others = ContactAddress.objects.of(by.organisation_id).filter(contact=row.contact, is_preferred=True)
        others.update(is_preferred=False)
    row.label, row.is_shared = label, is_shared
    row.is_preferred = is_preferred or row.is_preferred
    row.save(update_fields=["label", "is_shared", "is_preferred"])
    contact = row.contact
    contact.version += 1
    contact.save(update_fields=["version", "updated_at"])
    record(AddressesChanged(contact_id=contact.pk, version=contact.version), actor_id=by.pk, now=now)
    return row


class ReasonNeeded(Refused):
    """A member writes down how they know, since it may have to be shown one day."""

    sentence = _("Write how you know: said on the phone, in a letter, at the desk.")


@use_case
def say_consent(
    *, by: Member, address_id: UUID, granted: bool, reason: str, scope: str = TEXT, now: datetime
) -> ConsentEvent:
    """Write down what a contact told a member about texts (or calls) to one address, and how the member knows.

    Raises:
        NotFound: there is no such address.
        ReasonNeeded: nothing says how the member knows.
        CannotBeTexted, CannotBeCalled: it is of a kind that no text, or no call, reaches.
        OnlyTheyAllow: they opted out of texts by their own message, which a member cannot take back.
    """
    policies.check_can_write(by)
    row = _locked(by, address_id)
    _check_reaches(row, scope)
    reason = " ".join(reason.replace("\x00", "").split())[:LONGEST_REASON]
    if not reason:
        raise ReasonNeeded
    said = ConsentEvent.objects.of(by.organisation_id).filter(kind=row.kind, value=row.value, scope=scope)
    latest = said.first()
    is_theirs = latest is not None and not latest.granted and latest.evidence in BY_THEMSELVES
    # A text takes a STOP back. Nothing they can text allows calls again, so that a member writes it down.
    if granted and is_theirs and scope == TEXT:
        raise OnlyTheyAllow
    return record_consent(
        organisation_id=by.organisation_id,
        address=Address(AddressKind(row.kind), row.value, row.value),
        granted=granted,
        evidence="MEMBER",
        entry_id=None,
        member=by,
        reason=reason,
        scope=scope,
        now=now,
    )


def _check_reaches(row: ContactAddress, scope: str) -> None:
    if scope == CALL and row.kind != AddressKind.PHONE:
        raise CannotBeCalled
    if scope == TEXT and row.kind not in TEXTABLE:
        raise CannotBeTexted


def _locked(by: Member, address_id: UUID) -> ContactAddress:
    rows = ContactAddress.objects.of(by.organisation_id)
    found = rows.filter(pk=address_id).first()
    if found is None or found.contact_id in ports.kept_from(by):
        raise NotFound
    # The contact is the lock of all its addresses, taken first everywhere.
    found.contact = (
        Contact.objects.of(by.organisation_id).select_for_update(no_key=True).get(pk=found.contact_id)
    )
    return found
