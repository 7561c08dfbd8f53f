"""The far ends of legs: what people say, press and do when they hear something."""

import re
from collections.abc import Callable

from carrier.simulator.problems import Problem
from carrier.simulator.voice.legs import Leg, Status
from carrier.simulator.voice.policies import Rule
from carrier.simulator.voice.speaking import offset_of, seconds_of
from carrier.simulator.voice.switch import Switch
from carrier.simulator.voice.transcripts import WORDS, Entry


class People:
    """Lets the people on the telephones act."""

    def __init__(self, switch: Switch) -> None:
        self._switch = switch
        self.on_speech: list[Callable[[Leg, Entry], None]] = []
        self.on_digit: list[Callable[[Leg, str], None]] = []
        switch.on_heard.append(self._react)
        switch.register_many("react", self._act)
        switch.register("greet", self._greet)
        switch.register("user_hang_up", self.hang_up)

    def say(self, leg: Leg, text: str) -> Entry:
        """Say words on a leg.

        Raises:
            Problem: 409, the leg is not answered.
        """
        self._must_be_up(leg)
        seconds = seconds_of(text)
        entry = self._switch.note(
            "speech", text, leg, seconds=seconds, heard_by=self._switch.others(leg), is_own=True
        )
        for act in self.on_speech:
            act(leg, entry)
        return entry

    def press(self, leg: Leg, digits: str) -> None:
        """Press keys on a leg, one after the other.

        Raises:
            Problem: 409, the leg is not answered; 422, no key of a telephone.
        """
        self._must_be_up(leg)
        if not re.fullmatch(r"[0-9*#]+", digits):
            raise Problem(422, "Invalid params", "Only 0 to 9, * and # can be pressed.")
        for key in digits:
            self._switch.note("dtmf", key, leg, heard_by=self._switch.others(leg), is_own=True)
            for act in self.on_digit:
                act(leg, key)

    def hang_up(self, leg: Leg) -> None:
        """Put a telephone down: ends the call, or gives up waiting for an answer, or declines."""
        if leg.is_answered:
            self._switch.end(leg, Status.COMPLETED, by="user")
        elif leg.direction == "inbound":
            self._switch.end(leg, Status.CANCELLED, by="user")
        else:
            self._switch.end(leg, Status.REJECTED, detail="declined", by="user")

    def pick_up(self, leg: Leg, *, greets: bool = True) -> None:
        """Let a person be there from now on: greeting, reactions, and perhaps hanging up later."""
        leg.is_person_there = True
        if greets and leg.policy.greeting:
            self._switch.set_timer(leg, "greet", 0.3)
        if leg.policy.hang_up_after:
            self._switch.set_timer(leg, "user_hang_up", leg.policy.hang_up_after)
        for place, rule in enumerate(leg.policy.script):
            if not rule.hears:
                self._plan(leg, place, rule.after)

    def fall_silent(self, leg: Leg) -> None:
        """Stop in the middle of a word."""
        said = leg.notes.get("said")
        if isinstance(said, Entry):
            self._switch.transcripts.cut(said)
            for act in self.on_speech:
                act(leg, said)

    def make_noise(self, leg: Leg, level: float) -> None:
        """Change how noisy it is around a telephone, from 0 to 1."""
        leg.policy.noise = level

    def _greet(self, leg: Leg) -> None:
        self.say(leg, leg.policy.greeting)

    def _react(self, entry: Entry) -> None:
        for uuid in list(entry.heard_by):
            leg = self._switch.legs[uuid]
            if not leg.is_person_there or not leg.is_live:
                continue
            for place, rule in enumerate(leg.policy.script):
                self._consider(leg, place, rule, entry)

    def _consider(self, leg: Leg, place: int, rule: Rule, entry: Entry) -> None:
        found = re.search(rule.hears, entry.text, re.IGNORECASE | re.DOTALL) if rule.hears else None
        if found is None or leg.reacted.get(place, 0) >= rule.times:
            return
        leg.notes[f"heard#{place}"] = entry
        delay = offset_of(entry.text, found.end()) if entry.kind in WORDS else 0.0
        self._plan(leg, place, delay + rule.after)

    def _plan(self, leg: Leg, place: int, seconds: float) -> None:
        leg.reacted[place] = leg.reacted.get(place, 0) + 1
        self._switch.set_timer(leg, f"react#{place}", seconds)

    def _act(self, leg: Leg, detail: str) -> None:
        rule = leg.policy.script[int(detail)]
        entry = leg.notes.pop(f"heard#{detail}", None)
        if isinstance(entry, Entry) and entry.is_cut:
            heard = entry.words(self._switch.clock.now())
            if not re.search(rule.hears, heard, re.IGNORECASE | re.DOTALL):
                leg.reacted[int(detail)] -= 1
                return
        if rule.press and leg.is_answered:
            self.press(leg, rule.press)
        if rule.say and leg.is_answered:
            self.say(leg, rule.say)
        if rule.hang_up and leg.is_live:
            self.hang_up(leg)

    def _must_be_up(self, leg: Leg) -> None:
        if not leg.is_answered:
            raise Problem(409, "Conflict", f"The call is {leg.status}, so nobody can be heard on it.")
