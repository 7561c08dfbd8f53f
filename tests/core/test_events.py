"""A recorded fact is an event and one delivery per handler, and reads back as what it was."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import pytest

from accounts.models import Organisation
from core import events, relay
from core.errors import MissingTransaction
from core.events import Fact, UnknownFact, announces, event, from_row, handles, record, to_json
from core.ids import new_id
from core.models import Delivery, DeliveryState, Event
from core.transactions import reading, tenant_transaction, use_case


class Colour(StrEnum):
    RED = "RED"


@event("core.lamp_lit", version=2)
@dataclass(frozen=True, kw_only=True)
class LampLit(Fact):
    lamp_id: UUID
    lit_at: datetime
    colour: Colour
    watts: int = 0
    by: UUID | None = None
    rooms: tuple[str, ...] = ()
    others: tuple[UUID, ...] = ()


@pytest.fixture(autouse=True)
def _registries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(events, "_handlers", dict(events._handlers))
    monkeypatch.setattr(
        events, "_announcers", {key: list(value) for key, value in events._announcers.items()}
    )
    monkeypatch.setattr(events, "_facts", dict(events._facts))
    return


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], float]]:
    """Collect what is handed to the queue."""
    found: list[tuple[list[str], float]] = []
    monkeypatch.setattr(
        relay, "enqueue", lambda ids, wait_seconds=0.0: found.append((list(ids), wait_seconds))
    )
    return found


def lamp(now: datetime) -> LampLit:
    return LampLit(lamp_id=new_id(), lit_at=now, colour=Colour.RED, watts=7)


def test_a_fact_becomes_an_event_and_a_delivery_per_handler(
    organisation: Organisation, now: datetime, queued: list[tuple[list[str], float]]
) -> None:
    handles(LampLit, name="core.test_one")(lambda fact, *, organisation_id, now: None)
    handles(LampLit, name="core.test_two")(lambda fact, *, organisation_id, now: None)
    fact, actor = lamp(now), new_id()
    with tenant_transaction(organisation):
        row = record(fact, actor_id=actor, now=now)
        assert queued == [], "nothing is queued before the commit"
    owed = Delivery.objects.filter(event_id=row.pk).order_by("handler")
    assert [(item.handler, item.state, item.due_at) for item in owed] == [
        ("core.test_one", DeliveryState.DUE, now),
        ("core.test_two", DeliveryState.DUE, now),
    ]
    assert {item.organisation_id for item in owed} == {organisation.pk}
    assert queued == [([str(item.pk) for item in owed], 0.0)]
    with reading(organisation):
        stored = Event.objects.get(pk=row.pk)
    assert (stored.name, stored.version, stored.actor_id) == ("core.lamp_lit", 2, actor)
    assert stored.recorded_at == now
    assert from_row(stored) == fact


def test_a_fact_nobody_handles_owes_nothing(
    organisation: Organisation, now: datetime, queued: list[tuple[list[str], float]]
) -> None:
    with tenant_transaction(organisation):
        record(lamp(now), now=now)
    assert queued == []
    assert not Delivery.objects.exists()


def test_work_due_later_waits(
    organisation: Organisation, now: datetime, queued: list[tuple[list[str], float]]
) -> None:
    handles(LampLit, name="core.test_later")(lambda fact, *, organisation_id, now: None)
    with tenant_transaction(organisation):
        record(lamp(now), now=now, due_at=now + timedelta(seconds=5))
        record(lamp(now), now=now, due_at=now - timedelta(seconds=5))
    assert [wait for _, wait in queued] == [5.0, 0.0]
    assert Delivery.objects.filter(due_at=now + timedelta(seconds=5)).count() == 1


def test_what_is_rolled_back_is_neither_stored_queued_nor_announced(
    organisation: Organisation, now: datetime, queued: list[tuple[list[str], float]]
) -> None:
    told: list[Fact] = []
    handles(LampLit, name="core.test_gone")(lambda fact, *, organisation_id, now: None)
    announces(LampLit)(lambda fact, organisation_id: told.append(fact))

    @use_case
    def light_and_fail(*, organisation: Organisation) -> None:
        record(lamp(now), now=now)
        raise LookupError

    with pytest.raises(LookupError):
        light_and_fail(organisation=organisation)
    assert (queued, told) == ([], [])
    assert not Delivery.objects.exists()


def test_announcers_are_told_after_the_commit_each_with_its_own_fact(
    organisation: Organisation, now: datetime
) -> None:
    told: list[tuple[Fact, UUID]] = []
    announces(LampLit)(lambda fact, organisation_id: told.append((fact, organisation_id)))
    first, second = lamp(now), lamp(now)
    with tenant_transaction(organisation):
        record(first, now=now)
        record(second, now=now)
        assert told == []
    assert told == [(first, organisation.pk), (second, organisation.pk)]


def test_recording_outside_a_transaction_is_refused(db: None, now: datetime) -> None:
    with pytest.raises(MissingTransaction):
        record(lamp(now), now=now)


def test_plain_json_and_back() -> None:
    at = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    fact = LampLit(lamp_id=new_id(), lit_at=at, colour=Colour.RED, by=new_id(), rooms=("hall", "attic"),
                   others=(new_id(),))  # fmt: skip
    body = to_json(fact)
    assert body == {
        "lamp_id": str(fact.lamp_id), "lit_at": at.isoformat(), "colour": "RED", "watts": 0, "by": str(fact.by),
        "rooms": ["hall", "attic"], "others": [str(fact.others[0])],
    }  # fmt: skip
    assert from_row(Event(name="core.lamp_lit", version=2, body=body)) == fact


@pytest.mark.parametrize(
    ("name", "version", "body"),
    [("core.nobody_knows", 1, {}), ("core.lamp_lit", 1, {}), ("core.lamp_lit", 2, {"volts": 230})],
)
def test_what_this_release_does_not_know_is_said(name: str, version: int, body: dict[str, object]) -> None:
    with pytest.raises(UnknownFact):
        from_row(Event(name=name, version=version, body=body))


def test_every_registered_fact_survives_the_log() -> None:
    """Each is a frozen dataclass whose hints resolve, so that no stored event is unreadable."""
    for fact in events._facts.values():
        for field in dataclasses.fields(fact):
            assert field.name not in {"text", "body", "phone", "email"}, f"{fact.name} would carry content"
