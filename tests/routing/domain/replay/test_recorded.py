"""What a replay rests on: keys read back from a path, shifts from presence, who a queue asks and when."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from accounts.domain.hours import Calendar, Window
from routing.domain.document import read
from routing.domain.happenings import Heard
from routing.domain.replay import Arrival, Habit, Outcome, Served, Staffing, replay
from routing.domain.replaying.pressed import pressed
from routing.domain.replaying.recorded import Shift
from routing.domain.replaying.shifts import Sign, open_shifts, recorded_shifts, with_assumed
from routing.domain.settings import Relaxed, SkillNeed

ANA, BEN = UUID(int=1), UUID(int=2)
SPANISH = UUID(int=9)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("whys", "said"),
    [
        (["pressed 1"], (Heard("1"),)),
        (["pressed 77: no choice", "pressed 2"], (Heard("77"), Heard("2"))),
        (["nothing pressed", "nothing said"], (Heard(), Heard())),
        (["said “the front desk”: 1"], (Heard(text="the front desk"),)),
        (["said “a “quoted” thing”: no choice"], (Heard(text="a “quoted” thing"),)),
        (["answered “85004”"], (Heard("85004", "85004"),)),
        (["answered “my roof”"], (Heard(text="my roof"),)),
        (["open", "turn 1 of 2, 20 s", "Ana: missed", "nobody took it", "asked for a message"], ()),
    ],
)
def test_keys_are_read_back_from_the_path(whys: list[str], said: tuple[Heard, ...]) -> None:
    assert pressed([{"node": "menu", "why": why} for why in whys]).said == said


def test_the_notice_is_no_key() -> None:
    stayed = pressed([{"node": "notice", "why": "heard the notice and stayed"}])
    assert (stayed.said, stayed.hears_notice, stayed.declines_recording) == ((), True, False)
    declined = pressed([{"node": "notice", "why": "does not want to be recorded"}])
    assert (declined.said, declined.hears_notice, declined.declines_recording) == ((), True, True)


def test_shifts_are_joined_and_cut_to_the_window() -> None:
    signs = [
        Sign(ANA, NOON - 2 * HOUR, True),
        Sign(ANA, NOON - HOUR, True),
        Sign(BEN, NOON - HOUR, False),
        Sign(ANA, NOON + HOUR, False),
        Sign(ANA, NOON + 2 * HOUR, True),
    ]
    found = recorded_shifts(signs, starts=NOON, ends=NOON + 3 * HOUR)
    assert found == {
        ANA: (Shift(NOON, NOON + HOUR), Shift(NOON + 2 * HOUR, NOON + 3 * HOUR)),
        BEN: (),
    }
    carol = UUID(int=3)
    shifts, assumed = with_assumed(found, [ANA, carol], (Shift(NOON, NOON + HOUR),))
    assert (assumed, shifts[carol]) == (frozenset({carol}), (Shift(NOON, NOON + HOUR),))


def test_opening_hours_are_the_usual_shifts() -> None:
    windows = (Window(0, 13 * 60, 17 * 60),)
    calendar = Calendar("UTC", windows, {}, date(2026, 11, 1), date(2026, 12, 31))
    found = open_shifts(calendar, starts=NOON, ends=NOON + timedelta(days=7))
    assert found == (Shift(NOON + HOUR, NOON + 5 * HOUR),)
    inside = open_shifts(calendar, starts=NOON + 2 * HOUR, ends=NOON + 3 * HOUR)
    assert inside == (Shift(NOON + 2 * HOUR, NOON + 3 * HOUR),)
    always = Calendar("UTC", (), {}, date(2026, 11, 1), date(2026, 12, 31))
    assert open_shifts(always, starts=NOON, ends=NOON + HOUR) == (Shift(NOON, NOON + HOUR),)


def test_a_queue_asks_who_is_skilled_enough_and_backup_later() -> None:
    served = Served((ANA, BEN), opens_after={BEN: 30})
    staffing = Staffing({}, skills={ANA: {SPANISH: 2}, BEN: {SPANISH: 5}})
    assert staffing.asked_after(served, ()) == {ANA: 0, BEN: 30}
    assert staffing.asked_after(served, (SkillNeed(SPANISH, 3),)) == {BEN: 30}
    relaxing = SkillNeed(SPANISH, 3, (Relaxed(60, 2),))
    assert staffing.asked_after(served, (relaxing,)) == {ANA: 60, BEN: 30}
    unknown = Staffing({})
    assert unknown.asked_after(served, (SkillNeed(SPANISH, 5),)) == {ANA: 0, BEN: 30}


def test_seeds_draw_differently_and_share_as_often_as_the_habit_says() -> None:
    arrivals = [Arrival(UUID(int=place), NOON) for place in range(400)]
    taken = []
    for seed in range(5):
        staffing = Staffing({}, habits={ANA: Habit(0.6)}, seed=seed)
        taken.append([staffing.takes(one, ANA)[0] for one in arrivals])
    assert len({tuple(one) for one in taken}) == 5
    assert all(0.5 < sum(one) / len(one) < 0.7 for one in taken)


def test_lines_have_flows_and_hours_of_their_own() -> None:
    mail = {"kind": "VOICEMAIL", "text": "Leave a message."}
    let_go = {"kind": "HANG_UP", "text": "Goodbye."}
    mailbox, goodbye = (
        read({"format": 1, "title": "t", "start": "a", "languages": ["en-US"], "nodes": {"a": node}})
        for node in (mail, let_go)
    )
    always = Calendar("UTC", (), {}, date(2026, 11, 1), date(2026, 12, 31))
    night = Calendar("UTC", (Window(0, 60, 120),), {}, date(2026, 11, 1), date(2026, 12, 31))
    arrivals = [
        Arrival(UUID(int=1), NOON, dialled="one", waited=99),
        Arrival(UUID(int=2), NOON, dialled="two", waited=99),
    ]
    found = replay(
        {"one": mailbox, "two": goodbye}, mailbox, arrivals, Staffing({}), {"one": always, "two": night}
    )
    assert found.before.outcomes == {Outcome.VOICEMAIL: 1, Outcome.LET_GO: 1}
    assert [change.arrival.dialled for change in found.changes] == ["two"]
    assert found.before.after_hours == 1
