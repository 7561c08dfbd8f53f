"""Kinds of jobs, among the settings."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import MemberRequest, member_required
from accounts.policies import can_supervise, check_can_supervise
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core.transactions import reading
from intake.domain.homes.urgency import Urgency
from intake.errors import homes as errors
from intake.forms.jobs import JobTypeForm, ScriptForm
from intake.models import JobType
from intake.presenters import jobs as present
from intake.presenters.job_words import urgency_choices, urgency_mark
from intake.presenters.urgency_panel import urgency_line
from intake.selectors import forms as intake_forms
from intake.selectors import jobs as selectors
from intake.selectors.urgencies import is_own, script_of, scripts_of
from intake.services.homes import scripts
from intake.services.homes import types as services
from scheduling.models import LocationKind, Service


@require_GET
@member_required
def settings_page(request: MemberRequest) -> HttpResponse:
    """List kinds of jobs."""
    with reading(request.member.organisation_id):
        rows = selectors.list_types(organisation_id=request.member.organisation_id)
        shown = [present.type_row(row) for row in rows]
        lines = [(one.urgency.value, urgency_line(one)) for one in scripts_of(request.member.organisation_id)]
        frame = shell(request, current="settings")
    context = {
        "shell": frame,
        "types": shown,
        "urgencies": lines,
        "tabs": settings_pages.tabs("jobs", request.member),
        "can_change": can_supervise(request.member),
    }
    return render(request, "intake/job_settings.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def job_type_new(request: MemberRequest) -> HttpResponse:
    """Add a kind of job."""
    check_can_supervise(request.member)
    return _type(request, JobType(organisation_id=request.member.organisation_id, minutes=60), None)


@require_http_methods(["GET", "POST"])
@member_required
def job_type(request: MemberRequest, job_type_id: UUID) -> HttpResponse:
    """Show and change a kind of job."""
    if request.method == "POST":
        check_can_supervise(request.member)
    with reading(request.member.organisation_id):
        row = selectors.get_type(organisation_id=request.member.organisation_id, type_id=job_type_id)
    return _type(request, row, job_type_id)


@require_http_methods(["GET", "POST"])
@member_required
def urgency(request: MemberRequest, urgency: str) -> HttpResponse:
    """Show and change what is said first at an urgency."""
    check_can_supervise(request.member)
    if urgency not in set(Urgency):
        raise errors.NoSuchJob
    one, organisation_id = Urgency(urgency), request.member.organisation_id
    with reading(organisation_id):
        script, is_changed = script_of(organisation_id, urgency), is_own(organisation_id, urgency)
        frame = shell(request, current="settings")
    if request.POST.get("act") == "drop":
        scripts.drop_script(by=request.member, urgency=one)
        messages.success(request, _("It is said again as it ships."))
        return redirect("intake:job_settings")
    form = ScriptForm(request.POST or None, script=script)
    if request.method == "POST" and form.is_valid():
        try:
            scripts.keep_script(
                by=request.member, urgency=one, values=scripts.ScriptValues(**form.cleaned_data)
            )
        except errors.JobTypeWrong as wrong:
            form.add_error(None, str(wrong.sentence))
        else:
            messages.success(request, _("Saved."))
            return redirect("intake:job_settings")
    context = {
        "shell": frame,
        "form": form,
        "title": urgency_mark(urgency).label,
        "signs": urgency_line(script).signs,
        "is_own": is_changed,
        "is_danger": one is Urgency.P0,
        "tabs": settings_pages.tabs("jobs", request.member),
    }
    return render(request, "intake/urgency.html", context, status=422 if form.errors else 200)


def _type(request: MemberRequest, row: JobType, type_id: UUID | None) -> HttpResponse:
    organisation_id = request.member.organisation_id
    with reading(organisation_id):
        offered = list(
            Service.objects.of(organisation_id).filter(location_kind=LocationKind.CUSTOMER_ADDRESS)
        )
        questions = intake_forms.list_open(organisation_id=organisation_id)
        frame = shell(request, current="settings")
    form = JobTypeForm(
        request.POST or None,
        row=row,
        urgencies=urgency_choices(),
        services=offered,
        forms_there_are=questions,
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_type(by=request.member, type_id=type_id, values=_values(form))
        except errors.JobTypeWrong as wrong:
            form.add_error(None, str(wrong.sentence))
        else:
            messages.success(request, _("Saved."))
            return redirect("intake:job_settings")
    context = {
        "shell": frame,
        "form": form,
        "row": row if type_id else None,
        "tabs": settings_pages.tabs("jobs", request.member),
        "can_change": can_supervise(request.member),
    }
    return render(request, "intake/job_type.html", context, status=422 if form.errors else 200)


def _values(form: JobTypeForm) -> services.TypeValues:
    said = form.cleaned_data
    return services.TypeValues(
        name=said["name"].strip(),
        minutes=said["minutes"],
        urgency=Urgency(said["urgency"]),
        skills=tuple(form.skill_list()),
        service_id=UUID(said["service"]) if said["service"] else None,
        form_id=UUID(said["form"]) if said["form"] else None,
        price_en=said["price_en"],
        price_es=said["price_es"],
        is_active=said["is_active"],
    )
