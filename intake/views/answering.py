"""Answers kept as they are typed, and the link by which somebody goes on later."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Refused
from core.transactions import reading
from intake import errors
from intake.domain.forms.states import SubmissionState
from intake.forms.answers import read_answers, read_marks
from intake.models import Submission
from intake.presenters.forms import filling as present
from intake.presenters.forms import together
from intake.presenters.forms.questions import question
from intake.selectors import forms as selectors
from intake.services.forms import filling, resuming, uploading
from intake.views.draftpage import (
    address,
    clash_page,
    clash_words,
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
    sent = visit.request.POST
    given = {key: value for key, value in read_answers(definition, sent).items() if key == only}
    if sent.get("drop") == only:
        given = {}
    try:
        kept = filling.answer(
            organisation=visit.organisation.pk,
            submission_id=row.pk,
            given=given,
            known=read_marks(sent),
            now=visit.now,
        )
    except errors.StageLocked as closed:
        return HttpResponse(closed.lock.text, status=409, headers={"HX-Refresh": "true"})
    after = opened(visit, form, token)
    told = clash_words(visit, after, kept.clashes)
    return fragments(visit, after, only, before, is_more=bool(sent.get("add")), **told)


@require_POST
@public
def news(visit: Visit, form: str, token: str) -> HttpResponse:
    """Give the questions of a page in which somebody else wrote since; nothing where all is as it shows."""
    row = opened(visit, form, token)
    if row.state != SubmissionState.DRAFT.value:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    filled = filled_of(visit, row)
    with reading(visit.organisation):
        events = selectors.list_events(row)
    printed = together.news(
        present.draft_of(filled, filled.judgement.errors, get_language() or "en"),
        filled,
        read_marks(visit.request.POST),
        events,
        namer=lambda member: visit.organisation.name if member else _("You"),
    )
    if not printed:
        return HttpResponse(status=204)
    context = {"page": _urls(visit, row), "others": printed, "alarm": filled.alarm}
    return HttpResponse(render_to_string("intake/_news.html", context))


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
        known = read_marks(visit.request.POST)
        kept = filling.answer(**keys, given=given, language=get_language() or "", known=known, now=visit.now)
        if kept.clashes:
            return clash_page(visit, opened(visit, form, token), stage, token, kept.clashes)
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
    mine: Mapping[str, Any] = present.EMPTY,
    clashes: Mapping[str, str] = present.EMPTY,
) -> HttpResponse:
    """Print the question that was answered, and out of band those that came, went or were computed anew."""
    after = filled_of(visit, row)
    language = get_language() or "en"
    wrong = after.judgement.errors_of([only])
    more = frozenset([only] if is_more else [])
    draft = present.draft_of(after, wrong, language, more, mine=mine, clashes=clashes)
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
    context = {
        "page": _urls(visit, row),
        "own": own[0],
        "others": others,
        "problem": problem,
        "alarm": after.alarm,
    }
    return HttpResponse(render_to_string("intake/public/_answered.html", context))


def _urls(visit: Visit, row: Submission) -> dict[str, str]:
    form, token = row.form_version.form.slug, _token(visit)
    found = {
        f"{name}_url": address(f"form_{name}", visit, form, token=token) for name in ("field", "file", "part")
    }
    return {**found, "saved": present.saved_words(row.saved_at, visit.organisation.time_zone)}


def _token(visit: Visit) -> str:
    match = visit.request.resolver_match
    return str(match.kwargs["token"]) if match else ""


def _printed(keys: Iterable[str], draft: Any, filled: present.Filled) -> list[Any]:
    return [question(filled.definition.fields[key], draft) for key in keys]
