"""Whose a conversation is."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import MemberRequest, writer_required
from conversations import forms, services
from conversations.views import answers
from core import clock
from core.errors import Conflict, NotFound


@require_POST
@writer_required
def claim(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Take an unowned conversation."""
    try:
        services.claim_conversation(by=request.member, conversation_id=conversation_id, now=clock.now())
    except Conflict as refusal:
        return answers.head(request, conversation_id, refusal=refusal)
    return answers.head(request, conversation_id)


@require_POST
@writer_required
def assign(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Give a conversation to a colleague."""
    to = forms.identifier(request.POST.get("member", ""))
    if to is None:
        raise NotFound
    services.assign_conversation(by=request.member, conversation_id=conversation_id, to=to, now=clock.now())
    return answers.head(request, conversation_id)


@require_POST
@writer_required
def release(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Put a conversation back into the team's view."""
    services.release_conversation(by=request.member, conversation_id=conversation_id, now=clock.now())
    answer = answers.head(request, conversation_id)
    return answers.with_toast(
        answer, _("Released to the team"), undo=answers.undo_url("claim", conversation_id)
    )
