"""Short addresses in texts: looking at one shows the time that is held, pressing its button takes it, once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from conversations.services import threads
from core.transactions import reading, step, use_case
from scheduling import errors
from scheduling.models import Appointment
from scheduling.selectors import taps
from scheduling.services.racing import first_come
from scheduling.services.taking import take_step, wish_of
from scheduling.services.waiting import answers

# So long after its time ran out a link still leads to fresh times.
FRESH_FOR: Final = timedelta(days=7)


def take(
    *, organisation: UUID, hold_id: UUID, starts_at: datetime | None = None, now: datetime
) -> Appointment:
    """Take the time of a link, or a fresh one that its page offered; pressed twice it is taken once.

    Raises:
        LinkEnded: the time is no longer held, or the link is too old. SlotTaken, SlotRefused, NotDoneYet, BadBooking.
    """
    with reading(organisation):
        seen = taps.find_tapped(organisation_id=organisation, hold_id=hold_id, now=now)
    if seen is None:
        raise errors.LinkBroken
    if seen.taken is not None:
        return seen.taken

    def act() -> Appointment:
        return _take(organisation=organisation, hold_id=hold_id, starts_at=starts_at, now=now)

    return first_come(
        act,
        organisation_id=organisation,
        wish=wish_of(seen.hold, seen.address),
        starts_at=starts_at or seen.hold.starts_at,
        now=now,
    )


@step
def _take_step(
    *, organisation: UUID, hold_id: UUID, starts_at: datetime | None, now: datetime
) -> Appointment:
    seen = taps.find_tapped(organisation_id=organisation, hold_id=hold_id, now=now)
    if seen is not None and seen.waiting is not None:
        return _take_waited(seen, starts_at, now=now)
    if seen is None or seen.offer is None:
        raise errors.LinkBroken
    conversation = threads.lock_conversation(seen.offer.conversation_id, organisation_id=organisation)
    # Under the lock: what was pressed a moment ago by somebody else's finger is seen.
    seen = taps.find_tapped(organisation_id=organisation, hold_id=hold_id, now=now)
    if seen is None or seen.offer is None:
        raise errors.LinkBroken
    if seen.taken is not None:
        return seen.taken
    if starts_at is None and not seen.is_held:
        raise errors.LinkEnded
    if seen.hold.expires_at + FRESH_FOR <= now:
        raise errors.LinkEnded
    return take_step(seen.offer, conversation, seen.hold, starts_at=starts_at, now=now)


_take: Callable[..., Appointment] = use_case(_take_step)


@step
def _take_waited(seen: taps.Tapped, starts_at: datetime | None, *, now: datetime) -> Appointment:
    if seen.taken is not None:
        return seen.taken
    if seen.waiting is None or seen.hold.expires_at + FRESH_FOR <= now:
        raise errors.LinkEnded
    if starts_at is None and not seen.is_held:
        raise errors.LinkEnded
    return answers.take_step(seen.waiting, seen.hold, starts_at=starts_at, now=now)
