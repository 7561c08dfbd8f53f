"""Two things happen to one ringing call at once, on connections of their own: the flow takes one next step, not two."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.models import Industry, Member, Organisation, Role
from conversations import ports
from conversations.models import Line
from conversations.ports import LegStatus
from core.transactions import reading, tenant_transaction
from routing import services as routing
from routing.models import CallRun, Flow, FlowVersion, LineHandling
from routing.services import queues
from tests.factories import accounts
from tests.factories import calls as make
from tests.factories import queues as make_queues
from tests.factories.conversations import line as make_line
from tests.factories.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
MAIL: dict[str, Any] = {"kind": "VOICEMAIL", "text": "Nobody is free. Please leave a message.", "exits": {}}


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
def line(firm: Organisation) -> Line:
    return make_line(organisation=firm)


def handle(line: Line, start: str, **nodes: dict[str, Any]) -> None:
    """Let a flow handle the line's calls."""
    document = {
        "format": 1,
        "title": "Races",
        "start": start,
        "languages": ["en-US"],
        "nodes": {**nodes, "mail": MAIL},
    }
    organisation = line.organisation
    with tenant_transaction(organisation):
        flow = Flow.objects.create(organisation=organisation, title="Races")
        FlowVersion.objects.create(
            organisation=organisation, flow=flow, number=1, state="PUBLISHED", document=document,
            edited_at=NOW, published_at=NOW,
        )  # fmt: skip
        LineHandling.objects.create(organisation=organisation, line=line, flow=flow)


def ring(strategy: str, team: Sequence[Member]) -> dict[str, Any]:
    """Draw a node that rings the team."""
    members = [{"member": str(member.pk), "seconds": 20} for member in team]
    return {"kind": "RING", "strategy": strategy, "members": members, "exits": {"nobody": "mail"}}


def run_of(firm: Organisation) -> CallRun:
    with reading(firm):
        return CallRun.objects.of(firm).get()


@pytest.mark.parametrize("strategy", ["FIXED", "ROUND_ROBIN", "LONGEST_IDLE", "FEWEST_TODAY"])
def test_an_offer_that_ends_in_two_ways_at_once_leads_to_one_next_member(
    firm: Organisation, team: list[Member], line: Line, strategy: str
) -> None:
    """The carrier tells that the first declined, and twice, while the sweep ends the offer for its time."""
    handle(line, "ring", ring=ring(strategy, team))
    make.ring(firm, line, now=NOW)
    (first,) = make.legs(firm, "MEMBER")
    before = run_of(firm).version
    late = make.later(NOW, 80)
    at_once(
        [
            lambda: make.tell(firm, LegStatus.REJECTED, leg_id=first.pk, now=late),
            lambda: make.tell(firm, LegStatus.REJECTED, leg_id=first.pk, now=late),
            lambda: routing.expire_offers(organisation=firm.pk, now=late),
        ]
    )
    legs = make.legs(firm, "MEMBER")
    assert [leg.member for leg in legs] == team[:2]
    assert [leg.offer == "RINGING" for leg in legs] == [False, True]
    assert run_of(firm).version == before + 1
    assert len(make.commands(firm, "PLACE")) == 2


def test_the_last_two_of_a_ring_all_decline_at_once_and_one_message_is_asked_for(
    firm: Organisation, team: list[Member], line: Line
) -> None:
    handle(line, "ring", ring=ring("ALL", team))
    make.ring(firm, line, now=NOW)
    legs = make.legs(firm, "MEMBER")
    assert len(legs) == len(team)
    at_once(
        [
            lambda leg=leg: make.tell(firm, LegStatus.REJECTED, leg_id=leg.pk, now=make.later(NOW, 5))  # type: ignore[misc]
            for leg in legs
        ]
    )
    whys = [line["why"] for line in make.the_call(firm).path]
    assert whys.count("asked for a message") == 1
    assert run_of(firm).state["ringing"] == []
    assert len([row for row in make.commands(firm, "RUN") if row.leg.role == "CALLER"]) == 1


def test_everybody_of_a_ring_all_presses_1_at_once_and_exactly_one_is_joined(
    firm: Organisation, team: list[Member], line: Line
) -> None:
    handle(line, "ring", ring=ring("ALL", team))
    make.ring(firm, line, now=NOW)
    legs = make.legs(firm, "MEMBER")
    plans = at_once([lambda leg=leg: make.press(firm, leg.pk, "1", now=make.later(NOW, 5)) for leg in legs])  # type: ignore[misc]
    joined = [plan for plan in plans if plan and isinstance(plan[0], ports.Room)]  # type: ignore[index]
    assert len(joined) == 1
    offers = sorted(leg.offer for leg in make.legs(firm, "MEMBER"))
    assert offers == ["ACCEPTED", "ELSEWHERE", "ELSEWHERE", "ELSEWHERE"]
    assert "asked for a message" not in str(make.the_call(firm).path)


def test_the_last_who_rings_declines_while_another_accepts_and_the_call_goes_one_way(
    firm: Organisation, team: list[Member], line: Line
) -> None:
    handle(line, "ring", ring=ring("ALL", team[:2]))
    make.ring(firm, line, now=NOW)
    first, second = make.legs(firm, "MEMBER")
    at = make.later(NOW, 5)
    at_once(
        [
            lambda: make.press(firm, first.pk, "1", now=at),
            lambda: make.tell(firm, LegStatus.REJECTED, leg_id=second.pk, now=at),
        ]
    )
    call = make.the_call(firm)
    assert (call.state, call.answered_by) == ("TALKING", team[0])
    assert "asked for a message" not in str(call.path)


def test_two_calls_at_once_ring_two_members(firm: Organisation, team: list[Member], line: Line) -> None:
    handle(line, "ring", ring=ring("ROUND_ROBIN", team))
    callers = [f"+1602555{number}" for number in (7101, 7102, 7103, 7104)]
    at_once([lambda caller=caller: make.ring(firm, line, now=NOW, caller=caller) for caller in callers])  # type: ignore[misc]
    legs = make.legs(firm, "MEMBER")
    assert len(legs) == len({leg.member_id for leg in legs}) == len(team)


def test_who_has_waited_long_enough_while_somebody_becomes_free_is_offered_or_goes_on_never_both(
    firm: Organisation, team: list[Member], line: Line
) -> None:
    make_queues.here(team[0], now=NOW)
    desk = make_queues.queue(firm, team[0])
    ways = dict.fromkeys(("full", "closed", "too_long", "nobody"), "mail")
    handle(line, "desk", desk={"kind": "QUEUE", "queue": str(desk.pk), "longest_seconds": 30, "exits": ways})
    make.ring(firm, line, now=NOW)
    late = make.later(NOW, 31)
    at_once(
        [
            lambda: queues.expire_waits(organisation=firm.pk, now=late),
            lambda: queues.dispatch(organisation_id=firm.pk, now=late),
            lambda: queues.dispatch(organisation_id=firm.pk, now=late),
        ]
    )
    make_queues.work_off(now=late)
    item, offers = make_queues.item(firm), make_queues.offers(firm, is_open=True)
    state = make.the_call(firm).state
    assert (item.state, len(offers), state) in {("RESERVED", 1, "QUEUED"), ("OVERFLOWED", 0, "VOICEMAIL")}
    assert make_queues.presence(team[0]).engagement == ("OFFERED" if offers else "FREE")
