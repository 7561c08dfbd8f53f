"""Calls on several connections at once: one call, one answerer, one outcome."""

from datetime import UTC, datetime

import pytest

from accounts.models import Industry, Member, Organisation, Role
from conversations import ports
from conversations.models import Call, Line
from conversations.ports import LegStatus
from conversations.services import calls as services
from core.transactions import reading, tenant_transaction
from tests.factories import accounts
from tests.factories import calls as make
from tests.factories.conversations import line as make_line
from tests.factories.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
AT_ONCE = 4


@pytest.fixture
def firm() -> Organisation:
    return accounts.organisation(name="Hale Ortiz Law", slug="hale-ortiz", industry=Industry.LAW)


@pytest.fixture
def team(firm: Organisation) -> list[Member]:
    team = [
        accounts.member(organisation=firm, name=name, role=Role.OWNER) for name in ("Ana", "Ben", "Lou", "Mo")
    ]
    for member in team:
        make.phone(member)
    return team


@pytest.fixture
def line(firm: Organisation, team: list[Member]) -> Line:
    return make_line(organisation=firm)


def test_everybody_rung_at_once_presses_1_and_exactly_one_is_joined(
    firm: Organisation, team: list[Member], line: Line
) -> None:
    make.answer(firm, make.offered(line), now=NOW)
    call = make.the_call(firm)
    with tenant_transaction(firm):
        held = services.lock_call(organisation_id=firm.pk, call_id=call.pk)
        held.call.state = "OFFERING"
        for member in team:
            to = ports.Endpoint(ports.EndpointKind.PHONE, "+16025550177")
            services.offer_step(held, member=member, to=to, seconds=20, now=NOW)
        services.changed(held, "TEST", now=NOW)
    legs = make.legs(firm, "MEMBER")
    plans = at_once([lambda leg=leg: make.press(firm, leg.pk, "1", now=NOW) for leg in legs])  # type: ignore[misc]
    joined = [plan for plan in plans if plan and isinstance(plan[0], ports.Room)]  # type: ignore[index]
    assert len(joined) == 1
    offers = sorted(leg.offer for leg in make.legs(firm, "MEMBER"))
    assert offers == ["ACCEPTED", "ELSEWHERE", "ELSEWHERE", "ELSEWHERE"]
    (winner,) = [leg for leg in make.legs(firm, "MEMBER") if leg.offer == "ACCEPTED"]
    assert make.the_call(firm).answered_by == winner.member
    assert len(make.commands(firm, "HANG_UP")) == AT_ONCE - 1


def test_answer_and_events_of_one_call_at_once_make_one_call(firm: Organisation, line: Line) -> None:
    offered = make.offered(line, leg_id="race-1")
    news = {"carrier_leg_id": "race-1", "to": line.address, "caller": make.CALLER, "direction": "inbound"}
    at_once(
        [
            lambda: make.answer(firm, offered, now=NOW),
            lambda: make.tell(firm, LegStatus.STARTED, now=NOW, **news),  # type: ignore[arg-type]
            lambda: make.tell(firm, LegStatus.RINGING, now=NOW, **news),  # type: ignore[arg-type]
            lambda: make.answer(firm, offered, now=NOW),
        ]
    )
    with reading(firm):
        assert Call.objects.count() == 1
    assert len(make.legs(firm, "CALLER")) == 1


def test_the_caller_leaves_while_a_member_presses_1_and_there_is_one_outcome(
    firm: Organisation, team: list[Member], line: Line
) -> None:
    make.ring_order(line, team[0], team[0], now=NOW)
    offered = make.offered(line)
    make.answer(firm, offered, now=NOW)
    (leg,) = make.legs(firm, "MEMBER")
    make.tell(firm, LegStatus.RINGING, leg_id=leg.pk, now=NOW)
    at_once(
        [
            lambda: make.press(firm, leg.pk, "1", now=NOW),
            lambda: make.tell(firm, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=NOW),
            lambda: make.tell(firm, LegStatus.COMPLETED, carrier_leg_id=offered.leg_id, now=NOW),
        ]
    )
    call = make.the_call(firm)
    offer = make.legs(firm, "MEMBER")[0].offer
    assert call.state == "ENDED"
    assert (call.outcome, offer) in {("ANSWERED_HUMAN", "ACCEPTED"), ("ABANDONED_IN_QUEUE", "CALLER_LEFT")}
