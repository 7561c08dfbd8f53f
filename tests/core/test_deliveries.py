"""What is owed to handlers runs at least once, one worker at a time, backs off, and is parked where it is seen."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from accounts.models import Organisation
from core import clock, deliveries, events, relay, tasks
from core.deliveries import ATTEMPTS, LEASE, due_ids, retry_parked, run_delivery
from core.events import Fact, event, handles, record
from core.ids import new_id
from core.models import Delivery, DeliveryState
from core.transactions import tenant_transaction

Handler = Callable[..., None]


@event("core.bell_rung")
@dataclass(frozen=True, kw_only=True)
class BellRung(Fact):
    bell_id: UUID


@pytest.fixture(autouse=True)
def _registries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(events, "_handlers", dict(events._handlers))
    monkeypatch.setattr(relay, "enqueue", lambda ids, wait_seconds=0.0: None)
    return


def owe(
    organisation: Organisation, handler: Handler, *, now: datetime, due_at: datetime | None = None
) -> Delivery:
    handles(BellRung, name="core.test_bell")(handler)
    with tenant_transaction(organisation):
        row = record(BellRung(bell_id=new_id()), now=now, due_at=due_at)
    return Delivery.objects.get(event_id=row.pk)


def fail(fact: Fact, *, organisation_id: UUID, now: datetime) -> None:
    raise LookupError("with a customer's name in it")


def test_a_due_delivery_runs_once_with_its_fact(organisation: Organisation, now: datetime) -> None:
    seen: list[tuple[Fact, UUID, datetime]] = []
    row = owe(
        organisation, lambda fact, *, organisation_id, now: seen.append((fact, organisation_id, now)), now=now
    )
    assert run_delivery(delivery_id=row.pk, now=now)
    assert not run_delivery(delivery_id=row.pk, now=now + timedelta(hours=1)), (
        "running twice equals running once"
    )
    ((fact, organisation_id, at),) = seen
    assert isinstance(fact, BellRung)
    assert (organisation_id, at) == (organisation.pk, now)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.done_at, row.error) == (DeliveryState.DONE, 1, now, "")


def test_nothing_runs_before_its_time_or_without_a_row(organisation: Organisation, now: datetime) -> None:
    row = owe(organisation, fail, now=now, due_at=now + timedelta(seconds=5))
    assert not run_delivery(delivery_id=row.pk, now=now)
    assert not run_delivery(delivery_id=new_id(), now=now)
    row.refresh_from_db()
    assert row.attempts == 0
    assert due_ids(now=now) == []
    assert due_ids(now=now + timedelta(seconds=5)) == [row.pk]


def test_a_dead_workers_row_comes_due_again(organisation: Organisation, now: datetime) -> None:
    def die(fact: Fact, *, organisation_id: UUID, now: datetime) -> None:
        raise SystemExit

    row = owe(organisation, die, now=now)
    with pytest.raises(SystemExit):
        run_delivery(delivery_id=row.pk, now=now)
    assert due_ids(now=now + LEASE - timedelta(seconds=1)) == []
    assert due_ids(now=now + LEASE) == [row.pk]


def test_failures_back_off_then_park(organisation: Organisation, now: datetime) -> None:
    row = owe(organisation, fail, now=now)
    at, waits = now, []
    for attempt in range(1, ATTEMPTS + 1):
        assert not run_delivery(delivery_id=row.pk, now=at)
        row.refresh_from_db()
        assert row.attempts == attempt
        assert row.error == "LookupError", "the reason's name only, never its text"
        waits.append((row.due_at - at).total_seconds())
        at = row.due_at
        assert row.state == (DeliveryState.PARKED if attempt == ATTEMPTS else DeliveryState.DUE)
    assert waits == sorted(waits)
    assert waits[0] == 2
    assert due_ids(now=at + timedelta(days=1)) == [], "parked waits for a person"
    assert not run_delivery(delivery_id=row.pk, now=at)


def test_a_worker_that_dies_every_time_is_parked_too(organisation: Organisation, now: datetime) -> None:
    """A row that kills its worker never reaches the line that parks it, so the lease itself must count."""

    def die(fact: Fact, *, organisation_id: UUID, now: datetime) -> None:
        raise SystemExit

    row = owe(organisation, die, now=now)
    at = now
    for _ in range(ATTEMPTS):
        with pytest.raises(SystemExit):
            run_delivery(delivery_id=row.pk, now=at)
        at += LEASE
    assert not run_delivery(delivery_id=row.pk, now=at)
    row.refresh_from_db()
    assert row.state == DeliveryState.PARKED


def test_parked_ones_are_tried_again_on_request(organisation: Organisation, now: datetime) -> None:
    row = owe(organisation, fail, now=now)
    Delivery.objects.filter(pk=row.pk).update(state=DeliveryState.PARKED, attempts=ATTEMPTS)
    done = owe(organisation, fail, now=now)
    Delivery.objects.filter(pk=done.pk).update(state=DeliveryState.DONE)
    later = now + timedelta(days=1)
    assert retry_parked(delivery_ids=[row.pk, done.pk], now=later) == 1
    row.refresh_from_db()
    assert (row.state, row.attempts, row.due_at) == (DeliveryState.DUE, 0, later)
    handles(BellRung, name="core.test_bell")(lambda fact, *, organisation_id, now: None)
    assert run_delivery(delivery_id=row.pk, now=later)


def test_a_handler_this_release_does_not_have_waits(organisation: Organisation, now: datetime) -> None:
    row = owe(organisation, fail, now=now)
    Delivery.objects.filter(pk=row.pk).update(handler="core.gone")
    assert not run_delivery(delivery_id=row.pk, now=now)
    row.refresh_from_db()
    assert (row.state, row.error) == (DeliveryState.DUE, "UnknownFact")


def test_the_oldest_come_first_and_not_all_at_once(organisation: Organisation, now: datetime) -> None:
    rows = [owe(organisation, fail, now=now, due_at=now - timedelta(seconds=second)) for second in (1, 3, 2)]
    assert due_ids(now=now) == [rows[1].pk, rows[2].pk, rows[0].pk]
    assert due_ids(now=now, limit=1) == [rows[1].pk]


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_run_the_same_delivery() -> None:
    organisation = Organisation.objects.create(name="Hale Ortiz Law", slug="hale", industry="LAW")
    now = clock.now()
    ran: list[int] = []
    start = threading.Barrier(2)

    def slow(fact: Fact, *, organisation_id: UUID, now: datetime) -> None:
        ran.append(threading.get_ident())

    rows = [owe(organisation, slow, now=now) for _ in range(5)]
    answers: list[bool] = []

    def work() -> None:
        try:
            for row in rows:
                start.wait(timeout=10)
                answers.append(run_delivery(delivery_id=row.pk, now=now))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)
    assert len(ran) == len(rows)
    assert sorted(answers) == [False] * 5 + [True] * 5
    assert deliveries.due_ids(now=now) == []


def test_a_lease_outlives_the_tasks_that_hold_it() -> None:
    for task in (tasks.deliver, tasks.sweep_deliveries):
        assert LEASE.total_seconds() > task.time_limit
