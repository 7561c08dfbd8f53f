"""Nodes that look for a person: ringing members in some order, and numbers outside."""

from collections.abc import Callable
from typing import Any, Final

from conversations.domain.calls import Stage
from conversations.domain.plans import Endpoint, EndpointKind, Ring
from routing.domain.graph import NodeKind
from routing.domain.happenings import Event, NeverMet, Offer, OfferEnded, PutThrough, Reached, TurnTaken
from routing.domain.settings import Strategy, Turn
from routing.domain.walk import Walk

_RINGING: Final = Reached(Stage.RINGING)


def ring(walk: Walk) -> None:
    """Ring whoever is next in the order, or everybody; nobody left is the exit."""
    free = {one.member_id: one.to for one in walk.facts.free}
    strategy = walk.settings.strategy
    if strategy is Strategy.ALL and walk.facts.can_command:
        _ring_all(walk, [turn for turn in walk.settings.turns if turn.member_id in free])
        return
    turns = _in_order(walk)
    for number, turn in enumerate(turns[walk.state.turn :], start=walk.state.turn + 1):
        to = free.get(turn.member_id)
        if to is not None:
            walk.note(turn=number, has_rung=True)
            walk.effects.append(_RINGING)
            walk.because(f"turn {number} of {len(turns)}, {turn.seconds} s")
            _ring_one(walk, turn, to)
            return
    _nobody(walk)


def _ring_one(walk: Walk, turn: Turn, to: Endpoint) -> None:
    if walk.settings.strategy is Strategy.ROUND_ROBIN:
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


def _in_order(walk: Walk) -> tuple[Turn, ...]:
    """Give the turns as the strategy orders them; once chosen, the order stays for this caller."""
    turns: tuple[Turn, ...] = walk.settings.turns
    if walk.settings.strategy in {Strategy.FIXED, Strategy.ALL}:
        return turns
    if len(walk.state.order) != len(turns):
        walk.note(order=tuple(sorted(range(len(turns)), key=lambda place: _rank(walk, turns[place]))))
    return tuple(turns[place] for place in walk.state.order)


def _rank(walk: Walk, turn: Turn) -> tuple[float, ...]:
    """Give what a member is ordered by: the lower, the sooner. Equals keep their places."""
    known, who = walk.facts.ringing, turn.member_id
    idle = known.busy_until.get(who, 0.0)
    match walk.settings.strategy:
        case Strategy.ROUND_ROBIN:
            return (known.rung_at.get((walk.state.node, who), 0.0),)
        case Strategy.LONGEST_IDLE:
            return (idle,)
        case _:
            return (known.taken_today.get(who, 0), idle)


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
