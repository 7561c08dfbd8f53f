"""Why a member was asked to take something, or was not, as values and in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Why(StrEnum):
    """Why a member was chosen, or was not."""

    OWNER = "OWNER"
    LAST_OWNER = "LAST_OWNER"
    FIXED = "FIXED"
    ROUND_ROBIN = "ROUND_ROBIN"
    LONGEST_IDLE = "LONGEST_IDLE"
    FEWEST_TODAY = "FEWEST_TODAY"
    SKILL_RELAXED = "SKILL_RELAXED"
    BACKUP = "BACKUP"
    BY_HAND = "BY_HAND"
    NOT_SEATED = "NOT_SEATED"
    ELSEWHERE = "ELSEWHERE"
    NO_TELEPHONE = "NO_TELEPHONE"
    NO_SKILL = "NO_SKILL"
    TIER_CLOSED = "TIER_CLOSED"
    NOT_FREE = "NOT_FREE"
    PASSED = "PASSED"
    FULL = "FULL"
    TAKEN = "TAKEN"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with its figures; `words` says it in English, screens in the reader's language."""

    why: Why
    figure: int = 0

    @property
    def words(self) -> str:
        """Say it in plain words."""
        return _WORDS[self.why].format(self.figure)


_WORDS: Final[Mapping[Why, str]] = MappingProxyType(
    {
        Why.OWNER: "answers for this conversation and is on shift",
        Why.LAST_OWNER: "looked after this person last and is on shift",
        Why.FIXED: "number {0} in the order",
        Why.ROUND_ROBIN: "next in turn",
        Why.LONGEST_IDLE: "free the longest, {0} s",
        Why.FEWEST_TODAY: "fewest today, {0}",
        Why.SKILL_RELAXED: "the skill is only preferred after {0} s",
        Why.BACKUP: "backup, open after {0} s",
        Why.BY_HAND: "assigned by hand",
        Why.NOT_SEATED: "is not in this queue",
        Why.ELSEWHERE: "does not work at this location",
        Why.NO_TELEPHONE: "takes no calls",
        Why.NO_SKILL: "lacks a skill it needs",
        Why.TIER_CLOSED: "backup, not before {0} s",
        Why.NOT_FREE: "is not free",
        Why.PASSED: "passed on it {0} s ago",
        Why.FULL: "has as much as they can hold",
        Why.TAKEN: "was given something that waited longer",
    }
)
