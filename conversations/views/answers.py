"""How the inbox answers: whole page or fragment, fresh state beside a refusal."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget, trigger_client_event

from accounts.access import MemberRequest, status_of
from accounts.models import Member
from accounts.presenters import shell
from contacts.ports import Beside, Panel
from contacts.ports import panels as gather_panels
from conversations import forms, presenters, selectors
from conversations.pages import Desk, InboxPage
from conversations.presenters import Typed
from conversations.selectors import DeskSource, InboxQuery, View
from core import clock
from core.errors import Refused
from core.ids import new_id
from core.transactions import reading


def page_query(request: MemberRequest) -> InboxQuery:
    """Read which list stands beside the conversation: from this address, or from the page htmx asks from."""
    return forms.inbox_query(forms.page_params(request.GET, request.htmx.current_url or ""))


def inbox(
    request: MemberRequest, *, opened: UUID | None = None, query: InboxQuery | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the whole inbox, a conversation on its desk or none."""
    member, now = request.member, clock.now()
    wanted = query or page_query(request)
    with reading(member.organisation_id):
        desk_source = selectors.get_desk(member=member, conversation_id=opened) if opened else None
        panels = _panels(member, desk_source, now=now) if desk_source else ()
        list_source = selectors.get_list(
            member=member, query=wanted, now=now, after=forms.cursor(request.GET)
        )
        frame = shell(request, current="inbox", known=presenters.frame_figures(list_source.sidebar))
    if desk_source is not None and desk_source.conversation.merged_into_id is not None:
        return redirect("conversations:conversation", desk_source.conversation.merged_into_id)
    reader = presenters.reader_of(member, now=now)
    pane = request.GET.get("pane", "conversation")
    page = InboxPage(
        views=presenters.view_groups(list_source, reader=reader),
        list=presenters.list_pane(list_source, reader=reader, opened=opened),
        desk=_desk_of(desk_source, reader, panels, suffix=presenters.query_string(wanted), pane=pane)
        if desk_source
        else presenters.empty_desk(),
        since=now.isoformat(),
    )
    return render(request, "conversations/inbox.html", {"shell": frame, "page": page}, status=status)


def desk(
    request: MemberRequest, conversation_id: UUID, *, error: str = "", status: int = 200
) -> HttpResponse:
    """Answer with the desk alone."""
    member, now = request.member, clock.now()
    with reading(member.organisation_id):
        source = selectors.get_desk(member=member, conversation_id=conversation_id)
        panels = _panels(member, source, now=now)
    if source.conversation.merged_into_id is not None:
        return redirect("conversations:conversation", source.conversation.merged_into_id)
    reader = presenters.reader_of(member, now=now)
    suffix = presenters.query_string(page_query(request))
    page = _desk_of(
        source, reader, panels, suffix=suffix, pane=request.GET.get("pane", "conversation"), error=error
    )
    # Said by the answer and not by the row alone: a row that is replaced while its click is under way has no parents
    # left to inherit from, and htmx would put the desk into the desk.
    return reswap(render(request, "conversations/_desk.html", {"desk": page}, status=status), "outerHTML")


def head(request: MemberRequest, conversation_id: UUID, *, refusal: Refused | None = None) -> HttpResponse:
    """Answer an act with the fresh head: at its place for htmx, on the conversation's page without it."""
    if not request.htmx and refusal is None:
        return redirect("conversations:conversation", conversation_id)
    source = _read_desk(request, conversation_id)
    reader = presenters.reader_of(request.member, now=clock.now())
    fresh = presenters.thread_head(
        source.conversation,
        members=source.members,
        reader=reader,
        suffix=presenters.query_string(page_query(request)),
        error=str(refusal.sentence) if refusal else "",
    )
    status = status_of(refusal) if refusal else 200
    return render(request, "conversations/_thread_head.html", {"head": fresh}, status=status)


def composer(
    request: MemberRequest, conversation_id: UUID, *, typed: Typed | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the reply box, as typed and with what stopped it."""
    source = _read_desk(request, conversation_id)
    reader = presenters.reader_of(request.member, now=clock.now())
    client_ref = forms.identifier(request.POST.get("client_ref", "")) or new_id()
    box = presenters.composer(source, reader=reader, client_ref=client_ref, typed=typed)
    return render(request, "conversations/_composer.html", {"composer": box}, status=status)


def sent(request: MemberRequest, conversation_id: UUID, entry_id: UUID, *, typed: Typed) -> HttpResponse:
    """Answer what went out with an empty reply box and the new entry."""
    if not request.htmx:
        return redirect("conversations:conversation", conversation_id)
    with reading(request.member.organisation_id):
        source = selectors.get_desk(member=request.member, conversation_id=conversation_id)
        entry = selectors.get_entry(member=request.member, entry_id=entry_id)
        above = selectors.find_previous(entry=entry)
    reader = presenters.reader_of(request.member, now=clock.now())
    context = {
        "composer": presenters.composer(source, reader=reader, client_ref=new_id(), typed=typed),
        "entry": presenters.entry_item(entry, reader=reader, above=above.occurred_at if above else None),
    }
    return render(request, "conversations/_reply_sent.html", context)


def entry(request: MemberRequest, entry_id: UUID) -> HttpResponse:
    """Answer with one entry as it stands now."""
    with reading(request.member.organisation_id):
        row = selectors.get_entry(member=request.member, entry_id=entry_id)
        above = selectors.find_previous(entry=row)
        stories = selectors.list_stories(organisation_id=row.organisation_id, entries=[row])
    if not request.htmx:
        return redirect("conversations:conversation", row.conversation_id)
    reader = presenters.reader_of(request.member, now=clock.now())
    item = presenters.entry_item(
        row, reader=reader, above=above.occurred_at if above else None, story=stories.get(row.pk)
    )
    return render(request, "conversations/_entry.html", {"entry": item})


def with_toast(response: HttpResponse, text: str, *, undo: str = "") -> HttpResponse:
    """Let the page say in passing what was done, with its undo when there is one."""
    return trigger_client_event(response, "portico:toast", {"text": text, "undo": undo})


def undo_url(name: str, conversation_id: UUID) -> str:
    """Address the act that takes another back."""
    return reverse(f"conversations:{name}", args=[conversation_id])


def _read_desk(request: MemberRequest, conversation_id: UUID) -> DeskSource:
    with reading(request.member.organisation_id):
        return selectors.get_desk(member=request.member, conversation_id=conversation_id)


def _panels(member: Member, source: DeskSource, *, now: datetime) -> tuple[Panel, ...]:
    row = source.conversation
    beside = Beside(member=member, contact_id=row.contact_id, conversation_id=row.pk, now=now)
    return gather_panels(beside)


def _desk_of(
    source: DeskSource,
    reader: presenters.Reader,
    panels: tuple[Panel, ...],
    *,
    suffix: str,
    pane: str,
    error: str = "",
) -> Desk:
    return presenters.desk(
        source, reader=reader, client_ref=new_id(), panels=panels, suffix=suffix, pane=pane, error=error
    )


def list_address(view: View) -> str:
    """Address a view's list."""
    return reverse("conversations:inbox") + presenters.query_string(InboxQuery(view=view))


def search(request: MemberRequest, *, words: str) -> HttpResponse:
    """Answer with the search page."""
    with reading(request.member.organisation_id):
        found = selectors.find_everything(member=request.member, words=words) if words else None
        frame = shell(request, current="")
    reader = presenters.reader_of(request.member, now=clock.now())
    page = presenters.search_page(found, words=words, reader=reader)
    return render(request, "conversations/search.html", {"shell": frame, "page": page})


def elsewhere(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Go to the conversation that took over: the person had a live one."""
    url = reverse("conversations:conversation", args=[conversation_id])
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def whole_desk(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Answer with the desk although a part of it asked."""
    if not request.htmx:
        return redirect("conversations:conversation", conversation_id)
    return retarget(desk(request, conversation_id), "#desk")


def refused_entry(request: MemberRequest, entry_id: UUID, refusal: Refused) -> HttpResponse:
    """Answer a refused act upon an entry with the entry as it stands, the sentence in passing."""
    answer = entry(request, entry_id)
    answer.status_code = status_of(refusal) if request.htmx else answer.status_code
    return with_toast(answer, str(refusal.sentence))


def list_pane(request: MemberRequest) -> HttpResponse:
    """Answer with the list pane of the page htmx asks from."""
    now = clock.now()
    with reading(request.member.organisation_id):
        source = selectors.get_list(member=request.member, query=page_query(request), now=now)
    reader = presenters.reader_of(request.member, now=now)
    return render(request, "conversations/_list.html", {"pane": presenters.list_pane(source, reader=reader)})
