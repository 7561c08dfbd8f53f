"""Queues with members in them, and callers and texts that wait."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member, Organisation
from conversations.domain.calls import CallState
from conversations.models import Call, Conversation, Line
from conversations.services import calls, threads
from core.deliveries import due_ids, run_delivery
from core.transactions import reading, tenant_transaction
from routing.domain.matching import Channel
from routing.domain.presence import Choice
from routing.models import (
    Flow,
    FlowVersion,
    LineHandling,
    MemberSkill,
    OfferResult,
    Presence,
    Queue,
    QueueSeat,
    Skill,
    WorkItem,
    WorkOffer,
)
from routing.services import queues
from tests.factories import calls as make


def queue(
    organisation: Organisation, *members: Member, name: str = "Front desk", **settings: object
) -> Queue:
    """Make a queue in which these members sit, first tier, in this order."""
    with tenant_transaction(organisation):
        row = Queue.objects.create(organisation=organisation, name=name, **settings)
        for position, member in enumerate(members):
            QueueSeat.objects.create(organisation=organisation, queue=row, member=member, position=position)
    return row


def seat(queue_: Queue, member: Member, *, tier: int = 1, position: int = 0) -> QueueSeat:
    """Let a member sit in a queue."""
    with tenant_transaction(queue_.organisation_id):
        return QueueSeat.objects.create(
            organisation_id=queue_.organisation_id, queue=queue_, member=member, tier=tier, position=position
        )


def skill(organisation: Organisation, name: str, **levels: Member) -> Skill:
    """Make a skill; `_3=member` gives it to a member at level 3."""
    with tenant_transaction(organisation):
        row = Skill.objects.create(organisation=organisation, name=name)
        for level, member in levels.items():
            MemberSkill.objects.create(
                organisation=organisation, skill=row, member=member, level=int(level.strip("_"))
            )
    return row


def here(*members: Member, now: datetime) -> None:
    """Give members a telephone of their own and let them be available."""
    for member in members:
        make.phone(member)
        queues.choose_presence(by=member, choice=Choice.AVAILABLE, now=now)


def call_in(
    organisation: Organisation,
    line: Line,
    queue_: Queue,
    *,
    now: datetime,
    caller: str = make.CALLER,
    asked: queues.Asked | None = None,
) -> tuple[Call, str]:
    """Let somebody ring and enter a queue; gives the call and the carrier's id of the caller's leg."""
    offered = make.offered(line, caller=caller)
    with tenant_transaction(organisation):
        received = calls.receive_call_step(
            organisation=organisation, offered=offered, received_at=now, is_told=False, now=now
        )
        calls.move(received.held.call, CallState.IN_FLOW)
        queues.enter_step(received.held, asked or queues.Asked(queue_id=queue_.pk), now=now)
        calls.changed(received.held, "DECIDED", now=now)
    return received.held.call, offered.leg_id


def flow_line(line: Line, queue_: Queue, *, now: datetime, offer: dict[str, object] | None = None) -> Line:
    """Let a line's callers wait in a queue, else be offered a callback (with settings `offer`), else leave a message."""
    exits = dict.fromkeys(["full", "closed", "too_long", "nobody"], "offer")
    document = {
        "format": 1,
        "title": "Desk",
        "start": "line",
        "languages": ["en-US", "es-US"],
        "nodes": {
            "line": {"kind": "QUEUE", "queue": str(queue_.pk), "exits": exits},
            "offer": {
                "kind": "CALLBACK",
                "text": "Nobody is free.",
                "exits": {"next": "message"},
                **(offer or {}),
            },
            "message": {"kind": "VOICEMAIL", "text": "Leave a message.", "exits": {}},
        },
    }
    with tenant_transaction(line.organisation_id):
        flow = Flow.objects.create(organisation_id=line.organisation_id, title="Desk")
        FlowVersion.objects.create(
            organisation_id=line.organisation_id,
            flow=flow,
            number=1,
            state="PUBLISHED",
            document=document,
            edited_at=now,
            published_at=now,
        )
        LineHandling.objects.update_or_create(
            organisation_id=line.organisation_id, line=line, defaults={"flow": flow}
        )
    return line


def handled(organisation: Organisation, desk: Queue, *seconds: int, now: datetime) -> None:
    """Let the queue have had calls that took this long."""
    with tenant_transaction(organisation):
        known = WorkItem.objects.of(organisation).first()
        assert known is not None
        for count, one in enumerate(seconds):
            began = make.later(now, -3600 * (count + 1))
            WorkItem.objects.create(
                organisation=organisation, queue=desk, conversation_id=known.conversation_id,
                location_id=known.location_id, channel="VOICE", state="DONE", queued_at=began, answered_at=began,
                ended_at=make.later(began, one), in_time_seconds=20, short_seconds=5,
            )  # fmt: skip


def write_in(
    conversation: Conversation, queue_: Queue, *, now: datetime, channel: Channel = Channel.MESSAGE
) -> queues.Joined:
    """Let a conversation wait in a queue."""
    with tenant_transaction(conversation.organisation_id):
        row = threads.lock_conversation(conversation.pk, organisation_id=conversation.organisation_id)
        return queues.join_step(row, None, queues.Asked(queue_id=queue_.pk, channel=channel), now=now)


def item(organisation: Organisation, item_id: UUID | None = None) -> WorkItem:
    """Fetch an item, or the only one."""
    with reading(organisation):
        rows = WorkItem.objects.of(organisation).select_related("queue", "member__user")
        return rows.get(pk=item_id) if item_id else rows.get()


def items(organisation: Organisation) -> list[WorkItem]:
    """Fetch every item, first come first."""
    with reading(organisation):
        rows = WorkItem.objects.of(organisation).select_related("queue", "member__user")
        return list(rows.order_by("queued_at", "created_at"))


def offers(organisation: Organisation, *, is_open: bool = False) -> list[WorkOffer]:
    """Fetch the offers, first made first."""
    with reading(organisation):
        rows = WorkOffer.objects.of(organisation).select_related("member__user", "leg", "item")
        rows = rows.filter(result=OfferResult.OPEN) if is_open else rows
        return list(rows.order_by("offered_at", "created_at"))


def presence(member: Member) -> Presence:
    """Fetch a member's presence."""
    with reading(member.organisation_id):
        return Presence.objects.of(member.organisation_id).get(member=member)


def work_off(*, now: datetime) -> None:
    """Run what handlers owe by now, as workers do."""
    for _round in range(20):
        due = due_ids(now=now)
        if not due:
            return
        for delivery_id in due:
            run_delivery(delivery_id=delivery_id, now=now)
