"""Whether a member takes work: what they chose, what they are engaged in, and whether anything is heard of them.

The two are kept apart on purpose. What a member asks for while they are on a call is simply what they chose: it is
kept, and holds once the call and its wrap-up are over. Source: research/contact-center.md §5D, §3 items 12, 15, 19.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

UNREACHABLE_AFTER: Final = timedelta(seconds=30)
OFFLINE_AFTER: Final = timedelta(minutes=2)
MORE_TIME: Final = timedelta(minutes=2)


class Choice(StrEnum):
    """What a member chose. AWAY_REASSIGN also gives back what they own to the team."""

    AVAILABLE = "AVAILABLE"
    BUSY = "BUSY"
    AWAY = "AWAY"
    AWAY_REASSIGN = "AWAY_REASSIGN"
    OFFLINE = "OFFLINE"


class Engagement(StrEnum):
    """What a member is doing."""

    FREE = "FREE"
    OFFERED = "OFFERED"
    ON_CALL = "ON_CALL"
    WRAPPING = "WRAPPING"


class EngagementMove(StrEnum):
    """What can happen to a member. TAKE accepts a message or a chat, which leaves them free for more."""

    OFFER = "OFFER"
    PICK_UP = "PICK_UP"
    TAKE = "TAKE"
    DECLINE = "DECLINE"
    MISS = "MISS"
    WITHDRAW = "WITHDRAW"
    END = "END"
    END_WITH_WRAP_UP = "END_WITH_WRAP_UP"
    WRAP_UP = "WRAP_UP"


class Shown(StrEnum):
    """What colleagues see: the engagement, else the choice, else that nothing is heard of them."""

    AVAILABLE = "AVAILABLE"
    OFFERED = "OFFERED"
    ON_CALL = "ON_CALL"
    WRAPPING = "WRAPPING"
    BUSY = "BUSY"
    AWAY = "AWAY"
    AWAY_REASSIGN = "AWAY_REASSIGN"
    OFFLINE = "OFFLINE"
    UNREACHABLE = "UNREACHABLE"


MOVES: Final[Mapping[Engagement, Mapping[EngagementMove, Engagement]]] = MappingProxyType(
    {
        # Members pick up what rings outside queues, and call by themselves.
        Engagement.FREE: {
            EngagementMove.OFFER: Engagement.OFFERED,
            EngagementMove.PICK_UP: Engagement.ON_CALL,
        },
        Engagement.OFFERED: {
            EngagementMove.PICK_UP: Engagement.ON_CALL,
            EngagementMove.TAKE: Engagement.FREE,
            EngagementMove.DECLINE: Engagement.FREE,
            EngagementMove.MISS: Engagement.FREE,
            EngagementMove.WITHDRAW: Engagement.FREE,
        },
        Engagement.ON_CALL: {
            EngagementMove.PICK_UP: Engagement.ON_CALL,
            EngagementMove.END: Engagement.FREE,
            EngagementMove.END_WITH_WRAP_UP: Engagement.WRAPPING,
        },
        Engagement.WRAPPING: {
            EngagementMove.PICK_UP: Engagement.ON_CALL,
            EngagementMove.WRAP_UP: Engagement.FREE,
        },
    }
)


class IllegalEngagement(Exception):
    """A move the table has no line for: the member was engaged otherwise meanwhile."""

    def __init__(self, engagement: Engagement, move: EngagementMove) -> None:
        super().__init__(f"{move} is not possible while the member is {engagement}.")
        self.engagement, self.move = engagement, move


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One member's. `since` is when what is shown began; `was_auto` that a missed offer set them away.

    `needs_heartbeat`: they take calls in the browser, so that a closed one means nobody is there. Their own telephone
    rings wherever they are. `owes_code`: a disposition is required before the next offer.
    """

    choice: Choice
    engagement: Engagement = Engagement.FREE
    since: datetime
    reason: str = ""
    was_auto: bool = False
    wraps_until: datetime | None = None
    owes_code: bool = False
    needs_heartbeat: bool = False
    heartbeat_at: datetime | None = None


def move(presence: Presence, by: EngagementMove, *, now: datetime) -> Presence:
    """Engage or release a member.

    A miss sets an available member away, so that the next caller is not kept waiting by an empty chair.

    Raises:
        IllegalEngagement: the table has no line for it.
    """
    after = MOVES[presence.engagement].get(by)
    if after is None:
        raise IllegalEngagement(presence.engagement, by)
    since = presence.since if after is presence.engagement else now
    moved = replace(presence, engagement=after, since=since)
    if after is not Engagement.WRAPPING:
        moved = replace(moved, wraps_until=None, owes_code=False)
    if by is EngagementMove.MISS and presence.choice is Choice.AVAILABLE:
        return replace(moved, choice=Choice.AWAY, reason="", was_auto=True)
    return moved


def end_call(presence: Presence, *, wrap_up_seconds: int, owes_code: bool, now: datetime) -> Presence:
    """Release a member from a call into their wrap-up, which holds in every queue they are in."""
    if wrap_up_seconds <= 0 and not owes_code:
        return move(presence, EngagementMove.END, now=now)
    wrapping = move(presence, EngagementMove.END_WITH_WRAP_UP, now=now)
    return replace(wrapping, wraps_until=now + timedelta(seconds=wrap_up_seconds), owes_code=owes_code)


def give_code(presence: Presence) -> Presence:
    """Take a disposition: from here on only the timer, or the member, ends the wrap-up."""
    return replace(presence, owes_code=False)


def more_time(presence: Presence, *, now: datetime) -> Presence:
    """Give a member in wrap-up two more minutes, from now or from when it would have ended."""
    if presence.engagement is not Engagement.WRAPPING:
        raise IllegalEngagement(presence.engagement, EngagementMove.WRAP_UP)
    return replace(presence, wraps_until=max(presence.wraps_until or now, now) + MORE_TIME)


def is_wrapped(presence: Presence, *, now: datetime) -> bool:
    """Say whether a wrap-up is over by itself: its time is up, and no code is owed."""
    due = presence.wraps_until is None or presence.wraps_until <= now
    return presence.engagement is Engagement.WRAPPING and due and not presence.owes_code


def choose(presence: Presence, choice: Choice, *, reason: str = "", now: datetime) -> Presence:
    """Note what a member chose. While they are engaged it is kept, and holds afterwards."""
    changes = choice is not presence.choice and presence.engagement is Engagement.FREE
    return replace(
        presence,
        choice=choice,
        reason=reason,
        was_auto=False,
        since=now if changes else presence.since,
        heartbeat_at=now if presence.needs_heartbeat else presence.heartbeat_at,
    )


def beat(presence: Presence, *, now: datetime) -> Presence:
    """Note that something was heard of a member; never moves back."""
    return replace(presence, heartbeat_at=max(presence.heartbeat_at or now, now))


def is_reachable(presence: Presence, *, now: datetime) -> bool:
    """Say whether an offer would find a member: excluded at once when heartbeats stop, logged out only later."""
    if not presence.needs_heartbeat:
        return True
    return presence.heartbeat_at is not None and now - presence.heartbeat_at < UNREACHABLE_AFTER


def is_gone(presence: Presence, *, now: datetime) -> bool:
    """Say whether a member whose heartbeats stopped counts as gone home."""
    if not presence.needs_heartbeat or presence.choice is Choice.OFFLINE:
        return False
    return presence.heartbeat_at is None or now - presence.heartbeat_at >= OFFLINE_AFTER


def is_offerable(presence: Presence, *, now: datetime) -> bool:
    """Say whether a member can be offered something now."""
    return (
        presence.choice is Choice.AVAILABLE
        and presence.engagement is Engagement.FREE
        and is_reachable(presence, now=now)
    )


def shown(presence: Presence, *, now: datetime) -> Shown:
    """Say what colleagues see."""
    if presence.engagement is not Engagement.FREE:
        return Shown(presence.engagement.value)
    if presence.choice is Choice.AVAILABLE and not is_reachable(presence, now=now):
        return Shown.UNREACHABLE
    return Shown(presence.choice.value)
