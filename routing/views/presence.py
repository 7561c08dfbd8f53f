"""A member's own presence."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import MemberRequest, member_required
from accounts.policies import check_can_write
from core import clock
from core.errors import Conflict, Refused
from core.transactions import reading
from routing.domain.presence import Choice
from routing.presenters.presence import presence_control
from routing.selectors.presence import get_own_presence
from routing.services import queues


@require_GET
@member_required
def own(request: MemberRequest) -> HttpResponse:
    """Show the control by itself."""
    return _control(request)


@require_POST
@member_required
def act(request: MemberRequest) -> HttpResponse:
    """Choose, wrap up, or ask for more time."""
    member, now = request.member, clock.now()
    check_can_write(member)
    try:
        if choice := request.POST.get("choice"):
            if choice not in Choice.__members__:
                raise Http404
            reason = request.POST.get("reason", "").strip()
            queues.choose_presence(by=member, choice=Choice(choice), reason=reason, now=now)
        elif request.POST.get("act") == "more":
            queues.more_time(by=member, now=now)
        elif request.POST.get("act") == "done":
            queues.wrap_up(by=member, code=request.POST.get("code", ""), now=now)
        else:
            raise Http404
    except Refused as refusal:
        return _control(request, problem=str(refusal.sentence), status=422)
    return _answer(request)


@require_POST
@member_required
def offered(request: MemberRequest, item_id: UUID) -> HttpResponse:
    """Take, or pass on, a message that is offered."""
    member, now = request.member, clock.now()
    check_can_write(member)
    try:
        if request.POST.get("act") == "take":
            item = queues.take_offered(by=member, item_id=item_id, now=now)
            url = reverse("conversations:conversation", args=[item.conversation_id])
            return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
        queues.pass_on(by=member, item_id=item_id, now=now)
    except Conflict as refusal:
        return _control(request, problem=str(refusal.sentence), status=409)
    return _answer(request)


def _answer(request: MemberRequest) -> HttpResponse:
    if request.htmx:
        return _control(request)
    back = request.headers.get("referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    return redirect(back)


def _control(request: MemberRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    now = clock.now()
    with reading(request.member.organisation_id):
        found = get_own_presence(member=request.member)
    if found is None:
        raise Http404
    page = presence_control(found, now=now)
    return render(request, "routing/_presence.html", {"presence": page, "problem": problem}, status=status)
