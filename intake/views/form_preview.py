"""A draft of a form as its customers would see it. Nothing is kept: answers travel in the address, signed."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, member_required
from accounts.models import Organisation
from core import clock
from core.framing import let_be_framed
from core.transactions import reading
from intake.domain.forms.document import Definition, Stage, read
from intake.domain.forms.judging import judge
from intake.domain.forms.options import with_options
from intake.forms.answers import read_answers
from intake.models import FormVersion, Submission
from intake.presenters.forms import filling as present
from intake.presenters.forms.questions import question
from intake.selectors import forms as selectors
from intake.services.forms import drafts
from scheduling.views.public.house import Visit, frame, open_house

_SALT = "intake.preview"
_MOST = 3000


@csrf_exempt  # It changes nothing, and the public's page it prints sends no token.
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def preview(request: MemberRequest, form_id: UUID) -> HttpResponse:
    """Print a stage, or only what an answer changes."""
    organisation = request.member.organisation
    with reading(organisation):
        row = selectors.get_form(organisation_id=organisation.pk, form_id=form_id)
        sets = selectors.option_sets(organisation_id=organisation.pk)
    version = row.versions.all()[0]
    version = FormVersion(
        organisation=organisation, form=row, n=version.n, document=with_options(version.document, sets)
    )
    response = open_house(request, organisation, lambda visit: _show(visit, organisation, version))
    let_be_framed(response, [])
    return response


def _show(visit: Visit, organisation: Organisation, version: FormVersion) -> HttpResponse:
    definition = read(version.document)
    sent, wanted = visit.request.POST, visit.request.GET.get("at", "")
    stage = definition.stage(wanted) or definition.stages[0]
    answers = {**_held(visit, definition), **read_answers(definition, sent)}
    filled = _filled(organisation, version, definition, answers)
    language = get_language() or "en"
    only = sent.get("only", "")
    if only in definition.fields:
        return _changed(visit, filled, stage, only, language)
    is_adding = bool(sent.get("add") or sent.get("remove") or sent.get("upload"))
    wrong = (
        dict(filled.judgement.errors_of(one.key for one in stage.fields)) if sent and not is_adding else {}
    )
    if sent and not wrong and not is_adding:
        place = definition.stages.index(stage) + 1
        is_end = place >= len(definition.stages)
        stage = definition.stages[0 if is_end else place]
        note = _("This was the last part. Here it would be sent.") if is_end else ""
        return _stage(visit, filled, stage, language, {}, note=note)
    more = frozenset([sent["add"]]) if sent.get("add") else frozenset()
    return _stage(visit, filled, stage, language, wrong, more_rows=more)


def _stage(
    visit: Visit, filled: present.Filled, stage: Stage, language: str, wrong: dict[str, Any], **more: Any
) -> HttpResponse:
    url = _url(visit, filled, stage.key)
    urls = present.Addresses(
        post=url, field=url, file=url, later=url, at=lambda key: _url(visit, filled, key)
    )
    page = present.fill_page(filled, stage, urls, language=language, wrong=wrong, **more)
    page = replace(page, saved=_("Preview: nothing is kept"))
    around = replace(frame(visit), is_embedded=True, language_links=(), phone=None)
    text = render_to_string("intake/public/fill.html", {"frame": around, "page": page})
    return HttpResponse(text, status=422 if wrong else 200)


def _changed(visit: Visit, filled: present.Filled, stage: Stage, only: str, language: str) -> HttpResponse:
    draft = present.draft_of(filled, filled.judgement.errors_of([only]), language)
    if visit.request.POST.get("add"):
        draft = replace(draft, more_rows=frozenset([only]))
    # There is no draft to compare with: whatever an answer may show or hide is printed again.
    sections = {one.key: section for section in stage.sections for one in section.fields}
    others = [one for one in stage.fields if one.key != only and (one.show_if or sections[one.key].show_if)]
    url = _url(visit, filled, stage.key)
    context = {
        "page": {"field_url": url, "file_url": url, "saved": _("Preview: nothing is kept")},
        "own": question(filled.definition.fields[only], draft),
        "others": [question(one, draft) for one in others],
        "problem": "",
    }
    return HttpResponse(render_to_string("intake/public/_answered.html", context))


def _filled(
    organisation: Organisation, version: FormVersion, definition: Definition, answers: dict[str, Any]
) -> present.Filled:
    now = clock.now()
    reader = drafts.reader_for(organisation, language=get_language() or "en", now=now)
    row = Submission(
        organisation=organisation, form_version=version, stage=definition.stages[-1].key, saved_at=now
    )
    return present.Filled(
        submission=row,
        definition=definition,
        answers=answers,
        judgement=judge(definition, answers, reader),
        locks=(),
        uploads={},
        signatures={},
        zone=organisation.time_zone,
        notes={},
    )


def _held(visit: Visit, definition: Definition) -> dict[str, Any]:
    try:
        found: dict[str, Any] = signing.loads(visit.request.GET.get("held", ""), salt=_SALT)
    except signing.BadSignature:
        return {}
    return {key: value for key, value in found.items() if key in definition.fields}


def _url(visit: Visit, filled: present.Filled, stage: str) -> str:
    held = signing.dumps(dict(filled.answers), salt=_SALT, compress=True) if filled.answers else ""
    form_id = filled.submission.form_version.form_id
    keys = {"at": stage, "lang": get_language() or "en", "held": held if len(held) <= _MOST else ""}
    path = reverse("intake:form_preview", args=[form_id])
    return f"{path}?{urlencode({key: one for key, one in keys.items() if one})}"
