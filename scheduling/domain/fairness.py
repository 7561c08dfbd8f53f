"""Whose turn it is in a round robin, and how fair it has been.

Where somebody drives, those who would drive further stand back. Among those who are free: the highest priority; then the
largest deficit, which is what a host's share of the bookings would be with this one, less what they have; then who was
booked least recently; then the lower id. Bookings are those of the period that are not cancelled. The credit of a host
who joins or comes back is what the others got meanwhile for the same weight: it counts like bookings, so nobody has to
catch up with the time before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scheduling.domain.slots.model import Id


class Standing(StrEnum):
    """Whether a host can be chosen for this booking."""

    FREE = "FREE"
    NOT_FREE = "NOT_FREE"
    CAPPED = "CAPPED"
    ROUTED_AWAY = "ROUTED_AWAY"
    LONGER_DRIVE = "LONGER_DRIVE"


class Why(StrEnum):
    """Why a host was chosen, or was not."""

    CHOSEN = "CHOSEN"
    NOT_FREE = "NOT_FREE"
    CAPPED = "CAPPED"
    ROUTED_AWAY = "ROUTED_AWAY"
    LONGER_DRIVE = "LONGER_DRIVE"
    LOWER_PRIORITY = "LOWER_PRIORITY"
    SMALLER_DEFICIT = "SMALLER_DEFICIT"
    BOOKED_MORE_RECENTLY = "BOOKED_MORE_RECENTLY"
    LATER_ID = "LATER_ID"


@dataclass(frozen=True, slots=True)
class Turn:
    """A host as the round robin counts them; a higher priority goes first, `last_booked` is any growing number."""

    id: Id
    weight: int = 1
    priority: int = 0
    bookings: int = 0
    credit: Fraction = Fraction(0)
    last_booked: int | None = None
    standing: Standing = Standing.FREE

    def __post_init__(self) -> None:
        if self.weight < 0 or self.bookings < 0 or self.credit < 0:
            raise ValueError("Weight, bookings and credit are not negative.")


@dataclass(frozen=True, slots=True)
class Reason:
    """What became of one host: their share of the bookings with this one, what they have, and the difference."""

    id: Id
    why: Why
    share: Fraction
    has: Fraction
    deficit: Fraction


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is booked, None if nobody is free, and the reason for each host in the order given."""

    host: Id | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    """How far a host is from their share at most, and Jain's index: 1 when all got the same for their weight."""

    max_deviation: Fraction
    jain_index: float


def choose(turns: Sequence[Turn]) -> Choice:
    """Choose whose turn it is. Shares are counted among hosts of the same priority, free or not."""
    shares = {turn.id: _share(turn, _peers(turn, turns), more=1) for turn in turns}
    free = [turn for turn in turns if turn.standing is Standing.FREE]

    def rank(turn: Turn) -> tuple[int, Fraction, tuple[bool, int], tuple[bool, int, str]]:
        deficit = shares[turn.id] - _has(turn)
        recent = (turn.last_booked is not None, turn.last_booked or 0)
        return -turn.priority, -deficit, recent, _order(turn.id)

    best = min(free, key=rank, default=None)

    def why(turn: Turn) -> Why:
        if turn.standing is not Standing.FREE:
            return Why(turn.standing.value)
        if best is None or turn.id == best.id:
            return Why.CHOSEN
        losses = (Why.LOWER_PRIORITY, Why.SMALLER_DEFICIT, Why.BOOKED_MORE_RECENTLY, Why.LATER_ID)
        pairs = zip(losses, rank(turn), rank(best), strict=True)
        return next(loss for loss, mine, theirs in pairs if mine != theirs)

    reasons = (
        Reason(turn.id, why(turn), shares[turn.id], _has(turn), shares[turn.id] - _has(turn))
        for turn in turns
    )
    return Choice(best.id if best else None, tuple(reasons))


def credit_on_joining(weight: int, others: Iterable[Turn]) -> Fraction:
    """Give a host who joins, or comes back, what the others have got for the same weight."""
    known = list(others)
    weights = sum(turn.weight for turn in known)
    return sum((_has(turn) for turn in known), Fraction(0)) * weight / weights if weights else Fraction(0)


def credit_for_absence(weight: int, before: Iterable[Turn], after: Iterable[Turn]) -> Fraction:
    """Give a host who comes back what the others got for the same weight from when they left until now."""
    return max(credit_on_joining(weight, after) - credit_on_joining(weight, before), Fraction(0))


def measure(turns: Sequence[Turn]) -> Fairness:
    """Say how fair the bookings have been so far, credits counted."""
    off = (abs(_has(turn) - _share(turn, _peers(turn, turns), more=0)) for turn in turns)
    for_weight = [_has(turn) / turn.weight for turn in turns if turn.weight]
    squares = sum((one * one for one in for_weight), Fraction(0))
    total = sum(for_weight, Fraction(0))
    jain = float(total * total / (len(for_weight) * squares)) if squares else 1.0
    return Fairness(max(off, default=Fraction(0)), jain)


def shares(turns: Sequence[Turn]) -> dict[Id, Fraction]:
    """Give each host's share of the bookings so far, among those of the same priority."""
    return {turn.id: _share(turn, _peers(turn, turns), more=0) for turn in turns}


def _peers(turn: Turn, turns: Sequence[Turn]) -> list[Turn]:
    return [other for other in turns if other.priority == turn.priority]


def _share(turn: Turn, peers: Sequence[Turn], *, more: int) -> Fraction:
    """Give a host's part of all the bookings and `more`; if nobody has a weight, all weigh the same."""
    total = sum((_has(other) for other in peers), Fraction(more))
    weights = sum(other.weight for other in peers)
    return total * turn.weight / weights if weights else total / len(peers)


def _has(turn: Turn) -> Fraction:
    return turn.bookings + turn.credit


def _order(id_: Id) -> tuple[bool, int, str]:
    """Order numbers by size and before words."""
    return (False, id_, "") if isinstance(id_, int) else (True, 0, id_)
