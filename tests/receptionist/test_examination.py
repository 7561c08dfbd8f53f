"""The examination in the suite: on a portion of the project's own cases nothing falls behind what it was."""

import json
from pathlib import Path
from shutil import copyfile
from zlib import crc32

import pytest
from django.core.management import call_command

CASES = Path(__file__).parent / "cases"
# One sentence of eight, every date and every spoken value: 2.3 s of CPU. The command reads all of them in half a minute.
PORTION = 8
# What must hold whatever the baseline says; that is what was measured less one sentence, as encoders round.
FLOORS = ("emergency_recall=1", "when_full=0.95", "phone=0.96", "email=0.95", "name=0.9", "street=0.85")


def test_nothing_is_understood_worse_than_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (CASES / "utterances.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [one for one in rows if crc32(json.loads(one)["id"].encode()) % PORTION == 0]
    (tmp_path / "utterances.jsonl").write_text("".join(kept), encoding="utf-8")
    for name, as_named in (("when", "when"), ("entities", "spoken_entities")):
        copyfile(CASES / f"{name}.jsonl", tmp_path / f"{as_named}.jsonl")
    out = tmp_path / "out.json"
    try:
        call_command(
            "receptionist_eval",
            cases=tmp_path,
            baseline=CASES / "baseline.json",
            fail_under=list(FLOORS),
            json=out,
        )
    except SystemExit:
        pytest.fail(capsys.readouterr().err)
    assert json.loads(out.read_text())["summary"]["phone"] is not None
