"""The connect action: a second leg, rung for the first and joined with it."""

from collections.abc import Mapping
from typing import Any

from carrier.simulator.voice import bodies
from carrier.simulator.voice.dialling import Dialling
from carrier.simulator.voice.hooks import Outcome
from carrier.simulator.voice.interpreter import Interpreter
from carrier.simulator.voice.legs import NEVER_ANSWERED, Action, Kind, Leg, Status, party_of
from carrier.simulator.voice.ncco import first, flag, method, number
from carrier.simulator.voice.rooms import Member
from carrier.simulator.voice.switch import FOR_EVER, Switch
from carrier.simulator.voice.transcripts import Entry

TONE = "ringback"


class Connecting:
    """Rings an endpoint for a leg, plays it what it hears first, joins the two, and parts them."""

    def __init__(self, switch: Switch, interpreter: Interpreter, dialling: Dialling) -> None:
        self._switch, self._interpreter, self._dialling = switch, interpreter, dialling
        interpreter.handle("connect", self._connect)
        interpreter.on_halt(self._give_up)
        interpreter.on_joined = self._join
        switch.on_end.append(self._ended)
        switch.register("dtmf_answer", self._press_for_callee)

    def _connect(self, leg: Leg, action: Action) -> bool:
        if not self._switch.may_create(leg.account):
            reason = "Rate limit hit: more than three calls a second."
            self._switch.hooks.tell(leg, "error", bodies.error(leg, reason, at=self._switch.clock.now()))
            return True
        child = self._new_leg(leg, action)
        self._switch.add_leg(child)
        leg.notes["connecting"] = child.uuid
        tone = first(action, "ringbackTone") or TONE
        leg.notes["ringback"] = self._switch.note("tone", tone, leg, seconds=FOR_EVER, heard_by=[leg.uuid])
        self._dialling.ring(child, seconds=number(action, "timeout", 60), then=self._answered)
        return False

    def _new_leg(self, leg: Leg, action: Action) -> Leg:
        endpoint = action["endpoint"][0]
        kind = Kind(endpoint["type"])
        party = party_of(kind, endpoint)
        # An app user sees who calls; a telephone only a number of ours.
        caller = str(action.get("from") or (leg.caller if kind is not Kind.PHONE else "Unknown"))
        if flag(action, "randomFromNumber"):
            ours = [row.msisdn for row in self._switch.world.numbers.values() if row.account == leg.account]
            caller = leg.draw.choice(ours) if ours else caller
        child = Leg(
            uuid=self._switch.world.new_id("leg"),
            direction="outbound",
            kind=kind,
            account=leg.account,
            application=leg.application,
            caller=caller,
            callee=party.removeprefix("app:").removeprefix("vbc:"),
            party=party,
            room=leg.room,
            region=leg.region,
            parent=leg.uuid,
            event_url=first(action, "eventUrl"),
            event_method=method(action),
            machine=machine_detection(action, "machineDetection", "advancedMachineDetection"),
            endpoint=endpoint,
            length_limit=number(action, "limit", 7_200),
        )
        child.notes["is_asked_about"] = action.get("eventType") == "synchronous"
        return child

    def _answered(self, child: Leg) -> None:
        keys = str(child.endpoint.get("dtmfAnswer", ""))
        if keys:
            child.notes["dtmf_answer"] = keys
            self._switch.set_timer(child, "dtmf_answer", 0.0)
        else:
            self._prepare(child)

    def _press_for_callee(self, child: Leg) -> None:
        keys = child.notes.get("dtmf_answer", "")
        if not keys:
            self._prepare(child)
            return
        child.notes["dtmf_answer"] = keys[1:]
        if keys[0] != "p":
            self._switch.note("dtmf", keys[0], child, heard_by=[child.uuid])
        self._switch.set_timer(child, "dtmf_answer", 0.5 if keys[0] == "p" else 0.1)

    def _prepare(self, child: Leg) -> None:
        on_answer: Mapping[str, Any] = child.endpoint.get("onAnswer", {})
        if not on_answer:
            self._join(child)
            return
        _, how = self._switch.hooks.configured(child, "answer")
        body = bodies.answer(child, region_url=self._switch.region_url(child))

        def then(outcome: Outcome) -> None:
            if not child.is_answered:
                return
            if outcome.is_broken:
                self._switch.end(child, Status.COMPLETED)
            elif outcome.plan:
                self._interpreter.run(child, outcome.plan, purpose="on_answer")
            else:
                self._join(child)

        self._switch.hooks.ask(child, "answer", body, then, url=str(on_answer["url"]), method=how)

    def _join(self, child: Leg) -> None:
        parent = self._switch.legs.get(child.parent)
        if parent is None or not parent.is_answered or parent.notes.get("connecting") != child.uuid:
            self._switch.end(child, Status.COMPLETED)
            return
        self._cut_ringback(parent)
        self._switch.enter(child, self._switch.rooms[parent.room], Member(child.uuid))

    def _give_up(self, leg: Leg) -> None:
        # The plan is replaced: who still rings is called off, who is joined moves along with the leg.
        self._cut_ringback(leg)
        child = self._switch.legs.get(leg.notes.pop("connecting", ""))
        if child is not None and not child.is_joined:
            self._switch.end(child, Status.COMPLETED if child.is_answered else Status.CANCELLED)

    def _ended(self, leg: Leg) -> None:
        self._give_up(leg)
        for other in self._joined_with(leg):
            self._switch.end(other, Status.COMPLETED)
        parent = self._switch.legs.get(leg.parent)
        if parent is None or parent.notes.get("connecting") != leg.uuid or not parent.is_live:
            return
        del parent.notes["connecting"]
        self._cut_ringback(parent)
        if leg.status in NEVER_ANSWERED and leg.notes["is_asked_about"]:
            self._ask_what_now(parent, leg)
        else:
            self._interpreter.step(parent)

    def _joined_with(self, leg: Leg) -> list[Leg]:
        room = self._switch.rooms.get(leg.room)
        if room is None or room.name:
            return []
        return [self._switch.legs[one] for one in room.members if self._switch.legs[one].parent == leg.uuid]

    def _ask_what_now(self, parent: Leg, child: Leg) -> None:
        go_on = self._interpreter.then(parent)

        def then(outcome: Outcome) -> None:
            if child.status is not Status.REJECTED:
                self._switch.tell_completed(child)
            go_on(outcome)

        url, how = self._switch.hooks.events_of(child)
        body = bodies.status(child, at=self._switch.clock.now())
        self._switch.hooks.ask(parent, "event", body, then, url=url, method=how)

    def _cut_ringback(self, leg: Leg) -> None:
        entry = leg.notes.pop("ringback", None)
        if isinstance(entry, Entry):
            self._switch.transcripts.cut(entry)


def machine_detection(source: Mapping[str, Any], plain: str, advanced: str) -> Mapping[str, Any]:
    """Return the settings for answering machines, whichever way they were asked for; empty for none."""
    if source.get(advanced):
        return {"behavior": "continue", "mode": "detect", **source[advanced]}
    return {"behavior": source[plain], "mode": "default"} if source.get(plain) else {}
