"""What was said, played and pressed, and which leg heard it: the proof of what each party could know."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field

from carrier.simulator.voice.speaking import said_by_then

SOUNDS = frozenset({"tts", "speech", "stream", "tone", "hold"})  # whatever is not silence
AUDIBLE = SOUNDS | {"dtmf"}
WORDS = frozenset({"tts", "speech"})
PLATFORM = "platform"


@dataclass(slots=True)
class Entry:
    """One thing heard. `leg` is whose far end made it, empty for the platform; `until` is when it ended."""

    t: float
    room: str
    leg: str
    who: str
    kind: str
    text: str
    until: float
    heard_by: list[str] = field(default_factory=list)
    is_cut: bool = False

    def words(self, now: float) -> str:
        """Return what of it has been heard by `now`; something cut short keeps only what was spoken."""
        if self.kind not in WORDS or (not self.is_cut and self.until <= now):
            return self.text
        return said_by_then(self.text, min(self.until, now) - self.t)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The entries of one leg or conversation, in order, with questions to put to them."""

    subject: str
    entries: Sequence[Entry]
    now: float

    def heard(self, leg: str) -> list[str]:
        """Return what a leg's far end has heard, in order: words as they are, sounds by their name."""
        audible = (one for one in self.entries if leg in one.heard_by and one.kind in AUDIBLE)
        return [words for words in (entry.words(self.now) for entry in audible) if words]

    def assert_heard(self, leg: str, pattern: str) -> Entry:
        """Return the first entry a leg heard that fits, or raise an AssertionError saying what it heard."""
        for entry in self.entries:
            if leg in entry.heard_by and _fits(pattern, entry.words(self.now)):
                return entry
        raise AssertionError(f"{leg} did not hear {pattern!r}; it heard:\n" + _listed(self.heard(leg)))

    def assert_not_heard(self, leg: str, pattern: str) -> None:
        """Raise an AssertionError when a leg heard something that fits."""
        found = [text for text in self.heard(leg) if _fits(pattern, text)]
        if found:
            raise AssertionError(f"{leg} heard what it must not:\n" + _listed(found))

    def assert_bridged(
        self, one: str, other: str, *, between: tuple[float, float] = (0.0, float("inf"))
    ) -> Entry:
        """Return the instant at which two legs could first hear each other, or raise an AssertionError."""
        for entry in self.entries:
            both = {one, other} <= set(entry.heard_by)
            if entry.kind == "bridge" and both and between[0] <= entry.t <= between[1]:
                return entry
        raise AssertionError(f"{one} and {other} were never joined:\n{self.as_text()}")

    def dead_air(self, leg: str, *, since: float | None = None, until: float | None = None) -> float:
        """Return the longest time, in seconds, in which a leg's far end heard nothing and said nothing."""
        sounds = sorted(
            (entry.t, min(entry.until, self.now))
            for entry in self.entries
            if entry.kind in SOUNDS and (leg in entry.heard_by or entry.leg == leg)
        )
        if not sounds and since is None:
            return 0.0
        edge = sounds[0][0] if since is None else since
        longest, last = 0.0, self.now if until is None else until
        for begin, end in sounds:
            longest, edge = max(longest, min(begin, last) - edge), max(edge, end)
        return max(longest, last - edge)

    def as_text(self) -> str:
        """Return one line an entry: seconds from the beginning, who, what, and who heard it."""
        start = self.entries[0].t if self.entries else 0.0
        lines = []
        for entry in self.entries:
            heard = ", ".join(entry.heard_by) or "nobody"
            lines.append(
                f"{entry.t - start:7.1f}  {entry.who:<18} {entry.kind:<7} {entry.words(self.now)}"
                f"{' [cut]' if entry.is_cut else ''}  → {heard}"
            )
        return "\n".join(lines)

    def as_json(self) -> str:
        """Return the entries as JSON."""
        return json.dumps([asdict(entry) for entry in self.entries], ensure_ascii=False)


class Transcripts:
    """Every entry since the last reset, oldest first."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._rooms: dict[str, list[Entry]] = {}
        self._legs: dict[str, list[Entry]] = {}

    def add(
        self,
        kind: str,
        text: str,
        *,
        room: str,
        leg: str = "",
        who: str = PLATFORM,
        seconds: float = 0.0,
        heard_by: Iterable[str] = (),
    ) -> Entry:
        """Note something that begins now and is heard by `heard_by`."""
        now = self._now()
        entry = Entry(now, room, leg, who, kind, text, now + seconds, list(heard_by))
        self._rooms.setdefault(room, []).append(entry)
        for one in {leg, *entry.heard_by} - {""}:
            self._legs.setdefault(one, []).append(entry)
        return entry

    def cut(self, entry: Entry) -> None:
        """Note that something ended before its time."""
        if entry.until > self._now():
            entry.until, entry.is_cut = self._now(), True

    def of(self, identifier: str) -> Transcript:
        """Return the transcript of a leg or conversation; an unknown one has no entries."""
        found = self._legs.get(identifier) or self._rooms.get(identifier) or []
        return Transcript(identifier, list(found), self._now())

    def of_rooms(self, rooms: Iterable[str]) -> Sequence[Entry]:
        """Return the entries of several conversations in order of time."""
        found = [entry for room in rooms for entry in self._rooms.get(room, [])]
        return sorted(found, key=lambda entry: entry.t)

    def drop(self, leg: str, room: str) -> None:
        """Forget a leg and the conversation it was last in."""
        self._legs.pop(leg, None)
        self._rooms.pop(room, None)

    def clear(self) -> None:
        """Forget everything."""
        self._rooms.clear()
        self._legs.clear()


def _fits(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def _listed(texts: Sequence[str]) -> str:
    return "\n".join(f"  - {text}" for text in texts) or "  (nothing)"
