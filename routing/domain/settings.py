"""The settings of each kind of node, one frozen class a kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from routing.domain.faults import Fault
from routing.domain.fields import setting
from routing.domain.forms import (
    E164,
    Address,
    ByName,
    Choice,
    Clock,
    Id,
    ListOf,
    Parts,
    SomeId,
    Spoken,
    Whole,
    Words,
)
from routing.domain.texts import Text

VARIABLE: Final = r"^[a-z][a-z0-9_]{0,29}$"
SHORTEST_RING, LONGEST_RING, USUAL_RING = 5, 60, 20


class Strategy(StrEnum):
    """In which order members are rung."""

    FIXED = "FIXED"
    ROUND_ROBIN = "ROUND_ROBIN"
    LONGEST_IDLE = "LONGEST_IDLE"
    FEWEST_TODAY = "FEWEST_TODAY"
    ALL = "ALL"


class Takes(StrEnum):
    """How a question may be answered."""

    DIGITS = "DIGITS"
    SPEECH = "SPEECH"


class PlaceBy(StrEnum):
    """What tells where a caller belongs."""

    DIALLED = "DIALLED"
    AREA_CODE = "AREA_CODE"
    VARIABLE = "VARIABLE"


class Day(StrEnum):
    """A day of the week, in the calendar's order."""

    MON = "MON"
    TUE = "TUE"
    WED = "WED"
    THU = "THU"
    FRI = "FRI"
    SAT = "SAT"
    SUN = "SUN"


class Priority(StrEnum):
    """How soon a caller is to be helped; as it was when not chosen."""

    SAME = ""
    EMERGENCY = "EMERGENCY"
    URGENT = "URGENT"
    NORMAL = "NORMAL"
    LOW = "LOW"


class Spoke(StrEnum):
    """A language that is spoken from here on; as it was when not chosen."""

    SAME = ""
    ENGLISH = "en-US"
    SPANISH = "es-US"


@dataclass(frozen=True, slots=True)
class Turn:
    """One member's turn to be rung, and for how long."""

    member_id: UUID = setting(SomeId(), name="member")
    seconds: int = setting(Whole(SHORTEST_RING, LONGEST_RING), USUAL_RING)


@dataclass(frozen=True, slots=True)
class Window:
    """Hours on some days of the week, in minutes from midnight; one that ends before it begins passes midnight."""

    days: tuple[Day, ...] = setting(ListOf(Choice(Day), 7, key=str))
    from_: int = setting(Clock(), name="from")
    to: int = setting(Clock())


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The level of a skill that is enough after a caller waited; 0 is without it."""

    after_seconds: int = setting(Whole(1, 3600))
    level: int = setting(Whole(0, 5))


@dataclass(frozen=True, slots=True)
class SkillNeed:
    """A skill a caller needs, at what level, and how that relaxes."""

    skill_id: UUID = setting(SomeId(), name="skill")
    level: int = setting(Whole(1, 5), 1)
    relaxes: tuple[Relaxed, ...] = setting(ListOf(Parts(Relaxed), 5, key=lambda one: one.after_seconds), ())


@dataclass(frozen=True, slots=True)
class Greeting:
    """Say something."""

    text: Text = setting(Spoken(), Text())


@dataclass(frozen=True, slots=True)
class Hours:
    """Is the location open?"""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Is it a holiday at the location?"""


@dataclass(frozen=True, slots=True)
class Menu:
    """Let the caller choose by a key, or by saying one of the words of a key."""

    text: Text = setting(Spoken(), Text())
    words: Mapping[str, tuple[str, ...]] = setting(
        ByName(ListOf(Words(60), 20, key=str.casefold), 12, pattern=r"^[0-9*#]$"), {}
    )
    repeats: int = setting(Whole(0, 5), 1)
    wait_seconds: int = setting(Whole(1, 10), 5)


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for something and keep the answer under a name."""

    text: Text = setting(Spoken(), Text())
    variable: str = setting(Words(30, VARIABLE), "")
    takes: Takes = setting(Choice(Takes), Takes.DIGITS)
    most_digits: int = setting(Whole(1, 20), 5)
    repeats: int = setting(Whole(0, 5), 1)
    wait_seconds: int = setting(Whole(1, 10), 5)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls? The first exit that fits, in the order of `CALLER_EXITS`. Spam begins at `spam_score` of 100."""

    spam_score: int = setting(Whole(1, 100), 80)


@dataclass(frozen=True, slots=True)
class Language:
    """Which language does the caller speak? It is spoken from here on."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where does the caller belong? Dialled numbers, area codes, or how a kept answer (a postcode) begins."""

    by: PlaceBy = setting(Choice(PlaceBy), PlaceBy.AREA_CODE)
    variable: str = setting(Words(30, VARIABLE), "")
    places: Mapping[str, tuple[str, ...]] = setting(
        ByName(
            ListOf(Words(16, r"^\+?[0-9A-Za-z ]+$", Fault.NOT_A_NAME), 500, key=str),
            30,
            never=frozenset({"other"}),
        ),
        {},
    )


@dataclass(frozen=True, slots=True)
class Time:
    """Which part of the week is it at the location? The first window that fits."""

    windows: Mapping[str, tuple[Window, ...]] = setting(
        ByName(ListOf(Parts(Window), 20), 20, never=frozenset({"other"})), {}
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """Say that the call is recorded, where it is and the law asks for it."""

    text: Text = setting(Spoken(), Text())


@dataclass(frozen=True, slots=True)
class Ring:
    """Ring members."""

    strategy: Strategy = setting(Choice(Strategy), Strategy.FIXED)
    turns: tuple[Turn, ...] = setting(
        ListOf(Parts(Turn), 50, key=lambda one: one.member_id), (), name="members"
    )


@dataclass(frozen=True, slots=True)
class Queue:
    """Let the caller wait for somebody with the skills. 0 seconds or places is as the queue has it."""

    queue_id: UUID | None = setting(Id(), None, name="queue")
    skills: tuple[SkillNeed, ...] = setting(ListOf(Parts(SkillNeed), 10, key=lambda one: one.skill_id), ())
    longest_seconds: int = setting(Whole(0, 7200), 0)
    places: int = setting(Whole(0, 1000), 0)


@dataclass(frozen=True, slots=True)
class OnCall:
    """Wake whoever is on call, rung by rung."""

    ladder_id: UUID | None = setting(Id(), None, name="ladder")
    text: Text = setting(Spoken(), Text())


@dataclass(frozen=True, slots=True)
class Receptionist:
    """Let the receptionist talk with the caller."""


@dataclass(frozen=True, slots=True)
class Voicemail:
    """Take a message."""

    text: Text = setting(Spoken(), Text())
    longest_seconds: int = setting(Whole(10, 600), 180)


@dataclass(frozen=True, slots=True)
class Callback:
    """Offer to call back. Who takes it waits in the queue; without one it is a task of the team's."""

    text: Text = setting(Spoken(), Text())
    queue_id: UUID | None = setting(Id(), None, name="queue")


@dataclass(frozen=True, slots=True)
class TextBack:
    """Text the caller should nobody talk with them."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Put the caller through to a number outside."""

    to: str = setting(Words(16, E164, Fault.NOT_A_TELEPHONE), "")
    seconds: int = setting(Whole(SHORTEST_RING, LONGEST_RING), 25)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Ask a program of the organisation; its answer is kept under a name."""

    url: str = setting(Address(), "")
    timeout_seconds: int = setting(Whole(1, 5), 3)
    variable: str = setting(Words(30, VARIABLE), "")


@dataclass(frozen=True, slots=True)
class Set:
    """Note something about the call; what is empty stays as it was."""

    priority: Priority = setting(Choice(Priority), Priority.SAME)
    tag: str = setting(Words(40), "")
    language: Spoke = setting(Choice(Spoke), Spoke.SAME)


@dataclass(frozen=True, slots=True)
class Message:
    """Send the caller a text."""

    text: Text = setting(Spoken(), Text())


@dataclass(frozen=True, slots=True)
class HangUp:
    """Say goodbye and end the call."""

    text: Text = setting(Spoken(), Text())
