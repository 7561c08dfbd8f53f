"""Who was here before shows it by a code: never by typing an address, and no answer tells whom we know."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Organisation
from contacts.domain.addresses import AddressKind, normalise
from contacts.models import Contact
from contacts.services import add_address, add_holder, record_consent
from conversations.models import Entry, EntryKind
from core import clock
from core.deliveries import due_ids, run_delivery
from core.models import Delivery
from core.transactions import reading, tenant_transaction
from scheduling.models import Appointment, Service, VisitorCode
from scheduling.services import recognising
from tests.factories import conversations as talks
from tests.factories import scheduling as make
from tests.scheduling.views.test_public import ZOE, held, link_in, page, rows, starts_in, token_in

NUMBER = normalise("602 555 0123", kind=AddressKind.PHONE)
EMAIL = normalise("ada@lund.example", kind=AddressKind.EMAIL)
SAME = "If we know this address, a code of six digits is on its way to it."


@pytest.fixture
def firm(organisation: Organisation, monkeypatch: pytest.MonkeyPatch, now: datetime) -> Organisation:
    """A firm with a telephone, on a Monday at 10:00 in Phoenix."""
    monkeypatch.setattr(clock, "now", lambda: now)
    talks.line(organisation=organisation)
    return organisation


@pytest.fixture
def talk(firm: Organisation) -> Service:
    """A talk of half an hour that Dana gives, and another of an hour that Lee gives, 9 to 5."""
    hours = make.schedule(firm)
    make.service(firm, make.provider(firm, name="Lee Park", hours=hours), name="Long talk", minutes=60)
    return make.service(firm, make.provider(firm, hours=hours), name="First talk")


@pytest.fixture
def ada(firm: Organisation) -> Contact:
    """A customer who may be texted."""
    with tenant_transaction(firm):
        contact = add_holder(
            organisation_id=firm.pk, address=NUMBER, name="Ada Lund", source="x", now=clock.now()
        )
        add_address(contact=contact, address=EMAIL)
    said(firm, granted=True)
    return contact


def said(firm: Organisation, *, granted: bool) -> None:
    with tenant_transaction(firm):
        record_consent(
            organisation_id=firm.pk, address=NUMBER, granted=granted, evidence="KEYWORD", entry_id=None, member=None,
            now=clock.now(),
        )  # fmt: skip


def deliver() -> None:
    """Do what a worker does."""
    owed = set(Delivery.objects.filter(handler="scheduling.send_code").values_list("pk", flat=True))
    for delivery_id in owed & set(due_ids(now=clock.now())):
        run_delivery(delivery_id=delivery_id, now=clock.now())


def sent(firm: Organisation) -> list[str]:
    """List the texts with a code."""
    with reading(firm):
        rows = Entry.objects.filter(kind=EntryKind.MESSAGE_OUT).order_by("occurred_at", "seq")
        texts = rows.values_list("text", flat=True)
        return [text for text in texts if "code" in text or "código" in text]


def ask(client: Client, details: str, address: str) -> str:
    """Ask for a code; gives the address at which it is entered."""
    path, _, query = details.partition("?")
    response = client.post(f"{path}known/?{query}", {"address": address})
    assert response.status_code == 303
    return str(response["Location"])


def entered(client: Client, firm: Organisation, details: str) -> str:
    """Show by a code that one is Ada; gives the address of the details."""
    where = ask(client, details, "602 555 0123")
    deliver()
    [code] = re.findall(r"\d{6}", sent(firm)[-1])
    response = client.post(where, {"code": f" {code[:3]} {code[3:]} "})
    assert response.status_code == 303
    return str(response["Location"])


def test_a_code_fills_the_form_for_this_time_alone(
    client: Client, firm: Organisation, talk: Service, ada: Contact
) -> None:
    details = held(client)
    assert "I have booked here before" in page(client, details)
    known = entered(client, firm, details)
    text = page(client, known)
    assert "Welcome back, Ada." in text
    for value in ("Ada", "Lund", "ada@lund.example", "(602) 555-0123"):
        assert f'value="{value}"' in text
    assert 'value="Ada"' not in page(client, details)

    token = known.partition("known=")[2]
    other = held(client, day="2026-11-25")
    assert 'value="Ada"' not in page(client, f"{other}?known={token}")
    # They write another number: it is beside the booking, and theirs stays.
    response = client.post(known, ZOE | {"first_name": "Ada", "last_name": "Lund"})
    assert response.status_code == 303
    assert "known=" not in response["Location"]
    [row] = rows(firm)
    assert row.contact_id == ada.pk
    assert row.note_from_customer == "E-mail address given: zoe@quill.example"


@pytest.mark.parametrize("typed", ["602 555 0123", "602 555 0199", "nobody@lund.example"])
def test_the_answer_is_the_same_whether_we_know_them(
    typed: str, client: Client, firm: Organisation, talk: Service, ada: Contact
) -> None:
    where = ask(client, held(client), typed)
    deliver()

    text = page(client, where)
    assert SAME in text
    assert "Ada" not in text
    assert len(sent(firm)) == (typed == "602 555 0123")
    assert "You can try 4 more times." in page(client, where, 422, code="12345")


def test_by_mail_in_spanish(client: Client, firm: Organisation, talk: Service, ada: Contact) -> None:
    details = held(client)
    where = ask(client, f"{details}?lang=es", "ADA@lund.example")
    deliver()

    [letter] = [one for one in mail.outbox if "código" in one.subject]
    assert letter.to == ["ada@lund.example"]
    code = re.findall(r"\d{6}", letter.body)[0]
    response = client.post(where, {"code": code})
    assert "Hola de nuevo, Ada." in page(client, response["Location"])
    assert sent(firm) == []


def test_whoever_may_not_be_written_to_gets_no_code(
    client: Client, firm: Organisation, talk: Service, ada: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    details = held(client)
    said(firm, granted=False)
    ask(client, details, "602 555 0123")
    deliver()
    assert sent(firm) == []
    said(firm, granted=True)
    night = clock.now() + timedelta(hours=12)
    monkeypatch.setattr(clock, "now", lambda: night)
    ask(client, details, "602 555 0123")
    deliver()
    assert sent(firm) == []
    # Of a shared number a code would show one holder's name to the other.
    monkeypatch.setattr(clock, "now", lambda: night + timedelta(hours=11))
    with tenant_transaction(firm):
        add_holder(
            organisation_id=firm.pk,
            address=NUMBER,
            name="Tom Lund",
            source="x",
            is_shared=True,
            now=clock.now(),
        )
    ask(client, held(client, day="2026-11-25"), "602 555 0123")
    deliver()
    assert sent(firm) == []


def test_a_code_ends_after_five_tries_ten_minutes_or_its_use(
    client: Client, firm: Organisation, talk: Service, ada: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    details = held(client)
    where = ask(client, details, "602 555 0123")
    deliver()
    [code] = re.findall(r"\d{6}", sent(firm)[0])
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(4):
        page(client, where, 422, code=wrong)
    assert "no longer good" in page(client, where, 422, code=wrong)
    assert "no longer good" in page(client, where, 422, code=code)

    where = ask(client, details, "602 555 0123")
    deliver()
    [code] = re.findall(r"\d{6}", sent(firm)[1])
    later = clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "no longer good" in page(client, where, 422, code=code)

    entered(client, firm, details)
    with reading(firm):
        row = VisitorCode.objects.get(used_at__isnull=False)
    assert "no longer good" in page(client, where, 422, code=recognising.code_of(row))
    assert recognising.forget_codes(organisation=firm.pk, now=later) == 0
    assert recognising.forget_codes(organisation=firm.pk, now=later + timedelta(days=1)) == 3


def test_asking_often_is_slowed_down(client: Client, firm: Organisation, talk: Service, ada: Contact) -> None:
    path = held(client).partition("?")[0]
    said = [client.post(f"{path}known/", {"address": "602 555 0123"}).status_code for _ in range(6)]
    assert said == [303] * 5 + [429]
    # The other way round: many addresses of one visitor.
    more = [client.post(f"{path}known/", {"address": f"602 555 02{n:02d}"}).status_code for n in range(5)]
    assert more == [303] * 4 + [429]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"address": ""}, "Enter a phone number or an e-mail address."),
        ({"address": "602 555"}, "digits are missing"),
        ({"address": "ada@"}, "not a complete e-mail address"),
        ({"address": "x" * 300}, "at most 254 characters"),
        ({"code": "123456"}, "Enter a phone number or an e-mail address."),
    ],
)
def test_what_is_no_address_is_said(
    form: dict[str, str], sentence: str, client: Client, firm: Organisation, talk: Service
) -> None:
    path = held(client).partition("?")[0]
    assert sentence in page(client, f"{path}known/", 422, **form)
    assert "no longer good" in page(client, f"{path}known/?asked=rubbish", 422, code="123456")
    with reading(firm):
        assert not VisitorCode.objects.exists()


def test_who_is_known_is_not_offered_nor_booked_twice_for_one_time(
    client: Client, firm: Organisation, talk: Service, ada: Contact, now: datetime
) -> None:
    with reading(firm):
        long_talk = Service.objects.get(slug="long-talk")
    make.booked(long_talk, now.replace(day=24, hour=16), contact_id=ada.pk, now=now)
    details = held(client)
    assert "another appointment" not in page(client, details)
    known = entered(client, firm, details)

    text = page(client, known, 409, **ZOE)
    assert "You have another appointment at that time: Long talk on Tue, Nov 24 at 9:00 AM." in text
    assert len(rows(firm)) == 1
    [other] = set(re.findall(r'href="(/book/hale-ortiz/first-talk/\?[^"]*hold=[^"]+)"', text))
    text = page(client, other)
    assert starts_in(text)[0] == "2026-11-24T17:00Z"
    assert starts_in(page(client, "/book/hale-ortiz/first-talk/?day=2026-11-24"))[0] == "2026-11-24T16:30Z"

    # Another time instead: they need not show again who they are.
    old = re.findall(r'name="old" value="([^"]+)"', text)[0]
    [hold] = re.findall(r'action="([^"]+/hold/[^"]*)"', text)
    response = client.post(hold, {"token": token_in(text), "start": starts_in(text)[0], "old": old})
    assert response.status_code == 303
    assert "Welcome back, Ada." in page(client, response["Location"])
    assert client.post(response["Location"], ZOE).status_code == 303
    assert len(rows(firm)) == 2


def test_who_wants_both_books_both_and_moves_past_the_other(
    client: Client, firm: Organisation, talk: Service, ada: Contact, now: datetime
) -> None:
    with reading(firm):
        long_talk = Service.objects.get(slug="long-talk")
    make.booked(long_talk, now.replace(day=24, hour=16), contact_id=ada.pk, now=now)
    known = entered(client, firm, held(client))
    response = client.post(known, ZOE | {"both": "on"})
    assert response.status_code == 303
    with reading(firm):
        assert Appointment.objects.filter(contact=ada).count() == 2

    text = page(client, f"{link_in(page(client, response['Location']), 'move')}?day=2026-11-24")
    assert starts_in(text)[0] == "2026-11-24T17:00Z"
