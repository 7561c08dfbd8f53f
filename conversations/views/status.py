"""What becomes of a conversation: snoozed, resolved, reopened, spam."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from accounts.access import MemberRequest, writer_required
from conversations import errors, forms, presenters, services
from conversations.models import Conversation
from conversations.views import answers
from core import clock
from core.errors import Conflict, NotAllowed, NotFound, Refused


@require_POST
@writer_required
def snooze(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Put a conversation aside until a chosen time or a reply."""
    now = clock.now()
    reader = presenters.reader_of(request.member, now=now)
    choice = request.POST.get("until", "")
    until = presenters.snooze_times(reader=reader).get(choice)
    if choice == "local":
        until = forms.local_instant(request.POST.get("until_local", ""), zone=reader.zone)

    def act() -> Conversation:
        return services.snooze_conversation(
            by=request.member,
            conversation_id=conversation_id,
            until=until,
            until_reply=choice == "reply",
            now=now,
        )

    return _answer(request, conversation_id, act, said=_("Snoozed"), undo="wake")


@require_POST
@writer_required
def wake(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Bring a snoozed conversation back."""
    return _answer(request, conversation_id, _plain(request, conversation_id, services.wake_conversation))


@require_POST
@writer_required
def resolve(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """End a conversation with its outcome."""
    outcome = forms.outcome(request.POST.get("outcome", ""))

    def act() -> Conversation:
        if outcome is None:
            raise errors.OutcomeMissing
        return services.resolve_conversation(
            by=request.member,
            conversation_id=conversation_id,
            outcome=outcome,
            reason=request.POST.get("reason", "").replace("\x00", ""),
            now=clock.now(),
        )

    return _answer(request, conversation_id, act, said=pgettext("status", "Resolved"), undo="reopen")


@require_POST
@writer_required
def reopen(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Bring a resolved conversation back."""
    return _answer(request, conversation_id, _plain(request, conversation_id, services.reopen_conversation))


@require_POST
@writer_required
def spam(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Put a conversation among spam."""
    act = _plain(request, conversation_id, services.mark_spam)
    return _answer(request, conversation_id, act, said=_("Marked as spam"), undo="not_spam")


@require_POST
@writer_required
def not_spam(request: MemberRequest, conversation_id: UUID) -> HttpResponse:
    """Take a conversation out of spam."""
    return _answer(request, conversation_id, _plain(request, conversation_id, services.mark_not_spam))


def _plain(
    request: MemberRequest, conversation_id: UUID, service: Callable[..., Conversation]
) -> Callable[[], Conversation]:
    return lambda: service(by=request.member, conversation_id=conversation_id, now=clock.now())


def _answer(
    request: MemberRequest,
    conversation_id: UUID,
    act: Callable[[], Conversation],
    *,
    said: str = "",
    undo: str = "",
) -> HttpResponse:
    """Act, then show the fresh head; a refusal about the state is said in it."""
    try:
        moved = act()
    except (NotFound, NotAllowed):
        raise
    except (Conflict, Refused) as refusal:
        return answers.head(request, conversation_id, refusal=refusal)
    if moved.pk != conversation_id:
        return answers.elsewhere(request, moved.pk)
    answer = answers.head(request, conversation_id)
    return answers.with_toast(answer, said, undo=answers.undo_url(undo, conversation_id)) if said else answer
