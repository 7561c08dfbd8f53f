"""Scripts of make-believe people, read from YAML and played: what they do and what they expect."""

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from carrier.simulator import script_file
from carrier.simulator.client import HandsetMessage, SimulatorControl, SimulatorRefused, SimulatorUnavailable
from carrier.simulator.script_file import Actor, Script
from carrier.simulator.script_portico import Backstage, Portico
from carrier.simulator.script_words import Unexpected, Unreadable, difference, seconds
from carrier.simulator.voice.acting import WAITS, Telephone
from carrier.simulator.voice.strangers import find_stranger

__all__ = ["Actor", "Outcome", "Script", "Unexpected", "Unreadable", "play", "read_script", "seconds"]

_LOOK_EVERY = 0.1


HOLDS = ("handset", "user")  # what an actor takes up, alone or with the first thing done there


@dataclass(slots=True)
class Outcome:
    """How an actor fared; `problem` is empty when all went as expected."""

    actor: str
    told: list[str] = field(default_factory=list)
    problem: str = ""


def read_script(path: Path) -> Script:
    """Read a script: a list of steps, or `actors:` with a list of steps each and, if it matters, `doors:`.

    Raises:
        Unreadable: no YAML, or an unknown step.
    """
    return script_file.read(path, known=tuple(Stage.VERBS), alone=HOLDS)


def play(
    script: Script,
    connect: Callable[[], SimulatorControl],
    tell: Callable[[str], None],
    portico: Portico,
) -> Sequence[Outcome]:
    """Let all actors act at once and return how each fared, in the script's order."""
    outcomes = [Outcome(actor.name) for actor in script.actors]

    def act(actor: Actor, outcome: Outcome) -> None:
        try:
            with connect() as control:
                _perform(Stage(actor, control, outcome, tell, portico), actor)
        except (Unexpected, Unreadable, SimulatorRefused, SimulatorUnavailable) as problem:
            outcome.problem = str(problem)

    threads = [
        threading.Thread(target=act, args=pair, name=pair[0].name)
        for pair in zip(script.actors, outcomes, strict=True)
    ]
    with portico.doors(script.doors):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return outcomes


def _perform(stage: "Stage", actor: Actor) -> None:
    try:
        for step in actor.steps:
            stage.take(step)
    finally:
        stage.leave()


class Stage:
    """One actor's view: the handset held, the number last written to, and what has been read so far."""

    def __init__(
        self,
        actor: Actor,
        control: SimulatorControl,
        outcome: Outcome,
        tell: Callable[[str], None],
        portico: Portico,
    ) -> None:
        self._name, self._control, self._outcome, self._tell = actor.name, control, outcome, tell
        self._answers_by_hand = any("answer" in step for step in actor.steps)
        self._handset, self._business = "", ""
        self._read: set[str] = set()
        self._sent: list[str] = []
        clock = control.clock()
        self._pace = clock.factor if clock.mode == "factor" else 1.0
        self._telephone = Telephone(control, self._pace, self._say)
        self._backstage = Backstage(portico, self._pace, self._say)

    def leave(self) -> None:
        """Leave the stage: what still lasts is hung up, telephones behave as before, what was heard is printed."""
        self._telephone.put_back()

    def take(self, step: Mapping[str, Any]) -> None:
        """Take one step: hold the handset it names, then do what its verb says."""
        if "handset" in step:
            self._hold(str(step["handset"]))
        if "user" in step:
            self._telephone.hold(f"app:{step['user']}", answers_by_hand=self._answers_by_hand)
        if "to" in step:
            self._business = self._number(str(step["to"]))
        for verb, act in self.VERBS.items():
            if verb in step:
                act(self, step)

    def _hold(self, handset: str) -> None:
        if "?" in handset:
            handset = find_stranger(self._control, handset)
        if handset == self._handset:
            return
        self._handset = handset
        self._telephone.hold(handset, answers_by_hand=self._answers_by_hand)
        self._read = {message.message_uuid for message in self._control.handset(handset).messages}

    def _number(self, written: str) -> str:
        if re.search(r"\d{3}", written):
            return written
        known = {number.label: number.msisdn for number in self._control.numbers() if number.label}
        if written not in known:
            raise Unreadable(
                f"No business number is labelled {written!r}; known: {', '.join(known) or 'none'}."
            )
        return known[written]

    def _text(self, step: Mapping[str, Any]) -> None:
        if not self._handset or not self._business:
            raise Unreadable("The first text of an actor needs `handset:` and `to:`.")
        message = self._control.send_mo(
            handset=self._handset,
            to=self._business,
            text=str(step["text"]),
            channel=str(step.get("channel", "sms")),
            media=step.get("media", ()),
        )
        self._sent.append(message.message_uuid)
        self._read.add(message.message_uuid)
        self._say(f"sends: {step['text']}")

    def _wait(self, step: Mapping[str, Any]) -> None:
        time.sleep(seconds(step["wait"]) / self._pace)

    def _wait_for(self, step: Mapping[str, Any]) -> None:
        wanted = step["wait_for"]
        if isinstance(wanted, dict) and wanted.keys() & set(WAITS):
            self._telephone.wait_for(wanted)
            return
        if not isinstance(wanted, dict) or "text_matches" not in wanted:
            known = ", ".join(("text_matches", *WAITS))
            raise Unreadable(f"`wait_for:` needs one of {known}, and may have `within:`.")
        pattern = re.compile(str(wanted["text_matches"]), re.IGNORECASE | re.DOTALL)
        patience = seconds(wanted.get("within", "10s"))
        until = time.monotonic() + patience / self._pace
        seen: dict[str, HandsetMessage] = {}
        while True:
            for message in self._unread():
                seen[message.message_uuid] = message
                if pattern.search(message.text):
                    self._read.update(seen)
                    self._say(f"reads: {message.text}")
                    return
            if time.monotonic() >= until:
                raise Unexpected(
                    _texts([f"a text matching {pattern.pattern!r}"], list(seen.values()), patience)
                )
            time.sleep(_LOOK_EVERY)

    def _unread(self) -> list[HandsetMessage]:
        return [
            message
            for message in self._control.handset(self._handset).messages
            if message.direction == "in" and message.message_uuid not in self._read
        ]

    def _policy(self, step: Mapping[str, Any]) -> None:
        policy = dict(step["policy"])
        self._control.set_policy(str(policy.pop("handset", self._handset)), **policy)

    def _faults(self, step: Mapping[str, Any]) -> None:
        self._control.set_faults(step["faults"])

    def _expect(self, step: Mapping[str, Any]) -> None:
        wanted = step["expect"]
        until = time.monotonic() + seconds(wanted.get("within", "10s")) / self._pace
        while True:
            differences = [*self._received(wanted), *self._delivered(wanted)]
            if not differences:
                return
            if time.monotonic() >= until:
                raise Unexpected("\n".join(differences))
            time.sleep(_LOOK_EVERY)

    def _received(self, wanted: Mapping[str, Any]) -> list[str]:
        if "received" not in wanted:
            return []
        texts = [message.text for message in self._unread()]
        patterns = [str(pattern) for pattern in wanted["received"]]
        pairs = zip(patterns, texts, strict=False)
        fits = all(re.search(pattern, text, re.IGNORECASE | re.DOTALL) for pattern, text in pairs)
        return [] if fits and len(texts) == len(patterns) else [_texts(patterns, self._unread(), None)]

    def _delivered(self, wanted: Mapping[str, Any]) -> list[str]:
        differences: list[str] = []
        for outcome, count in wanted.get("deliveries", {}).items():
            pages = [self._control.deliveries(message_uuid=sent, outcome=outcome) for sent in self._sent]
            found = sum(page.count for page in pages)
            if found != count:
                differences.append(f"expected {count} webhook attempts {outcome}, found {found}")
        return differences

    def _page(self, step: Mapping[str, Any]) -> None:
        self._backstage.page(step)

    def _does(self, step: Mapping[str, Any]) -> None:
        self._backstage.does(step)

    def _ends_as(self, step: Mapping[str, Any]) -> None:
        self._backstage.outcome(step, self._telephone.leg)

    def _dial(self, step: Mapping[str, Any]) -> None:
        self._telephone.dial(step, self._number)

    def _behaves(self, step: Mapping[str, Any]) -> None:
        self._telephone.behaves(step)

    def _answer(self, step: Mapping[str, Any]) -> None:
        self._telephone.answer(step)

    def _speak(self, step: Mapping[str, Any]) -> None:
        self._telephone.say(step)

    def _press(self, step: Mapping[str, Any]) -> None:
        self._telephone.press(step)

    def _noise(self, step: Mapping[str, Any]) -> None:
        self._telephone.noise(step)

    def _hang_up(self, step: Mapping[str, Any]) -> None:
        self._telephone.hang_up(step)

    def _not_heard(self, step: Mapping[str, Any]) -> None:
        self._telephone.has_not_heard(step)

    def _say(self, line: str) -> None:
        self._outcome.told.append(line)
        self._tell(f"{self._name} {line}")

    # A step with several verbs does them in this order, whatever the order they are written in.
    VERBS = {
        "policy": _policy,
        "behaves": _behaves,
        "faults": _faults,
        "text": _text,
        "dial": _dial,
        "answer": _answer,
        "does": _does,
        "wait": _wait,
        "wait_for": _wait_for,
        "noise": _noise,
        "say": _speak,
        "press": _press,
        "hang_up": _hang_up,
        "expect": _expect,
        "outcome": _ends_as,
        "not_heard": _not_heard,
        "portico": _page,
    }


def _texts(wanted: Sequence[str], received: Sequence[HandsetMessage], patience: float | None) -> str:
    return difference(wanted, [message.text for message in received], patience, "received")
