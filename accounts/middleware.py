"""Who is asking, and for which organisation; and what a refusal looks like."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import access, selectors
from accounts.models import Member
from core import clock
from core.errors import Refused

CHOSEN = "organisation_id"
USED_AT = "used_at"
# The latest use is written at most this often, so that reading pages does not write sessions.
WRITE_AFTER_SECONDS = 60


class MemberMiddleware:
    """This will set `request.member` (or None), the zone and the language from the session.

    A session left alone for the organisation's idle minutes ends here. An uncaught `Refused` becomes a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the member for the length of the request."""
        request.member = None  # type: ignore[attr-defined]
        if _has_session(request) and request.user.is_authenticated:
            member = selectors.find_member(
                user_id=request.user.pk, organisation_id=request.session.get(CHOSEN)
            )
            if member is not None and _is_idle(request, member):
                logout(request)
                messages.info(request, _("You were logged off because nothing was done for a while."))
            elif member is not None:
                _attach(request, member)
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer an anticipated failure that no view has answered."""
        return access.answer(request, exception) if isinstance(exception, Refused) else None


def _attach(request: HttpRequest, member: Member) -> None:
    request.member = member  # type: ignore[attr-defined]
    timezone.activate(member.organisation.time_zone)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        language = member.user.language or member.organisation.locale
        translation.activate(language)
        request.LANGUAGE_CODE = language


def _is_idle(request: HttpRequest, member: Member) -> bool:
    """Say whether the session was left alone too long; else note its use."""
    seconds = int(clock.now().timestamp())
    used_at = int(request.session.get(USED_AT, seconds))
    if seconds - used_at > member.organisation.idle_minutes * 60:
        return True
    if USED_AT not in request.session or seconds - used_at >= WRITE_AFTER_SECONDS:
        request.session[USED_AT] = seconds
    return False


def _has_session(request: HttpRequest) -> bool:
    """Say whether a session can exist, so that webhooks never open one."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES
