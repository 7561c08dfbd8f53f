"""Turns to look at: the list, one of them, and the word of who looked."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.access import MemberRequest, member_required, status_of
from accounts.presenters import shell
from core import clock
from core.transactions import reading
from receptionist import policies
from receptionist.pages import ReviewCard
from receptionist.presenters import reviews as present
from receptionist.selectors import reviews as selectors
from receptionist.services import reviewing

MONTH = timedelta(days=30)


@require_GET
@never_cache
@member_required
def review(request: MemberRequest) -> HttpResponse:
    """List the turns that wait for a look, or those that had one."""
    policies.check_can_review(request.member)
    now, is_decided = clock.now(), request.GET.get("show") == "decided"
    with reading(request.member.organisation_id):
        rows = selectors.list_reviews(member=request.member, decided=is_decided)
        counts = selectors.count_reviews(member=request.member, since=now - MONTH)
        page = present.page(rows, counts, member=request.member, is_decided=is_decided, now=now)
    return render(
        request, "receptionist/review.html", {"shell": shell(request, current="review"), "page": page}
    )


@require_GET
@never_cache
@member_required
def turn(request: MemberRequest, turn_id: UUID) -> HttpResponse:
    """Show one turn to whoever may see its conversation; who may correct it can do so here."""
    card = _card(request, turn_id)
    return render(
        request, "receptionist/turn.html", {"shell": shell(request, current="review"), "card": card}
    )


@require_POST
@member_required
def judge(request: MemberRequest, turn_id: UUID) -> HttpResponse:
    """Keep what a member says of a turn; the list gets the card back, a browser without scripts the turn's page."""
    problem, status, said = "", 200, request.POST
    try:
        reviewing.judge(
            by=request.member,
            turn_id=turn_id,
            verdict=said.get("verdict", ""),
            intent=said.get("intent", ""),
            now=clock.now(),
        )
    except reviewing.NoMeaning as refusal:
        problem, status = str(refusal.sentence), status_of(refusal)
    if not problem and not request.htmx:
        return redirect(reverse("receptionist:turn", args=[turn_id]))
    learnt = "" if problem else _("Kept for the next version.")
    card = _card(request, turn_id, problem=problem, learnt=learnt)
    if request.htmx:
        return render(request, "receptionist/_review_card.html", {"card": card, "is_answer": True})
    frame = {"shell": shell(request, current="review"), "card": card}
    return render(request, "receptionist/turn.html", frame, status=status)


def _card(request: MemberRequest, turn_id: UUID, *, problem: str = "", learnt: str = "") -> ReviewCard:
    with reading(request.member.organisation_id):
        row = selectors.get_turn(member=request.member, turn_id=turn_id)
        known = selectors.find_review(member=request.member, turn_id=turn_id)
        return present.card(
            row, known, member=request.member, now=clock.now(), problem=problem, learnt=learnt
        )
