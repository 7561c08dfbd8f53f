"""Places where a home service works and its jobs, made by the services members use."""

import io
from datetime import datetime
from uuid import UUID

from PIL import ExifTags, Image

from accounts.models import Member
from core.transactions import reading
from intake.domain.homes.postal import read
from intake.domain.homes.urgency import Urgency
from intake.models import Job, JobPhoto, JobType, ServiceSite, SiteRole
from intake.services.homes import jobs, photos, sites, types
from intake.services.homes.jobs import NewJob
from intake.services.homes.sites import Notes, Typed

ROOSEVELT = "1220 W Roosevelt St, Phoenix, AZ 85007"


def site(
    *, by: Member, now: datetime, line: str = ROOSEVELT, contact_id: UUID | None = None, **notes: str
) -> ServiceSite:
    """Keep a place."""
    typed = Typed(address=read(line), raw=line)
    return sites.add_site(
        by=by, typed=typed, notes=Notes(**notes), contact_id=contact_id, role=SiteRole.OWNER, now=now
    )[0]


def fresh(site: ServiceSite) -> ServiceSite:
    """Read a place as it stands now."""
    with reading(site.organisation_id):
        return ServiceSite.objects.of(site.organisation_id).get(pk=site.pk)


def kind(*, by: Member, name: str = "Leak", minutes: int = 60, **values: object) -> JobType:
    """Make a kind of job."""
    return types.keep_type(by=by, type_id=None, values=types.TypeValues(name=name, minutes=minutes, **values))  # type: ignore[arg-type]


def job(
    *,
    by: Member,
    now: datetime,
    problem: str = "The kitchen tap drips",
    urgency: Urgency | None = None,
    **ids: UUID | None,
) -> Job:
    """Write an inquiry down."""
    return jobs.open_job(by=by, new=NewJob(problem=problem, urgency=urgency, **ids), now=now)


def fresh_job(job: Job) -> Job:
    """Read a job as it stands now."""
    with reading(job.organisation_id):
        return Job.objects.of(job.organisation_id).get(pk=job.pk)


def picture(*, at: tuple[float, float] | None = None, kind: str = "JPEG") -> bytes:
    """Take a picture, with where its camera says it was taken."""
    exif = Image.Exif()
    if at is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "S" if at[0] < 0 else "N"
        gps[ExifTags.GPS.GPSLatitude] = (float(int(abs(at[0]))), abs(at[0]) % 1 * 60, 0.0)
        gps[ExifTags.GPS.GPSLongitudeRef] = "W" if at[1] < 0 else "E"
        gps[ExifTags.GPS.GPSLongitude] = (float(int(abs(at[1]))), abs(at[1]) % 1 * 60, 0.0)
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "steelblue").save(out, format=kind, exif=exif)
    return out.getvalue()


def photo(job: Job, *, at: tuple[float, float] | None = None) -> JobPhoto:
    """Send a photo of a job by its link."""
    sent = photos.Sent(name="tap.jpg", content=picture(at=at))
    return photos.add_photo(organisation=job.organisation_id, job_id=job.pk, sent=sent)
