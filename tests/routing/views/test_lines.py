"""What supervisors set about a line, and what the page says a caller would go through."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Location, Member, OpeningWindow, Organisation
from conversations.models import Line
from conversations.services import calls
from core.models import Event
from core.transactions import reading
from routing.models import LineHandling, RingTurn
from tests.factories import calls as make
from tests.factories.accounts import member
from tests.factories.conversations import line as make_line

ClientFor = Callable[[Member], Client]
FORM: dict[str, object] = {
    "version": "0", "language": "en", "greeting": "Hale Ortiz, good day.", "closed_greeting": "",
    "voicemail_greeting": "", "records_calls": "on", "notice": "", "keep_days": "30", "texts_back": "on",
    "text_back_words": "", "cooldown_hours": "6",
}  # fmt: skip
OPEN, CLOSED = "2026-11-23T10:00", "2026-11-28T14:00"


@pytest.fixture
def line(organisation: Organisation, location: Location, alice: Member, bob: Member) -> Line:
    location.region = "AZ"
    location.save(update_fields=["region"])
    OpeningWindow.objects.bulk_create(
        OpeningWindow(
            organisation=organisation, location=location, weekday=day, opens_minute=480, closes_minute=1020
        )
        for day in range(5)
    )
    make.phone(alice)
    make.phone(bob)
    return make_line(organisation=organisation)


def order(*members: Member, seconds: int = 15) -> dict[str, object]:
    return {
        **FORM,
        "member": [str(member.pk) for member in members],
        "seconds": [str(seconds)] * len(members),
    }


def page(client: Client, line: Line, data: dict[str, object] | None = None, at: str = "") -> str:
    url = f"/settings/calls/{line.pk}/"
    found = client.get(url) if data is None else client.post(f"{url}rehearsal/", {**data, "at": at})
    assert found.status_code == 200
    return found.content.decode()


def turns(organisation: Organisation) -> list[tuple[str, int]]:
    with reading(organisation):
        rows = RingTurn.objects.select_related("member__user").order_by("position")
        return [(row.member.name, row.seconds) for row in rows]


def test_a_supervisor_saves_and_it_is_in_the_log(
    line: Line, organisation: Organisation, alice: Member, bob: Member, client_for: ClientFor
) -> None:
    response = client_for(alice).post(f"/settings/calls/{line.pk}/", {**order(bob, alice), "act": "save"})
    assert response.status_code == 302
    with reading(organisation):
        row = LineHandling.objects.get()
        assert Event.objects.filter(name="routing.handling_changed", actor_id=alice.pk).count() == 1
    assert (row.greeting, row.keep_days, row.records_calls, row.version) == (
        "Hale Ortiz, good day.",
        30,
        True,
        1,
    )
    assert turns(organisation) == [(bob.name, 15), (alice.name, 15)]
    listed = client_for(bob).get("/settings/calls/").content.decode()
    assert f"{bob.name}, {alice.name}" in listed


def test_who_saves_over_somebody_else_is_told_and_keeps_what_was_typed(
    line: Line, organisation: Organisation, alice: Member, bob: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)
    client.post(f"/settings/calls/{line.pk}/", order(alice))
    late = client.post(f"/settings/calls/{line.pk}/", {**order(bob), "greeting": "Mine"})
    assert late.status_code == 409
    shown = late.content.decode()
    assert "Somebody has changed this line meanwhile." in shown
    assert "Mine" in shown
    assert 'name="version" value="1"' in shown
    assert client.post(f"/settings/calls/{line.pk}/", {**order(bob), "version": "1"}).status_code == 302
    assert turns(organisation) == [(bob.name, 15)]


@pytest.mark.parametrize(
    ("act", "names"),
    [
        ("up-1", "Bob,Alice"), ("down-0", "Bob,Alice"), ("up-0", "Alice,Bob"), ("down-1", "Alice,Bob"),
        ("remove-0", "Bob"), ("remove-9", "Alice,Bob"), ("nonsense", "Alice,Bob"),
    ],
)  # fmt: skip
def test_buttons_rearrange_the_page_and_save_nothing(
    act: str,
    names: str,
    line: Line,
    organisation: Organisation,
    alice: Member,
    bob: Member,
    client_for: ClientFor,
) -> None:
    response = client_for(alice).post(f"/settings/calls/{line.pk}/", {**order(alice, bob), "act": act})
    assert response.status_code == 200
    shown = response.content.decode()
    found = sorted((shown.index(f'name="member" value="{one.pk}"'), one.name) for one in (alice, bob)
                   if f'name="member" value="{one.pk}"' in shown)  # fmt: skip
    assert ",".join(name.split()[0] for _place, name in found) == names
    assert "Hale Ortiz, good day." in shown
    assert turns(organisation) == []


def test_somebody_is_added_and_shown_without_a_telephone(
    line: Line, organisation: Organisation, alice: Member, client_for: ClientFor
) -> None:
    theo = member(organisation=organisation, name="Theo Vance")
    response = client_for(alice).post(
        f"/settings/calls/{line.pk}/", {**order(alice), "act": "add", "added": str(theo.pk)}
    )
    shown = response.content.decode()
    assert f'name="member" value="{theo.pk}"' in shown
    assert "has set no telephone" in shown


def test_an_open_hour_is_rehearsed_ring_by_ring(
    line: Line, alice: Member, bob: Member, client_for: ClientFor
) -> None:
    shown = page(client_for(alice), line, order(alice, bob), at=OPEN)
    for words in (
        "What happens on Mon 23 Nov, 10:00", "Open", "Hale Ortiz, good day.", f"{alice.name} rings for 15 seconds",
        f"{bob.name} rings for 15 seconds", "Nobody is free to take your call", "a text goes out",
    ):  # fmt: skip
        assert words in shown
    assert shown.index(f"{alice.name} rings") < shown.index(f"{bob.name} rings")


def test_a_closed_hour_says_when_you_open(line: Line, alice: Member, client_for: ClientFor) -> None:
    shown = page(client_for(alice), line, order(alice), at=CLOSED)
    assert "Outside the hours of the week" in shown
    assert "We are closed now and open again on Monday at 8 a.m. Please leave" in shown
    assert "rings for" not in shown


@pytest.mark.parametrize(
    ("caller", "words"),
    [
        ("+14155550161", "Two seconds to press 9 or say no"),
        ("+16025550161", "AZ: one party"),
        ("", "Two seconds to press 9 or say no"),
        ("+19005550100", "Blocked: not put through"),
    ],
)
def test_the_caller_decides_on_notice_and_block(
    caller: str, words: str, line: Line, alice: Member, client_for: ClientFor, now: datetime
) -> None:
    calls.add_block(by=alice, kind="PREFIX", value="+1900", reason="Premium", now=now)
    shown = page(client_for(alice), line, {**order(alice), "caller": caller}, at=OPEN)
    assert words in shown


def test_why_a_notice_is_needed_stands_beside_the_switch(
    line: Line, location: Location, alice: Member, client_for: ClientFor
) -> None:
    assert "AZ: one party&#39;s consent is enough. Callers from CA, CT" in page(client_for(alice), line)
    location.region = "CA"
    location.save(update_fields=["region"])
    assert "CA: everybody must agree." in page(client_for(alice), line)


def test_mistakes_and_each_person(
    line: Line, alice: Member, bob: Member, rae: Member, mallory: Member, client_for: ClientFor
) -> None:
    url = f"/settings/calls/{line.pk}/"
    assert client_for(alice).post(url, {**order(alice), "keep_days": "0"}).status_code == 422
    assert client_for(alice).get(f"/settings/calls/{uuid4()}/").status_code == 404
    assert client_for(alice).put(url).status_code == 405
    assert client_for(alice).get(f"{url}rehearsal/").status_code == 405
    assert "Only owners and supervisors change these." in client_for(bob).get(url).content.decode()
    for looker in (bob, rae):
        assert client_for(looker).post(url, order(alice)).status_code == 403
        assert client_for(looker).post(f"{url}rehearsal/", order(alice)).status_code == 403
    assert client_for(mallory).get(url).status_code == 404
