"""Stages of inquiries, and figures that add up whatever is counted."""

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.playbooks.funnel import Counted, by_source, rungs
from intake.domain.playbooks.stages import INITIAL, LADDER, TRANSITIONS, Stage, may_move, passed


def test_every_stage_has_its_line_and_is_reached() -> None:
    assert set(TRANSITIONS) == set(Stage)
    assert set(Stage) == INITIAL.union(*TRANSITIONS.values())
    assert not any(may_move(stage, Stage.NEW) for stage in Stage)
    assert may_move("BOOKED", Stage.QUALIFIED)
    assert passed(Stage.QUALIFIED) == (Stage.NEW, Stage.CONTACTED, Stage.QUALIFIED)
    assert passed(Stage.LOST) == ()


@settings(max_examples=25)
@given(
    st.lists(
        st.builds(
            Counted,
            furthest=st.sampled_from(LADDER),
            is_lost=st.booleans(),
            source=st.sampled_from(["Main line", "Main line · ads", ""]),
        )
    )
)
def test_the_funnel_adds_up(rows: list[Counted]) -> None:
    found = rungs(rows)
    assert found[0].reached == len(rows)
    assert sum(one.here + one.lost for one in found) == len(rows)
    for one, after in zip(found, [*found[1:], None], strict=True):
        assert one.reached == (after.reached if after else 0) + one.here + one.lost
    parts = by_source(rows)
    for place in range(len(LADDER)):
        assert sum(group[place].reached for group in parts.values()) == found[place].reached
