"""Putting a message on its way, and folding what the carrier says about it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from accounts.models import Member
from contacts.domain.consent import Decision, Purpose, Rule, Verdict
from conversations import events
from conversations.domain.segments import count
from conversations.domain.states import MessageState, fold
from conversations.models import Conversation, Entry, EntryKind, Line, LineKind
from conversations.ports import LASTING_REASONS, Channel, FailureReason, MessageReport
from conversations.services import permission, threads
from conversations.services.linting import words_telling
from core.errors import NotFound
from core.events import record
from core.transactions import step, use_case

UNDO_WINDOW = timedelta(seconds=5)
_LEAVING = {LineKind.EMAIL: Channel.EMAIL, LineKind.CHAT: Channel.CHAT}


@step
def queue_message_step(
    conversation: Conversation,
    *,
    line: Line,
    address: str,
    text: str,
    author: Member | None,
    entry_id: UUID | None = None,
    purpose: Purpose = Purpose.REPLY,
    mail: Mapping[str, Any] | None = None,
    is_said: bool = False,
    now: datetime,
) -> Entry:
    """Add an outbound message and let it leave: at once when automatic, after the undo window when a member wrote it.

    It leaves as the line does: by mail from a mailbox, else as a text; `mail` is what only a mail has. Whether it may,
    by `purpose`, is asked when it leaves; a caller who wants to be refused asks before. What a clinic would send by
    itself and tells about health never leaves; `is_said` is what an assistant answers to what was just written.
    """
    send_after = now + UNDO_WINDOW if author else now
    is_mail = line.kind == LineKind.EMAIL
    channel = _LEAVING.get(LineKind(line.kind), Channel.SMS)
    entry = Entry(
        kind=EntryKind.MESSAGE_OUT,
        channel=channel,
        line=line,
        address=address,
        text=text,
        author=author,
        is_automatic=author is None,
        occurred_at=now,
        state=MessageState.QUEUED,
        history=[_step(MessageState.QUEUED, now)],
        segments=count(text).count if channel is Channel.SMS else 0,
        mail=dict(mail or {}) if is_mail else None,
        purpose=purpose,
        send_after=send_after,
    )
    if entry_id is not None:
        entry.pk = entry_id
    is_refused = author is None and not is_said and bool(words_telling(conversation.organisation_id, text))
    if is_refused:
        entry.state, entry.failure_reason = MessageState.FAILED, FailureReason.HEALTH_DETAIL
        entry.history = [_step(MessageState.FAILED, now)]
        conversation.has_failure = True
    threads.add_entry(conversation, entry, now=now)
    threads.preview(conversation, entry)
    if is_refused:
        return entry
    record(
        events.MessageQueued(
            # The version the conversation is about to get: `touch` follows in the same transaction.
            conversation_id=conversation.pk,
            version=conversation.version + 1,
            entry_id=entry.pk,
            channel=entry.channel,
        ),
        actor_id=author.pk if author else None,
        due_at=send_after,
        now=now,
    )
    return entry


@use_case
def begin_sending(*, organisation: UUID, entry_id: UUID, now: datetime) -> Entry | None:
    """Mark a queued message as leaving, in a transaction of its own."""
    return begin_sending_step(organisation=organisation, entry_id=entry_id, now=now)


@step
def begin_sending_step(*, organisation: UUID, entry_id: UUID, now: datetime) -> Entry | None:
    """Mark a queued message as leaving, or as denied; None when there is nothing to send (undone, sent before).

    The consent verdict is taken here, in the transaction before the carrier is asked: a STOP that arrived within the
    undo window still holds. What may not leave at this hour is held, and owed again for the hour at which it may.
    """
    entry = lock_entry(entry_id, organisation_id=organisation)
    if _may_leave_after_all(entry):
        _settle(entry, MessageState.QUEUED, reason=None, code="", now=now)
    if entry.state not in {MessageState.QUEUED, MessageState.HELD_QUIET}:
        return None
    verdict = permission.verdict_on(
        entry.conversation,
        address=entry.address,
        purpose=Purpose(entry.purpose or Purpose.REPLY),
        is_automatic=entry.is_automatic,
        entry=entry,
        now=now,
    )
    if verdict.decision is Decision.DENY:
        _settle(entry, MessageState.DENIED_CONSENT, reason=_denial(verdict), code=verdict.rule, now=now)
        return None
    if verdict.until is not None:
        _hold(entry, until=verdict.until, now=now)
        return None
    _settle(entry, MessageState.SENDING, reason=None, code="", now=now)
    return entry


def _denial(verdict: Verdict) -> FailureReason:
    return FailureReason.OPTED_OUT if verdict.rule is Rule.OPTED_OUT else FailureReason.NOT_ALLOWED


def _hold(entry: Entry, *, until: datetime, now: datetime) -> None:
    """Keep a message for the hour at which it may leave."""
    if entry.state == MessageState.QUEUED:
        _settle(entry, MessageState.HELD_QUIET, reason=None, code="", now=now)
    conversation = entry.conversation
    fact = events.MessageQueued(
        conversation_id=conversation.pk, version=conversation.version, entry_id=entry.pk
    )
    record(fact, due_at=until, now=now)


def retry_id(entry_id: UUID) -> UUID:
    """Name the one retry a failed message may have, however often its button is pressed."""
    return uuid5(entry_id, "retry")


def _may_leave_after_all(entry: Entry) -> bool:
    """Say whether a message that was given up may still be sent, because an administrator mended what was wrong.

    Not when a member has sent it again meanwhile, and not an automatic answer: the law allows it for minutes only.
    """
    was_given_up = entry.state == MessageState.FAILED and entry.failure_reason == FailureReason.NOT_SENT
    if not was_given_up or entry.is_automatic:
        return False
    return not Entry.objects.of(entry.organisation_id).filter(pk=retry_id(entry.pk)).exists()


@use_case
def give_up_sending(*, organisation: UUID, entry_id: UUID, now: datetime) -> Entry:
    """Tell members that a message still waiting to leave will not; what the carrier was asked for is reconciled."""
    entry = lock_entry(entry_id, organisation_id=organisation)
    if entry.state == MessageState.HELD_QUIET:
        # Its hour came, and what was owed for it is what could not be done.
        _settle(entry, MessageState.QUEUED, reason=None, code="", now=now)
    if entry.state == MessageState.QUEUED:
        _settle(entry, MessageState.FAILED, reason=FailureReason.NOT_SENT, code="", now=now)
    return entry


@step
def settle_sending_step(
    *,
    organisation: UUID,
    entry_id: UUID,
    state: MessageState,
    provider_id: str = "",
    reason: FailureReason | None = None,
    code: str = "",
    now: datetime,
) -> Entry:
    """Write down what the carrier said to our request: taken, refused, unknown, or not now (back to QUEUED)."""
    entry = lock_entry(entry_id, organisation_id=organisation)
    if provider_id:
        entry.provider_id = provider_id
    if state in {MessageState.QUEUED, MessageState.UNKNOWN}:
        if entry.state == MessageState.SENDING:
            _settle(entry, state, reason=None, code=code, now=now)
        return entry
    before = MessageState(entry.state)
    after = fold(before, state)
    if after is before:
        # A status overtook the answer to our request; it knows better, its reason included.
        entry.save(update_fields=["provider_id"])
        return entry
    _settle(entry, after, reason=reason, code=code, now=now)
    return entry


@step
def apply_report_step(
    *, organisation: UUID, report: MessageReport, entry_id: UUID, received_at: datetime, now: datetime
) -> Entry:
    """Fold a carrier's report into the message, whatever order reports arrive in; every report is kept."""
    entry = lock_entry(entry_id, organisation_id=organisation)
    before = MessageState(entry.state)
    after = fold(before, report.state)
    if report.provider_id and not entry.provider_id:
        entry.provider_id = report.provider_id
    entry.history = [*entry.history, _step(report.state, report.occurred_at or received_at, report.raw_code)]
    if after is before:
        entry.save(update_fields=["history", "provider_id"])
        return entry
    reason = report.reason if after is MessageState.FAILED else None
    _settle(entry, after, reason=reason, code=report.raw_code, now=now, keep_history=True)
    return entry


@step
def lock_entry(entry_id: UUID, *, organisation_id: UUID) -> Entry:
    """Lock a message, its conversation first (parents before children).

    Raises:
        NotFound: there is none.
    """
    conversation_id = (
        Entry.objects.of(organisation_id)
        .filter(pk=entry_id)
        .values_list("conversation_id", flat=True)
        .first()
    )
    if conversation_id is None:
        raise NotFound
    conversation = threads.lock_conversation(conversation_id, organisation_id=organisation_id)
    entry = Entry.objects.of(organisation_id).select_for_update(no_key=True).get(pk=entry_id)
    if entry.conversation_id != conversation.pk:
        # Its conversation was put together with another while this one waited.
        conversation = threads.lock_conversation(entry.conversation_id, organisation_id=organisation_id)
    entry.conversation = conversation
    return entry


def _settle(
    entry: Entry,
    state: MessageState,
    *,
    reason: FailureReason | None,
    code: str,
    now: datetime,
    keep_history: bool = False,
) -> None:
    entry.state = state
    if not keep_history:
        entry.history = [*entry.history, _step(state, now, code)]
    entry.failure_reason = reason or ("" if state is not MessageState.FAILED else FailureReason.UNKNOWN)
    entry.version += 1
    entry.save(update_fields=["state", "history", "failure_reason", "provider_id", "version"])
    conversation = entry.conversation
    conversation.has_failure = state in {MessageState.FAILED, MessageState.DENIED_CONSENT}
    threads.touch(conversation)
    record(
        events.MessageStateChanged(
            conversation_id=conversation.pk, version=conversation.version, entry_id=entry.pk, state=state
        ),
        now=now,
    )
    if reason in LASTING_REASONS and entry.channel == Channel.SMS:
        record(events.NumberUnreachable(entry_id=entry.pk), now=now)


def _step(state: MessageState, at: datetime, code: str = "") -> dict[str, str]:
    return {"state": state.value, "at": at.isoformat(), "code": code}
