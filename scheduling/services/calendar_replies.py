"""What customers' calendar programs answer to our invitations becomes what they would have pressed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.models import Organisation
from contacts.domain.addresses import AddressKind
from contacts.models import ContactAddress
from core.errors import Refused
from core.events import record
from core.transactions import step
from scheduling.domain.appointments import TO_COME, AppointmentStatus
from scheduling.domain.ics.reply import CalendarReply, Verb, read_reply
from scheduling.events import AppointmentStatusChanged, CalendarChanged, InvitationWanted
from scheduling.models import Appointment, ChangeKind, ReminderAnswer
from scheduling.services.doing import CUSTOMER, Change, note_change
from scheduling.services.ending import cancel_step

ASKED = "ASKED"


class Taken(StrEnum):
    """What became of an answer: done, a person has to answer it, or it is about nothing of ours."""

    DONE = "DONE"
    ASKS = "ASKS"
    NOT_OURS = "NOT_OURS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A calendar object that came by mail: what it says, whose it is, and what proves that.

    `appointment_id` is the one that the address it was sent to names; nobody else knows that address. `is_signed`: the
    mail really comes from the domain of `sender`.
    """

    content: bytes
    sender: str
    appointment_id: UUID | None = None
    is_signed: bool = False


@step
def take_step(*, organisation: Organisation, answer: Answer, now: datetime) -> Taken:
    """Do what an answer to an invitation says; older than the appointment it changes nothing."""
    reply = read_reply(answer.content, zone=ZoneInfo(organisation.time_zone))
    row = _appointment(organisation, reply) if reply is not None else None
    if reply is None or row is None or not _is_proven(row, reply, answer):
        return Taken.NOT_OURS
    if reply.sequence < row.sequence:
        return Taken.DONE
    if AppointmentStatus(row.status) not in TO_COME or row.ends_at <= now:
        return Taken.DONE if reply.verb in {Verb.ACCEPT, Verb.DECLINE, Verb.TENTATIVE} else Taken.ASKS
    match reply.verb:
        case Verb.ACCEPT:
            _accept(row, now=now)
        case Verb.DECLINE:
            return _decline(row, reply, now=now)
        case Verb.COUNTER:
            return _counter(row, reply, now=now)
        case Verb.REFRESH:
            record(InvitationWanted(appointment_id=row.pk), now=now)
        case Verb.TENTATIVE:
            pass
    return Taken.DONE


@step
def conversation_of(*, organisation_id: UUID, appointment_id: UUID) -> UUID | None:
    """Say which conversation an appointment was booked from, or belongs to by its customer."""
    rows = Appointment.objects.of(organisation_id).filter(pk=appointment_id)
    return rows.values_list("conversation_id", flat=True).first()


def _appointment(organisation: Organisation, reply: CalendarReply) -> Appointment | None:
    rows = Appointment.objects.of(organisation).select_for_update(no_key=True, of=("self",))
    return rows.select_related("service", "contact").filter(uid=reply.uid).first()


def _is_proven(row: Appointment, reply: CalendarReply, answer: Answer) -> bool:
    """Believe whoever has the address only the invitation had, or a signed mail from the customer's own address."""
    if answer.appointment_id is not None:
        return answer.appointment_id == row.pk
    named = {answer.sender, reply.attendee}
    held = ContactAddress.objects.of(row.organisation_id).filter(
        contact=row.contact, kind=AddressKind.EMAIL, value__in=named
    )
    return answer.is_signed and set(held.values_list("value", flat=True)) == named


@step
def _accept(row: Appointment, *, now: datetime) -> None:
    noted = row.changes.filter(kind=ChangeKind.NOTED, at__gte=row.booked_at).order_by("-at", "-id").first()
    if noted is not None and noted.details.get("answer") == ReminderAnswer.CONFIRMED:
        return
    details = {"answer": ReminderAnswer.CONFIRMED.value, "by": "CALENDAR"}
    note_change(row, Change(kind=ChangeKind.NOTED, details=details), by=CUSTOMER, now=now)
    record(CalendarChanged(resource_id=row.provider_id, change="ANSWERED"), now=now)


@step
def _decline(row: Appointment, reply: CalendarReply, *, now: datetime) -> Taken:
    """Cancel as the customer could by their link; too late for that, a person is asked."""
    try:
        cancel_step(
            organisation=row.organisation_id,
            appointment_id=row.pk,
            by=CUSTOMER,
            reason=reply.comment,
            now=now,
        )
    except Refused as refusal:
        _ask(
            row,
            Change(kind=ChangeKind.ASKED, reason=str(refusal.sentence), details={"verb": "CANCEL"}),
            now=now,
        )
        return Taken.ASKS
    return Taken.DONE


@step
def _counter(row: Appointment, reply: CalendarReply, *, now: datetime) -> Taken:
    if reply.starts_at is not None and reply.starts_at > now:
        begin = reply.starts_at.replace(second=0, microsecond=0)
        change = Change(
            kind=ChangeKind.ASKED,
            before=(row.starts_at, row.ends_at),
            after=(begin, begin + (row.ends_at - row.starts_at)),
            reason=reply.comment,
            details={"verb": "MOVE"},
        )
        _ask(row, change, now=now)
    return Taken.ASKS


@step
def _ask(row: Appointment, change: Change, *, now: datetime) -> None:
    note_change(row, change, by=CUSTOMER, now=now)
    record(AppointmentStatusChanged(appointment_id=row.pk, version=row.version, move=ASKED), now=now)
