"""The verbs of a script that are about calls: one actor at one telephone, or in one agent's browser."""

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from carrier.simulator.client import SimulatorControl
from carrier.simulator.records import SimulatorRefused
from carrier.simulator.script_words import Unexpected, Unreadable, difference, seconds
from carrier.simulator.voice.client import HeardEntry, LegView
from carrier.simulator.voice.speaking import seconds_of

LOOK_EVERY = 0.1
AUDIBLE = ("tts", "speech", "stream", "tone", "hold", "dtmf")
WAITS = ("heard", "ringing", "bridged", "silence", "event")
Step = Mapping[str, Any]


class Telephone:
    """An actor's telephone: the leg in hand, and how much of what it heard has been taken note of."""

    def __init__(self, control: SimulatorControl, pace: float, tell: Callable[[str], None]) -> None:
        self._control, self._pace, self._tell = control, pace, tell
        self._party = ""
        self._leg: LegView | None = None
        self._legs: list[str] = []
        self._noted = 0
        self._old: dict[str, Mapping[str, Any]] = {}

    def hold(self, party: str, *, answers_by_hand: bool) -> None:
        """Take up a handset, or sit down as `app:` and a user's name; by hand: it rings until the script answers."""
        self._party = party if party.startswith("app:") else re.sub(r"\D", "", party)
        if answers_by_hand:
            self._behave(self._party, {"no_answer": True})

    @property
    def leg(self) -> str:
        """Give the carrier's id of the call in hand."""
        return self._in_hand().uuid

    def put_back(self) -> None:
        """Put the telephone down, give all their own behaviour back, and print what was heard on this one."""
        for uuid in self._legs:
            if not self._control.leg(uuid).is_over:
                self._control.act(uuid, hang_up=True)
        for party, policy in self._old.items():
            self._control.behave(party, **policy)
        for uuid in self._legs:
            self._tell(f"heard on {uuid}:")
            for line in self._control.transcript_text(uuid).splitlines():
                self._tell(f"  {line}")

    def behaves(self, step: Step) -> None:
        """Change how a telephone treats calls, until the actor has left; a list changes several."""
        asked = step["behaves"] if isinstance(step["behaves"], list) else [step["behaves"]]
        for one in asked:
            policy = dict(one)
            user, handset = policy.pop("user", ""), str(policy.pop("handset", self._party))
            self._behave(f"app:{user}" if user else re.sub(r"\D", "", handset), policy)

    def dial(self, step: Step, number: Callable[[str], str]) -> None:
        """Call a business number."""
        to = number(str(step["dial"]))
        if not self._party:
            raise Unreadable("The first call of an actor needs `handset:` or `user:`.")
        is_user = self._party.startswith("app:")
        leg = self._control.dial(
            to=to,
            handset="" if is_user else self._party,
            user=self._party.removeprefix("app:") if is_user else "",
            sip_headers=step.get("sip_headers"),
        )
        self._take(leg)
        self._tell(f"dials {to}")

    def answer(self, step: Step) -> None:
        """Take the call that rings, waiting for one if need be."""
        wanted = step["answer"] if isinstance(step["answer"], dict) else {}
        self._await_ringing(seconds(wanted.get("within", "30s")))
        self._take(self._control.act(self._in_hand().uuid, answer=True))
        self._tell("answers")

    def say(self, step: Step) -> None:
        """Say words, and go on when they have been said."""
        text = str(step["say"])
        self._act(say=text)
        self._tell(f"says: {text}")
        time.sleep(seconds_of(text) / self._pace)

    def press(self, step: Step) -> None:
        """Press keys."""
        self._act(press=str(step["press"]))
        self._tell(f"presses {step['press']}")

    def noise(self, step: Step) -> None:
        """Change how noisy it is."""
        self._act(noise=float(step["noise"]))

    def hang_up(self, step: Step) -> None:
        """Put the telephone down."""
        self._act(hang_up=True)
        self._tell("hangs up")

    def wait_for(self, wanted: Mapping[str, Any]) -> None:
        """Wait until something is so; the actor ends with what was heard instead when it does not come."""
        patience = seconds(wanted.get("within", "30s"))
        if "ringing" in wanted:
            self._await_ringing(patience)
        elif "heard" in wanted:
            self._await_words(str(wanted["heard"]), patience)
        elif "bridged" in wanted:
            self._await(
                lambda: self._is_bridged(wanted["bridged"]),
                patience,
                f"to be joined with {wanted['bridged']}",
            )
        elif "silence" in wanted:
            quiet = seconds(wanted["silence"])
            self._await(lambda: self._is_quiet(quiet), patience, f"{quiet:g} s of silence")
        else:
            self._await(lambda: self._came(str(wanted["event"])), patience, f"the event {wanted['event']}")

    def has_not_heard(self, step: Step) -> None:
        """Make sure that nothing like this was heard on the call in hand."""
        wanted = re.compile(str(step["not_heard"]), re.IGNORECASE | re.DOTALL)
        heard = [f"{entry.kind}: {entry.words}" for entry in self._heard() if wanted.search(entry.words)]
        if heard:
            raise Unexpected(difference([f"not to hear {wanted.pattern!r}"], heard, None, "heard"))

    def _take(self, leg: LegView) -> None:
        if leg.uuid not in self._legs:
            self._legs.append(leg.uuid)
            self._noted = 0
        self._leg = leg

    def _in_hand(self) -> LegView:
        if self._leg is None:
            raise Unreadable("The actor has no call: `dial:` or `answer:` comes first.")
        return self._leg

    def _act(self, **what: object) -> None:
        try:
            self._leg = self._control.act(self._in_hand().uuid, **what)
        except SimulatorRefused as refused:
            raise Unexpected(f"{refused}\n{self._so_far('to be on a call', None)}") from refused

    def _await(self, is_so: Callable[[], bool], patience: float, wanted: str) -> None:
        until = time.monotonic() + patience / self._pace
        while not is_so():
            if time.monotonic() >= until:
                raise Unexpected(self._so_far(wanted, patience))
            time.sleep(LOOK_EVERY)

    def _await_ringing(self, patience: float) -> None:
        def rings() -> bool:
            found = self._control.legs(party=self._party, status="ringing")
            if found:
                self._take(found[-1])
            return bool(found)

        self._await(rings, patience, f"{self._party} to ring")
        self._tell("is rung")

    def _await_words(self, pattern: str, patience: float) -> None:
        wanted = re.compile(pattern, re.IGNORECASE | re.DOTALL)

        def is_heard() -> bool:
            heard = self._heard()
            for place, entry in enumerate(heard[self._noted :], self._noted):
                if wanted.search(entry.words):
                    self._noted = place + 1
                    self._tell(f"hears: {entry.words}")
                    return True
            return False

        self._await(is_heard, patience, f"to hear {pattern!r}")

    def _heard(self) -> list[HeardEntry]:
        leg = self._in_hand().uuid
        entries = self._control.transcript(leg).entries
        return [entry for entry in entries if leg in entry.heard_by and entry.kind in AUDIBLE]

    def _is_bridged(self, other: object) -> bool:
        leg = self._in_hand().uuid
        met = [one for one in self._control.transcript(leg).entries if one.kind == "bridge"]
        name = "" if other is True else str(other).lstrip("+")
        return any(leg in entry.heard_by and name in entry.text for entry in met)

    def _is_quiet(self, quiet: float) -> bool:
        leg = self._in_hand().uuid
        found = self._control.transcript(leg)
        sounds = [one.until for one in found.entries if leg in one.heard_by and one.kind in AUDIBLE]
        return found.now - max(sounds, default=self._in_hand().created_at) >= quiet

    def _came(self, name: str) -> bool:
        leg = self._control.leg(self._in_hand().uuid)
        if any(one["status"] == name for one in leg.history):
            return True
        return self._control.deliveries(limit=1, kind=name, message_uuid=leg.uuid).count > 0

    def _so_far(self, wanted: str, patience: float | None) -> str:
        heard = [f"{entry.kind}: {entry.words}" for entry in self._heard()] if self._leg else []
        state = [f"the call is {self._control.leg(self._leg.uuid).status}"] if self._leg else []
        return difference([wanted], [*heard, *state], patience, "heard")

    def _behave(self, party: str, policy: Mapping[str, Any]) -> None:
        if party not in self._old:
            self._old[party] = self._control.voice(party)
        self._control.behave(party, **policy)
