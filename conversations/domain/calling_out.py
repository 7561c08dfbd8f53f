"""Why a member calls although the hour, or what the person said, speaks against it; kept as a fact."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What makes the call right all the same."""

    ASKED = "ASKED"
    AGREED = "AGREED"
    URGENT = "URGENT"
    OTHER = "OTHER"


LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Anyway:
    """A member's reason to call all the same; `words` are their own."""

    why: Why
    words: str = ""

    @property
    def is_said(self) -> bool:
        """Say whether it tells a reason: "other" alone tells none."""
        return self.why is not Why.OTHER or bool(self.words)


def read_anyway(why: str, words: str) -> Anyway | None:
    """Read what a member chose; None when they chose nothing, or nothing we offer."""
    if why not in set(Why):
        return None
    return Anyway(why=Why(why), words=" ".join(words.replace("\x00", "").split())[:LONGEST])
