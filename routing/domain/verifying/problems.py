"""What can be wrong with a flow, and how a caller comes to find out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from routing.domain.flow import Facts
from routing.domain.happenings import Event


class Severity(StrEnum):
    """An error keeps a flow from being published, a warning does not."""

    ERROR = "ERROR"
    WARNING = "WARNING"


class Code(StrEnum):
    """Every kind of problem the verifier knows."""

    DEAD_END = "DEAD_END"
    ENDLESS_LOOP = "ENDLESS_LOOP"
    UNREACHABLE = "UNREACHABLE"
    MISSING_TARGET = "MISSING_TARGET"
    UNFINISHED = "UNFINISHED"
    NOT_PROVEN = "NOT_PROVEN"
    HOURS_WITHOUT_PATH = "HOURS_WITHOUT_PATH"
    EMPTY_QUEUE = "EMPTY_QUEUE"
    EMPTY_LADDER = "EMPTY_LADDER"
    EMPTY_RING = "EMPTY_RING"
    SKILL_NOBODY_HAS = "SKILL_NOBODY_HAS"
    MEMBER_GONE = "MEMBER_GONE"
    MEMBER_WITHOUT_TELEPHONE = "MEMBER_WITHOUT_TELEPHONE"
    MEMBER_ELSEWHERE = "MEMBER_ELSEWHERE"
    MANY_OPTIONS = "MANY_OPTIONS"
    NESTED_MENU = "NESTED_MENU"
    LONG_PROMPT = "LONG_PROMPT"
    NO_PERSON = "NO_PERSON"
    UNCOVERED_LANGUAGE = "UNCOVERED_LANGUAGE"
    SLOW_TO_A_PERSON = "SLOW_TO_A_PERSON"


WARNINGS: Final = frozenset(
    {
        Code.MANY_OPTIONS,
        Code.NESTED_MENU,
        Code.LONG_PROMPT,
        Code.NO_PERSON,
        Code.UNCOVERED_LANGUAGE,
        Code.SLOW_TO_A_PERSON,
    }
)


class MoveKind(StrEnum):
    """What a reader of a path is told: who calls and when, what they do, what does not work, how it ends."""

    MOMENT = "MOMENT"
    TURNS = "TURNS"
    LANGUAGE = "LANGUAGE"
    CALLER = "CALLER"
    PLACE = "PLACE"
    PRESS = "PRESS"
    WRONG = "WRONG"
    SILENT = "SILENT"
    ANSWERS = "ANSWERS"
    UNANSWERED = "UNANSWERED"
    NOBODY_FREE = "NOBODY_FREE"
    GIVEN_BACK = "GIVEN_BACK"
    FAILED = "FAILED"
    NO_COMMANDS = "NO_COMMANDS"
    PERSON = "PERSON"
    CAPTURED = "CAPTURED"
    LET_GO = "LET_GO"
    AGAIN = "AGAIN"
    NOWHERE = "NOWHERE"
    COMES_TO = "COMES_TO"


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a path. `value` is a key, a language, a kind of caller, …; `at` (local) is of MOMENT and TURNS."""

    kind: MoveKind
    node: str = ""
    value: str = ""
    at: datetime | None = None
    is_special: bool = False


@dataclass(frozen=True, slots=True)
class Played:
    """One decision of the engine on the way: what happened, what was known, and where that left the call."""

    event: Event
    facts: Facts
    node: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `path` is a shortest way to it, `script` the same way for the engine.

    `values` fill in the sentence: the exit that leads nowhere, the member who is gone, the seconds a prompt takes.
    """

    code: Code
    node: str
    path: tuple[Move, ...] = ()
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    script: tuple[Played, ...] = field(default=(), hash=False, repr=False)

    @property
    def severity(self) -> Severity:
        """Say whether it keeps the flow from being published."""
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR
