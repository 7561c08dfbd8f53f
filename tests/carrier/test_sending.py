"""One request for one message, whatever the carrier says to it, and books that are put right afterwards."""

from datetime import datetime, timedelta

import pytest
import redis
from django.conf import settings

from accounts.models import Organisation
from carrier import handlers
from carrier.models import Attempt, AttemptOutcome, CarrierAccount, OutboundRequest, ReconcileRun
from carrier.services import limits, reconciling, sending
from carrier.simulator.exchange import Utterance
from carrier.simulator.simulator import Simulator
from carrier.vonage.messages import VonageMessages
from conversations.domain.states import MessageState
from conversations.events import MessageQueued
from conversations.models import Entry
from conversations.ports import CarrierUnavailable, CarrierUnknown, OutboundMessage, SendReceipt
from core import clock
from core.transactions import reading
from tests.carrier.conftest import API_KEY, CUSTOMER, LINE
from tests.factories import conversations as make

HANDSET = CUSTOMER.removeprefix("+")
UNDO = timedelta(seconds=6)


class Broken:
    """A carrier that answers each send with the same error; its books are another carrier's."""

    def __init__(self, error: Exception, books: VonageMessages) -> None:
        self._error, self._books, self.list_messages = error, books, books.list_messages

    def send_message(self, message: OutboundMessage) -> SendReceipt:
        """Fail; an unknown outcome may still be a message that was made."""
        if isinstance(self._error, CarrierUnknown) and str(self._error) == "made":
            self._books.send_message(message)
        raise self._error


def _send(entry: Entry, account: CarrierAccount, carrier: object, *, now: datetime | None = None) -> None:
    sending.send_entry(
        organisation=entry.organisation_id,
        entry_id=entry.pk,
        carrier=carrier,  # type: ignore[arg-type]
        account=account,
        now=now or clock.now() + UNDO,
    )


def _fresh(entry: Entry) -> Entry:
    with reading(entry.organisation_id):
        return Entry.objects.of(entry.organisation_id).get(pk=entry.pk)


def _requests(entry: Entry) -> list[str]:
    with reading(entry.organisation_id):
        rows = OutboundRequest.objects.of(entry.organisation_id)
        return list(rows.values_list("state", flat=True))


def test_a_reply_leaves_and_its_tick_comes_back(
    entry: Entry, simulator: Simulator, messages: VonageMessages
) -> None:
    fact = MessageQueued(conversation_id=entry.conversation_id, version=2, entry_id=entry.pk)
    for _ in range(2):
        handlers.send_message(fact, organisation_id=entry.organisation_id, now=clock.now() + UNDO)
    assert (_fresh(entry).state, _requests(entry)) == (MessageState.SENT, ["SENT"])
    assert len(simulator.world.messages) == 1
    simulator.advance(60)
    assert _fresh(entry).state == MessageState.DELIVERED


def test_a_refusal_is_final_and_has_its_reason(
    entry: Entry, account: CarrierAccount, simulator: Simulator, messages: VonageMessages
) -> None:
    simulator.world.accounts[API_KEY].has_credit = False
    _send(entry, account, messages)
    told = _fresh(entry)
    assert (told.state, told.failure_reason, _requests(entry)) == (
        MessageState.FAILED,
        "NO_CREDIT",
        ["REFUSED"],
    )


def test_a_carrier_that_is_away_leaves_it_queued_and_it_goes_later(
    entry: Entry, account: CarrierAccount, simulator: Simulator, messages: VonageMessages
) -> None:
    with pytest.raises(sending.NotNow):
        _send(entry, account, Broken(CarrierUnavailable("away"), messages))
    assert (_fresh(entry).state, _requests(entry)) == (MessageState.QUEUED, ["REFUSED"])
    _send(entry, account, messages)
    assert (_fresh(entry).state, _requests(entry)) == (MessageState.SENT, ["SENT"])


@pytest.mark.parametrize(
    ("was_made", "state", "reason"),
    [("made", MessageState.SENT, ""), ("not made", MessageState.FAILED, "TEMPORARY")],
)
def test_an_unknown_outcome_is_never_sent_again_and_settled_by_the_books(
    entry: Entry,
    account: CarrierAccount,
    simulator: Simulator,
    messages: VonageMessages,
    was_made: str,
    state: MessageState,
    reason: str,
) -> None:
    broken = Broken(CarrierUnknown(was_made), messages)
    _send(entry, account, broken)
    _send(entry, account, messages)
    assert (_fresh(entry).state, _requests(entry)) == (MessageState.UNKNOWN, ["UNKNOWN"])
    early = clock.now() + timedelta(seconds=20)
    assert reconciling.reconcile_account(account=account, carrier=messages, now=early).settled == 0
    later = clock.now() + timedelta(minutes=5)
    assert reconciling.reconcile_account(account=account, carrier=messages, now=later).settled == 1
    told = _fresh(entry)
    assert (told.state, told.failure_reason) == (state, reason)
    assert len(simulator.world.messages) == (1 if was_made == "made" else 0)


def test_a_process_that_died_while_asking_is_settled_too(
    entry: Entry, account: CarrierAccount, messages: VonageMessages
) -> None:
    now = clock.now() + UNDO
    sending.begin(organisation=entry.organisation_id, entry_id=entry.pk, account_id=account.pk, now=now)
    later = now + timedelta(minutes=5)
    assert reconciling.reconcile_account(account=account, carrier=messages, now=later).settled == 1
    assert _fresh(entry).state == MessageState.FAILED


def test_another_accounts_requests_are_left_alone(
    entry: Entry, account: CarrierAccount, organisation: Organisation, messages: VonageMessages
) -> None:
    now = clock.now() + UNDO
    sending.begin(organisation=entry.organisation_id, entry_id=entry.pk, account_id=account.pk, now=now)
    other = CarrierAccount.objects.create(
        organisation=organisation, api_key=API_KEY, application_id="b", path_token="another-token-of-the-firm"
    )
    later = now + timedelta(minutes=5)
    assert reconciling.reconcile_account(account=other, carrier=messages, now=later).settled == 0
    assert _fresh(entry).state == MessageState.SENDING


def test_a_stop_within_the_undo_window_never_reaches_the_carrier(
    entry: Entry, organisation: Organisation, account: CarrierAccount, simulator: Simulator,
    messages: VonageMessages,
) -> None:  # fmt: skip
    make.text_in(organisation=organisation, now=clock.now(), sender=CUSTOMER, text="STOP")
    _send(entry, account, messages)
    assert (_fresh(entry).state, _requests(entry)) == (MessageState.DENIED_CONSENT, [])
    assert not simulator.world.messages


def test_a_text_whose_webhook_never_came_is_recovered_once(
    organisation: Organisation, account: CarrierAccount, simulator: Simulator, messages: VonageMessages
) -> None:
    lost = simulator.exchange.receive(Utterance("sms", HANDSET, LINE, "Is anybody there?"))
    later = clock.now() + timedelta(minutes=5)
    found = reconciling.reconcile_account(account=account, carrier=messages, now=later)
    assert (found.reported, found.recovered, found.error) == (1, 1, "")
    again = reconciling.reconcile_account(account=account, carrier=messages, now=later + timedelta(minutes=5))
    assert again.recovered == 0
    simulator.advance(60)
    with reading(organisation):
        entry = Entry.objects.of(organisation).get(provider_id=lost.uuid)
        attempt = Attempt.objects.of(organisation).get()
        runs = ReconcileRun.objects.of(organisation).count()
    assert (entry.text, attempt.outcome, attempt.entry_id) == (
        "Is anybody there?",
        AttemptOutcome.RECOVERED,
        entry.pk,
    )
    assert runs == 2


def test_books_that_cannot_be_read_are_an_error_and_not_a_verdict(
    entry: Entry, account: CarrierAccount, simulator: Simulator, messages: VonageMessages
) -> None:
    _send(entry, account, Broken(CarrierUnknown("lost"), messages))
    account.api_key = API_KEY
    simulator.world.accounts.clear()
    later = clock.now() + timedelta(minutes=5)
    found = reconciling.reconcile_account(account=account, carrier=messages, now=later)
    assert (bool(found.error), found.settled, _fresh(entry).state) == (True, 0, MessageState.UNKNOWN)


def test_turns_are_counted_over_all_workers(account: CarrierAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LONGEST_WAIT_SECONDS", 0.0)
    redis.Redis.from_url(settings.REDIS_URL).delete(f"portico:limit:{limits.Act.MESSAGE}:{account.pk}")

    def hurry() -> None:
        for _ in range(200):
            limits.take_turn(account_id=account.pk)

    with pytest.raises(limits.Busy):
        hurry()
