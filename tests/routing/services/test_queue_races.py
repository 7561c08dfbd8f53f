"""Queues on several connections at once: nobody is asked twice, nothing is given twice, nobody is overlooked."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from accounts.models import Industry, Member, Organisation, Role
from conversations import services as conversations
from conversations.models import Line
from conversations.ports import LegStatus
from core.errors import Conflict
from core.transactions import tenant_transaction
from routing.models import Queue
from routing.services import queues
from tests.factories import accounts, calls
from tests.factories import conversations as threads
from tests.factories import queues as make
from tests.factories.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
MEMBERS = 6


@pytest.fixture
def firm() -> Organisation:
    return accounts.organisation(name="Hale Ortiz Law", slug="hale-ortiz", industry=Industry.LAW)


@pytest.fixture
def team(firm: Organisation) -> list[Member]:
    team = [
        accounts.member(organisation=firm, name=f"M{number} Poe", role=Role.OWNER)
        for number in range(MEMBERS)
    ]
    make.here(*team, now=NOW)
    return team


@pytest.fixture
def desk(firm: Organisation, team: list[Member]) -> Queue:
    return make.queue(firm, *team)


@pytest.fixture
def line(firm: Organisation) -> Line:
    return threads.line(organisation=firm)


def test_as_many_claimants_as_members_each_get_one(firm: Organisation, team: list[Member]) -> None:
    ranked = [member.pk for member in team]

    def claim() -> object:
        with tenant_transaction(firm):
            return queues.claim_member_step(organisation_id=firm.pk, ranked=ranked, now=NOW)

    claimed = at_once([claim] * MEMBERS)
    assert sorted(map(str, claimed)) == sorted(map(str, ranked))
    assert at_once([claim] * 2) == [None, None]


def test_dispatchers_at_once_offer_each_caller_once_and_each_member_one(
    firm: Organisation, line: Line, desk: Queue
) -> None:
    for number in range(MEMBERS + 2):
        make.call_in(firm, line, desk, now=NOW, caller=f"+1602555{7100 + number}")
    at_once([lambda: queues.dispatch(organisation_id=firm.pk, now=NOW)] * 4)
    offers = make.offers(firm, is_open=True)
    assert len(offers) == MEMBERS
    assert len({offer.member_id for offer in offers}) == MEMBERS
    assert len({offer.item_id for offer in offers}) == MEMBERS
    states = sorted(item.state for item in make.items(firm))
    assert states == ["RESERVED"] * MEMBERS + ["WAITING"] * 2


def test_a_caller_who_hangs_up_while_somebody_accepts_ends_in_one_way(
    firm: Organisation, line: Line, desk: Queue
) -> None:
    _call, leg_id = make.call_in(firm, line, desk, now=NOW)
    queues.dispatch(organisation_id=firm.pk, now=NOW)
    (offer,) = make.offers(firm)
    assert offer.leg is not None
    leg = offer.leg
    calls.tell(firm, LegStatus.ANSWERED, leg_id=leg.pk, now=NOW)
    at_once(
        [
            lambda: calls.press(firm, leg.pk, "1", now=calls.later(NOW, 9)),
            lambda: calls.tell(firm, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=calls.later(NOW, 9)),
        ]
    )
    item = make.item(firm)
    assert (item.state, make.offers(firm)[0].result) in {
        ("ABANDONED", "WITHDRAWN"),
        ("WRAPPING", "ACCEPTED"),
    }
    assert make.offers(firm, is_open=True) == []


def test_a_member_who_goes_away_while_being_chosen_is_asked_or_not_but_never_both(
    firm: Organisation, line: Line, desk: Queue, team: list[Member]
) -> None:
    from routing.domain.presence import Choice

    for number in range(3):
        make.call_in(firm, line, desk, now=NOW, caller=f"+1602555{7100 + number}")
    at_once(
        [
            lambda: queues.dispatch(organisation_id=firm.pk, now=NOW),
            lambda: queues.dispatch(organisation_id=firm.pk, now=NOW),
            *[
                lambda member=member: queues.choose_presence(by=member, choice=Choice.AWAY, now=NOW)  # type: ignore[misc]
                for member in team[:3]
            ],
        ]
    )
    queues.dispatch(organisation_id=firm.pk, now=NOW)
    offers = make.offers(firm, is_open=True)
    assert len(offers) == len({offer.member_id for offer in offers}) == 3
    engaged = {member.pk for member in team if make.presence(member).engagement == "OFFERED"}
    assert engaged == {offer.member_id for offer in offers}


def test_two_workers_ring_one_member_for_a_callback_and_no_customer_twice(
    firm: Organisation, line: Line, desk: Queue
) -> None:
    make.flow_line(line, desk, now=NOW)
    offered = calls.offered(line)
    leg_id = calls.answer(firm, offered, now=NOW).leg_id
    calls.press(firm, leg_id, "1", now=NOW)
    plans = at_once([lambda: calls.press(firm, leg_id, "1", now=NOW)] * 2)
    assert sum(bool(plan) for plan in plans) == 1
    calls.hang_up(firm, offered, now=calls.later(NOW, 5))
    later = calls.later(NOW, 60)
    at_once([lambda: queues.dispatch(organisation_id=firm.pk, now=later)] * 4)
    (offer,) = make.offers(firm, is_open=True)
    leg = offer.leg
    assert leg is not None
    at_once([lambda: calls.press(firm, leg.pk, "1", now=later)] * 2)
    assert len(calls.legs(firm, "CUSTOMER")) == 1
    assert len(calls.calls_of(firm, "OUTBOUND")) == 1


def test_a_claim_by_hand_and_a_tap_on_the_offer_give_it_to_one_of_them(
    firm: Organisation, line: Line, desk: Queue, team: list[Member]
) -> None:
    talk = threads.conversation(organisation=firm, now=NOW)
    make.write_in(talk, desk, now=NOW)
    queues.dispatch(organisation_id=firm.pk, now=NOW)
    (offer,) = make.offers(firm, is_open=True)
    claimer = next(member for member in team if member != offer.member)

    def refused(act: Callable[[], object]) -> object:
        try:
            act()
        except Conflict as refusal:
            return type(refusal).__name__
        return "has it"

    won = at_once(
        [
            lambda: refused(
                lambda: conversations.claim_conversation(by=claimer, conversation_id=talk.pk, now=NOW)
            ),
            lambda: refused(lambda: queues.take_offered(by=offer.member, item_id=offer.item_id, now=NOW)),
        ]
    )
    queues.follow_conversation(organisation=firm.pk, conversation_id=talk.pk, now=NOW)
    owner = threads.fresh(organisation=firm, conversation_id=talk.pk).owner
    assert (won, owner) in [
        (["has it", "TakenMeanwhile"], claimer),
        (["AlreadyClaimed", "has it"], offer.member),
    ]
    assert (make.item(firm).state, make.item(firm).member) == ("CONNECTED", owner)
    assert make.offers(firm, is_open=True) == []
    assert make.presence(offer.member).engagement == "FREE"
