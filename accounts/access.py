"""Doors in front of views: a session, a membership, a second factor; and how a refusal is said."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event
from django_htmx.middleware import HtmxDetails

from accounts import policies
from accounts.errors import NoMembership
from accounts.models import Member, User
from core.errors import Conflict, NotAllowed, NotFound, Refused

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request behind `member_required`: someone of an organisation asks."""

    member: Member
    memberships: list[Member]
    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[MemberRequest, P], HttpResponseBase]
Served = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def member_required(view: View[P]) -> Served[P]:
    """Serve the view to members: others log in (302), or learn that they belong nowhere (403).

    Where the organisation requires a second factor, members without one are sent to set it up.
    """

    @functools.wraps(view)
    def served(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_login(request)
        member = cast("Member | None", getattr(request, "member", None))
        if member is None:
            raise NoMembership
        if member.organisation.require_mfa and not is_mfa_enabled(request.user):
            return redirect("mfa_index")
        return view(cast("MemberRequest", request), *args, **kwargs)

    return served


def writer_required(view: View[P]) -> Served[P]:
    """Serve the view to members whose role writes; the others get 403 before anything is parsed."""

    @functools.wraps(view)
    def checked(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        policies.check_can_write(request.member)
        return view(request, *args, **kwargs)

    return member_required(checked)


def owner_required(view: View[P]) -> Served[P]:
    """Serve the view to owners; everyone else gets 403."""

    @functools.wraps(view)
    def checked(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        policies.check_can_administer(request.member)
        return view(request, *args, **kwargs)

    return member_required(checked)


def _to_login(request: HttpRequest) -> HttpResponse:
    """Send the browser to log in; htmx is told to leave the page, else it would swap the log-in form in."""
    if getattr(request, "htmx", None):
        login = redirect_to_login(request.htmx.current_url_abs_path or "/")  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(login["Location"])
    # What was posted is lost; leading back to an address that only takes posts would end in 405.
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


# The one table from refusals to responses; the first class that fits decides.
STATUSES: tuple[tuple[type[Refused], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Conflict, 409),
    (Refused, 422),
)


def status_of(refusal: Refused) -> int:
    """Return the HTTP status of a refusal."""
    return next(status for kind, status in STATUSES if isinstance(refusal, kind))


def answer(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Show a refusal as a page; to htmx as a sentence, swapped nowhere and told by the event `refused`."""
    status = status_of(refusal)
    sentence = str(refusal.sentence)
    if getattr(request, "htmx", None):
        response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
        response["HX-Reswap"] = "none"
        return trigger_client_event(response, "refused", {"sentence": sentence})
    return render(request, f"errors/{status}.html", {"reason": sentence}, status=status)
