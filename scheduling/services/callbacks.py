"""Calling somebody back at a time: an appointment of a kind, in the calendar of the member who calls."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from accounts.models import Member
from conversations.domain.calls import CallOutcome
from conversations.models import Call, Direction
from core.transactions import step, use_case
from scheduling import errors, policies
from scheduling.domain.appointments import AppointmentMove, AppointmentStatus
from scheduling.models import (
    Appointment,
    LocationKind,
    Resource,
    ResourceKind,
    Service,
    ServiceKind,
    ServiceProvider,
    Source,
    WindowKind,
)
from scheduling.selectors import free
from scheduling.services import booking
from scheduling.services.doing import member as as_member
from scheduling.services.standing import move_status_step
from scheduling.services.wanted import Customer, Details, Wanted

LENGTHS: Final = [15, 30, 60]
LAST: Final = 999
# Who calls an hour early, or late on the same day, has called back.
EARLY: Final = timedelta(hours=1)
LATE: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """Whom to call when, by whom; `minutes` is until when at the latest."""

    contact_id: UUID
    member_id: UUID
    starts_at: datetime
    minutes: int = LENGTHS[0]
    number: str = ""
    note: str = ""
    conversation_id: UUID | None = None
    client_ref: str = ""
    overrule: bool = False


def book_callback(*, by: Member, wanted: CallBack, now: datetime) -> Appointment:
    """Put a callback into the calendar of a member: their time is taken as by any booking.

    Raises:
        SlotTaken, SlotRefused: with alternatives. BadBooking, OnlyLooking, SupervisorsOnly.
    """
    try:
        service_id, provider_id = _ready(by=by, member_id=wanted.member_id, now=now)
    except IntegrityError:
        # A colleague made them at the same moment, under the same name: theirs are found now.
        service_id, provider_id = _ready(by=by, member_id=wanted.member_id, now=now)
    wish = free.Wish(service_id=service_id, minutes=wanted.minutes, provider_id=provider_id, any_length=True)
    return booking.book_appointment(
        organisation=by.organisation_id,
        wanted=Wanted(wish=wish, starts_at=wanted.starts_at, by_hand=True, overrule=wanted.overrule),
        customer=Customer(contact_id=wanted.contact_id),
        details=Details(
            source=Source.CONVERSATION if wanted.conversation_id else Source.STAFF,
            phone=wanted.number,
            note=wanted.note,
            conversation_id=wanted.conversation_id,
            client_ref=wanted.client_ref,
        ),
        by=as_member(by),
        now=now,
    )


@use_case
def complete_by_call(*, organisation: UUID, call_id: UUID, now: datetime) -> int:
    """Note as done the callbacks that a call out has just fulfilled; gives how many."""
    call = Call.objects.of(organisation).select_related("answered_by").filter(pk=call_id).first()
    is_met = call is not None and call.outcome == CallOutcome.OUTBOUND_ANSWERED
    if call is None or not is_met or call.direction != Direction.OUTBOUND or call.answered_by is None:
        return 0
    rows = Appointment.objects.of(organisation).filter(
        service__kind=ServiceKind.CALLBACK,
        status=AppointmentStatus.CONFIRMED,
        contact__conversations=call.conversation_id,
        starts_at__lte=call.started_at + EARLY,
        starts_at__gt=call.started_at - LATE,
    )
    ids = list(rows.values_list("pk", flat=True))
    for key in ids:
        move_status_step(
            organisation=organisation,
            appointment_id=key,
            move=AppointmentMove.COMPLETE,
            by=as_member(call.answered_by),
            now=now,
        )
    return len(ids)


@use_case
def _ready(*, by: Member, member_id: UUID, now: datetime) -> tuple[UUID, UUID]:
    """Give the service and the provider that callbacks of a member need; the first one makes them."""
    policies.check_can_book(by)
    rows = Member.objects.filter(organisation_id=by.organisation_id, is_active=True).select_related("user")
    member = rows.filter(pk=member_id).first()
    if member is None:
        raise errors.BadBooking(_("Choose who calls."))
    service, resource = _service(by.organisation_id), _resource(member)
    if not ServiceProvider.objects.of(by.organisation_id).filter(service=service, resource=resource).exists():
        giver = ServiceProvider(
            organisation_id=by.organisation_id, service=service, resource=resource, joined_at=now
        )
        giver.save(force_insert=True)
    return service.pk, resource.pk


@step
def _service(organisation_id: UUID) -> Service:
    rows = Service.objects.of(organisation_id)
    found = rows.filter(kind=ServiceKind.CALLBACK).first()
    if found is not None and not found.is_active:
        raise errors.BadBooking(
            _("Callbacks are put away. An owner can use the service again under Booking.")
        )
    if found is not None:
        return found
    name, number = _("Callback"), 2
    taken = {one.casefold() for one in rows.values_list("name", flat=True)}
    slugs = set(rows.values_list("slug", flat=True))
    while name.casefold() in taken or f"callback-{number}" in slugs:
        name, number = f"{_('Callback')} {number}", number + 1
    service = Service(
        organisation_id=organisation_id,
        kind=ServiceKind.CALLBACK,
        name=name,
        slug=f"callback-{number}",
        durations=LENGTHS,
        notice=0,
        window_kind=WindowKind.ALWAYS,
        location_kind=LocationKind.PHONE,
        is_public=False,
        position=LAST,
    )
    service.save(force_insert=True)
    return service


@step
def _resource(member: Member) -> Resource:
    rows = Resource.objects.of(member.organisation_id)
    found = rows.filter(member=member).first()
    if found is not None and found.is_active:
        return found
    if found is not None:
        raise errors.BadBooking(_("%(name)s is put away as a provider.") % {"name": member.name})
    name, number = member.name[:70], 2
    names = {one.casefold() for one in rows.values_list("name", flat=True)}
    while name.casefold() in names:
        name, number = f"{member.name[:70]} {number}", number + 1
    resource = Resource(
        organisation_id=member.organisation_id, kind=ResourceKind.PROVIDER, name=name, member=member
    )
    resource.save(force_insert=True)
    return resource
