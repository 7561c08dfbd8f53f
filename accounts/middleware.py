"""Who is asking, and for which organisation; and what a refusal looks like."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts import access, selectors
from accounts.models import Member, User
from core import clock
from core.errors import Refused

CHOSEN = "organisation_id"
USED_AT = "used_at"
# The latest use is written at most this often, so that reading pages does not write sessions.
WRITE_AFTER_SECONDS = 60


class MemberMiddleware:
    """This will set `request.member` (or None) with `request.memberships`, the zone and the language from the session.

    A session left alone for the organisation's idle minutes ends here. An uncaught `Refused` becomes a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the member for the length of the request."""
        request.member, request.memberships = None, []  # type: ignore[attr-defined]
        member = _sign_in(request) if _has_session(request) else None
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


def _sign_in(request: HttpRequest) -> Member | None:
    """Find who asks and for which organisation: user, memberships and organisations by one statement.

    Read anew for every request, so that whoever is put out is out at once. Django itself decides whatever is not a
    plain, valid session.
    """
    user_id = request.session.get(SESSION_KEY)
    memberships = selectors.list_memberships(user_id=UUID(user_id)) if user_id else []
    member = selectors.choose_membership(memberships, organisation_id=request.session.get(CHOSEN))
    if member is not None and _is_valid(request, member.user):
        request._cached_user = member.user  # type: ignore[attr-defined]
    if member is None or not request.user.is_authenticated:
        return None
    request.memberships = memberships  # type: ignore[attr-defined]
    return member


def _is_valid(request: HttpRequest, user: User) -> bool:
    """Check what `django.contrib.auth.get_user` checks, for the plain case."""
    return (
        user.is_active
        and request.session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    )


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
