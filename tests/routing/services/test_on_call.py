"""A caller at an on-call node, on the rows: rungs are rung in turn, 1 takes, misses go on, the flow goes on after all."""

from datetime import datetime

import pytest

from accounts.models import Member, Organisation, Role
from conversations.ports import LegStatus, Record, Room, Say, plan_from_json
from conversations.services.calls import save_own_phone
from core.transactions import reading, tenant_transaction
from routing.domain.document import parse
from routing.domain.verify import Code, prove
from routing.models import Ladder
from routing.services import oncall
from routing.services.proving import world_of
from routing.services.sweeping import expire_offers
from tests.factories import accounts as people
from tests.factories import calls
from tests.factories import conversations as threads
from tests.factories import oncall as make
from tests.factories.queues import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def carol(organisation: Organisation) -> Member:
    return people.member(organisation=organisation, name="Carol Reyes", role=Role.STAFF)


@pytest.fixture
def ladder(organisation: Organisation, alice: Member, bob: Member, carol: Member, now: datetime) -> Ladder:
    """Bob by a rota round the clock, then Carol; Alice owns the place."""
    for member in (alice, bob, carol):
        calls.phone(member)
    nights = make.rota(alice, now=now)
    make.shift(nights, alice, bob, now=now)
    return make.ladder(alice, nights, carol, now=now)


def ringing(organisation: Organisation) -> list[str]:
    return [leg.member.name for leg in calls.legs(organisation, "MEMBER") if leg.offer == "RINGING"]


def miss(organisation: Organisation, *, now: datetime) -> None:
    [leg] = [leg for leg in calls.legs(organisation, "MEMBER") if leg.offer == "RINGING"]
    calls.tell(organisation, LegStatus.UNANSWERED, leg_id=leg.pk, now=now)


def said_to_caller(organisation: Organisation) -> list[str]:
    rows = [row for row in calls.commands(organisation, "RUN") if row.leg.role == "CALLER"]
    return [one.text for row in rows for one in plan_from_json(row.body["plan"]) if isinstance(one, Say)]


def path(organisation: Organisation) -> list[str]:
    return [line["why"] for line in calls.the_call(organisation).path if line["node"] == "on-call"]


def test_rungs_are_rung_in_turn_and_the_second_presses_1(
    organisation: Organisation, ladder: Ladder, bob: Member, carol: Member, now: datetime
) -> None:
    line = make.line_on(organisation, ladder.pk, now=now)
    answered = calls.answer(organisation, calls.offered(line), now=now)
    words = [one.text for one in answered.plan if isinstance(one, Say)]
    assert words == ["Hello.", "I am trying the person on call. Please stay on the line."]
    assert isinstance(answered.plan[-1], Room)
    assert ringing(organisation) == [bob.name]
    miss(organisation, now=calls.later(now, 20))
    assert ringing(organisation) == [carol.name]
    assert said_to_caller(organisation) == ["I am still trying. One moment, please."]
    leg = calls.legs(organisation, "MEMBER")[-1]
    calls.tell(organisation, LegStatus.ANSWERED, leg_id=leg.pk, now=calls.later(now, 25))
    assert calls.the_call(organisation).state == "QUEUED", "answering alone accepts nothing"
    assert calls.press(organisation, leg.pk, "1", now=calls.later(now, 28))
    call = calls.the_call(organisation)
    assert (call.state, call.answered_by) == ("TALKING", carol)
    climb = make.climb(organisation)
    assert (climb.taken_by, climb.ended_at) == (carol, calls.later(now, 28))
    assert path(organisation) == [
        "rings the ladder Emergencies",
        f"rung 1 of 3: {bob.name}, 20 s",
        f"{bob.name}: missed",
        f"rung 2 of 3: {carol.name}, 20 s",
    ]


def test_the_owner_is_the_last_rung_and_then_a_message_is_taken(
    organisation: Organisation, ladder: Ladder, alice: Member, now: datetime
) -> None:
    line = make.line_on(organisation, ladder.pk, now=now)
    calls.answer(organisation, calls.offered(line), now=now)
    for _rung in range(2):
        miss(organisation, now=now)
    assert ringing(organisation) == [alice.name]
    miss(organisation, now=now)
    work_off(now=now)
    assert calls.the_call(organisation).state == "VOICEMAIL"
    plan = [row for row in calls.commands(organisation, "RUN") if row.leg.role == "CALLER"][-1].body["plan"]
    assert any(isinstance(one, Record) for one in plan_from_json(plan))
    assert make.climb(organisation).ended_at == now
    assert "nobody on call took it" in str(calls.the_call(organisation).path)


def test_who_cannot_be_rung_is_passed_over_at_once(
    organisation: Organisation, ladder: Ladder, alice: Member, bob: Member, carol: Member, now: datetime
) -> None:
    with tenant_transaction(organisation):
        bob.is_active = False
        bob.save(update_fields=["is_active"])
    save_own_phone(by=carol, number="+16025550188", takes_in_browser=False, takes_calls=False, now=now)
    line = make.line_on(organisation, ladder.pk, now=now)
    calls.answer(organisation, calls.offered(line), now=now)
    assert ringing(organisation) == [alice.name]
    assert f"rung 2: {carol.name} cannot be rung" in path(organisation)


def test_the_caller_hangs_up_and_nobody_rings_any_more(
    organisation: Organisation, ladder: Ladder, now: datetime
) -> None:
    line = make.line_on(organisation, ladder.pk, now=now)
    call = calls.offered(line)
    calls.answer(organisation, call, now=now)
    [leg] = calls.legs(organisation, "MEMBER")
    calls.tell(organisation, LegStatus.RINGING, leg_id=leg.pk, now=calls.later(now, 2))
    calls.hang_up(organisation, call, now=calls.later(now, 9))
    assert ringing(organisation) == []
    assert calls.the_call(organisation).outcome == "ABANDONED_IN_QUEUE"
    climb = make.climb(organisation)
    assert (climb.ended_at, climb.taken_by) == (calls.later(now, 9), None)


def test_news_that_never_comes_costs_a_rung_no_longer_than_its_time(
    organisation: Organisation, ladder: Ladder, carol: Member, now: datetime
) -> None:
    line = make.line_on(organisation, ladder.pk, now=now)
    calls.answer(organisation, calls.offered(line), now=now)
    expire_offers(organisation=organisation.pk, now=calls.later(now, 71))
    assert ringing(organisation) == [carol.name]


def test_a_climb_that_stands_still_is_swept_on(
    organisation: Organisation, ladder: Ladder, carol: Member, now: datetime
) -> None:
    line = make.line_on(organisation, ladder.pk, now=now)
    calls.answer(organisation, calls.offered(line), now=now)
    [leg] = calls.legs(organisation, "MEMBER")
    with tenant_transaction(organisation):
        leg.offer, leg.offer_expires_at = "MISSED", None
        leg.save(update_fields=["offer", "offer_expires_at"])
    assert oncall.sweep(organisation_id=organisation.pk, now=now) == 1
    assert ringing(organisation) == [carol.name]
    assert oncall.sweep(organisation_id=organisation.pk, now=now) == 0


def test_callers_who_speak_spanish_hear_it_in_spanish(
    organisation: Organisation, ladder: Ladder, now: datetime
) -> None:
    line = threads.line(organisation=organisation)
    make.wired(line, ladder.pk, now=now, languages=("es-US", "en-US"))
    answered = calls.answer(organisation, calls.offered(line), now=now)
    words = [one for one in answered.plan if isinstance(one, Say)][-1]
    assert (words.text, words.language) == (
        "Estoy llamando a la persona de guardia. No cuelgue, por favor.",
        "es-US",
    )
    miss(organisation, now=now)
    assert said_to_caller(organisation) == ["Sigo intentándolo. Un momento, por favor."]


def test_a_ladder_without_anybody_but_the_owner_in_some_hours_is_not_published(
    organisation: Organisation, alice: Member, bob: Member, now: datetime
) -> None:
    calls.phone(alice)
    calls.phone(bob)
    nights = make.rota(alice, now=now)
    make.shift(nights, alice, bob, begins=18, ends=8, now=now)
    ladder = make.ladder(alice, nights, now=now)
    flow = parse(make.document(ladder.pk)).flow
    location = organisation.locations.get(is_default=True)

    def found() -> list[tuple[Code, str]]:
        with reading(organisation):
            problems = prove(flow, world_of(location, now=now)).problems
        return [(one.code, one.values.get("alone", "")) for one in problems if one.code is Code.EMPTY_LADDER]

    assert found() == [(Code.EMPTY_LADDER, "yes")]
    make.shift(nights, alice, bob, begins=8, ends=18, now=now)
    assert found() == []
