"""A broker that is away costs a delay, never a fact; the sweep and the heartbeat are Celery's edge."""

from datetime import datetime

import pytest
from celery import current_app
from kombu.exceptions import OperationalError

from accounts.models import Organisation
from core import clock, relay, tasks
from core.ids import new_id
from core.models import Delivery, DeliveryState, Heartbeat


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **rest: found.append({"name": name, **rest}))
    return found


def test_one_task_a_delivery_never_before_it_is_due(sent: list[dict[str, object]]) -> None:
    relay.enqueue(["a", "b"])
    relay.enqueue(["c"], wait_seconds=5)
    assert [item["kwargs"] for item in sent] == [{"delivery_id": key} for key in "abc"]
    assert [item["countdown"] for item in sent] == [None, None, 5.05]
    assert {item["name"] for item in sent} == {tasks.deliver.name}


@pytest.mark.parametrize("error", [OperationalError, ConnectionRefusedError])
def test_a_broker_away_is_left_to_the_sweep(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: type[Exception]
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise error("away")

    monkeypatch.setattr(current_app, "send_task", refuse)
    relay.enqueue(["a"])
    [said] = caplog.records
    assert (said.name, said.message) == ("core.relay", "broker away, deliveries left to the sweep")


def test_the_sweep_runs_what_is_due_and_counts_what_ended(organisation: Organisation) -> None:
    now: datetime = clock.now()
    rows = [
        Delivery.objects.create(
            organisation_id=organisation.pk, event_id=new_id(), handler="core.gone", due_at=now
        )
        for _ in range(2)
    ]
    assert tasks.sweep_deliveries(unknown="keyword") == 0
    assert {row.attempts for row in Delivery.objects.filter(pk__in=[row.pk for row in rows])} == {1}
    assert Delivery.objects.filter(state=DeliveryState.DUE).count() == 2


def test_the_heartbeat_is_one_row(db: None) -> None:
    tasks.heartbeat()
    tasks.heartbeat()
    assert Heartbeat.objects.get().name == "worker"
