"""A member's own telephone on every page: what rings, the call they are on, and every act upon it."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member, Organisation
from conversations import services as conversations
from conversations.models import Call, Line
from conversations.ports import LegStatus
from conversations.services import calls as services
from core import clock
from core.transactions import reading
from tests.factories import calls as make
from tests.factories import contacts
from tests.factories import conversations as talks

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def now() -> datetime:
    """The real moment: a page shows what rings now."""
    return clock.now()


def talk(organisation: Organisation, line: Line, now: datetime) -> Call:
    """Let Alice take a call."""
    make.talk(organisation, line, now=now)
    return make.the_call(organisation)


def post(client: Client, call: Call, act: str, **values: str) -> tuple[int, str]:
    """Press a button of the bar."""
    answer = client.post(f"/calls/{call.pk}/{act}/", values, headers=HTMX)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("path", ["/inbox/", "/tasks/", "/contacts/", "/calls/", "/settings/profile/"])
def test_every_page_shows_who_is_ringing_to_the_member_alone(
    path: str,
    organisation: Organisation,
    ringing: Line,
    alice: Member,
    bob: Member,
    client_for: ClientFor,
    now: datetime,
) -> None:
    make.ring(organisation, ringing, now=now)
    call = make.the_call(organisation)

    mine, bobs = (client_for(member).get(path).content.decode() for member in (alice, bob))

    assert f'id="ring-{call.pk}"' in mine
    assert "Call from (602) 555-0134 · Main line" in mine
    assert "Answer on your phone: press 1" in mine
    assert "data-softphone" not in mine
    assert 'class="ring pop"' not in bobs


def test_the_panel_tells_what_they_asked_and_what_is_open(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    received = talks.text_in(
        organisation=organisation, now=now, sender=make.CALLER, text="Is the hearing moved?"
    )
    conversations.add_task(
        by=alice, title="Send the form", due_at=now, conversation_id=received.conversation_id, now=now
    )
    make.ring(organisation, ringing, now=now)

    page = client_for(alice).get("/calls/mine/").content.decode()

    assert "Is the hearing moved?" in page
    assert "Send the form" in page
    assert "turn 1 of 2, for 20 seconds" in page
    assert f'href="/inbox/{received.conversation_id}/#entry-' in page


def test_two_people_on_one_number_are_both_shown(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    for name in ("Nova Ortega", "Milo Ortega"):
        contacts.address(by=alice, contact=contacts.contact(by=alice, now=now, name=name), now=now)
    make.ring(organisation, ringing, now=now)

    page = client_for(alice).get("/calls/mine/").content.decode()

    assert "This number is shared by" in page
    assert "Nova Ortega" in page
    assert "Milo Ortega" in page


def test_in_the_browser_it_is_answered_by_a_button(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    make.phone(alice, in_browser=True)
    make.ring_order(line, alice, alice, now=now)
    make.ring(organisation, line, now=now)

    page = client_for(alice).get("/calls/mine/").content.decode()

    assert f'data-softphone-answer="{make.the_call(organisation).pk}"' in page
    assert "press 1" not in page


def test_taken_elsewhere_says_by_whom(
    organisation: Organisation,
    ringing: Line,
    alice: Member,
    bob: Member,
    client_for: ClientFor,
    now: datetime,
) -> None:
    make.ring(organisation, ringing, now=now)
    first = make.legs(organisation, "MEMBER")[0]
    make.tell(organisation, LegStatus.TIMEOUT, leg_id=first.pk, now=now)
    make.press(organisation, make.legs(organisation, "MEMBER")[1].pk, "1", now=now)

    page = client_for(alice).get("/calls/mine/").content.decode()

    assert 'class="ring pop"' not in page
    assert "Taken by Bob Ortiz: (602) 555-0134" in page


def test_hold_mute_keys_and_back(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    call, client = talk(organisation, ringing, now), client_for(alice)
    page = client.get("/tasks/").content.decode()
    assert f'id="bar-{call.pk}"' in page
    assert 'id="act-hold"' in page

    assert 'id="act-resume"' in post(client, call, "hold")[1]
    assert 'id="act-hold"' in post(client, call, "resume")[1]
    assert 'name="on" value="0"' in post(client, call, "mute", on="1")[1]
    assert post(client, call, "keys", digits="12#")[0] == 200
    with reading(organisation):
        call.refresh_from_db()
    assert call.state == "TALKING"
    assert [row.verb for row in make.commands(organisation)][-4:] == ["RUN", "RUN", "MUTE", "SEND_DIGITS"]


def test_what_is_refused_says_why_beside_the_bar(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    call, client = talk(organisation, ringing, now), client_for(alice)

    status, page = post(client, call, "keys", digits="hello")
    assert (status, "Press keys: the digits, * and #." in page) == (422, True)
    status, page = post(client, call, "consult")
    assert (status, "Choose a colleague, or enter a number." in page) == (422, True)
    status, page = post(client, call, "recording", on="1")
    assert (status, "This call may not be recorded" in page) == (422, True)
    assert 'aria-describedby="no-recording"' in page
    services.hang_up_call(by=alice, call_id=call.pk, now=now)
    status, page = post(client, call, "hold")
    assert (status, "This call is over." in page) == (409, True)
    assert post(client, call, "fly")[0] == 404


def test_a_colleague_is_asked_joined_and_left_with_the_caller(
    organisation: Organisation,
    ringing: Line,
    alice: Member,
    bob: Member,
    client_for: ClientFor,
    now: datetime,
) -> None:
    call, client = talk(organisation, ringing, now), client_for(alice)

    page = post(client, call, "consult", to_member=str(bob.pk))[1]
    assert "asking Bob Ortiz" in page
    assert 'id="act-return"' in page
    bobs = client_for(bob).get("/calls/mine/").content.decode()
    assert f'id="ring-{call.pk}"' in bobs
    make.press(organisation, make.legs(organisation, "CONSULT")[0].pk, "1", now=now)
    assert "Join all three" in client.get("/calls/mine/").content.decode()
    assert 'id="act-hold"' in post(client, call, "join")[1]
    assert f'id="bar-{call.pk}"' not in post(client, call, "hang-up")[1]
    assert f'id="bar-{call.pk}"' in client_for(bob).get("/calls/mine/").content.decode()


def test_transfer_and_add(
    organisation: Organisation,
    ringing: Line,
    alice: Member,
    bob: Member,
    client_for: ClientFor,
    now: datetime,
) -> None:
    call, client = talk(organisation, ringing, now), client_for(alice)

    assert post(client, call, "add", to_number="(602) 555-0155")[0] == 200
    assert make.legs(organisation, "CONSULT")[0].endpoint == "+16025550155"
    make.tell(organisation, LegStatus.UNANSWERED, leg_id=make.legs(organisation, "CONSULT")[0].pk, now=now)
    status, page = post(client, call, "transfer", to_member=str(bob.pk))
    assert (status, 'class="call-dock"' in page) == (200, False)
    assert make.the_call(organisation).state == "OFFERING"


def test_only_who_is_on_the_call_acts_on_it(
    organisation: Organisation,
    ringing: Line,
    alice: Member,
    bob: Member,
    client_for: ClientFor,
    now: datetime,
) -> None:
    call = talk(organisation, ringing, now)

    status, page = post(client_for(bob), call, "mute", on="1")

    assert (status, "You are not on this call." in page) == (409, True)


def test_a_supervisor_listens_from_the_page_of_the_call(
    organisation: Organisation,
    telephones: Line,
    alice: Member,
    bob: Member,
    client_for: ClientFor,
    now: datetime,
) -> None:
    make.ring_order(telephones, alice, bob, now=now)
    call = talk(organisation, telephones, now)
    client = client_for(alice)
    assert "Whisper to the member" in client.get(f"/calls/{call.pk}/").content.decode()
    assert "Whisper to the member" not in client_for(bob).get(f"/calls/{call.pk}/").content.decode()

    page = post(client, call, "monitor", mode="WHISPER")[1]

    assert "Only the member hears you" in page
    assert make.legs(organisation, "SUPERVISOR")[0].monitor_mode == "WHISPER"
    assert post(client_for(bob), call, "monitor", mode="LISTEN")[0] == 403


def test_click_to_call_from_a_conversation_and_a_contact(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    # They rang a minute ago, so that they may be rung at whatever hour this test runs.
    make.hang_up(
        organisation, make.ring(organisation, ringing, now=make.later(now, -60)), now=make.later(now, -30)
    )
    conversation_id = make.the_call(organisation).conversation_id
    client, ref = client_for(alice), str(uuid4())
    page = client.get(f"/inbox/{conversation_id}/").content.decode()
    assert f'id="call-{conversation_id}"' in page
    wanted = {"conversation": str(conversation_id), "client_ref": ref}

    first = client.post("/calls/new/", wanted, headers=HTMX).content.decode()
    again = client.post("/calls/new/", wanted, headers=HTMX)

    assert "Calling (602) 555-0134" in first
    assert again.status_code == 200
    (call,) = make.calls_of(organisation, "OUTBOUND")
    assert str(call.pk) == ref
    other = client.post("/calls/new/", wanted | {"client_ref": str(uuid4())}, headers=HTMX)
    assert (other.status_code, "You are on a call with" in other.content.decode()) == (409, True)
    contact = client.get(f"/contacts/{call.conversation.contact_id}/").content.decode()
    assert 'action="/calls/new/"' in contact


def test_without_a_telephone_calling_says_what_is_missing(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    received = talks.text_in(organisation=organisation, now=now, sender=make.CALLER)

    answer = client_for(alice).post(
        "/calls/new/", {"conversation": str(received.conversation_id)}, headers=HTMX
    )

    assert answer.status_code == 422
    assert "There is no number to call." in answer.content.decode()


def test_a_read_only_member_is_offered_no_call(
    organisation: Organisation, line: Line, rae: Member, client_for: ClientFor, now: datetime
) -> None:
    received = talks.text_in(organisation=organisation, now=now, sender=make.CALLER)

    page = client_for(rae).get(f"/inbox/{received.conversation_id}/").content.decode()

    assert 'action="/calls/new/"' not in page


def test_a_telephone_that_does_nothing_costs_the_inbox_no_statement(
    organisation: Organisation,
    ringing: Line,
    alice: Member,
    bob: Member,
    client_for: ClientFor,
    now: datetime,
) -> None:
    make.ring(organisation, ringing, now=now)
    idle, busy = client_for(bob), client_for(alice)
    for client in (idle, busy):
        client.get("/inbox/")

    with CaptureQueriesContext(connection) as without:
        idle.get("/inbox/")
    with CaptureQueriesContext(connection) as with_pop:
        busy.get("/inbox/")

    assert not [query for query in without if "conversations_recording" in query["sql"]]
    assert len(with_pop.captured_queries) > len(without.captured_queries)
