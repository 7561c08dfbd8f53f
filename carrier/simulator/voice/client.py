"""The part of the control client that is about calls, and the records it returns."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from carrier.simulator.records import Body


@dataclass(frozen=True, slots=True)
class LegView:
    """One leg as the operator sees it; `party` is a handset's number, or `app:` and a user's name."""

    uuid: str
    conversation: str
    direction: str
    kind: str
    party: str
    status: str
    detail: str
    disconnected_by: str
    created_at: float
    answered_at: float | None
    ended_at: float | None
    history: tuple[Mapping[str, Any], ...]

    @property
    def is_over(self) -> bool:
        """Say whether the leg has ended."""
        return self.ended_at is not None


@dataclass(frozen=True, slots=True)
class HeardEntry:
    """One line of a transcript; `words` are those heard by now."""

    t: float
    until: float
    conversation: str
    leg: str
    who: str
    kind: str
    text: str
    words: str
    is_cut: bool
    heard_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TranscriptView:
    """What was said and heard on one leg or conversation, as of simulated instant `now`."""

    subject: str
    now: float
    entries: tuple[HeardEntry, ...]


class CallControl(ABC):
    """Methods of the control client for calls; how the simulator is reached is the client's own."""

    @abstractmethod
    def _get(self, path: str, query: Mapping[str, str | int] | None = None) -> Any: ...

    @abstractmethod
    def _post(self, path: str, body: Body, *, timeout: float | None = None) -> Any: ...

    def dial(
        self,
        *,
        to: str,
        handset: str = "",
        user: str = "",
        script: Sequence[Body] = (),
        sip_headers: Mapping[str, str] | None = None,
        custom_data: Mapping[str, Any] | None = None,
    ) -> LegView:
        """Call a business number from a handset, or from an app user; `script` are reactions to what is heard."""
        body: dict[str, Any] = {"from": handset, "to": to, "user": user, "script": list(script)}
        body |= {"sip_headers": dict(sip_headers or {}), "custom_data": dict(custom_data or {})}
        return _leg(self._post("/_sim/calls", body))

    def act(self, leg: str, **what: object) -> LegView:
        """Do something at a leg's telephone: say, press, noise, answer, silence, hang_up."""
        return _leg(self._post(f"/_sim/legs/{quote(leg)}/act", what))

    def leg(self, uuid: str) -> LegView:
        """Return a leg."""
        return _leg(self._get(f"/_sim/legs/{quote(uuid)}"))

    def legs(self, **filters: str) -> tuple[LegView, ...]:
        """Return legs, oldest first; filters: party, status, conversation."""
        return tuple(_leg(row) for row in self._get("/_sim/calls", filters)["legs"])

    def transcript(self, identifier: str) -> TranscriptView:
        """Return the transcript of a leg or a conversation."""
        found = self._get(f"/_sim/transcript/{quote(identifier)}")
        return TranscriptView(found["subject"], found["now"], tuple(_entry(row) for row in found["entries"]))

    def set_voice(self, msisdn: str, **policy: object) -> Mapping[str, Any]:
        """Replace how a handset treats calls (see `VoicePolicy`)."""
        return dict(self._post(f"/_sim/handsets/{quote(msisdn)}/voice_policy", policy))

    def set_user(self, name: str, **policy: object) -> Mapping[str, Any]:
        """Change an app user: online, auto_answer_after, reject, and the rest of `VoicePolicy`."""
        return dict(self._post(f"/_sim/users/{quote(name)}", policy))

    def voice(self, party: str) -> Mapping[str, Any]:
        """Return how a handset, or `app:` and a user's name, treats calls."""
        if not party.startswith("app:"):
            return dict(self._get(f"/_sim/handsets/{quote(party)}")["voice"])
        name = party.removeprefix("app:")
        return dict(self.set_user(name)["voice"])

    def behave(self, party: str, **policy: object) -> Mapping[str, Any]:
        """Change how a handset, or `app:` and a user's name, treats calls."""
        if party.startswith("app:"):
            return self.set_user(party.removeprefix("app:"), **policy)
        return self.set_voice(party, **policy)

    def transcript_text(self, identifier: str) -> str:
        """Return a transcript as lines of text."""
        return str(self._get(f"/_sim/transcript/{quote(identifier)}", {"format": "lines"})["text"])

    def declare_sound(self, url: str, *, seconds: float = 3.0, missing: bool = False) -> None:
        """Say how long a file is that the business plays, or that it is missing."""
        self._post("/_sim/sounds", {"url": url, "seconds": seconds, "missing": missing})


def _leg(row: Mapping[str, Any]) -> LegView:
    names = LegView.__dataclass_fields__
    return LegView(**{name: row[name] for name in names if name != "history"}, history=tuple(row["history"]))


def _entry(row: Mapping[str, Any]) -> HeardEntry:
    return HeardEntry(
        t=row["t"],
        until=row["until"],
        conversation=row["room"],
        leg=row["leg"],
        who=row["who"],
        kind=row["kind"],
        text=row["text"],
        words=row["words"],
        is_cut=row["is_cut"],
        heard_by=tuple(row["heard_by"]),
    )
