"""A member writes: replies, notes, drafts, and taking back."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.access import MemberRequest, status_of, writer_required
from conversations import errors, forms, presenters, services
from conversations.presenters import Typed
from conversations.views import answers
from core import clock
from core.errors import NotAllowed, NotFound, Refused


@require_POST
@writer_required
def reply(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Send a text to the person; what is refused keeps every typed word."""
    said = request.POST
    mode = said["mode"] if said.get("mode") in {"mail", "chat"} else "text"
    by_mail = mode == "mail"
    try:
        entry = services.send_reply(
            by=request.member,
            conversation_id=conversation_id,
            text=said.get("text", ""),
            seen_seq=forms.seen_seq(said, "after"),
            line_id=forms.identifier(said.get("mail_line" if by_mail else "line", "")),
            address=said.get("mail_address" if by_mail else "address", "").replace("\x00", ""),
            anyway=said.get("anyway") == "1",
            client_ref=said.get("client_ref", ""),
            by_mail=by_mail,
            by_chat=mode == "chat",
            subject=said.get("subject", ""),
            health_reason=said.get("health_reason", ""),
            now=clock.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except errors.ColleagueReplied as refusal:
        return _stopped(request, conversation_id, refusal, mode=mode, is_guarded=True)
    except Refused as refusal:
        return _stopped(request, conversation_id, refusal, mode=mode)
    if entry.conversation_id != conversation_id:
        return answers.elsewhere(request, entry.conversation_id)
    # The half-written note is kept, and the member goes on in the same way.
    return answers.sent(request, conversation_id, entry.pk, typed=Typed(mode=mode, note=said.get("note", "")))


@require_POST
@writer_required
def note(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Add a private note."""
    said = request.POST
    try:
        entry = services.add_note(
            by=request.member,
            conversation_id=conversation_id,
            text=said.get("note", ""),
            client_ref=said.get("client_ref", ""),
            now=clock.now(),
        )
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return _stopped(request, conversation_id, refusal, mode="note")
    typed = Typed(mode="note", text=said.get("text", ""))
    return answers.sent(request, conversation_id, entry.pk, typed=typed)


@require_POST
@writer_required
def draft(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Keep what is half written."""
    for is_note, name in ((False, "text"), (True, "note")):
        if name in request.POST:
            services.save_draft(
                by=request.member,
                conversation_id=conversation_id,
                is_note=is_note,
                text=request.POST[name],
                now=clock.now(),
            )
    return HttpResponse(status=204)


@require_POST
@writer_required
def undo_send(request: MemberRequest, entry_id: UUID) -> HttpResponse:
    """Take back a reply that has not left; its words are a draft again, so the whole desk is shown afresh."""
    try:
        entry = services.undo_send(by=request.member, entry_id=entry_id, now=clock.now())
    except errors.TooLateToUndo as refusal:
        return answers.refused_entry(request, entry_id, refusal)
    return answers.whole_desk(request, entry.conversation_id)


@require_POST
@writer_required
def retry(request: MemberRequest, entry_id: UUID) -> HttpResponse:
    """Send a failed reply once more; the new entry stands at the end of the thread."""
    try:
        entry = services.retry_send(by=request.member, entry_id=entry_id, now=clock.now())
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return answers.refused_entry(request, entry_id, refusal)
    return answers.whole_desk(request, entry.conversation_id)


def _stopped(
    request: MemberRequest, conversation_id: UUID, refusal: Refused, *, mode: str, is_guarded: bool = False
) -> HttpResponse:
    is_told = is_guarded or isinstance(refusal, errors.HealthDetail)
    guard = presenters.guard(refusal) if isinstance(refusal, errors.ColleagueReplied) else None
    typed = Typed(
        mode=mode,
        text=request.POST.get("text", ""),
        note=request.POST.get("note", ""),
        error="" if is_told else str(refusal.sentence),
        guard=guard,
        tells=str(refusal.sentence) if isinstance(refusal, errors.HealthDetail) else "",
        subject=request.POST.get("subject", ""),
    )
    return answers.composer(request, conversation_id, typed=typed, status=status_of(refusal))
