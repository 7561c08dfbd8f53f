"""Promises made to customers, and how many were kept."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, member_required
from accounts.presenters import shell
from conversations import presenters, selectors
from conversations.domain.promises import PromisedBy, Standing
from conversations.presenters.promises import SPANS, promises_page
from core import clock
from core.transactions import reading

# What is not due yet is shown a week ahead.
AHEAD = timedelta(days=7)


@require_GET
@never_cache
@member_required
def promises(request: MemberRequest) -> HttpResponse:
    """Show the kept-rate of some days, by who promised, and the promises behind it."""
    asked, now = request.GET, clock.now()
    days = next((one for one in SPANS if str(one) == asked.get("days")), SPANS[1])
    source = asked.get("by", "") if asked.get("by") in set(PromisedBy) else ""
    chosen = asked.get("show", "") if asked.get("show") in set(Standing) else ""
    with reading(request.member.organisation_id):
        tasks = selectors.list_promises(
            member=request.member, since=now - timedelta(days=days), until=now + AHEAD, by=source
        )
    reader = presenters.reader_of(request.member, now=now)
    page = promises_page(tasks, reader=reader, days=days, source=source, chosen=chosen)
    return render(
        request, "conversations/promises.html", {"shell": shell(request, current="tasks"), "page": page}
    )
