"""Going to Google or Microsoft to let a calendar be used, coming back, and being called when it changes."""

import json
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, member_required
from conversations.presenters.reader import reader_of
from core import clock
from scheduling.domain.outside import CalendarFault, CalendarKind, Trouble
from scheduling.forms.calendar import identifier
from scheduling.presenters import elsewhere as present
from scheduling.services.outside import oauth, permission, watching
from scheduling.views.elsewhere import page

KINDS = {"google": CalendarKind.GOOGLE, "microsoft": CalendarKind.MICROSOFT}
NONCE = "calendar_permission"
MOST_CALLED = 256 * 1024


@require_GET
@member_required
def permission_ask(request: MemberRequest, resource_id: UUID, provider: str) -> HttpResponse:
    """Send a member to the provider; `again` names a calendar whose permission has ended."""
    again = identifier(request.GET.get("again", ""))
    permission.check(by=request.member, resource_id=resource_id, calendar_id=again)
    about = {"by": str(request.member.pk), "resource": str(resource_id), "again": str(again or "")}
    try:
        begun = oauth.begin(_kind(provider), callback=_callback(provider), about=about)
    except CalendarFault as fault:
        messages.error(request, present.trouble_sentence(fault.trouble))
        return redirect("scheduling:resource_calendars", resource_id=resource_id)
    request.session[NONCE] = begun.nonce
    return redirect(begun.url)


@require_GET
@member_required
def permission_given(request: MemberRequest, provider: str) -> HttpResponse:
    """Take a member back from the provider, and show the calendars that may be used."""
    kind = _kind(provider)
    try:
        told = oauth.returned(kind, state=request.GET.get("state", ""), nonce=request.session.pop(NONCE, ""))
    except CalendarFault as fault:
        messages.error(request, present.trouble_sentence(fault.trouble))
        return redirect("scheduling:setup")
    resource_id, again = UUID(told["resource"]), identifier(told["again"])
    if told["by"] != str(request.member.pk):
        raise Http404
    if request.GET.get("error"):
        messages.error(request, _("You did not allow it, so nothing is connected."))
        return redirect("scheduling:resource_calendars", resource_id=resource_id)
    now = clock.now()
    try:
        credentials = oauth.exchange(
            kind, code=request.GET.get("code", ""), verifier=told["verifier"], callback=_callback(provider)
        )
        if again is not None:
            permission.connect_again(
                by=request.member, calendar_id=again, kind=kind, credentials=credentials, now=now
            )
            messages.success(request, _("The calendar is connected again."))
            return redirect("scheduling:resource_calendars", resource_id=resource_id)
        look = permission.look(
            by=request.member, resource_id=resource_id, kind=kind, credentials=credentials, now=now
        )
    except CalendarFault as fault:
        is_other = again is not None and fault.trouble is Trouble.NOT_FOUND
        other = _("That account does not have this calendar. Choose the one it was connected with.")
        messages.error(request, other if is_other else present.trouble_sentence(fault.trouble))
        return redirect("scheduling:resource_calendars", resource_id=resource_id)
    return page(
        request, resource_id, found=present.found_page(look, reader=reader_of(request.member, now=now))
    )


@csrf_exempt
def calendar_called(request: HttpRequest, organisation_id: UUID, calendar_id: UUID) -> HttpResponse:
    """Take a call that a calendar changed. 200 taken, 400 unreadable, 404 not the secret of the channel."""
    if "validationToken" in request.GET:
        # Microsoft asks whether anybody is here; the answer is its own word.
        return HttpResponse(request.GET["validationToken"][:1000], content_type="text/plain; charset=utf-8")
    if request.method != "POST":
        return HttpResponse(status=405)
    calls = _calls(request)
    if calls is None:
        return HttpResponse(status=400)
    now = clock.now()
    taken = [
        watching.called(
            organisation=organisation_id, calendar_id=calendar_id, channel_id=channel, secret=secret, now=now
        )
        for channel, secret in calls
    ]
    return HttpResponse(status=200 if any(taken) else 404)


def _calls(request: HttpRequest) -> set[tuple[str, str]] | None:
    """Read which channels call, each with its secret: Google's in the heads, Microsoft's in the body."""
    if channel := request.headers.get("X-Goog-Channel-ID"):
        return {(channel, request.headers.get("X-Goog-Channel-Token", ""))}
    try:
        told = json.loads(request.read(MOST_CALLED))["value"]
        return {(str(one["subscriptionId"]), str(one["clientState"])) for one in told[:20]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _kind(provider: str) -> CalendarKind:
    kind = KINDS.get(provider)
    if kind is None:
        raise Http404
    return kind


def _callback(provider: str) -> str:
    path = reverse("scheduling:calendar_permission_given", args=[provider])
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"
