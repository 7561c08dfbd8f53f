"""Who answers for a conversation."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts import selectors as accounts
from accounts.models import Location, Member, Organisation
from conversations import errors, events, policies
from conversations.domain.states import LIVE, Status
from conversations.domain.timer import overdue_since
from conversations.models import Conversation
from conversations.services import keywords, threads
from core.errors import NotFound
from core.events import record
from core.transactions import step, use_case

MOST_AT_ONCE = 200


@use_case
def claim_conversation(*, by: Member, conversation_id: UUID, now: datetime) -> Conversation:
    """Give an unowned conversation to `by`, so that no one else answers it.

    Raises:
        AlreadyClaimed: someone was first; carries their name, show it.
        NotAllowed: `by` may only look.
    """
    return claim_step(by=by, conversation_id=conversation_id, now=now)


@step
def claim_step(*, by: Member, conversation_id: UUID, now: datetime) -> Conversation:
    """Give an unowned conversation to `by`, inside a use case."""
    conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
    policies.check_can_work(by, conversation)
    if conversation.owner_id == by.pk:
        return conversation
    if conversation.owner is not None:
        raise errors.AlreadyClaimed(conversation.owner.name)
    return hand_over(conversation, to=by, by=by, change="CLAIMED", now=now)


@use_case
def assign_conversation(*, by: Member, conversation_id: UUID, to: UUID, now: datetime) -> Conversation:
    """Give a conversation to a colleague.

    Raises:
        NotFound: no such colleague at work, or one who may not answer at this location.
    """
    conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
    policies.check_can_work(by, conversation)
    member = Member.objects.select_related("user").filter(pk=to, organisation_id=by.organisation_id).first()
    if member is None or not policies.can_write(member) or not policies.can_see(member, conversation):
        raise NotFound
    if conversation.owner_id == member.pk:
        return conversation
    return hand_over(conversation, to=member, by=by, change="ASSIGNED", now=now)


@use_case
def release_conversation(*, by: Member, conversation_id: UUID, now: datetime) -> Conversation:
    """Put a conversation back into the team's view."""
    conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
    policies.check_can_work(by, conversation)
    if conversation.owner_id is None:
        return conversation
    return hand_over(conversation, to=None, by=by, change="RELEASED", now=now)


@use_case
def return_member_items(*, organisation: UUID, member_id: UUID, now: datetime) -> int:
    """Put what a leaving member owns back into the team's view; returns how many conversations."""
    rows = (
        Conversation.objects.of(organisation)
        .select_for_update(no_key=True)
        .filter(owner_id=member_id, status__in=LIVE)
        .order_by("pk")
    )
    found = list(rows)
    for conversation in found:
        hand_over(conversation, to=None, by=None, change="RETURNED", now=now)
    return len(found)


@use_case
def return_overdue(*, organisation: UUID, now: datetime) -> int:
    """Put owned conversations nobody answered in the set business time back into the team's view; returns how many."""
    settings = Organisation.objects.get(pk=organisation)
    soonest = now - timedelta(minutes=settings.reply_minutes)
    late = Conversation.objects.of(organisation).filter(status=Status.OPEN, owner__isnull=False)
    # No place is open longer than the clock runs, so most runs end here without a calendar.
    waiting = late.filter(waiting_since__lte=soonest, owned_at__lte=soonest)
    places = list(Location.objects.filter(organisation=settings, pk__in=waiting.values("location_id")))
    calendars = accounts.get_calendars(organisation=settings, locations=places, now=now) if places else {}
    returned = 0
    for place in places:
        calendar = calendars[place.pk] if calendars[place.pk].windows else None
        since = overdue_since(reply_minutes=settings.reply_minutes, calendar=calendar, now=now)
        if since is None:
            continue
        # Every reply clears `waiting_since`; a late webhook may set it before the latest reply again.
        rows = (
            late.filter(location=place, waiting_since__lte=since, owned_at__lte=since)
            .select_for_update(no_key=True, skip_locked=True)
            .order_by("pk")[: MOST_AT_ONCE - returned]
        )
        for conversation in rows:
            hand_over(conversation, to=None, by=None, change="RETURNED", now=now)
            returned += 1
    return returned


@step
def tell_step(conversation: Conversation, fact: str, values: dict[str, str], *, now: datetime) -> None:
    """Say in the thread where a conversation waits for an owner and who is asked."""
    keywords.add_fact(conversation, fact, values, now=now)
    threads.touch(conversation)
    record(
        events.ConversationChanged(
            conversation_id=conversation.pk, version=conversation.version, change=fact.upper()
        ),
        now=now,
    )


def hand_over(
    conversation: Conversation, *, to: Member | None, by: Member | None, change: str, now: datetime
) -> Conversation:
    """Change the owner, say so in the thread, record the fact."""
    before = str(conversation.owner_id or "")
    names = {"from": conversation.owner.name if conversation.owner else "", "to": to.name if to else ""}
    threads.give(conversation, to=to, now=now)
    keywords.add_fact(conversation, change.lower(), names | {"by": by.name if by else ""}, now=now)
    threads.touch(conversation)
    record(
        events.ConversationChanged(
            conversation_id=conversation.pk,
            version=conversation.version,
            change=change,
            before=before,
            after=str(to.pk) if to else "",
        ),
        actor_id=by.pk if by else None,
        now=now,
    )
    return conversation
