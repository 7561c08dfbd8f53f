"""Jobs and the visits that are booked for them: a visit becomes a job at its place, and the job follows the visit."""

from datetime import datetime
from uuid import UUID

from accounts.models import Industry, Member
from core.transactions import reading, step, use_case
from intake.domain.homes.jobs import JobMove, JobState, state_of_visit, way
from intake.domain.homes.postal import Postal
from intake.domain.homes.urgency import Urgency
from intake.errors import homes as errors
from intake.errors.homes import AddressWrong
from intake.models import Job, JobType, ServiceSite
from intake.services.homes import asking, jobs, sites
from intake.services.homes.jobs import NewJob
from scheduling.domain.appointments import AppointmentStatus
from scheduling.domain.requirements import Requirement
from scheduling.models import Appointment, HomeRules, LocationKind, VisitPlace
from scheduling.ports import ToConfirm
from scheduling.services import doing, route, standing

SENT = {JobMove.ARRIVE: standing.mark_arrived, JobMove.FINISH: standing.mark_completed}


class SafetyGate:
    """Lets nobody book who told of danger to life, until a member noted that they are safe."""

    def requirements(self, asked: ToConfirm) -> tuple[Requirement, ...]:
        """Ask them to call, while a job of theirs says that somebody may be in danger."""
        if asked.contact_id is None:
            return ()
        rows = Job.objects.of(asked.organisation_id).filter(
            contact_id=asked.contact_id,
            urgency=Urgency.P0.value,
            safe_at=None,
            state=JobState.INQUIRY.value,
        )
        if not rows.exists():
            return ()
        return (Requirement(key="safety", sentence=str(errors.NotSafeYet.for_customers)),)


@use_case
def follow_appointment(*, organisation: UUID, appointment_id: UUID, now: datetime) -> Job | None:
    """Let the job of a visit stand as the visit does; a visit without one becomes an inquiry's, else a new job's.

    Run twice it changes nothing more.
    """
    visit = (
        Appointment.objects.of(organisation)
        .select_related("service", "organisation")
        .filter(pk=appointment_id)
        .first()
    )
    if visit is None or visit.organisation.industry != Industry.HOME:
        return None
    place = VisitPlace.objects.of(organisation).filter(appointment=visit).first()
    row = Job.objects.of(organisation).select_for_update(no_key=True).filter(appointment=visit).first()
    if row is None:
        if visit.service.location_kind != LocationKind.CUSTOMER_ADDRESS:
            return None
        row = _begin(visit, place, now=now)
    target = state_of_visit(
        AppointmentStatus(visit.status),
        is_on_the_way=place is not None and place.set_out_at is not None,
    )
    asking.forms_of_visit_step(row, now=now)
    for move in way(JobState(row.state), target):
        jobs.move_step(row, move, by=None, reason=_reason(visit, target), now=now)
    return row


def follow_route(*, organisation: UUID, resource_id: UUID, now: datetime) -> None:
    """Let jobs know that somebody is on the way to them."""
    with reading(organisation):
        rows = Job.objects.of(organisation).filter(
            state=JobState.BOOKED.value,
            appointment__provider_id=resource_id,
            appointment__visit_places__set_out_at__isnull=False,
        )
        found = list(rows.values_list("appointment_id", flat=True)[:20])
    for appointment_id in found:
        follow_appointment(organisation=organisation, appointment_id=appointment_id, now=now)


def act_on_job(*, by: Member, job_id: UUID, move: JobMove, minutes: int = 0, now: datetime) -> Job:
    """Do what a technician's page offers: on the visit where there is one, which the job then follows, else on the job.

    Raises:
        NotSafeYet, JobMovedOn, NoSuchJob, NotPossibleNow, BadBooking, OnlyLooking, NotYourLocation.
    """
    with reading(by.organisation_id):
        row = Job.objects.of(by.organisation_id).filter(pk=job_id).first()
    if row is None:
        raise errors.NoSuchJob
    if row.appointment_id is None:
        return jobs.move_job(by=by, job_id=job_id, move=move, now=now)
    if move is JobMove.SET_OUT:
        jobs.check_safe(row)
        route.set_out(by=by, appointment_id=row.appointment_id, minutes=minutes, now=now)
    else:
        act = SENT.get(move, standing.take_back)
        act(
            organisation=by.organisation_id,
            appointment_id=row.appointment_id,
            by=doing.member(by),
            now=now,
        )
    follow_appointment(organisation=by.organisation_id, appointment_id=row.appointment_id, now=now)
    return row


@step
def _begin(visit: Appointment, place: VisitPlace | None, *, now: datetime) -> Job:
    """Give a visit the inquiry it was booked for, else a job of its own."""
    site = _site_of(visit, place, now=now)
    waiting = Job.objects.of(visit.organisation_id).select_for_update(no_key=True)
    waiting = waiting.filter(
        contact_id=visit.contact_id, state=JobState.INQUIRY.value, appointment=None
    ).order_by("-opened_at", "id")
    found = next((one for one in waiting if site is None or one.site_id in (None, site.pk)), None)
    if found is None:
        kind = JobType.objects.of(visit.organisation_id).filter(service=visit.service, is_active=True).first()
        new = NewJob(
            problem=visit.note_from_customer or visit.service.name,
            type_id=kind.pk if kind else None,
            urgency=None if kind else _urgency(visit),
            contact_id=visit.contact_id,
            conversation_id=visit.conversation_id,
        )
        found = jobs.keep_job_step(organisation_id=visit.organisation_id, new=new, by=None, now=now)
    found.appointment = visit
    found.site = found.site or site
    found.save(update_fields=["appointment", "site", "updated_at"])
    return found


@step
def _site_of(visit: Appointment, place: VisitPlace | None, *, now: datetime) -> ServiceSite | None:
    """Keep where a visit is as a place; an address nobody could drive to is none."""
    if place is None or not place.street:
        return None
    address = Postal(street=place.street, unit=place.unit, city=place.city, postcode=place.postcode)
    # Where a firm goes was judged when it was booked; here it is only written down.
    typed = sites.Typed(address=address, is_sure=True)
    try:
        site, _is_new = sites.keep_site_step(organisation=visit.organisation, typed=typed, by=None, now=now)
    except AddressWrong:
        return None
    sites.learn_step(site, sites.Notes(access_notes=place.access_note))
    return site


@step
def _urgency(visit: Appointment) -> Urgency:
    rules = HomeRules.objects.of(visit.organisation_id).filter(service=visit.service, is_emergency=True)
    return Urgency.P1 if rules.exists() else Urgency.P3


def _reason(visit: Appointment, target: JobState) -> str:
    return visit.cancel_reason if target is JobState.CANCELLED else ""
