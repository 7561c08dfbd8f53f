"""Supervisors are told once that a queue runs over; it clears by itself and is not told again at once."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Member, Organisation
from conversations.models import Line
from conversations.ports import LegStatus
from core.models import Event
from core.transactions import reading
from routing.domain.alerting import QUIET
from routing.models import Queue
from routing.services import queues
from tests.factories import calls
from tests.factories import conversations as threads
from tests.factories import queues as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return threads.line(organisation=organisation)


@pytest.fixture
def desk(organisation: Organisation, alice: Member, now: datetime) -> Queue:
    make.here(alice, now=now)
    return make.queue(organisation, alice, alert_waiting=1, alert_seconds=60)


def watch(organisation: Organisation, *, now: datetime) -> list[tuple[str, bool]]:
    """Look at the queues and give everything that was told so far."""
    queues.watch_queues(organisation=organisation.pk, now=now)
    with reading(organisation):
        rows = Event.objects.filter(name="routing.queue_alert").order_by("recorded_at", "pk")
        return [(row.body["change"], row.body["is_told"]) for row in rows]


def hang_up(organisation: Organisation, legs: list[str], *, now: datetime) -> None:
    for leg_id in legs:
        calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=now)


def come(organisation: Organisation, line: Line, desk: Queue, *, count: int, now: datetime) -> list[str]:
    return [
        make.call_in(organisation, line, desk, now=now, caller=f"+1602555{7100 + number}")[1]
        for number in range(count)
    ]


def test_more_than_may_wait_is_told_once(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    come(organisation, line, desk, count=1, now=now)
    assert watch(organisation, now=now) == []
    make.call_in(organisation, line, desk, now=now, caller="+16025557199")
    assert watch(organisation, now=now) == [("RAISED", True)]
    assert watch(organisation, now=calls.later(now, 5)) == [("RAISED", True)]


def test_one_who_waits_too_long_is_told(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    come(organisation, line, desk, count=1, now=now)
    assert watch(organisation, now=calls.later(now, 60)) == []
    assert watch(organisation, now=calls.later(now, 61)) == [("RAISED", True)]


def test_it_clears_once_below_and_is_not_told_again_within_ten_minutes(
    organisation: Organisation, line: Line, desk: Queue, now: datetime
) -> None:
    hang_up_at = calls.later(now, 20)
    legs = come(organisation, line, desk, count=2, now=now)
    watch(organisation, now=now)
    hang_up(organisation, legs, now=hang_up_at)
    assert watch(organisation, now=hang_up_at)[-1] == ("CLEARED", False)
    with reading(organisation):
        assert Queue.objects.get().alert_since is None

    soon = now + QUIET - timedelta(seconds=1)
    legs = come(organisation, line, desk, count=2, now=soon)
    assert watch(organisation, now=soon)[-1] == ("RAISED", False)
    hang_up(organisation, legs, now=calls.later(soon, 9))
    watch(organisation, now=calls.later(soon, 9))
    later = now + QUIET + timedelta(seconds=20)
    come(organisation, line, desk, count=2, now=later)
    assert watch(organisation, now=later)[-1] == ("RAISED", True)


def test_the_sweep_watches(organisation: Organisation, line: Line, desk: Queue, now: datetime) -> None:
    come(organisation, line, desk, count=2, now=now)
    queues.sweep(organisation_id=organisation.pk, now=now)
    with reading(organisation):
        assert Queue.objects.get().alert_since == now
