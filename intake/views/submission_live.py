"""A draft on a member's page while the customer fills it in too: files in pieces, and what the other wrote."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required
from core import clock
from core.errors import NotFound
from core.transactions import reading
from intake.domain.forms.states import SubmissionState
from intake.forms.answers import read_marks
from intake.models import AnswerSource
from intake.presenters.forms import filling as present
from intake.presenters.forms import together
from intake.presenters.forms.submissions import for_member
from intake.selectors import forms as selectors
from intake.services.forms.drafts import Hand
from intake.views.pieces import take_piece
from intake.views.submissions import addresses, changed, filled_for, name_of, sight_for


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def submission_part(request: MemberRequest, submission_id: UUID) -> HttpResponse:
    """Say where the next piece of a file begins, or keep it; after the last one give the question back."""
    policies.check_can_write(request.member)
    before = filled_for(request, submission_id)
    only = request.GET.get("only", "")
    if only not in before.definition.fields:
        raise NotFound
    answer = take_piece(
        request,
        organisation=request.member.organisation_id,
        submission_id=submission_id,
        hand=Hand(source=AnswerSource.MEMBER, member=request.member),
        now=clock.now(),
    )
    if isinstance(answer, HttpResponse):
        return answer
    after = filled_for(request, submission_id)
    return changed(request, before, after, only, problem=answer, is_more=False, clashes={})


@require_POST
@member_required
def submission_news(request: MemberRequest, submission_id: UUID) -> HttpResponse:
    """Give the questions of a page in which somebody else wrote since; nothing where all is as it shows."""
    policies.check_can_write(request.member)
    filled = filled_for(request, submission_id)
    if filled.submission.state != SubmissionState.DRAFT.value:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    with reading(request.member.organisation_id):
        events = selectors.list_events(filled.submission)
    draft = present.draft_of(filled, filled.judgement.errors, get_language() or "en")
    printed = together.news(draft, filled, read_marks(request.POST), events, namer=name_of)
    if not printed:
        return HttpResponse(status=204)
    sight = sight_for(request, filled)
    context = {"page": addresses(filled), "others": [for_member(one, filled, sight) for one in printed]}
    return render(request, "intake/_news.html", context)
