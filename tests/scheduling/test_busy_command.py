"""`busy FILE` prints what a calendar file says of somebody's time, and refuses what is none in a sentence."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.scheduling.ics.files import calendar, event

WINDOW = ("--zone", "America/Denver", "--from", "2026-03-01", "--to", "2026-04-01")


def printed(path: Path, *more: str) -> Any:
    out = StringIO()
    call_command("busy", str(path), *WINDOW, *more, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "calendar.ics"
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@clinic.test"
    path.write_bytes(
        calendar(
            event("DTSTART;TZID=Mars:20260310T090000", "DURATION:PT1H", "STATUS:TENTATIVE"),
            event("DTSTART:20260311T090000Z", "DURATION:PT1H", declined, uid="declined"),
        )
    )
    return path


def test_intervals_and_warnings_are_printed(file: Path) -> None:
    told = printed(file, "--owner", "ana@clinic.test")
    assert told["busy"] == told["tentative"] == [["2026-03-10T15:00:00Z", "2026-03-10T16:00:00Z"]]
    assert [(one["code"], one["about"]) for one in told["warnings"]] == [("ZONE_UNKNOWN", "Mars")]
    assert "“Mars”" in told["warnings"][0]["sentence"]
    assert len(printed(file)["busy"]) == 2
    assert printed(file, "--owner", "ana@clinic.test", "--tentative-is-free")["busy"] == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--zone", "Denver"], "“Denver” is no time zone"),
        (["--from", "tomorrow"], "“tomorrow” is no date or time"),
        (["--from", "2026-05-01"], "--to must be later than --from"),
        (["--to", "2199-01-01"], "more than 3660 days"),
    ],
)
def test_bad_arguments_are_refused_in_a_sentence(file: Path, more: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        printed(file, *more)


def test_what_is_no_calendar_is_refused_in_a_sentence(tmp_path: Path) -> None:
    page = tmp_path / "page.ics"
    page.write_text("<html>")
    with pytest.raises(CommandError, match="This is not a calendar"):
        printed(page)
    with pytest.raises(CommandError, match="No such file"):
        printed(tmp_path / "missing.ics")
