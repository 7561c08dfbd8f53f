"""The list of calls and the page of one."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Location, Member, Organisation
from conversations.models import Line
from conversations.ports import LegStatus
from conversations.services import calls as services
from tests.factories import accounts
from tests.factories import calls as make

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]


def test_the_page_tells_each_members_seconds_of_a_warm_transfer(
    organisation: Organisation,
    ringing: Line,
    alice: Member,
    bob: Member,
    client_for: ClientFor,
    now: datetime,
) -> None:
    offered = make.talk(organisation, ringing, now=now, wait=8)
    call = make.the_call(organisation)
    services.consult(by=alice, call_id=call.pk, to_member=bob.pk, now=make.later(now, 20))
    (asked,) = make.legs(organisation, "CONSULT")
    make.press(organisation, asked.pk, "1", now=make.later(now, 30))
    services.join_call(by=alice, call_id=call.pk, now=make.later(now, 40))
    (first,) = make.legs(organisation, "MEMBER")
    services.hang_up_call(by=alice, call_id=call.pk, now=make.later(now, 68))
    make.tell(organisation, LegStatus.COMPLETED, leg_id=first.pk, now=make.later(now, 68))
    make.hang_up(organisation, offered, now=make.later(now, 128))

    page = client_for(alice).get(f"/calls/{call.pk}/").content.decode()

    mine = page[page.index(f'id="leg-{first.pk}"') :]
    assert 'Talked <b class="num">1:00</b>' in mine[: mine.index("</li>")]
    bobs = page[page.index(f'id="leg-{asked.pk}"') :]
    bobs = bobs[: bobs.index("</li>")]
    assert 'Waited <b class="num">0:10</b>' in bobs
    assert 'Talked <b class="num">1:38</b>' in bobs
    assert '<rect class="talk"' in bobs
    assert 'On hold <b class="num">0:20</b>' in page
    assert "turn 1 of 2, for 20 seconds" in page
    assert "What the carrier was asked to do" in page


def test_the_list_is_the_newest_first_and_narrowed(
    organisation: Organisation, ringing: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    offered = make.talk(organisation, ringing, now=now, wait=8)
    make.hang_up(organisation, offered, now=make.later(now, 60))
    for leg in make.legs(organisation):
        make.tell(organisation, LegStatus.COMPLETED, leg_id=leg.pk, now=make.later(now, 60))
    make.voicemail(organisation, ringing, now=make.later(now, 100), caller="+16025550135")
    client = client_for(alice)

    def shown(query: str = "") -> list[bool]:
        page = client.get(f"/calls/{query}").content.decode()
        page = page[page.index('id="calls"') :]
        return ["Voicemail" in row for row in page.split('<tr id="call-')[1:]]

    assert shown() == [True, False]
    assert shown("?missed=1") == [True]
    assert shown("?outcome=answered_human") == [False]
    assert shown("?direction=outbound") == []
    assert shown(f"?line={ringing.pk}") == [True, False]
    assert shown("?line=nonsense&outcome=x&after=y_z") == [True, False]


def test_a_page_of_fifty_and_the_rest(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    for minute in range(52):
        at = make.later(now, 60 * minute)
        offered = make.offered(line, caller=f"+1602555{minute:04}")
        make.answer(organisation, offered, now=at)
        make.hang_up(organisation, offered, now=make.later(at, 5))
    client = client_for(alice)

    first = client.get("/calls/").content.decode()
    address = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = client.get(address).content.decode()

    assert first.count('<tr id="call-') == 50
    assert second.count('<tr id="call-') == 2
    assert "(602) 555-0000" in second


def test_twenty_calls_cost_the_statements_of_one(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    client = client_for(alice)
    make.voicemail(organisation, line, now=now)
    client.get("/calls/")
    with CaptureQueriesContext(connection) as one:
        client.get("/calls/")
    for minute in range(1, 6):
        make.voicemail(organisation, line, now=make.later(now, 60 * minute), caller=f"+160255501{minute:02}")
    with CaptureQueriesContext(connection) as several:
        page = client.get("/calls/").content.decode()

    assert page.count('<tr id="call-') == 6
    assert len(several.captured_queries) == len(one.captured_queries)


def test_a_member_of_another_location_sees_neither(
    organisation: Organisation, line: Line, client_for: ClientFor, now: datetime
) -> None:
    make.voicemail(organisation, line, now=now)
    elsewhere = Location.objects.create(organisation=organisation, name="Tucson", time_zone="America/Phoenix")
    member = accounts.member(organisation=organisation, name="Nadia Sol")
    member.location_ids = [elsewhere.pk]
    member.save(update_fields=["location_ids"])
    client = client_for(member)

    assert '<tr id="call-' not in client.get("/calls/").content.decode()
    assert client.get(f"/calls/{make.the_call(organisation).pk}/").status_code == 404


def test_a_call_is_looked_at_not_posted_to(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    make.voicemail(organisation, line, now=now)
    client = client_for(alice)

    assert client.post("/calls/").status_code == 405
    assert client.post(f"/calls/{make.the_call(organisation).pk}/").status_code == 405
