"""What closes a conversation of a law firm: a table of cases."""

import pytest

from intake.domain.clearance.closing import HeardHit, closes
from intake.domain.clearance.deciding import Level, Verdict
from intake.domain.clearance.states import OPEN, CheckState

OTHERS = HeardHit(level=Level.POSSIBLE, verdict=None, is_own=False, part="CLIENT")


def hit(
    level: Level = Level.STRONG,
    *,
    verdict: Verdict | None = None,
    is_own: bool = False,
    part: str = "CLIENT",
    is_ours: bool = False,
) -> HeardHit:
    return HeardHit(level=level, verdict=verdict, is_own=is_own, part=part, is_ours=is_ours)


@pytest.mark.parametrize(
    ("found", "is_closed"),
    [
        (hit(), True),
        (hit(Level.POSSIBLE), True),
        (hit(Level.LOW), False),
        (hit(Level.SUPPRESSED), False),
        (hit(verdict=Verdict.UNSURE), True),
        (hit(verdict=Verdict.SAME_ADVERSE), True),
        (hit(verdict=Verdict.NOT_SAME), False),
        (hit(verdict=Verdict.SAME_HARMLESS), False),
        (hit(is_own=True), False),
        (hit(is_own=True, part=""), False),
        (hit(is_own=True, part="ADVERSE"), True),
        (hit(is_own=True, part="COUNSEL"), True),
        (hit(is_own=True, part="", is_ours=True), True),
        (hit(part=""), True),
    ],
)
def test_a_name_that_was_only_heard_closes_for_somebody_we_know(found: HeardHit, is_closed: bool) -> None:
    assert closes(CheckState.POTENTIAL, is_inquiry=False, hits=[hit(Level.LOW), found]) is is_closed


@pytest.mark.parametrize("state", CheckState)
def test_an_inquiry_is_closed_until_it_is_cleared_and_what_was_declined_stays_sealed(
    state: CheckState,
) -> None:
    assert closes(state, is_inquiry=True, hits=[]) is (state not in OPEN)
    assert closes(state, is_inquiry=False, hits=[]) is (state is CheckState.DECLINED)
    assert closes(state, is_inquiry=False, hits=[OTHERS]) is (state not in OPEN)
