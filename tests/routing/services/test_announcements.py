"""What callers in line are told, when, and when nothing is."""

from datetime import datetime

import pytest

from accounts.models import Member, Organisation
from conversations.models import Line
from conversations.ports import Gather, LegStatus, Room, Say, plan_from_json
from conversations.services import calls as services
from core.transactions import tenant_transaction
from routing.models import CallRun, Queue
from routing.services import queues
from tests.factories import calls
from tests.factories import conversations as threads
from tests.factories import queues as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(organisation: Organisation, alice: Member, now: datetime) -> Queue:
    make.here(alice, now=now)
    return make.queue(organisation, alice, wrap_up_seconds=0, announces_seconds=60)


@pytest.fixture
def line(organisation: Organisation, desk: Queue, now: datetime) -> Line:
    """A line whose only member is on a call, so that everybody else waits."""
    found = make.flow_line(threads.line(organisation=organisation), desk, now=now)
    calls.answer(organisation, calls.offered(found, caller="+16025550199"), now=now)
    make.work_off(now=now)
    calls.press(organisation, make.offers(organisation)[0].leg.pk, "1", now=now)
    return found


def wait_in_line(
    organisation: Organisation, line: Line, *, now: datetime, caller: str = calls.CALLER
) -> None:
    calls.answer(organisation, calls.offered(line, caller=caller), now=now)
    make.work_off(now=now)


def told(organisation: Organisation) -> list[str]:
    """Give what callers were told while they waited, in order."""
    plans = [plan_from_json(row.body["plan"]) for row in calls.commands(organisation, "RUN")]
    return [plan[0].text for plan in plans if isinstance(plan[0], Say)]


def test_a_caller_hears_their_place_and_a_range_and_goes_back_to_the_music(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    make.handled(organisation, desk, 200, 240, 260, 300, 340, 400, now=now)
    wait_in_line(organisation, line, now=now)
    wait_in_line(organisation, line, now=calls.later(now, 1), caller="+16025550177")
    make.work_off(now=calls.later(now, 4))
    assert told(organisation) == [
        "You are next. The wait is no more than about 6 minutes. To be called back and keep your place, press 1.",
        "You are number 2. The wait is about 4 to 11 minutes. To be called back and keep your place, press 1.",
    ]
    plan = plan_from_json(calls.commands(organisation, "RUN")[-1].body["plan"])
    assert isinstance(plan[1], Gather)
    assert isinstance(plan[2], Room)
    assert (plan[2].starts, plan[2].hold_url) == (False, "hold")


def test_it_is_said_again_as_often_as_the_queue_says_and_once_whoever_asks(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    wait_in_line(organisation, line, now=now)
    item = make.items(organisation)[-1]
    for seconds, count in [(2, 0), (3, 1), (3, 1), (62, 1), (63, 2), (123, 3)]:
        at = calls.later(now, seconds)
        make.work_off(now=at)
        if count:
            assert not queues.announce(organisation=organisation.pk, item_id=item.pk, now=at)
        assert len(told(organisation)) == count
    # Nobody knows the wait yet, so that no minutes are named.
    assert "somebody will be with you" in told(organisation)[-1].lower()
    assert "minute" not in told(organisation)[-1]


def test_in_spanish_to_whom_the_flow_speaks_it(organisation: Organisation, line: Line, now: datetime) -> None:
    wait_in_line(organisation, line, now=now)
    with tenant_transaction(organisation):
        run = CallRun.objects.of(organisation).order_by("-created_at").first()
        assert run is not None
        run.state = {**run.state, "language": "es-US"}
        run.save(update_fields=["state"])
    make.work_off(now=calls.later(now, 3))
    [words] = told(organisation)
    assert words == (
        "Usted es el siguiente. Gracias por esperar. Le atenderemos lo antes posible."
        " Para que le llamemos sin perder su lugar, oprima 1."
    )


def test_nothing_is_said_while_a_member_is_rung_nor_over_a_talk(
    organisation: Organisation, desk: Queue, alice: Member, bob: Member, now: datetime
) -> None:
    line = make.flow_line(threads.line(organisation=organisation), desk, now=now)
    wait_in_line(organisation, line, now=now)
    for seconds in (3, 13):
        make.work_off(now=calls.later(now, seconds))
        assert told(organisation) == []
    calls.press(organisation, make.offers(organisation)[0].leg.pk, "1", now=calls.later(now, 14))
    make.work_off(now=calls.later(now, 200))
    assert told(organisation) == []


def test_a_caller_who_hears_an_announcement_is_fetched_by_whoever_takes_the_call(
    organisation: Organisation, line: Line, desk: Queue, bob: Member, now: datetime
) -> None:
    wait_in_line(organisation, line, now=now)
    make.work_off(now=calls.later(now, 3))
    make.here(bob, now=calls.later(now, 4))
    make.seat(desk, bob)
    queues.dispatch(organisation_id=organisation.pk, now=calls.later(now, 4))
    (offer,) = make.offers(organisation, is_open=True)
    calls.tell(organisation, LegStatus.ANSWERED, leg_id=offer.leg.pk, now=calls.later(now, 6))
    calls.press(organisation, offer.leg.pk, "1", now=calls.later(now, 6))
    fetched = calls.commands(organisation, "RUN")[-1]
    (room,) = plan_from_json(fetched.body["plan"])
    assert isinstance(room, Room)
    assert (room.starts, fetched.leg.role) == (True, "CALLER")


def test_an_announcement_that_comes_to_the_carrier_late_is_not_said_over_the_talk(
    organisation: Organisation, line: Line, desk: Queue, bob: Member, now: datetime
) -> None:
    wait_in_line(organisation, line, now=now)
    make.work_off(now=calls.later(now, 3))
    late = calls.commands(organisation, "RUN")[-1]
    make.here(bob, now=now)
    make.seat(desk, bob)
    queues.dispatch(organisation_id=organisation.pk, now=calls.later(now, 4))
    calls.press(organisation, make.offers(organisation, is_open=True)[0].leg.pk, "1", now=calls.later(now, 6))
    row = services.begin_command(organisation=organisation.pk, command_id=late.pk, now=calls.later(now, 7))
    assert row is None
    assert next(one for one in calls.commands(organisation) if one.pk == late.pk).error == "moved on"


def test_a_queue_that_never_says_says_nothing(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    with tenant_transaction(organisation):
        Queue.objects.of(organisation).update(announces_seconds=0)
    wait_in_line(organisation, line, now=now)
    make.work_off(now=calls.later(now, 90))
    assert told(organisation) == []


def test_no_key_is_offered_where_no_callback_is(
    organisation: Organisation, line: Line, now: datetime
) -> None:
    with tenant_transaction(organisation):
        Queue.objects.of(organisation).update(offers_callback=False)
    wait_in_line(organisation, line, now=now)
    make.work_off(now=calls.later(now, 3))
    assert told(organisation) == [
        "You are next. Thank you for waiting. Somebody will be with you as soon as possible."
    ]
