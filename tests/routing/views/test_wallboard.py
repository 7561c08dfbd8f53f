"""The wallboard, the rows behind its figures, acts by hand, and a member's own presence."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from conversations.models import Line
from conversations.ports import LegStatus
from core import clock
from routing.domain.presence import Choice
from routing.models import Queue
from routing.services import queues
from tests.factories import calls
from tests.factories import conversations as threads
from tests.factories import queues as make

pytestmark = pytest.mark.django_db
Log = Callable[[Member], Client]


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return threads.line(organisation=organisation)


@pytest.fixture
def at() -> datetime:
    """The page reads the real clock."""
    return clock.now()


@pytest.fixture
def desk(organisation: Organisation, alice: Member, bob: Member, at: datetime) -> Queue:
    make.here(alice, bob, now=at)
    return make.queue(
        organisation, alice, bob, wrap_up_seconds=30, codes=["Booked", "Other"], needs_code=True
    )


def page_of(client: Client, path: str = "/wallboard/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_without_queues_it_says_so(client_for: Log, alice: Member) -> None:
    assert "There is no queue yet" in page_of(client_for(alice))


def test_figures_open_exactly_the_rows_they_count(
    organisation: Organisation, line: Line, desk: Queue, alice: Member, client_for: Log, at: datetime
) -> None:
    joined = calls.later(at, -30)
    _first, _leg = make.call_in(organisation, line, desk, now=joined)
    queues.dispatch(organisation_id=organisation.pk, now=joined)
    offer = make.offers(organisation)[0]
    calls.tell(organisation, LegStatus.ANSWERED, leg_id=offer.leg.pk, now=calls.later(joined, 9))
    calls.press(organisation, offer.leg.pk, "1", now=calls.later(joined, 9))
    _second, gone = make.call_in(organisation, line, desk, now=joined, caller="+16025550171")
    calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=gone, now=calls.later(joined, 12))
    make.call_in(organisation, line, desk, now=at, caller="+16025550172")

    browser = client_for(alice)
    page = page_of(browser)
    assert "1 answered in time ÷ (2 offered − 0 hung up at once − 0 took a callback)" in page
    assert '<span class="v">50<small>%</small></span>' in page
    assert page.count('<div class="mem" id="work-') == 1
    for figure in ("waiting", "counted", "recent"):
        assert f"/wallboard/rows/?figure={figure}&amp;queue={desk.pk}" in page
    assert f"/wallboard/?queue={desk.pk}#members-title" in page
    counts = {"waiting": 1, "counted": 2, "in_time": 1, "answered": 1, "gave_up": 1, "recent": 3}
    for figure, count in counts.items():
        rows = page_of(browser, f"/wallboard/rows/?figure={figure}")
        assert rows.count("<tr><td><a href=") == count, figure
    assert browser.get("/wallboard/rows/?figure=nonsense").status_code == 404
    assert browser.get("/wallboard/?queue=nonsense").status_code == 404


def test_a_supervisor_directs_and_staff_take(
    organisation: Organisation,
    line: Line,
    desk: Queue,
    alice: Member,
    bob: Member,
    client_for: Log,
    at: datetime,
) -> None:
    other = make.queue(organisation, bob, name="Estimates")
    make.call_in(organisation, line, desk, now=at)
    path = f"/wallboard/work/{make.item(organisation).pk}/"
    browser = client_for(alice)
    browser.post(path, {"act": "priority", "value": "URGENT"})
    browser.post(path, {"act": "move", "value": str(other.pk)})
    item = make.item(organisation)
    assert (item.priority, item.queue) == ("URGENT", other)
    assert client_for(bob).post(path, {"act": "move", "value": str(desk.pk)}).status_code == 403
    client_for(bob).post(path, {"act": "take"})
    assert make.item(organisation).member == bob
    answer = browser.post(path, {"act": "take"}, follow=True)
    assert "This has moved on meanwhile" in answer.content.decode()


def test_three_who_wait_too_long_raise_an_alarm_that_calls_backup_in(
    organisation: Organisation, line: Line, alice: Member, bob: Member, client_for: Log, at: datetime
) -> None:
    make.here(alice, bob, now=at)
    desk = make.queue(organisation, alice)
    make.seat(desk, bob, tier=3)
    queues.choose_presence(by=alice, choice=Choice.BUSY, now=at)
    for number in range(3):
        make.call_in(organisation, line, desk, now=calls.later(at, -20), caller=f"+1602555{7100 + number}")
    assert "Pull backup in" not in page_of(client_for(alice))
    with_alarm = make.queue(organisation, bob, name="Quick", alert_seconds=5, alert_waiting=1)
    make.seat(with_alarm, alice, tier=2)
    queues.choose_presence(by=alice, choice=Choice.AVAILABLE, now=at)
    asked = queues.Asked(queue_id=with_alarm.pk)
    make.call_in(organisation, line, with_alarm, asked=asked, now=calls.later(at, -10), caller="+16025557200")
    page = page_of(client_for(alice))
    assert "1 person has waited more than 5 s in Quick." in page
    assert "Free as backup: Alice Hale." in page
    assert client_for(alice).post(f"/wallboard/queues/{with_alarm.pk}/backup/").status_code == 302


def test_a_members_own_presence_stands_in_the_head_of_every_page(
    organisation: Organisation, line: Line, desk: Queue, alice: Member, client_for: Log, at: datetime
) -> None:
    browser = client_for(alice)
    assert 'id="presence"' in page_of(browser, "/contacts/")
    browser.post("/presence/act/", {"choice": "AWAY", "reason": "Lunch until 1"})
    row = make.presence(alice)
    assert (row.choice, row.reason) == ("AWAY", "Lunch until 1")
    assert browser.post("/presence/act/", {"choice": "NONSENSE"}).status_code == 404
    assert browser.post("/presence/act/", {}).status_code == 404


def test_who_sits_in_no_queue_has_no_control(client_for: Log, bob: Member, rae: Member) -> None:
    assert 'id="presence"' not in page_of(client_for(bob), "/contacts/")
    assert client_for(bob).get("/presence/").status_code == 404


def test_after_a_miss_one_tap_brings_back_and_after_a_call_the_code_is_asked_for(
    organisation: Organisation, line: Line, alice: Member, client_for: Log, at: datetime
) -> None:
    make.here(alice, now=at)
    desk = make.queue(organisation, alice, wrap_up_seconds=30, codes=["Booked", "Other"], needs_code=True)
    _call, leg = make.call_in(organisation, line, desk, now=at)
    queues.dispatch(organisation_id=organisation.pk, now=at)
    calls.tell(organisation, LegStatus.UNANSWERED, leg_id=make.offers(organisation)[0].leg.pk, now=at)
    browser = client_for(alice)
    assert "I am back" in page_of(browser, "/presence/")
    browser.post("/presence/act/", {"choice": "AVAILABLE"})
    assert "I am back" not in page_of(browser, "/presence/")

    later = calls.later(at, 31)
    queues.dispatch(organisation_id=organisation.pk, now=later)
    again = make.offers(organisation, is_open=True)[0]
    calls.press(organisation, again.leg.pk, "1", now=later)
    calls.tell(organisation, LegStatus.COMPLETED, carrier_leg_id=leg, now=later)
    assert "2 more minutes" in page_of(browser, "/presence/")
    refused = browser.post("/presence/act/", {"act": "done"})
    assert (refused.status_code, "Say how the call went first." in refused.content.decode()) == (422, True)
    browser.post("/presence/act/", {"act": "more"})
    browser.post("/presence/act/", {"act": "done", "code": "Booked"})
    assert make.item(organisation).code == "Booked"
    assert make.presence(alice).engagement == "FREE"


def test_a_text_that_is_offered_is_taken_from_the_head_of_the_page(
    organisation: Organisation, line: Line, alice: Member, client_for: Log, at: datetime
) -> None:
    make.here(alice, now=at)
    desk = make.queue(organisation, alice)
    conversation = threads.conversation(organisation=organisation, now=at)
    make.write_in(conversation, desk, now=at)
    queues.dispatch(organisation_id=organisation.pk, now=at)
    browser = client_for(alice)
    assert "offer-strip" in page_of(browser, "/presence/")
    path = f"/presence/offered/{make.item(organisation).pk}/"
    answer = browser.post(path, {"act": "take"})
    assert (answer.status_code, answer["location"]) == (302, f"/inbox/{conversation.pk}/")
    assert browser.post(path, {"act": "pass"}).status_code == 409


def test_the_count_of_a_state_leads_to_its_members(
    alice: Member, bob: Member, organisation: Organisation, client_for: Callable[[Member], Client]
) -> None:
    make.here(alice, now=clock.now())
    make.queue(organisation, bob, alice)
    page = client_for(alice).get("/wallboard/").content.decode()
    free, away = page.index('id="members-ok"'), page.index('id="members-off"')
    assert page.index('href="#members-ok"') < free < page.index("Alice Hale", free) < away
    assert away < page.index("Bob Ortiz", away)


def test_a_callback_that_is_owed_is_shown_called_now_and_dropped_with_a_reason(
    organisation: Organisation,
    line: Line,
    desk: Queue,
    alice: Member,
    bob: Member,
    client_for: Log,
    at: datetime,
) -> None:
    make.flow_line(line, desk, now=at)
    ids = []
    for caller in (calls.CALLER, "+16025550177"):
        offered = calls.offered(line, caller=caller)
        leg_id = calls.answer(organisation, offered, now=at).leg_id
        for _press in range(2):
            calls.press(organisation, leg_id, "1", now=at)
        calls.hang_up(organisation, offered, now=calls.later(at, 4))
        ids.append(make.items(organisation)[-1].pk)
    first, second = ids
    browser = client_for(alice)
    page = page_of(browser)
    assert "waits for a callback · (602) 555-0134 · next call from" in page
    beside = page_of(browser, f"/inbox/{make.item(organisation, first).conversation_id}/")
    assert 'id="panel-callback"' in beside
    assert "(602) 555-0134" in beside
    assert f"/wallboard/work/{first}/" in beside

    answer = browser.post(f"/wallboard/work/{first}/", {"act": "drop", "value": " "}, follow=True)
    assert "Write in a few words" in answer.content.decode()
    browser.post(f"/wallboard/work/{first}/", {"act": "drop", "value": "Solved by text"})
    assert make.item(organisation, first).state == "LEFT"

    browser.post(f"/wallboard/work/{second}/", {"act": "take"})
    assert (make.item(organisation, second).state, make.item(organisation, second).member) == (
        "CALLBACK_RESERVED",
        alice,
    )
