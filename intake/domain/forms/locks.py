"""What a gate keeps closed of a form that is being filled in, and what it says meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class LockKind(StrEnum):
    """What is closed."""

    STAGE = "STAGE"
    UPLOADS = "UPLOADS"
    SUBMIT = "SUBMIT"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockStep:
    """One thing that happens next; done ones say when."""

    text: str
    is_done: bool = False
    is_current: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Closed for now: the kinds, and of STAGE which stages. `title` and `text` are shown, in the reader's language."""

    kinds: frozenset[LockKind]
    stages: frozenset[str] = frozenset()
    title: str
    text: str
    steps: tuple[LockStep, ...] = ()


def lock_of(locks: Sequence[Lock], kind: LockKind, stage: str = "") -> Lock | None:
    """Find what closes something, None where nothing does."""
    found = (
        one for one in locks if kind in one.kinds and (kind is not LockKind.STAGE or stage in one.stages)
    )
    return next(found, None)
