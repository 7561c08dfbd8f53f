"""Input: keys and words the business asks for, with the carrier's timers."""

from dataclasses import dataclass, field
from typing import Any

from carrier.simulator.voice import bodies
from carrier.simulator.voice.interpreter import Interpreter
from carrier.simulator.voice.legs import Action, Leg
from carrier.simulator.voice.ncco import first, flag, method, number
from carrier.simulator.voice.people import People
from carrier.simulator.voice.playing import Playing
from carrier.simulator.voice.speaking import WORDS_A_SECOND, recognise
from carrier.simulator.voice.switch import Switch
from carrier.simulator.voice.transcripts import Entry

NOT_ENABLED = "Speech was not enabled"
OVERRIDDEN = "Speech overridden by DTMF"


@dataclass(slots=True)
class Listening:
    """An input under way on a leg; `ear` is the leg whose words are meant."""

    action: Action
    takes_keys: bool
    takes_words: bool
    ear: str
    began: float
    digits: str = ""
    spoken: list[Entry] = field(default_factory=list)
    results: list[tuple[str, str]] = field(default_factory=list)

    @property
    def keys(self) -> dict[str, Any]:
        """Return the settings for keys; the form before 2020 had them on the action itself."""
        return dict(self.action.get("dtmf", {} if "type" in self.action else self.action))

    @property
    def words(self) -> dict[str, Any]:
        """Return the settings for speech."""
        return dict(self.action.get("speech", {}))


class Inputs:
    """Collects what callers press and say."""

    def __init__(self, switch: Switch, interpreter: Interpreter, people: People, playing: Playing) -> None:
        self._switch, self._interpreter, self._playing = switch, interpreter, playing
        self._owners: dict[str, str] = {}  # whose words are listened to, and by which leg's input
        interpreter.handle("input", self._input)
        interpreter.on_halt(self._halt)
        people.on_digit.append(self._pressed)
        people.on_speech.append(self._spoke)
        switch.register("input_keys", lambda leg: self._finish(leg, timed_out=True))
        switch.register("input_start", lambda leg: self._finish(leg, reason="start_timeout"))
        switch.register("input_silence", lambda leg: self._finish(leg, reason="end_on_silence_timeout"))
        switch.register("input_longest", lambda leg: self._finish(leg, reason="max_duration"))
        switch.on_end.append(self._halt)

    def subscribe(self, leg: Leg, url: str, how: str = "POST") -> None:
        """Tell every key from now on, one webhook each."""
        leg.notes["keys_to"] = (url, how)

    def unsubscribe(self, leg: Leg) -> None:
        """Tell keys no more."""
        leg.notes.pop("keys_to", None)

    def _input(self, leg: Leg, action: Action) -> bool:
        script = leg.script
        digits = script.digits if script else ""
        if script:
            script.digits, script.is_barged, script.is_barging_in = "", False, False
        if action.get("mode") == "asynchronous":
            self.subscribe(leg, first(action, "eventUrl"), method(action))
            return True
        types = action.get("type", ["dtmf"])
        speech = action.get("speech", {})
        found = Listening(
            action,
            takes_keys="dtmf" in types,
            takes_words="speech" in types,
            ear=first(speech, "uuid") or leg.uuid,
            began=self._switch.clock.now(),
        )
        leg.notes["input"] = found
        if found.takes_words:
            self._owners[found.ear] = leg.uuid
        self._begin(leg, found)
        for key in digits:
            self._take_key(leg, key)
        return False

    def _begin(self, leg: Leg, found: Listening) -> None:
        if found.takes_keys and not found.takes_words:
            self._switch.set_timer(leg, "input_keys", number(found.keys, "timeOut", 3))
        if found.takes_words:
            self._switch.set_timer(leg, "input_start", number(found.words, "startTimeout", 10))
            ear = self._switch.legs.get(found.ear)
            said = ear.notes.get("said") if ear else None
            if isinstance(said, Entry) and said.until > self._switch.clock.now():
                self._take_words(leg, found, said)

    def _pressed(self, leg: Leg, key: str) -> None:
        target = leg.notes.get("keys_to")
        if target:
            body = bodies.digit(leg, key, at=self._switch.clock.now())
            self._switch.hooks.tell(leg, "input", body, url=target[0], method=target[1])
        if "input" in leg.notes:
            self._take_key(leg, key)
        elif self._playing.may_barge(leg, "dtmf") and leg.script:
            leg.script.digits += key
            self._playing.barge(leg, "dtmf")
        elif leg.script and leg.script.is_barged:
            leg.script.digits += key

    def _take_key(self, leg: Leg, key: str) -> None:
        found = leg.notes.get("input")
        if not isinstance(found, Listening) or not found.takes_keys:
            return
        self._switch.stop_timer(leg, "input_start", "input_silence", "input_longest")
        if key == "#" and flag(found.keys, "submitOnHash"):
            self._finish(leg)
            return
        found.digits += key
        if len(found.digits) >= number(found.keys, "maxDigits", 4):
            self._finish(leg)
        else:
            self._switch.set_timer(leg, "input_keys", number(found.keys, "timeOut", 3))

    def _spoke(self, speaker: Leg, entry: Entry) -> None:
        speaker.notes["said"] = entry
        leg = self._switch.legs.get(self._owners.get(speaker.uuid, ""))
        found = leg.notes.get("input") if leg else None
        if leg is None or not isinstance(found, Listening):
            self._playing.barge(speaker, "speech")
        elif not found.digits:
            self._take_words(leg, found, entry)

    def _take_words(self, leg: Leg, found: Listening, entry: Entry) -> None:
        now = self._switch.clock.now()
        if not found.spoken:
            self._switch.stop_timer(leg, "input_start")
            self._switch.set_timer(leg, "input_longest", number(found.words, "maxDuration", 60))
        found.spoken.append(entry)
        quiet = max(0.0, entry.until - now) + number(found.words, "endOnSilence", 2.0)
        self._switch.set_timer(leg, "input_silence", quiet)

    def _finish(self, leg: Leg, *, timed_out: bool = False, reason: str = "") -> None:
        found = leg.notes.get("input")
        if not isinstance(found, Listening):
            return
        self._halt(leg)
        is_keyed = bool(found.digits) or (found.takes_keys and (timed_out or not reason))
        is_empty = not found.digits and not found.spoken and bool(reason)
        dtmf = {
            "digits": found.digits if is_keyed or (is_empty and found.takes_keys) else None,
            "timed_out": timed_out or (is_empty and found.takes_keys),
        }
        body = bodies.input_result(
            leg, dtmf=dtmf, speech=self._speech(leg, found, reason), at=self._switch.clock.now()
        )
        url, how = self._switch.hooks.events_of(leg, first(found.action, "eventUrl"), method(found.action))
        self._switch.hooks.ask(leg, "input", body, self._interpreter.then(leg), url=url, method=how)

    def _speech(self, leg: Leg, found: Listening, reason: str) -> dict[str, Any]:
        if not found.takes_words:
            return {"error": NOT_ENABLED}
        if not reason:
            return {"error": OVERRIDDEN}
        speech: dict[str, Any] = {"timeout_reason": reason, "results": []}
        text = self._text(found)
        if text:
            ear = self._switch.legs.get(found.ear, leg)
            speech["results"] = bodies.phrases(recognise(text, ear.draw, noise=ear.policy.noise))
        if flag(found.words, "saveAudio"):
            speech["recording_url"] = self._switch.save_audio(leg, found.began)
        return speech

    def _text(self, found: Listening) -> str:
        now = self._switch.clock.now()
        heard: list[str] = []
        for entry in found.spoken:
            # Words said before the input began went by unheard.
            missed = max(0, int((found.began - entry.t) * WORDS_A_SECOND + 1e-6))
            heard += entry.words(now).split()[missed:]
        return " ".join(heard)

    def _halt(self, leg: Leg) -> None:
        found = leg.notes.pop("input", None)
        if isinstance(found, Listening):
            self._owners.pop(found.ear, None)
        self._switch.stop_timer(leg, "input_keys", "input_start", "input_silence", "input_longest")
