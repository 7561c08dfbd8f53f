"""What appointments and the waiting list say of a person: handed out whole, erased when an owner says so."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from contacts.ports import Keeper, Subject, register_keeper
from contacts.selectors.personal import plain
from core.transactions import step
from scheduling.models import Appointment, AppointmentChange, Hold, VisitorCode, VisitPlace, WaitingEntry


def register() -> None:
    """Let people's data be handed out and erased."""
    register_keeper(
        "scheduling", Keeper(export=export, files=lambda _subject: {}, hindrance=hindrance, erase=erase)
    )


def export(subject: Subject) -> dict[str, list[dict[str, Any]]]:
    """Give what a person booked, and what they waited for."""
    appointments = _appointments(subject)
    changes = AppointmentChange.objects.of(subject.organisation_id).filter(appointment__in=appointments)
    return {
        "appointments": plain(appointments.order_by("starts_at")),
        "changes": plain(changes.order_by("at")),
        "places": plain(_places(subject)),
        "kept_for_them": plain(_holds(subject).order_by("pk"), without=frozenset({"visitor"})),
        "waiting": plain(_waiting(subject)),
    }


def hindrance(subject: Subject) -> str:
    """Say that they are still expected, or wait for a time."""
    coming = _appointments(subject).filter(ends_at__gt=subject.now, cancelled_at=None)
    if coming.exists():
        return _("They have an appointment to come. Cancel it first.")
    if _waiting(subject).filter(ended_at=None).exists():
        return _("They are on the waiting list. Take them off it first.")
    return ""


@step
def erase(subject: Subject) -> list[str]:
    """Erase words and addresses; when something was booked, and what became of it, stays."""
    appointments = _appointments(subject)
    changes = AppointmentChange.objects.of(subject.organisation_id).filter(appointment__in=appointments)
    changes.update(reason="", details={})
    appointments.update(
        phone="", place="", note_for_customer="", note_from_customer="", note="", cancel_reason=""
    )
    # The town stays, with the position of its postcode: figures of areas count it.
    _places(subject).update(street="", unit="", access_note="")
    _waiting(subject).update(reach_value="", note="", end_reason="")
    codes = VisitorCode.objects.of(subject.organisation_id)
    codes.filter(Q(contact__in=subject.contact_ids) | Q(value__in=subject.values)).delete()
    _holds(subject).update(visitor="", details={})
    return []


def _appointments(subject: Subject) -> QuerySet[Appointment]:
    return Appointment.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)


def _holds(subject: Subject) -> QuerySet[Hold]:
    mine = Q(contact__in=subject.contact_ids) | Q(appointment__in=_appointments(subject))
    return Hold.objects.of(subject.organisation_id).filter(mine)


def _places(subject: Subject) -> QuerySet[VisitPlace]:
    mine = Q(appointment__in=_appointments(subject)) | Q(hold__contact__in=subject.contact_ids)
    return VisitPlace.objects.of(subject.organisation_id).filter(mine)


def _waiting(subject: Subject) -> QuerySet[WaitingEntry]:
    return WaitingEntry.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)
