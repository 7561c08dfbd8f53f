"""Conversations as actions and requests use them: entering one, waiting with music, being moved."""

from collections.abc import Sequence

from carrier.simulator.voice import bodies
from carrier.simulator.voice.hooks import Outcome
from carrier.simulator.voice.interpreter import Interpreter
from carrier.simulator.voice.legs import Action, Leg, Status
from carrier.simulator.voice.ncco import first
from carrier.simulator.voice.rooms import MOST_MEMBERS, Member, Room, RoomState
from carrier.simulator.voice.switch import FOR_EVER, Switch
from carrier.simulator.voice.transcripts import Entry


class Moving:
    """Moves legs between conversations."""

    def __init__(self, switch: Switch, interpreter: Interpreter) -> None:
        self._switch, self._interpreter = switch, interpreter
        interpreter.handle("conversation", self._conversation)
        interpreter.handle("transfer", self._transfer)
        switch.on_live.append(self._end_waiting)
        switch.on_left.append(lambda room, leg: self._cut_hold(leg))

    def move(self, leg: Leg, plan: Sequence[Action] | None, *, url: str = "", method: str = "GET") -> None:
        """Take a leg out of where it is, with whoever is joined to it, and lead it through another plan."""
        self._interpreter.halt(leg)
        old = self._switch.rooms.get(leg.room)
        company = list(old.members) if old and leg.is_joined and not old.name else [leg.uuid]
        new = Room(self._switch.new_room_id(), leg.application)
        for uuid in company:
            self._switch.enter(self._switch.legs[uuid], new, Member(uuid))
        if plan is not None:
            self._interpreter.run(leg, plan)
            return
        body = bodies.answer(leg, region_url=self._switch.region_url(leg))
        run = leg.run

        def then(outcome: Outcome) -> None:
            if leg.run != run or not leg.is_live:
                return
            if outcome.plan is None:
                self._switch.end(leg, Status.COMPLETED)
            else:
                self._interpreter.run(leg, outcome.plan)

        self._switch.hooks.ask(leg, "answer", body, then, url=url, method=method)

    def _conversation(self, leg: Leg, action: Action) -> bool:
        room = self._switch.room_named(leg, str(action["name"]))
        music = first(action, "musicOnHoldUrl")
        room.music = music or room.music
        room.is_recorded = room.is_recorded or bool(action.get("record"))
        if action.get("record"):
            room.notes.setdefault("record", (leg.uuid, action))
        if len(room.members) >= MOST_MEMBERS:
            self._fail(leg, f"The conversation {action['name']} is full.")
            return False
        leg.script = None
        self._switch.enter(leg, room, Member.of(leg.uuid, action))
        if room.state is RoomState.WAITING and music:
            leg.notes["hold"] = self._switch.note("hold", music, leg, seconds=FOR_EVER, heard_by=[leg.uuid])
        return False

    def _transfer(self, leg: Leg, action: Action) -> bool:
        room = self._switch.rooms.get(str(action["conversationId"]))
        if room is None or room.application != leg.application:
            self._fail(leg, f"There is no conversation {action['conversationId']}.")
            return False
        leg.script = None
        self._switch.enter(leg, room, Member.of(leg.uuid, action))
        return False

    def _fail(self, leg: Leg, reason: str) -> None:
        self._switch.hooks.tell(leg, "error", bodies.error(leg, reason, at=self._switch.clock.now()))
        self._switch.end(leg, Status.COMPLETED)

    def _end_waiting(self, room: Room) -> None:
        for uuid in room.members:
            self._cut_hold(self._switch.legs[uuid])

    def _cut_hold(self, leg: Leg) -> None:
        entry = leg.notes.pop("hold", None)
        if isinstance(entry, Entry):
            self._switch.transcripts.cut(entry)
