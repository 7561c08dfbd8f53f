"""A message that cannot leave is not "leaving" for ever: members read that it failed, an administrator sees why."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Member, Organisation, User
from carrier import handlers
from carrier.models import CarrierAccount
from carrier.services import sending
from carrier.simulator.simulator import Simulator
from carrier.vonage.messages import VonageMessages
from config.admin import CHOSEN
from conversations import errors, services
from conversations.domain.states import MessageState
from conversations.events import MediaAnnounced
from conversations.models import Entry, EntryKind
from conversations.ports import Media
from core import clock, deliveries, events, tasks
from core.models import Delivery, DeliveryState
from core.transactions import reading, tenant_transaction
from tests.admin.conftest import BACKEND, list_url
from tests.carrier.conftest import CUSTOMER
from tests.factories import conversations as make

Pass = Callable[[timedelta], None]


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Pass:
    """Let time go by and the sweep run, as beat makes it."""
    start = clock.now()
    gone = [timedelta(0)]

    def go_by(span: timedelta) -> None:
        gone[0] += span
        monkeypatch.setattr(clock, "now", lambda: start + gone[0])
        tasks.sweep_deliveries()

    return go_by


def _fresh(entry: Entry) -> Entry:
    with reading(entry.organisation_id):
        return Entry.objects.of(entry.organisation_id).get(pk=entry.pk)


def _delivery(handler: str = "carrier.send_message") -> Delivery:
    return Delivery.objects.filter(handler=handler).latest("due_at")


def _administrator(user: User, organisation: Organisation) -> Client:
    """Give the browser of an administrator who works inside the organisation."""
    user.is_staff = user.is_superuser = True
    user.save(update_fields=["is_staff", "is_superuser"])
    browser = Client()
    browser.force_login(user, backend=BACKEND)
    session = browser.session
    session[CHOSEN] = str(organisation.pk)
    session.save()
    return browser


def _fail_until_parked(wait: Pass) -> Delivery:
    for _ in range(deliveries.ATTEMPTS):
        assert _delivery().state == DeliveryState.DUE
        wait(timedelta(hours=1, seconds=1))
    row = _delivery()
    assert (row.state, row.attempts) == (DeliveryState.PARKED, deliveries.ATTEMPTS)
    return row


@pytest.fixture
def parked(entry: Entry, account: CarrierAccount, wait: Pass) -> Entry:
    """A reply of an organisation whose carrier account was switched off."""
    account.is_active = False
    account.save()
    assert _fail_until_parked(wait).error == "NoAccount"
    account.is_active = True
    account.save()
    return _fresh(entry)


def test_members_see_that_it_failed_and_why_and_may_send_it_again(
    parked: Entry, bob: Member, client_for: Callable[[Member], Client], simulator: Simulator
) -> None:
    assert (parked.state, parked.failure_reason) == (MessageState.FAILED, "NOT_SENT")
    page = (
        client_for(bob)
        .get(reverse("conversations:conversation", args=[parked.conversation_id]))
        .content.decode()
    )
    assert "so nothing was sent. Send it again" in page
    assert reverse("conversations:retry", args=[parked.pk]) in page
    assert not simulator.world.messages


def test_it_waits_as_leaving_until_the_last_try(entry: Entry, account: CarrierAccount, wait: Pass) -> None:
    account.is_active = False
    account.save()
    for _ in range(deliveries.ATTEMPTS - 1):
        wait(timedelta(hours=1, seconds=1))
        assert _fresh(entry).state == MessageState.QUEUED
    wait(timedelta(hours=1, seconds=1))
    assert _fresh(entry).state == MessageState.FAILED


def test_sending_again_is_one_message_and_the_parked_row_adds_none(
    parked: Entry, bob: Member, wait: Pass, simulator: Simulator, messages: VonageMessages
) -> None:
    row = _delivery()
    again = [
        services.retry_send(by=bob, entry_id=parked.pk, now=clock.now()).pk for _double_click in range(2)
    ]
    assert len(set(again)) == 1
    assert deliveries.retry_parked(delivery_ids=[row.pk], now=clock.now()) == 1
    wait(timedelta(seconds=10))
    row.refresh_from_db()
    assert row.state == DeliveryState.DONE
    assert [message.client_ref for message in simulator.world.messages.values()] == [again[0].hex]
    assert _fresh(parked).state == MessageState.FAILED


def test_an_administrator_retries_the_parked_row_and_the_message_itself_leaves_once(
    parked: Entry,
    organisation: Organisation,
    alice: Member,
    bob: Member,
    wait: Pass,
    simulator: Simulator,
    messages: VonageMessages,
) -> None:
    row = _delivery()
    browser = _administrator(alice.user, organisation)
    address = list_url(Delivery)
    assert "carrier.send_message" in browser.get(address, {"state": "PARKED"}).content.decode()
    for _ in range(2):
        browser.post(address, {"action": "retry", "_selected_action": [str(row.pk)]})
        wait(timedelta(seconds=10))
    assert [message.client_ref for message in simulator.world.messages.values()] == [parked.pk.hex]
    sent = _fresh(parked)
    assert (sent.state, sent.failure_reason) == (MessageState.SENT, "")
    assert [item["state"] for item in sent.history] == ["QUEUED", "FAILED", "QUEUED", "SENDING", "SENT"]
    with pytest.raises(errors.NotRetryable):
        services.retry_send(by=bob, entry_id=parked.pk, now=clock.now())


def test_a_stop_meanwhile_holds(
    parked: Entry, organisation: Organisation, wait: Pass, simulator: Simulator, messages: VonageMessages
) -> None:
    make.text_in(organisation=organisation, now=clock.now(), sender=CUSTOMER, text="STOP")
    row = Delivery.objects.get(state=DeliveryState.PARKED)
    deliveries.retry_parked(delivery_ids=[row.pk], now=clock.now())
    wait(timedelta(seconds=10))
    assert _fresh(parked).state == MessageState.DENIED_CONSENT
    texts = [message.text for message in simulator.world.messages.values()]
    assert all("no more texts" in text for text in texts), "only the confirmation leaves"


def test_an_automatic_answer_does_not_leave_hours_late(
    organisation: Organisation,
    account: CarrierAccount,
    wait: Pass,
    simulator: Simulator,
    messages: VonageMessages,
) -> None:
    account.is_active = False
    account.save()
    make.text_in(organisation=organisation, now=clock.now(), sender=CUSTOMER, text="STOP")
    row = _fail_until_parked(wait)
    account.is_active = True
    account.save()
    deliveries.retry_parked(delivery_ids=[row.pk], now=clock.now())
    wait(timedelta(seconds=10))
    row.refresh_from_db()
    assert (row.state, simulator.world.messages) == (DeliveryState.DONE, {})
    with reading(organisation):
        answer = Entry.objects.of(organisation).get(kind=EntryKind.MESSAGE_OUT)
    assert (answer.state, answer.failure_reason) == (MessageState.FAILED, "NOT_SENT")


def test_a_held_message_whose_hour_came_in_vain_fails_too(entry: Entry, account: CarrierAccount) -> None:
    with tenant_transaction(entry.organisation_id):
        Entry.objects.of(entry.organisation_id).update(state=MessageState.HELD_QUIET)
    for _ in range(2):
        told = services.give_up_sending(
            organisation=entry.organisation_id, entry_id=entry.pk, now=clock.now()
        )
    assert (told.state, told.failure_reason) == (MessageState.FAILED, "NOT_SENT")
    assert [item["state"] for item in told.history] == ["QUEUED", "QUEUED", "FAILED"]


def test_what_the_carrier_may_have_is_left_to_reconciling(
    entry: Entry, account: CarrierAccount, bob: Member, wait: Pass
) -> None:
    now = clock.now() + timedelta(seconds=6)
    sending.begin(organisation=entry.organisation_id, entry_id=entry.pk, account_id=account.pk, now=now)
    sending.settle(
        organisation=entry.organisation_id, entry_id=entry.pk, state=MessageState.UNKNOWN, reason=None, code="",
        provider_id="", now=now,
    )  # fmt: skip
    told = services.give_up_sending(organisation=entry.organisation_id, entry_id=entry.pk, now=now)
    assert told.state == MessageState.UNKNOWN
    with pytest.raises(errors.NotRetryable):
        services.retry_send(by=bob, entry_id=entry.pk, now=now)


def test_a_process_that_dies_while_giving_up_gives_up_again(
    entry: Entry, account: CarrierAccount, wait: Pass, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.is_active = False
    account.save()
    give_up = events.giver_up_named("carrier.send_message")
    failures = iter([RuntimeError, RuntimeError])

    def fail_twice(fact: object, *, organisation_id: object, now: datetime) -> None:
        for failure in failures:
            raise failure
        assert give_up is not None
        give_up(fact, organisation_id=organisation_id, now=now)  # type: ignore[arg-type]

    monkeypatch.setitem(events._givers_up, "carrier.send_message", fail_twice)
    for _ in range(deliveries.ATTEMPTS + 1):
        wait(timedelta(hours=1, seconds=1))
        assert _delivery().state == DeliveryState.DUE
    wait(timedelta(hours=1, seconds=1))
    row = _delivery()
    assert (row.state, row.error, _fresh(entry).state) == (DeliveryState.PARKED, "NoAccount", "FAILED")


def test_attachments_nobody_could_fetch_are_missing_not_on_their_way(
    organisation: Organisation, account: CarrierAccount
) -> None:
    now = clock.now()
    files = (Media(kind="image", url="https://api.nexmo.com/a.jpg"),)
    received = make.text_in(organisation=organisation, now=now, media=files)
    fact = MediaAnnounced(conversation_id=received.conversation_id, entry_id=received.entry_id)
    for _ in range(2):
        handlers.give_up_media(fact, organisation_id=organisation.pk, now=now)
    with reading(organisation):
        entry = Entry.objects.of(organisation).get(pk=received.entry_id)
    assert [(item["state"], item["problem"]) for item in entry.media] == [("MISSING", "GIVEN_UP")]
    assert events.giver_up_named("carrier.fetch_media") is handlers.give_up_media
