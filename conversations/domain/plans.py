"""Plans: what one leg of a call goes through, step by step, in no carrier's words.

The intersection of what the carriers we know can do (research/vonage.md §7), not NCCO. Leg and room ids are the
carrier's opaque text. All durations are seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


# In place of an address of music: that which ships.
HOLD_MUSIC: Final = "hold"


class EndpointKind(StrEnum):
    """Where a leg can be placed: a telephone, or a member's browser."""

    PHONE = "PHONE"
    APP = "APP"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One place to ring: E.164 for a telephone, the carrier's user name for a browser."""

    kind: EndpointKind
    value: str


@dataclass(frozen=True, slots=True)
class Say:
    """Speak `text` (plain, at most 1,500 characters) in `language` (BCP 47). A key or word may cut it short."""

    text: str
    language: str = "en-US"
    may_interrupt: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True)
class Play:
    """Play an audio file; `times` of 0 repeats it until something else happens."""

    url: str
    times: int = 1
    may_interrupt: bool = False


@dataclass(frozen=True, slots=True)
class Gather:
    """Wait for keys, words or both; what came is reported as InputReceived, whose answer replaces the rest of the plan.

    `wait_seconds` is for the first key (0 to 10) or word (1 to 60); `silence_seconds` (0.4 to 10) of silence end what is
    said, 0 leaves that to the carrier.
    """

    most_digits: int = 1
    wait_seconds: int = 5
    ends_on_hash: bool = False
    takes_keys: bool = True
    takes_speech: bool = False
    language: str = "en-US"
    hints: tuple[str, ...] = ()
    silence_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Ring:
    """Connect this leg straight to another, for when commands cannot be given later (design §3.2).

    `accept_text` is spoken to whoever answers, who must press 1 before they are joined. What became of it is
    reported and its answer replaces the rest of the plan.
    """

    to: Endpoint
    sender: str
    ring_seconds: int = 20
    accept_text: str = ""
    language: str = "en-US"


@dataclass(frozen=True, slots=True)
class Room:
    """Move this leg into a named room, where it stays. Until a leg that `starts` it comes, waiters hear `hold_url`.

    `hears` and `heard_by` are leg ids; None means everybody, an empty tuple nobody.
    """

    name: str
    starts: bool = True
    ends: bool = False
    hold_url: str = ""
    records: bool = False
    transcribes: str = ""
    hears: tuple[str, ...] | None = None
    heard_by: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Record this leg until silence, `#` or the time is up, after a beep; reported as RecordingReady."""

    most_seconds: int = 180
    silence_seconds: int = 4
    beeps: bool = True
    transcribes: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence, 0.1 to 7,200 seconds."""

    seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Report having come this far (Notified); the answer may replace the rest of the plan."""

    payload: str


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the leg here. Always the last step; a plan without it ends the same way when its steps are done."""


PlanStep: TypeAlias = Say | Play | Gather | Ring | Room | Record | Pause | Mark | HangUp
Plan: TypeAlias = tuple[PlanStep, ...]

_STEPS: dict[str, type[PlanStep]] = {
    kind.__name__: kind for kind in (Say, Play, Gather, Ring, Room, Record, Pause, Mark, HangUp)
}


def plan_to_json(plan: Plan) -> list[Json]:
    """Turn a plan into plain JSON values, to be kept."""
    return [{"step": type(step).__name__, **_fields(step)} for step in plan]


def plan_from_json(stored: Sequence[Json]) -> Plan:
    """Rebuild a kept plan.

    Raises:
        ValueError: a step or field this release does not know.
    """
    return tuple(_step(item) for item in stored)


def _fields(step: PlanStep | Endpoint) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name in step.__dataclass_fields__:
        value = getattr(step, name)
        if isinstance(value, Endpoint):
            found[name] = {"kind": value.kind.value, "value": value.value}
        else:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def _step(item: Json) -> PlanStep:
    if not isinstance(item, dict) or item.get("step") not in _STEPS:
        raise ValueError(f"not a step of a plan: {item!r}")
    # The constructors judge the names; the values are those we wrote ourselves.
    values: dict[str, Any] = {name: _value(name, value) for name, value in item.items() if name != "step"}
    try:
        return _STEPS[str(item["step"])](**values)
    except TypeError as error:
        raise ValueError(f"not a step of a plan: {item!r}") from error


def _value(name: str, value: Json) -> object:
    if name == "to" and isinstance(value, dict):
        return Endpoint(EndpointKind(str(value["kind"])), str(value["value"]))
    return tuple(value) if isinstance(value, list) else value
