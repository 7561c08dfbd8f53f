"""Nodes that look for a person: ringing members in some order, and numbers outside."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeAlias
from uuid import UUID

from conversations.domain.calls import Stage
from conversations.domain.plans import Endpoint, EndpointKind, Ring
from routing.domain.graph import NodeKind
from routing.domain.happenings import Event, NeverMet, Offer, OfferEnded, PutThrough, Reached, TurnTaken
from routing.domain.settings import Strategy, Turn
from routing.domain.walk import Walk

_RINGING: Final = Reached(Stage.RINGING)
# A member of an enumeration is looked up in Python at every use.
_ALL, _FIXED, _IN_TURN = Strategy.ALL, Strategy.FIXED, Strategy.ROUND_ROBIN
_Rank: TypeAlias = Callable[[UUID], Any]


def ring(walk: Walk) -> None:
    """Ring whoever is next in the order, or everybody; nobody left is the exit."""
    # By number: the hash of a UUID is Python.
    free = {one.member_id.int: one.to for one in walk.facts.free}
    turns: tuple[Turn, ...] = walk.settings.turns
    if walk.settings.strategy is _ALL and walk.facts.can_command:
        _ring_all(walk, [turn for turn in turns if turn.member_id.int in free])
        return
    order = _order(walk, turns)
    for number in range(walk.state.turn + 1, len(turns) + 1):
        turn = turns[order[number - 1]]
        to = free.get(turn.member_id.int)
        if to is not None:
            walk.note(turn=number, has_rung=True)
            walk.effects.append(_RINGING)
            walk.because(f"turn {number} of {len(turns)}, {turn.seconds} s")
            _ring_one(walk, turn, to)
            return
    _nobody(walk)


def _ring_one(walk: Walk, turn: Turn, to: Endpoint) -> None:
    if walk.settings.strategy is _IN_TURN:
        walk.effects.append(TurnTaken(walk.state.node, turn.member_id))
    if walk.facts.can_command:
        walk.effects.append(Offer(turn.member_id, turn.seconds))
        walk.wait_in_room()
        return
    walk.steps.append(Ring(to, walk.facts.sender, turn.seconds, walk.facts.accept_text, walk.language))
    walk.wait()


def _ring_all(walk: Walk, turns: list[Turn]) -> None:
    if not turns or walk.state.turn:
        _nobody(walk)
        return
    walk.note(turn=1, has_rung=True, ringing=tuple(str(turn.member_id) for turn in turns))
    walk.effects.append(_RINGING)
    walk.because(f"rings {len(turns)} at once")
    walk.effects += [Offer(turn.member_id, turn.seconds) for turn in turns]
    walk.wait_in_room()


def _nobody(walk: Walk) -> None:
    walk.because("nobody took it" if walk.state.has_rung else "nobody to ring")
    walk.keeps_plan = False
    walk.leave("nobody")


def _order(walk: Walk, turns: tuple[Turn, ...]) -> Sequence[int]:
    """Give the places of the turns as the strategy orders them; once chosen, the order stays for this caller."""
    places = range(len(turns))
    strategy = walk.settings.strategy
    if strategy is _FIXED or strategy is _ALL:
        return places
    if len(walk.state.order) != len(turns):
        rank = _RANKS[strategy](walk)
        walk.note(order=tuple(sorted(places, key=lambda place: rank(turns[place].member_id))))
    return walk.state.order


def _in_turn(walk: Walk) -> _Rank:
    rung, node = walk.facts.ringing.rung_at, walk.state.node
    return lambda who: rung.get((node, who), 0.0)


def _longest_idle(walk: Walk) -> _Rank:
    busy = walk.facts.ringing.busy_until
    return lambda who: busy.get(who, 0.0)


def _fewest_today(walk: Walk) -> _Rank:
    taken, busy = walk.facts.ringing.taken_today, walk.facts.ringing.busy_until
    return lambda who: (taken.get(who, 0), busy.get(who, 0.0))


# What a member is ordered by: the lower, the sooner. Equals keep their places.
_RANKS: Final[Mapping[Strategy, Callable[[Walk], _Rank]]] = MappingProxyType(
    {_IN_TURN: _in_turn, Strategy.LONGEST_IDLE: _longest_idle, Strategy.FEWEST_TODAY: _fewest_today}
)


def after_offer(walk: Walk, ended: OfferEnded) -> bool:
    """Go on to the next; while others still ring, wait for them."""
    walk.because(ended.why)
    # Music plays on while the next one is rung.
    walk.keeps_plan = walk.facts.can_command
    if walk.state.ringing:
        left = tuple(one for one in walk.state.ringing if one != str(ended.member_id))
        if ended.member_id is None:
            left = left[1:]
        walk.note(ringing=left)
        walk.is_waiting = bool(left)
    return True


def after_never_met(walk: Walk, _back: NeverMet) -> bool:
    """Ring the next for whom the last one took and never met; where all rang at once, all do so once more."""
    if walk.state.ringing:
        walk.note(ringing=(), turn=0 if not walk.state.tries else 1, tries=1)
    return True


def transfer(walk: Walk) -> None:
    """Put the caller through to a number outside."""
    to, seconds = walk.settings.to, walk.settings.seconds
    if not to or walk.state.turn:
        walk.keeps_plan = False
        walk.because("nobody took it" if to else "no number to put through to")
        walk.leave("failed")
        return
    walk.note(turn=1)
    walk.effects.append(_RINGING)
    walk.because(f"puts through to {to}, {seconds} s")
    if walk.facts.can_command:
        walk.effects.append(PutThrough(to, seconds))
        walk.wait_in_room()
        return
    walk.steps.append(
        Ring(Endpoint(EndpointKind.PHONE, to), walk.facts.sender, seconds, language=walk.language)
    )
    walk.wait()


ENTER: Final = {NodeKind.RING: ring, NodeKind.TRANSFER: transfer}
TAKE: Final[dict[tuple[type[Event], NodeKind], Callable[[Walk, Any], bool]]] = {
    (OfferEnded, NodeKind.RING): after_offer,
    (OfferEnded, NodeKind.TRANSFER): after_offer,
    (NeverMet, NodeKind.RING): after_never_met,
    (NeverMet, NodeKind.TRANSFER): after_never_met,
}
