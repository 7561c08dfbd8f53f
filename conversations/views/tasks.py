"""Tasks and a member's day."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts import selectors as accounts
from accounts.access import MemberRequest, answer, member_required, writer_required
from accounts.presenters import shell
from contacts import ports
from conversations import forms, presenters, selectors, services
from conversations.pages import MyDayPage
from conversations.ports.days import day_notes
from conversations.views import answers
from core import clock
from core.errors import Conflict
from core.transactions import reading


@require_GET
@never_cache
@member_required
def my_day(request: MemberRequest) -> HttpResponse:
    """Show what the member owes, by when."""
    page = _day(request)
    with reading(request.member.organisation_id):
        frame = shell(request, current="tasks")
    return render(request, "conversations/my_day.html", {"shell": frame, "page": page})


@require_POST
@writer_required
def task_new(request: MemberRequest) -> HttpResponse:
    """Write a task down, in a conversation or in the member's day."""
    conversation_id = forms.identifier(request.GET.get("conversation", ""))
    contact_id = forms.identifier(request.GET.get("contact", ""))
    form = forms.TaskForm(request.POST)
    now = clock.now()
    if form.is_valid():
        services.add_task(
            by=request.member,
            title=form.cleaned_data["title"],
            due_at=form.due_at(zone=presenters.reader_of(request.member, now=now).zone, now=now),
            owner_id=form.cleaned_data["owner"],
            team_id=form.cleaned_data["team"],
            conversation_id=conversation_id,
            contact_id=contact_id,
            entry_id=forms.identifier(request.POST.get("entry", "")),
            is_promised=form.cleaned_data["promised"],
            now=now,
        )
    error = "" if form.is_valid() else form.sentence
    if conversation_id is not None or contact_id is not None:
        return _panel(request, conversation_id, contact_id, error=error)
    return _answer(request, error=error)


@require_POST
@writer_required
def task_done(request: MemberRequest, task_id: UUID) -> HttpResponse:
    """Tick a task off, or untick it (`done=0`)."""
    tick = services.reopen_task if request.POST.get("done") == "0" else services.finish_task
    refusal: Conflict | None = None
    try:
        version = forms.number(request.POST.get("version", ""))
        tick(by=request.member, task_id=task_id, version=version, now=clock.now())
    except Conflict as error:
        refusal = error
    if not request.htmx:
        return redirect("conversations:my_day") if refusal is None else answer(request, refusal)
    with reading(request.member.organisation_id):
        task = selectors.get_task(member=request.member, task_id=task_id)
    item = presenters.task_item(task, reader=presenters.reader_of(request.member, now=clock.now()))
    shown = render(request, "conversations/_task.html", {"task": item}, status=409 if refusal else 200)
    return answers.with_toast(shown, str(refusal.sentence)) if refusal else shown


def _answer(request: MemberRequest, *, error: str) -> HttpResponse:
    """Show the day where the new task was written."""
    if not request.htmx and not error:
        return redirect("conversations:my_day")
    page = _day(request, error=error)
    return render(request, "conversations/_tasks.html", {"page": page}, status=422 if error else 200)


def _panel(
    request: MemberRequest, conversation_id: UUID | None, contact_id: UUID | None, *, error: str
) -> HttpResponse:
    """Show what is owed beside the conversation, or the contact, where the new task was written."""
    member = request.member
    if not request.htmx and (conversation_id is not None or not error):
        if conversation_id is not None:
            return redirect("conversations:conversation", conversation_id)
        return redirect("contacts:contact", contact_id)
    beside = ports.Beside(
        member=member, contact_id=contact_id, conversation_id=conversation_id, now=clock.now()
    )
    with reading(member.organisation_id):
        if conversation_id is not None:
            selectors.get_conversation(member=member, conversation_id=conversation_id)
        panel = presenters.tasks_panel(beside, error=error)
    context = {"panel": panel}
    return render(request, "conversations/_tasks_panel.html", context, status=422 if error else 200)


def _day(request: MemberRequest, *, error: str = "") -> MyDayPage:
    member, now = request.member, clock.now()
    reader = presenters.reader_of(member, now=now)
    scope = request.GET.get("scope", "mine")
    scope = scope if scope in presenters.SCOPES else "mine"
    local = now.astimezone(reader.zone)
    midnight = datetime(local.year, local.month, local.day, tzinfo=reader.zone)
    with reading(member.organisation_id):
        tasks = selectors.list_tasks(member=member, scope=scope, done_after=midnight)
        notes = day_notes(member, now)
    members = accounts.list_members(organisation_id=member.organisation_id)
    teams = accounts.list_teams(organisation_id=member.organisation_id)
    return presenters.my_day(
        tasks, reader=reader, members=members, teams=teams, scope=scope, notes=notes, error=error
    )
