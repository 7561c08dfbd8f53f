"""Messages and chats in queues: a conversation that waits for an owner, told in its thread."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from accounts.models import Member
from conversations.domain.states import Status
from conversations.models import Conversation, Entry, LineKind
from conversations.services import ownership, threads
from core import clock
from core.errors import NotFound
from core.events import record
from core.transactions import step, use_case
from routing.domain.happenings import GivenBack, WebhookAnswered
from routing.domain.matching import Channel
from routing.domain.work import WorkMove, WorkState
from routing.events import MessageLed
from routing.models import LineHandling, WorkItem
from routing.services import texting
from routing.services.asking import Question
from routing.services.queues import entering, joining, rows
from routing.services.queues.joining import Asked


def queue_message(
    *,
    organisation: UUID,
    conversation_id: UUID,
    entry_id: UUID,
    back: GivenBack | None = None,
    now: datetime,
) -> None:
    """Let a conversation that nobody answers for wait in the queue that the line's flow, else the line's setting names.

    Once for each message. One the queue does not take stays with the team, as without a queue. Programs the flow asks
    on the way are asked between one look at the conversation and the next, while nothing is locked. Whom the flow
    leads to the receptionist waits in no queue until they give them `back`.
    """
    told: dict[int, WebhookAnswered] = {}
    while True:
        waits = look_at_message(
            organisation=organisation,
            conversation_id=conversation_id,
            entry_id=entry_id,
            told=told,
            back=back,
            now=now,
        )
        if waits is None:
            return
        asked, question = waits
        told[asked] = texting.ask(question, asked)
        now = max(now, clock.now())


@use_case
def look_at_message(
    *,
    organisation: UUID,
    conversation_id: UUID,
    entry_id: UUID,
    told: texting.Told,
    back: GivenBack | None = None,
    now: datetime,
) -> tuple[int, Question] | None:
    """Do what the flow says of a message; gives the question, nothing done yet, where a program must be asked first."""
    try:
        conversation = threads.lock_conversation(conversation_id, organisation_id=organisation)
    except NotFound:
        return None
    entry = Entry.objects.of(organisation).filter(pk=entry_id).select_related("line").first()
    if entry is None or entry.line is None or not is_unanswered(conversation):
        return None
    handling = LineHandling.objects.of(organisation).filter(line=entry.line).first()
    if handling is None or (handling.messages_queue_id is None and handling.flow_id is None):
        return None
    known = WorkItem.objects.of(organisation).filter(conversation=conversation).exclude(channel=Channel.VOICE)
    if known.filter(queued_at__gte=entry.occurred_at).exists() or known.filter(ended_at=None).exists():
        return None
    channel = Channel.CHAT if entry.line.kind == LineKind.CHAT else Channel.MESSAGE
    routed = (
        texting.route_step(conversation, entry, told=told, back=back, now=now) if handling.flow_id else None
    )
    if routed is not None and routed.asks is not None:
        return routed.asks.asked, texting.question_of(conversation, entry, routed, routed.asks)
    if routed is not None and routed.is_led:
        record(MessageLed(conversation_id=conversation.pk, entry_id=entry.pk), now=now)
        return None
    if routed is not None and routed.queue is not None and (queue_id := routed.queue.settings.queue_id):
        # How long the node lets callers wait says nothing of messages.
        asked = replace(
            entering.asked_by(queue_id, routed.queue.settings, routed.queue),
            channel=channel,
            longest_seconds=None,
        )
        if joining.join_step(conversation, None, asked, now=now).refusal is None:
            return None
    if handling.messages_queue_id is not None:
        joining.join_step(
            conversation, None, Asked(queue_id=handling.messages_queue_id, channel=channel), now=now
        )
    return None


def is_unanswered(conversation: Conversation) -> bool:
    """Say whether somebody waits for an answer that nobody of us owes by name."""
    return (
        conversation.status == Status.OPEN
        and conversation.owner_id is None
        and conversation.waiting_since is not None
    )


@use_case
def follow_conversation(*, organisation: UUID, conversation_id: UUID, now: datetime) -> None:
    """Bring the written work of a conversation in line with it: answered, settled, taken by hand, or given back."""
    live = WorkItem.objects.of(organisation).filter(conversation_id=conversation_id, ended_at=None)
    live = live.exclude(channel=Channel.VOICE)
    if not live.exists():
        return
    conversation = threads.lock_conversation(conversation_id, organisation_id=organisation)
    found = live.first()
    if found is None:
        return
    item = rows.lock_item(organisation_id=organisation, item_id=found.pk)
    if conversation.owner_id is not None and item.state in _FREE:
        _take(item, conversation.owner_id, now=now)
    if conversation.status in {Status.RESOLVED, Status.SPAM, Status.MERGED, Status.WAITING}:
        _finish(item, now=now)
    elif item.state == WorkState.CONNECTED and conversation.owner_id is None:
        _give_back(item, conversation, now=now)
    elif item.state == WorkState.CONNECTED and conversation.owner_id != item.member_id:
        item.member_id = conversation.owner_id
        rows.save_item(item, "HANDED_OVER", now=now)
        rows.due("work handed over", now=now)


_FREE = {WorkState.WAITING, WorkState.RESERVED}


@step
def _take(item: WorkItem, member_id: UUID, *, now: datetime) -> None:
    """Note that somebody has it without having been asked."""
    rows.withdraw_offer_step(item, now=now)
    if item.state == WorkState.WAITING:
        rows.move_item(item, WorkMove.OFFER, member_id=member_id, now=now)
    rows.move_item(item, WorkMove.ACCEPT, member_id=member_id, now=now, answered_at=now)


@step
def _finish(item: WorkItem, *, now: datetime) -> None:
    rows.withdraw_offer_step(item, now=now)
    if item.state in _FREE:
        rows.move_item(item, WorkMove.BREAK_OUT, now=now)
    elif item.state == WorkState.CONNECTED:
        rows.move_item(item, WorkMove.END, now=now)
        rows.move_item(item, WorkMove.WRAP_UP, now=now)
        # Who held it may have room again.
        rows.due("work done", now=now)


@step
def _give_back(item: WorkItem, conversation: Conversation, *, now: datetime) -> None:
    """Let a conversation whose owner let go of it wait again; whoever had it is asked after everybody else."""
    rows.move_item(item, WorkMove.TRANSFER, now=now)
    rows.due("work given back", now=now)
    if is_unanswered(conversation):
        asked = Asked(queue_id=item.queue_id, channel=Channel(item.channel))
        joining.join_step(conversation, None, asked, parent=item, now=now)


@step
def tell_offered_step(item: WorkItem, member: Member, why: str, *, now: datetime) -> None:
    """Say in the thread who is asked to take it; its conversation is locked."""
    values = {"queue": item.queue.name, "to": member.name, "why": why}
    conversation = threads.lock_conversation(item.conversation_id, organisation_id=item.organisation_id)
    ownership.tell_step(conversation, "offered", values, now=now)
