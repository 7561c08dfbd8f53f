"""Queues as owners and supervisors set them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies
from accounts.access import MemberRequest, member_required
from accounts.presenters import settings as settings_pages
from accounts.presenters import shell
from core import clock
from core.errors import NotAllowed, NotFound, Refused
from core.transactions import reading
from routing import errors, selectors
from routing.domain.seating import Place
from routing.forms import queues as queue_forms
from routing.forms.queues import QueueForm
from routing.models import Queue
from routing.presenters import queue_settings as pages
from routing.selectors import queues as rows
from routing.services import queues

SAVE = "save"


@require_GET
@member_required
def queue_list(request: MemberRequest) -> HttpResponse:
    """List the queues with who is there and who waits."""
    member = request.member
    with reading(member.organisation_id):
        found = rows.list_queues(organisation=member.organisation, now=clock.now())
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("queues", request.member),
        "queues": pages.queue_rows(found),
        "can_change": policies.can_supervise(member),
    }
    return render(request, "routing/queues.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def new(request: MemberRequest) -> HttpResponse:
    """Make a queue."""
    policies.check_can_supervise(request.member)
    fresh = Queue(organisation_id=request.member.organisation_id, version=0)
    return _edit(request, fresh, []) if request.method == "POST" else _page(request, fresh, None, [])


@require_http_methods(["GET", "POST"])
@member_required
def queue(request: MemberRequest, queue_id: UUID) -> HttpResponse:
    """Show what a queue is like; supervisors change it. Buttons of the order change only the page."""
    if request.method == "POST":
        policies.check_can_supervise(request.member)
    found, places = _read(request, queue_id)
    return _edit(request, found, places) if request.method == "POST" else _page(request, found, None, places)


@require_POST
@member_required
def archive(request: MemberRequest, queue_id: UUID) -> HttpResponse:
    """Put a queue away."""
    try:
        row = queues.archive_queue(by=request.member, queue_id=queue_id, now=clock.now())
    except (errors.QueueNeeded, errors.QueueNotEmpty) as refusal:
        found, places = _read(request, queue_id)
        return _page(request, found, None, places, problem=str(refusal.sentence), status=409)
    messages.success(request, _("%(name)s is put away. Its figures stay.") % {"name": row.name})
    return redirect("routing:queues")


@require_POST
@member_required
def restore(request: MemberRequest, queue_id: UUID) -> HttpResponse:
    """Take a queue into use again."""
    row = queues.restore_queue(by=request.member, queue_id=queue_id, now=clock.now())
    messages.success(request, _("%(name)s is in use again.") % {"name": row.name})
    return redirect("routing:queue", queue_id=queue_id)


def _read(request: MemberRequest, queue_id: UUID) -> tuple[Queue, list[Place]]:
    with reading(request.member.organisation_id):
        found = rows.get_queue(organisation_id=request.member.organisation_id, queue_id=queue_id)
        return found, rows.list_places(queue=found)


def _edit(request: MemberRequest, saved: Queue, seated: list[Place]) -> HttpResponse:
    """Rearrange the page, or save what stands on it."""
    known = {member.pk for member, _phone in _people(request)}
    places = queue_forms.read_places(request.POST, known)
    if (act := request.POST.get("act", SAVE)) != SAVE:
        places = queue_forms.rearranged(places, act, known, added=request.POST.get("added", ""))
        return _page(request, saved, queue_forms.as_typed(request.POST), places)
    form = QueueForm(request.POST)
    if not form.is_valid():
        return _page(request, saved, form, places, status=422)
    is_new = saved._state.adding
    try:
        row = queues.save_queue(
            by=request.member,
            wanted=form.wanted(),
            places=places,
            queue_id=None if is_new else saved.pk,
            seen_version=form.cleaned_data["version"] or 0,
            now=clock.now(),
        )
    except errors.QueueChangedMeanwhile as conflict:
        return _conflict(request, saved.pk, places, conflict)
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        form.add_error("name", str(refusal.sentence))
        return _page(request, saved, form, places, status=422)
    messages.success(request, _("%(name)s is saved.") % {"name": row.name})
    return redirect("routing:queue", queue_id=row.pk)


def _conflict(
    request: MemberRequest, queue_id: UUID, places: list[Place], conflict: errors.QueueChangedMeanwhile
) -> HttpResponse:
    """Keep what was typed beside the version that is there now, so that the next press of Save means it."""
    saved, seated = _read(request, queue_id)
    data = request.POST.copy()
    data["version"] = str(saved.version)
    form = QueueForm(data)
    form.is_valid()
    names = {member.pk: member.name for member, _phone in _people(request)}
    theirs = queue_forms.differences(form, saved, typed=places, seated=seated, names=names)
    return _page(request, saved, form, places, problem=str(conflict.sentence), theirs=theirs, status=409)


def _page(
    request: MemberRequest,
    saved: Queue,
    form: QueueForm | None,
    places: list[Place],
    *,
    problem: str = "",
    theirs: tuple[queue_forms.Difference, ...] = (),
    status: int = 200,
) -> HttpResponse:
    people = _people(request)
    shown = form or QueueForm(initial=queue_forms.initial_of(saved))
    seconds = str(shown["tier_seconds"].value() or "")
    context = {
        "shell": shell(request, current="settings"),
        "tabs": settings_pages.tabs("queues", request.member),
        "queue": None if saved._state.adding else saved,
        "form": shown,
        "tiers": pages.tiers(
            places, people, tier_seconds=int(seconds) if seconds.isdecimal() else saved.tier_seconds
        ),
        "others": pages.others(places, people),
        "changed": pages.changed_words(saved),
        "problem": problem,
        "theirs": theirs,
        "can_change": policies.can_supervise(request.member),
    }
    return render(request, "routing/queue.html", context, status=status)


def _people(request: MemberRequest) -> pages.Ringable:
    with reading(request.member.organisation_id):
        return selectors.list_ringable(organisation_id=request.member.organisation_id)
