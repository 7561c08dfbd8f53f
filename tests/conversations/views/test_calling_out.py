"""Placing a call: at which hour, to whom, and with which reason."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from accounts.models import Member, Organisation
from contacts.models import Contact
from contacts.services import addresses
from conversations.models import Entry, Line
from core import clock
from core.transactions import reading, tenant_transaction
from tests.factories import calls as make
from tests.factories import contacts
from tests.factories import conversations as talks

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}
# 22:40 and 14:40 in Phoenix, where the numbers are from.
NIGHT = datetime(2026, 11, 24, 5, 40, tzinfo=UTC)
DAY = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock."""
    return lambda instant: monkeypatch.setattr(clock, "now", lambda: instant)


def wrote(organisation: Organisation, instant: datetime) -> dict[str, str]:
    received = talks.text_in(organisation=organisation, now=instant, sender=make.CALLER)
    return {"conversation": str(received.conversation_id)}


def place(client: Client, wanted: dict[str, str], **more: str) -> tuple[int, str]:
    answer = client.post("/calls/new/", wanted | more, headers=HTMX)
    return answer.status_code, answer.content.decode()


def said(organisation: Organisation) -> list[dict[str, str]]:
    with reading(organisation):
        return [row.fact_values for row in Entry.objects.filter(fact="called_anyway")]


def test_at_night_the_member_is_asked_why_and_the_reason_stays(
    organisation: Organisation,
    telephones: Line,
    alice: Member,
    client_for: ClientFor,
    at: Callable[[datetime], None],
) -> None:
    wanted, client = wrote(organisation, DAY), client_for(alice)
    at(NIGHT)

    status, page = place(client, wanted)

    assert status == 422
    assert "It is 10:40 PM where they are. Call from tomorrow 8:00 AM on, or say why you call now." in page
    assert f'name="conversation" value="{wanted["conversation"]}"' in page
    assert make.calls_of(organisation) == []

    status, page = place(client, wanted, anyway="OTHER")
    assert (status, "Write the reason in a few words" in page) == (422, True)
    assert '<option value="OTHER" selected>' in page
    assert make.calls_of(organisation) == []
    assert said(organisation) == []

    status, page = place(client, wanted, anyway="URGENT", words=" the hearing \n is at 8 ")
    assert (status, "Calling (602) 555-0134" in page) == (200, True)
    (call,) = make.calls_of(organisation)
    assert (call.direction, call.path[-1]["why"]) == ("OUTBOUND", "may call: QUIET_HOURS")
    (kept,) = said(organisation)
    assert (kept["by"], kept["why"], kept["words"]) == ("Alice Hale", "URGENT", "the hearing is at 8")
    thread = client.get(f"/inbox/{wanted['conversation']}/").content.decode()
    assert (
        "Alice Hale called at 10:40 PM where they are: it cannot wait, for their sake, the hearing is at 8."
        in thread
    )
    assert "night there; the member gave a reason" in client.get(f"/calls/{call.pk}/").content.decode()


def test_who_rang_within_the_hour_is_rung_back_at_night_unasked(
    organisation: Organisation,
    telephones: Line,
    alice: Member,
    client_for: ClientFor,
    at: Callable[[datetime], None],
) -> None:
    offered = make.offered(telephones)
    make.answer(organisation, offered, now=NIGHT - timedelta(minutes=59))
    make.hang_up(organisation, offered, now=NIGHT - timedelta(minutes=58))
    (rang,) = make.calls_of(organisation)
    wanted = {"conversation": str(rang.conversation_id)}
    client = client_for(alice)

    at(NIGHT + timedelta(minutes=2))
    assert place(client, wanted)[0] == 422
    at(NIGHT)
    assert place(client, wanted)[0] == 200
    (call,) = make.calls_of(organisation, "OUTBOUND")
    assert call.path[-1]["why"] == "may call: RETURNS_CALL"
    assert said(organisation) == []


def test_a_blocked_caller_is_owed_no_call_at_night(
    organisation: Organisation,
    telephones: Line,
    alice: Member,
    client_for: ClientFor,
    at: Callable[[datetime], None],
) -> None:
    offered = make.offered(telephones)
    make.answer(organisation, offered, now=NIGHT - timedelta(minutes=5))
    make.hang_up(organisation, offered, now=NIGHT - timedelta(minutes=4))
    (rang,) = make.calls_of(organisation)
    with tenant_transaction(organisation):
        rang.was_blocked = True
        rang.save(update_fields=["was_blocked"])
    at(NIGHT)

    status, page = place(client_for(alice), {"conversation": str(rang.conversation_id)})

    assert (status, "they never turned to you" in page, "call-anyway" in page) == (422, True, False)


@pytest.fixture
def stranger(alice: Member, now: datetime) -> Contact:
    """Somebody on a list who never turned to the firm."""
    return contacts.contact(by=alice, now=now)


def number_of(contact: Contact, by: Member, now: datetime) -> UUID:
    return contacts.address(by=by, contact=contact, now=now, value=make.CALLER).pk


def test_a_stranger_is_rung_by_day_alone(
    organisation: Organisation,
    telephones: Line,
    alice: Member,
    stranger: Contact,
    client_for: ClientFor,
    at: Callable[[datetime], None],
) -> None:
    wanted = {"address": str(number_of(stranger, alice, DAY))}
    client = client_for(alice)
    at(NIGHT)

    status, page = place(client, wanted, anyway="URGENT", words="a good offer")

    assert status == 422
    assert "they never turned to you. Call from tomorrow 8:00 AM on." in page
    assert "call-anyway" not in page
    with reading(organisation):
        assert not Entry.objects.exists()
    at(DAY)
    assert place(client, wanted)[0] == 200


def test_a_stop_to_texts_forbids_no_call_and_a_no_to_calls_does(
    organisation: Organisation,
    telephones: Line,
    alice: Member,
    client_for: ClientFor,
    at: Callable[[datetime], None],
) -> None:
    wanted, client = wrote(organisation, DAY), client_for(alice)
    talks.text_in(organisation=organisation, now=DAY, sender=make.CALLER, text="Stop calling me")
    at(DAY)

    status, page = place(client, wanted)
    assert (status, "They asked not to be called." in page, "call-anyway" in page) == (422, True, True)
    assert place(client, wanted, anyway="ASKED")[0] == 200
    assert said(organisation)[0]["rule"] == "CALLS_REFUSED"
    thread = client.get(f"/inbox/{wanted['conversation']}/").content.decode()
    assert "Alice Hale called although they had asked for no calls: they asked for the call." in thread


def test_a_stop_alone_leaves_the_telephone(
    organisation: Organisation,
    telephones: Line,
    alice: Member,
    client_for: ClientFor,
    at: Callable[[datetime], None],
) -> None:
    wanted = wrote(organisation, DAY)
    talks.text_in(organisation=organisation, now=DAY, sender=make.CALLER, text="STOP")
    at(DAY)

    assert place(client_for(alice), wanted)[0] == 200


def test_what_a_member_wrote_down_about_calls_counts_and_can_be_taken_back(
    organisation: Organisation,
    telephones: Line,
    alice: Member,
    stranger: Contact,
    client_for: ClientFor,
    at: Callable[[datetime], None],
) -> None:
    address_id = number_of(stranger, alice, DAY)
    client, url = client_for(alice), f"/contacts/{stranger.pk}/addresses/{address_id}/consent/"
    at(DAY)

    page = client.post(
        url, {"scope": "CALL", "granted": "0", "reason": "Said so at the desk"}, headers=HTMX
    ).content.decode()

    assert "May we call?" in page
    assert "Said so at the desk" in page
    assert place(client, {"address": str(address_id)})[0] == 422
    client.post(url, {"scope": "CALL", "granted": "1", "reason": "Asked us to ring"}, headers=HTMX)
    at(DAY + timedelta(seconds=1))
    assert place(client, {"address": str(address_id)})[0] == 200


def test_only_telephone_numbers_are_asked_about_calls(
    alice: Member, stranger: Contact, now: datetime
) -> None:
    mail = contacts.address(by=alice, contact=stranger, now=now, value="lena@example.com")

    with pytest.raises(addresses.CannotBeCalled):
        addresses.say_consent(
            by=alice, address_id=mail.pk, granted=False, reason="by letter", scope="CALL", now=now
        )


def test_without_script_the_refusal_is_a_page(
    organisation: Organisation,
    telephones: Line,
    alice: Member,
    client_for: ClientFor,
    at: Callable[[datetime], None],
) -> None:
    wanted = wrote(organisation, DAY)
    at(NIGHT)

    answer = client_for(alice).post("/calls/new/", wanted)

    assert answer.status_code == 422
    assert "It is too early or too late to ring there." in answer.content.decode()
