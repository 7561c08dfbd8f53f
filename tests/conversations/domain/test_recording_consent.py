"""Who must agree before a call is recorded: every state, both directions, with and without an own reading."""

import pytest

from conversations.domain.recording_consent import ALL_PARTY, ONE_PARTY, Needs, verdict

STATES = sorted(ALL_PARTY | ONE_PARTY)
DIRECTIONS = (True, False)
# Written out here once more, so that a slip in the table that ships is seen (research/contact-center.md §6).
STRICT = {"CA", "CT", "DE", "FL", "IL", "MA", "MD", "MI", "MT", "NH", "NV", "OR", "PA", "VT", "WA"}


def test_the_table_has_the_fifty_states_and_washington_once_each() -> None:
    assert len(STATES) == len(ALL_PARTY) + len(ONE_PARTY) == 51
    assert ALL_PARTY == STRICT


@pytest.mark.parametrize("is_inbound", DIRECTIONS, ids=("in", "out"))
@pytest.mark.parametrize("state", STATES)
def test_within_one_state(state: str, is_inbound: bool) -> None:
    found = verdict({state}, is_inbound=is_inbound)
    assert found.needs is (Needs.NOTICE if state in STRICT else Needs.NOTHING)
    assert (found.decided_by, state in found.why) == (state, True)


@pytest.mark.parametrize("is_inbound", DIRECTIONS, ids=("in", "out"))
@pytest.mark.parametrize("state", STATES)
def test_the_strictest_of_two_decides(state: str, is_inbound: bool) -> None:
    with_arizona = verdict({"AZ", state}, is_inbound=is_inbound)
    assert with_arizona.needs is (Needs.NOTICE if state in STRICT else Needs.NOTHING)
    assert verdict({"CA", state}, is_inbound=is_inbound).needs is Needs.NOTICE
    if state in STRICT:
        assert with_arizona.decided_by == state


@pytest.mark.parametrize("is_inbound", DIRECTIONS, ids=("in", "out"))
@pytest.mark.parametrize("state", STATES)
def test_an_own_reading_stands_above_the_table(state: str, is_inbound: bool) -> None:
    for needs_everybody in (True, False):
        found = verdict({state}, own_readings={state: needs_everybody}, is_inbound=is_inbound)
        assert found.needs is (Needs.NOTICE if needs_everybody else Needs.NOTHING)
    other = "TX" if state != "TX" else "NY"
    assert verdict({other}, own_readings={state: True}, is_inbound=is_inbound).needs is Needs.NOTHING


@pytest.mark.parametrize("is_inbound", DIRECTIONS, ids=("in", "out"))
@pytest.mark.parametrize("state", STATES)
def test_a_party_who_may_be_anywhere_hears_the_notice(state: str, is_inbound: bool) -> None:
    assert verdict({state, ""}, is_inbound=is_inbound).needs is Needs.NOTICE
    assert verdict((), is_inbound=is_inbound).needs is Needs.NOTICE
    assert verdict({state, "PR"}, is_inbound=is_inbound).needs is Needs.NOTICE, "no table knows Puerto Rico"
