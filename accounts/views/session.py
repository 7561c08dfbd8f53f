"""What belongs to this browser: the organisation it works for, the language it speaks."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.access import MemberRequest, member_required
from accounts.middleware import CHOSEN
from accounts.services import profile
from core import clock

YEAR_SECONDS = 365 * 24 * 60 * 60


@require_POST
@member_required
def switch(request: MemberRequest) -> HttpResponse:
    """Work for another of the member's organisations from now on."""
    try:
        chosen = UUID(request.POST.get("organisation", ""))
    except ValueError as error:
        raise Http404 from error
    if chosen not in {member.organisation_id for member in request.memberships}:
        raise Http404
    request.session[CHOSEN] = str(chosen)
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language in this browser, and remember it for the member."""
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        raise Http404
    member = getattr(request, "member", None)
    if member is not None:
        profile.change_language(by=member, language=wanted, now=clock.now())
    response = redirect(_back(request))
    keep_language(response, wanted)
    return response


def keep_language(response: HttpResponse, language: str) -> None:
    """Let the browser keep a language; an empty one is forgotten."""
    if not language:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def closed(request: HttpRequest, **_: object) -> HttpResponse:
    """Answer for pages of allauth that Portico does not have."""
    raise Http404


def _back(request: HttpRequest) -> str:
    url = request.POST.get("next") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure()):
        return url
    return str(settings.LOGIN_REDIRECT_URL)
