"""Coming to customers: whether a firm serves a place, where a visit is, and the window that is promised."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.transactions import step, use_case
from scheduling import errors
from scheduling.domain.areas import tidy_postcode
from scheduling.domain.visits import VisitAddress, arrival_window
from scheduling.models import (
    Appointment,
    AskedBy,
    Hold,
    HoldKind,
    LocationKind,
    Service,
    Source,
    Unserved,
    VisitPlace,
)
from scheduling.selectors import areas, driving, free
from scheduling.selectors.setups import Setup, recall_setup
from scheduling.services.wanted import Details, Wanted

BY_SOURCE = {Source.PUBLIC: AskedBy.PUBLIC, Source.API: AskedBy.API}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where somebody is to come, as far as it was said; `is_overruled`: whether or not that place is served."""

    address: VisitAddress | None
    hold_id: UUID | None = None
    is_overruled: bool = False

    @classmethod
    def of(cls, wanted: Wanted, details: Details, hold: Hold | None) -> "Asked":
        """Read it from what is to be booked."""
        address = details.address or (wanted.wish.address if wanted.wish else None)
        return cls(address=address, hold_id=hold.pk if hold else None, is_overruled=wanted.overrule)


@step
def served_wish(*, organisation_id: UUID, wish: free.Wish, now: datetime) -> free.Wish:
    """Give a wish with the place it is about, checked before any time is offered; others come back as they are.

    Raises:
        AddressNeeded: nobody said where. NotServed: the firm does not come there. NoSuchService.
    """
    setup = recall_setup(
        organisation_id=organisation_id, service_id=wish.service_id, location_id=wish.location_id, now=now
    )
    if setup.service.location_kind != LocationKind.CUSTOMER_ADDRESS:
        return wish
    known = wish.address or driving.address_of(
        organisation_id, hold_id=wish.own_hold, appointment_id=wish.leaving
    )
    return replace(wish, address=checked(setup, known))


@step
def wish_of_contact(wish: free.Wish, *, organisation_id: UUID, contact_id: UUID, now: datetime) -> free.Wish:
    """Give a wish for somebody with where they were visited last.

    Raises:
        AddressNeeded: they never were. NotServed. NoSuchService.
    """
    rows = VisitPlace.objects.of(organisation_id).filter(appointment__contact_id=contact_id)
    row = rows.order_by("-appointment__starts_at").first()
    if wish.address is None and row is not None:
        wish = replace(wish, address=driving.address_in(row))
    return served_wish(organisation_id=organisation_id, wish=wish, now=now)


def checked(setup: Setup, address: VisitAddress | None) -> VisitAddress | None:
    """Give an address with its position and the area that serves it.

    Raises:
        AddressNeeded: nobody said where. NotServed: the firm does not come there.
    """
    needs_area = setup.home is not None and setup.home.needs_area
    if address is None or not tidy_postcode(address.postcode):
        if needs_area:
            raise errors.AddressNeeded
        return address
    organisation = setup.location.organisation
    found = areas.check_address(organisation, setup.location, address)
    if needs_area and not found.is_served:
        sentence = areas.referral(organisation.pk, get_language() or organisation.locale)
        raise errors.NotServed(sentence, postcode=found.address.postcode)
    return found.address


@step
def settle_step(row: Appointment, setup: Setup, asked: Asked) -> VisitAddress | None:
    """Write on an appointment that is made where it is and in which window somebody comes; gives the whole address.

    Raises:
        AddressNeeded, NotServed: unless that is overruled.
    """
    if setup.service.location_kind != LocationKind.CUSTOMER_ADDRESS:
        return None
    kept = driving.address_of(row.organisation_id, hold_id=asked.hold_id)
    address = asked.address or kept
    if kept is not None and address is not None:
        # The postcode was checked before times were shown; a form may add to it, not change it.
        address = replace(address, postcode=kept.postcode)
    try:
        address = checked(setup, address)
    except (errors.AddressNeeded, errors.NotServed):
        if not asked.is_overruled:
            raise
    if address is not None and address.line:
        row.place = address.line[:300]
    promise(row, setup)
    return address


@step
def place_step(row: Appointment, address: VisitAddress | None, *, hold_id: UUID | None) -> None:
    """Keep where the visit of an appointment is, instead of what its hold knew of it."""
    if hold_id is not None:
        VisitPlace.objects.of(row.organisation_id).filter(hold_id=hold_id).delete()
    if address is not None:
        _place(row.organisation_id, address, appointment=row).save(force_insert=True)


@step
def hold_place_step(row: Hold, setup: Setup, wish: free.Wish) -> None:
    """Keep where the visit of a hold would be: others look how far it is from there.

    Times that are offered to somebody who is booked are for the same place, whatever areas are now.
    """
    if setup.service.location_kind != LocationKind.CUSTOMER_ADDRESS:
        return
    found = driving.address_of(row.organisation_id, appointment_id=wish.leaving)
    if found is None and (wish.address is not None or row.kind == HoldKind.VISITOR):
        found = checked(setup, wish.address)
    if found is not None:
        _place(row.organisation_id, found, hold=row).save(force_insert=True)


def promise(row: Appointment, setup: Setup) -> bool:
    """Promise the window in which the planned start lies; says whether that is another one than before."""
    before = (row.arrives_from, row.arrives_until)
    minutes = setup.window_minutes
    if not minutes:
        row.arrives_from = row.arrives_until = None
    elif before[0] is None or before[1] is None or not before[0] <= row.starts_at < before[1]:
        row.arrives_from, row.arrives_until = arrival_window(row.starts_at, minutes, setup.location.time_zone)
    return before != (row.arrives_from, row.arrives_until)


@contextmanager
def counting(
    organisation_id: UUID, service_id: UUID, *, source: str, visitor: str = "", now: datetime
) -> Iterator[None]:
    """Count whoever is told that their place is not served; the refusal goes on."""
    try:
        yield
    except errors.NotServed as refusal:
        count_unserved(
            organisation=organisation_id,
            service_id=service_id,
            postcode=refusal.postcode,
            asked_by=BY_SOURCE.get(Source(source), AskedBy.STAFF),
            visitor=visitor,
            now=now,
        )
        raise


@use_case
def count_unserved(
    *, organisation: UUID, service_id: UUID, postcode: str, asked_by: AskedBy, visitor: str, now: datetime
) -> None:
    """Note that somebody asked for a place that is not served; the same one counts once a day."""
    count_unserved_step(
        organisation_id=organisation,
        service_id=service_id,
        postcode=postcode,
        asked_by=asked_by,
        visitor=visitor,
        now=now,
    )


@step
def count_unserved_step(
    *, organisation_id: UUID, service_id: UUID, postcode: str, asked_by: AskedBy, visitor: str, now: datetime
) -> None:
    """Note it inside a use case."""
    service = Service.objects.of(organisation_id).select_related("organisation").filter(pk=service_id).first()
    if service is None:
        return
    row = Unserved(
        organisation_id=organisation_id,
        service=service,
        postcode=tidy_postcode(postcode)[:12],
        asked_on=now.astimezone(ZoneInfo(service.organisation.time_zone)).date(),
        asked_by=asked_by,
        visitor=visitor[:64],
    )
    Unserved.objects.bulk_create([row], ignore_conflicts=True)


def check_postcode(text: str) -> str:
    """Give a postcode as it is compared.

    Raises:
        BadBooking: that is none.
    """
    bare = tidy_postcode(text)
    is_one = 3 <= len(bare) <= 10 and bare.isascii() and bare.isalnum() and any(one.isdigit() for one in bare)
    if not is_one:
        raise errors.BadBooking(_("This is no postcode. Write it as on a letter, like 85004."))
    return bare


def _place(organisation_id: UUID, address: VisitAddress, **owner: Appointment | Hold) -> VisitPlace:
    position = address.position
    return VisitPlace(
        organisation_id=organisation_id,
        area_id=address.area_id,
        street=address.street[:160],
        unit=address.unit[:40],
        city=address.city[:80],
        postcode=address.postcode[:12],
        access_note=address.access_note[:300],
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
        **owner,
    )
