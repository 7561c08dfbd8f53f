"""The switch: every leg and conversation, their timers, and the few moves all the rest is made of."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence

from carrier.simulator.clock import Clock
from carrier.simulator.courier import Courier
from carrier.simulator.events import Happenings
from carrier.simulator.faults import FaultKind, Faults
from carrier.simulator.limits import RateLimits
from carrier.simulator.problems import not_found
from carrier.simulator.voice import bodies
from carrier.simulator.voice.hooks import Hooks
from carrier.simulator.voice.legs import ENDS, NEVER_ANSWERED, NEXT, SIP_CODES, Leg, Status
from carrier.simulator.voice.rooms import Member, Room, RoomState, listeners
from carrier.simulator.voice.timing import LegTimers
from carrier.simulator.voice.transcripts import PLATFORM, Entry, Transcripts
from carrier.simulator.world import Reported, World

LEGS_KEPT = 20_000
FOR_EVER = 86_400.0
CREATIONS_A_SECOND = 3
OTHERS_A_SECOND = 15


class Switch(LegTimers):
    """Keeps legs and conversations, and moves them from state to state."""

    def __init__(
        self,
        world: World,
        clock: Clock,
        courier: Courier,
        faults: Faults,
        happenings: Happenings,
        limits: RateLimits,
    ) -> None:
        self.world, self.clock, self.faults, self.limits = world, clock, faults, limits
        self.happenings = happenings
        self.address = ""
        self.hooks = Hooks(world, clock, courier, faults, self._note_broken)
        self.transcripts = Transcripts(clock.now)
        self.completes_after_failure = True
        self.legs: dict[str, Leg] = {}
        self.rooms: dict[str, Room] = {}
        self.named: dict[tuple[str, str], str] = {}
        self.on_end: list[Callable[[Leg], None]] = []
        self.on_heard: list[Callable[[Entry], None]] = []
        self.on_live: list[Callable[[Room], None]] = []
        self.on_left: list[Callable[[Room, Leg], None]] = []
        self.touched: Callable[[], None] = lambda: None
        self.save_audio: Callable[[Leg, float], str] = lambda leg, began: ""
        super().__init__(clock, self.legs)

    # Legs.

    def add_leg(self, leg: Leg) -> None:
        """Take up a leg, which starts in a conversation of its own or in the one it names."""
        leg.created_at = self.clock.now()
        leg.draw = random.Random(f"{self.world.seed}:{leg.uuid}")  # noqa: S311 - must repeat by its seed
        self.legs[leg.uuid] = leg
        self.rooms.setdefault(leg.room, Room(leg.room, leg.application))
        while len(self.legs) > LEGS_KEPT:
            oldest = next(iter(self.legs))
            if self.legs[oldest].is_live:
                break
            self.transcripts.drop(oldest, self.legs.pop(oldest).room)
        self.touched()

    def new_room_id(self) -> str:
        """Return the id of a new conversation."""
        return f"CON-{self.world.new_id('conversation')}"

    def leg(self, uuid: str) -> Leg:
        """Return a leg, or raise a 404 problem."""
        if uuid not in self.legs:
            raise not_found("call")
        return self.legs[uuid]

    def set_status(self, leg: Leg, status: Status, *, detail: str = "", told: bool = True) -> None:
        """Move a leg to its next state and tell the business; a move that is not allowed raises ValueError."""
        if status not in NEXT[leg.status]:
            raise ValueError(f"A leg that is {leg.status} cannot become {status}.")
        now = self.clock.now()
        leg.status, leg.detail = status, detail
        leg.history.append(Reported(status, now))
        if status in NEVER_ANSWERED:
            leg.sip_code = SIP_CODES.get(detail) or SIP_CODES.get(str(status), 0)
        if status is Status.ANSWERED:
            leg.answered_at = now
            self.set_timer(leg, "length", leg.length_limit)
        self.touched()
        self.say_so(f"leg.{status}", leg)
        if told:
            self.hooks.tell(leg, "event", bodies.status(leg, at=now))

    def end(
        self, leg: Leg, status: Status, *, detail: str = "", by: str = "platform", told: bool = True
    ) -> None:
        """End a leg: its state, its timers, its place in the conversation, and whatever hung on it."""
        if not leg.is_live:
            return
        # Where a plan asks what to do about a failed connect, that question is the event.
        told = told and not (status in NEVER_ANSWERED and leg.notes.get("is_asked_about"))
        leg.disconnected_by, leg.ended_at = by, self.clock.now()
        leg.run += 1
        self.stop_timer(leg, *list(leg.timers))
        self.set_status(leg, status, detail=detail, told=told)
        if told and status not in (Status.COMPLETED, Status.REJECTED):
            self.tell_completed(leg)
        if leg.went_through(Status.ANSWERED):
            self.note("hangup", f"hung up by {by}", leg, heard_by=self.others(leg))
        self.leave(leg)
        leg.script = None
        for act in self.on_end:
            act(leg)
        if not leg.parent:
            self.say_so("call.ended", leg)

    def tell_completed(self, leg: Leg) -> None:
        """Tell the last event that follows another terminal state, unless that is switched off."""
        if self.completes_after_failure:
            self.hooks.tell(leg, "event", bodies.finished(leg, at=self.clock.now()))

    # Conversations.

    def enter(self, leg: Leg, room: Room, member: Member) -> None:
        """Bring a leg into a conversation, telling of the move when it comes from another."""
        came_from = leg.room
        if came_from != room.id:
            self.leave(leg)
        self.rooms[room.id] = room
        leg.room, leg.is_joined = room.id, True
        became_live = room.enter(member)
        if came_from != room.id:
            now = self.clock.now()
            self.hooks.tell(leg, "transfer", bodies.transfer(leg, came_from=came_from, at=now))
            self.say_so("leg.moved", leg, came_from=came_from)
        if room.state is RoomState.LIVE:
            self._note_bridges(room, list(room.members) if became_live else [leg.uuid])
        if became_live:
            for act in self.on_live:
                act(room)

    def leave(self, leg: Leg) -> None:
        """Take a leg out of its conversation; `endOnExit` hangs up the others when it has hung up."""
        room = self.rooms.get(leg.room)
        member = room.leave(leg.uuid) if room else None
        leg.is_joined = False
        if room is None or member is None:
            return
        for act in self.on_left:
            act(room, leg)
        if member.ends and not leg.is_live:  # hanging up ends it; being moved elsewhere does not
            room.state = RoomState.ENDED
            for other in list(room.members):
                self.end(self.legs[other], Status.COMPLETED)
        if room.state is RoomState.ENDED:
            self.named.pop((room.application, room.name), None)
            self.rooms.pop(room.id, None)

    def room_named(self, leg: Leg, name: str) -> Room:
        """Return the conversation of a name, which belongs to the application; made if need be."""
        key = (leg.application, name)
        if key not in self.named:
            made = Room(self.new_room_id(), leg.application, name)
            self.rooms[made.id] = made
            self.named[key] = made.id
        return self.rooms[self.named[key]]

    def _note_bridges(self, room: Room, arrived: Sequence[str]) -> None:
        for place, one in enumerate(arrived):
            for other in room.members:
                if other == one or other in arrived[:place]:
                    continue
                if room.may_hear(one, other) or room.may_hear(other, one):
                    leg = self.legs[one]
                    both = [leg.uuid for leg in (leg, self.legs[other]) if leg.is_answered]
                    self.note("bridge", f"{leg.who} with {self.legs[other].who}", leg, heard_by=both)

    # Sound.

    def others(self, leg: Leg) -> list[str]:
        """Return who hears what a leg's far end says now."""
        room = self.rooms.get(leg.room)
        if room is None or not leg.is_joined:
            return []
        deaf = [one for one in room.members if self.legs[one].is_deaf]
        return listeners(room, leg.uuid, deaf=deaf, muted=[leg.uuid] if leg.is_muted else [])

    def audience(self, leg: Leg) -> list[str]:
        """Return who hears what the platform plays on a leg's plan: it, and whoever is joined with it."""
        room = self.rooms.get(leg.room)
        joined = list(room.members) if room and leg.is_joined and not room.name else []
        return [one for one in dict.fromkeys([leg.uuid, *joined]) if not self.legs[one].is_deaf]

    def note(
        self,
        kind: str,
        text: str,
        leg: Leg,
        *,
        who: str = PLATFORM,
        seconds: float = 0.0,
        heard_by: Iterable[str] = (),
        is_own: bool = False,
    ) -> Entry:
        """Put something into the transcript and let those who hear it react; `is_own`: the far end made it."""
        entry = self.transcripts.add(
            kind,
            text,
            room=leg.room,
            leg=leg.uuid if is_own else "",
            who=leg.who if is_own else who,
            seconds=seconds,
            heard_by=heard_by,
        )
        for act in self.on_heard:
            act(entry)
        self.happenings.tell(
            "heard",
            {
                "t": entry.t,
                "leg": entry.leg,
                "who": entry.who,
                "kind": kind,
                "text": text,
                "conversation": entry.room,
                "heard_by": list(entry.heard_by),
                "seconds": round(seconds, 3),
            },
        )
        return entry

    def say_so(self, kind: str, leg: Leg, **more: object) -> None:
        """Tell the event stream about a leg."""
        told: Mapping[str, object] = {
            "uuid": leg.uuid,
            "conversation": leg.room,
            "status": str(leg.status),
            "direction": leg.direction,
            "kind": str(leg.kind),
            "from": leg.caller,
            "to": leg.callee,
            "party": leg.party,
            "parent": leg.parent,
            **more,
        }
        self.happenings.tell(kind, told)

    def _note_broken(self, leg: Leg, problem: str) -> None:
        self.say_so("plan.broken", leg, problem=problem)

    # The carrier's limits and faults.

    def strikes(self, kind: FaultKind, leg: Leg, webhook: str = "voice") -> bool:
        """Throw the dice of a fault for a leg."""
        hit = self.faults.strike(
            kind, account=leg.account, application=leg.application, webhook=webhook, now=self.clock.now()
        )
        return hit is not None

    def may_create(self, account: str) -> bool:
        """Take one of the account's three outbound calls of this second."""
        return self.limits.allow(f"calls:{account}", self.clock.now(), per_second=CREATIONS_A_SECOND)

    def region_url(self, leg: Leg) -> str:
        """Return the address at which requests about a leg are understood."""
        return f"{self.address}/{leg.region}"

    def live_legs(self) -> list[Leg]:
        """Return the legs that have not ended."""
        return [leg for leg in self.legs.values() if leg.status not in ENDS]

    def forget(self) -> None:
        """Drop every leg, conversation and transcript; the clock drops the timers."""
        self.legs.clear()
        self.rooms.clear()
        self.named.clear()
        self.hooks.forget()
        self.transcripts.clear()
