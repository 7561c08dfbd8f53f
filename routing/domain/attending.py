"""Who takes a call that is tried on a flow: whoever is at work then, by plan or as it is supposed of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from routing.domain.graph import NodeKind
from routing.domain.happenings import HandOver
from routing.domain.oncall import Try
from routing.domain.settings import Queue
from routing.domain.verifying.world import Staff

# How long a queue rings somebody of whom nothing else is known.
RINGS_SECONDS = 20


class Attends(StrEnum):
    """What a member does while a call is tried."""

    ANSWERS = "answers"
    DECLINES = "declines"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class House:
    """Who is there. `attends` says what each does, who is not in it is away; `on_call` do it wherever they are.

    `ladders` lists whom each ladder rings at that moment, `by_hours` the queues that close with the place,
    `rings` how many seconds each queue rings a member.
    """

    attends: Mapping[UUID, Attends] = field(default_factory=dict)
    on_call: Mapping[UUID, Attends] = field(default_factory=dict)
    staff: Staff = field(default_factory=Staff)
    ladders: Mapping[UUID, Sequence[Try]] = field(default_factory=dict)
    by_hours: frozenset[UUID] = frozenset()
    rings: Mapping[UUID, int] = field(default_factory=dict)
    outside_answers: bool = False

    def answers(self, member_id: UUID) -> bool:
        """Say whether a member takes a call that rings at their desk."""
        return self.attends.get(member_id) is Attends.ANSWERS


@dataclass(frozen=True, slots=True)
class Rings:
    """A member who is rung, how long, and whether they take it."""

    member_id: UUID
    seconds: int
    takes: bool


@dataclass(frozen=True, slots=True)
class Handed:
    """What comes of handing a caller over: who is rung, and the exit they are given back by, "" where one takes them.

    `waits_in` is what they wait in, "" where it does not take them in.
    """

    rings: tuple[Rings, ...]
    exit: str
    waits_in: str = ""


def hand(house: House, over: HandOver, *, is_open: bool) -> Handed | None:
    """Say what comes of a hand-over to a queue or a ladder; None for any other."""
    match over.kind:
        case NodeKind.QUEUE:
            return _queued(house, over.settings, is_open=is_open)
        case NodeKind.ON_CALL:
            return _climbed(house, house.ladders.get(over.settings.ladder_id, ()))
        case _:
            return None


def _queued(house: House, wanted: Queue, *, is_open: bool) -> Handed:
    served = house.staff.queues.get(wanted.queue_id) if wanted.queue_id else None
    if served is None or (wanted.queue_id in house.by_hours and not is_open):
        return Handed((), "closed")
    there = [
        one
        for one in served.members
        if house.attends.get(one, Attends.AWAY) is not Attends.AWAY
        and (person := house.staff.members.get(one)) is not None
        and person.can_be_rung
        and all(house.staff.meets(one, need) for need in wanted.skills)
    ]
    if not there:
        return Handed((), "nobody")
    seconds = house.rings.get(wanted.queue_id, RINGS_SECONDS) if wanted.queue_id else RINGS_SECONDS
    rung = _until_taken((one, seconds, house.answers(one)) for one in there)
    return Handed(rung, "" if rung[-1].takes else "too_long", served.name)


def _climbed(house: House, ladder: Sequence[Try]) -> Handed:
    able = [one for one in ladder if house.on_call.get(one.member_id, Attends.AWAY) is not Attends.AWAY]
    rung = _until_taken(
        (one.member_id, one.seconds, house.on_call[one.member_id] is Attends.ANSWERS) for one in able
    )
    return Handed(rung, "" if rung and rung[-1].takes else "nobody")


def _until_taken(asked: Iterator[tuple[UUID, int, bool]]) -> tuple[Rings, ...]:
    found: list[Rings] = []
    for member_id, seconds, takes in asked:
        found.append(Rings(member_id, seconds, takes))
        if takes:
            break
    return tuple(found)
