"""What a member keeps: read marks, labels, who it is, saved views, and acts on many."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import MemberRequest, member_required, status_of, writer_required
from conversations import forms, presenters, selectors, services
from conversations.services import BulkResult
from conversations.views import answers
from core import clock
from core.errors import Conflict, NotFound
from core.transactions import reading


@require_POST
@member_required
def read(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Note how far the member has read; readers of every role have a mark of their own."""
    seq = forms.seen_seq(request.POST, "seq")
    services.mark_read(by=request.member, conversation_id=conversation_id, seq=seq, now=clock.now())
    return HttpResponse(status=204)


@require_POST
@writer_required
def unread(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Show the conversation as unread again."""
    services.mark_unread(by=request.member, conversation_id=conversation_id, now=clock.now())
    return answers.with_toast(answers.head(request, conversation_id), _("Marked as unread"))


@require_POST
@writer_required
def tag(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Replace a conversation's labels: `tags`, one or comma-separated."""
    tags = [tag.replace("\x00", "") for said in request.POST.getlist("tags") for tag in said.split(",")]
    services.tag_conversation(by=request.member, conversation_id=conversation_id, tags=tags, now=clock.now())
    return answers.head(request, conversation_id)


@require_POST
@writer_required
def choose_contact(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Say which of several people on one number this is."""
    said = request.POST.get("contact", "")
    contact_id = forms.identifier(said)
    if contact_id is None and said != "new":
        raise NotFound
    try:
        services.choose_contact(
            by=request.member, conversation_id=conversation_id, contact_id=contact_id, now=clock.now()
        )
    except Conflict as refusal:
        error, status = str(refusal.sentence), status_of(refusal)
        return answers.desk(request, conversation_id, error=error, status=status)
    return answers.whole_desk(request, conversation_id)


@require_POST
@writer_required
def bulk(request: MemberRequest) -> HttpResponse:
    """Do one act to many conversations, then show the list and say what was refused."""
    action, _colon, value = request.POST.get("action", "").partition(":")
    ids = forms.identifiers(request.POST.getlist("conversation"))
    now = clock.now()
    if action == "snooze":
        times = presenters.snooze_times(reader=presenters.reader_of(request.member, now=now))
        value = forms.snooze_minutes(times.get(value), now=now)
    result = services.act_on_many(
        by=request.member, action=action, conversation_ids=ids, value=value, now=now
    )
    if not request.htmx:
        return redirect("conversations:inbox")
    return answers.with_toast(answers.list_pane(request), _bulk_sentence(result))


@require_POST
@writer_required
def save_view(request: MemberRequest) -> HttpResponse:
    """Keep the filters in use under a name."""
    said = request.POST
    services.save_view(
        by=request.member,
        name=said.get("name", "").replace("\x00", ""),
        view=forms.inbox_query(said).view.value,
        filters={key: said[key] for key in forms.FILTERS if said.get(key)},
        shared=said.get("shared") == "1",
        now=clock.now(),
    )
    return _views(request)


@require_POST
@writer_required
def delete_view(request: MemberRequest, view_id: UUID) -> HttpResponse:
    """Drop a saved view."""
    services.delete_view(by=request.member, view_id=view_id, now=clock.now())
    return _views(request)


def _views(request: MemberRequest) -> HttpResponse:
    if not request.htmx:
        return redirect("conversations:inbox")
    now = clock.now()
    with reading(request.member.organisation_id):
        source = selectors.get_list(member=request.member, query=answers.page_query(request), now=now)
    reader = presenters.reader_of(request.member, now=now)
    return render(
        request, "conversations/_views.html", {"groups": presenters.view_groups(source, reader=reader)}
    )


def _bulk_sentence(result: BulkResult) -> str:
    done = ngettext("%(count)d changed.", "%(count)d changed.", result.done) % {"count": result.done}
    if not result.refused:
        return done
    title, sentence = result.refused[0]
    left = len(result.refused)
    refused = ngettext(
        "%(count)d was not: %(title)s. %(sentence)s",
        "%(count)d were not, first %(title)s. %(sentence)s",
        left,
    )
    return f"{done} {refused % {'count': left, 'title': title, 'sentence': sentence}}"
