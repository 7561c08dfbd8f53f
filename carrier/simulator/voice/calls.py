"""The telephone exchange in one object: what tests, scripts and both interfaces use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from carrier.simulator.clock import Clock
from carrier.simulator.courier import Courier
from carrier.simulator.events import Happenings
from carrier.simulator.faults import FaultKind, Faults
from carrier.simulator.limits import RateLimits
from carrier.simulator.problems import Problem, not_found
from carrier.simulator.voice import bodies
from carrier.simulator.voice.asides import Asides
from carrier.simulator.voice.connecting import Connecting
from carrier.simulator.voice.dialling import Dialling
from carrier.simulator.voice.hooks import Outcome, Then
from carrier.simulator.voice.inputs import Inputs
from carrier.simulator.voice.interpreter import Interpreter
from carrier.simulator.voice.legs import HOME_REGION, Action, Kind, Leg, Status, party_of
from carrier.simulator.voice.moving import Moving
from carrier.simulator.voice.people import People
from carrier.simulator.voice.playing import Playing, Sound
from carrier.simulator.voice.policies import AppUser, Rule
from carrier.simulator.voice.recordings import Recordings
from carrier.simulator.voice.switch import Switch
from carrier.simulator.voice.transcripts import Transcript
from carrier.simulator.world import World, msisdn

LEAST_BEFORE_HANGUP = 1.0


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call the business asks for, already checked."""

    endpoint: Mapping[str, Any]
    caller: str
    plan: Sequence[Action] | None = None
    answer_url: str = ""
    answer_method: str = "GET"
    event_url: str = ""
    event_method: str = "POST"
    machine: Mapping[str, Any] = field(default_factory=dict)
    length_timer: float = 7_200.0
    ringing_timer: float = 60.0
    region: str = HOME_REGION


class Calls:
    """Places, leads and ends calls in both directions."""

    def __init__(
        self,
        world: World,
        clock: Clock,
        courier: Courier,
        faults: Faults,
        happenings: Happenings,
        limits: RateLimits,
    ) -> None:
        self.switch = Switch(world, clock, courier, faults, happenings, limits)
        self._world, self._clock = world, clock
        self.interpreter = Interpreter(self.switch)
        self.people = People(self.switch)
        self.dialling = Dialling(self.switch, self.people)
        self.playing = Playing(self.switch, self.interpreter)
        self.inputs = Inputs(self.switch, self.interpreter, self.people, self.playing)
        self.moving = Moving(self.switch, self.interpreter)
        self.recordings = Recordings(self.switch, self.interpreter, self.people)
        Connecting(self.switch, self.interpreter, self.dialling)
        Asides(self.switch, self.interpreter)

    # What people at telephones do.

    def dial(
        self,
        *,
        from_: str,
        to: str,
        script: Sequence[Rule] = (),
        region: str = HOME_REGION,
        sip_headers: Mapping[str, str] | None = None,
        user: str = "",
        custom_data: Mapping[str, Any] | None = None,
    ) -> str:
        """Call a business number from a handset, or from an app user, and return the leg's uuid.

        Raises:
            Problem: 404, the number is nobody's.
        """
        number = self._world.numbers.get(msisdn(to, name="to"))
        if number is None:
            raise not_found("business number")
        caller = user or msisdn(from_, name="from")
        new_id = self._world.new_id("leg")
        leg = Leg(
            # A call that comes from the telephone network has an id without dashes.
            uuid=new_id if user else new_id.replace("-", ""),
            direction="inbound",
            kind=Kind.APP if user else Kind.PHONE,
            account=number.account,
            application=number.application,
            caller=caller,
            callee=number.msisdn,
            party=f"app:{user}" if user else caller,
            room=self.switch.new_room_id(),
            region=region,
            headers=dict(sip_headers or {}),
        )
        leg.policy = self.dialling.policy_of(leg.party, leg.kind)
        if script:
            leg.policy.script = list(script)
        if custom_data:
            leg.notes["custom_data"] = dict(custom_data)
        self._offer(leg)
        return leg.uuid

    def press(self, leg: str, digits: str) -> None:
        """Press keys on a leg's telephone."""
        self.people.press(self.switch.leg(leg), digits)

    def say(self, leg: str, text: str) -> None:
        """Say words into a leg's telephone."""
        self.people.say(self.switch.leg(leg), text)

    def hang_up(self, leg: str) -> None:
        """Put a leg's telephone down."""
        self.people.hang_up(self.switch.leg(leg))

    def answer(self, leg: str) -> None:
        """Take a call that rings.

        Raises:
            Problem: 409, it does not ring.
        """
        try:
            self.dialling.answer_now(self.switch.leg(leg))
        except ValueError as error:
            raise Problem(409, "Conflict", str(error)) from error

    # What is to be seen.

    def leg(self, uuid: str) -> Leg:
        """Return a leg, or raise a 404 problem."""
        return self.switch.leg(uuid)

    def legs(self) -> list[Leg]:
        """Return every leg that is still kept, oldest first."""
        return list(self.switch.legs.values())

    def ringing(self, party: str) -> list[Leg]:
        """Return the legs that ring at a handset's number or at `app:` and a user's name."""
        return [leg for leg in self.legs() if leg.party == party and leg.status is Status.RINGING]

    def heard(self, leg: str) -> list[str]:
        """Return what a leg's far end has heard so far, in order."""
        return self.transcript(leg).heard(leg)

    def transcript(self, identifier: str) -> Transcript:
        """Return the transcript of a leg or a conversation."""
        return self.switch.transcripts.of(identifier)

    def ring_time(self, leg: str) -> float:
        """Return how many seconds a leg rang."""
        found = self.switch.leg(leg)
        rang = [one.at for one in found.history if one.status == Status.RINGING]
        if not rang:
            return 0.0
        later = [
            one.at for one in found.history if one.at >= rang[0] and one.status not in ("ringing", "started")
        ]
        return (later[0] if later else self._clock.now()) - rang[0]

    def declare_sound(self, url: str, *, seconds: float = 3.0, is_missing: bool = False) -> None:
        """Say how long a file is that the business plays, or that it is missing."""
        self.playing.sounds[url] = Sound(url, seconds, is_missing)

    def add_user(self, name: str, *, account: str = "", application: str = "") -> AppUser:
        """Return an app user, made if need be."""
        if name not in self._world.users:
            identifier = f"USR-{self._world.new_id('user')}"
            self._world.users[name] = AppUser(name, identifier, account, application)
        return self._world.users[name]

    # What the business asks for.

    def create(self, asked: NewCall, *, account: str, application: str) -> Leg:
        """Call an endpoint for the business."""
        kind = Kind(asked.endpoint["type"])
        party = party_of(kind, asked.endpoint)
        leg = Leg(
            uuid=self._world.new_id("leg"),
            direction="outbound",
            kind=kind,
            account=account,
            application=application,
            caller=asked.caller,
            callee=party.removeprefix("app:").removeprefix("vbc:"),
            party=party,
            room=self.switch.new_room_id(),
            region=asked.region,
            event_url=asked.event_url,
            event_method=asked.event_method,
            machine=asked.machine,
            endpoint=asked.endpoint,
            length_limit=asked.length_timer,
        )
        self.switch.add_leg(leg)
        leg.is_silent = self.switch.strikes(FaultKind.SILENT, leg, "rest")
        self.switch.say_so("call.started", leg)
        self.dialling.ring(leg, seconds=asked.ringing_timer, then=lambda leg: self._lead(leg, asked))
        return leg

    def tell_lost(self, leg: Leg) -> None:
        """Take up a leg that was in progress when the program stopped, and tell that it failed."""
        began = leg.created_at
        self.switch.add_leg(leg)
        leg.created_at = began
        leg.ended_at, leg.status = self._clock.now(), Status.FAILED
        leg.detail, leg.disconnected_by = "internal_error", "platform"
        self.switch.hooks.tell(leg, "event", bodies.status(leg, at=self._clock.now()))
        self.switch.tell_completed(leg)

    def forget(self) -> None:
        """Drop all calls and what was recorded of them."""
        self.switch.forget()
        self.recordings.forget()
        self.playing.sounds.clear()

    def _lead(self, leg: Leg, asked: NewCall) -> None:
        self.dialling.enter_own_room(leg)
        if asked.plan is not None:
            self.interpreter.run(leg, asked.plan)
            return
        body = bodies.answer(leg, region_url=self.switch.region_url(leg))
        self.switch.hooks.ask(
            leg, "answer", body, self._begin(leg), url=asked.answer_url, method=asked.answer_method
        )

    def _offer(self, leg: Leg) -> None:
        self.switch.add_leg(leg)
        self.switch.say_so("call.started", leg)
        # The two are told in either order, with one timestamp.
        if leg.draw.random() < 0.5:
            self.switch.set_status(leg, Status.STARTED)
            self.switch.set_status(leg, Status.RINGING)
        else:
            self._ring_before_start(leg)
        url, method = self.switch.hooks.configured(leg, "answer")
        body = bodies.answer(leg, region_url=self.switch.region_url(leg))
        self.switch.hooks.ask(leg, "answer", body, self._begin(leg), url=url, method=method)

    def _ring_before_start(self, leg: Leg) -> None:
        self.switch.set_status(leg, Status.STARTED, told=False)
        self.switch.set_status(leg, Status.RINGING)
        late = bodies.status(leg, at=self._clock.now()) | {"status": str(Status.STARTED)}
        self.switch.hooks.tell(leg, "event", late)

    def _begin(self, leg: Leg) -> Then:
        def take(outcome: Outcome) -> None:
            if not leg.is_live:
                return
            if not outcome.plan:
                self.switch.end(leg, Status.COMPLETED if not outcome.failure else Status.FAILED)
                return
            if not leg.is_answered:
                self.switch.set_status(leg, Status.ANSWERED)
                self.dialling.enter_own_room(leg)
                self.people.pick_up(leg, greets=False)
            self.interpreter.run(leg, outcome.plan)

        return take
