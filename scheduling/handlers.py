"""What follows from facts of this app and of others."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail

from conversations import hints
from conversations.events import CallEnded, MessageReceived
from core.events import announces, handles
from core.transactions import reading
from scheduling.domain.appointments import TO_COME, AppointmentMove, AppointmentStatus
from scheduling.domain.ics.invite import Method
from scheduling.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentMoved,
    AppointmentStatusChanged,
    CalendarChanged,
    CodeAsked,
    HoldReleased,
    InvitationWanted,
    SettingChanged,
    WaitingListChanged,
)
from scheduling.presenters.invites import invitation_mail
from scheduling.selectors.outside import Invited, find_invited, is_promise_kept
from scheduling.services import answering, callbacks, owing, recognising, reminding, telling
from scheduling.services.outside import writing
from scheduling.services.waiting import answers, filling

AppointmentFact = AppointmentBooked | AppointmentMoved | AppointmentCancelled | AppointmentStatusChanged
AGREED_BY = {AppointmentMove.APPROVE, AppointmentMove.RESTORE}


@announces(AppointmentBooked, AppointmentMoved, AppointmentCancelled, AppointmentStatusChanged)
def announce_appointment(
    fact: AppointmentFact,
    organisation_id: UUID,
) -> None:
    """Hint that calendars look different."""
    hints.publish(organisation_id, "calendar", fact.appointment_id)


@announces(HoldReleased)
def announce_hold(fact: HoldReleased, organisation_id: UUID) -> None:
    """Hint that a time which was kept is free again."""
    hints.publish(organisation_id, "calendar", fact.hold_id)


@announces(WaitingListChanged)
def announce_waiting(fact: WaitingListChanged, organisation_id: UUID) -> None:
    """Hint that the waiting list looks different."""
    hints.publish(organisation_id, "calendar", fact.entry_id)


@announces(CalendarChanged)
def announce_calendar(fact: CalendarChanged, organisation_id: UUID) -> None:
    """Hint that time of a resource was blocked or freed."""
    hints.publish(organisation_id, "calendar", fact.resource_id)


@handles(AppointmentBooked, name="scheduling.mail_booked")
@handles(AppointmentMoved, name="scheduling.mail_moved")
def mail_invitation(
    fact: AppointmentBooked | AppointmentMoved, *, organisation_id: UUID, now: datetime
) -> None:
    """Put the appointment as it stands into the customer's calendar; run twice, the same mail comes twice."""
    if isinstance(fact, AppointmentMoved) and _is_promise_kept(organisation_id, fact.appointment_id):
        return
    _invite(organisation_id, fact.appointment_id, now, is_moved=isinstance(fact, AppointmentMoved))


@handles(AppointmentStatusChanged, name="scheduling.mail_agreed")
def mail_agreed(fact: AppointmentStatusChanged, *, organisation_id: UUID, now: datetime) -> None:
    """Put an appointment that somebody approved or restored into the customer's calendar."""
    if fact.move in AGREED_BY:
        _invite(organisation_id, fact.appointment_id, now)


@handles(InvitationWanted, name="scheduling.mail_again")
def mail_again(fact: InvitationWanted, *, organisation_id: UUID, now: datetime) -> None:
    """Send the invitation once more, as the appointment stands now."""
    _invite(organisation_id, fact.appointment_id, now)


@handles(AppointmentCancelled, name="scheduling.mail_cancelled")
def mail_cancelled(fact: AppointmentCancelled, *, organisation_id: UUID, now: datetime) -> None:
    """Take the appointment out of the customer's calendar if it came to be there."""
    found = _find(organisation_id, fact.appointment_id)
    is_gone = found is not None and found.appointment.status == AppointmentStatus.CANCELLED
    if found is not None and is_gone and found.was_agreed and found.appointment.ends_at > now:
        invitation_mail(found, Method.CANCEL, now=now).send()


def _invite(organisation_id: UUID, appointment_id: UUID, now: datetime, *, is_moved: bool = False) -> None:
    found = _find(organisation_id, appointment_id)
    if found is None or found.appointment.ends_at <= now:
        return
    # What is only asked for is nobody's time yet; what was cancelled meanwhile has a mail of its own.
    if found.was_agreed and found.appointment.status in TO_COME - {AppointmentStatus.REQUESTED}:
        invitation_mail(found, Method.REQUEST, is_moved=is_moved, now=now).send()


def _is_promise_kept(organisation_id: UUID, appointment_id: UUID) -> bool:
    with reading(organisation_id):
        return is_promise_kept(organisation_id=organisation_id, appointment_id=appointment_id)


def _find(organisation_id: UUID, appointment_id: UUID) -> Invited | None:
    with reading(organisation_id):
        return find_invited(organisation_id=organisation_id, appointment_id=appointment_id)


@handles(AppointmentBooked, name="scheduling.tell_booked")
@handles(AppointmentMoved, name="scheduling.tell_moved")
@handles(AppointmentCancelled, name="scheduling.tell_cancelled")
@handles(AppointmentStatusChanged, name="scheduling.tell_status")
def tell_conversation(
    fact: AppointmentFact,
    *,
    organisation_id: UUID,
    now: datetime,
) -> None:
    """Write what happened to an appointment into the conversation with its customer."""
    telling.tell_conversation(organisation=organisation_id, appointment_id=fact.appointment_id, now=now)


@handles(AppointmentBooked, name="scheduling.write_booked")
@handles(AppointmentMoved, name="scheduling.write_moved")
@handles(AppointmentCancelled, name="scheduling.write_cancelled")
@handles(AppointmentStatusChanged, name="scheduling.write_standing")
def write_elsewhere(
    fact: AppointmentFact,
    *,
    organisation_id: UUID,
    now: datetime,
) -> None:
    """Let calendars elsewhere show the appointment as it stands; one that cannot be reached is tried again."""
    writing.write_appointment(organisation_id=organisation_id, appointment_id=fact.appointment_id, now=now)


@handles(AppointmentBooked, name="scheduling.remind_booked")
@handles(AppointmentMoved, name="scheduling.remind_moved")
@handles(AppointmentCancelled, name="scheduling.remind_cancelled")
@handles(AppointmentStatusChanged, name="scheduling.remind_standing")
def plan_reminders(
    fact: AppointmentFact,
    *,
    organisation_id: UUID,
    now: datetime,
) -> None:
    """Write down what the customer is to be reminded of, and make void what is no longer true."""
    reminding.plan_reminders(organisation=organisation_id, appointment_id=fact.appointment_id, now=now)


@handles(MessageReceived, name="scheduling.read_reply")
def read_reply(fact: MessageReceived, *, organisation_id: UUID, now: datetime) -> None:
    """Take a customer's answer to a reminder or to times that were offered."""
    answering.read_reply(organisation_id=organisation_id, entry_id=fact.entry_id, now=now)


@handles(CodeAsked, name="scheduling.send_code")
def send_code(fact: CodeAsked, *, organisation_id: UUID, now: datetime) -> None:
    """Send a code to whom the address belongs."""
    letter = recognising.send_code(organisation=organisation_id, code_id=fact.code_id, now=now)
    if letter is not None:
        send_mail(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to])


@handles(HoldReleased, name="scheduling.offer_released")
@handles(AppointmentCancelled, name="scheduling.offer_cancelled")
@handles(AppointmentMoved, name="scheduling.offer_moved")
@handles(CalendarChanged, name="scheduling.offer_unblocked")
@handles(SettingChanged, name="scheduling.offer_new_hours")
@handles(WaitingListChanged, name="scheduling.offer_next")
def offer_what_came_free(
    fact: HoldReleased
    | AppointmentCancelled
    | AppointmentMoved
    | CalendarChanged
    | SettingChanged
    | WaitingListChanged,
    *,
    organisation_id: UUID,
    now: datetime,
) -> None:
    """Offer what may have come free to whoever waits; a sweep finds what no event tells."""
    filling.fill(organisation_id=organisation_id, now=now)


@handles(AppointmentBooked, name="scheduling.stop_waiting")
def stop_waiting(fact: AppointmentBooked, *, organisation_id: UUID, now: datetime) -> None:
    """Take whoever has a time now off the waiting list."""
    answers.settle_booked(organisation=organisation_id, appointment_id=fact.appointment_id, now=now)


@handles(AppointmentBooked, name="scheduling.owe_booked")
@handles(AppointmentMoved, name="scheduling.owe_moved")
@handles(AppointmentCancelled, name="scheduling.owe_cancelled")
@handles(AppointmentStatusChanged, name="scheduling.owe_standing")
def keep_task(
    fact: AppointmentFact,
    *,
    organisation_id: UUID,
    now: datetime,
) -> None:
    """Let members owe what an appointment asks of them: a call back, a word to whoever did not come."""
    owing.keep_task(organisation=organisation_id, appointment_id=fact.appointment_id, now=now)


@handles(CallEnded, name="scheduling.call_ended")
def complete_callbacks(fact: CallEnded, *, organisation_id: UUID, now: datetime) -> None:
    """Note as done the callbacks that a call has just fulfilled."""
    callbacks.complete_by_call(organisation=organisation_id, call_id=fact.call_id, now=now)
