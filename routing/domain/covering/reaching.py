"""How far a caller of a language can come at one moment, who does what leads to a person: everybody is at their desk."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from conversations.domain.plans import Endpoint, EndpointKind, HangUp, Record
from routing.domain import flow as engine
from routing.domain import happenings
from routing.domain.flow import CallerFacts, Decision, Facts, Free, State
from routing.domain.graph import KEYS, Flow
from routing.domain.kinds import NodeKind
from routing.domain.settings import Queue
from routing.domain.verifying.world import EVERYTHING, Staff

MOST_DECISIONS: Final = 1500
_PHONE: Final = Endpoint(EndpointKind.PHONE, "+16025550101")
_CALLER: Final = "+16025550100"


class Cover(StrEnum):
    """What a caller comes to, the best first."""

    PERSON = "PERSON"
    OTHER = "OTHER"
    MESSAGE = "MESSAGE"
    NOBODY = "NOBODY"


ORDER: Final = tuple(Cover)


class Because(StrEnum):
    """Why nobody takes a call at a node."""

    EMPTY_QUEUE = "EMPTY_QUEUE"
    NO_SKILL = "NO_SKILL"
    CLOSED_QUEUE = "CLOSED_QUEUE"
    NOBODY_TO_RING = "NOBODY_TO_RING"
    EMPTY_LADDER = "EMPTY_LADDER"
    NOT_IN_LANGUAGE = "NOT_IN_LANGUAGE"
    NOT_SKILLED = "NOT_SKILLED"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One node at which nobody takes the call. `key` is the queue, ladder or skill it is about."""

    because: Because
    node: str
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """The best a caller comes to: at which node, by which keys, who it is, and what stood in the way of better."""

    cover: Cover
    node: str
    keys: tuple[str, ...] = ()
    members: tuple[UUID, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()


@dataclass(frozen=True, slots=True)
class There:
    """Who could take calls. `speakers` are known to speak the language; None: nobody's languages are known.

    `skill` is what the caller needs, None for nothing in particular. `by_hours` lists the queues that close with the
    location, `on_call` whom each ladder rings at that time.
    """

    staff: Staff
    speakers: frozenset[UUID] | None = None
    skill: UUID | None = None
    on_call: Mapping[UUID, tuple[UUID, ...]] = field(default_factory=dict, hash=False)
    by_hours: frozenset[UUID] = frozenset()
    installed: frozenset[NodeKind] = EVERYTHING


@dataclass(slots=True)
class _Walk:
    flow: Flow
    facts: Facts
    there: There
    language: str
    found: list[Reached] = field(default_factory=list)
    obstacles: dict[Obstacle, None] = field(default_factory=dict)

    def ended(self, cover: Cover, node: str, keys: tuple[str, ...], members: tuple[UUID, ...] = ()) -> None:
        self.found.append(Reached(cover, node, keys, members))

    def stands_in_the_way(self, because: Because, node: str, key: UUID | None = None) -> None:
        self.obstacles[Obstacle(because, node, key)] = None


def reach(flow: Flow, there: There, language: str, facts: Facts) -> Reached:
    """Walk every way that a new caller who speaks `language` can take; the best end counts, then the shortest way."""
    usual = CallerFacts(number=_CALLER, language=language)
    everybody = tuple(Free(one, _PHONE) for one, person in there.staff.members.items() if person.can_be_rung)
    walk = _Walk(
        flow, replace(facts, caller=usual, free=everybody, installed=there.installed), there, language
    )
    _explore(walk)
    best = min(
        walk.found,
        key=lambda one: (ORDER.index(one.cover), len(one.keys)),
        default=Reached(Cover.NOBODY, flow.start),
    )
    return replace(best, obstacles=tuple(walk.obstacles))


def _explore(walk: _Walk) -> None:
    first = engine.begin(walk.flow)
    todo: deque[tuple[State, tuple[happenings.Event, ...], tuple[str, ...]]] = deque(
        [(first, (happenings.Started(),), ())]
    )
    seen = set[tuple[State, tuple[happenings.Event, ...]]]()
    while todo and len(seen) < MOST_DECISIONS:
        state, events, keys = todo.popleft()
        # How many nodes a caller has passed changes nothing but the length of their way.
        mark = (state._replace(moves=0), events)
        if mark in seen:
            continue
        seen.add(mark)
        decision = engine.step(walk.flow, state, events[0], walk.facts)
        for event in events[1:]:
            decision = engine.step(walk.flow, decision.state, event, walk.facts)
        if _is_for_others(walk, state, decision.state):
            continue
        for following, key in _after(walk, decision, keys):
            todo.append((decision.state, following, (*keys, key) if key else keys))


def _is_for_others(walk: _Walk, before: State, after: State) -> bool:
    """Say whether the flow went on in a language the caller does not speak, though it speaks theirs."""
    spoken = after.language
    return spoken not in ("", before.language, walk.language) and walk.language in walk.flow.languages


def _after(
    walk: _Walk, decision: Decision, keys: tuple[str, ...]
) -> Iterator[tuple[tuple[happenings.Event, ...], str]]:
    """Note what the caller came to, and list what can happen next; where a person takes them, nothing."""
    node, plan = decision.state.node, decision.plan or ()
    if any(isinstance(step, Record) for step in plan):
        walk.ended(Cover.MESSAGE, node, keys)
        return
    if any(isinstance(step, HangUp) for step in plan):
        is_texted = decision.state.texts_back or any(
            isinstance(effect, happenings.SendText) for effect in decision.effects
        )
        walk.ended(Cover.MESSAGE if is_texted else Cover.NOBODY, node, keys)
        return
    if any(line.why == "nobody to ring" for line in decision.path):
        at = next(line.node for line in decision.path if line.why == "nobody to ring")
        walk.stands_in_the_way(Because.NOBODY_TO_RING, at)
    offered = tuple(one.member_id for one in decision.effects if isinstance(one, happenings.Offer))
    if offered:
        if not _met(walk, node, keys, offered):
            yield tuple(happenings.OfferEnded("", one) for one in offered), ""
        return
    for effect in decision.effects:
        match effect:
            case happenings.HandOver():
                yield from _handed_over(walk, effect, keys)
                return
            case happenings.PutThrough():
                # Whoever is outside: what they speak or can, nobody here knows.
                walk.ended(Cover.PERSON, node, keys)
                return
            case happenings.AskWebhook(asked=asked):
                yield (happenings.WebhookAnswered(asked, True),), ""
                yield (happenings.WebhookAnswered(asked, False),), ""
                return
            case _:
                pass
    yield from _heard(walk, decision.state)


def _met(walk: _Walk, node: str, keys: tuple[str, ...], members: tuple[UUID, ...]) -> bool:
    """Note that somebody takes the call; says whether they speak the caller's language and have the skill."""
    speakers, skill = walk.there.speakers, walk.there.skill
    if speakers is None:
        speaking = members if walk.language in walk.flow.languages else ()
    else:
        speaking = tuple(one for one in members if one in speakers)
    skilled = tuple(one for one in members if skill is None or _has(walk, one, skill))
    able = tuple(one for one in speaking if one in skilled)
    if able:
        walk.ended(Cover.PERSON, node, keys, able)
        return True
    walk.ended(Cover.OTHER, node, keys, members)
    if not skilled:
        walk.stands_in_the_way(Because.NOT_SKILLED, node, skill)
    if not speaking or skilled:
        walk.stands_in_the_way(Because.NOT_IN_LANGUAGE, node)
    return False


def _has(walk: _Walk, member_id: UUID, skill: UUID) -> bool:
    person = walk.there.staff.members.get(member_id)
    return person is not None and person.skills.get(skill, 0) > 0


def _handed_over(
    walk: _Walk, over: happenings.HandOver, keys: tuple[str, ...]
) -> Iterator[tuple[tuple[happenings.Event, ...], str]]:
    match over.kind:
        case NodeKind.QUEUE:
            exit_ = _queued(walk, over, over.settings, keys)
        case NodeKind.ON_CALL:
            ladder = over.settings.ladder_id
            on_call = tuple(one for one in walk.there.on_call.get(ladder, ()) if _can_be_rung(walk, one))
            if not on_call:
                walk.stands_in_the_way(Because.EMPTY_LADDER, over.node, ladder)
            exit_ = "" if on_call and _met(walk, over.node, keys, on_call) else "nobody"
        case NodeKind.CALLBACK:
            walk.ended(Cover.MESSAGE, over.node, keys)
            exit_ = "next"
        case _:
            exit_ = "next"
    if exit_:
        yield (happenings.GivenBack(exit_, ""),), ""


def _queued(walk: _Walk, over: happenings.HandOver, wanted: Queue, keys: tuple[str, ...]) -> str:
    """Give the exit by which the queue sends them on, "" where somebody takes them."""
    queue_id, staff = wanted.queue_id, walk.there.staff
    if queue_id in walk.there.by_hours and not walk.facts.is_open:
        walk.stands_in_the_way(Because.CLOSED_QUEUE, over.node, queue_id)
        return "closed"
    served = staff.queues.get(queue_id) if queue_id else None
    seated = tuple(one for one in served.members if _can_be_rung(walk, one)) if served else ()
    able = tuple(one for one in seated if all(staff.meets(one, need) for need in wanted.skills))
    if not seated:
        walk.stands_in_the_way(Because.EMPTY_QUEUE, over.node, queue_id)
    elif not able:
        for need in wanted.skills:
            if not any(staff.meets(one, need) for one in seated):
                walk.stands_in_the_way(Because.NO_SKILL, over.node, need.skill_id)
    if not able:
        return "nobody"
    return "" if _met(walk, over.node, keys, able) else "too_long"


def _can_be_rung(walk: _Walk, member_id: UUID) -> bool:
    person = walk.there.staff.members.get(member_id)
    return person is not None and person.can_be_rung


def _heard(walk: _Walk, state: State) -> Iterator[tuple[tuple[happenings.Event, ...], str]]:
    node = engine.node_of(walk.flow, state)
    match node.kind:
        case NodeKind.MENU:
            for key in KEYS:
                if key in node.exits:
                    yield (happenings.Heard(key),), key
        case NodeKind.ASK:
            yield (happenings.Heard("1", "1"),), ""
        case _:
            pass
    yield (happenings.Heard(),), ""


def names_of(staff: Staff) -> Mapping[UUID, str]:
    """Give what queues, ladders and skills are called."""
    named = {**staff.queues, **staff.ladders}
    return {key: one.name for key, one in named.items()} | dict(staff.skills)
