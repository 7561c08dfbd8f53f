"""The project's own scripts, played against the real turn handler on throw-away tenants."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation
from config.examination import cases, report

# One of each outcome, each danger that asks something else, both languages; the command plays all of them.
PLAYED = {"p03", "p06", "p11", "p12", "p16", "p20", "p23", "p26", "p29", "p31", "p32", "p34"}
CASES = Path(__file__).parent / "cases"

pytestmark = pytest.mark.django_db


def test_scripts_end_as_they_should_and_nothing_is_left() -> None:
    before = Organisation.objects.count()
    found = cases.dialogues(CASES)
    assert found is not None
    scripts, businesses = found
    figures, details = report.talk([one for one in scripts if one["id"] in PLAYED], businesses)
    assert details["of"] == len(PLAYED)
    assert [(one["id"], one["got"], one["unsaid"], one["missing_fields"]) for one in details["misses"]] == []
    assert figures == {"dialogue_outcome": 1.0, "forbidden_acts": 0, "handoff_complete": 1.0}
    assert Organisation.objects.count() == before


def test_the_command_writes_a_flat_summary_and_fails_under_a_floor(tmp_path: Path) -> None:
    row = {"id": "a", "text": "I'd like to make an appointment", "lang": "en", "industry": "dental"}
    row |= {"intent": "book", "urgency": "routine", "must_escalate": False}  # type: ignore[dict-item]
    (tmp_path / "utterances.jsonl").write_text(json.dumps(row) + "\n")
    out = tmp_path / "out.json"
    call_command("receptionist_eval", cases=tmp_path, suite="utterances", json=out)
    summary = json.loads(out.read_text())["summary"]
    assert tuple(summary) == report.SUMMARY
    assert (summary["intent_accuracy"], summary["dialogue_outcome"]) == (1.0, None)
    with pytest.raises(SystemExit):
        call_command(
            "receptionist_eval", cases=tmp_path, suite="utterances", fail_under=["intent_accuracy=1.1"]
        )
    with pytest.raises(CommandError, match="no figure called"):
        call_command("receptionist_eval", cases=tmp_path, suite="utterances", fail_under=["nonsense=1"])
    (tmp_path / "utterances.jsonl").write_text("{")
    with pytest.raises(CommandError, match=r"utterances\.jsonl:1: no JSON"):
        call_command("receptionist_eval", cases=tmp_path, suite="utterances")
