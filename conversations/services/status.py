"""Every change of a conversation's status: lock, table, policy, write, record."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from conversations import errors, events, policies
from conversations.domain.states import REASON_REQUIRED, Move, Outcome, Status
from conversations.models import Conversation
from conversations.services import keywords, threads
from core.events import record
from core.transactions import use_case


@use_case
def snooze_conversation(
    *, by: Member, conversation_id: UUID, until: datetime | None, until_reply: bool, now: datetime
) -> Conversation:
    """Put a conversation aside until a time, a reply, or whichever comes first.

    Raises:
        SnoozeMissing: neither was chosen, or the time has passed.
    """
    if (until is None and not until_reply) or (until is not None and until <= now):
        raise errors.SnoozeMissing
    conversation = _locked(by, conversation_id)
    before = threads.move_status(conversation, Move.SNOOZE)
    conversation.snoozed_until = until
    conversation.snoozed_until_reply = until_reply
    values = {"by": by.name, "until": until.isoformat() if until else ""}
    return _finish(conversation, before, "SNOOZED", by=by, values=values, now=now)


@use_case
def wake_conversation(*, by: Member, conversation_id: UUID, now: datetime) -> Conversation:
    """Bring a snoozed conversation back now."""
    conversation = _locked(by, conversation_id)
    return wake_step(conversation, by=by, now=now)


def wake_step(conversation: Conversation, *, by: Member | None, now: datetime) -> Conversation:
    """Bring a snoozed conversation back, by a member or because its time came."""
    before = threads.move_status(conversation, Move.WAKE)
    conversation.snoozed_until = None
    conversation.snoozed_until_reply = False
    threads.owe(conversation, conversation.organisation, now=now)
    return _finish(conversation, before, "WOKEN", by=by, values={}, now=now)


@use_case
def wake_due(*, organisation: UUID, now: datetime) -> int:
    """Bring back every conversation whose snooze is over; returns how many."""
    rows = (
        Conversation.objects.of(organisation)
        .select_for_update(no_key=True, skip_locked=True)
        .filter(status=Status.SNOOZED, snoozed_until__lte=now)
        .order_by("pk")[:200]
    )
    found = list(rows)
    for conversation in found:
        wake_step(conversation, by=None, now=now)
    return len(found)


@use_case
def resolve_conversation(
    *, by: Member, conversation_id: UUID, outcome: Outcome, reason: str, now: datetime
) -> Conversation:
    """End a conversation with its outcome.

    Raises:
        OutcomeMissing: a disqualified inquiry without its reason.
    """
    if outcome in REASON_REQUIRED and not reason.strip():
        raise errors.OutcomeMissing
    if outcome is Outcome.SPAM:
        return _spam(by=by, conversation_id=conversation_id, now=now)
    conversation = _locked(by, conversation_id)
    before = threads.move_status(conversation, Move.RESOLVE)
    conversation.outcome = outcome
    conversation.outcome_reason = reason.strip()[:200]
    conversation.resolved_at = now
    conversation.resolved_by = by
    _settle(conversation)
    values = {"by": by.name, "outcome": outcome.value, "reason": conversation.outcome_reason}
    return _finish(conversation, before, "RESOLVED", by=by, values=values, now=now)


@use_case
def reopen_conversation(*, by: Member, conversation_id: UUID, now: datetime) -> Conversation:
    """Bring a resolved conversation back; where the person has a live one meanwhile, that one is given."""
    return _revive(by, conversation_id, {Status.RESOLVED, Status.SPAM}, "REOPENED", now=now)


@use_case
def mark_spam(*, by: Member, conversation_id: UUID, now: datetime) -> Conversation:
    """Put a conversation among spam; it stays there when the sender writes again, and can be undone."""
    return _spam(by=by, conversation_id=conversation_id, now=now)


@use_case
def mark_not_spam(*, by: Member, conversation_id: UUID, now: datetime) -> Conversation:
    """Take a conversation out of spam."""
    return _revive(by, conversation_id, {Status.SPAM}, "NOT_SPAM", now=now)


def _revive(
    by: Member, conversation_id: UUID, possible: set[Status], change: str, *, now: datetime
) -> Conversation:
    conversation = _locked(by, conversation_id)
    before = Status(conversation.status)
    if before not in possible:
        raise errors.MoveRefused(before)
    live = threads.revive(conversation)
    if live.pk != conversation.pk:
        return live
    threads.owe(conversation, conversation.organisation, now=now)
    return _finish(conversation, before, change, by=by, values={"by": by.name}, now=now)


def _spam(*, by: Member, conversation_id: UUID, now: datetime) -> Conversation:
    conversation = _locked(by, conversation_id)
    before = threads.move_status(conversation, Move.MARK_SPAM)
    conversation.outcome = Outcome.SPAM
    _settle(conversation)
    return _finish(conversation, before, "SPAM", by=by, values={"by": by.name}, now=now)


def _settle(conversation: Conversation) -> None:
    conversation.waiting_since = None
    conversation.due_at = None
    conversation.snoozed_until = None
    conversation.snoozed_until_reply = False


def _locked(by: Member, conversation_id: UUID) -> Conversation:
    conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
    policies.check_can_work(by, conversation)
    return conversation


def _finish(
    conversation: Conversation,
    before: Status,
    change: str,
    *,
    by: Member | None,
    values: dict[str, str],
    now: datetime,
) -> Conversation:
    keywords.add_fact(conversation, change.lower(), values, now=now)
    threads.touch(conversation)
    record(
        events.ConversationChanged(
            conversation_id=conversation.pk,
            version=conversation.version,
            change=change,
            before=before,
            after=conversation.status,
        ),
        actor_id=by.pk if by else None,
        now=now,
    )
    return conversation
