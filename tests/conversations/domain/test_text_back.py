"""Who gets a text after a missed call: every rule, alone and before those that follow it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest

from conversations.domain.calls import CallOutcome
from conversations.domain.text_back import LATEST, MISSED, MissedCall, TextBack, decide

ENDED = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
NOW = ENDED + timedelta(seconds=15)
PLAIN = MissedCall(
    outcome=CallOutcome.MISSED_NO_AGENT, ended_at=ENDED, number="+16025550134", line_type="MOBILE"
)
# In the order of the table: of two reasons the earlier one is given.
REASONS: Mapping[TextBack, Mapping[str, Any]] = {
    TextBack.SWITCHED_OFF: {"is_on": False},
    TextBack.NOT_MISSED: {"outcome": CallOutcome.ANSWERED_HUMAN},
    TextBack.BLOCKED: {"was_blocked": True},
    TextBack.NO_NUMBER: {"number": ""},
    TextBack.OPTED_OUT: {"is_opted_out": True},
    TextBack.LANDLINE: {"line_type": "LANDLINE"},
    TextBack.UNREACHABLE: {"has_failed_before": True},
    TextBack.COOLDOWN: {"texted_back_at": NOW - timedelta(hours=11, minutes=59)},
    TextBack.REACHED: {"reached_since": True},
    TextBack.TOO_LATE: {"ended_at": NOW - LATEST - timedelta(seconds=1)},
}


def test_the_table_has_every_verdict() -> None:
    assert set(REASONS) | {TextBack.SEND} == set(TextBack)


@pytest.mark.parametrize("verdict", list(REASONS))
def test_each_reason_alone_is_given(verdict: TextBack) -> None:
    assert decide(replace(PLAIN, **REASONS[verdict]), now=NOW) is verdict


@pytest.mark.parametrize("pair", list(combinations(REASONS, 2)), ids="-".join)
def test_of_two_reasons_the_earlier_is_given(pair: tuple[TextBack, TextBack]) -> None:
    both = dict(REASONS[pair[1]]) | dict(REASONS[pair[0]])
    assert decide(replace(PLAIN, **both), now=NOW) is pair[0]


@pytest.mark.parametrize("outcome", CallOutcome)
def test_only_a_missed_call_is_answered_by_a_text(outcome: CallOutcome) -> None:
    expected = TextBack.SEND if outcome in MISSED else TextBack.NOT_MISSED
    assert decide(replace(PLAIN, outcome=outcome), now=NOW) is expected


@pytest.mark.parametrize(
    ("line_type", "verdict"),
    [
        ("MOBILE", TextBack.SEND),
        ("VOIP", TextBack.SEND),
        ("UNKNOWN", TextBack.SEND),
        ("LANDLINE", TextBack.LANDLINE),
    ],
)
def test_an_unknown_line_is_tried_and_a_landline_never(line_type: str, verdict: TextBack) -> None:
    assert decide(replace(PLAIN, line_type=line_type), now=NOW) is verdict


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"texted_back_at": NOW - timedelta(hours=12)}, TextBack.SEND),
        ({"texted_back_at": NOW - timedelta(hours=12) + timedelta(seconds=1)}, TextBack.COOLDOWN),
        ({"ended_at": NOW - LATEST}, TextBack.SEND),
        ({"ended_at": NOW - LATEST - timedelta(microseconds=1)}, TextBack.TOO_LATE),
    ],
)
def test_both_times_end_on_the_instant(changes: dict[str, Any], verdict: TextBack) -> None:
    assert decide(replace(PLAIN, **changes), now=NOW) is verdict
