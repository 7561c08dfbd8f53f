"""A resource's appointments in other calendars: the feed itself, and the page on which its address is made."""

from hashlib import sha256
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.transactions import reading
from scheduling.presenters.feeds import feed_content
from scheduling.selectors import outside
from scheduling.selectors import settings as selectors
from scheduling.services.setting import feeds as services


@require_safe
def read_feed(request: HttpRequest, organisation_id: UUID, secret: str) -> HttpResponse:
    """Hand out what is booked; an unchanged feed is answered with nothing."""
    with reading(organisation_id):
        found = outside.find_feed(organisation_id=organisation_id, secret=secret, now=clock.now())
    if found is None:
        words = _("This calendar address does not work, or no longer. Ask who gave it to you for a new one.")
        return HttpResponse(words, status=404, content_type="text/plain; charset=utf-8")
    content = feed_content(found)
    etag = f'"{sha256(content).hexdigest()}"'
    seen = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if etag in seen:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"], response["Cache-Control"] = etag, "private, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "POST"])
@member_required
def resource_feed(request: MemberRequest, resource_id: UUID) -> HttpResponse:
    """Show the address at which a resource is read; owners and supervisors make and revoke it."""
    if request.method == "POST":
        return _act(request, resource_id)
    organisation = request.member.organisation
    with reading(organisation):
        resource = selectors.get_resource(organisation=organisation, resource_id=resource_id)
        feed = outside.find_address(organisation_id=organisation.pk, resource_id=resource_id)
    can_change = policies.can_supervise(request.member)
    address = ""
    if feed is not None and can_change:
        path = reverse("scheduling:feed", kwargs={"organisation_id": organisation.pk, "secret": feed.secret})
        address = urljoin(settings.PUBLIC_URL, path)
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("booking", request.member),
        "can_change": can_change,
        "resource": resource,
        "feed": feed,
        "address": address,
    }
    return render(request, "scheduling/resource_feed.html", context)


def _act(request: MemberRequest, resource_id: UUID) -> HttpResponse:
    now = clock.now()
    if request.POST.get("act") == "revoke":
        if services.revoke_feed(by=request.member, resource_id=resource_id, now=now):
            messages.success(
                request, _("The address no longer works. What calendars have read stays in them.")
            )
    else:
        services.make_feed(by=request.member, resource_id=resource_id, now=now)
        messages.success(request, _("The address is made. Add it to the calendar as one from the internet."))
    return redirect("scheduling:resource_feed", resource_id=resource_id)
