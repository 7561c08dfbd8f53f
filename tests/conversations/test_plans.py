"""A plan that was kept is the plan that was meant."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import ports

endpoints = st.builds(ports.Endpoint, st.sampled_from(ports.EndpointKind), st.text(max_size=20))
steps = st.one_of(
    st.builds(ports.Say, st.text(), may_interrupt=st.booleans(), times=st.integers(1, 3)),
    st.builds(ports.Play, st.text()),
    st.builds(ports.Gather, hints=st.lists(st.text(max_size=5), max_size=3).map(tuple)),
    st.builds(ports.Ring, endpoints, st.text(max_size=16), accept_text=st.text(max_size=40)),
    st.builds(
        ports.Room,
        st.text(min_size=1),
        hears=st.none() | st.lists(st.text(max_size=8), max_size=3).map(tuple),
        heard_by=st.none() | st.just(()),
    ),
    st.builds(ports.Record),
    st.builds(ports.Pause, st.floats(0.1, 7200)),
    st.builds(ports.Mark, st.text()),
    st.just(ports.HangUp()),
)


@given(st.lists(steps, max_size=6).map(tuple))
def test_a_kept_plan_comes_back_equal(plan: ports.Plan) -> None:
    stored = json.loads(json.dumps(ports.plan_to_json(plan)))
    assert ports.plan_from_json(stored) == plan


@pytest.mark.parametrize("stored", [["x"], [{"step": "Dance"}], [{"step": "Say", "words": "x"}], [{}]])
def test_a_step_nobody_knows_is_refused(stored: list[ports.Json]) -> None:
    with pytest.raises(ValueError, match="not a step"):
        ports.plan_from_json(stored)
