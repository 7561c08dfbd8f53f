"""Recordings: when they begin and end, what is told of them, and their files and transcripts."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from carrier.simulator.clock import Timer
from carrier.simulator.faults import FaultKind
from carrier.simulator.payloads import instant
from carrier.simulator.voice import audio, bodies
from carrier.simulator.voice.dialling import BEEP_SECONDS
from carrier.simulator.voice.interpreter import Interpreter
from carrier.simulator.voice.legs import Action, Leg
from carrier.simulator.voice.ncco import first, flag, method, number
from carrier.simulator.voice.people import People
from carrier.simulator.voice.rooms import Room
from carrier.simulator.voice.switch import Switch
from carrier.simulator.voice.transcripts import SOUNDS, WORDS, Entry

READY_AFTER = 1.0  # seconds from the end of a recording to its webhook
TRANSCRIBED_AFTER = 5.0
KEPT_SECONDS = 30 * 86_400
CONDITIONS = ("endOnSilence", "endOnKey", "timeOut")


@dataclass(slots=True)
class Recording:
    """One recording of a leg or, with `room`, of a conversation."""

    uuid: str
    file: str
    leg: str
    room: str
    action: Mapping[str, Any]
    began: float
    ended: float = 0.0
    # When it ends by itself, should nobody say anything more.
    quiet_at: float = math.inf
    is_blocking: bool = False
    text_file: str = ""
    rooms: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Return its length."""
        return max(0.0, self.ended - self.began)

    @property
    def channels(self) -> int:
        """Return how many channels its file has."""
        if self.action.get("split") != "conversation":
            return 1
        return max(1, min(32, int(number(self.action, "channels", 2))))

    @property
    def size(self) -> int:
        """Return the bytes of its file."""
        return audio.size_of(self.seconds, self.channels)


@dataclass(frozen=True, slots=True)
class File:
    """Something to be fetched with the application's token."""

    account: str
    content: bytes
    content_type: str


class Recordings:
    """Records legs and conversations."""

    def __init__(self, switch: Switch, interpreter: Interpreter, people: People) -> None:
        self._switch, self._interpreter = switch, interpreter
        self.made: dict[str, Recording] = {}
        self._by_file: dict[str, str] = {}
        interpreter.handle("record", self._record)
        interpreter.on_halt(self._stop_blocking)
        people.on_digit.append(self._pressed)
        people.on_speech.append(self._spoke)
        switch.on_end.append(self._leg_ended)
        switch.on_live.append(self._room_live)
        switch.on_left.append(self._left)
        switch.save_audio = self._save_audio
        switch.register("record_silence", self._stop_blocking_and_go_on)
        switch.register("record_longest", self._stop_blocking_and_go_on)
        switch.clock.register("voice.file", self._tell)

    def forget(self) -> None:
        """Drop all recordings."""
        self.made.clear()
        self._by_file.clear()

    def file(self, identifier: str) -> File | None:
        """Return a recording's sound or its transcript; None when there is no such file, or no longer."""
        recording = self.made.get(self._by_file.get(identifier, ""))
        if recording is None or self._switch.clock.now() - recording.ended > KEPT_SECONDS:
            return None
        account = self._switch.legs[recording.leg].account if recording.leg in self._switch.legs else ""
        if identifier == recording.text_file:
            return File(account, self._transcript(recording), "application/json")
        return File(account, self._sound(recording), "audio/wav")

    def _record(self, leg: Leg, action: Action) -> bool:
        is_blocking = any(name in action for name in CONDITIONS)
        recording = self._begin(leg, action, is_blocking=is_blocking)
        if flag(action, "beepStart"):
            self._switch.note("tone", "beep", leg, seconds=BEEP_SECONDS, heard_by=self._switch.audience(leg))
        if not is_blocking:
            leg.notes.setdefault("recordings", []).append(recording.uuid)
            return True
        leg.notes["recording"] = recording.uuid
        self._switch.set_timer(leg, "record_longest", number(action, "timeOut", 7_200))
        self._await_silence(leg, recording)
        return False

    def _begin(self, leg: Leg, action: Action, *, is_blocking: bool = False, room: str = "") -> Recording:
        world = self._switch.world
        recording = Recording(
            uuid=world.new_id("recording"),
            file=world.new_id("file"),
            leg=leg.uuid,
            room=room,
            action=action,
            began=self._switch.clock.now(),
            is_blocking=is_blocking,
        )
        self.made[recording.uuid] = recording
        self._by_file[recording.file] = recording.uuid
        self._switch.say_so("leg.recording", leg, recording=recording.uuid)
        return recording

    def _await_silence(self, leg: Leg, recording: Recording, busy: float = 0.0) -> None:
        action = recording.action
        if "endOnSilence" in action:
            seconds = busy + number(action, "endOnSilence", 5)
            recording.quiet_at = self._switch.clock.now() + seconds
            self._switch.set_timer(leg, "record_silence", seconds)

    def _spoke(self, leg: Leg, entry: Entry) -> None:
        recording = self.made.get(leg.notes.get("recording", ""))
        if recording:
            self._await_silence(leg, recording, entry.until - self._switch.clock.now())

    def _pressed(self, leg: Leg, key: str) -> None:
        recording = self.made.get(leg.notes.get("recording", ""))
        if recording and recording.action.get("endOnKey") == key:
            self._stop_blocking_and_go_on(leg)

    def _stop_blocking_and_go_on(self, leg: Leg) -> None:
        self._stop_blocking(leg)
        self._interpreter.step(leg)

    def _stop_blocking(self, leg: Leg) -> None:
        self._switch.stop_timer(leg, "record_silence", "record_longest")
        recording = self.made.get(leg.notes.pop("recording", ""))
        if recording:
            self._end(recording)

    def _leg_ended(self, leg: Leg) -> None:
        self._stop_blocking(leg)
        for uuid in leg.notes.pop("recordings", []):
            self._end(self.made[uuid])

    def _room_live(self, room: Room) -> None:
        found = room.notes.get("record")
        if found and "recording" not in room.notes:
            uuid, action = found
            recording = self._begin(self._switch.legs[uuid], action, room=room.id)
            room.notes["recording"] = recording.uuid

    def _left(self, room: Room, leg: Leg) -> None:
        recording = self.made.get(room.notes.get("recording", "")) if not room.members else None
        if recording:
            del room.notes["recording"]
            self._end(recording)

    def _end(self, recording: Recording) -> None:
        # Of a hurried clock the timer comes late on a busy machine, and nothing was recorded meanwhile.
        recording.ended = min(self._switch.clock.now(), recording.quiet_at)
        self._switch.clock.after(READY_AFTER, "voice.file", recording.uuid, "record")

    def _tell(self, timer: Timer) -> None:
        recording = self.made.get(timer.subject)
        leg = self._switch.legs.get(recording.leg) if recording else None
        if recording is None or leg is None:
            return
        if timer.detail == "transcribed":
            self._tell_transcribed(leg, recording)
            return
        is_lost = self._switch.strikes(FaultKind.RECORDING_EMPTY, leg, "record")
        body = {
            "start_time": bodies.seconds_instant(recording.began),
            "recording_url": "" if is_lost else self._url(recording.file),
            "size": 0 if is_lost else recording.size,
            "recording_uuid": recording.uuid,
            "end_time": bodies.seconds_instant(recording.ended),
            "conversation_uuid": recording.room or leg.room,
            "timestamp": instant(self._switch.clock.now()),
        }
        action = recording.action
        self._switch.hooks.tell(leg, "record", body, url=first(action, "eventUrl"), method=method(action))
        if "transcription" in action and not is_lost:
            self._switch.clock.after(TRANSCRIBED_AFTER, "voice.file", recording.uuid, "transcribed")

    def _tell_transcribed(self, leg: Leg, recording: Recording) -> None:
        recording.text_file = self._switch.world.new_id("file")
        self._by_file[recording.text_file] = recording.uuid
        body = {
            "conversation_uuid": recording.room or leg.room,
            "type": "record",
            "recording_uuid": recording.uuid,
            "status": "transcribed",
            "transcription_url": self._url(recording.text_file),
        }
        wanted = recording.action["transcription"]
        url = first(wanted, "eventUrl") or first(recording.action, "eventUrl")
        self._switch.hooks.tell(leg, "transcribed", body, url=url, method=method(wanted))

    def _save_audio(self, leg: Leg, began: float) -> str:
        recording = self._begin(leg, {})
        recording.began, recording.ended = began, self._switch.clock.now()
        return self._url(recording.file)

    def _url(self, file: str) -> str:
        return f"{self._switch.address}/v1/files/{file}"

    def _entries(self, recording: Recording) -> list[Entry]:
        found = self._switch.transcripts.of(recording.room or recording.leg).entries
        return [one for one in found if one.until > recording.began and one.t < recording.ended]

    def _channel(self, recording: Recording, entry: Entry, seen: list[str]) -> int:
        if recording.channels == 1:
            return 0
        # The recorded leg is on the first channel, everybody else on those that follow.
        speaker = entry.leg or "platform"
        if speaker not in seen:
            seen.append(speaker)
        return min(seen.index(speaker), recording.channels - 1)

    def _sound(self, recording: Recording) -> bytes:
        seen = [recording.leg]
        soundings = [
            audio.Sounding(
                self._channel(recording, entry, seen),
                max(0.0, entry.t - recording.began),
                min(recording.ended, entry.until) - recording.began,
                audio.pitch_of(entry.kind, entry.who),
            )
            for entry in self._entries(recording)
            if entry.kind in SOUNDS
        ]
        return audio.wav(recording.seconds, recording.channels, soundings)

    def _transcript(self, recording: Recording) -> bytes:
        seen = [recording.leg]
        channels: list[list[dict[str, object]]] = [[] for _ in range(recording.channels)]
        for entry in self._entries(recording):
            if entry.kind in WORDS:
                text = entry.words(recording.ended)
                sentence: dict[str, object] = {
                    "sentence": text,
                    "raw_sentence": text.lower(),
                    "timestamp": round((entry.t - recording.began) * 1000),
                    "duration": round((entry.until - entry.t) * 1000),
                    "words": [{"word": word, "confidence": 0.95} for word in text.split()],
                }
                channels[self._channel(recording, entry, seen)].append(sentence)
        found = {
            "ver": "1.0.2",
            "request_id": recording.uuid,
            "channels": [
                {"transcript": one, "duration": round(recording.seconds * 1000)} for one in channels
            ],
        }
        return json.dumps(found, ensure_ascii=False).encode()
