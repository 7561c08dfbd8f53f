"""Jobs: listed, written down, looked at from a van, moved, counted."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import MemberRequest, member_required, status_of, writer_required
from accounts.presenters import shell
from contacts import selectors as contacts
from conversations import selectors as conversations
from conversations.presenters.reader import reader_of
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from intake.domain.homes.jobs import JobMove
from intake.errors import homes as errors
from intake.errors.homes import AddressOdd, AddressWrong
from intake.forms.jobs import JobForm
from intake.models import Job, WhyNot
from intake.presenters import jobs as present
from intake.presenters.job_questions import job_questions
from intake.presenters.job_words import urgency_choices
from intake.selectors import jobs as selectors
from intake.selectors.urgencies import script_of
from intake.services.homes import jobs as services
from intake.services.homes import photos, questions, sites, turning, visiting
from intake.views.draftpage import read_filled

DRIVEN = frozenset({JobMove.SET_OUT, JobMove.ARRIVE, JobMove.FINISH, JobMove.TAKE_BACK})


@require_GET
@never_cache
@member_required
def jobs(request: MemberRequest) -> HttpResponse:
    """List jobs."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").replace("\x00", "")[:100]
    page, now = request.GET.get("page", ""), clock.now()
    with reading(request.member.organisation_id):
        found = selectors.list_jobs(
            member=request.member,
            state=state,
            words=words,
            page=int(page) if page.isdecimal() and len(page) < 6 else 1,
            now=now,
        )
        frame = shell(request, current="jobs")
    shown = present.jobs_page(found, reader=reader_of(request.member, now=now), state=state, words=words)
    return render(request, "intake/jobs.html", {"shell": frame, "page": shown})


@require_GET
@never_cache
@member_required
def job_figures(request: MemberRequest) -> HttpResponse:
    """Show what became of the jobs of thirty days."""
    organisation_id = request.member.organisation_id
    with reading(organisation_id):
        found = selectors.figures(organisation_id=organisation_id, since=clock.now() - timedelta(days=30))
        frame = shell(request, current="jobs")
    return render(request, "intake/job_figures.html", {"shell": frame, "page": present.figures_page(found)})


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def job_new(request: MemberRequest) -> HttpResponse:
    """Write a job down, of somebody and by a conversation if they are named."""
    member = request.member
    with reading(member.organisation_id):
        about = _about(request)
    form = _job_form(request, contact_id=about["contact_id"])
    if request.method != "POST":
        return _page(request, form, about=about)
    if not form.is_valid():
        return _page(request, form, about=about, status=422)
    try:
        site_id = _site(request, form, about["contact_id"])
        row = services.open_job(by=member, new=form.new(site_id=site_id, **about), now=clock.now())
    except (AddressWrong, errors.NothingSaid) as refusal:
        return _wrong(request, form, refusal, about=about)
    messages.success(request, _("The job is written down."))
    return redirect("intake:job", row.pk)


@require_GET
@never_cache
@member_required
def job(request: MemberRequest, job_id: UUID) -> HttpResponse:
    """Show a job."""
    reader = reader_of(request.member, now=clock.now())
    with reading(request.member.organisation_id):
        row, is_shown = selectors.get_job(member=request.member, job_id=job_id, now=reader.now)
        asked = questions.find_questions(row)
        is_offered = asked is None and questions.has_questions(row)
    filled = read_filled(asked, request.member.organisation, now=reader.now) if asked else None
    with reading(request.member.organisation_id):
        whole = present.Whole(
            job=row,
            is_shown=is_shown,
            events=selectors.list_events(job=row),
            phone=selectors.telephone_of(job=row),
            referral=turning.referral_of(row),
            language=turning.language_of(row),
            script=script_of(row.organisation_id, row.urgency),
            photos=selectors.list_photos(job=row),
            link=photos.link_of(row, slug=request.member.organisation.slug, now=reader.now),
            questions=job_questions(
                row, filled, is_offered=is_offered, language=reader.language, may=reader.can_write
            ),
        )
        page = present.job_page(whole, reader=reader)
        frame = shell(request, current="jobs")
    return render(request, "intake/job.html", {"shell": frame, "page": page})


@require_http_methods(["GET", "POST"])
@never_cache
@writer_required
def job_edit(request: MemberRequest, job_id: UUID) -> HttpResponse:
    """Write down what is known better by now."""
    with reading(request.member.organisation_id):
        row, is_shown = selectors.get_job(member=request.member, job_id=job_id, now=clock.now())
    if not is_shown:
        raise errors.NotTheDayYet
    form = _job_form(request, contact_id=row.contact_id, job=row)
    if request.method != "POST":
        return _page(request, form, job=row)
    if not form.is_valid():
        return _page(request, form, job=row, status=422)
    try:
        to = form.new(site_id=_site(request, form, row.contact_id))
        services.change_job(
            by=request.member,
            job_id=job_id,
            to=to,
            seen_version=form.cleaned_data["version"] or 0,
            now=clock.now(),
        )
    except (AddressWrong, errors.NothingSaid, errors.JobMovedOn) as refusal:
        return _wrong(request, form, refusal, job=row)
    messages.success(request, _("Saved."))
    return redirect("intake:job", job_id)


@require_POST
@writer_required
def job_act(request: MemberRequest, job_id: UUID) -> HttpResponse:
    """Move a job, note that they are safe, or answer whoever is not served."""
    try:
        if request.POST.get("act") == "ask":
            draft = questions.begin_questions(by=request.member, job_id=job_id, now=clock.now())
            return redirect("intake:submission", draft.pk)
        _act(request, job_id)
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("intake:job", job_id)


def _act(request: MemberRequest, job_id: UUID) -> None:
    member, now, data = request.member, clock.now(), request.POST
    act, reason = data.get("act", ""), data.get("reason", "")
    if act == "safe":
        services.mark_safe(by=member, job_id=job_id, now=now)
    elif act == "refer":
        turning.send_referral(by=member, job_id=job_id, now=now)
        messages.success(request, _("The answer is on its way."))
    elif act == "ask_photos":
        photos.ask_for_photos(by=member, job_id=job_id, now=now)
        messages.success(request, _("The question is on its way."))
    elif act == "send_questions":
        questions.send_questions(by=member, job_id=job_id, now=now)
        messages.success(request, _("The questions are on their way."))
    elif act in DRIVEN:
        minutes = data.get("minutes", "")
        visiting.act_on_job(
            by=member,
            job_id=job_id,
            move=JobMove(act),
            minutes=int(minutes) if minutes.isdecimal() and len(minutes) < 4 else 30,
            now=now,
        )
    elif act in (JobMove.CANCEL, JobMove.TURN_AWAY, JobMove.REOPEN):
        why = data.get("why", "")
        services.move_job(
            by=member,
            job_id=job_id,
            move=JobMove(act),
            why_not=WhyNot(why) if why in set(WhyNot.values) else None,
            reason=reason,
            now=now,
        )
    else:
        with reading(member.organisation_id):
            selectors.get_job(member=member, job_id=job_id, now=now)
        raise Refused(_("Choose what is to be done."))


def _about(request: MemberRequest) -> dict[str, UUID | None]:
    """Read whom a new job is of and by which conversation; both are of this organisation, and the member sees them."""
    data = request.POST if request.method == "POST" else request.GET
    member = request.member
    contact_id, conversation_id = _id(data.get("contact", "")), _id(data.get("conversation", ""))
    if conversation_id is not None:
        row = conversations.get_conversation(member=member, conversation_id=conversation_id)
        contact_id = contact_id or row.contact_id
    if contact_id is not None:
        contacts.get_contact(member=member, contact_id=contact_id)
    return {"contact_id": contact_id, "conversation_id": conversation_id}


def _job_form(request: MemberRequest, *, contact_id: UUID | None, job: Job | None = None) -> JobForm:
    organisation_id = request.member.organisation_id
    with reading(organisation_id):
        types = selectors.list_types(organisation_id=organisation_id, is_active=True)
        places = selectors.sites_to_choose(
            organisation_id=organisation_id, contact_id=contact_id, site_id=job.site_id if job else None
        )
    if job is not None and job.type is not None and not job.type.is_active:
        types.append(job.type)
    return JobForm(request.POST or None, types=types, sites=places, urgencies=urgency_choices(), job=job)


def _site(request: MemberRequest, form: JobForm, contact_id: UUID | None) -> UUID | None:
    typed = form.typed()
    if typed is None:
        return None
    row, _is_new = sites.add_site(by=request.member, typed=typed, notes=sites.Notes(), now=clock.now())
    return row.pk


def _wrong(request: MemberRequest, form: JobForm, refusal: Refused, **context: Any) -> HttpResponse:
    form.add_error("line" if isinstance(refusal, AddressWrong) else None, str(refusal.sentence))
    form.is_odd = isinstance(refusal, AddressOdd)
    return _page(request, form, status=status_of(refusal), **context)


def _page(
    request: MemberRequest,
    form: JobForm,
    *,
    about: dict[str, UUID | None] | None = None,
    job: Job | None = None,
    status: int = 200,
) -> HttpResponse:
    who = None
    with reading(request.member.organisation_id):
        frame = shell(request, current="jobs")
        if about and about["contact_id"]:
            who = contacts.get_contact(member=request.member, contact_id=about["contact_id"])
    about = about or {"contact_id": None, "conversation_id": None}
    context = {
        "shell": frame,
        "form": form,
        "about": about,
        "who": who,
        "job": job,
    }
    return render(request, "intake/job_form.html", context, status=status)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise errors.NoSuchJob from None
