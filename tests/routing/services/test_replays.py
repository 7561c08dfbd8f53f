"""Replays: walked by workers, kept once, cancelled, gone on with after a worker died; calls read in few statements."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from conversations.models import Line
from core.errors import NotAllowed, NotFound
from core.transactions import reading
from routing.models import Flow, Replay, ReplayedCall, ReplayState
from routing.services import pasts, replaying, walking
from routing.services import replay_errors as errors
from tests.factories import calls, queues
from tests.factories import replays as make
from tests.factories.conversations import line as make_line


@pytest.fixture
def line(alice: Member) -> Line:
    return make_line(organisation=alice.organisation)


@pytest.fixture
def flow(alice: Member, line: Line, now: datetime) -> Flow:
    calls.phone(alice)
    return make.live(alice, line, now=now)


@pytest.fixture
def later(now: datetime) -> datetime:
    return now + timedelta(hours=2)


def changed(run: Replay) -> list[ReplayedCall]:
    with reading(run.organisation_id):
        return list(ReplayedCall.objects.of(run.organisation_id).filter(replay=run))


def test_a_draft_is_shown_beside_what_is_live(
    alice: Member, line: Line, flow: Flow, now: datetime, later: datetime
) -> None:
    make.answered(alice, line, now=now)
    make.silent(alice, line, now=now + timedelta(minutes=10))
    make.redraw(alice, flow, now=now, _1="mail")
    run = make.whole(alice, flow, now=later)
    assert (run.state, run.calls, run.change_count) == (ReplayState.DONE, 2, 1)
    before, after = run.figures[0]["before"], run.figures[0]["after"]
    assert (before["answered"], before["outcomes"]) == (1, {"ANSWERED": 1, "VOICEMAIL": 1})
    assert (after["answered"], after["outcomes"]) == (0, {"VOICEMAIL": 2})
    (one,) = changed(run)
    assert (one.before["outcome"], one.before["member"]) == ("ANSWERED", str(alice.pk))
    assert (one.after["outcome"], one.after["sure"]) == ("VOICEMAIL", True)
    assert run.draws == len(run.figures) == 1, "nothing was supposed, so one draw says it all"


def test_the_same_flow_makes_no_difference(
    alice: Member, line: Line, flow: Flow, now: datetime, later: datetime
) -> None:
    make.answered(alice, line, now=now)
    run = make.whole(alice, flow, now=later)
    assert (run.state, run.change_count, changed(run)) == (ReplayState.DONE, 0, [])
    assert run.figures[0]["before"] == run.figures[0]["after"]


def test_what_nobody_recorded_is_drawn_several_times(
    alice: Member, line: Line, flow: Flow, now: datetime, later: datetime
) -> None:
    for minutes in range(0, 80, 20):
        make.silent(alice, line, now=now + timedelta(minutes=minutes))
    make.redraw(alice, flow, now=now, nothing="ring")
    run = make.whole(alice, flow, now=later)
    assert (run.state, len(run.figures)) == (ReplayState.DONE, replaying.DRAWS)
    assert run.figures[0]["after"]["supposed"] > 0


def test_a_flow_without_lines_is_shown_beside_how_every_line_handles_them(
    alice: Member, line: Line, flow: Flow, now: datetime, later: datetime
) -> None:
    make.answered(alice, line, now=now)
    other = make.services.create_flow(by=alice, document=make.document(alice, _1="mail"), now=now)
    run = make.whole(alice, other, now=later)
    assert (run.live_version_id, run.state, run.change_count) == (None, ReplayState.DONE, 1)


def test_why_a_replay_is_not_begun(
    alice: Member, bob: Member, mallory: Member, line: Line, flow: Flow, now: datetime, later: datetime
) -> None:
    today = make.day_of(alice, now)

    def start(by: Member, first: int, last: int) -> None:
        replaying.start_replay(
            by=by,
            flow_id=flow.pk,
            starts_on=today + timedelta(days=first),
            ends_on=today + timedelta(days=last),
            now=later,
        )

    for first, last, words in [(0, -1, "after the last"), (0, 1, "have been"), (-90, 0, "at most 90 days")]:
        with pytest.raises(errors.WindowWrong, match=words):
            start(alice, first, last)
    with pytest.raises(errors.NoCalls):
        start(alice, -89, 0)
    with pytest.raises(NotAllowed):
        start(bob, 0, 0)
    with pytest.raises(NotFound):
        start(mallory, 0, 0)
    make.answered(alice, line, now=now)
    start(alice, 0, 0)
    with pytest.raises(errors.ReplayUnderWay):
        start(alice, 0, 0)


def test_a_cancelled_replay_is_walked_no_further(
    alice: Member, bob: Member, line: Line, flow: Flow, now: datetime, later: datetime
) -> None:
    make.answered(alice, line, now=now)
    run = make.begin(alice, flow, now=later)
    claim = walking._claim_draw(organisation=run.organisation_id, replay_id=run.pk, draw=0, now=later)
    assert claim is not None
    with pytest.raises(NotAllowed):
        replaying.cancel_replay(by=bob, flow_id=flow.pk, replay_id=run.pk, now=later)
    replaying.cancel_replay(by=alice, flow_id=flow.pk, replay_id=run.pk, now=later)
    goes_on = walking._give_sign(
        organisation=run.organisation_id, replay_id=run.pk, claim=claim, done=1, now=later
    )
    assert not goes_on
    queues.work_off(now=later)
    run = make.fresh(run)
    assert (run.state, run.figures) == (ReplayState.CANCELLED, [])
    again = make.whole(alice, flow, now=later)
    assert again.state == ReplayState.DONE, "the next one is not in its way"


def test_another_worker_goes_on_where_one_died_and_the_dead_one_keeps_nothing(
    alice: Member, line: Line, flow: Flow, now: datetime, later: datetime
) -> None:
    make.answered(alice, line, now=now)
    run = make.begin(alice, flow, now=later)
    keys = {"organisation": run.organisation_id, "replay_id": run.pk}
    dead = walking._claim_draw(**keys, draw=0, now=later)
    assert dead is not None
    walking.walk_draw(**keys, draw=0, now=later + timedelta(seconds=30))
    assert make.fresh(run).claim == dead, "somebody who gives signs of life is left to it"
    at = later + walking.SILENT
    walking.walk_draw(**keys, draw=0, now=at)
    walking.walk_draw(**keys, draw=0, now=at)
    assert not walking._give_sign(**keys, claim=dead, done=5, now=at)
    run = make.fresh(run)
    assert (run.state, len(run.figures)) == (ReplayState.DONE, 1)


def test_who_fell_silent_goes_on_and_at_last_is_broken_off(
    alice: Member, line: Line, flow: Flow, now: datetime, later: datetime
) -> None:
    make.answered(alice, line, now=now)
    run = make.begin(alice, flow, now=later)
    keys = {"organisation": run.organisation_id}
    assert replaying.sweep(**keys, now=later + timedelta(minutes=1)) == 0
    at = later
    for _round in range(4):
        assert make.fresh(run).state == ReplayState.WAITING
        at += timedelta(minutes=5)
        assert replaying.sweep(**keys, now=at) == 1
    run = make.fresh(run)
    assert (run.state, run.finished_at) == (ReplayState.BROKEN, at)
    queues.work_off(now=at)
    assert make.fresh(run).figures == [], "what is still owed to it walks nothing"
    assert make.whole(alice, flow, now=at).state == ReplayState.DONE


def test_a_replay_no_worker_gets_through_is_broken_off(
    alice: Member, line: Line, flow: Flow, now: datetime, later: datetime
) -> None:
    make.answered(alice, line, now=now)
    run = make.begin(alice, flow, now=later)
    replaying.break_off(organisation=run.organisation_id, replay_id=run.pk, now=later)
    assert make.fresh(run).state == ReplayState.BROKEN


def test_only_the_latest_replays_are_kept(
    alice: Member, line: Line, flow: Flow, now: datetime, later: datetime
) -> None:
    make.answered(alice, line, now=now)
    for minute in range(replaying.KEPT + 1):
        make.whole(alice, flow, now=later + timedelta(minutes=minute))
    with reading(alice.organisation):
        assert Replay.objects.of(alice.organisation).count() == replaying.KEPT


class TestWhatIsRead:
    """The calls as they came and who was there."""

    def test_calls_keep_their_keys_talk_and_patience(
        self, alice: Member, line: Line, flow: Flow, now: datetime, later: datetime
    ) -> None:
        make.answered(alice, line, now=now, seconds=69)
        make.silent(alice, line, now=now + timedelta(minutes=10))
        run = make.fresh(make.begin(alice, flow, now=later))
        with reading(alice.organisation):
            past = pasts.read_past(run, alice.organisation)
        first, second = past.arrivals
        assert (first.said[0].digits, first.taken_by, first.gave_up) == ("1", alice.pk, False)
        assert (first.waited, first.talked) == (9.0, 60.0)
        assert first.caller.is_known
        assert (second.said[0].digits, second.taken_by) == ("", None)
        assert past.staffing.telephones == (alice.pk,)
        assert 0 < past.staffing.habits[alice.pk].takes < 1

    def test_shifts_are_those_of_the_presence_that_was_recorded(
        self, alice: Member, bob: Member, line: Line, flow: Flow, now: datetime, later: datetime
    ) -> None:
        desk = queues.queue(alice.organisation, alice, bob)
        queues.here(alice, now=now)
        make.answered(alice, line, now=now)
        run = make.fresh(make.begin(alice, flow, now=later))
        with reading(alice.organisation):
            past = pasts.read_past(run, alice.organisation)
        (shift,) = past.staffing.shifts[alice.pk]
        assert (shift.starts <= now, shift.ends) == (True, later), "her own telephone rings from the start"
        assert past.staffing.assumed == {bob.pk}
        assert past.supposed == {"shifts": 1}
        assert past.staffing.queues[desk.pk].members == (alice.pk,), "who has no telephone is not asked"

    def test_it_takes_as_many_statements_for_many_calls_as_for_one(
        self, alice: Member, line: Line, flow: Flow, now: datetime, later: datetime
    ) -> None:
        counts = []
        for minutes in (0, 10, 20, 30):
            make.answered(alice, line, now=now + timedelta(minutes=minutes))
            run = make.whole(alice, flow, now=later)
            with reading(alice.organisation), CaptureQueriesContext(connection) as asked:
                past = pasts.read_past(run, alice.organisation)
            counts.append((len(past.arrivals), len(asked)))
        assert [calls for calls, _asked in counts] == [1, 2, 3, 4]
        assert counts[-1][1] <= counts[0][1] <= 40
