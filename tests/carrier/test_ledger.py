"""The day's line is true at every moment: stored or applied, whoever wrote counts once, and nothing else counts."""

import json
from datetime import datetime, timedelta

import pytest

from accounts.models import Organisation
from carrier import presenters, selectors
from carrier.models import AttemptOutcome, CarrierAccount
from carrier.services import accepting, applying
from core.transactions import reading
from tests.carrier.conftest import CUSTOMER, known, text_body
from tests.factories import conversations as make

MIDNIGHT = datetime.fromisoformat("2026-11-23T07:00:00+00:00")
NOON = MIDNIGHT + timedelta(hours=12)
DIGITS, OURS = CUSTOMER.removeprefix("+"), make.OUR_NUMBER.removeprefix("+")
SMS = {"msisdn": DIGITS, "to": OURS, "messageId": "0A1", "text": "Hello", "type": "text"}
PART = SMS | {"concat": "true", "concat-ref": "7", "concat-total": "2", "concat-part": "1"}
RECEIPT = {"msisdn": DIGITS, "to": OURS, "messageId": "0B1", "status": "delivered", "err-code": "0"}
STATUS = {"message_uuid": "11111111-2222-4333-8444-555555555555", "status": "delivered", "channel": "sms",
          "to": DIGITS, "from": OURS}  # fmt: skip
LEG = {
    "uuid": "u",
    "conversation_uuid": "CON-1",
    "status": "ringing",
    "direction": "inbound",
    "from": DIGITS,
    "to": OURS,
}
TEXT = text_body(timestamp=NOON.isoformat())


def _store(account: CarrierAccount, kind: str, body: object, *, now: datetime = NOON) -> accepting.Accepted:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return accepting.accept(
        known=known(account), kind=kind, body=raw, method="POST", content_type="application/json", query="",
        now=now,
    )  # fmt: skip


def _line(organisation: Organisation, *, since: datetime = MIDNIGHT) -> tuple[int, int]:
    with reading(organisation):
        day = selectors.ledger_day(
            organisation_id=organisation.pk, since=since, until=since + timedelta(days=1)
        )
    return day.attempts, day.accounted


@pytest.mark.parametrize(
    ("kind", "body", "stored", "applied"),
    [
        ("messages", TEXT, (1, 0), (1, 1)),
        ("messages", STATUS, (0, 0), (0, 0)),
        ("messages", {"something": "new"}, (0, 0), (0, 0)),
        ("messages", b"{", (1, 0), (1, 1)),
        ("messages", TEXT | {"to": "16025550177"}, (1, 0), (1, 1)),
        ("sms", SMS, (1, 0), (1, 1)),
        ("sms", PART, (1, 0), (1, 0)),
        ("sms", RECEIPT, (0, 0), (0, 0)),
        ("sms", b"{", (1, 0), (1, 1)),
        ("voice", LEG, (0, 0), (0, 0)),
    ],
)
def test_each_kind_counts_before_and_after_it_is_applied(
    account: CarrierAccount,
    organisation: Organisation,
    kind: str,
    body: object,
    stored: tuple[int, int],
    applied: tuple[int, int],
) -> None:
    delivery = _store(account, kind, body)
    assert _line(organisation) == stored
    applying.apply_delivery(organisation=organisation, delivery_id=delivery.delivery_id, now=NOON)
    assert _line(organisation) == applied


def test_failed_and_parked_ones_are_counted_as_not_accounted_for(
    account: CarrierAccount, organisation: Organisation
) -> None:
    delivery = _store(account, "sms", SMS)
    for _ in range(applying.ATTEMPTS):
        applying.mark_failed(
            organisation=organisation, delivery_id=delivery.delivery_id, error="KeyError", now=NOON
        )
        assert _line(organisation) == (1, 0)
    applying.apply_delivery(organisation=organisation, delivery_id=delivery.delivery_id, now=NOON)
    assert _line(organisation) == (1, 1)


def test_the_same_message_in_other_bytes_is_one_attempt(
    account: CarrierAccount, organisation: Organisation
) -> None:
    first = _store(account, "messages", TEXT)
    second = _store(account, "messages", TEXT | {"new": "field"})
    assert _line(organisation) == (1, 0)
    applying.apply_delivery(organisation=organisation, delivery_id=first.delivery_id, now=NOON)
    assert _line(organisation) == (1, 1)
    applying.apply_delivery(organisation=organisation, delivery_id=second.delivery_id, now=NOON)
    assert _line(organisation) == (1, 1)


def test_a_text_of_the_evening_that_comes_after_midnight_is_of_the_evening(
    account: CarrierAccount, organisation: Organisation
) -> None:
    evening = MIDNIGHT + timedelta(hours=23, minutes=59)
    delivery = _store(
        account,
        "messages",
        TEXT | {"timestamp": evening.isoformat()},
        now=MIDNIGHT + timedelta(hours=24, minutes=2),
    )
    for expected in [(1, 0), (1, 1)]:
        assert _line(organisation) == expected
        assert _line(organisation, since=MIDNIGHT + timedelta(days=1)) == (0, 0)
        applying.apply_delivery(organisation=organisation, delivery_id=delivery.delivery_id, now=NOON)


def test_every_outcome_has_its_explanation_on_the_page() -> None:
    assert set(presenters.DEFINITIONS) == set(AttemptOutcome)
