"""What an answer to a hit means, when a check can be cleared, and what a waiver takes (ABA Model Rule 1.7(b))."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID


class Verdict(StrEnum):
    """What a reviewer says of a hit."""

    NOT_SAME = "NOT_SAME"
    SAME_HARMLESS = "SAME_HARMLESS"
    SAME_ADVERSE = "SAME_ADVERSE"
    UNSURE = "UNSURE"


class Level(StrEnum):
    """How a hit is grouped on the report, the gravest first."""

    EXACT = "EXACT"
    STRONG = "STRONG"
    POSSIBLE = "POSSIBLE"
    LOW = "LOW"
    SUPPRESSED = "SUPPRESSED"


# These need an answer before anything is decided.
BLOCKING: Final = frozenset({Level.EXACT, Level.STRONG, Level.POSSIBLE})
_STRONG_FROM: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A hit as it stands: its level, and the latest answer if there is one."""

    level: Level
    verdict: Verdict | None


class Left(StrEnum):
    """What keeps somebody from a decision."""

    HITS_UNANSWERED = "HITS_UNANSWERED"
    HITS_UNSURE = "HITS_UNSURE"
    HITS_ADVERSE = "HITS_ADVERSE"
    CANNOT_REPRESENT = "CANNOT_REPRESENT"
    NOT_LAWFUL = "NOT_LAWFUL"
    SAME_PROCEEDING = "SAME_PROCEEDING"
    NO_LAWYER = "NO_LAWYER"
    NOBODY_AFFECTED = "NOBODY_AFFECTED"
    CONSENTS_MISSING = "CONSENTS_MISSING"
    SECOND_PERSON = "SECOND_PERSON"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The boxes a lawyer ticks for a waiver, under their own name."""

    can_represent: bool
    is_lawful: bool
    is_other_proceeding: bool
    lawyer: str


def level_of(*, score: int, is_blocking: bool, is_identifier: bool, is_suppressed: bool) -> Level:
    """Group a hit of the engine; `score` is of a hundred."""
    if is_suppressed:
        return Level.SUPPRESSED
    if is_identifier:
        return Level.EXACT
    if not is_blocking:
        return Level.LOW
    return Level.STRONG if score >= _STRONG_FROM else Level.POSSIBLE


def left_to_clear(hits: Sequence[Answered]) -> tuple[Left, ...]:
    """List what keeps a check from being cleared; what cannot be told apart, or is adverse, never is."""
    asked = [hit for hit in hits if hit.level in BLOCKING]
    said = {hit.verdict for hit in hits}
    found = []
    if any(hit.verdict is None for hit in asked):
        found.append(Left.HITS_UNANSWERED)
    if Verdict.UNSURE in said:
        found.append(Left.HITS_UNSURE)
    if Verdict.SAME_ADVERSE in said:
        found.append(Left.HITS_ADVERSE)
    return tuple(found)


def left_to_ask(hits: Sequence[Answered], statement: Statement) -> tuple[Left, ...]:
    """List what keeps somebody from asking for a waiver.

    A claim of one client against another in the same proceeding cannot be waived at all.
    """
    found = []
    if any(hit.verdict is None for hit in hits if hit.level in BLOCKING):
        found.append(Left.HITS_UNANSWERED)
    if any(hit.verdict is Verdict.UNSURE for hit in hits):
        found.append(Left.HITS_UNSURE)
    ticked = (
        (statement.can_represent, Left.CANNOT_REPRESENT),
        (statement.is_lawful, Left.NOT_LAWFUL),
        (statement.is_other_proceeding, Left.SAME_PROCEEDING),
        (bool(statement.lawyer.strip()), Left.NO_LAWYER),
    )
    return (*found, *(left for is_ticked, left in ticked if not is_ticked))


def left_to_waive(
    *, affected: Collection[UUID], consenting: Collection[UUID], asked_by: UUID | None, waived_by: UUID
) -> tuple[Left, ...]:
    """List what keeps a waiver from being granted: each affected client's own consent, and a second person."""
    found = []
    if not affected:
        found.append(Left.NOBODY_AFFECTED)
    if set(affected) - set(consenting):
        found.append(Left.CONSENTS_MISSING)
    if asked_by is None or asked_by == waived_by:
        found.append(Left.SECOND_PERSON)
    return tuple(found)
