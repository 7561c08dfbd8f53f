"""Jobs: opened, changed, moved by the table; nothing is agreed while somebody is in danger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from accounts.models import Member
from accounts.policies import check_can_write
from contacts.models import Contact
from conversations import selectors as conversations
from core.events import record
from core.transactions import step, use_case
from intake.domain.homes.jobs import OPEN, IllegalJobMove, JobMove, JobState, next_state
from intake.domain.homes.urgency import Urgency
from intake.errors import homes as errors
from intake.errors.homes import NoSuchSite
from intake.events import JobChanged
from intake.models import Job, JobEvent, JobType, ServiceSite, WhyNot

LONGEST: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """What is known when somebody asks for help."""

    problem: str = ""
    type_id: UUID | None = None
    urgency: Urgency | None = None
    site_id: UUID | None = None
    contact_id: UUID | None = None
    conversation_id: UUID | None = None


@use_case
def open_job(*, by: Member, new: NewJob, now: datetime) -> Job:
    """Write an inquiry down.

    Raises:
        NothingSaid: neither what is wrong nor a kind of job was given. NoSuchJob, NoSuchSite, NotFound: what it names is
        not of this organisation. OnlyLooking.
    """
    check_can_write(by)
    if new.conversation_id is not None:
        # Who may not see a conversation cannot make a job of it.
        conversations.get_conversation(member=by, conversation_id=new.conversation_id)
    return keep_job_step(organisation_id=by.organisation_id, new=new, by=by, now=now)


@step
def keep_job_step(*, organisation_id: UUID, new: NewJob, by: Member | None, now: datetime) -> Job:
    """Write an inquiry down, inside a use case."""
    kind = find_type(organisation_id, new.type_id)
    problem = new.problem.replace("\x00", "").strip()[:LONGEST]
    if not problem and kind is None:
        raise errors.NothingSaid
    row = Job(
        organisation_id=organisation_id,
        site=_site(organisation_id, new.site_id),
        contact=_contact(organisation_id, new.contact_id),
        type=kind,
        urgency=(new.urgency or (Urgency(kind.urgency) if kind else Urgency.P3)).value,
        problem=problem,
        conversation_id=new.conversation_id,
        opened_at=now,
    )
    row.save(force_insert=True)
    note_step(row, None, by=by, now=now)
    return row


@use_case
def change_job(*, by: Member, job_id: UUID, to: NewJob, seen_version: int, now: datetime) -> Job:
    """Write down what is known better by now; whose job it is and by which conversation stays.

    Raises:
        JobMovedOn: somebody changed it meanwhile. NothingSaid, NoSuchJob, NoSuchSite, OnlyLooking.
    """
    check_can_write(by)
    row = lock_job(by.organisation_id, job_id)
    if row.version != seen_version:
        raise errors.JobMovedOn
    kind = find_type(by.organisation_id, to.type_id)
    problem = to.problem.replace("\x00", "").strip()[:LONGEST]
    if not problem and kind is None:
        raise errors.NothingSaid
    row.problem, row.type, row.site = problem, kind, _site(by.organisation_id, to.site_id)
    urgency = to.urgency or Urgency(row.urgency)
    if urgency is Urgency.P0 and row.urgency != Urgency.P0:
        row.safe_at = None
    row.urgency = urgency.value
    note_step(row, None, by=by, now=now)
    return row


@use_case
def mark_safe(*, by: Member, job_id: UUID, now: datetime) -> Job:
    """Note that nobody is in danger any more: from now on a time may be agreed.

    Raises:
        NoSuchJob, OnlyLooking.
    """
    check_can_write(by)
    row = lock_job(by.organisation_id, job_id)
    if row.safe_at is None:
        row.safe_at = now
        note_step(row, None, by=by, note="SAFE", now=now)
    return row


@use_case
def move_job(
    *,
    by: Member,
    job_id: UUID,
    move: JobMove,
    why_not: WhyNot | None = None,
    reason: str = "",
    now: datetime,
) -> Job:
    """Move a job by the table; who is not served is told why, and it is counted.

    Raises:
        NotSafeYet: somebody may be in danger. JobMovedOn: the table has no such line by now. NoSuchJob, OnlyLooking.
    """
    check_can_write(by)
    row = lock_job(by.organisation_id, job_id)
    if move in (JobMove.BOOK, JobMove.SET_OUT):
        check_safe(row)
    move_step(row, move, by=by, why_not=why_not, reason=reason, now=now)
    return row


@step
def move_step(
    row: Job,
    move: JobMove,
    *,
    by: Member | None,
    why_not: WhyNot | None = None,
    reason: str = "",
    now: datetime,
) -> None:
    """Move a locked job by the table, inside a use case.

    Raises:
        JobMovedOn
    """
    try:
        after = next_state(JobState(row.state), move)
    except IllegalJobMove as error:
        raise errors.JobMovedOn from error
    row.state = after.value
    row.why_not = (why_not or WhyNot.OTHER) if after is JobState.NOT_SERVED else ""
    row.reason = " ".join(reason.replace("\x00", "").split())[:300]
    row.ended_at = None if after in OPEN else now
    note_step(row, move, by=by, note=row.reason, now=now)


def check_safe(row: Job) -> None:
    """Refuse to agree on anything while somebody may be in danger.

    Raises:
        NotSafeYet
    """
    if row.urgency == Urgency.P0 and row.safe_at is None:
        raise errors.NotSafeYet


@step
def lock_job(organisation_id: UUID, job_id: UUID) -> Job:
    """Lock a job.

    Raises:
        NoSuchJob
    """
    rows = Job.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    row = rows.select_related("site", "type").filter(pk=job_id).first()
    if row is None:
        raise errors.NoSuchJob
    return row


@step
def note_step(row: Job, move: JobMove | None, *, by: Member | None, note: str = "", now: datetime) -> None:
    """Save a job and write down what happened to it."""
    is_new = not JobEvent.objects.of(row.organisation_id).filter(job=row).exists()
    if not is_new:
        row.version += 1
        row.save()
    event = JobEvent(
        organisation_id=row.organisation_id,
        job=row,
        at=now,
        move=move.value if move else "",
        after=row.state,
        by=by,
        note=note[:300],
    )
    event.save(force_insert=True)
    fact = JobChanged(
        job_id=row.pk,
        contact_id=row.contact_id,
        conversation_id=row.conversation_id,
        state=row.state,
        version=row.version,
    )
    record(fact, actor_id=by.pk if by else None, now=now)


@step
def find_type(organisation_id: UUID, type_id: UUID | None) -> JobType | None:
    """Give a kind of job, none where none is named.

    Raises:
        NoSuchJob
    """
    if type_id is None:
        return None
    row = JobType.objects.of(organisation_id).filter(pk=type_id).first()
    if row is None:
        raise errors.NoSuchJob
    return row


@step
def _site(organisation_id: UUID, site_id: UUID | None) -> ServiceSite | None:
    row = ServiceSite.objects.of(organisation_id).filter(pk=site_id).first() if site_id else None
    if site_id is not None and row is None:
        raise NoSuchSite
    return row


@step
def _contact(organisation_id: UUID, contact_id: UUID | None) -> Contact | None:
    row = Contact.objects.of(organisation_id).filter(pk=contact_id).first() if contact_id else None
    if contact_id is not None and row is None:
        raise errors.NoSuchJob
    return row
