"""What somebody of the public does on the booking pages: keep a time, book it, move and cancel by a link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from contacts.domain.addresses import Address, AddressKind
from contacts.models import Contact, ContactAddress
from contacts.selectors.consent import is_opted_out
from contacts.services import add_address, add_holder, record_consent, resolve_address
from core.transactions import step, use_case
from scheduling import errors
from scheduling.domain.links import Link, Purpose
from scheduling.domain.visits import VisitAddress
from scheduling.models import Appointment, Hold, Source
from scheduling.selectors import free
from scheduling.selectors.visitors import Known
from scheduling.services import abuse, booking, ending, holding, links, moving, own, recognising
from scheduling.services.doing import CUSTOMER
from scheduling.services.racing import first_come
from scheduling.services.wanted import Customer, Details, Wanted

# So long after it ran out a kept time may still be booked, if nobody else took it.
FORGIVEN = timedelta(hours=12)
FORM = "FORM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who is coming, as they wrote it; at least one of the two addresses is there."""

    name: str
    email: Address | None
    phone: Address | None
    address: VisitAddress | None
    note: str
    may_remind: bool
    language: str
    timezone: str
    wants_both: bool = False


def hold_for_visitor(
    *,
    organisation: UUID,
    wish: free.Wish,
    starts_at: datetime,
    visitor: str,
    known: str = "",
    now: datetime,
) -> str:
    """Keep a time and give the token under which its holder goes on; `wish.own_hold` is given up for it.

    Who the visitor showed to be by the token `known` they stay.

    Raises:
        TooManyTries, and whatever `holding.hold_slot` raises.
    """
    abuse.count(abuse.HOLDS, organisation, visitor)
    hold = holding.hold_slot(
        organisation=organisation, wish=wish, starts_at=starts_at, visitor=visitor, now=now
    )
    if known and wish.own_hold is not None:
        recognising.take_along(organisation, token=known, old_hold_id=wish.own_hold, hold_id=hold.pk, now=now)
    return hold_token(hold)


def hold_token(hold: Hold) -> str:
    """Make the token of a hold."""
    return links.sign(
        Purpose.HOLD,
        organisation_id=hold.organisation_id,
        target_id=hold.pk,
        version=0,
        ends_at=hold.expires_at + FORGIVEN,
    )


def extend_for_visitor(*, hold: Hold, now: datetime) -> str:
    """Keep a time once more as long; gives its new token.

    Raises:
        NoSuchHold, HoldExtendedAlready
    """
    row = holding.extend_hold(organisation=hold.organisation_id, hold_id=hold.pk, key=hold.key, now=now)
    return hold_token(row)


def book_for_visitor(
    *, hold: Hold, who: Visitor, visitor: str, known: Known | None = None, now: datetime
) -> Appointment:
    """Turn a kept time into an appointment; sent twice, the form makes one. `known`: who they showed to be.

    Raises:
        AlsoBooked: who is known has another appointment then, and did not say that they want both.
        TooManyTries, SlotTaken, SlotRefused, NoSuchHold, NotDoneYet, BadBooking.
    """
    organisation_id = hold.organisation_id
    address = who.phone or who.email
    if hold.appointment_id is None and address is not None:
        abuse.count(abuse.BOOKINGS, organisation_id, visitor)
        abuse.count(abuse.BOOKINGS_OF_ONE, organisation_id, abuse.hashed(address.value))

    def act() -> Appointment:
        return _book(organisation=organisation_id, hold=hold, who=who, known=known, now=now)

    wish = free.Wish(service_id=hold.service_id, location_id=hold.location_id)
    return first_come(act, organisation_id=organisation_id, wish=wish, starts_at=hold.starts_at, now=now)


@step
def _book_step(
    *, organisation: UUID, hold: Hold, who: Visitor, known: Known | None, now: datetime
) -> Appointment:
    if known is None:
        contact, remarks = identify_step(organisation, who, now=now)
    else:
        contact, remarks = known.contact, _remarks(known.contact, who, who.email, who.phone)
        if not who.wants_both:
            own.check_free(
                organisation_id=organisation,
                contact_id=contact.pk,
                span=(hold.starts_at, hold.ends_at),
                timezone=who.timezone,
                besides=hold.appointment_id,
            )
    row = booking.book_step(
        organisation=organisation,
        wanted=Wanted(hold_id=hold.pk, hold_key=hold.key),
        customer=Customer(contact_id=contact.pk),
        details=Details(
            source=Source.PUBLIC,
            timezone=who.timezone,
            language=who.language,
            phone=who.phone.value if who.phone else "",
            address=who.address,
            note_from_customer="\n".join(part for part in (who.note, *remarks) if part),
            client_ref=f"hold:{hold.pk}",
        ),
        by=CUSTOMER,
        now=now,
    )
    if who.may_remind and who.phone is not None:
        agree_step(organisation, who.phone, now=now)
    return row


_book: Callable[..., Appointment] = use_case(_book_step)


@step
def identify_step(organisation_id: UUID, who: Visitor, *, now: datetime) -> tuple[Contact, list[str]]:
    """Find or make the contact of what was typed.

    Typing an address proves nothing: nobody's details are shown or changed by it. What differs from what we have is
    noted beside the booking, for a member to look at.

    Raises:
        BadBooking: no address was given.
    """
    address = who.phone or who.email
    if address is None:
        raise errors.BadBooking(_("Say who the appointment is for."))
    found = resolve_address(
        organisation_id=organisation_id, address=address, profile_name=who.name, source="BOOKING", now=now
    )
    contact = found.contact or _one_of(found.candidates, who.name)
    if contact is None:
        contact = add_holder(
            organisation_id=organisation_id,
            address=address,
            name=who.name,
            source="BOOKING",
            is_shared=True,
            now=now,
        )
    other = who.email if who.phone and who.email else None
    if other is not None and found.is_new:
        add_address(contact=contact, address=other)
        other = None
    return contact, _remarks(contact, who, other)


def _one_of(candidates: Sequence[Contact], name: str) -> Contact | None:
    """Find who of several on one number goes by the name that was typed."""
    wanted = name.casefold()
    return next((contact for contact in candidates if contact.display_name.casefold() == wanted), None)


@step
def _remarks(contact: Contact, who: Visitor, *others: Address | None) -> list[str]:
    remarks = []
    if contact.display_name.casefold() != who.name.casefold():
        remarks.append(_("Name given: %(name)s") % {"name": who.name})
    held = ContactAddress.objects.of(contact.organisation_id).filter(contact=contact)
    for other in filter(None, others):
        if not held.filter(kind=other.kind, value=other.value).exists():
            given = _("Number given: %(address)s")
            if other.kind is AddressKind.EMAIL:
                given = _("E-mail address given: %(address)s")
            remarks.append(given % {"address": other.value})
    return remarks


@step
def agree_step(organisation_id: UUID, address: Address, *, now: datetime) -> None:
    """Note that texts are wanted, unless this number said STOP: a form cannot take that back."""
    if is_opted_out(organisation_id=organisation_id, kind=address.kind, value=address.value):
        return
    record_consent(
        organisation_id=organisation_id,
        address=address,
        granted=True,
        evidence=FORM,
        entry_id=None,
        member=None,
        reason=_("Ticked on the booking page"),
        now=now,
    )


def move_by_link(*, link: Link, starts_at: datetime, now: datetime) -> Appointment:
    """Move the appointment of a link; whoever it is with keeps it if they are free.

    Raises:
        LinkEnded: the appointment changed since the link was made. SlotTaken, SlotRefused, CutOffPassed, NotPossibleNow.
    """
    try:
        return moving.move_appointment(
            organisation=link.organisation_id,
            appointment_id=link.target_id,
            to=moving.NewTime(starts_at=starts_at),
            by=CUSTOMER,
            seen_version=link.version,
            now=now,
        )
    except (errors.AppointmentMovedOn, errors.NoSuchAppointment) as gone:
        raise errors.LinkEnded from gone


def cancel_by_link(*, link: Link, reason: str, now: datetime) -> Appointment:
    """Cancel the appointment of a link; pressed twice it stays cancelled.

    Raises:
        LinkEnded: the appointment changed since the link was made. CutOffPassed, NotPossibleNow.
    """
    try:
        return ending.cancel_appointment(
            organisation=link.organisation_id,
            appointment_id=link.target_id,
            by=CUSTOMER,
            reason=reason,
            seen_version=link.version,
            now=now,
        )
    except (errors.AppointmentMovedOn, errors.NoSuchAppointment) as gone:
        raise errors.LinkEnded from gone
