"""Locking items, offers and presences, moving them by their tables, and telling the world.

Order of locks everywhere: conversation, call, item, presence. Whoever claims a member skips locked rows first.
"""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from conversations.models import MemberPhone
from core.errors import NotFound
from core.events import record
from core.transactions import step
from routing import events
from routing.domain import presence as domain
from routing.domain.presence import Choice, Engagement, EngagementMove
from routing.domain.work import ENDS, FREE, WorkMove, WorkState, next_state
from routing.models import OfferResult, Presence, WorkItem, WorkOffer
from routing.selectors.desk import domain_of


@step
def lock_item(*, organisation_id: UUID, item_id: UUID) -> WorkItem:
    """Lock an item, after its call if it has one.

    Raises:
        NotFound: the organisation has no such item.
    """
    row = WorkItem.objects.of(organisation_id).select_for_update(no_key=True).filter(pk=item_id).first()
    if row is None:
        raise NotFound
    return row


@step
def find_item_of_call(*, organisation_id: UUID, call_id: UUID) -> WorkItem | None:
    """Find the live item of a call, locked."""
    rows = WorkItem.objects.of(organisation_id).select_for_update(no_key=True).filter(call_id=call_id)
    return rows.exclude(state__in=ENDS).first()


@step
def find_done_item_of_call(*, organisation_id: UUID, call_id: UUID) -> WorkItem | None:
    """Find the item of a call that counts as one somebody talked in and is done with, locked."""
    rows = WorkItem.objects.of(organisation_id).select_for_update(no_key=True).filter(call_id=call_id)
    return rows.filter(state=WorkState.DONE, answered_at__isnull=False).order_by("-queued_at").first()


@step
def move_item(
    item: WorkItem, move: WorkMove, *, member_id: UUID | None = None, now: datetime, **changes: object
) -> None:
    """Move an item by the table, save it, and tell screens; what becomes free is matched at once.

    Raises:
        IllegalWorkMove: the table has no line for it.
    """
    item.state = next_state(WorkState(item.state), move)
    if member_id is not None:
        item.member_id = member_id
    if item.state in FREE:
        item.member_id = None
    if item.state in ENDS:
        item.ended_at = now
    for name, value in changes.items():
        setattr(item, name, value)
    save_item(item, move.value, now=now)
    if item.state in FREE:
        due(f"item {move.lower()}", now=now)


@step
def save_item(item: WorkItem, change: str, *, now: datetime) -> None:
    """Save an item and tell screens."""
    item.version += 1
    item.save(update_fields=MUTABLE)
    fact = events.WorkChanged(
        item_id=item.pk,
        queue_id=item.queue_id,
        conversation_id=item.conversation_id,
        state=item.state,
        change=change,
    )
    record(fact, now=now)


@step
def due(why: str, *, now: datetime, at: datetime | None = None) -> None:
    """Have what waits matched with who is free, once this is committed, or `at` a moment when more will be open."""
    record(events.DispatchDue(why=why), due_at=at, now=now)


def open_offer(item: WorkItem) -> WorkOffer | None:
    """Find the offer of an item that is still open."""
    rows = WorkOffer.objects.of(item.organisation_id).filter(item=item, result=OfferResult.OPEN)
    return rows.select_related("leg").first()


@step
def end_offer(offer: WorkOffer, result: OfferResult, *, now: datetime) -> None:
    """Write down what came of asking a member."""
    offer.result, offer.ended_at = result, now
    offer.save(update_fields=["result", "ended_at"])


@step
def lock_presence(*, organisation_id: UUID, member_id: UUID, now: datetime) -> Presence:
    """Lock a member's presence; the first time it is made.

    Whose own telephone rings is there from the start, whoever takes calls in the browser once it is open.
    """
    rows = Presence.objects.of(organisation_id).select_for_update(no_key=True).filter(member_id=member_id)
    row = rows.first()
    if row is not None:
        return row
    has_own = not needs_heartbeat(organisation_id, member_id)
    Presence.objects.bulk_create(
        [
            Presence(
                organisation_id=organisation_id,
                member_id=member_id,
                choice=Choice.AVAILABLE if has_own else Choice.OFFLINE,
                since=now,
                needs_heartbeat=not has_own,
            )
        ],
        ignore_conflicts=True,
    )
    return rows.get()


def needs_heartbeat(organisation_id: UUID, member_id: UUID) -> bool:
    """Say whether a member is reached in the browser only, so that silence means nobody is there."""
    phones = MemberPhone.objects.of(organisation_id).filter(member_id=member_id, takes_calls=True)
    return not phones.filter(takes_in_browser=False).exists()


@step
def engage(row: Presence, by: EngagementMove, *, now: datetime) -> None:
    """Engage or release a member by the table.

    Raises:
        IllegalEngagement: they are engaged otherwise.
    """
    keep(row, domain.move(domain_of(row), by, now=now), now=now)


@step
def keep(row: Presence, after: domain.Presence, *, now: datetime) -> None:
    """Save what the rules gave, tell screens, and match if the member became free."""
    before = domain_of(row)
    if after == before:
        return
    row.choice, row.engagement, row.reason = after.choice, after.engagement, after.reason
    row.since, row.was_auto = after.since, after.was_auto
    row.wraps_until, row.owes_code, row.heartbeat_at = after.wraps_until, after.owes_code, after.heartbeat_at
    became_free = after.engagement is Engagement.FREE and before.engagement in {
        Engagement.ON_CALL,
        Engagement.WRAPPING,
    }
    if became_free:
        row.idle_since = now
    row.version += 1
    row.save(update_fields=PRESENCE_MUTABLE)
    record(
        events.PresenceChanged(member_id=row.member_id, choice=row.choice, engagement=row.engagement), now=now
    )
    if domain.is_offerable(after, now=now) and not domain.is_offerable(before, now=now):
        due("member free", now=now)


@step
def withdraw_offer_step(item: WorkItem, *, now: datetime) -> None:
    """Take back what a member is asked, through no fault of theirs."""
    offer = open_offer(item)
    if offer is not None:
        end_offer(offer, OfferResult.WITHDRAWN, now=now)
        release(offer, EngagementMove.WITHDRAW, now=now)


@step
def release(offer: WorkOffer, by: EngagementMove, *, now: datetime) -> None:
    """Free a member who was asked, if they still are."""
    presence = lock_presence(organisation_id=offer.organisation_id, member_id=offer.member_id, now=now)
    if presence.engagement == Engagement.OFFERED:
        engage(presence, by, now=now)


def member_of(row: Presence) -> Member:
    """Give the member a presence is of."""
    member: Member = row.member
    return member


_FIXED = {
    "id",
    "organisation_id",
    "created_at",
    "conversation_id",
    "call_id",
    "location_id",
    "channel",
    "last_owner_id",
}
MUTABLE = [field.attname for field in WorkItem._meta.local_concrete_fields if field.attname not in _FIXED]
_OWN = {"id", "organisation_id", "created_at", "member_id", "needs_heartbeat"}
PRESENCE_MUTABLE = [
    field.attname for field in Presence._meta.local_concrete_fields if field.attname not in _OWN
]
