"""Talk and stream: what the platform says and plays, on a plan or at a request."""

from dataclasses import dataclass

from carrier.simulator.problems import Problem
from carrier.simulator.voice import bodies
from carrier.simulator.voice.interpreter import Interpreter
from carrier.simulator.voice.legs import Action, Leg
from carrier.simulator.voice.ncco import first, flag, number
from carrier.simulator.voice.speaking import plain, seconds_of
from carrier.simulator.voice.switch import FOR_EVER, Switch
from carrier.simulator.voice.transcripts import Entry

STREAM_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Sound:
    """A file the business plays: how long it is, or that it is missing."""

    url: str
    seconds: float = STREAM_SECONDS
    is_missing: bool = False


class Playing:
    """Plays to legs."""

    def __init__(self, switch: Switch, interpreter: Interpreter) -> None:
        self._switch, self._interpreter = switch, interpreter
        self.sounds: dict[str, Sound] = {}
        interpreter.handle("talk", self._talk)
        interpreter.handle("stream", self._stream)
        interpreter.on_halt(self._halt)
        switch.register("play", self._played)
        switch.register("play_talk", lambda leg: leg.notes.pop("play_talk", None))
        switch.register("play_stream", lambda leg: leg.notes.pop("play_stream", None))
        switch.on_end.append(self._ended)

    def sound(self, url: str) -> Sound:
        """Return what is known of a file; one nobody has described lasts three seconds."""
        return self.sounds.get(url, Sound(url))

    def barge(self, leg: Leg, by: str) -> bool:
        """Cut what is playing when the plan lets the caller break in, and say whether it did."""
        script = leg.script
        if script is None or not self.may_barge(leg, by):
            return False
        script.is_barged = True
        self._halt(leg)
        self._interpreter.step(leg)
        return True

    def may_barge(self, leg: Leg, by: str) -> bool:
        """Say whether a key (`dtmf`) or a word (`speech`) would cut what is playing.

        Only what the coming input takes can: nobody listens for words before an input of keys alone.
        """
        script = leg.script
        if script is None or not script.is_barging_in or "playing" not in leg.notes:
            return False
        coming = [action for action in script.actions[script.at :] if action["action"] == "input"]
        return by in coming[0].get("type", ["dtmf"]) if coming else False

    def play(self, leg: Leg, kind: str, text: str, seconds: float) -> None:
        """Play at a request of the business, to this leg alone, beside its plan.

        Raises:
            Problem: 400, something of the kind is playing already.
        """
        name = f"play_{kind}"
        if name in leg.notes:
            raise Problem(400, "Bad Request", f"There is already a {kind} playing on this call.")
        shown = "tts" if kind == "talk" else "stream"
        leg.notes[name] = self._switch.note(shown, text, leg, seconds=seconds, heard_by=[leg.uuid])
        self._switch.set_timer(leg, name, seconds)

    def stop(self, leg: Leg, kind: str) -> None:
        """Stop what a request has started."""
        self._cut(leg, f"play_{kind}")

    def _talk(self, leg: Leg, action: Action) -> bool:
        return self._begin(leg, action, "tts", plain(action["text"]), seconds_of(action["text"]))

    def _stream(self, leg: Leg, action: Action) -> bool:
        sound = self.sound(first(action, "streamUrl"))
        if sound.is_missing:
            body = bodies.error(leg, f"Stream URL returned 404: {sound.url}", at=self._switch.clock.now())
            self._switch.hooks.tell(leg, "error", body)
            return True
        return self._begin(leg, action, "stream", sound.url, sound.seconds)

    def _begin(self, leg: Leg, action: Action, kind: str, text: str, seconds: float) -> bool:
        if leg.script and flag(action, "bargeIn"):
            leg.script.is_barging_in = True
        loop = int(number(action, "loop", 1))
        lasts = seconds * loop if loop else FOR_EVER
        # A timer is set first: whoever hears this may act at once.
        self._switch.set_timer(leg, "play", lasts)
        leg.notes["playing"] = self._switch.note(
            kind, text, leg, seconds=lasts, heard_by=self._switch.audience(leg)
        )
        return False

    def _played(self, leg: Leg) -> None:
        leg.notes.pop("playing", None)
        self._interpreter.step(leg)

    def _halt(self, leg: Leg) -> None:
        self._cut(leg, "playing")
        self._switch.stop_timer(leg, "play")

    def _cut(self, leg: Leg, name: str) -> None:
        self._switch.stop_timer(leg, name)
        entry = leg.notes.pop(name, None)
        if isinstance(entry, Entry):
            self._switch.transcripts.cut(entry)

    def _ended(self, leg: Leg) -> None:
        for name in ("playing", "play_talk", "play_stream"):
            self._cut(leg, name)
