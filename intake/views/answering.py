"""Answers kept as they are typed, and the link by which somebody goes on later."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Refused
from intake import errors
from intake.forms.answers import read_answers
from intake.models import Submission
from intake.presenters.forms import filling as present
from intake.presenters.forms.questions import question
from intake.selectors import forms as selectors
from intake.services.forms import filling, resuming, uploading
from intake.views.draftpage import (
    address,
    filled_of,
    opened,
    stage_of,
    stage_page,
)
from intake.views.filling import remove_file
from scheduling.errors import TooManyTries
from scheduling.services import abuse
from scheduling.views.public.house import Visit, public


@require_POST
@public
def field(visit: Visit, form: str, token: str) -> HttpResponse:
    """Keep one answer as it is typed; give its question back, with what it shows or hides."""
    row = opened(visit, form, token)
    definition = selectors.definition_of(row)
    only = visit.request.POST.get("only", "")
    if only not in definition.fields:
        return HttpResponse(status=204)
    before = filled_of(visit, row)
    given = {key: value for key, value in read_answers(definition, visit.request.POST).items() if key == only}
    try:
        filling.answer(organisation=visit.organisation.pk, submission_id=row.pk, given=given, now=visit.now)
    except errors.StageLocked as closed:
        return HttpResponse(closed.lock.text, status=409, headers={"HX-Refresh": "true"})
    is_more = bool(visit.request.POST.get("add"))
    return fragments(visit, opened(visit, form, token), only, before, is_more=is_more)


@require_POST
@public
def file(visit: Visit, form: str, token: str) -> HttpResponse:
    """Keep a file as soon as it is chosen; give its question back."""
    row = opened(visit, form, token)
    only, problem = visit.request.POST.get("only", ""), ""
    if only not in selectors.definition_of(row).fields:
        return HttpResponse(status=204)
    before = filled_of(visit, row)
    try:
        if visit.request.POST.get("remove_file"):
            remove_file(visit, row, visit.request.POST["remove_file"])
        for one in visit.request.FILES.getlist(only):
            uploading.keep_file(
                organisation=visit.organisation.pk,
                submission_id=row.pk,
                field=only,
                name=one.name or "",
                content=one.read(),
                now=visit.now,
            )
    except errors.StageLocked as closed:
        return HttpResponse(closed.lock.text, status=409, headers={"HX-Refresh": "true"})
    except errors.UploadRefused as refusal:
        problem = str(refusal.sentence)
    return fragments(visit, opened(visit, form, token), only, before, problem=problem)


@require_POST
@public
def later(visit: Visit, form: str, token: str) -> HttpResponse:
    """Keep what is on the page and send the link by which it goes on."""
    row = opened(visit, form, token)
    stage = stage_of(visit, row)
    keys: Any = {"organisation": visit.organisation.pk, "submission_id": row.pk}
    given = read_answers(selectors.definition_of(row), visit.request.POST)
    try:
        filling.answer(**keys, given=given, language=get_language() or "", now=visit.now)
        abuse.count(abuse.CODES, visit.organisation.pk, visit.visitor)
        to = resuming.ask_link(**keys, now=visit.now)
    except errors.StageLocked:
        return stage_page(visit, row, stage, token, status=409)
    except TooManyTries:
        raise
    except Refused as refusal:
        again = opened(visit, form, token)
        return stage_page(visit, again, stage, token, status=422, problem=str(refusal.sentence))
    note = _("We send the link to %(address)s. Your answers are kept.") % {"address": to}
    return stage_page(visit, opened(visit, form, token), stage, token, note=note)


def fragments(
    visit: Visit,
    row: Submission,
    only: str,
    before: present.Filled,
    *,
    problem: str = "",
    is_more: bool = False,
) -> HttpResponse:
    """Print the question that was answered, and out of band those that came, went or were computed anew."""
    after = filled_of(visit, row)
    language = get_language() or "en"
    wrong = after.judgement.errors_of([only])
    draft = present.draft_of(after, wrong, language, frozenset([only] if is_more else []))
    stage = after.definition.stage_of[only]
    changed = [
        one.key
        for one in stage.fields
        if one.key != only
        and (
            (one.key in before.judgement.visible) is not (one.key in after.judgement.visible)
            or before.answers.get(one.key) != after.answers.get(one.key)
            or (one.compute and before.judgement.values.get(one.key) != after.judgement.values.get(one.key))
        )
    ]
    own, others = _printed([only], draft, after), _printed(changed, draft, after)
    page = {
        "field_url": address("form_field", visit, row.form_version.form.slug, token=_token(visit)),
        "file_url": address("form_file", visit, row.form_version.form.slug, token=_token(visit)),
        "part_url": address("form_part", visit, row.form_version.form.slug, token=_token(visit)),
        "saved": present.saved_words(row.saved_at, visit.organisation.time_zone),
    }
    context = {"page": page, "own": own[0], "others": others, "problem": problem, "alarm": after.alarm}
    return HttpResponse(render_to_string("intake/public/_answered.html", context))


def _token(visit: Visit) -> str:
    match = visit.request.resolver_match
    return str(match.kwargs["token"]) if match else ""


def _printed(keys: Iterable[str], draft: Any, filled: present.Filled) -> list[Any]:
    return [question(filled.definition.fields[key], draft) for key in keys]
