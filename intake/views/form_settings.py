"""Settings: the forms of a firm, their versions, what is wrong with a draft, who will see what."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required, owner_required, status_of
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from intake import errors
from intake.domain.forms.document import read, says, shape_findings
from intake.domain.forms.fhir import questionnaire
from intake.domain.forms.findings import Finding
from intake.domain.forms.options import with_options
from intake.forms.form_settings import NewForm, read_document
from intake.models import ServiceForm
from intake.presenters.forms import form_settings as present
from intake.presenters.forms.words import finding_sentence
from intake.selectors import forms as selectors
from intake.services.forms import booking, editing, templates
from scheduling.models import Service


@require_GET
@member_required
def forms(request: MemberRequest) -> HttpResponse:
    """List the forms."""
    return _list(request, NewForm())


@require_POST
@owner_required
def form_new(request: MemberRequest) -> HttpResponse:
    """Make a form of a template or a file."""
    form = NewForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=422)
    values = form.cleaned_data
    try:
        if "document" in values:
            document = values["document"]
            if found := shape_findings(document):
                raise errors.FormFaulty(found)
            name = values["name"] or says(document["title"], request.member.organisation.locale)[:80]
            row = editing.create_form(
                by=request.member,
                name=name,
                slug=slugify(name)[:60] or "form",
                document=document,
                now=clock.now(),
            )
        else:
            row = templates.add_template(
                by=request.member, template=values["template"], name=values["name"], now=clock.now()
            )
    except NotAllowed:
        raise
    except errors.FormFaulty as faulty:
        for finding in faulty.findings[:8]:
            form.add_error(None, finding_sentence(finding))
        return _list(request, form, status=422)
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _list(request, form, status=status_of(refusal))
    messages.success(request, _("“%(form)s” is made. Look it over, then publish it.") % {"form": row.name})
    return redirect("intake:form_build", form_id=row.pk)


@require_GET
@member_required
def form(request: MemberRequest, form_id: UUID) -> HttpResponse:
    """Show one form."""
    return _page(request, form_id)


@require_POST
@owner_required
def form_act(request: MemberRequest, form_id: UUID) -> HttpResponse:
    """Keep the draft, publish it, retire the form, or tie it to services."""
    act, keys = request.POST.get("act", ""), {"by": request.member, "form_id": form_id, "now": clock.now()}
    try:
        said = _do(act, request, keys)
    except NotAllowed:
        raise
    except NotFound:
        raise
    except ValidationError as error:
        typed = request.POST.get("document", "")
        return _page(request, form_id, typed=typed, status=422, problem=error.messages[0])
    except errors.FormFaulty as faulty:
        typed = request.POST.get("document", "")
        return _page(request, form_id, typed=typed, findings=faulty.findings, status=422)
    except Refused as refusal:
        return _page(request, form_id, status=status_of(refusal), problem=str(refusal.sentence))
    messages.success(request, said)
    return redirect("intake:form", form_id=form_id)


def _do(act: str, request: MemberRequest, keys: dict[str, Any]) -> str:
    if act == "publish":
        version = editing.publish(**keys)
        return _("Version %(n)d is open.") % {"n": version.n}
    if act == "retire":
        row = editing.retire(**keys)
        return _("“%(form)s” is no longer open.") % {"form": row.name}
    if act == "services":
        with reading(request.member.organisation_id):
            services = list(Service.objects.of(request.member.organisation_id))
        for service in services:
            choice = request.POST.get(f"service-{service.pk}", "")
            booking.tie_service(
                **keys, service_id=service.pk, is_tied=choice in ("any", "before"), before=choice == "before"
            )
        return _("The services are kept.")
    editing.save_draft(**keys, document=read_document(request.POST.get("document", "")))
    return _("The draft is kept.")


@require_GET
@member_required
def form_export(request: MemberRequest, form_id: UUID) -> HttpResponse:
    """Give the newest version as JSON, or as a FHIR Questionnaire."""
    organisation = request.member.organisation
    with reading(organisation):
        row = selectors.get_form(organisation_id=organisation.pk, form_id=form_id)
        sets = selectors.option_sets(organisation_id=organisation.pk)
    version = row.versions.all()[0]
    made = with_options(version.document, sets)
    name, kind = f"{row.slug}-{version.n}", "application/json"
    if request.GET.get("as") == "fhir":
        status = {"DRAFT": "draft", "PUBLISHED": "active"}.get(version.status, "retired")
        path = reverse("intake:form_start", kwargs={"slug": organisation.slug, "form": row.slug})
        made = questionnaire(
            read(made),
            url=request.build_absolute_uri(path),
            version=f"{version.n}",
            status=status,
            language=made["languages"][0],
        )
        name, kind = f"{name}-fhir", "application/fhir+json"
    response = HttpResponse(json.dumps(made, ensure_ascii=False, indent=1), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def _list(request: MemberRequest, form: NewForm, *, status: int = 200) -> HttpResponse:
    organisation = request.member.organisation
    with reading(organisation):
        rows = selectors.list_forms(organisation_id=organisation.pk)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("forms", request.member),
        "page": present.forms_page(rows, organisation),
        "form": form,
        "can_change": policies.can_administer(request.member),
    }
    return render(request, "intake/forms.html", context, status=status)


def _page(
    request: MemberRequest,
    form_id: UUID,
    *,
    typed: str = "",
    findings: Sequence[Finding] = (),
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    organisation = request.member.organisation
    with reading(organisation):
        row = selectors.get_form(organisation_id=organisation.pk, form_id=form_id)
        sets = selectors.option_sets(organisation_id=organisation.pk)
        tied = dict(ServiceForm.objects.of(organisation).filter(form=row).values_list("service_id", "before"))
        services = [
            (one.pk, one.name, ("before" if tied[one.pk] else "any") if one.pk in tied else "")
            for one in Service.objects.of(organisation).filter(is_active=True, kind="VISIT")
        ]
    page = present.form_page(
        row,
        organisation,
        sets=sets,
        services=services,
        language=get_language() or "en",
        typed=typed,
        findings=findings,
    )
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("forms", request.member),
        "page": page,
        "problem": problem,
        "can_change": policies.can_administer(request.member),
    }
    return render(request, "intake/form.html", context, status=status)
