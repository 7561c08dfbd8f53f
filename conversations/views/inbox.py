"""The inbox: its pages, its rows, the open conversation."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.access import MemberRequest, member_required
from conversations import forms, presenters, selectors
from conversations.pages import ListPane
from conversations.selectors import View
from conversations.views import answers
from core import clock
from core.transactions import reading


@require_GET
@never_cache
@member_required
def inbox(request: MemberRequest) -> HttpResponse:
    """Show the inbox with an empty desk."""
    return answers.inbox(request, query=forms.inbox_query(request.GET))


@require_GET
@never_cache
@member_required
def conversation(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Show a conversation: the desk alone when a click in the list asks for it, else the whole inbox."""
    if request.htmx and request.htmx.target == "desk" and not request.htmx.history_restore_request:
        return answers.desk(request, conversation_id)
    return answers.inbox(request, opened=conversation_id, query=forms.inbox_query(request.GET))


@require_GET
@never_cache
@member_required
def rows(request: MemberRequest) -> HttpResponse:
    """Show the next page of rows."""
    if not request.htmx:
        return answers.inbox(request, query=forms.inbox_query(request.GET))
    query = forms.inbox_query(request.GET)
    with reading(request.member.organisation_id):
        page = selectors.list_rows(member=request.member, query=query, after=forms.cursor(request.GET))
    reader = presenters.reader_of(request.member, now=clock.now())
    pane = ListPane(
        view_key=query.view.value,
        title="",
        summary="",
        url="",
        rows_url="",
        rows=presenters.rows(page, query=query, reader=reader),
        next_url=presenters.next_url(page, query=query),
    )
    return render(request, "conversations/_rows.html", {"pane": pane})


@require_GET
@never_cache
@member_required
def older(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Show the entries before a place in the thread."""
    if not request.htmx:
        return redirect("conversations:conversation", conversation_id)
    with reading(request.member.organisation_id):
        row = selectors.get_conversation(member=request.member, conversation_id=conversation_id)
        page = selectors.list_entries(conversation=row, before=forms.place(request.GET))
    reader = presenters.reader_of(request.member, now=clock.now())
    thread = presenters.older_thread(row, page, reader=reader)
    return render(request, "conversations/_entries.html", {"thread": thread})


@require_GET
@member_required
def unowned(request: MemberRequest) -> HttpResponse:
    """Open the door: the list of those who wait and nobody owns."""
    return redirect(answers.list_address(View.UNOWNED))


@require_GET
@never_cache
@member_required
def search(request: MemberRequest) -> HttpResponse:
    """Search people, conversations and what was written."""
    return answers.search(request, words=forms.inbox_query(request.GET).words)
