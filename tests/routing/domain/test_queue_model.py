"""Fifty members, three queues, random events: what must hold after each of ten thousand steps.

The desk below keeps rows as the services do, and lets the domain decide. What must hold is judged by rules of its own
(`_could_serve`), written without the code under test.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from routing.domain import presence as presences
from routing.domain.matching import (
    POINTS,
    WEIGHTS,
    Candidate,
    Channel,
    Item,
    Priority,
    Rules,
    Seat,
    Strategy,
    match,
    score,
)
from routing.domain.presence import Choice, Engagement, EngagementMove, Presence
from routing.domain.skills import Need, Relax
from routing.domain.work import ENDS, FREE, HELD, RESERVED, WorkMove, WorkState, hang_up_of, next_state

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MEMBERS = 50
MOST_LIVE = 30
SPANISH, BILLING = UUID(int=801), UUID(int=802)
QUEUES = {
    UUID(int=901): Rules(Strategy.LONGEST_IDLE, 30),
    UUID(int=902): Rules(Strategy.ROUND_ROBIN, 20),
    UUID(int=903): Rules(Strategy.FEWEST_TODAY, 45),
}
NEEDS = ((), (Need(SPANISH, 2),), (Need(SPANISH, 3, (Relax(20, 1), Relax(40, 0))),), (Need(BILLING, 1),))
index = st.integers(0, 10_000)


@dataclass
class Chair:
    """One member's row."""

    member_id: UUID
    presence: Presence
    seats: dict[UUID, Seat]
    skills: dict[UUID, int]
    idle_since: datetime
    capacity: int
    taken_today: int = 0
    offered: UUID | None = None
    holds: set[UUID] = field(default_factory=set)


@dataclass
class Ticket:
    """One item's row."""

    item: Item
    state: WorkState = WorkState.WAITING
    reserved_by: UUID | None = None
    held_by: UUID | None = None


class Desk(RuleBasedStateMachine):
    """The queue as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.turn = 0
        self.chairs: dict[UUID, Chair] = {}
        self.tickets: dict[UUID, Ticket] = {}
        self.count = 0

    @initialize(seed=st.integers(0, 2**32 - 1))
    def seat_everybody(self, seed: int) -> None:
        chance = Random(seed)
        # On some days hardly anybody is there.
        choices = chance.choice(
            [[Choice.AVAILABLE], [Choice.AVAILABLE, Choice.AWAY], [Choice.AVAILABLE, *[Choice.OFFLINE] * 9]]
        )
        for number in range(MEMBERS):
            queues = chance.sample(list(QUEUES), chance.randint(1, 3))
            self.chairs[UUID(int=number)] = Chair(
                UUID(int=number),
                Presence(
                    choice=chance.choice(choices),
                    since=self.now,
                    needs_heartbeat=chance.random() < 0.5,
                    heartbeat_at=self.now,
                ),
                {queue: Seat(chance.choice([1, 1, 2]), number) for queue in queues},
                {skill: chance.randint(0, 3) for skill in (SPANISH, BILLING)},
                self.now - timedelta(seconds=chance.randint(0, 600)),
                chance.choice([33, 66, 100]),
            )

    # What happens.

    @rule(
        seconds=st.sampled_from([1, 3, 10, 31, 60]), silent=st.sets(st.integers(0, MEMBERS - 1), max_size=5)
    )
    def time_passes(self, seconds: int, silent: set[int]) -> None:
        self.now += timedelta(seconds=seconds)
        for number, chair in enumerate(self.chairs.values()):
            if number not in silent:
                chair.presence = presences.beat(chair.presence, now=self.now)
            if presences.is_wrapped(chair.presence, now=self.now):
                self._wrap_up(chair)
        self._dispatch()

    @precondition(lambda self: len(self._live()) < MOST_LIVE)
    @rule(
        queue=st.sampled_from(sorted(QUEUES)),
        channel=st.sampled_from([Channel.VOICE, Channel.VOICE, Channel.CHAT, Channel.CHAT, Channel.MESSAGE]),
        priority=st.sampled_from(Priority),
        needs=st.sampled_from(NEEDS),
        owner=st.none() | st.integers(0, MEMBERS - 1),
    )
    def somebody_comes(
        self, queue: UUID, channel: Channel, priority: Priority, needs: tuple[Need, ...], owner: int | None
    ) -> None:
        self.count += 1
        item = Item(
            item_id=UUID(int=10_000 + self.count),
            queue_id=queue,
            since=self.now,
            channel=channel,
            points=POINTS[priority],
            needs=needs,
            owner_id=None if owner is None else UUID(int=owner),
        )
        self.tickets[item.item_id] = Ticket(item)
        self._dispatch()

    @precondition(lambda self: self._in(RESERVED))
    @rule(at=index, how=st.sampled_from([*["ACCEPT"] * 5, "DECLINE", "EXPIRE", "FAIL"]))
    def an_offer_is_answered(self, at: int, how: str) -> None:
        ticket = self._pick(RESERVED, at)
        chair = self.chairs[ticket.reserved_by or UUID(int=0)]
        by_accepting = how == "ACCEPT"
        ticket.state = next_state(ticket.state, WorkMove(how))
        ticket.reserved_by = chair.offered = None
        if by_accepting:
            ticket.held_by = chair.member_id
            chair.holds.add(ticket.item.item_id)
            chair.taken_today += 1
            is_call = ticket.item.channel is Channel.VOICE
            self._engage(chair, EngagementMove.PICK_UP if is_call else EngagementMove.TAKE)
        else:
            moves = {
                "DECLINE": EngagementMove.DECLINE,
                "EXPIRE": EngagementMove.MISS,
                "FAIL": EngagementMove.WITHDRAW,
            }
            self._engage(chair, moves[how])
            ticket.item = replace(ticket.item, passed={**ticket.item.passed, chair.member_id: self.now})
        self._dispatch()

    @precondition(lambda self: self._in(FREE | RESERVED))
    @rule(at=index)
    def a_caller_hangs_up(self, at: int) -> None:
        ticket = self._pick(FREE | RESERVED, at)
        if ticket.state in {WorkState.WAITING, WorkState.RESERVED}:
            move = hang_up_of(ticket.item.since, self.now, short_seconds=5)
        else:
            move = WorkMove.REJOIN
        self._withdraw(ticket)
        ticket.state = next_state(ticket.state, move)
        self._dispatch()

    @precondition(lambda self: self._in({WorkState.WAITING, WorkState.RESERVED}))
    @rule(at=index)
    def a_caller_takes_a_callback(self, at: int) -> None:
        ticket = self._pick({WorkState.WAITING, WorkState.RESERVED}, at)
        if ticket.item.channel is Channel.VOICE:
            self._withdraw(ticket)
            ticket.state = next_state(ticket.state, WorkMove.TAKE_CALLBACK)
            ticket.item = replace(ticket.item, callback_since=self.now)
        self._dispatch()

    @precondition(lambda self: self._in({WorkState.CONNECTED, WorkState.CALLBACK_DIALING}))
    @rule(at=index, wrap_up=st.sampled_from([0, 0, 15]), code=st.booleans(), answered=st.booleans())
    def somebody_is_done(self, at: int, wrap_up: int, code: bool, answered: bool) -> None:
        ticket = self._pick({WorkState.CONNECTED, WorkState.CALLBACK_DIALING}, at)
        chair = self.chairs[ticket.held_by or UUID(int=0)]
        if ticket.state is WorkState.CALLBACK_DIALING and answered:
            ticket.state = next_state(ticket.state, WorkMove.ANSWER)
            return
        chair.holds.discard(ticket.item.item_id)
        ticket.held_by = None
        if ticket.state is WorkState.CALLBACK_DIALING:
            ticket.state = next_state(ticket.state, WorkMove.NO_ANSWER)
            self._engage(chair, EngagementMove.END)
        elif ticket.item.channel is Channel.VOICE:
            ticket.state = next_state(next_state(ticket.state, WorkMove.END), WorkMove.WRAP_UP)
            chair.presence = presences.end_call(
                chair.presence, wrap_up_seconds=wrap_up, owes_code=code and wrap_up > 0, now=self.now
            )
            chair.idle_since = self.now
        else:
            ticket.state = next_state(next_state(ticket.state, WorkMove.END), WorkMove.WRAP_UP)
        self._dispatch()

    @rule(
        at=st.integers(0, MEMBERS - 1), choice=st.sampled_from([Choice.AVAILABLE, Choice.AVAILABLE, *Choice])
    )
    def a_member_chooses(self, at: int, choice: Choice) -> None:
        chair = self.chairs[UUID(int=at)]
        before = chair.presence
        chair.presence = presences.choose(before, choice, now=self.now)
        assert chair.presence.engagement is before.engagement
        self._dispatch()

    @rule(at=st.integers(0, MEMBERS - 1))
    def a_member_gives_the_code(self, at: int) -> None:
        chair = self.chairs[UUID(int=at)]
        chair.presence = presences.give_code(chair.presence)
        if presences.is_wrapped(chair.presence, now=self.now):
            self._wrap_up(chair)
        self._dispatch()

    # What must hold.

    @invariant()
    def nobody_is_offered_two_things(self) -> None:
        asked = [ticket.reserved_by for ticket in self._in(RESERVED)]
        assert len(asked) == len(set(asked))
        for ticket in self._in(RESERVED):
            assert self.chairs[ticket.reserved_by or UUID(int=0)].offered == ticket.item.item_id
        for chair in self.chairs.values():
            assert (chair.offered is None) is (chair.presence.engagement is not Engagement.OFFERED)

    @invariant()
    def nothing_is_both_free_and_held_nor_held_twice(self) -> None:
        holders: dict[UUID, int] = {}
        for chair in self.chairs.values():
            for item_id in chair.holds:
                holders[item_id] = holders.get(item_id, 0) + 1
        for item_id, ticket in self.tickets.items():
            assert holders.get(item_id, 0) == (ticket.state in HELD)
            assert (ticket.held_by is not None) is (ticket.state in HELD)
            assert (ticket.reserved_by is not None) is (ticket.state in RESERVED)

    @invariant()
    def capacity_is_never_exceeded(self) -> None:
        for chair in self.chairs.values():
            held = [self.tickets[item_id].item.channel for item_id in chair.holds]
            assert held.count(Channel.VOICE) <= 1
            assert sum(WEIGHTS[channel] for channel in held if channel is not Channel.VOICE) <= chair.capacity
            if Channel.VOICE in held:
                assert chair.presence.engagement is Engagement.ON_CALL

    @invariant()
    def nobody_waits_while_somebody_could_serve_them(self) -> None:
        # Also: what cannot be served at the front of a queue holds up nobody behind it.
        ready = [
            chair
            for chair in self.chairs.values()
            if chair.presence.engagement is Engagement.FREE and chair.presence.choice is Choice.AVAILABLE
        ]
        for ticket in self._in(FREE):
            for chair in ready:
                assert not self._could_serve(chair, ticket), "waits although somebody is free"

    # How the services do it.

    def _dispatch(self) -> None:
        items = [ticket.item for ticket in self._in(FREE)]
        for pair in match(
            items, [self._candidate(chair) for chair in self.chairs.values()], QUEUES, now=self.now
        ):
            ticket, chair = self.tickets[pair.item_id], self.chairs[pair.member_id]
            assert self._could_serve(chair, ticket), "asked somebody who cannot"
            self._check_overtaking(ticket, chair)
            self.turn += 1
            queue = ticket.item.queue_id
            chair.seats[queue] = replace(chair.seats[queue], turn=self.turn)
            ticket.state = next_state(ticket.state, WorkMove.OFFER)
            ticket.reserved_by, chair.offered = chair.member_id, ticket.item.item_id
            self._engage(chair, EngagementMove.OFFER)

    def _check_overtaking(self, chosen: Ticket, chair: Chair) -> None:
        """Nobody is overtaken for ever: only by what came a bounded time later."""
        for other in self._in(FREE):
            if other is chosen or not self._could_serve(chair, other):
                continue
            assert score(chosen.item, self.now) >= score(other.item, self.now)
            waited = (self.now - other.item.since).total_seconds()
            bound = (600 + waited) / 2 if chosen.item.callback_since else 600
            assert (chosen.item.since - other.item.since).total_seconds() <= max(bound, 600)

    def _could_serve(self, chair: Chair, ticket: Ticket) -> bool:
        item, presence = ticket.item, chair.presence
        if item.queue_id not in chair.seats or presence.choice is not Choice.AVAILABLE:
            return False
        if presence.engagement is not Engagement.FREE:
            return False
        silent = presence.heartbeat_at is None or self.now - presence.heartbeat_at >= timedelta(seconds=30)
        if presence.needs_heartbeat and silent:
            return False
        waited = int((self.now - item.since).total_seconds())
        for need in item.needs:
            enough = need.level
            for step in need.relaxes:
                if waited >= step.after_seconds:
                    enough = min(enough, step.level)
            if chair.skills[need.skill_id] < enough:
                return False
        if waited < (chair.seats[item.queue_id].tier - 1) * QUEUES[item.queue_id].tier_seconds:
            return False
        passed = item.passed.get(chair.member_id)
        if passed is not None and self.now - passed < timedelta(seconds=30):
            return False
        held = [self.tickets[item_id].item.channel for item_id in chair.holds]
        written = sum({Channel.CHAT: 33, Channel.MESSAGE: 20}.get(channel, 0) for channel in held)
        room = {Channel.VOICE: 0, Channel.CHAT: 33, Channel.MESSAGE: 20}[item.channel]
        return Channel.VOICE not in held and (
            item.channel is Channel.VOICE or written + room <= chair.capacity
        )

    def _candidate(self, chair: Chair) -> Candidate:
        held = [self.tickets[item_id].item.channel for item_id in chair.holds]
        return Candidate(
            member_id=chair.member_id,
            is_offerable=presences.is_offerable(chair.presence, now=self.now),
            seats=chair.seats,
            skills=chair.skills,
            capacity=chair.capacity,
            load=sum(WEIGHTS[channel] for channel in held if channel is not Channel.VOICE),
            is_on_call=Channel.VOICE in held,
            idle_since=chair.idle_since,
            taken_today=chair.taken_today,
        )

    def _withdraw(self, ticket: Ticket) -> None:
        if ticket.reserved_by is not None:
            chair = self.chairs[ticket.reserved_by]
            chair.offered = ticket.reserved_by = None
            self._engage(chair, EngagementMove.WITHDRAW)

    def _wrap_up(self, chair: Chair) -> None:
        self._engage(chair, EngagementMove.WRAP_UP)

    def _engage(self, chair: Chair, by: EngagementMove) -> None:
        chair.presence = presences.move(chair.presence, by, now=self.now)

    def _in(self, states: frozenset[WorkState] | set[WorkState]) -> list[Ticket]:
        return [ticket for ticket in self.tickets.values() if ticket.state in states]

    def _live(self) -> list[Ticket]:
        return [ticket for ticket in self.tickets.values() if ticket.state not in ENDS]

    def _pick(self, states: frozenset[WorkState] | set[WorkState], at: int) -> Ticket:
        found = self._in(states)
        return found[at % len(found)]


def _ten_thousand() -> settings:
    return settings(
        max_examples=50,
        stateful_step_count=200,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


TestDesk = Desk.TestCase
TestDesk.settings = _ten_thousand()


def _rounds() -> Iterator[int]:
    yield from (7, 50, 120, 333)


def test_round_robin_is_fair_among_fifty_who_are_all_free() -> None:
    queue = UUID(int=902)
    served = dict.fromkeys((UUID(int=number) for number in range(MEMBERS)), 0)
    turns = dict.fromkeys(served, 0)
    checked = set(_rounds())
    for call in range(1, max(checked) + 1):
        items = [Item(item_id=UUID(int=call), queue_id=queue, since=NOON)]
        here = [
            Candidate(member_id=one, is_offerable=True, seats={queue: Seat(turn=turns[one])}, idle_since=NOON)
            for one in served
        ]
        chosen = match(items, here, QUEUES, now=NOON)[0].member_id
        turns[chosen] = call
        served[chosen] += 1
        if call in checked:
            assert max(served.values()) - min(served.values()) <= 1
