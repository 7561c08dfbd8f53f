"""Members fill in a form together with a customer, and read what was sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required, status_of
from accounts.models import Member
from accounts.presenters import shell
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from intake import errors
from intake.domain.forms.sight import Sight
from intake.domain.forms.states import SubmissionState
from intake.errors.patients import NotForYou
from intake.forms.answers import read_answers, read_marks
from intake.models import AnswerSource
from intake.presenters.forms import filling as present
from intake.presenters.forms import together
from intake.presenters.forms.changes import changed_answers
from intake.presenters.forms.questions import question
from intake.presenters.forms.submissions import for_member, read_lines, submission_page
from intake.selectors import forms as selectors
from intake.services.forms import amending, filling, resuming, sighting, submitting, uploading, voiding
from intake.services.forms.drafts import Clash, Hand
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
    filled = filled_for(request, submission_id)
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
    if request.POST.get("drop") == only:
        given = {}
    problem = ""
    try:
        _take_out(filled, request.POST.get("remove_file", ""), keys)
        for file in request.FILES.getlist(only):
            uploading.keep_file(**keys, field=only, name=file.name or "", content=file.read())
        clashes = filling.answer(**keys, given=given, known=read_marks(request.POST)).clashes
    except errors.UploadRefused as refusal:
        clashes, problem = {}, str(refusal.sentence)
    except (errors.StageLocked, errors.AlreadySent) as closed:
        return HttpResponse(str(closed.sentence), status=409, headers={"HX-Refresh": "true"})
    after = filled_for(request, submission_id)
    return changed(
        request, filled, after, only, problem=problem, is_more=bool(request.POST.get("add")), clashes=clashes
    )


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
            filled_for(request, submission_id)
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


def filled_for(request: MemberRequest, submission_id: UUID) -> present.Filled:
    """Read a draft with everything a member's page of it needs."""
    organisation = request.member.organisation
    with reading(organisation):
        row = selectors.get_submission(organisation_id=organisation.pk, submission_id=submission_id)
    return read_filled(row, organisation, now=clock.now())


def sight_for(request: MemberRequest, filled: present.Filled) -> Sight:
    """Say which answers of it are for a member."""
    with reading(request.member.organisation):
        return sighting.sight_of(by=request.member, contact_id=filled.submission.contact_id, now=clock.now())


def _take_out(filled: present.Filled, upload: str, keys: Any) -> None:
    found = (one.pk for files in filled.uploads.values() for one in files if str(one.pk) == upload)
    for pk in found:
        uploading.remove_file(**keys, upload_id=pk)


def addresses(filled: present.Filled) -> dict[str, str]:
    """Give where a question of it leads."""
    url = reverse("intake:submission_field", args=[filled.submission.pk])
    return {
        "field_url": url,
        "file_url": url,
        "part_url": reverse("intake:submission_part", args=[filled.submission.pk]),
        "saved": present.saved_words(filled.submission.saved_at, filled.zone),
    }


def changed(
    request: MemberRequest,
    before: present.Filled,
    after: present.Filled,
    only: str,
    *,
    problem: str,
    is_more: bool,
    clashes: Mapping[str, Clash],
) -> HttpResponse:
    """Print the question that was answered, and out of band those that came, went or became others."""
    language, sight = get_language() or "en", sight_for(request, after)
    draft = present.draft_of(
        after,
        after.judgement.errors_of([only]),
        language,
        frozenset([only] if is_more else []),
        mine=together.mine(clashes),
        clashes=together.told(after, clashes, language=language, namer=name_of),
    )
    fields = after.definition.fields
    flipped = [key for key in fields if key != only and _differs(before, after, key)]
    context = {
        "page": addresses(after),
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
    filled = filled_for(request, submission_id)
    row = filled.submission
    with reading(organisation):
        events = selectors.list_events(row)
    form = row.form_version.form
    keys = {
        "slug": organisation.slug,
        "form": form.slug,
        "token": resuming.resume_token(row, now=clock.now()),
    }
    language, sight = get_language() or "en", sight_for(request, filled)
    shown = [filled.definition.fields[key] for key in filled.answers]
    sighting.note_shown(by=request.member, submission=row, fields=shown, now=clock.now())
    before = filled_for(request, row.amends_id) if row.amends_id else None
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
    context = {"shell": shell(request, current="inbox"), "page": page}
    return render(request, "intake/submission.html", context, status=status)


def name_of(member: Member | None) -> str:
    """Name whoever wrote an answer."""
    return member.name if member else _("The customer")


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
