"""Calls of which no news reached us are found in the carrier's list, once, by one process at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import pairwise
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.models import Member, Organisation
from carrier import tasks
from carrier.adapters import voice_of
from carrier.models import Attempt, CallCheck, CarrierAccount
from carrier.services import call_books, comparing, unknown_calls
from carrier.simulator.fields import Fields
from carrier.simulator.simulator import Simulator
from carrier.simulator.voice.policies import Rule
from carrier.simulator.world import Number
from contacts.models import Contact
from conversations.models import Call, Task
from conversations.ports import LegState, LegStatus
from core import clock
from core.transactions import reading
from tests.carrier.conftest import API_KEY, APPLICATION, CUSTOMER
from tests.factories import accounts as people
from tests.factories import conversations as make

LINE, CALLER = make.OUR_NUMBER.removeprefix("+"), CUSTOMER.removeprefix("+")
Look = Callable[..., call_books.Checked]


@pytest.fixture
def look(account: CarrierAccount, organisation: Organisation) -> Look:
    """Compare the calls with the books as the sweep would, later."""

    def run(carrier: Any = None, **later: float) -> call_books.Checked:
        return call_books.reconcile_calls(
            organisation=organisation,
            carrier=carrier or voice_of(account),
            account_id=account.pk,
            now=clock.now() + timedelta(**later),
        )

    return run


def lose_everything(exchange: Simulator) -> None:
    exchange.set_faults([Fields({"kind": "drop", "attempts": 2})])


def ring(exchange: Simulator, *, to: str = LINE) -> str:
    """Let somebody ring while all news is lost: without a plan the carrier gives the call up."""
    lose_everything(exchange)
    leg = exchange.calls.dial(from_=CALLER, to=to, script=[])
    exchange.advance(60)
    assert exchange.calls.leg(leg).ended_at
    return leg


class Books:
    """A carrier of which only the books are asked, and that has one call on them."""

    def __init__(self, status: LegStatus, *, began: datetime, ended: datetime | None = None) -> None:
        self.leg = LegState(
            leg_id="a-leg-nobody-told-of",
            room_id="CON-1",
            status=status,
            raw_status=status.lower(),
            to=make.OUR_NUMBER,
            caller=CUSTOMER,
            direction="inbound",
            started_at=began,
            occurred_at=ended or began,
            ended_by="user" if ended else "",
        )

    def list_legs(self, *, since: datetime, until: datetime) -> list[LegState]:
        assert self.leg.started_at is not None
        return [self.leg] if since <= self.leg.started_at <= until else []

    def find_leg(self, leg_id: str, *, region: str = "") -> LegState | None:
        return self.leg if leg_id == self.leg.leg_id else None


def calls_of(organisation: Organisation) -> list[tuple[str, str, str]]:
    with reading(organisation):
        return list(Call.objects.of(organisation).values_list("address", "state", "outcome"))


def test_a_call_whose_every_webhook_was_lost_is_a_missed_call_with_a_task(
    exchange: Simulator, organisation: Organisation, alice: Member, look: Look
) -> None:
    leg = ring(exchange)
    assert calls_of(organisation) == []
    assert look(minutes=3).recovered == 1
    assert calls_of(organisation) == [(CUSTOMER, "CLOSED", "FAILED_PROVIDER")]
    with reading(organisation):
        assert Contact.objects.of(organisation).filter(addresses__value=CUSTOMER).count() == 1
        [call] = Call.objects.of(organisation).select_related("conversation")
        assert [line["node"] for line in call.path] == ["carrier"]
        assert call.conversation.status == "OPEN"
        assert Task.objects.of(organisation).filter(entry_id=call.entry_id, done_at=None).count() == 1
        [attempt] = Attempt.objects.of(organisation)
        assert (attempt.provider_id, attempt.outcome) == (leg, "RECOVERED")


def test_it_is_entered_once_however_often_the_list_is_read(
    exchange: Simulator, organisation: Organisation, look: Look
) -> None:
    ring(exchange)
    assert [look(minutes=minutes).recovered for minutes in (3, 5, 7)] == [1, 0, 0]
    assert len(calls_of(organisation)) == 1


def test_a_call_we_were_told_of_and_one_that_may_still_be_told_of_are_left_alone(
    exchange: Simulator, organisation: Organisation, look: Look
) -> None:
    exchange.calls.dial(from_=CALLER, to=LINE, script=[Rule(hang_up=True, after=2.0)])
    exchange.advance(30)
    [known] = calls_of(organisation)
    assert look(minutes=3).recovered == 0
    assert calls_of(organisation) == [known]
    lose_everything(exchange)
    exchange.calls.dial(from_="16025550135", to=LINE, script=[])
    exchange.advance(1)
    fresh = datetime.fromtimestamp(exchange.clock.now(), clock.now().tzinfo) - clock.now()
    assert look(seconds=fresh.total_seconds() + 30).recovered == 0
    assert calls_of(organisation) == [known]


def test_somebody_who_hung_up_unheard_was_missed_when_they_rang_and_not_when_it_was_found(
    account: CarrierAccount, organisation: Organisation, look: Look
) -> None:
    began = clock.now() + timedelta(seconds=10)
    ended = began + timedelta(seconds=12)
    assert look(Books(LegStatus.COMPLETED, began=began, ended=ended), minutes=3).recovered == 1
    assert calls_of(organisation) == [(CUSTOMER, "CLOSED", "MISSED_NO_AGENT")]
    with reading(organisation):
        [call] = Call.objects.of(organisation).select_related("entry")
    assert (call.started_at, call.entry.occurred_at, call.ended_at) == (began, began, ended)
    assert (call.wait_seconds, call.ended_by) == (12, "CUSTOMER")


def test_a_call_that_lasts_is_entered_and_ended_when_the_carrier_says_so(
    account: CarrierAccount, organisation: Organisation, look: Look
) -> None:
    began = clock.now() + timedelta(seconds=10)
    assert look(Books(LegStatus.ANSWERED, began=began), minutes=3).recovered == 1
    assert calls_of(organisation) == [(CUSTOMER, "VOICEMAIL", "")]
    over = Books(LegStatus.COMPLETED, began=began, ended=began + timedelta(minutes=4))
    assert look(over, minutes=5).ended == 1
    assert calls_of(organisation) == [(CUSTOMER, "CLOSED", "MISSED_NO_AGENT")]


def test_a_call_to_a_number_that_is_no_line_stands_in_the_ledger_alone(
    exchange: Simulator, organisation: Organisation, look: Look
) -> None:
    exchange.world.numbers["16025550111"] = Number("16025550111", API_KEY, APPLICATION)
    ring(exchange, to="16025550111")
    assert look(minutes=3).recovered == 0
    assert calls_of(organisation) == []
    with reading(organisation):
        assert list(Attempt.objects.of(organisation).values_list("outcome", flat=True)) == ["NO_LINE"]


def test_after_an_outage_the_list_is_read_a_stretch_at_a_time_and_none_is_left_out(
    account: CarrierAccount, organisation: Organisation
) -> None:
    now = clock.now()
    stretches: list[tuple[datetime, datetime]] = []

    def listing(since: datetime, until: datetime) -> list[LegState]:
        stretches.append((since, until))
        return []

    until = now - timedelta(hours=15)
    while True:
        found = unknown_calls.list_unknown(
            organisation=organisation, listed_until=until, listing=listing, now=now
        )
        if found is None:
            break
        until = found.until
    assert until == now - unknown_calls.SETTLING
    assert len(stretches) == 3
    assert stretches[0][0] == now - timedelta(hours=15) - unknown_calls.OVERLAP
    assert all(later[0] <= before[1] for before, later in pairwise(stretches))


def test_what_rang_before_the_account_was_ours_is_no_missed_call(
    exchange: Simulator, organisation: Organisation, account: CarrierAccount, look: Look
) -> None:
    ring(exchange)
    CarrierAccount.objects.filter(pk=account.pk).update(created_at=clock.now() + timedelta(minutes=20))
    assert look(minutes=40).recovered == 0
    assert calls_of(organisation) == []


def test_a_list_that_cannot_be_read_is_read_next_time(
    exchange: Simulator, organisation: Organisation, look: Look
) -> None:
    ring(exchange)
    exchange.set_faults([Fields({"kind": "rest_status", "status": 500})])
    assert look(minutes=3).recovered == 0
    exchange.set_faults([])
    assert look(minutes=3).recovered == 1


def test_an_account_somebody_is_looking_at_is_left_to_them_until_the_lease_is_over(
    account: CarrierAccount, organisation: Organisation, look: Look
) -> None:
    now = clock.now()
    held = comparing.begin(organisation=organisation, account_id=account.pk, now=now)
    assert held is not None
    assert look(seconds=1).is_held
    # Its process died: after the lease somebody else goes on, and its own end comes too late to matter.
    assert not look(seconds=comparing.LEASE.total_seconds() + 1).is_held
    taken = comparing.begin(organisation=organisation, account_id=account.pk, now=now + timedelta(hours=1))
    comparing.end(organisation=organisation, check=held, listed_until=now)
    assert taken is not None
    assert CallCheck.objects.get(account=account).held_until == taken.held_until


def test_a_failure_in_the_middle_gives_the_turn_back(
    account: CarrierAccount, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> int:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(call_books.calls, "flag_missing", fail)
        with pytest.raises(RuntimeError):
            look()
    assert not look(seconds=1).is_held


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_at_once_one_looks_at_an_account(
    account: CarrierAccount, organisation: Organisation
) -> None:
    gate = Barrier(2)
    now = clock.now()

    def begin(_number: int) -> CallCheck | None:
        gate.wait()
        try:
            return comparing.begin(organisation=organisation, account_id=account.pk, now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(begin, range(2)))
    assert sum(check is not None for check in found) == 1


def test_one_accounts_failure_leaves_the_others_looked_at(
    exchange: Simulator,
    organisation: Organisation,
    account: CarrierAccount,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = people.organisation(name="Brightwater", slug="brightwater")
    broken = CarrierAccount.objects.create(
        organisation=other, api_key="x", application_id="y", private_key="no key", path_token="another-token"
    )
    CarrierAccount.objects.filter(pk=broken.pk).update(created_at=clock.now() - timedelta(days=1))
    ring(exchange)
    later = clock.now() + timedelta(minutes=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert tasks.reconcile_calls() == 1
    assert calls_of(organisation) == [(CUSTOMER, "CLOSED", "FAILED_PROVIDER")]
    assert "calls not compared" in caplog.text
    [check] = CallCheck.objects.all()
    assert (check.account, check.held_until) == (account, None)
