"""Who takes what: waiting items and members matched, with the reason for each match and for each that was not.

Pure and deterministic: the same rows give the same pairs. Items are served by score, so that the longest waiting wins
in the end whatever its priority; an item that nobody free can serve is passed over and holds up nobody.
Source: research/contact-center.md §5C, §1 rows 25-29 and 41-44, §3 items 1-20.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from routing.domain.reasons import Reason, Why
from routing.domain.skills import Need
from routing.domain.work import seconds_between

# Whoever passed on an item is asked for it again after this, and only after everybody else.
ASK_AGAIN_SECONDS: Final = 30
FULL_CAPACITY: Final = 100


class Channel(StrEnum):
    """What an item weighs as. VOICE is exclusive: who is on a call is offered nothing, whatever they hold."""

    VOICE = "VOICE"
    CHAT = "CHAT"
    MESSAGE = "MESSAGE"


class Priority(StrEnum):
    """How much an item counts for at the start; ageing overtakes each in the end."""

    EMERGENCY = "EMERGENCY"
    URGENT = "URGENT"
    VIP = "VIP"
    NORMAL = "NORMAL"


class Strategy(StrEnum):
    """In which order a queue's members are asked."""

    FIXED = "FIXED"
    ROUND_ROBIN = "ROUND_ROBIN"
    LONGEST_IDLE = "LONGEST_IDLE"
    FEWEST_TODAY = "FEWEST_TODAY"


POINTS: Final[Mapping[Priority, int]] = MappingProxyType(
    {Priority.EMERGENCY: 600, Priority.URGENT: 300, Priority.VIP: 120, Priority.NORMAL: 0}
)
# Three chats, or five messages, or a call beside either.
WEIGHTS: Final[Mapping[Channel, int]] = MappingProxyType(
    {Channel.VOICE: 100, Channel.CHAT: 33, Channel.MESSAGE: 20}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that waits. `since` is when it joined, kept through every offer and as a callback.

    `passed`: who declined or missed it, and when. `owner_id`: who answers for its conversation; `last_owner_id`: who
    did for the one before.
    """

    item_id: UUID
    queue_id: UUID
    since: datetime
    channel: Channel = Channel.VOICE
    points: int = 0
    needs: tuple[Need, ...] = ()
    owner_id: UUID | None = None
    last_owner_id: UUID | None = None
    location_id: UUID | None = None
    callback_since: datetime | None = None
    passed: Mapping[UUID, datetime] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Seat:
    """A member's place in a queue. Tier 1 is asked at once, each further one later; `turn` is when last served."""

    tier: int = 1
    position: int = 0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """How a queue asks: `tier_seconds` is how long an item waits before each further tier is asked too."""

    strategy: Strategy = Strategy.LONGEST_IDLE
    tier_seconds: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A member as a match sees them. `load` is what they hold besides calls, in the same units as `capacity`.

    A channel without a weight is none they take; no `location_ids` is every location.
    """

    member_id: UUID
    is_offerable: bool
    seats: Mapping[UUID, Seat] = field(hash=False)
    skills: Mapping[UUID, int] = field(default_factory=dict, hash=False)
    weights: Mapping[Channel, int] = field(default_factory=lambda: WEIGHTS, hash=False)
    location_ids: frozenset[UUID] = frozenset()
    capacity: int = FULL_CAPACITY
    load: int = 0
    is_on_call: bool = False
    idle_since: datetime | None = None
    taken_today: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and who is asked for it: the first of `ranked`; the others may stand in when that one is just taken."""

    item_id: UUID
    ranked: tuple[UUID, ...]
    reasons: tuple[Reason, ...]

    @property
    def member_id(self) -> UUID:
        """Give who is asked."""
        return self.ranked[0]


def score(item: Item, now: datetime) -> int:
    """Give what an item counts for: its points, the seconds it waits, and those since it took a callback."""
    callback = seconds_between(item.callback_since, now) if item.callback_since else 0
    return item.points + seconds_between(item.since, now) + callback


def serve_order(items: Iterable[Item], now: datetime) -> list[Item]:
    """Sort items as they are served: highest score, then who joined first."""
    return sorted(items, key=lambda item: (-score(item, now), item.since, item.item_id))


def match(
    items: Iterable[Item], candidates: Sequence[Candidate], rules: Mapping[UUID, Rules], *, now: datetime
) -> list[Pair]:
    """Pair every item that can be served with a member, nobody twice.

    O(items × free members of the queue); members who are not free cost nothing.
    """
    free = {one.member_id: one for one in candidates if one.is_offerable and not one.is_on_call}
    pairs: list[Pair] = []
    for item in serve_order(items, now):
        if not free:
            break
        ranked = rank(item, list(free.values()), rules[item.queue_id], now=now)
        if not ranked:
            continue
        first = ranked[0]
        pairs.append(
            Pair(
                item.item_id,
                tuple(one.member_id for one in ranked),
                chosen_because(item, first, rules[item.queue_id], now=now),
            )
        )
        del free[first.member_id]
    return pairs


def rank(item: Item, candidates: Iterable[Candidate], rules: Rules, *, now: datetime) -> list[Candidate]:
    """Sort the members who can be asked for an item now, best first."""
    able = [one for one in candidates if refusal(item, one, rules, now=now) is None]
    return sorted(able, key=lambda one: _rank_key(item, one, rules.strategy, now))


def _rank_key(
    item: Item, one: Candidate, strategy: Strategy, now: datetime
) -> tuple[bool, bool, bool, int, int, float, float, int, UUID]:
    seat = one.seats[item.queue_id]
    idle = -seconds_between(one.idle_since, now) if one.idle_since else 0
    by_strategy: float = {
        Strategy.FIXED: seat.position,
        Strategy.ROUND_ROBIN: seat.turn,
        Strategy.LONGEST_IDLE: idle,
        Strategy.FEWEST_TODAY: one.taken_today,
    }[strategy]
    return (
        # The member who answers for the conversation, or did for the one before, if they are here at all.
        one.member_id != item.owner_id,
        one.member_id in item.passed or one.member_id != item.last_owner_id,
        # Whoever has not passed on it.
        one.member_id in item.passed,
        # Whoever has the skill as it was asked for, before those who do only since it relaxed.
        sum(max(0, need.level - one.skills.get(need.skill_id, 0)) for need in item.needs),
        # The queue's own members before its backup.
        seat.tier,
        # Then as the queue's strategy has it, and between equals who is free the longest.
        by_strategy,
        idle,
        seat.position,
        one.member_id,
    )


def refusal(item: Item, one: Candidate, rules: Rules, *, now: datetime) -> Reason | None:
    """Say why a member cannot be asked for an item now; None when they can."""
    waited = seconds_between(item.since, now)
    unable = _unable(item, one, waited)
    return Reason(unable) if unable else _not_now(item, one, one.seats[item.queue_id], rules, now)


def _unable(item: Item, one: Candidate, waited_seconds: int) -> Why | None:
    """Say why a member could not take an item even if they were free."""
    if item.queue_id not in one.seats:
        return Why.NOT_SEATED
    if one.location_ids and item.location_id is not None and item.location_id not in one.location_ids:
        return Why.ELSEWHERE
    if item.channel not in one.weights:
        return Why.NO_TELEPHONE
    return None if has_skills(item, one, waited_seconds) else Why.NO_SKILL


def _not_now(item: Item, one: Candidate, seat: Seat, rules: Rules, now: datetime) -> Reason | None:
    if not one.is_offerable or one.is_on_call:
        return Reason(Why.NOT_FREE)
    if not has_room(one, item.channel):
        return Reason(Why.FULL)
    opens_after = tier_opens_after(seat, rules)
    if seconds_between(item.since, now) < opens_after:
        return Reason(Why.TIER_CLOSED, opens_after)
    passed_at = item.passed.get(one.member_id)
    if passed_at is not None and seconds_between(passed_at, now) < ASK_AGAIN_SECONDS:
        return Reason(Why.PASSED, seconds_between(passed_at, now))
    return None


def has_skills(item: Item, one: Candidate, waited_seconds: int) -> bool:
    """Say whether a member has every skill at the level that is enough by now."""
    return all(one.skills.get(need.skill_id, 0) >= need.level_after(waited_seconds) for need in item.needs)


def has_room(one: Candidate, channel: Channel) -> bool:
    """Say whether a member can hold one more. A call comes before what is written: it needs no room beside it."""
    if one.is_on_call:
        return False
    return channel is Channel.VOICE or one.load + one.weights[channel] <= one.capacity


def tier_opens_after(seat: Seat, rules: Rules) -> int:
    """Give how long an item waits before a seat is asked."""
    return (seat.tier - 1) * rules.tier_seconds


def could_ever_serve(item: Item, candidates: Iterable[Candidate]) -> bool:
    """Say whether anybody of the queue can take it, or could once skills have relaxed; else nobody ever does."""
    longest = max((step.after_seconds for need in item.needs for step in need.relaxes), default=0)
    return any(_unable(item, one, longest) is None for one in candidates)


def chosen_because(item: Item, one: Candidate, rules: Rules, *, now: datetime) -> tuple[Reason, ...]:
    """Say why this member is asked first."""
    waited = seconds_between(item.since, now)
    seat = one.seats[item.queue_id]
    found: list[Reason] = []
    if one.member_id == item.owner_id:
        found.append(Reason(Why.OWNER))
    elif one.member_id == item.last_owner_id and one.member_id not in item.passed:
        found.append(Reason(Why.LAST_OWNER))
    else:
        idle = seconds_between(one.idle_since, now) if one.idle_since else 0
        figure = {
            Strategy.FIXED: seat.position + 1,
            Strategy.ROUND_ROBIN: 0,
            Strategy.LONGEST_IDLE: idle,
            Strategy.FEWEST_TODAY: one.taken_today,
        }[rules.strategy]
        found.append(Reason(Why(rules.strategy.value), figure))
    if any(one.skills.get(need.skill_id, 0) < need.level for need in item.needs):
        found.append(Reason(Why.SKILL_RELAXED, waited))
    if seat.tier > 1:
        found.append(Reason(Why.BACKUP, tier_opens_after(seat, rules)))
    return tuple(found)
