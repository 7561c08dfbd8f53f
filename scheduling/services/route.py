"""The person in the van: on the way, there, done; another order of the day; taking an emergency."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Member, Organisation
from contacts.domain.consent import Purpose
from conversations.models import Conversation
from conversations.policies import check_can_work
from conversations.services import ownership, permission, threads
from conversations.services.sending import queue_message_step
from core.events import record
from core.transactions import reading, step, use_case
from scheduling import errors, policies
from scheduling.domain.appointments import AppointmentStatus
from scheduling.domain.claims import ClaimState
from scheduling.domain.slots.clock import instant_of
from scheduling.events import CalendarChanged
from scheduling.models import Appointment, ChangeKind, Claim, LocationKind, VisitPlace
from scheduling.selectors import free
from scheduling.services import choosing, moving
from scheduling.services.doing import Change, lock_appointment, member, note_change
from scheduling.services.racing import first_come
from scheduling.services.texting import Texted, phone_line, text_step

LONGEST: Final = 240
AGAIN_AFTER: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStart:
    """A visit of a route and when it is planned to begin instead."""

    appointment_id: UUID
    minute: int


@use_case
def set_out(*, by: Member, appointment_id: UUID, minutes: int, now: datetime) -> Texted:
    """Say that somebody is on the way, and text the customer when they will be there.

    Raises:
        NotPossibleNow: it is not to come, is given elsewhere, or the customer was told a moment ago. BadBooking: no such
        figure. NoSuchAppointment, OnlyLooking, NotYourLocation.
    """
    row = lock_appointment(organisation_id=by.organisation_id, appointment_id=appointment_id, by=member(by))
    _check_minutes(minutes)
    if row.service.location_kind != LocationKind.CUSTOMER_ADDRESS:
        raise errors.NotPossibleNow(_("Nobody drives to this appointment."))
    if row.status != AppointmentStatus.CONFIRMED:
        raise errors.NotPossibleNow(_("This visit is not to come any more, or not confirmed yet."))
    rows = VisitPlace.objects.of(row.organisation_id)
    place, _is_new = rows.get_or_create(organisation_id=row.organisation_id, appointment=row)
    if place.set_out_at is not None and place.set_out_at > now - AGAIN_AFTER:
        raise errors.NotPossibleNow(_("The customer was told a moment ago."))
    place.set_out_at, place.arrival_at = now, now + timedelta(minutes=minutes)
    place.save(update_fields=["set_out_at", "arrival_at"])
    texted = text_step(row, text=_words(row, by, minutes=minutes, now=now), now=now)
    note_change(row, Change(kind=ChangeKind.NOTED, details={"set_out": minutes}), by=member(by), now=now)
    record(CalendarChanged(resource_id=row.provider_id, change="SET_OUT"), actor_id=by.pk, now=now)
    return texted


@use_case
def take_emergency(*, by: Member, conversation_id: UUID, minutes: int, now: datetime) -> Conversation:
    """Take somebody's emergency: the conversation is the member's, and the customer is told when they come.

    Raises:
        BadBooking: no such figure, or no number to write to. MayNotText, OnlyLooking, AlreadyClaimed, NotFound.
    """
    policies.check_can_book(by)
    _check_minutes(minutes)
    conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
    check_can_work(by, conversation)
    if conversation.party_kind != "PHONE":
        raise errors.BadBooking(_("This person has no number here, so they cannot be texted."))
    permission.check_may_text(conversation, address=conversation.party_value, now=now)
    line = conversation.line or phone_line(by.organisation_id, conversation.location_id)
    if line is None:
        raise errors.BadBooking(_("There is no number to write from."))
    conversation = ownership.claim_step(by=by, conversation_id=conversation_id, now=now)
    queue_message_step(
        conversation,
        line=line,
        address=conversation.party_value,
        text=_taken_words(conversation, by, minutes=minutes, now=now),
        author=by,
        purpose=Purpose.REPLY,
        now=now,
    )
    threads.touch(conversation)
    return conversation


def reorder(*, by: Member, starts: Sequence[NewStart], now: datetime) -> int:
    """Give the visits of a route other minutes, all of them or none; gives how many were moved.

    Raises:
        SlotTaken, SlotRefused, NotPossibleNow, AppointmentMovedOn, NoSuchAppointment, OnlyLooking, NotYourLocation.
    """
    if not starts:
        raise errors.BadBooking(_("There is nothing to move."))

    def act() -> int:
        return _reorder(by=by, starts=starts, now=now)

    with reading(by.organisation_id):
        row = Appointment.objects.of(by.organisation_id).filter(pk=starts[0].appointment_id).first()
    if row is None:
        raise errors.NoSuchAppointment
    return first_come(
        act,
        organisation_id=by.organisation_id,
        wish=free.Wish(service_id=row.service_id, location_id=row.location_id),
        starts_at=instant_of(starts[0].minute),
        now=now,
    )


@step
def _reorder_step(*, by: Member, starts: Sequence[NewStart], now: datetime) -> int:
    organisation_id = by.organisation_id
    ids = [one.appointment_id for one in starts]
    claims = Claim.objects.of(organisation_id).filter(appointment__in=ids, state=ClaimState.BOOKED)
    choosing.lock_resources(organisation_id, set(claims.values_list("resource_id", flat=True)), now=now)
    for key in sorted(ids):
        lock_appointment(organisation_id=organisation_id, appointment_id=key, by=member(by))
    # They change places: each gives its time back before the first takes another's.
    claims.update(state=ClaimState.RELEASED)
    for one in starts:
        moving.move_step(
            organisation=organisation_id,
            appointment_id=one.appointment_id,
            to=moving.NewTime(starts_at=instant_of(one.minute), by_hand=True, reason=_("A shorter route")),
            by=member(by),
            now=now,
        )
    held = Appointment.objects.of(organisation_id).filter(pk__in=ids)
    if held.filter(claims__state=ClaimState.BOOKED).distinct().count() != len(set(ids)):
        raise errors.AppointmentMovedOn
    return len(ids)


_reorder: Callable[..., int] = use_case(_reorder_step)


def _check_minutes(minutes: int) -> None:
    if not 1 <= minutes <= LONGEST:
        raise errors.BadBooking(_("Say in how many minutes, from 1 to 240."))


def _words(row: Appointment, by: Member, *, minutes: int, now: datetime) -> str:
    """Write in the customer's language who is on the way and when they are there; never what for."""
    language = row.contact.language or row.language or "en"
    organisation = Organisation.objects.get(pk=row.organisation_id)
    with override(language[:2]):
        return _(
            "%(firm)s: %(name)s is on the way and with you in about %(minutes)d minutes, around %(time)s."
        ) % {
            "firm": organisation.name,
            "name": row.provider.name.split(" ")[0] or by.name,
            "minutes": minutes,
            "time": _clock(now + timedelta(minutes=minutes), row.timezone, language),
        }


def _taken_words(conversation: Conversation, by: Member, *, minutes: int, now: datetime) -> str:
    organisation, contact = conversation.organisation, conversation.contact
    language = (contact.language if contact else "") or organisation.locale
    with override(language[:2]):
        return _(
            "%(firm)s: %(name)s takes care of it and is with you in about %(minutes)d minutes, around %(time)s."
        ) % {
            "firm": organisation.name,
            "name": by.name.split(" ")[0],
            "minutes": minutes,
            "time": _clock(now + timedelta(minutes=minutes), organisation.time_zone, language),
        }


def _clock(at: datetime, zone: str, language: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    if language.startswith("en"):
        return f"{local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}"
    return f"{local.hour}:{local.minute:02}"
