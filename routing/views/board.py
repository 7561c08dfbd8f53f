"""The wallboard: what waits, who is there, and what a supervisor does about it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from accounts.access import MemberRequest, member_required
from accounts.presenters import shell
from conversations.presenters.reader import reader_of
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from routing.domain.matching import Priority
from routing.presenters import board as pages
from routing.presenters import board_rows as behind_pages
from routing.selectors import board as rows
from routing.services import queues


@require_GET
@member_required
def wallboard(request: MemberRequest) -> HttpResponse:
    """Show all queues, or one."""
    queue_id = _queue(request)
    with reading(request.member.organisation_id):
        found = rows.read_board(member=request.member, queue_id=queue_id, now=clock.now())
    if queue_id is not None and queue_id not in {row.pk for row in found.queues}:
        raise Http404
    page = pages.board(found, member=request.member, queue_id=queue_id)
    return render(
        request, "routing/wallboard.html", {"shell": shell(request, current="wallboard"), "board": page}
    )


@require_GET
@member_required
def board_rows(request: MemberRequest) -> HttpResponse:
    """List the rows behind a figure."""
    figure, queue_id, now = request.GET.get("figure", "waiting"), _queue(request), clock.now()
    if figure not in behind_pages.FIGURES:
        raise Http404
    with reading(request.member.organisation_id):
        items = rows.list_behind(member=request.member, figure=figure, queue_id=queue_id, now=now)
    reader = reader_of(request.member, now=now)
    page = behind_pages.behind(items, figure=figure, queue_id=queue_id, cut=rows.MOST_ROWS, reader=reader)
    return render(
        request, "routing/board_rows.html", {"shell": shell(request, current="wallboard"), "page": page}
    )


@require_POST
@member_required
def work_act(request: MemberRequest, item_id: UUID) -> HttpResponse:
    """Take, give away, move or raise what waits; drop a callback."""
    member, now = request.member, clock.now()
    act, value = request.POST.get("act", ""), request.POST.get("value", "")
    try:
        match act:
            case "take":
                queues.assign(by=member, item_id=item_id, member_id=member.pk, now=now)
            case "assign":
                queues.assign(by=member, item_id=item_id, member_id=_id(value), now=now)
            case "drop":
                queues.drop_callback(by=member, item_id=item_id, reason=value, now=now)
            case "move":
                queues.move_to_queue(by=member, item_id=item_id, queue_id=_id(value), now=now)
            case "priority":
                queues.reprioritise(by=member, item_id=item_id, priority=_priority(value), now=now)
            case _:
                raise Refused(_("Choose what is to be done."))
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        messages.warning(request, str(refusal.sentence))
    return _back(request)


@require_POST
@member_required
def pull_backup(request: MemberRequest, queue_id: UUID) -> HttpResponse:
    """Ask the backup of a queue too."""
    queues.pull_in_backup(by=request.member, queue_id=queue_id, now=clock.now())
    return _back(request)


def _back(request: MemberRequest) -> HttpResponse:
    return HttpResponseClientRefresh() if request.htmx else redirect("routing:wallboard")


def _queue(request: HttpRequest) -> UUID | None:
    text = request.GET.get("queue", "")
    return _id(text) if text else None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _priority(text: str) -> Priority:
    if text not in Priority.__members__:
        raise Refused(_("Choose what is to be done."))
    return Priority(text)
