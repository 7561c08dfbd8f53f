"""What strange programs made of our own events, and of a zone: found by throwing damaged files at the reader."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduling.domain.ics.own import read_own, uids_of
from scheduling.domain.ics.zones import Custom, Observance
from tests.scheduling.ics.files import DENVER, calendar, event


def test_a_zone_whose_rules_begin_later_still_shows_a_wall() -> None:
    zone = Custom((Observance(timedelta(hours=9), timedelta(hours=8), datetime(2400, 1, 1)),))  # noqa: DTZ001
    assert zone.wall(datetime(2026, 3, 2, 10, tzinfo=UTC)) == datetime(2026, 3, 2, 18)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (["DTSTART:20260302T100000Z", "DTEND:20260302T103000Z"], 30),
        (["DTSTART;TZID=America/Denver:20260302T030000", "DURATION:PT45M"], 45),
        (["DTSTART;VALUE=DATE:20260302"], 24 * 60),
        (["DTSTART:20260302T030000", "DTEND:20260302T030000"], 0),
        (["DTSTART:nonsense"], None),
        (["SUMMARY:No time at all"], None),
    ],
)
def test_our_own_event_is_read_however_it_was_changed(lines: list[str], minutes: int | None) -> None:
    text = calendar(event(*lines, uid="ours")).decode()
    own = read_own(text, zone=DENVER)
    assert uids_of(text) == {"ours"}
    assert minutes == (own and int((own.ends_at - own.starts_at).total_seconds()) // 60)


def test_what_is_no_calendar_is_no_event_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "private.ics"
    file.write_bytes(calendar(event("DTSTART:20260302T100000Z", uid="ours")))
    assert read_own(str(file), zone=DENVER) is None
