"""Photos of jobs: shown to members, added by them, sent by whoever asked under a link."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import MemberRequest, member_required, writer_required
from core.transactions import reading
from intake import errors
from intake.errors.homes import NoSuchJob
from intake.models import Job
from intake.pages.jobs import PhotosPage
from intake.selectors import jobs as selectors
from intake.services.forms.uploading import LARGEST_MB
from intake.services.homes import photos as services
from intake.views.draftpage import see, show
from scheduling.domain.links import Purpose
from scheduling.errors import LinkBroken
from scheduling.services import abuse, links
from scheduling.views.public.house import Visit, public


@require_GET
@member_required
def job_photo(request: MemberRequest, job_id: UUID, photo_id: UUID) -> HttpResponse:
    """Give out a photo."""
    with reading(request.member.organisation_id):
        row = selectors.get_photo(member=request.member, job_id=job_id, photo_id=photo_id)
    if not default_storage.exists(row.path):
        raise Http404
    response = FileResponse(default_storage.open(row.path), filename=row.name, content_type=row.mime)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    # A file answers like a page in everything this product asks of one.
    return cast("HttpResponse", response)


@require_POST
@writer_required
def job_photo_act(request: MemberRequest, job_id: UUID) -> HttpResponse:
    """Add photos a member took, or take one away."""
    gone = request.POST.get("remove", "")
    if gone:
        try:
            services.remove_photo(by=request.member, job_id=job_id, photo_id=UUID(gone))
        except ValueError:
            raise NoSuchJob from None
        return redirect("intake:job", job_id)
    with reading(request.member.organisation_id):
        if not Job.objects.of(request.member.organisation_id).filter(pk=job_id).exists():
            raise NoSuchJob
    for sent in _sent(request):
        try:
            services.add_own_photo(by=request.member, job_id=job_id, sent=sent)
        except errors.UploadRefused as refusal:
            messages.warning(request, f"{sent.name}: {refusal.sentence}")
    return redirect("intake:job", job_id)


@require_http_methods(["GET", "POST"])
@public
def job_photos(visit: Visit, token: str) -> HttpResponse:
    """Take photos of whoever asked for help, by the link they were sent."""
    link = links.unsign(token, Purpose.PHOTOS, now=visit.now)
    if link.organisation_id != visit.organisation.pk:
        raise LinkBroken
    problems = []
    if visit.request.method == "POST":
        abuse.count(abuse.HOLDS, visit.organisation.pk, visit.visitor)
        sent = _sent(visit.request)
        if not sent:
            problems.append(_("Choose a photo first."))
        for one in sent:
            try:
                services.add_photo(organisation=visit.organisation.pk, job_id=link.target_id, sent=one)
            except errors.UploadRefused as refusal:
                problems.append(f"{one.name}: {refusal.sentence}")
            except NoSuchJob as gone:
                raise LinkBroken from gone
        if not problems:
            return see(_here(visit, token))
    return _page(visit, link.target_id, token, " ".join(problems))


def _page(visit: Visit, job_id: UUID, token: str, problem: str) -> HttpResponse:
    with reading(visit.organisation.pk):
        row = Job.objects.of(visit.organisation.pk).filter(pk=job_id).first()
        if row is None:
            raise LinkBroken
        count = len(selectors.list_photos(job=row))
    words = ngettext("We have %(count)d photo of yours.", "We have %(count)d photos of yours.", count)
    page = PhotosPage(
        title=_("Send us photos"),
        text=_("Up to six, so that we bring the right tools. Where they were taken is not kept."),
        post_url=_here(visit, token),
        problem=problem,
        count=words % {"count": count} if count else "",
        can_add=count < services.MOST,
    )
    return show(visit, "photos", page, status=422 if problem else 200)


def _here(visit: Visit, token: str) -> str:
    keys = {"slug": visit.organisation.slug, "token": token}
    return visit.way.onward(reverse("intake:job_photos", kwargs=keys))


def _sent(request: HttpRequest) -> list[services.Sent]:
    """Give the photos that were sent; of a file that is far too large only as much is read as tells so."""
    found = request.FILES.getlist("photos")[: services.MOST]
    most = LARGEST_MB * 1024 * 1024 + 1
    return [services.Sent(name=one.name or "", content=one.read(most)) for one in found]
