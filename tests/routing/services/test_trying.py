"""A draft tried by telephone: one call walks it, is marked, and counts in no figure."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.errors import OnlyLooking
from accounts.models import Member, Organisation
from carrier.models import Attempt, CarrierAccount
from carrier.selectors import ledger_day, list_attempts
from conversations.models import Call, Line, Task
from conversations.ports import LegStatus, Say
from core.transactions import reading, tenant_transaction
from routing import services
from routing.domain.differences import differences
from routing.models import DraftCall, Flow, Queue
from routing.selectors import past
from routing.selectors.board import list_behind, read_alerts, read_board
from routing.selectors.queues import list_queues
from routing.selectors.taken import read_taken
from routing.services import queues, trying
from tests.factories import calls
from tests.factories import queues as make_queues
from tests.factories import replays as make
from tests.factories.conversations import line as make_line


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return make_line(organisation=organisation)


@pytest.fixture
def flow(alice: Member, line: Line, now: datetime) -> Flow:
    """A flow whose live version asks for 1, and whose draft asks for 9 words."""
    calls.phone(alice)
    flow = make.live(alice, line, now=now)

    def reword(document: dict[str, Any]) -> dict[str, Any]:
        menu = {**document["nodes"]["menu"], "text": "This is the draft."}
        return {**document, "nodes": {**document["nodes"], "menu": menu}}

    services.edit_flow(by=alice, flow_id=flow.pk, edit=reword, now=now)
    return flow


def heard(organisation: Organisation, line: Line, *, now: datetime, caller: str = calls.CALLER) -> str:
    answered = calls.answer(organisation, calls.offered(line, caller=caller), now=now)
    return next(one.text for one in answered.plan if isinstance(one, Say))


def test_one_call_walks_the_draft_and_counts_nowhere(
    alice: Member, line: Line, flow: Flow, now: datetime
) -> None:
    organisation = alice.organisation
    trying.try_draft(by=alice, flow_id=flow.pk, line_id=line.pk, number=calls.CALLER, now=now)
    other = heard(organisation, line, now=calls.later(now, 1), caller="+16025550177")
    assert other == "Press 1 for us.", "somebody else rings meanwhile"
    offered = calls.offered(line)
    answered = calls.answer(organisation, offered, now=calls.later(now, 2))
    assert isinstance(answered.plan[0], Say)
    assert answered.plan[0].text == "This is the draft."
    calls.press(organisation, answered.leg_id, "2", now=calls.later(now, 5))
    calls.hang_up(organisation, offered, now=calls.later(now, 20))
    tried = next(call for call in calls.calls_of(organisation) if call.is_trial)
    assert tried.path[0]["why"] == "walks draft 2 of Office, not what is live"
    assert heard(organisation, line, now=calls.later(now, 30)) == "Press 1 for us.", "once only"
    with reading(organisation):
        counted = past.inbound(organisation.pk, [line.pk], now, calls.later(now, 60))
        assert tried.pk not in set(counted.values_list("pk", flat=True))
        document = flow.versions.get(state="PUBLISHED").document
        taken = read_taken(flow=flow, document=document, now=calls.later(now, 60))
        assert taken.nodes == {"menu": 2}, "the two others"
        assert not Task.objects.filter(entry_id=tried.entry_id).exists()
        assert not DraftCall.objects.exists()


FIGURES: dict[str, Callable[[Member, datetime], int]] = {
    "wallboard, waiting": lambda by, now: len(read_board(member=by, now=now).waiting),
    "wallboard, arrivals": lambda by, now: sum(read_board(member=by, now=now).figures[0].arrivals),
    "rows behind waiting": lambda by, now: len(
        list_behind(member=by, figure="waiting", queue_id=None, now=now)
    ),
    "rows behind arrivals": lambda by, now: len(
        list_behind(member=by, figure="recent", queue_id=None, now=now)
    ),
    "pages of queues": lambda by, now: list_queues(organisation=by.organisation, now=now)[0].waiting,
    "an alert that is told": lambda by, now: sum(
        one.waiting
        for one in read_alerts(
            organisation_id=by.organisation_id, queue_ids=list(Queue.objects.values_list("pk", flat=True)), now=now
        ).values()
    ),
    "the ledger": lambda by, now: ledger_day(
        organisation_id=by.organisation_id, since=now - timedelta(days=1), until=now
    ).attempts,
    "rows of the ledger": lambda by, now: len(
        list_attempts(organisation_id=by.organisation_id, since=now - timedelta(days=1), until=now)
    ),
}  # fmt: skip


def test_a_call_that_tries_a_draft_is_in_no_figure_and_any_other_is_in_each(
    alice: Member, line: Line, now: datetime
) -> None:
    organisation = alice.organisation
    account = CarrierAccount.objects.create(organisation=organisation, path_token="of-the-firm")
    desk = make_queues.queue(organisation, alice, alert_waiting=0)
    make_queues.here(alice, now=now)
    at = calls.later(now, 60)

    def counted() -> dict[str, int]:
        raised = queues.watch_queues(organisation=organisation.pk, now=at)
        with reading(organisation):
            return {"an alert that is raised": raised} | {
                name: count(alice, at) for name, count in FIGURES.items()
            }

    def rings(caller: str, *, is_trial: bool) -> str:
        call, leg_id = make_queues.call_in(organisation, line, desk, now=now, caller=caller)
        with tenant_transaction(organisation):
            Call.objects.of(organisation).filter(pk=call.pk).update(is_trial=is_trial)
            Attempt.objects.create(
                organisation=organisation, account=account, provider_id=caller, channel="call", outcome="CALL",
                entry_id=call.entry_id, occurred_at=now,
            )  # fmt: skip
        return leg_id

    legs = [rings("+16025550171", is_trial=True)]
    assert {name for name, count in counted().items() if count != 0} == set()
    legs.append(rings("+16025550172", is_trial=False))
    assert {name for name, count in counted().items() if count != 1} == set()
    for leg_id in legs:
        calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg_id, now=at)
    with reading(organisation):
        assert read_board(member=alice, now=at).level.offered == 1


def test_a_draft_that_was_not_dialled_in_time_is_walked_by_nobody(
    alice: Member, line: Line, flow: Flow, now: datetime
) -> None:
    trying.try_draft(by=alice, flow_id=flow.pk, line_id=line.pk, number=calls.CALLER, now=now)
    late = now + trying.WITHIN + timedelta(seconds=1)
    assert heard(alice.organisation, line, now=late) == "Press 1 for us."
    assert not calls.the_call(alice.organisation).is_trial


def test_who_only_looks_tries_nothing_and_without_a_draft_there_is_nothing_to_try(
    alice: Member, rae: Member, line: Line, flow: Flow, now: datetime
) -> None:
    with pytest.raises(OnlyLooking):
        trying.try_draft(by=rae, flow_id=flow.pk, line_id=line.pk, number=calls.CALLER, now=now)
    services.discard_draft(by=alice, flow_id=flow.pk, now=now)
    with pytest.raises(trying.NoDraftToTry, match="no draft any more"):
        trying.try_draft(by=alice, flow_id=flow.pk, line_id=line.pk, number=calls.CALLER, now=now)


def test_the_builder_leads_to_the_telephone_which_says_what_it_tries(
    alice: Member, line: Line, flow: Flow, client_for: Callable[[Member], Client]
) -> None:
    client = client_for(alice)
    page = client.get(f"/settings/flows/{flow.pk}/").content.decode()
    pad = f"/demo/call/?line={line.pk}&draft={flow.pk}"
    assert pad.replace("&", "&amp;") in page
    shown = client.get(pad).content.decode()
    assert "This call tries draft 2 of Office." in shown
    assert f'name="draft" value="{flow.pk}"' in shown
    assert "This call tries" not in client.get("/demo/call/?draft=none").content.decode()


def test_words_that_only_name_their_language_now_are_no_change() -> None:
    menu = {"kind": "MENU", "text": "Press 1.", "exits": {}}
    before = {"languages": ["en-US"], "nodes": {"menu": menu}}
    after = {"languages": ["en-US"], "nodes": {"menu": {**menu, "text": {"en-US": "Press 1."}}}}
    assert differences(before, after) == ()
    spanish = {"languages": ["en-US"], "nodes": {"menu": {**menu, "text": {"es-US": "Press 1."}}}}
    assert [one.what for one in differences(before, spanish)] == ["text"]
