"""Members fill in a form together with a customer, and read what was sent."""

from dataclasses import replace
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required, status_of
from accounts.presenters import shell
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from intake import errors
from intake.domain.forms.sight import Sight
from intake.domain.forms.states import SubmissionState
from intake.errors.patients import NotForYou
from intake.forms.answers import read_answers
from intake.models import AnswerSource
from intake.presenters.forms import filling as present
from intake.presenters.forms.changes import changed_answers
from intake.presenters.forms.questions import question
from intake.presenters.forms.submissions import for_member, read_lines, submission_page
from intake.selectors import forms as selectors
from intake.services.forms import amending, filling, resuming, sighting, submitting, uploading, voiding
from intake.services.forms.drafts import Hand
from intake.views.draftpage import read_filled
from intake.views.files import stored_file


@require_POST
@member_required
def begin(request: MemberRequest) -> HttpResponse:
    """Begin a form with a contact, or go on with the draft that is there."""
    policies.check_can_write(request.member)
    ids = {key: _id(request.POST.get(key, "")) for key in ("form", "contact", "conversation")}
    if ids["form"] is None:
        raise Http404
    with reading(request.member.organisation_id):
        rows = selectors.list_submissions(
            organisation_id=request.member.organisation_id,
            contact_id=ids["contact"],
            conversation_id=ids["conversation"],
        )
    found = next(
        (
            row
            for row in rows
            if row.state == SubmissionState.DRAFT.value and row.form_version.form_id == ids["form"]
        ),
        None,
    )
    who = filling.Begin(
        language=get_language() or "en", contact_id=ids["contact"], conversation_id=ids["conversation"]
    )
    row = found or filling.begin_by_member(by=request.member, form_id=ids["form"], who=who, now=clock.now())
    url = reverse("intake:submission", args=[row.pk])
    if "hx-request" not in request.headers:
        return redirect(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response


@require_GET
@member_required
def submission(request: MemberRequest, submission_id: UUID) -> HttpResponse:
    """Show a draft to be filled in, or what was sent."""
    return _page(request, submission_id)


@require_POST
@member_required
def submission_field(request: MemberRequest, submission_id: UUID) -> HttpResponse:
    """Keep one answer of a draft as it is typed; give its question back."""
    policies.check_can_write(request.member)
    filled = _filled(request, submission_id)
    only = request.POST.get("only", "")
    if only not in filled.definition.fields:
        return HttpResponse(status=204)
    keys: Any = {
        "organisation": request.member.organisation_id,
        "submission_id": submission_id,
        "hand": Hand(source=AnswerSource.MEMBER, member=request.member),
        "now": clock.now(),
    }
    given = {key: one for key, one in read_answers(filled.definition, request.POST).items() if key == only}
    problem = ""
    try:
        _take_out(filled, request.POST.get("remove_file", ""), keys)
        for file in request.FILES.getlist(only):
            uploading.keep_file(**keys, field=only, name=file.name or "", content=file.read())
        filling.answer(**keys, given=given)
    except errors.UploadRefused as refusal:
        problem = str(refusal.sentence)
    except (errors.StageLocked, errors.AlreadySent) as closed:
        return HttpResponse(str(closed.sentence), status=409, headers={"HX-Refresh": "true"})
    after = _filled(request, submission_id)
    return _changed(request, filled, after, only, problem=problem, is_more=bool(request.POST.get("add")))


@require_GET
@member_required
def submission_news(request: MemberRequest, submission_id: UUID) -> HttpResponse:
    """Give the questions others answered since, and ask again in a moment."""
    filled = _filled(request, submission_id)
    since = parse_datetime(request.GET.get("since", "").replace(" ", "+"))
    with reading(request.member.organisation_id):
        events = selectors.list_events(filled.submission, since=since if since and since.tzinfo else None)
    others = [one for one in events if one.member_id != request.member.pk]
    sight = _sight(request, filled)
    keys = dict.fromkeys(one.field for one in others if policies.can_write(request.member))
    draft = present.draft_of(filled, {}, get_language() or "en")
    context = {
        "page": _addresses(filled),
        "own": None,
        "others": [
            for_member(question(filled.definition.fields[key], draft), filled, sight)
            for key in keys
            if key in filled.definition.fields
        ],
        "problem": "",
        "since": max((one.at for one in events), default=since or clock.now()).isoformat(),
    }
    return render(request, "intake/_news.html", context)


@require_POST
@member_required
def submission_act(request: MemberRequest, submission_id: UUID) -> HttpResponse:
    """Send a draft for the customer, or let it count no more."""
    policies.check_can_write(request.member)
    try:
        if request.POST.get("act") == "amend":
            draft = amending.begin_amendment(
                organisation=request.member.organisation_id,
                submission_id=submission_id,
                hand=Hand(source=AnswerSource.MEMBER, member=request.member),
                now=clock.now(),
            )
            return redirect("intake:submission", submission_id=draft.pk)
        if request.POST.get("act") == "void":
            voiding.void_submission(by=request.member, submission_id=submission_id, now=clock.now())
        elif request.POST.get("act") != "send":
            _filled(request, submission_id)
        else:
            submitting.submit(
                organisation=request.member.organisation_id,
                submission_id=submission_id,
                hand=Hand(source=AnswerSource.MEMBER, member=request.member),
                now=clock.now(),
            )
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        return _page(request, submission_id, problem=str(refusal.sentence), status=status_of(refusal))
    return redirect("intake:submission", submission_id=submission_id)


@require_GET
@member_required
def upload(request: MemberRequest, submission_id: UUID, upload_id: UUID) -> HttpResponse:
    """Give out a file, to members who may see its answer."""
    with reading(request.member.organisation_id):
        row = selectors.get_upload(
            organisation_id=request.member.organisation_id, submission_id=submission_id, upload_id=upload_id
        )
        field = selectors.definition_of(row.submission).fields[row.field]
        sight = sighting.sight_of(by=request.member, contact_id=row.submission.contact_id, now=clock.now())
    if not sight.sees(field):
        raise NotForYou
    sighting.note_shown(
        by=request.member, submission=row.submission, fields=[field], file=row.name, now=clock.now()
    )
    return stored_file(path=row.path, name=row.name, mime=row.mime)


def _filled(request: MemberRequest, submission_id: UUID) -> present.Filled:
    organisation = request.member.organisation
    with reading(organisation):
        row = selectors.get_submission(organisation_id=organisation.pk, submission_id=submission_id)
    return read_filled(row, organisation, now=clock.now())


def _sight(request: MemberRequest, filled: present.Filled) -> Sight:
    with reading(request.member.organisation):
        return sighting.sight_of(by=request.member, contact_id=filled.submission.contact_id, now=clock.now())


def _take_out(filled: present.Filled, upload: str, keys: Any) -> None:
    found = (one.pk for files in filled.uploads.values() for one in files if str(one.pk) == upload)
    for pk in found:
        uploading.remove_file(**keys, upload_id=pk)


def _addresses(filled: present.Filled) -> dict[str, str]:
    url = reverse("intake:submission_field", args=[filled.submission.pk])
    return {
        "field_url": url,
        "file_url": url,
        "news_url": reverse("intake:submission_news", args=[filled.submission.pk]),
        "saved": present.saved_words(filled.submission.saved_at, filled.zone),
    }


def _changed(
    request: MemberRequest,
    before: present.Filled,
    after: present.Filled,
    only: str,
    *,
    problem: str,
    is_more: bool,
) -> HttpResponse:
    language, sight = get_language() or "en", _sight(request, after)
    more = frozenset([only] if is_more else [])
    draft = present.draft_of(after, after.judgement.errors_of([only]), language, more)
    fields = after.definition.fields
    flipped = [key for key in fields if key != only and _differs(before, after, key)]
    context = {
        "page": _addresses(after),
        "own": for_member(question(fields[only], draft), after, sight),
        "others": [for_member(question(fields[key], draft), after, sight) for key in flipped],
        "problem": problem,
    }
    return render(request, "intake/public/_answered.html", context)


def _differs(before: present.Filled, after: present.Filled, key: str) -> bool:
    return (key in before.judgement.visible) is not (key in after.judgement.visible) or before.answers.get(
        key
    ) != after.answers.get(key)


def _page(
    request: MemberRequest, submission_id: UUID, *, problem: str = "", status: int = 200
) -> HttpResponse:
    organisation = request.member.organisation
    filled = _filled(request, submission_id)
    row = filled.submission
    with reading(organisation):
        events = selectors.list_events(row)
    form = row.form_version.form
    keys = {
        "slug": organisation.slug,
        "form": form.slug,
        "token": resuming.resume_token(row, now=clock.now()),
    }
    language, sight = get_language() or "en", _sight(request, filled)
    shown = [filled.definition.fields[key] for key in filled.answers]
    sighting.note_shown(by=request.member, submission=row, fields=shown, now=clock.now())
    before = _filled(request, row.amends_id) if row.amends_id else None
    with reading(organisation):
        after, seen = selectors.amendment_of(row), selectors.list_reads(row) if sight.may_write else []
    page = submission_page(
        filled,
        events,
        language=language,
        sight=sight,
        their_url=urljoin(settings.PUBLIC_URL, reverse("intake:form_resume", kwargs=keys)),
        problem=problem,
    )
    page = replace(
        page,
        changes=changed_answers(before, filled, language=language, sight=sight) if before else (),
        after_url=reverse("intake:submission", args=[after.pk]) if after else "",
        reads=read_lines(seen),
    )
    since = max((one.at for one in events), default=row.saved_at).isoformat()
    context = {"shell": shell(request, current="inbox"), "page": page, "since": since}
    return render(request, "intake/submission.html", context, status=status)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
