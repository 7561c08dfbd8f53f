"""Calls to a far end: ringing, what its policy makes of it, and whether a machine answered."""

from collections.abc import Callable
from copy import copy

from carrier.simulator.voice import bodies
from carrier.simulator.voice.legs import Kind, Leg, Status
from carrier.simulator.voice.ncco import number
from carrier.simulator.voice.people import People
from carrier.simulator.voice.policies import Reply, VoicePolicy
from carrier.simulator.voice.rooms import Member
from carrier.simulator.voice.switch import Switch

ROUTING = 0.5  # seconds until a far end rings
REFUSING = 1.0  # seconds until a busy, blocked or missing one is told
DETECTING = 2.0  # seconds from the answer until a machine is told from a person
BEEP_SECONDS = 0.8
MAILBOX_SECONDS = 120.0  # how long a mailbox listens after its beep
MACHINE_GREETING = "You have reached a voice mailbox. Please leave a message after the tone."


class Dialling:
    """Rings far ends. `then` of a call is run once it is answered."""

    def __init__(self, switch: Switch, people: People) -> None:
        self._switch, self._people = switch, people
        self._then: dict[str, Callable[[Leg], None]] = {}
        self.open_socket: Callable[[Leg], None] | None = None
        switch.register("route", self._route)
        switch.register("refuse", self._refuse)
        switch.register("pick_up", self._pick_up)
        switch.register("ring_out", lambda leg: switch.end(leg, Status.TIMEOUT))
        switch.register("length", lambda leg: switch.end(leg, Status.COMPLETED))
        switch.register("machine_greets", self._machine_greets)
        switch.register("beep", self._beep)
        switch.register("detect", self._detect)
        switch.register("beep_timeout", lambda leg: self._tell_machine(leg, "machine", "beep_timeout"))
        switch.on_end.append(lambda leg: self._then.pop(leg.uuid, None) and None)

    def policy_of(self, party: str, kind: Kind) -> VoicePolicy:
        """Return a copy of how a far end behaves; an app user who is offline cannot be reached."""
        world = self._switch.world
        if kind is not Kind.APP:
            return copy(world.handset(party).voice)
        user = world.users.get(party.removeprefix("app:"))
        if user is None:
            return VoicePolicy(fail="cannot_route")
        found = copy(user.voice)
        found.unreachable = found.unreachable or not user.is_online
        return found

    def ring(self, leg: Leg, *, seconds: float, then: Callable[[Leg], None]) -> None:
        """Begin to call a leg's far end, at most `seconds` long."""
        leg.policy = self.policy_of(leg.party, leg.kind)
        self._then[leg.uuid] = then
        self._switch.set_status(leg, Status.STARTED)
        self._switch.set_timer(leg, "ring_out", seconds)
        self._switch.set_timer(leg, "route", ROUTING)

    def answer_socket(self, leg: Leg) -> None:
        """Note that a bot has taken the call."""
        if leg.is_live and not leg.is_answered:
            self._answer(leg)

    def _route(self, leg: Leg) -> None:
        if leg.kind is Kind.WEBSOCKET and self.open_socket is not None:
            self._switch.set_status(leg, Status.RINGING)
            self.open_socket(leg)
            return
        policy = leg.policy
        reply = policy.reply
        if reply in (Reply.FAIL, Reply.UNREACHABLE, Reply.BUSY):
            self._switch.set_timer(leg, "refuse", REFUSING)
            return
        self._switch.set_status(leg, Status.RINGING)
        if policy.early_answer and reply is Reply.ANSWER:
            self._answer(leg)
        if reply in (Reply.ANSWER, Reply.VOICEMAIL):
            self._switch.set_timer(leg, "pick_up", policy.answer_after)
        elif reply is Reply.REJECT:
            self._switch.set_timer(leg, "refuse", max(REFUSING, policy.answer_after))

    def _refuse(self, leg: Leg) -> None:
        policy = leg.policy
        match policy.reply:
            case Reply.FAIL:
                self._switch.end(leg, Status.FAILED, detail=policy.fail)
            case Reply.UNREACHABLE:
                self._switch.end(leg, Status.UNANSWERED, detail="unavailable")
            case Reply.BUSY:
                self._switch.end(leg, Status.BUSY)
            case _:
                self._switch.end(leg, Status.REJECTED, detail=policy.reject, by="user")

    def _pick_up(self, leg: Leg) -> None:
        if leg.policy.reply is Reply.VOICEMAIL:
            self._switch.set_timer(leg, "machine_greets", 0.3)
            self._switch.set_timer(leg, "beep", max(0.5, leg.policy.beep_at))
            patience = leg.policy.hang_up_after or leg.policy.beep_at + MAILBOX_SECONDS
            self._switch.set_timer(leg, "user_hang_up", patience)
        else:
            self._people.pick_up(leg)
        if not leg.is_answered:
            self._answer(leg)

    def answer_now(self, leg: Leg) -> None:
        """Let a person take a call that rings, whatever the policy had planned.

        Raises:
            ValueError: it does not ring.
        """
        if leg.status is not Status.RINGING:
            raise ValueError(f"The call is {leg.status}; only one that rings can be taken.")
        self._switch.stop_timer(leg, "pick_up", "refuse")
        self._people.pick_up(leg)
        self._answer(leg)

    def _answer(self, leg: Leg) -> None:
        self._switch.stop_timer(leg, "ring_out")
        self._switch.set_status(leg, Status.ANSWERED)
        if leg.machine:
            self._switch.set_timer(leg, "detect", DETECTING)
        then = self._then.pop(leg.uuid, None)
        if then:
            then(leg)

    def enter_own_room(self, leg: Leg) -> None:
        """Let an answered leg be heard in the conversation it began with."""
        self._switch.enter(leg, self._switch.rooms[leg.room], Member(leg.uuid))

    def _machine_greets(self, leg: Leg) -> None:
        text = leg.policy.greeting or MACHINE_GREETING
        seconds = max(0.2, leg.policy.beep_at - 0.4)
        heard_by = self._switch.others(leg)
        self._switch.note("speech", text, leg, seconds=seconds, heard_by=heard_by, is_own=True)

    def _beep(self, leg: Leg) -> None:
        heard_by = self._switch.others(leg)
        self._switch.note("tone", "beep", leg, seconds=BEEP_SECONDS, heard_by=heard_by, is_own=True)
        if leg.machine.get("mode") == "detect_beep" and "beep_timeout" in leg.timers:
            self._switch.stop_timer(leg, "beep_timeout")
            self._tell_machine(leg, "machine", "beep_start")

    def _detect(self, leg: Leg) -> None:
        if leg.policy.reply is not Reply.VOICEMAIL:
            self._tell_machine(leg, "human", "")
            return
        self._tell_machine(leg, "machine", "")
        if leg.is_live and leg.machine.get("mode") == "detect_beep":
            self._switch.set_timer(leg, "beep_timeout", number(leg.machine, "beep_timeout", 45))

    def _tell_machine(self, leg: Leg, state: str, sub_state: str) -> None:
        body = bodies.machine(leg, state, sub_state, at=self._switch.clock.now())
        self._switch.hooks.tell(leg, "event", body)
        self._switch.say_so(f"leg.{state}", leg, sub_state=sub_state)
        if state == "machine" and leg.machine.get("behavior") == "hangup" and not sub_state:
            self._switch.end(leg, Status.COMPLETED)
