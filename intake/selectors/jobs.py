"""Reads of jobs: listed, one of them, and counted so that it adds up."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from accounts.models import Member
from accounts.policies import is_technician
from contacts.models import ContactAddress
from intake.domain.homes.jobs import OPEN, JobState
from intake.errors.homes import NoSuchJob
from intake.models import Job, JobEvent, JobPhoto, JobType, ServiceSite, SitePerson
from intake.selectors.sites import todays_jobs
from scheduling.models import Unserved

PAGE = 50
PARTS = ("site", "contact", "type", "appointment__provider", "conversation")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobList:
    """A page of jobs, newest first; `shown` are those whose address the member may read now."""

    jobs: tuple[Job, ...]
    shown: frozenset[UUID]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What became of the jobs of some days; `in_vain` are askings on the booking page that never became a job."""

    opened: int
    by_state: Mapping[str, int]
    by_urgency: Mapping[str, int]
    why_not: Mapping[str, int]
    outside: Sequence[tuple[str, int]]
    in_vain: int


def list_jobs(*, member: Member, state: str = "", words: str = "", page: int = 1, now: datetime) -> JobList:
    """List jobs: the open ones, those of a state, or those whose words, place or person hold the words."""
    rows = Job.objects.of(member.organisation_id).select_related(*PARTS)
    if state in set(JobState):
        rows = rows.filter(state=state)
    elif state != "ALL":
        rows = rows.filter(state__in=[one.value for one in OPEN])
    for word in words.split()[:6]:
        found = Q(problem__icontains=word) | Q(contact__display_name__icontains=word)
        if not is_technician(member):
            found |= Q(site__street__icontains=word) | Q(site__postcode__istartswith=word)
        rows = rows.filter(found)
    page = max(1, min(page, 10_000))
    found_rows = list(rows.order_by("-opened_at", "id")[(page - 1) * PAGE : page * PAGE + 1])
    return JobList(
        jobs=tuple(found_rows[:PAGE]),
        shown=_shown(member, found_rows[:PAGE], now=now),
        page=page,
        has_more=len(found_rows) > PAGE,
    )


def get_job(*, member: Member, job_id: UUID, now: datetime) -> tuple[Job, bool]:
    """Get a job, and whether the member may read its address now.

    Raises:
        NoSuchJob
    """
    rows = Job.objects.of(member.organisation_id).select_related(*PARTS, "type__form", "appointment__service")
    row = rows.filter(pk=job_id).first()
    if row is None:
        raise NoSuchJob
    return row, row.pk in _shown(member, [row], now=now)


def list_events(*, job: Job) -> list[JobEvent]:
    """List what happened to a job, latest first."""
    rows = JobEvent.objects.of(job.organisation_id).filter(job=job).select_related("by__user")
    return list(rows.order_by("-at", "-id")[:50])


def list_photos(*, job: Job) -> list[JobPhoto]:
    """List the photos of a job in the order they came."""
    return list(JobPhoto.objects.of(job.organisation_id).filter(job=job))


def get_photo(*, member: Member, job_id: UUID, photo_id: UUID) -> JobPhoto:
    """Get a photo.

    Raises:
        NoSuchJob
    """
    row = JobPhoto.objects.of(member.organisation_id).filter(job_id=job_id, pk=photo_id).first()
    if row is None:
        raise NoSuchJob
    return row


def jobs_of_contact(*, member: Member, contact_id: UUID, most: int = 5, now: datetime) -> JobList:
    """List the latest jobs of somebody."""
    rows = Job.objects.of(member.organisation_id).filter(contact_id=contact_id).select_related(*PARTS)
    return _few(member, list(rows.order_by("-opened_at", "id")[:most]), now=now)


def jobs_of_site(*, member: Member, site: ServiceSite, most: int = 20, now: datetime) -> JobList:
    """List the latest jobs at a place."""
    rows = Job.objects.of(member.organisation_id).filter(site=site).select_related(*PARTS)
    return _few(member, list(rows.order_by("-opened_at", "id")[:most]), now=now)


def jobs_of_appointments(*, member: Member, appointment_ids: Collection[UUID]) -> dict[UUID, Job]:
    """Give the jobs of visits by the id of each visit."""
    rows = Job.objects.of(member.organisation_id).filter(appointment_id__in=appointment_ids)
    return {row.appointment_id: row for row in rows.select_related("type") if row.appointment_id is not None}


def telephone_of(*, job: Job) -> str:
    """Give the number by which whoever asked is called; empty where there is none."""
    if job.appointment is not None and job.appointment.phone:
        return str(job.appointment.phone)
    if job.contact_id is None:
        return ""
    rows = ContactAddress.objects.of(job.organisation_id).filter(contact_id=job.contact_id, kind="PHONE")
    return rows.values_list("value", flat=True).first() or ""


def list_types(*, organisation_id: UUID, is_active: bool | None = None) -> list[JobType]:
    """List kinds of jobs, those that are offered if wished."""
    rows = JobType.objects.of(organisation_id).select_related("service", "form")
    return list(rows if is_active is None else rows.filter(is_active=is_active))


def get_type(*, organisation_id: UUID, type_id: UUID) -> JobType:
    """Get a kind of job.

    Raises:
        NoSuchJob
    """
    row = JobType.objects.of(organisation_id).filter(pk=type_id).first()
    if row is None:
        raise NoSuchJob
    return row


def sites_to_choose(
    *, organisation_id: UUID, contact_id: UUID | None, site_id: UUID | None
) -> list[ServiceSite]:
    """List the places a job of somebody may be at: theirs, and the one it is at."""
    mine = Q(pk=None)
    if contact_id is not None:
        theirs = SitePerson.objects.of(organisation_id).filter(contact_id=contact_id, until=None)
        mine = Q(pk__in=theirs.values("site_id"))
    return list(ServiceSite.objects.of(organisation_id).filter(mine | Q(pk=site_id))[:20])


def figures(*, organisation_id: UUID, since: datetime) -> Figures:
    """Count what became of the jobs that were opened since; every job is in one state, so it adds up."""
    rows = Job.objects.of(organisation_id).filter(opened_at__gte=since)
    turned = rows.filter(state=JobState.NOT_SERVED.value)
    outside = Counter(
        dict(
            turned.filter(why_not="OUTSIDE", site__isnull=False)
            .values_list("site__postcode")
            .annotate(count=Count("pk"))
        )
    )
    return Figures(
        opened=rows.count(),
        by_state=dict(rows.values_list("state").annotate(count=Count("pk")).order_by()),
        by_urgency=dict(rows.values_list("urgency").annotate(count=Count("pk")).order_by()),
        why_not=dict(turned.values_list("why_not").annotate(count=Count("pk")).order_by()),
        outside=outside.most_common(10),
        in_vain=Unserved.objects.of(organisation_id).filter(asked_on__gte=since.date()).count(),
    )


def _few(member: Member, rows: list[Job], *, now: datetime) -> JobList:
    return JobList(jobs=tuple(rows), shown=_shown(member, rows, now=now), page=1, has_more=False)


def _shown(member: Member, rows: Sequence[Job], *, now: datetime) -> frozenset[UUID]:
    """Name the jobs whose address a member may read: all, or those of the day for who only goes out to them."""
    if not is_technician(member):
        return frozenset(row.pk for row in rows)
    found = todays_jobs(member, now=now).filter(pk__in=[row.pk for row in rows])
    return frozenset(found.values_list("pk", flat=True))
