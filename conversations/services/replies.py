"""A member writes: replies that reach the person, and notes that never do."""

import re
from datetime import datetime
from uuid import UUID

from accounts import selectors as accounts
from accounts.models import Member
from conversations import errors, events, policies
from conversations.domain.canned import MissingValues, render
from conversations.domain.states import MessageState, Move, Status
from conversations.models import Conversation, Draft, Entry, EntryKind, Mention
from conversations.ports import FailureReason
from conversations.services import linting, permission, sending, threads, ways
from core.events import record
from core.transactions import step, use_case

LONGEST_TEXT = 1600
LONGEST_MAIL = 20_000
LONGEST_NOTE = 4000
MENTION = re.compile(r"@([\w'’-]+(?: [\w'’-]+)?)")


@use_case
def send_reply(
    *,
    by: Member,
    conversation_id: UUID,
    text: str,
    seen_seq: int,
    line_id: UUID | None = None,
    address: str = "",
    anyway: bool = False,
    client_ref: str = "",
    by_mail: bool = False,
    by_chat: bool = False,
    subject: str = "",
    health_reason: str = "",
    now: datetime,
) -> Entry:
    """Queue a reply: it leaves after the undo window by the line of the last inbound entry unless another is chosen.

    `by_mail` sends it as a mail from the mailbox of the place, as an answer to their latest mail; `by_chat` shows it
    on the page on which they wrote.

    Words about health leave a clinic by text or mail only with a `health_reason`, which stays in the thread.

    `seen_seq` is the newest entry the member had on the screen. `client_ref`, a UUID made by the page, makes a repeated
    POST the same reply.

    Raises:
        ColleagueReplied: someone else wrote to the person after `seen_seq`.
        HealthDetail: a clinic's words about health, and no reason.
        MayNotText, NoWayToText, NoWayToMail, NoWayToChat, TextEmpty, TextTooLong, ValuesMissing: why it cannot leave.
    """
    conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
    policies.check_can_work(by, conversation)
    entry_id = reference(client_ref)
    if entry_id and (sent := Entry.objects.of(by.organisation_id).filter(pk=entry_id).first()):
        return sent
    text = checked(text, LONGEST_MAIL if by_mail else LONGEST_TEXT)
    conversation = threads.revive(conversation)
    if not anyway:
        _guard(conversation, by, seen_seq, now=now)
    if by_chat:
        line, to = ways.by_chat(conversation)
    else:
        way_out = ways.by_mail if by_mail else ways.by_text
        line, to = way_out(conversation, line_id, address)
    permission.check_may_text(conversation, address=to, now=now)
    if not by_chat:
        linting.check_typed(conversation, f"{subject} {text}", reason=health_reason, by=by.name, now=now)
    mail = ways.heads(conversation, subject, to=to) if by_mail else None
    entry = sending.queue_message_step(
        conversation, line=line, address=to, text=text, author=by, entry_id=entry_id, mail=mail, now=now
    )
    answered(conversation, by, now=now)
    threads.touch(conversation)
    Draft.objects.of(by.organisation_id).filter(member=by, conversation=conversation, is_note=False).delete()
    return entry


@use_case
def add_note(*, by: Member, conversation_id: UUID, text: str, client_ref: str = "", now: datetime) -> Entry:
    """Add a private note; members named with @ are told."""
    conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
    policies.check_can_work(by, conversation)
    entry_id = reference(client_ref)
    if entry_id and (known := Entry.objects.of(by.organisation_id).filter(pk=entry_id).first()):
        return known
    entry = Entry(kind=EntryKind.NOTE, text=checked(text, LONGEST_NOTE), author=by, occurred_at=now)
    if entry_id:
        entry.pk = entry_id
    threads.add_entry(conversation, entry, now=now)
    _mention(conversation, entry, by)
    threads.touch(conversation)
    Draft.objects.of(by.organisation_id).filter(member=by, conversation=conversation, is_note=True).delete()
    fact = events.NoteAdded(conversation_id=conversation.pk, version=conversation.version, entry_id=entry.pk)
    record(fact, actor_id=by.pk, now=now)
    return entry


@use_case
def undo_send(*, by: Member, entry_id: UUID, now: datetime) -> Entry:
    """Take back a reply that has not left yet; its text goes back into the member's draft.

    Raises:
        TooLateToUndo: it has left.
    """
    entry = sending.lock_entry(entry_id, organisation_id=by.organisation_id)
    conversation = entry.conversation
    policies.check_can_work(by, conversation)
    if entry.state != MessageState.QUEUED or entry.author_id != by.pk:
        raise errors.TooLateToUndo
    entry.state = MessageState.UNDONE
    entry.version += 1
    entry.save(update_fields=["state", "version"])
    Draft.objects.update_or_create(
        organisation_id=by.organisation_id,
        member=by,
        conversation=conversation,
        is_note=False,
        defaults={"text": entry.text, "saved_at": now},
    )
    _owe_again(conversation, entry, now=now)
    threads.touch(conversation)
    fact = events.MessageStateChanged(
        conversation_id=conversation.pk, version=conversation.version, entry_id=entry.pk, state=entry.state
    )
    record(fact, actor_id=by.pk, now=now)
    return entry


@use_case
def retry_send(*, by: Member, entry_id: UUID, now: datetime) -> Entry:
    """Send a failed reply once more, as a new entry.

    Raises:
        NotRetryable: it did not fail.
        MayNotText: they asked for no more texts meanwhile.
    """
    failed = sending.lock_entry(entry_id, organisation_id=by.organisation_id)
    conversation = failed.conversation
    policies.check_can_work(by, conversation)
    if failed.state != MessageState.FAILED or failed.kind != EntryKind.MESSAGE_OUT or failed.line is None:
        raise errors.NotRetryable
    # The retry itself may fail and be retried.
    retry_id = sending.retry_id(failed.pk)
    if known := Entry.objects.of(by.organisation_id).filter(pk=retry_id).first():
        return known
    permission.check_may_text(conversation, address=failed.address, now=now)
    if failed.failure_reason == FailureReason.HEALTH_DETAIL:
        linting.check_typed(conversation, failed.text, reason="", by=by.name, now=now)
    conversation = threads.revive(conversation)
    entry = sending.queue_message_step(
        conversation,
        line=failed.line,
        address=failed.address,
        text=failed.text,
        author=by,
        entry_id=retry_id,
        mail=failed.mail,
        now=now,
    )
    answered(conversation, by, now=now)
    conversation.has_failure = False
    threads.touch(conversation)
    return entry


def checked(text: str, longest: int) -> str:
    """Clean what was typed, or say why it cannot be sent."""
    text = text.replace("\x00", "").strip()
    if not text:
        raise errors.TextEmpty
    if len(text) > longest:
        raise errors.TextTooLong(longest)
    found = render(text, {})
    if isinstance(found, MissingValues):
        raise errors.ValuesMissing((*found.names, *found.unknown))
    return text


def _guard(conversation: Conversation, by: Member, seen_seq: int, *, now: datetime) -> None:
    newer = (
        Entry.objects.of(by.organisation_id)
        .filter(conversation=conversation, kind=EntryKind.MESSAGE_OUT, seq__gt=seen_seq, is_automatic=False)
        .exclude(author_id=by.pk)
        .exclude(state=MessageState.UNDONE)
        .select_related("author__user")
        .order_by("-seq")
        .first()
    )
    if newer is not None and newer.author is not None:
        raise errors.ColleagueReplied(
            entry_id=newer.pk,
            author=newer.author.name,
            seconds=max(1, int((now - newer.occurred_at).total_seconds())),
            excerpt=newer.text[:120],
        )


def answered(conversation: Conversation, by: Member, *, now: datetime) -> None:
    """The ball is in the person's court: clocks stamped and stopped, an unowned conversation becomes the writer's."""
    threads.move_status(conversation, Move.AGENT_REPLY)
    if conversation.waiting_since is not None:
        if conversation.first_response_at is None:
            conversation.first_response_at = now
            waited = (now - conversation.waiting_since).total_seconds()
            conversation.first_response_seconds = max(0, int(waited))
        conversation.next_response_at = now
    conversation.waiting_since = None
    conversation.due_at = None
    conversation.snoozed_until = None
    conversation.snoozed_until_reply = False
    if conversation.owner_id is None:
        threads.give(conversation, to=by, now=now)


def _owe_again(conversation: Conversation, undone: Entry, *, now: datetime) -> None:
    """Undo what the reply did to the clocks: the last word is the person's again, if it was before."""
    if conversation.first_response_at == undone.occurred_at:
        conversation.first_response_at = None
        conversation.first_response_seconds = None
    if conversation.next_response_at == undone.occurred_at:
        conversation.next_response_at = None
    messages = (
        Entry.objects.of(conversation.organisation_id)
        .filter(conversation=conversation, kind__in=[EntryKind.MESSAGE_IN, EntryKind.MESSAGE_OUT])
        .exclude(state=MessageState.UNDONE)
    )
    latest = messages.order_by("-occurred_at", "-seq").first()
    if latest is not None:
        threads.show(conversation, latest)
    answer = messages.filter(kind=EntryKind.MESSAGE_OUT, is_automatic=False).order_by("-seq").first()
    unanswered = messages.filter(kind=EntryKind.MESSAGE_IN, seq__gt=answer.seq if answer else 0)
    first = unanswered.order_by("seq").first()
    if first is not None and conversation.status == Status.WAITING:
        threads.move_status(conversation, Move.FOLLOW_UP)
        conversation.waiting_since = first.occurred_at
        threads.owe(conversation, conversation.organisation, now=now)


@step
def _mention(conversation: Conversation, entry: Entry, by: Member) -> None:
    wanted = [name.casefold() for name in MENTION.findall(entry.text)]
    if not wanted:
        return
    for member in accounts.list_members(organisation_id=by.organisation_id):
        full = member.name.casefold()
        if full and any(name == full or name.split()[0] == full.split()[0] for name in wanted):
            Mention.objects.create(
                organisation_id=by.organisation_id, member=member, entry=entry, conversation=conversation
            )


def reference(client_ref: str) -> UUID | None:
    """Read a caller's own reference, which becomes the entry's id; None for none and for what is no UUID."""
    try:
        return UUID(client_ref) if client_ref else None
    except ValueError:
        return None
