"""Getting onto the waiting list and off it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.models import Member, Organisation
from contacts.domain.addresses import Address, AddressKind
from contacts.models import Contact, ContactAddress
from contacts.services import resolve_address
from core.errors import NotFound
from core.events import record
from core.transactions import step, use_case
from scheduling import errors, policies
from scheduling.domain.waiting import DAY, WaitingMove
from scheduling.events import WaitingListChanged
from scheduling.models import Reach, Service, ServiceProvider, WaitingEntry
from scheduling.models.waiting import LIVE_WAITING
from scheduling.selectors.questions import Wish, minutes_of
from scheduling.selectors.setups import recall_setup
from scheduling.selectors.walled import seen_by
from scheduling.services.doing import Doer, tidy
from scheduling.services.waiting.standing import lock_entry, move_entry, withdraw_step

LONGEST_SPANS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """What somebody waits for; what is empty leaves it open."""

    service_id: UUID
    location_id: UUID | None = None
    minutes: int | None = None
    provider_ids: tuple[UUID, ...] = ()
    weekdays: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    earliest_on: date | None = None
    latest_on: date | None = None
    note: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiter:
    """Who waits: a contact, else whoever has the address, else somebody new of that name.

    They are told as `reach_…` say, else at the address, else at the contact's own number or e-mail address.
    """

    contact_id: UUID | None = None
    name: str = ""
    address: Address | None = None
    conversation_id: UUID | None = None
    reach_kind: str = ""
    reach_value: str = ""


@use_case
def join_list(*, organisation: UUID, waits: Waits, who: Waiter, by: Doer, now: datetime) -> WaitingEntry:
    """Put somebody on the waiting list; who is on it for the same keeps their place, with the new wishes.

    Raises:
        BadBooking: wishes nothing can suit, or nobody can be told. NoSuchService, OnlyLooking, NotYourLocation.
    """
    return join_step(organisation=organisation, waits=waits, who=who, by=by, now=now)


@step
def join_step(*, organisation: UUID, waits: Waits, who: Waiter, by: Doer, now: datetime) -> WaitingEntry:
    """Put somebody on the waiting list, inside a use case."""
    setup = recall_setup(
        organisation_id=organisation, service_id=waits.service_id, location_id=waits.location_id, now=now
    )
    if by.member is not None:
        policies.check_can_book(by.member, location_id=setup.location.pk)
    today = now.astimezone(ZoneInfo(setup.location.time_zone)).date()
    _check(setup.service, waits, today=today)
    contact_id = who.contact_id or _holder(organisation, who, now=now)
    # Two forms of one person at once are one place on the list.
    contact = Contact.objects.of(organisation).select_for_update(no_key=True).filter(pk=contact_id).first()
    if contact is None:
        raise errors.BadBooking(_("This person is no longer among the contacts. Choose them again."))
    kind, value = _reach(contact, who)
    live = WaitingEntry.objects.of(organisation).filter(
        contact=contact, service=setup.service, location=setup.location, state__in=LIVE_WAITING
    )
    row = live.select_for_update(no_key=True, of=("self",)).first() or WaitingEntry(
        organisation_id=organisation,
        service=setup.service,
        location=setup.location,
        contact=contact,
        joined_at=now,
        made_by=by.member,
    )
    row.minutes = minutes_of(setup, Wish(service_id=waits.service_id, minutes=waits.minutes))
    row.conversation_id = who.conversation_id or row.conversation_id
    row.provider_ids = [str(one) for one in waits.provider_ids]
    row.weekdays, row.spans = sorted(set(waits.weekdays)), [list(span) for span in waits.spans]
    row.earliest_on, row.latest_on = waits.earliest_on, waits.latest_on
    row.reach_kind, row.reach_value = kind, value
    row.language = (waits.language or Organisation.objects.get(pk=organisation).locale)[:8]
    row.note, row.hindrance = tidy(waits.note)[:300], ""
    row.save()
    record(WaitingListChanged(entry_id=row.pk, change="JOINED"), actor_id=by.member_id, now=now)
    return row


@use_case
def remove_entry(*, by: Member, entry_id: UUID, reason: str, now: datetime) -> WaitingEntry:
    """Take somebody off the list; a time that is kept for them is free again. Twice is once.

    Raises:
        NotFound: there is no such entry, or a wall keeps it from the member. OnlyLooking, NotYourLocation.
    """
    row = lock_entry(organisation_id=by.organisation_id, entry_id=entry_id)
    if row is None or not seen_by(WaitingEntry.objects.filter(pk=row.pk), by).exists():
        raise NotFound
    policies.check_can_book(by, location_id=row.location_id)
    leave_step(row, reason=reason, by=by, now=now)
    return row


@step
def leave_step(row: WaitingEntry, *, reason: str = "", by: Member | None = None, now: datetime) -> None:
    """Take somebody off the list, inside a use case; by themselves without a member."""
    if row.state not in LIVE_WAITING:
        return
    withdraw_step(row, now=now)
    row.end_reason, row.ended_by = tidy(reason)[:300], by
    move_entry(row, WaitingMove.REMOVE, now=now)
    fact = WaitingListChanged(entry_id=row.pk, change="REMOVED")
    record(fact, actor_id=by.pk if by else None, now=now)


@step
def _holder(organisation_id: UUID, who: Waiter, *, now: datetime) -> UUID:
    if who.address is None:
        raise errors.BadBooking(_("Choose a person, or give a number or an e-mail address."))
    found = resolve_address(
        organisation_id=organisation_id,
        address=who.address,
        profile_name=tidy(who.name)[:200],
        source="BOOKING",
        now=now,
    )
    if found.contact is None:
        raise errors.SeveralPeopleHold
    return found.contact.pk


def _check(service: Service, waits: Waits, *, today: date) -> None:
    if any(not 0 <= day <= 6 for day in waits.weekdays):
        raise errors.BadBooking(_("Choose days of the week."))
    if len(waits.spans) > LONGEST_SPANS or any(not 0 <= since < until <= DAY for since, until in waits.spans):
        raise errors.BadBooking(_("A part of the day ends after it begins."))
    first = max(waits.earliest_on or today, today)
    if waits.latest_on is not None and waits.latest_on < first:
        raise errors.BadBooking(_("The last day that suits is over, or before the first."))
    givers = ServiceProvider.objects.of(service.organisation_id).filter(service=service)
    if set(waits.provider_ids) - set(givers.values_list("resource_id", flat=True)):
        raise errors.BadBooking(_("This service is not given by whom you chose."))


@step
def _reach(contact: Contact, who: Waiter) -> tuple[str, str]:
    if who.reach_value:
        return who.reach_kind, who.reach_value[:200]
    if who.address is not None:
        return Reach(who.address.kind.value), who.address.value[:200]
    rows = ContactAddress.objects.of(contact.organisation_id).filter(contact=contact)
    found = dict(rows.order_by("-pk").values_list("kind", "value"))
    for kind in (AddressKind.PHONE, AddressKind.EMAIL):
        if kind in found:
            return Reach(kind.value), found[kind]
    raise errors.BadBooking(_("Nobody can be told without a number or an e-mail address. Add one first."))
