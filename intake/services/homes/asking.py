"""A form about a job that was sent: it becomes a job at the address in it, with the photos that came along."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.models import Industry
from core.transactions import step, use_case
from intake.domain.forms.document import Definition
from intake.domain.forms.kinds import FieldType
from intake.domain.forms.states import SENT
from intake.domain.homes.postal import Postal
from intake.domain.homes.urgency import Urgency
from intake.errors.homes import AddressWrong
from intake.models import Job, JobEvent, JobType, ServiceSite, SitePerson, SiteRole, Submission, Upload
from intake.selectors.forms import answers_of, chain_of, definition_of
from intake.services.homes import jobs, photos, sites
from intake.services.homes.jobs import NewJob

# As the form that ships names them; a firm's own form may, too.
ACCESS, STANDS = "access", "stands"
# As an event of a job names it.
ANSWERED = "ANSWERED"
ROLES = {"owner": SiteRole.OWNER, "tenant": SiteRole.TENANT, "manager": SiteRole.MANAGER}


@use_case
def take_form(*, organisation: UUID, submission_id: UUID, now: datetime) -> Job | None:
    """Open an inquiry by a form that asked where; one that belongs to a booking goes to the job of that visit.

    Run twice it changes nothing more.
    """
    row = (
        Submission.objects.of(organisation)
        .select_for_update(no_key=True, of=("self",))
        .select_related("form_version__form", "hold", "organisation")
        .filter(pk=submission_id, state__in=[one.value for one in SENT])
        .first()
    )
    if row is None or row.organisation.industry != Industry.HOME:
        return None
    definition = definition_of(row)
    where = next((key for key, one in definition.fields.items() if one.type is FieldType.ADDRESS), None)
    # What was changed since belongs to the job of what was sent first.
    ids = chain_of(row)
    mine = Q(submission_id__in=ids) | Q(questions_id__in=ids)
    job = Job.objects.of(organisation).select_for_update(no_key=True).filter(mine).order_by("pk").first()
    if job is None and row.hold_id is not None:
        # The visit's own job takes it once the time is booked.
        job = _job_of_hold(row)
        if job is None:
            return None
    if job is None and where is not None:
        job = _open(row, definition, answers_of(row), where, now=now)
    if job is not None:
        photos.take_over_step(job, list(Upload.objects.of(organisation).filter(submission=row)))
        if row.amends_id is None:
            _answered(job, row, where, now=now)
    return job


@step
def forms_of_visit_step(job: Job, *, now: datetime) -> None:
    """Take the photos of the forms that were sent for the time of a visit, and the answers about its kind of job."""
    if job.appointment_id is None:
        return
    rows = Submission.objects.of(job.organisation_id).filter(
        hold__appointment_id=job.appointment_id, state__in=[one.value for one in SENT]
    )
    photos.take_over_step(job, list(Upload.objects.of(job.organisation_id).filter(submission__in=rows)))
    for row in rows.select_related("form_version__form", "organisation").order_by("sent_at", "pk"):
        _answered(job, row, None, now=now)


@step
def _answered(job: Job, row: Submission, where: str | None, *, now: datetime) -> None:
    """Let a job know that the questions of its kind are answered; those of another kind say that it is of that one."""
    if job.questions_id is None and job.submission_id != row.pk:
        asked = JobType.objects.of(job.organisation_id).filter(
            form_id=row.form_version.form_id, is_active=True
        )
        kind = asked.order_by("name").first()
        if kind is None:
            return
        if job.type is None or job.type.form_id != kind.form_id:
            job.type = kind
        job.questions_id = row.pk
    if (
        job.questions_id != row.pk
        or JobEvent.objects.of(job.organisation_id).filter(job=job, note=ANSWERED).exists()
    ):
        return
    if where is not None and job.site_id is None:
        job.site_id = _site(row, answers_of(row), where, now=now)
    jobs.note_step(job, None, by=None, note=ANSWERED, now=now)


@step
def _job_of_hold(row: Submission) -> Job | None:
    appointment_id = row.hold.appointment_id if row.hold else None
    if appointment_id is None:
        return None
    return Job.objects.of(row.organisation_id).filter(appointment_id=appointment_id).first()


@step
def _open(
    row: Submission, definition: Definition, answers: dict[str, Any], where: str, *, now: datetime
) -> Job | None:
    told = [
        str(answers[key]).strip()
        for key, one in definition.fields.items()
        if one.type is FieldType.TEXTAREA and key != ACCESS and answers.get(key)
    ]
    new = NewJob(
        problem="\n".join(told) or row.form_version.form.name,
        urgency=Urgency.P3,
        site_id=_site(row, answers, where, now=now),
        contact_id=row.contact_id,
        conversation_id=row.conversation_id,
    )
    job = jobs.keep_job_step(organisation_id=row.organisation_id, new=new, by=None, now=now)
    job.submission_id = row.pk
    job.save(update_fields=["submission_id", "updated_at"])
    return job


@step
def _site(row: Submission, answers: dict[str, Any], where: str, *, now: datetime) -> UUID | None:
    """Keep the address of a form as a place, with how to get in and what they are to it; one nobody finds is none."""
    parts = answers.get(where)
    if not isinstance(parts, dict):
        return None
    address = Postal(
        street=str(parts.get("line1", "")),
        unit=str(parts.get("line2", "")),
        city=str(parts.get("city", "")),
        state=str(parts.get("region", "")),
        postcode=str(parts.get("postcode", "")),
    )
    try:
        # A customer is not argued with: what is odd is shown to members as an address nobody checked.
        site, _is_new = sites.keep_site_step(
            organisation=row.organisation, typed=sites.Typed(address=address, is_sure=True), by=None, now=now
        )
    except AddressWrong:
        return None
    sites.learn_step(site, sites.Notes(access_notes=str(answers.get(ACCESS, "") or "")[:1000]))
    _stand(row, site, ROLES.get(str(answers.get(STANDS, ""))))
    return site.pk


@step
def _stand(row: Submission, site: ServiceSite, role: SiteRole | None) -> None:
    if role is not None and row.contact_id is not None:
        SitePerson.objects.get_or_create(
            organisation_id=row.organisation_id, site=site, contact_id=row.contact_id, role=role, until=None
        )
