"""Where appointments stand on a drawn day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.domain.drawing import (
    DAY,
    MOST_LANES,
    Lane,
    Piece,
    Spot,
    bounds,
    gaps,
    pieces,
    shown_hours,
    side_by_side,
    spot,
    week_of,
)

PHOENIX, NEW_YORK = ZoneInfo("America/Phoenix"), ZoneInfo("America/New_York")


def test_a_span_is_cut_at_local_midnight() -> None:
    found = pieces(
        datetime(2026, 11, 24, 6, 30, tzinfo=UTC), datetime(2026, 11, 24, 7, 40, tzinfo=UTC), PHOENIX
    )
    assert found == [Piece(date(2026, 11, 23), 1410, 1440), Piece(date(2026, 11, 24), 0, 40)]


def test_what_ends_at_midnight_leaves_nothing_on_the_next_day() -> None:
    found = pieces(
        datetime(2026, 11, 24, 6, 0, tzinfo=UTC), datetime(2026, 11, 24, 7, 0, tzinfo=UTC), PHOENIX
    )
    assert found == [Piece(date(2026, 11, 23), 1380, 1440)]


def test_an_hour_over_a_clock_put_back_is_still_to_be_seen() -> None:
    # 01:30 to 01:15 by the wall clock, three quarters of an hour later.
    found = pieces(
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC), datetime(2026, 11, 1, 6, 15, tzinfo=UTC), NEW_YORK
    )
    assert found == [Piece(date(2026, 11, 1), 90, 105)]


def test_minutes_have_a_quarter_and_a_rest_and_stay_on_the_day() -> None:
    assert [spot(minute) for minute in (0, 67, 1440, 1500, -5)] == [
        Spot(0, 0),
        Spot(4, 7),
        Spot(96, 0),
        Spot(96, 0),
        Spot(0, 0),
    ]


def test_what_overlaps_stands_beside_each_other_and_what_touches_below() -> None:
    assert side_by_side([(540, 600), (570, 630), (600, 660), (700, 720)]) == [
        Lane(0, 2),
        Lane(1, 2),
        Lane(0, 2),
        Lane(0, 1),
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, DAY - 1), st.integers(1, 300)).map(lambda one: (one[0], one[0] + one[1])),
        max_size=12,
    )
)
def test_no_two_that_overlap_share_a_lane_while_lanes_last(spans: list[tuple[int, int]]) -> None:
    lanes = side_by_side(spans)
    assert len(lanes) == len(spans)
    for at, (one, lane) in enumerate(zip(spans, lanes, strict=True)):
        assert 0 <= lane.number < lane.count <= MOST_LANES
        for other, beside in list(zip(spans, lanes, strict=True))[at + 1 :]:
            overlap = one[0] < other[1] and other[0] < one[1]
            if overlap and lane.count < MOST_LANES and beside.count < MOST_LANES:
                assert lane.number != beside.number


def test_a_grid_shows_whole_hours_and_all_that_is_there() -> None:
    assert shown_hours([]) == (480, 1080)
    assert shown_hours([(455, 500), (1000, 1141)]) == (420, 1200)
    assert shown_hours([(0, 1440)]) == (0, 1440)


def test_a_week_begins_on_monday_and_its_bounds_follow_the_clock() -> None:
    week = week_of(date(2026, 11, 1))
    assert (week[0], week[-1]) == (date(2026, 10, 26), date(2026, 11, 1))
    first, last = bounds([date(2026, 11, 1)], NEW_YORK)
    assert (last.astimezone(UTC) - first.astimezone(UTC)).total_seconds() == 25 * 3600


def test_gaps_are_what_lies_between_open_hours() -> None:
    assert gaps([(540, 720), (780, 1020)], 480, 1080) == [(480, 540), (720, 780), (1020, 1080)]
    assert gaps([], 480, 1080) == [(480, 1080)]
    assert gaps([(0, 1440)], 480, 1080) == []
