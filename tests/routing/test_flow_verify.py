"""`flow_verify FILE` prints problems as a compiler does, and ends with 1 when there are errors."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from carrier.simulator.script import read_script

FLOWS = Path(__file__).parent / "flows"
FLAWED = FLOWS / "flawed" / "lets_go_at_lunch.json"
SOUND = FLOWS / "sound" / "law_one_lawyer.json"
WARNED = FLOWS / "flawed" / "offers_five_options.json"


def told(*arguments: object, code: int = 0) -> str:
    out = StringIO()
    if code:
        with pytest.raises(SystemExit) as ended:
            call_command("flow_verify", *map(str, arguments), stdout=out)
        assert ended.value.code == code
    else:
        call_command("flow_verify", *map(str, arguments), stdout=out)
    return out.getvalue()


def refused(path: Path, *more: object) -> str:
    with pytest.raises(CommandError) as ended:
        call_command("flow_verify", str(path), *map(str, more), stdout=StringIO())
    assert ended.value.returncode == 1
    return str(ended.value)


def written(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "flow.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1))
    return path


def test_a_dead_end_is_told_with_its_line_and_the_way_there() -> None:
    lines = told(FLAWED, code=1).splitlines()
    line = next(
        number
        for number, text in enumerate(FLAWED.read_text().splitlines(), 1)
        if text.strip().startswith('"bye": {')
    )
    assert lines[0].startswith(f"{FLAWED}:{line}: nodes.bye: error: A caller is let go with nothing kept")
    assert lines[0].endswith("[DEAD_END]")
    assert lines[1] == "    Monday 12:10 → press 2 → hang up"
    assert lines[2].startswith(f"{FLAWED}: 1 errors, 0 warnings; 11 different moments of the year")


def test_it_is_told_in_spanish_too() -> None:
    assert "    lunes 12:10 → pulsa 2 → se cuelga" in told(FLAWED, "--language", "es", code=1).splitlines()


def test_a_sound_flow_and_one_with_a_warning_pass() -> None:
    assert told(SOUND).startswith(f"{SOUND}: 0 errors, 0 warnings")
    assert "warning: 5 options" in told(WARNED)


def test_as_json() -> None:
    found = json.loads(told(FLAWED, "--json", code=1))
    (problem,) = found["problems"]
    assert (problem["code"], problem["severity"], problem["node"]) == ("DEAD_END", "ERROR", "bye")
    assert found["moments"] == 11
    assert json.loads(told(SOUND, "--json"))["problems"] == []


def test_a_bare_document_is_judged_in_an_assumed_world_and_says_so(tmp_path: Path) -> None:
    document = written(tmp_path, json.loads(SOUND.read_text())["flow"])
    assert "judged against usual office hours" in told(document)
    world = tmp_path / "world.json"
    world.write_text(json.dumps({"members": {}}))
    assert "MEMBER_GONE" in told(document, "--world", world, code=1)


def test_a_document_that_cannot_be_read_is_refused_with_the_place_of_each_fault(tmp_path: Path) -> None:
    flow = json.loads(SOUND.read_text())["flow"]
    flow["nodes"]["ring"]["members"][0]["seconds"] = 900
    flow["nodes"]["hours"]["kind"] = "OPENING"
    path = written(tmp_path, flow)
    told_lines = refused(path).splitlines()
    assert any(": nodes.ring.members.0.seconds: must be between 5 and 60" in line for line in told_lines)
    assert any(": nodes.hours.kind: must be one of GREETING" in line for line in told_lines)
    lines = path.read_text().splitlines()
    assert '"seconds": 900' in lines[int(told_lines[-1].split(":")[1]) - 1] or '"kind": "OPENING"' in "".join(
        lines
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", ":1:1: no JSON"),
        ('{"nodes": {', "no JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "flow: must be an object"),
        ('{"flow": [], "world": {}}', "flow: must be an object"),
        ('{"flow": {}, "world": []}', "is missing"),
    ],
)
def test_what_is_no_flow_is_refused_in_words(tmp_path: Path, content: str, said: str) -> None:
    assert said in refused(written(tmp_path, content))


def test_files_that_are_not_there_or_no_text_are_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "none.json")
    (tmp_path / "picture.json").write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in refused(tmp_path / "picture.json")
    assert "world.time_zone" in refused(SOUND, "--world", written(tmp_path, {"time_zone": "America/Nowhere"}))


def test_the_way_to_a_problem_is_a_script_the_simulator_plays(tmp_path: Path) -> None:
    told(FLAWED, "--scripts", tmp_path, "--dial", "clinic", code=1)
    (script,) = tmp_path.glob("*.yaml")
    assert script.name == "01_dead_end_bye.yaml"
    (caller,) = read_script(script).actors
    assert [next(iter(step)) for step in caller.steps] == ["handset", "dial", "wait_for", "press", "wait_for"]
    assert caller.steps[1] == {"dial": "clinic"}
    assert caller.steps[3] == {"press": "2"}
    assert caller.steps[4]["wait_for"]["event"] == "completed"
    told(WARNED, "--scripts", tmp_path / "warned")
    (warned,) = (tmp_path / "warned").glob("*.yaml")
    assert read_script(warned).actors[0].steps[-1] == {"hang_up": True}
