"""When what was said is closed for everybody. Hearing a name is one rule; closing a conversation for it is this one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from intake.domain.clearance.deciding import BLOCKING, Level, Verdict
from intake.domain.clearance.states import OPEN, CheckState

# Whoever is on these sides of a matter of ours is against a client of ours.
AGAINST_US: Final = frozenset({"ADVERSE", "COUNSEL"})
_SETTLED: Final = frozenset({Verdict.NOT_SAME, Verdict.SAME_HARMLESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardHit:
    """A party found for a name somebody said.

    `is_own` where the name was the speaker's; `part` is what the party is in a matter, empty where it is in none;
    `is_ours` where the party is the firm itself or one of its people.
    """

    level: Level
    verdict: Verdict | None
    is_own: bool
    part: str = ""
    is_ours: bool = False


def closes(state: CheckState, *, is_inquiry: bool, hits: Iterable[HeardHit]) -> bool:
    """Say whether what was said is closed for everybody.

    An inquiry asks for names first: it stays closed until somebody clears it. A check that only began because a name was
    heard closes nothing until that name is somebody we know: for the speaker's own name, somebody who is against us.
    """
    if state in OPEN:
        return False
    if is_inquiry or state is CheckState.DECLINED:
        return True
    return any(_weighs(hit) for hit in hits)


def _weighs(hit: HeardHit) -> bool:
    if hit.level not in BLOCKING or hit.verdict in _SETTLED:
        return False
    return not hit.is_own or hit.is_ours or hit.part in AGAINST_US
