"""Webhooks over HTTP: kept before they are believed, applied once, refused without a trace in the inbox."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Member, Organisation
from carrier import selectors, tasks
from carrier.models import (
    Attempt,
    AttemptOutcome,
    CarrierAccount,
    InboundDelivery,
    InboundState,
    MessagePart,
    RefusedDelivery,
)
from carrier.services import accepting, applying, sending
from conversations import services
from conversations.models import Entry
from core import clock
from core.transactions import reading
from tests.carrier.conftest import CUSTOMER, Carrier, known, text_body
from tests.factories import conversations as make

Said = Callable[[], list[str]]
Kept = Callable[[], list[tuple[str, str]]]
LONG_AGO = timedelta(minutes=1)


def _outcomes(organisation: Organisation) -> list[str]:
    with reading(organisation):
        return sorted(Attempt.objects.of(organisation).values_list("outcome", flat=True))


def test_a_signed_text_is_applied(carrier: Carrier, said: Said, kept: Kept) -> None:
    response = carrier.post(text_body("Hay una fuga 🚿"))
    assert (response.status_code, response.json()) == (200, {"state": "APPLIED"})
    assert (said(), kept()) == (["Hay una fuga 🚿"], [("APPLIED", "msg.inbound")])


def test_the_same_bytes_and_the_same_id_are_one_entry(
    carrier: Carrier, organisation: Organisation, said: Said
) -> None:
    body = text_body()
    answers = [carrier.post(body), carrier.post(body), carrier.post(body | {"new": "field"})]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert said() == ["Are you open?"]
    assert _outcomes(organisation) == [AttemptOutcome.ENTRY]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'"x"', b"{}" * 2])
def test_what_cannot_be_read_is_kept_and_refused(
    carrier: Carrier, organisation: Organisation, body: bytes, kept: Kept
) -> None:
    assert carrier.post(body).status_code == 400
    assert [state for state, _ in kept()] == [InboundState.MALFORMED]
    assert _outcomes(organisation) == [AttemptOutcome.UNREADABLE]


def test_unsigned_and_forged_are_counted_and_change_nothing(
    carrier: Carrier, account: CarrierAccount, organisation: Organisation, said: Said, kept: Kept
) -> None:
    body = json.dumps(text_body()).encode()
    stale = int((datetime.now(UTC) - timedelta(days=8)).timestamp())
    answers = [
        carrier.raw(body),
        carrier.raw(body, HTTP_AUTHORIZATION="Bearer x.y.z"),
        carrier.post(body, secret="another-secret-of-thirty-two-characters!"),
        carrier.post(body, api_key="other"),
        carrier.post(body, application_id="other"),
        carrier.post(body, payload_hash="0" * 64),
        carrier.post(body, iat=stale),
    ]
    assert {answer.status_code for answer in answers} == {401}
    account.refresh_from_db()
    assert (account.refused_count, said(), kept()) == (7, [], [])
    with reading(organisation):
        assert RefusedDelivery.objects.of(organisation).count() == 7


def test_the_latest_thousand_refusals_stay(
    account: CarrierAccount, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accepting, "KEPT_REFUSALS", 3)
    start = clock.now()
    for second in range(5):
        accepting.refuse(
            organisation=organisation.pk,
            account_id=account.pk,
            reason="unsigned",
            body=str(second).encode(),
            remote=None,
            now=start + timedelta(seconds=second),
        )
    with reading(organisation):
        rows = RefusedDelivery.objects.of(organisation).order_by("received_at")
        assert [bytes(row.body) for row in rows] == [b"2", b"3", b"4"]


def test_the_previous_secret_holds_while_it_is_rotated(
    carrier: Carrier, account: CarrierAccount, said: Said
) -> None:
    old, new = account.signature_secret, "a-newer-signature-secret-of-thirty-two-letters"
    account.signature_secret, account.previous_signature_secret = new, old
    account.save()
    assert carrier.post(text_body("One")).status_code == 200
    assert carrier.post(text_body("Two"), secret=new).status_code == 200
    assert len(said()) == 2


def test_well_formed_news_nobody_knows_is_kept(carrier: Carrier, kept: Kept) -> None:
    assert carrier.post({"something": {"quite": "new"}}).status_code == 200
    assert [state for state, _ in kept()] == [InboundState.KEPT]


def test_too_large_an_unknown_token_and_a_wrong_method(carrier: Carrier, kept: Kept) -> None:
    assert carrier.post(b"x" * (256 * 1024 + 1)).status_code == 413
    assert Client().post("/hooks/another-path-token-quite/inbound").status_code == 404
    assert carrier.client.put(f"/hooks/{carrier.account.path_token}/inbound").status_code == 405
    assert kept() == []


def test_a_text_for_no_line_of_ours_is_in_the_ledger(
    carrier: Carrier, organisation: Organisation, said: Said
) -> None:
    assert carrier.post(text_body(to="16025550177")).status_code == 200
    assert (said(), _outcomes(organisation)) == ([], [AttemptOutcome.NO_LINE])


SMS = {
    "msisdn": CUSTOMER.removeprefix("+"),
    "to": make.OUR_NUMBER.removeprefix("+"),
    "messageId": "0A0000000123ABCD1",
    "text": "Are you open?",
    "type": "text",
    "keyword": "ARE",
    "message-timestamp": "2026-11-22 03:00:00",
}


@pytest.mark.parametrize("shape", ["get", "form", "json"])
def test_the_old_sms_api_in_its_three_shapes(carrier: Carrier, said: Said, shape: str) -> None:
    path = f"/hooks/{carrier.account.path_token}/sms"
    if shape == "get":
        response = carrier.client.get(path, SMS)
    elif shape == "form":
        response = carrier.raw(urlencode(SMS).encode(), name="sms", kind="application/x-www-form-urlencoded")
    else:
        response = carrier.raw(json.dumps(SMS).encode(), name="sms")
    assert (response.status_code, said()) == (200, ["Are you open?"])


def _part(number: int, text: str, *, ref: str = "42") -> bytes:
    part = {"concat": "true", "concat-ref": ref, "concat-total": "3", "concat-part": str(number)}
    return json.dumps(SMS | part | {"text": text, "messageId": f"{ref}-{text}-{number}"}).encode()


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_parts_in_any_order_are_one_text_and_three_attempts(
    carrier: Carrier, organisation: Organisation, said: Said, order: tuple[int, ...]
) -> None:
    words = {1: "one ", 2: "two ", 3: "three"}
    for number in order:
        carrier.raw(_part(number, words[number]), name="sms")
        carrier.raw(_part(number, words[number]), name="sms")
    assert said() == ["one two three"]
    assert _outcomes(organisation) == ["ENTRY", "PARTIAL", "PARTIAL"]
    with reading(organisation):
        rows = MessagePart.objects.of(organisation)
        assert [(row.flushed_at is None, row.text) for row in rows] == [(False, "")] * 3


def test_a_reference_that_is_used_again_is_another_text(carrier: Carrier, said: Said) -> None:
    for number in (1, 2, 3):
        carrier.raw(_part(number, "a"), name="sms")
    for number in (3, 2, 1):
        carrier.raw(_part(number, "b"), name="sms")
    assert sorted(said()) == ["aaa", "bbb"]


@pytest.mark.parametrize("order", [("submitted", "delivered"), ("delivered", "submitted")])
def test_a_status_finds_its_message_and_folds(
    carrier: Carrier, organisation: Organisation, bob: Member, order: tuple[str, str]
) -> None:
    now = clock.now()
    thread = make.conversation(organisation=organisation, now=now, sender=CUSTOMER)
    entry = services.send_reply(by=bob, conversation_id=thread.pk, text="Yes", seen_seq=9, now=now)
    sending.begin(organisation=organisation.pk, entry_id=entry.pk, account_id=carrier.account.pk, now=now)
    for status in order:
        body = {
            "message_uuid": "11111111-2222-4333-8444-555555555555",
            "client_ref": entry.pk.hex,
            "to": CUSTOMER.removeprefix("+"),
            "from": make.OUR_NUMBER.removeprefix("+"),
            "timestamp": now.isoformat(),
            "status": status,
            "channel": "sms",
        }
        assert carrier.post(body, name="status").json() == {"state": "APPLIED"}
    with reading(organisation):
        told = Entry.objects.of(organisation).get(pk=entry.pk)
    assert (told.state, told.provider_id) == ("DELIVERED", "11111111-2222-4333-8444-555555555555")


def test_a_status_of_a_message_nobody_sent_is_kept(carrier: Carrier, kept: Kept) -> None:
    body = {"message_uuid": "1", "status": "delivered", "channel": "sms", "to": "1", "from": "2"}
    assert carrier.post(body, name="status").status_code == 200
    assert [state for state, _ in kept()] == [InboundState.KEPT]


def test_a_new_secret_counts_at_once_and_the_old_one_never_again(
    carrier: Carrier, account: CarrierAccount, said: Said
) -> None:
    assert carrier.post(text_body("one")).status_code == 200, "and the account is remembered"
    CarrierAccount.objects.filter(pk=account.pk).update(
        signature_secret="a-new-secret-of-thirty-two-characters-"
    )
    assert carrier.post(text_body("two")).status_code == 401
    answer = carrier.post(text_body("three"), secret="a-new-secret-of-thirty-two-characters-")
    assert answer.status_code == 200
    assert said() == ["one", "three"]


@pytest.mark.parametrize("closed", ["account", "organisation"])
def test_a_remembered_account_that_is_closed_takes_nothing(
    carrier: Carrier, account: CarrierAccount, organisation: Organisation, said: Said, closed: str
) -> None:
    assert carrier.post(text_body("one")).status_code == 200
    if closed == "account":
        CarrierAccount.objects.filter(pk=account.pk).update(is_active=False)
    else:
        Organisation.objects.filter(pk=organisation.pk).update(is_active=False)
    assert carrier.post(text_body("two")).status_code == 404
    assert said() == ["one"]


def test_a_remembered_organisation_is_read_again_when_it_changes(
    carrier: Carrier, organisation: Organisation
) -> None:
    assert carrier.post(text_body("one")).status_code == 200
    Organisation.objects.filter(pk=organisation.pk).update(reply_minutes=7)
    later = text_body("two") | {"from": "16025550177", "message_uuid": "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ff"}
    assert carrier.post(later).status_code == 200
    with reading(organisation):
        entry = Entry.objects.of(organisation).select_related("conversation").get(text="two")
    assert entry.conversation.due_at is not None
    assert entry.conversation.due_at - clock.now() < timedelta(minutes=8)


def test_a_webhook_verified_for_what_an_account_was_is_not_stored(
    account: CarrierAccount, organisation: Organisation
) -> None:
    before = known(account)
    CarrierAccount.objects.filter(pk=account.pk).update(refused_count=1)
    with pytest.raises(accepting.AccountChanged):
        accepting.accept(
            known=before, kind="messages", body=b"{}", method="POST", content_type="", query="", now=clock.now()
        )  # fmt: skip
    with reading(organisation):
        assert not InboundDelivery.objects.of(organisation).exists()


def test_what_a_dead_process_left_is_applied_by_the_sweep(
    account: CarrierAccount, organisation: Organisation, said: Said
) -> None:
    accepting.accept(
        known=known(account),
        kind="messages",
        body=json.dumps(text_body()).encode(),
        method="POST",
        content_type="application/json",
        query="",
        now=clock.now() - LONG_AGO,
    )
    assert said() == []
    assert tasks.sweep_inbound() == 1
    assert said() == ["Are you open?"]
    assert tasks.sweep_inbound() == 0


def test_a_failing_delivery_is_answered_with_200_retried_and_parked(
    carrier: Carrier, organisation: Organisation, said: Said, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise AttributeError("a bug of ours")

    body = text_body()
    with monkeypatch.context() as broken:
        broken.setattr(applying.conversations, "receive_message_step", fail)
        assert carrier.post(body).json() == {"state": "FAILED"}
        with reading(organisation):
            row = InboundDelivery.objects.of(organisation).get()
        for _attempt in range(applying.ATTEMPTS):
            applying.apply_delivery(organisation=organisation, delivery_id=row.pk, now=clock.now())
        assert [state for state, _ in kept()] == [InboundState.PARKED]
        assert tasks.sweep_inbound() == 0
        until = clock.now() + LONG_AGO
        with reading(organisation):
            day = selectors.ledger_day(
                organisation_id=organisation.pk, since=until - timedelta(days=1), until=until
            )
        assert (day.attempts, day.accounted) == (1, 0)
    applying.apply_delivery(organisation=organisation, delivery_id=row.pk, now=clock.now())
    assert said() == ["Are you open?"]


def test_a_failure_that_lost_the_race_leaves_the_winner_alone(
    carrier: Carrier, organisation: Organisation, kept: Kept
) -> None:
    carrier.post(text_body())
    with reading(organisation):
        row = InboundDelivery.objects.of(organisation).get()
    state = applying.mark_failed(organisation=organisation, delivery_id=row.pk, error="x", now=clock.now())
    assert (state, kept()[0][0]) == (InboundState.APPLIED, InboundState.APPLIED)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_FIELDS = [*text_body(), "client_ref", "status", "error", "sms", "image", "profile", "context_status", "msisdn",
           "messageId", "concat", "concat-ref", "concat-part", "concat-total", "type"]  # fmt: skip
_BODIES = st.one_of(
    st.binary(max_size=200),
    _VALUES.map(lambda value: json.dumps(value).encode()),
    st.dictionaries(st.sampled_from(_FIELDS), _VALUES, max_size=6).map(
        lambda changes: json.dumps(text_body(**changes)).encode()
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=_BODIES, name=st.sampled_from(["inbound", "status", "sms", "voice"]))
def test_no_body_makes_a_500_and_none_is_lost(carrier: Carrier, body: bytes, name: str) -> None:
    response = carrier.post(body, name=name)
    assert response.status_code in {200, 400}
    assert response.json()["state"] not in {InboundState.RECEIVED, InboundState.FAILED}, body
