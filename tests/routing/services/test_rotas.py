"""Rotas, ladders and drills as supervisors set them: what holds, and what is refused with which sentence."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from conversations import services as conversations
from core.errors import NotAllowed
from core.transactions import reading
from routing import errors
from routing.models import Ladder, LadderDrill, Rota
from routing.services import oncall
from tests.factories import calls
from tests.factories import conversations as threads
from tests.factories import oncall as make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def nights(organisation: Organisation, alice: Member, bob: Member, now: datetime) -> Rota:
    """Bob on Mondays, Alice on Tuesdays, each round the clock."""
    row = make.rota(alice, now=now)
    make.shift(row, alice, bob, days=[0], now=now)
    make.shift(row, alice, alice, days=[1], now=now)
    return row


def cover(
    member: Member, covers: Member | None, starts: datetime, ends: datetime, reason: str = ""
) -> oncall.WantedCover:
    return oncall.WantedCover(
        member_id=member.pk,
        covers_id=covers.pk if covers else None,
        starts_at=starts,
        ends_at=ends,
        reason=reason,
    )


def test_a_cover_holds_for_its_time_and_can_be_taken_back(
    nights: Rota, alice: Member, bob: Member, now: datetime
) -> None:
    wanted = cover(alice, bob, now, now + 2 * HOUR, "Dentist")
    row = oncall.cover(by=alice, rota_id=nights.pk, wanted=wanted, now=now)
    assert (row.reason, row.made_by) == ("Dentist", alice)
    assert make.on_at(nights, now, now=now) == alice.pk
    assert make.on_at(nights, now + 2 * HOUR, now=now) == bob.pk
    oncall.take_back(by=alice, rota_id=nights.pk, override_id=row.pk, now=now)
    assert make.on_at(nights, now, now=now) == bob.pk


def test_two_turns_are_swapped_and_both_halves_taken_back(
    nights: Rota, alice: Member, bob: Member, now: datetime
) -> None:
    tomorrow = now + 24 * HOUR
    oncall.swap(by=alice, rota_id=nights.pk, one=now, other=tomorrow, now=now)
    assert make.on_at(nights, now, now=now) == alice.pk
    assert make.on_at(nights, tomorrow, now=now) == bob.pk
    with reading(alice.organisation_id):
        half = nights.overrides.first()
    assert half is not None
    oncall.take_back(by=alice, rota_id=nights.pk, override_id=half.pk, now=now)
    assert make.on_at(nights, now, now=now) == bob.pk
    assert make.on_at(nights, tomorrow, now=now) == alice.pk


Wanted = Callable[[Member, Member, datetime], oncall.WantedCover]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (lambda a, b, now: cover(a, b, now + HOUR, now), "end must come after"),
        (lambda a, b, now: cover(a, b, now - 2 * HOUR, now - HOUR), "over already"),
        (lambda a, b, now: cover(a, b, now, now + 100 * 24 * HOUR), "longer than three months"),
        (lambda a, b, now: cover(b, b, now, now + HOUR), "cannot cover for themselves"),
        (lambda a, b, now: cover(a, b, now + 48 * HOUR, now + 49 * HOUR), "is not on call then"),
    ],
)
def test_a_cover_that_makes_no_sense_is_refused(
    nights: Rota, alice: Member, bob: Member, now: datetime, wanted: Wanted, sentence: str
) -> None:
    with pytest.raises(errors.OnCallImpossible, match=sentence):
        oncall.cover(by=alice, rota_id=nights.pk, wanted=wanted(alice, bob, now), now=now)


def test_the_same_time_is_covered_once(nights: Rota, alice: Member, bob: Member, now: datetime) -> None:
    oncall.cover(by=alice, rota_id=nights.pk, wanted=cover(alice, bob, now, now + 2 * HOUR), now=now)
    with pytest.raises(errors.OnCallImpossible, match="Alice Hale covers already, Mon 23 Nov 10:00–12:00"):
        oncall.cover(by=alice, rota_id=nights.pk, wanted=cover(alice, None, now, now + HOUR), now=now)


def test_shifts_that_overlap_are_refused_and_nothing_is_stored(
    nights: Rota, alice: Member, bob: Member, now: datetime
) -> None:
    with pytest.raises(errors.OnCallImpossible, match=r"overlap: .*Monday from 00:00 to 00:00"):
        make.shift(nights, alice, alice, days=[0, 3], begins=9, ends=17, now=now)
    assert make.on_at(nights, now + 72 * HOUR, now=now) is None


def test_a_rota_on_a_ladder_and_a_ladder_in_a_flow_stay(
    organisation: Organisation, nights: Rota, alice: Member, now: datetime
) -> None:
    ladder = make.ladder(alice, nights, now=now)
    with pytest.raises(errors.OnCallImpossible, match="The ladder Emergencies rings this rota"):
        oncall.remove_rota(by=alice, rota_id=nights.pk, now=now)
    make.wired(threads.line(organisation=organisation), ladder.pk, now=now)
    with pytest.raises(errors.OnCallImpossible, match="The flow Emergencies rings this ladder"):
        oncall.remove_ladder(by=alice, ladder_id=ladder.pk, now=now)


def test_a_ladder_needs_a_rung_and_a_name_of_its_own(nights: Rota, alice: Member, now: datetime) -> None:
    with pytest.raises(errors.OnCallImpossible, match="at least one rung"):
        make.ladder(alice, now=now)
    make.ladder(alice, nights, now=now)
    with pytest.raises(errors.NameTaken):
        make.ladder(alice, nights, name="emergencies", now=now)


def test_a_ladder_two_people_change_is_not_overwritten(nights: Rota, alice: Member, now: datetime) -> None:
    row = make.ladder(alice, nights, now=now)
    rung = oncall.WantedRung(rota_id=nights.pk, seconds=20, times=1)

    def save() -> Ladder:
        return oncall.save_ladder(
            by=alice, ladder_id=row.pk, name="Nights", rungs=[rung], has_drills=False, seen_version=1, now=now
        )

    assert save().version == 2
    with pytest.raises(errors.OnCallChangedMeanwhile):
        save()


def test_staff_change_no_rota(nights: Rota, bob: Member, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        oncall.rename_rota(by=bob, rota_id=nights.pk, name="Mine", now=now)


def drilled(organisation: Organisation) -> LadderDrill:
    [drill] = make.drills(organisation)
    return drill


def test_a_drill_asks_one_after_another_until_somebody_ticks_it_off(
    organisation: Organisation, nights: Rota, alice: Member, bob: Member, now: datetime
) -> None:
    row = make.ladder(alice, nights, has_drills=True, now=now)
    oncall.sweep(organisation_id=organisation.pk, now=now)
    with reading(organisation):
        due = Ladder.objects.of(organisation).get().drill_due_at
    assert due is not None
    assert now < due < now + timedelta(days=31)
    assert make.on_at(nights, due, now=now) is not None, "in its hours"
    assert oncall.begin_drill(organisation=organisation.pk, ladder_id=row.pk, now=due - HOUR) is None
    oncall.sweep(organisation_id=organisation.pk, now=due)
    drill = drilled(organisation)
    first = make.on_at(nights, due, now=now)
    assert drill.task is not None
    assert (drill.task.owner_id, drill.task.due_at) == (first, due + timedelta(minutes=10))
    late = due + timedelta(minutes=10)
    oncall.sweep(organisation_id=organisation.pk, now=late)
    again = drilled(organisation)
    if first != alice.pk:
        assert again.task is not None
        assert again.task.owner_id == alice.pk, "the owner is the last rung"
        conversations.finish_task(by=alice, task_id=again.task.pk, now=late + timedelta(seconds=42))
        oncall.sweep(organisation_id=organisation.pk, now=late + timedelta(seconds=45))
        done = drilled(organisation)
        assert (done.taken_by, done.ended_at) == (alice, late + timedelta(seconds=42))
    else:
        assert (again.taken_by, again.ended_at) == (None, late)


def test_a_drill_nobody_answers_ends_and_says_so(
    organisation: Organisation, nights: Rota, alice: Member, bob: Member, now: datetime
) -> None:
    row = make.ladder(alice, nights, now=now)
    oncall.drill_now(by=alice, ladder_id=row.pk, now=now)
    with pytest.raises(errors.OnCallImpossible, match="under way"):
        oncall.drill_now(by=alice, ladder_id=row.pk, now=now)
    asked = [drilled(organisation).task]
    for number in (1, 2):
        oncall.sweep(organisation_id=organisation.pk, now=now + number * timedelta(minutes=10))
        asked.append(drilled(organisation).task)
    assert [one.owner_id if one else None for one in asked] == [bob.pk, alice.pk, None]
    drill = drilled(organisation)
    assert (drill.taken_by, drill.ended_at) == (None, now + timedelta(minutes=20))


def test_a_drill_waits_while_somebody_is_on_the_telephone(
    organisation: Organisation, nights: Rota, alice: Member, now: datetime
) -> None:
    row = make.ladder(alice, nights, has_drills=True, now=now)
    due = oncall.plan_drill(organisation=organisation.pk, ladder_id=row.pk, now=now)
    assert due is not None
    calls.phone(alice)
    calls.ring(organisation, threads.line(organisation=organisation), now=due)
    assert oncall.begin_drill(organisation=organisation.pk, ladder_id=row.pk, now=due) is None
    assert make.drills(organisation) == []
