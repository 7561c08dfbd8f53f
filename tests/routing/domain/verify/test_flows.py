"""The shelf of flows: every flaw is found and told as a layman reads it, and no sound flow is accused."""

from dataclasses import replace
from pathlib import Path

import pytest

from conversations.domain.plans import HangUp, Record
from routing.domain.document import parse
from routing.domain.flow import LAST_RESORT, Facts
from routing.domain.happenings import SendText
from routing.domain.rehearsal import Staffing, StepKind, rehearse
from routing.domain.verify import Code, MoveKind, Problem, prove, verify
from routing.domain.verifying import exploring, kept
from routing.domain.verifying.problems import WARNINGS
from routing.domain.verifying.replaying import replay, script_of
from routing.domain.verifying.trial import trial_of
from routing.presenters.problems import path_of
from tests.routing.domain.verify.shelf import Case, case, files
from tests.routing.domain.verify.walker import walks

FLAWED, SOUND = files("flawed"), files("sound")
NOT_WALKED = {Code.UNREACHABLE}


def named(path: Path) -> str:
    return path.stem


def test_the_shelf_is_full() -> None:
    assert len(FLAWED) >= 25
    assert len(SOUND) >= 15
    assert {path.stem.split("_")[0] for path in SOUND} >= {"law", "clinic", "home"}
    told = {expected["code"] for path in FLAWED for expected in case(path).expects}
    assert told == {code.value for code in Code if code is not Code.NOT_PROVEN}
    assert {code.value for code in WARNINGS} < told


@pytest.mark.parametrize("path", SOUND, ids=named)
def test_a_sound_flow_is_not_accused_and_a_thousand_callers_agree(path: Path) -> None:
    sound = case(path)
    assert [
        (problem.code, problem.node, path_of(problem)) for problem in verify(sound.flow, sound.world)
    ] == []
    assert parse(sound.written["flow"]).found == (), (
        "nor is it accused while the verifier has not judged it yet"
    )
    lost = [
        one for one in walks(sound.flow, sound.world, seed=7, times=60) if one.is_dropped or one.is_endless
    ]
    assert lost == []


@pytest.mark.parametrize("path", FLAWED, ids=named)
def test_a_flaw_is_found_and_told(path: Path) -> None:
    flawed = case(path)
    found = [
        {"code": problem.code.value, "node": problem.node, "path": path_of(problem)}
        for problem in verify(flawed.flow, flawed.world)
    ]
    key = lambda one: (one["code"], one["node"])  # noqa: E731 - a name for what both are sorted by
    assert sorted(found, key=key) == sorted(flawed.expects, key=key)


@pytest.mark.parametrize("path", FLAWED, ids=named)
def test_a_counter_example_ends_as_it_says_when_the_engine_walks_it_again(path: Path) -> None:
    flawed = case(path)
    for problem in verify(flawed.flow, flawed.world):
        (again,) = kept.from_json(kept.to_json([problem], flawed.flow))
        assert again == (replace(problem, script=()), trial_of(problem, flawed.flow)), (
            "kept as JSON, it is the same"
        )
        if problem.path:
            check_replay(flawed, problem)
            check_trial(flawed, problem)
        else:
            assert problem.code in NOT_WALKED or problem.node == ""


def check_replay(flawed: Case, problem: Problem) -> None:
    """Walk the way to a problem again and see whether it comes true."""
    script = script_of(problem)
    again = replay(flawed.flow, script)
    end = problem.path[-1]
    reached = [state.node for state in again.states[1:]]
    if problem.code is Code.ENDLESS_LOOP:
        at = [state._replace(moves=0, has_rung=False, order=(), answers=()) for state in again.states]
        assert at[-1] in at[:-1] or reached[-1] == LAST_RESORT
        return
    if end.kind is MoveKind.NOWHERE:
        assert reached[-1] == LAST_RESORT, "the engine itself finds nothing to follow"
        return
    assert reached == [played.node for played in script]
    plans = [decision.plan or () for decision in again.decisions]
    kept = any(isinstance(step, Record) for plan in plans for step in plan) or any(
        isinstance(effect, SendText) for decision in again.decisions for effect in decision.effects
    )
    if end.kind is MoveKind.LET_GO:
        assert isinstance(plans[-1][-1], HangUp)
        assert not kept
    elif end.kind is MoveKind.CAPTURED:
        assert kept
    else:
        assert end.kind is MoveKind.COMES_TO
        assert end.node in flawed.flow.nodes


def check_trial(flawed: Case, problem: Problem) -> None:
    """Load the way to a problem into the preview and see whether the caller goes it."""
    trial = trial_of(problem, flawed.flow)
    assert trial is not None
    known = [played.facts for played in problem.script]
    able = tuple({one.member_id: one for facts in known for one in facts.free}.values())
    free = () if trial.staffing == Staffing.AWAY else able

    def so(facts: Facts) -> Facts:
        return replace(facts, free=free, can_command=trial.staffing != Staffing.CUT)

    struck = {facts.minute: so(facts) for facts in known}
    steps = rehearse(flawed.flow, so(known[0]), trial.acts, clock=struck.__getitem__)
    end = problem.path[-1]
    if problem.code is Code.ENDLESS_LOOP:
        assert steps[-1].kind is StepKind.ROUND or LAST_RESORT in {step.node for step in steps}
    elif end.kind is MoveKind.LET_GO:
        assert (steps[-1].kind, steps[-1].node) == (StepKind.ENDS, problem.script[-1].node)
    elif end.kind is MoveKind.NOWHERE:
        assert LAST_RESORT in {step.node for step in steps}


def test_a_flow_of_too_many_ways_is_not_said_to_be_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    largest = case(next(path for path in SOUND if "franchise" in path.stem))
    monkeypatch.setattr(exploring, "MOST_DECISIONS", 500)
    found = prove(largest.flow, largest.world)
    assert found.decisions == 500
    assert found.has_errors
    assert [problem.node for problem in found.problems if problem.code is Code.NOT_PROVEN] == [""]
