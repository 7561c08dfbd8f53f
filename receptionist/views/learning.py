"""What the assistant has learnt: phrases, versions, which is in use."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.access import MemberRequest, member_required, owner_required, status_of
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.transactions import reading
from receptionist.presenters import learning as present
from receptionist.selectors import learning as selectors
from receptionist.services import reviewing, training


@require_GET
@never_cache
@member_required
def learning(request: MemberRequest) -> HttpResponse:
    """Show what was learnt and every version; the fragment alone while one is examined."""
    return _page(request)


@require_POST
@owner_required
def make(request: MemberRequest) -> HttpResponse:
    """Make a version."""
    try:
        training.ask_version(by=request.member, now=clock.now())
    except (training.NothingLearnt, training.UnderWay) as refusal:
        return _page(request, problem=str(refusal.sentence), status=status_of(refusal))
    messages.success(request, _("The version is being examined."))
    return redirect("receptionist:learning")


@require_POST
@owner_required
def use(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """Use a version from the next conversation on."""
    try:
        training.activate(by=request.member, version_id=version_id, now=clock.now())
    except training.NotReady as refusal:
        return _page(request, problem=str(refusal.sentence), status=status_of(refusal))
    messages.success(request, _("It is in use from the next conversation on."))
    return redirect("receptionist:learning")


@require_POST
@owner_required
def ship(request: MemberRequest) -> HttpResponse:
    """Go back to the assistant as it ships."""
    training.activate(by=request.member, version_id=None, now=clock.now())
    messages.success(request, _("The assistant reads as it ships, from the next conversation on."))
    return redirect("receptionist:learning")


@require_POST
@member_required
def phrase_remove(request: MemberRequest, phrase_id: UUID) -> HttpResponse:
    """Teach a phrase no more."""
    reviewing.forget_phrase(by=request.member, phrase_id=phrase_id, now=clock.now())
    messages.success(request, _("The next version will not know it."))
    return redirect("receptionist:learning")


def _page(request: MemberRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    now = clock.now()
    with reading(request.member.organisation_id):
        phrases = selectors.list_phrases(member=request.member)
        versions = selectors.list_versions(member=request.member)
        page = present.page(phrases, versions, member=request.member, now=now, problem=problem)
    if request.htmx:
        return render(request, "receptionist/_versions.html", {"page": page})
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("receptionist", request.member),
        "page": page,
    }
    return render(request, "receptionist/learning.html", context, status=status)
