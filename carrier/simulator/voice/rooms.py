"""Conversations: who is in one, who may hear whom, and when it is live."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MOST_MEMBERS = 50


class RoomState(StrEnum):
    """The states of a conversation."""

    IDLE = "idle"
    WAITING = "waiting"
    LIVE = "live"
    ENDED = "ended"


@dataclass(slots=True)
class Member:
    """How one leg is in a conversation. `hears` and `speaks_to` are leg ids; None stands for everybody."""

    leg: str
    hears: frozenset[str] | None = None
    speaks_to: frozenset[str] | None = None
    is_muted: bool = False
    starts: bool = True
    ends: bool = False

    @classmethod
    def of(cls, leg: str, action: Mapping[str, Any]) -> "Member":
        """Read a membership from a `conversation` or `transfer` action."""
        return cls(
            leg,
            hears=_ids(action.get("canHear")),
            speaks_to=_ids(action.get("canSpeak")),
            is_muted=bool(action.get("mute", False)),
            starts=bool(action.get("startOnEnter", True)),
            ends=bool(action.get("endOnExit", False)),
        )


@dataclass(slots=True)
class Room:
    """One conversation; it has a name when an action gave one."""

    id: str
    application: str
    name: str = ""
    state: RoomState = RoomState.IDLE
    members: dict[str, Member] = field(default_factory=dict)
    music: str = ""
    is_recorded: bool = False
    notes: dict[str, Any] = field(default_factory=dict)

    def enter(self, member: Member) -> bool:
        """Let a leg in and say whether that made the conversation live."""
        self.members[member.leg] = member
        was_live = self.state is RoomState.LIVE
        if member.starts or was_live:
            self.state = RoomState.LIVE
        else:
            self.state = RoomState.WAITING
        return self.state is RoomState.LIVE and not was_live

    def leave(self, leg: str) -> Member | None:
        """Let a leg out; the last one ends the conversation."""
        member = self.members.pop(leg, None)
        if member is not None and not self.members:
            self.state = RoomState.ENDED
        return member

    def may_hear(self, listener: str, speaker: str) -> bool:
        """Say whether `listener` is let hear `speaker`, by the lists of both and by mute."""
        one, other = self.members.get(listener), self.members.get(speaker)
        if listener == speaker or one is None or other is None or self.state is not RoomState.LIVE:
            return False
        if other.is_muted:
            return False
        if one.hears is not None and speaker not in one.hears:
            return False
        return other.speaks_to is None or listener in other.speaks_to


def listeners(room: Room, speaker: str, *, deaf: Iterable[str] = (), muted: Iterable[str] = ()) -> list[str]:
    """Return who hears `speaker`; `deaf` and `muted` are legs that a request has closed off."""
    if speaker in muted:
        return []
    closed = set(deaf)
    return [leg for leg in room.members if leg not in closed and room.may_hear(leg, speaker)]


def matrix(room: Room) -> dict[str, Sequence[str]]:
    """Return for each member whom it may hear."""
    return {one: [other for other in room.members if room.may_hear(one, other)] for one in room.members}


def _ids(listed: object) -> frozenset[str] | None:
    return frozenset(str(one) for one in listed) if isinstance(listed, list) else None
