"""Making an appointment: from a time that was held, or straight."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.domain.zones import zone_names
from contacts.models import Contact
from contacts.services import resolve_address
from conversations.errors import TemplateTells
from conversations.models import Conversation
from conversations.services.linting import words_telling
from core.events import record
from core.ids import new_id
from core.transactions import reading, step, use_case
from scheduling import errors, policies, ports
from scheduling.domain.appointments import AppointmentStatus
from scheduling.domain.claims import ClaimState
from scheduling.events import AppointmentBooked
from scheduling.models import Appointment, ChangeKind, Claim, Hold, Service, ServiceKind, Source
from scheduling.selectors import free
from scheduling.selectors.setups import Setup
from scheduling.services import choosing, coming, holding
from scheduling.services.doing import Change, Doer, note_change, tidy, tidy_lines
from scheduling.services.racing import first_come
from scheduling.services.wanted import Customer, Details, Wanted

# Customers come by these ways themselves, so all that must be done first is asked of them.
BY_CUSTOMERS = frozenset({Source.PUBLIC, Source.TEXT, Source.WAITING_LIST})


def book_appointment(
    *, organisation: UUID, wanted: Wanted, customer: Customer, details: Details, by: Doer, now: datetime
) -> Appointment:
    """Make an appointment, confirmed, or requested where the service needs approval and a customer books.

    A hold that ran out is good as long as nobody else took its time. `wanted.overrule` sets rules aside, for supervisors.

    Raises:
        SlotTaken, SlotRefused: with alternatives. NoSuchHold, NotDoneYet, NoSuchService, NoSuchResource, BadBooking,
        SeveralPeopleHold, OnlyLooking, SupervisorsOnly, NotYourLocation.
    """
    wish, starts_at = _asked(organisation, wanted)

    def act() -> Appointment:
        return _book(
            organisation=organisation, wanted=wanted, customer=customer, details=details, by=by, now=now
        )

    with coming.counting(organisation, wish.service_id, source=details.source, now=now):
        return first_come(act, organisation_id=organisation, wish=wish, starts_at=starts_at, now=now)


@step
def book_step(
    *, organisation: UUID, wanted: Wanted, customer: Customer, details: Details, by: Doer, now: datetime
) -> Appointment:
    """Make an appointment inside a use case; an overlap that only the database sees comes as its IntegrityError."""
    if wanted.overrule:
        if by.member is None:
            raise errors.BadBooking(_("Only a member can set the rules of a service aside."))
        policies.check_can_overrule(by.member)
    if by.member is not None:
        policies.check_can_book(by.member)
    hold = holding.lock_hold(organisation, wanted.hold_id, wanted.hold_key) if wanted.hold_id else None
    if hold is not None and hold.appointment_id is not None:
        return Appointment.objects.of(organisation).get(pk=hold.appointment_id)
    setup = None
    if details.client_ref:
        if wanted.wish is not None:
            setup = choosing.lock_wish(organisation, wanted.wish, now=now)
        if before := _made_before(organisation, wanted, details):
            return before
    chosen = _chosen(organisation, wanted, hold, setup=setup, now=now)
    if by.member is not None:
        policies.check_can_book(by.member, location_id=chosen.setup.location.pk)
    contact = _contact(organisation, customer, now=now)
    _check_note(organisation, details)
    _check_gates(chosen.setup.service, hold, contact, details.source, by=by, now=now)
    row = _appointment(chosen, contact, details, by=by, now=now)
    address = coming.settle_step(row, chosen.setup, coming.Asked.of(wanted, details, hold))
    _take(row, chosen, hold, now=now)
    coming.place_step(row, address, hold_id=hold.pk if hold else None)
    is_requested = row.status == AppointmentStatus.REQUESTED
    change = Change(
        kind=ChangeKind.REQUESTED if is_requested else ChangeKind.BOOKED,
        after=(row.starts_at, row.ends_at),
        reason=wanted.reason,
        details=chosen.details
        | (hold.details if hold else {})
        | ({"overruled": True} if wanted.overrule else {}),
    )
    note_change(row, change, by=by, now=now)
    fact = AppointmentBooked(appointment_id=row.pk, version=row.version, status=row.status)
    record(fact, actor_id=by.member_id, now=now)
    return row


_book: Callable[..., Appointment] = use_case(book_step)


def _asked(organisation_id: UUID, wanted: Wanted) -> tuple[free.Wish, datetime]:
    """Say which time it is about, for the alternatives."""
    if wanted.wish is not None and wanted.starts_at is not None:
        choosing.check_minute(wanted.starts_at)
        return wanted.wish, wanted.starts_at
    if wanted.hold_id is None:
        raise errors.BadBooking(_("Choose a time first."))
    with reading(organisation_id):
        row = Hold.objects.of(organisation_id).filter(pk=wanted.hold_id).first()
    if row is None:
        raise errors.NoSuchHold
    return _wish_of(row), row.starts_at


def _wish_of(hold: Hold) -> free.Wish:
    return free.Wish(
        service_id=hold.service_id,
        location_id=hold.location_id,
        minutes=int((hold.ends_at - hold.starts_at).total_seconds() // 60),
        own_hold=hold.pk,
    )


@step
def _chosen(
    organisation_id: UUID, wanted: Wanted, hold: Hold | None, *, setup: Setup | None, now: datetime
) -> choosing.Chosen:
    if hold is not None:
        if hold.ended_at is not None and hold.expires_at > now:
            raise errors.NoSuchHold  # it was given up, not forgotten
        return choosing.choose(
            organisation_id=organisation_id,
            wish=_wish_of(hold),
            starts_at=hold.starts_at,
            keep_provider_id=hold.provider_id,
            now=now,
        )
    if wanted.wish is None or wanted.starts_at is None:
        raise errors.BadBooking(_("Choose a time first."))
    return choosing.choose(
        organisation_id=organisation_id,
        wish=wanted.wish,
        starts_at=wanted.starts_at,
        by_hand=wanted.by_hand,
        overrule=wanted.overrule,
        setup=setup,
        now=now,
    )


@step
def _made_before(organisation_id: UUID, wanted: Wanted, details: Details) -> Appointment | None:
    """Find what the same form made before; under the locks, so that two of them at once cannot both miss it."""
    rows = Appointment.objects.of(organisation_id).filter(client_ref=details.client_ref[:80])
    if details.series_id is not None and wanted.starts_at is not None:
        # Of a series each has the same reference.
        rows = rows.filter(starts_at=wanted.starts_at)
    return rows.order_by("booked_at").first()


@step
def _contact(organisation_id: UUID, customer: Customer, *, now: datetime) -> Contact:
    if customer.contact_id is not None:
        row = Contact.objects.of(organisation_id).filter(pk=customer.contact_id).first()
        if row is None:
            raise errors.BadBooking(_("This person is no longer among the contacts. Choose them again."))
        return row
    if customer.address is None:
        raise errors.BadBooking(_("Say who the appointment is for."))
    resolved = resolve_address(
        organisation_id=organisation_id,
        address=customer.address,
        profile_name=tidy(customer.name)[:200],
        source="BOOKING",
        now=now,
    )
    if resolved.contact is None:
        raise errors.SeveralPeopleHold
    return resolved.contact


def _check_gates(
    service: Service, hold: Hold | None, contact: Contact, source: Source, *, by: Doer, now: datetime
) -> None:
    """Refuse what must wait; a member may always put down that somebody is called back."""
    if by.member is not None and service.kind == ServiceKind.CALLBACK:
        return
    asked = ports.ToConfirm(
        organisation_id=service.organisation_id,
        hold_id=hold.pk if hold else None,
        service_id=service.pk,
        contact_id=contact.pk,
        now=now,
        by_member=by.member is not None,
    )
    missing = ports.requirements(asked, only_binding=hold is None or source not in BY_CUSTOMERS)
    if missing:
        raise errors.NotDoneYet(missing)


@step
def _check_note(organisation: UUID, details: Details) -> None:
    """Refuse a note that is mailed with the invitation and tells about health."""
    if words := words_telling(organisation, details.note_for_customer):
        raise errors.BadBooking(str(TemplateTells(words).sentence))


def _appointment(
    chosen: choosing.Chosen, contact: Contact, details: Details, *, by: Doer, now: datetime
) -> Appointment:
    setup, pk = chosen.setup, new_id()
    organisation = setup.location.organisation
    needs_approval = setup.service.needs_approval and by.member is None
    domain = urlsplit(settings.PUBLIC_URL).hostname or "portico"
    return Appointment(
        id=pk,
        organisation_id=setup.service.organisation_id,
        service=setup.service,
        location=setup.location,
        provider_id=chosen.provider_id,
        contact=contact,
        conversation_id=_conversation(setup.service.organisation_id, details, contact),
        series_id=details.series_id,
        starts_at=chosen.starts_at,
        ends_at=chosen.ends_at,
        timezone=details.timezone if details.timezone in zone_names() else setup.location.time_zone,
        language=(details.language or contact.language or organisation.locale)[:8],
        status=AppointmentStatus.REQUESTED if needs_approval else AppointmentStatus.CONFIRMED,
        uid=f"{pk}@{domain}",
        source=details.source,
        client_ref=details.client_ref[:80],
        phone=tidy(details.phone)[:20],
        place=tidy(details.place)[:300],
        note_from_customer=tidy_lines(details.note_from_customer)[:1000],
        note_for_customer=tidy_lines(details.note_for_customer)[:1000],
        note=tidy_lines(details.note)[:2000],
        booked_at=now,
        booked_by=by.member,
    )


def _conversation(organisation_id: UUID, details: Details, contact: Contact) -> UUID | None:
    """Give the conversation it was booked from, if that is one with this contact."""
    if details.conversation_id is None:
        return None
    rows = Conversation.objects.of(organisation_id).filter(pk=details.conversation_id, contact=contact)
    return rows.values_list("pk", flat=True).first()


@step
def _take(row: Appointment, chosen: choosing.Chosen, hold: Hold | None, *, now: datetime) -> None:
    """Store the appointment with its claims: those of the hold, if it still has them, else new ones."""
    if chosen.setup.service.seats > 1:
        row.group_session_id = holding.session_of(chosen)
        row.save(force_insert=True)
    else:
        row.save(force_insert=True)
        if hold is None or not _turn_into(hold, row):
            choosing.make_claims(chosen, state=ClaimState.BOOKED, expires_at=None, appointment=row)
    if hold is not None:
        hold.appointment = row
        hold.ended_at = now
        hold.save(update_fields=["appointment", "ended_at"])


@step
def _turn_into(hold: Hold, row: Appointment) -> bool:
    """Make the claims of a hold those of the appointment; says whether it still had them, and of the same provider."""
    held = Claim.objects.of(row.organisation_id).filter(hold=hold, state=ClaimState.HELD)
    if hold.provider_id != row.provider_id:
        held.update(state=ClaimState.RELEASED)
        return False
    return bool(held.update(state=ClaimState.BOOKED, appointment=row, hold=None, expires_at=None))
