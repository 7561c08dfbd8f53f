"""The inbox's pages and fragments."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Member, Organisation
from conversations import services
from conversations.models import Conversation, Line
from tests.factories import conversations as make

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
INBOX = "/inbox/"


def test_shows_who_wrote(conversation: Conversation, alice: Member, client_for: ClientFor) -> None:
    page = client_for(alice).get(INBOX).content.decode()

    assert "Denise Calloway" in page
    assert "Do you take custody cases?" in page
    assert 'data-count="view-unowned">1<' in page


def test_a_click_in_the_list_brings_the_desk_alone(
    conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    url = reverse("conversations:conversation", args=[conversation.pk])
    htmx = {"HX-Request": "true", "HX-Boosted": "true", "HX-Target": "desk"}
    client = client_for(alice)

    fragment = client.get(url, headers=htmx).content.decode()
    page = client.get(url).content.decode()

    assert fragment.startswith('<div class="desk" id="desk"')
    assert "<html" not in fragment
    assert "<html" in page
    assert "Do you take custody cases?" in page


def test_the_desk_keeps_the_list_it_was_opened_from(
    conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)

    page = client.get(INBOX, {"view": "unowned"}).content.decode()

    assert f'href="/inbox/{conversation.pk}/?view=unowned"' in page


def test_twenty_rows_cost_the_statements_of_one(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    client = client_for(alice)
    make.conversation(organisation=organisation, now=now, name="Tomás Wieland")
    client.get(INBOX)
    with CaptureQueriesContext(connection) as one:
        client.get(INBOX)
    for minute in range(19):
        made = make.conversation(
            organisation=organisation, now=now + timedelta(minutes=minute), name=f"Person {minute}"
        )
        services.claim_conversation(by=alice, conversation_id=made.pk, now=now)
    with CaptureQueriesContext(connection) as twenty:
        page = client.get(INBOX)

    assert page.content.decode().count('id="row-') == 20
    assert len(twenty.captured_queries) == len(one.captured_queries)


def test_rows_go_on_where_the_page_ended(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    for minute in range(53):
        make.conversation(
            organisation=organisation, now=now + timedelta(minutes=minute), name=f"Person {minute}"
        )
    client = client_for(alice)

    page = client.get(INBOX).content.decode()
    following = page.split('hx-get="')[-1] if 'id="rows-more"' in page else ""
    address = page[page.index('id="rows-more"') :].split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    more = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert following
    assert page.count('id="row-') == 50
    assert more.count('id="row-') == 3
    assert "Person 0<" in more
    assert 'id="rows-more"' not in more


def test_earlier_entries_come_by_the_door_above(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    for second in range(52):
        received = make.text_in(
            organisation=organisation,
            now=now + timedelta(seconds=second),
            sender="+16025550142",
            text=f"words-{second:02}",
        )
    client = client_for(alice)
    page = client.get(f"/inbox/{received.conversation_id}/").content.decode()
    older = page.split('class="older"')[1].split('hx-get="')[1].split('"')[0].replace("&amp;", "&")

    earlier = client.get(older, headers={"HX-Request": "true"}).content.decode()

    assert "words-51" in page
    assert "words-01" not in page.split('class="entries"')[1]
    assert earlier.index("words-00") < earlier.index("words-01")
    assert "words-02" not in earlier


def test_every_view_opens(conversation: Conversation, alice: Member, client_for: ClientFor) -> None:
    client = client_for(alice)

    for view in ("mine", "mentions", "unowned", "open", "waiting", "snoozed", "resolved", "spam"):
        assert client.get(INBOX, {"view": view}).status_code == 200, view


def test_the_longest_wait_stands_first_in_the_unowned_view(
    organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    make.conversation(organisation=organisation, now=now, name="Second Caller")
    make.conversation(organisation=organisation, now=now - timedelta(hours=1), name="First Caller")

    page = client_for(alice).get(INBOX, {"view": "unowned"}).content.decode()

    assert page.index("First Caller") < page.index("Second Caller")


@pytest.mark.parametrize("words", ["calloway", "602 555 0142", "(602) 555-0142", "0142", "custody"])
def test_search_finds_names_numbers_and_words(
    words: str, organisation: Organisation, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    make.text_in(organisation=organisation, now=now, sender="+16025550142", name="Denise Calloway")
    client = client_for(alice)

    assert "Denise Calloway" in client.get("/search/", {"q": words}).content.decode()
    assert 'id="row-' in client.get(INBOX, {"q": words}).content.decode()


def test_search_never_crosses_the_wall(
    conversation: Conversation, mallory: Member, client_for: ClientFor
) -> None:
    client = client_for(mallory)

    assert "Denise" not in client.get("/search/", {"q": "calloway"}).content.decode()
    assert "Denise" not in client.get(INBOX, {"q": "custody"}).content.decode()


def test_spanish_pages_speak_the_24_hour_clock(
    organisation: Organisation, conversation: Conversation, alice: Member, client_for: ClientFor
) -> None:
    alice.user.language = "es"
    alice.user.save(update_fields=["language"])

    page = client_for(alice).get(f"/inbox/{conversation.pk}/").content.decode()

    assert ">10:00</time>" in page
    assert "10:00 AM" not in page


def test_a_whole_page_asks_the_database_four_times(
    client_for: ClientFor, organisation: Organisation, alice: Member, now: datetime
) -> None:
    make.line(organisation=organisation)
    for number in range(3):
        row = make.conversation(organisation=organisation, now=now, name=f"Person {number}")
        services.claim_conversation(by=alice, conversation_id=row.pk, now=now)
    client = client_for(alice)
    client.get(f"{INBOX}?view=mine")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"{INBOX}?view=mine")

    assert page.content.count(b'id="row-') == 3
    beside = ("set_config", "SAVEPOINT")
    told = [query["sql"] for query in asked if not any(word in query["sql"] for word in beside)]
    assert len(told) == 4, "log-in, what stands around, rows, counts with the frame's figures"
