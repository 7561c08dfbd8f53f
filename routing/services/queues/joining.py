"""Joining a queue, and why somebody may not join or not stay."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts import selectors as accounts
from accounts.models import Member, Organisation
from conversations.models import Call, Conversation
from conversations.services import ownership, threads
from core.events import record
from core.transactions import step
from routing import events
from routing.domain import matching
from routing.domain.matching import Channel, Priority
from routing.domain.skills import Need
from routing.domain.waiting import Limits, refused, would_wait_too_long
from routing.domain.work import Overflow, WorkMove, seconds_between
from routing.models import Queue, WorkItem
from routing.selectors import desk, line
from routing.services.queues import returning, rows

VIP_TAG = "vip"
# Why somebody does not wait, in the words of a call's path; screens translate them.
REFUSALS = {
    Overflow.CLOSED: "the queue is closed",
    Overflow.FULL: "the queue is full",
    Overflow.TOO_LONG: "waited as long as the queue allows",
    Overflow.NOBODY: "nobody of the queue is on shift who could take it",
}


# At the door nobody has waited yet: it is the estimate that says so.
AT_THE_DOOR = {**REFUSALS, Overflow.TOO_LONG: "would wait longer than the queue allows"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks of a queue; limits that are not given are the queue's own."""

    queue_id: UUID
    channel: Channel = Channel.VOICE
    priority: Priority = Priority.NORMAL
    needs: tuple[Need, ...] = ()
    longest_seconds: int | None = None
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of it: the item, or why there is none."""

    item: WorkItem | None
    refusal: Overflow | None = None


@step
def join_step(
    conversation: Conversation,
    call: Call | None,
    asked: Asked,
    *,
    parent: WorkItem | None = None,
    now: datetime,
) -> Joined:
    """Put a conversation, or the call in it, into a queue, unless the queue cannot take it; once only.

    `parent` is the work it was before, when whoever had it let go of it: its seniority is kept. The conversation is
    locked, and a written one says in its thread where it waits.
    """
    organisation_id = conversation.organisation_id
    known = _known(conversation, call)
    if known is not None:
        return Joined(known)
    queue = Queue.objects.of(organisation_id).filter(pk=asked.queue_id, is_active=True).first()
    if queue is None:
        return Joined(None, Overflow.CLOSED)
    item = WorkItem(
        organisation_id=organisation_id,
        queue=queue,
        conversation=conversation,
        call=call,
        location_id=conversation.location_id,
        channel=asked.channel,
        priority=_priority(conversation, asked.priority),
        needs=[_stored(need) for need in asked.needs],
        last_owner=_last_owner(conversation),
        parent=parent,
        queued_at=parent.queued_at if parent is not None else now,
        longest_seconds=asked.longest_seconds or queue.longest_seconds,
        in_time_seconds=queue.in_time_seconds,
        short_seconds=queue.short_seconds,
    )
    promised = returning.find_promised(call, queue.pk) if call is not None else None
    keeps_place = promised is not None or parent is not None
    refusal = why_refused(item, places=asked.places or queue.places, is_new=not keeps_place, now=now)
    if refusal is not None:
        return Joined(None, refusal)
    if promised is not None:
        returning.supersede_step(promised, now=now)
        _take_place(item, promised, now=now)
    item.save(force_insert=True)
    rows.save_item(item, "JOINED", now=now)
    if call is None:
        ownership.tell_step(conversation, "queued", {"queue": queue.name}, now=now)
    rows.due("item joined", now=now)
    _look_again(item, now=now)
    return Joined(item)


def _take_place(item: WorkItem, promised: WorkItem, *, now: datetime) -> None:
    """Let whoever was to be called back and rings in again have the place they had; how long they wait counts anew."""
    if item.longest_seconds is not None:
        item.longest_seconds += seconds_between(promised.queued_at, now)
    item.queued_at = promised.queued_at
    item.parent = promised


def why_refused(
    item: WorkItem, *, places: int | None, is_new: bool = False, now: datetime
) -> Overflow | None:
    """Say why an item may not join its queue, or not stay in it.

    Of a caller who is new to it the wait is estimated; who stands in line is not sent away shortly before their turn.
    """
    organisation = Organisation.objects.get(pk=item.organisation_id)
    found = desk.read_desk(organisation=organisation, now=now)
    there = [one for one in found.candidates if one.member_id in found.on_shift]
    others = WorkItem.objects.of(organisation).filter(queue_id=item.queue_id, state__in=desk.IN_LINE)
    is_open = item.queue.is_active
    if is_open and item.queue.keeps_hours:
        calendar = accounts.get_calendar(item.location, now=now)
        is_open = calendar.open_at(now) or not calendar.windows
    limits = Limits(places, item.longest_seconds)
    why = refused(
        limits,
        waiting=others.exclude(pk=item.pk).count() if places else 0,
        is_open=is_open,
        has_anybody=matching.could_ever_serve(desk.item_of(item), there),
        waited_seconds=int((now - item.queued_at).total_seconds()),
    )
    is_estimated = is_new and item.channel == Channel.VOICE and limits.longest_seconds is not None
    if why is not None or not is_estimated:
        return why
    standing = line.read_standing(item, found=found, now=now)
    return Overflow.TOO_LONG if would_wait_too_long(limits, standing) else None


@step
def overflow_step(item: WorkItem, why: Overflow, *, now: datetime) -> None:
    """Let an item leave its queue for a reason; a caller goes on in their flow by the exit of that name."""
    rows.move_item(item, WorkMove.OVERFLOW, now=now, overflow=why.value)
    if item.call_id is not None:
        give_back_step(item.call_id, why, now=now)


@step
def lock_written(item: WorkItem) -> Conversation | None:
    """Lock the conversation of a message or chat before its item, since its thread is to tell; None for a call."""
    if item.call_id is not None:
        return None
    return threads.lock_conversation(item.conversation_id, organisation_id=item.organisation_id)


@step
def tell_back_step(item: WorkItem, conversation: Conversation, why: Overflow, *, now: datetime) -> None:
    """Say in the thread that it waits in the queue no more, and why."""
    values = {"queue": item.queue.name, "why": why.value}
    ownership.tell_step(conversation, "unqueued", values, now=now)


@step
def give_back_step(call_id: UUID, why: Overflow, *, at_the_door: bool = False, now: datetime) -> None:
    """Have a caller's flow go on, in a transaction of its own."""
    words = (AT_THE_DOOR if at_the_door else REFUSALS)[why]
    record(events.GiveBackDue(call_id=call_id, exit=why.value.lower(), why=words), now=now)


def _known(conversation: Conversation, call: Call | None) -> WorkItem | None:
    if call is not None:
        return rows.find_item_of_call(organisation_id=call.organisation_id, call_id=call.pk)
    live = WorkItem.objects.of(conversation.organisation_id).filter(conversation=conversation, ended_at=None)
    return live.exclude(channel=Channel.VOICE).first()


def _last_owner(conversation: Conversation) -> Member | None:
    """Give who answered last for a conversation with this person, if they still work here."""
    if conversation.contact_id is None:
        return None
    earlier = Conversation.objects.of(conversation.organisation_id).filter(
        contact_id=conversation.contact_id, owner__is_active=True
    )
    known = earlier.exclude(pk=conversation.pk).order_by("-latest_at").select_related("owner__user").first()
    return known.owner if known is not None else None


def _priority(conversation: Conversation, asked: Priority) -> Priority:
    """Raise a client, or whoever is marked as VIP, above those nobody knows."""
    contact = conversation.contact
    if asked is not Priority.NORMAL or contact is None:
        return asked
    is_vip = contact.lifecycle == "CLIENT" or any(tag.casefold() == VIP_TAG for tag in contact.tags)
    return Priority.VIP if is_vip else asked


def _stored(need: Need) -> dict[str, object]:
    return {
        "skill": str(need.skill_id),
        "level": need.level,
        "relaxes": [[step_.after_seconds, step_.level] for step_ in need.relaxes],
    }


@step
def _look_again(item: WorkItem, *, now: datetime) -> None:
    """Match again at each moment at which somebody else may be asked: a tier opens, a skill relaxes."""
    tiers = item.queue.seats.filter(organisation_id=item.organisation_id, tier__gt=1)
    moments = {(tier - 1) * item.queue.tier_seconds for tier in tiers.values_list("tier", flat=True)}
    moments |= {relax.after_seconds for need in desk.needs_of(item.needs) for relax in need.relaxes}
    for seconds in sorted(moments)[:10]:
        rows.due("more may be asked", now=now, at=now + timedelta(seconds=seconds))
