"""Photos of a job: six at most, by what their bytes are, without what cameras wrote, flagged if taken elsewhere."""

import hashlib
import mimetypes
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Member
from accounts.policies import check_can_write
from conversations.selectors import get_conversation
from conversations.services import send_reply
from core.transactions import after_commit, reading, step, use_case
from intake import errors
from intake.errors.homes import NoSuchJob
from intake.models import Job, JobPhoto, PhotoOrigin, Precision, ServiceSite, Upload
from intake.services.forms.uploading import picture_of, tidy_name
from intake.services.homes.jobs import lock_job
from intake.services.homes.turning import language_of
from intake.services.homes.whereabouts import taken_at
from scheduling.domain.geo import Position, metres_between
from scheduling.domain.links import Purpose
from scheduling.services import links

MOST: Final = 6
LASTS: Final = timedelta(days=14)
# Beyond this a photo was not taken at the place, as exactly as it is known where that is.
FAR: Final = {Precision.POSTCODE: 15_000, Precision.STREET: 1_000, Precision.ROOFTOP: 500}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A photo as it was sent."""

    name: str
    content: bytes


@use_case
def add_photo(*, organisation: UUID, job_id: UUID, sent: Sent) -> JobPhoto:
    """Keep a photo of a job that somebody sent by their link.

    Raises:
        UploadRefused: there are six, it is too large, or of a kind we do not take; its sentence says so. NoSuchJob.
    """
    return _keep(organisation, job_id, sent, PhotoOrigin.LINK)


@use_case
def add_own_photo(*, by: Member, job_id: UUID, sent: Sent) -> JobPhoto:
    """Keep a photo a member took.

    Raises:
        UploadRefused, NoSuchJob, OnlyLooking.
    """
    check_can_write(by)
    return _keep(by.organisation_id, job_id, sent, PhotoOrigin.MEMBER)


@step
def _keep(organisation: UUID, job_id: UUID, sent: Sent, origin: PhotoOrigin) -> JobPhoto:
    row = lock_job(organisation, job_id)
    if JobPhoto.objects.of(organisation).filter(job=row).count() >= MOST:
        raise errors.UploadRefused(_("There are six photos already. That is enough to see what to bring."))
    seen = taken_at(sent.content)
    kept, mime = picture_of(sent.content)
    path = default_storage.save(
        f"{organisation}/jobs/{job_id}{mimetypes.guess_extension(mime) or '.bin'}", ContentFile(kept)
    )
    photo = JobPhoto(
        organisation_id=organisation,
        job=row,
        name=tidy_name(sent.name),
        mime=mime,
        path=path,
        size=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
        origin=origin,
    )
    _compare(photo, row.site, seen)
    photo.save(force_insert=True)
    return photo


@use_case
def remove_photo(*, by: Member, job_id: UUID, photo_id: UUID) -> None:
    """Take a photo away, and its bytes with it.

    Raises:
        NoSuchJob, OnlyLooking.
    """
    check_can_write(by)
    photo = JobPhoto.objects.of(by.organisation_id).filter(job_id=job_id, pk=photo_id).first()
    if photo is None:
        raise NoSuchJob
    path, is_own = photo.path, photo.upload_id is None
    photo.delete()
    if is_own:
        after_commit(lambda: default_storage.delete(path))


@step
def take_over_step(job: Job, uploads: list[Upload]) -> int:
    """Show the pictures of a form with a job; gives how many are new. What a camera said of the place is forgotten."""
    kept = {row.upload_id for row in JobPhoto.objects.of(job.organisation_id).filter(job=job)}
    room = MOST - JobPhoto.objects.of(job.organisation_id).filter(job=job).count()
    new = [one for one in uploads if one.mime.startswith("image/") and one.pk not in kept][: max(room, 0)]
    for upload in new:
        photo = JobPhoto(
            organisation_id=job.organisation_id,
            job=job,
            name=upload.name,
            mime=upload.mime,
            path=upload.path,
            size=upload.size,
            sha256=upload.sha256,
            origin=PhotoOrigin.FORM,
            upload_id=upload.pk,
        )
        has_place = upload.seen_latitude is not None and upload.seen_longitude is not None
        seen = Position(upload.seen_latitude, upload.seen_longitude) if has_place else None  # type: ignore[arg-type]
        _compare(photo, job.site, seen)
        photo.save(force_insert=True)
    Upload.objects.of(job.organisation_id).filter(pk__in=[one.pk for one in uploads]).update(
        seen_latitude=None, seen_longitude=None
    )
    return len(new)


def link_of(job: Job, *, slug: str, now: datetime) -> str:
    """Give the address under which whoever asked sends photos for two weeks."""
    token = links.sign(
        Purpose.PHOTOS,
        organisation_id=job.organisation_id,
        target_id=job.pk,
        version=0,
        ends_at=now + LASTS,
    )
    return urljoin(settings.PUBLIC_URL, reverse("intake:job_photos", kwargs={"slug": slug, "token": token}))


def ask_for_photos(*, by: Member, job_id: UUID, now: datetime) -> None:
    """Send whoever asked the link, in their conversation and their language.

    Raises:
        NoSuchJob: it has no conversation. Whatever `send_reply` raises.
    """
    check_can_write(by)
    with reading(by.organisation_id):
        rows = Job.objects.of(by.organisation_id).select_related("contact", "organisation")
        row = rows.filter(pk=job_id).first()
        if row is None or row.conversation_id is None:
            raise NoSuchJob
        seen = get_conversation(member=by, conversation_id=row.conversation_id).latest_inbound_seq
    with override(language_of(row)[:2]):
        words = _(
            "%(firm)s: please send us up to six photos of it, so that we bring the right tools: %(link)s"
        )
        text = words % {
            "firm": row.organisation.name,
            "link": link_of(row, slug=row.organisation.slug, now=now),
        }
    send_reply(by=by, conversation_id=row.conversation_id, text=text, seen_seq=seen, anyway=True, now=now)


def _compare(photo: JobPhoto, site: ServiceSite | None, seen: Position | None) -> None:
    """Keep how far from its place a photo was taken, never where."""
    if site is None or seen is None or site.latitude is None or site.longitude is None:
        return
    far = FAR.get(Precision(site.precision))
    if far is None:
        return
    metres = metres_between(Position(site.latitude, site.longitude), seen)
    photo.metres_off = min(round(metres), 2_000_000_000)
    photo.is_elsewhere = metres > far
