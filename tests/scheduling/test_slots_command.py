"""`./portico manage slots`: cases in files of the schema slots/1, their answers and what is wrong in them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

CASES = Path(__file__).parent / "domain" / "slots" / "cases.json"
ALL = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
PLAIN: dict[str, Any] = {
    "id": "plain",
    "kind": "slots",
    "now": "2026-01-01T00:00:00Z",
    "hosts": [{"id": "h", "timezone": "UTC", "weekly": [{"days": [1], "start": "09:00", "end": "10:00"}]}],
    "event": {"length": 60},
    "window": {"start": "2026-03-02T00:00:00Z", "end": "2026-03-03T00:00:00Z"},
    "expected": {"count": 1},
}


def answered(file: Path, *flags: str) -> tuple[dict[str, Any], str, int]:
    """Run the command; give what it printed, what it complained of and its exit code."""
    out, err = StringIO(), StringIO()
    try:
        call_command("slots", str(file), *flags, stdout=out, stderr=err)
    except SystemExit as ended:
        return json.loads(out.getvalue()), err.getvalue(), int(ended.code or 0)
    return json.loads(out.getvalue()), err.getvalue(), 0


def file_of(folder: Path, *cases: object) -> Path:
    file = folder / "cases.json"
    file.write_text(json.dumps({"schema": "slots/1", "cases": cases}), encoding="utf-8")
    return file


@pytest.mark.parametrize("case", ALL, ids=[case["id"] for case in ALL])
def test_hostile_clocks(case: dict[str, Any], tmp_path: Path) -> None:
    _, said, code = answered(file_of(tmp_path, case), "--check")
    assert (said, code) == ("1 cases, 0 differences\n", 0)


def test_it_prints_starts_and_runs(tmp_path: Path) -> None:
    printed, _, code = answered(file_of(tmp_path, PLAIN))
    runs = [["2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z"]]
    assert printed == {"results": [{"id": "plain", "slots": ["2026-03-02T09:00:00Z"], "ranges": runs}]}
    assert code == 0


def test_differences_end_with_one(tmp_path: Path) -> None:
    wrong = {
        **PLAIN,
        "expected": {"slots": ["2026-03-02T08:00:00Z"], "count": 2, "first": "2026-03-02T08:00:00Z"},
    }
    _, said, code = answered(file_of(tmp_path, wrong), "--check")
    assert said.splitlines() == [
        "plain: slots: missing 2026-03-02T08:00:00Z; not expected 2026-03-02T09:00:00Z",
        "plain: the first slot is 2026-03-02T09:00:00Z, expected 2026-03-02T08:00:00Z",
        "plain: 1 slots, expected 2",
        "1 cases, 3 differences",
    ]
    assert code == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"now": "2026-03-02"}, "cases[0].now: “2026-03-02” does not say its zone; end it with Z for UTC."),
        ({"now": 5}, "cases[0].now: expected text."),
        ({"now": "soon"}, "cases[0].now: “soon” is not an instant such as 2026-03-08T09:00:00Z."),
        (
            {"now": "0001-01-01T00:00:00+14:00"},
            "cases[0].now: “0001-01-01T00:00:00+14:00” is beyond the years 1 to 9999.",
        ),
        ({"kind": "places"}, "cases[0].kind: “places” is none of slots, ranges, algebra."),
        ({"hosts": []}, "cases[0].hosts: there is no host."),
        ({"hosts": None}, "cases[0]: `hosts` is missing."),
        (
            {"hosts": [{"id": "h", "timezone": "UTC"}]},
            "cases[0].hosts[0]: has neither `free_ranges` nor `weekly`.",
        ),
        (
            {"hosts": [{"id": "h", "timezone": "Mars/Base", "weekly": []}]},
            "cases[0].hosts[0].timezone: “Mars/Base” is no time zone such as America/New_York.",
        ),
        (
            {
                "hosts": [
                    {
                        "id": "h",
                        "timezone": "UTC",
                        "weekly": [{"days": [7], "start": "09:00", "end": "10:00"}],
                    }
                ]
            },
            "cases[0].hosts[0].weekly[0].days[0]: 7 is not between 0 and 6.",
        ),
        (
            {
                "hosts": [
                    {"id": "h", "timezone": "UTC", "weekly": [{"days": [1], "start": "9", "end": "24:30"}]}
                ]
            },
            "cases[0].hosts[0].weekly[0].end: “24:30” is no time of day such as 09:30 or 24:00.",
        ),
        (
            {
                "hosts": [
                    {
                        "id": "h",
                        "timezone": "UTC",
                        "weekly": [],
                        "busy": [{"start": "2026-03-02T10:00:00Z", "end": "2026-03-02T09:00:00Z"}],
                    }
                ]
            },
            "cases[0].hosts[0].busy[0]: ends before it starts.",
        ),
        ({"event": {"length": True}}, "cases[0].event.length: expected a whole number."),
        ({"event": {"length": 0}}, "cases[0].event.length: 0 is not between 1 and 527040."),
        (
            {"booking_window": {}},
            "cases[0].booking_window: has neither `rolling_days` nor `first_date` or `last_date`.",
        ),
        (
            {"window": {"start": "2026-03-02T00:00:00Z", "end": "2126-03-02T00:00:00Z"}},
            "cases[0].window: is longer than 3660 days.",
        ),
    ],
)
def test_a_fault_is_pointed_at_and_the_other_cases_are_answered(
    change: dict[str, Any], said: str, tmp_path: Path
) -> None:
    file = file_of(tmp_path, {**PLAIN, **change}, PLAIN)
    printed, complained, code = answered(file)
    assert printed["results"][0] == {"id": "plain", "error": said}
    assert printed["results"][1]["slots"] == ["2026-03-02T09:00:00Z"]
    assert complained == f"{file}: {said}\n"
    assert code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"schema": "slots/1"', ":1:21: no JSON:"),
        ('{"schema": "slots/2"}', ": schema: this is no file of schema slots/1."),
        ('{"schema": "slots/1", "cases": {}}', ": cases: expected a list."),
        ("[" * 100_000, ": no JSON: nested too deeply"),
    ],
)
def test_a_file_that_is_none_is_refused(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r".*") as refused:
        call_command("slots", str(file))
    assert said in str(refused.value)
    assert refused.value.returncode == 1
