"""One act on many conversations: each is its own transaction, what was refused is said by name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from accounts.models import Member
from conversations.domain.states import Outcome
from conversations.models import Conversation
from conversations.services import desk, ownership, status
from core.errors import NotFound, Refused
from core.transactions import reading

MOST = 200


@dataclass(frozen=True, slots=True)
class BulkResult:
    """How many were changed, and (title, sentence) of those that were not."""

    done: int
    refused: tuple[tuple[str, str], ...]


def act_on_many(
    *, by: Member, action: str, conversation_ids: list[UUID], value: str, now: datetime
) -> BulkResult:
    """Do `action` (claim, release, read, assign, snooze, resolve, spam, not_spam, reopen) to up to 200 conversations.

    `value` is the member's id for assign, minutes for snooze, the outcome for resolve.

    Raises:
        NotFound: no such action, or a value it cannot use.
    """
    act = _action(action, value, by=by, now=now)
    done, refused = 0, []
    for conversation_id in dict.fromkeys(conversation_ids[:MOST]):
        try:
            act(conversation_id=conversation_id)
            done += 1
        except Refused as error:
            refused.append((_title(by, conversation_id), str(error.sentence)))
    return BulkResult(done, tuple(refused))


def _action(action: str, value: str, *, by: Member, now: datetime) -> Callable[..., object]:
    plain: dict[str, Callable[..., object]] = {
        "claim": ownership.claim_conversation,
        "release": ownership.release_conversation,
        "spam": status.mark_spam,
        "not_spam": status.mark_not_spam,
        "reopen": status.reopen_conversation,
    }
    if action in plain:
        return partial(plain[action], by=by, now=now)
    if action == "read":
        # More than any thread holds: read to the end.
        return partial(desk.mark_read, by=by, seq=2**31 - 1, now=now)
    try:
        if action == "assign":
            return partial(ownership.assign_conversation, by=by, to=UUID(value), now=now)
        if action == "snooze":
            until = now + timedelta(minutes=min(int(value), 60 * 24 * 90))
            return partial(status.snooze_conversation, by=by, until=until, until_reply=False, now=now)
        if action == "resolve":
            return partial(status.resolve_conversation, by=by, outcome=Outcome(value), reason="", now=now)
    except ValueError as error:
        raise NotFound from error
    raise NotFound


def _title(by: Member, conversation_id: UUID) -> str:
    with reading(by.organisation_id):
        row = Conversation.objects.of(by.organisation_id).filter(pk=conversation_id).first()
        return row.title if row else ""
