"""How a contact is reached, what they allow, and that an address never makes two people."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Member, Organisation
from contacts import selectors
from contacts.domain.addresses import normalise
from contacts.models import Contact, ContactAddress
from contacts.services import record_consent, records, resolve_address
from contacts.services.addresses import CannotBeTexted, OnlyTheyAllow, change_address, say_consent
from core.errors import NotFound
from core.transactions import reading, tenant_transaction
from tests.factories import accounts
from tests.factories import contacts as make

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}
NUMBER = normalise("+16025550134")


def addresses(contact: Contact) -> list[ContactAddress]:
    """Read how a contact is reached now."""
    with reading(contact.organisation_id):
        return selectors.list_addresses(contact=contact)


def is_opted_out(contact: Contact) -> bool:
    """Read whether the number said no."""
    with reading(contact.organisation_id):
        return selectors.is_opted_out(
            organisation_id=contact.organisation_id, kind=NUMBER.kind, value=NUMBER.value
        )


def test_an_address_is_added_as_typed(lena: Contact, alice: Member, client_for: ClientFor) -> None:
    url = reverse("contacts:address_add", args=[lena.pk])

    answer = client_for(alice).post(url, {"value": "602.555.0134", "label": "Mobile"}, headers=HTMX)

    assert 'id="reach"' in answer.content.decode()
    assert [(row.value, row.label, row.is_preferred) for row in addresses(lena)] == [
        ("+16025550134", "Mobile", True)
    ]


@pytest.mark.parametrize(
    ("value", "status"), [("123", 422), ("", 422), ("602 555 0134", 409), ("anonymous", 422)]
)
def test_an_address_that_cannot_be_added_stays_typed(
    value: str,
    status: int,
    lena: Contact,
    phone: ContactAddress,
    alice: Member,
    client_for: ClientFor,
) -> None:
    url = reverse("contacts:address_add", args=[lena.pk])
    client = client_for(alice)

    answer = client.post(url, {"value": value}, headers=HTMX)

    assert answer.status_code == status
    assert f'value="{value}"' in answer.content.decode() or not value
    assert client.post(url, {"value": value}).status_code == status
    assert len(addresses(lena)) == 1


def test_one_address_is_preferred(
    lena: Contact, phone: ContactAddress, alice: Member, now: datetime, client_for: ClientFor
) -> None:
    mail = make.address(by=alice, contact=lena, now=now, value="lena@example.com")
    url = reverse("contacts:address_edit", args=[lena.pk, mail.pk])

    client_for(alice).post(url, {"label": "Home", "is_preferred": "on", "is_shared": "on"}, headers=HTMX)

    first, second = addresses(lena)
    assert (first.pk, first.label, first.is_preferred, first.is_shared) == (mail.pk, "Home", True, True)
    assert not second.is_preferred


def test_an_address_is_taken_away(
    lena: Contact, phone: ContactAddress, alice: Member, client_for: ClientFor
) -> None:
    url = reverse("contacts:address_remove", args=[lena.pk, phone.pk])

    assert client_for(alice).post(url).status_code == 302
    assert addresses(lena) == []


def test_the_oldest_address_left_becomes_the_preferred_one(
    lena: Contact, phone: ContactAddress, alice: Member, now: datetime
) -> None:
    for value in ("lena@example.com", "+16025550135"):
        make.address(by=alice, contact=lena, now=now, value=value)

    records.remove_address(by=alice, contact_id=lena.pk, address_id=phone.pk, now=now)

    assert [(row.value, row.is_preferred) for row in addresses(lena)] == [
        ("lena@example.com", True), ("+16025550135", False),
    ]  # fmt: skip


def test_what_one_contact_is_left_with_is_shared_no_more(
    lena: Contact, phone: ContactAddress, alice: Member, now: datetime
) -> None:
    others = [make.contact(by=alice, now=now, name=name) for name in ("Tomas Wieland", "Ada Sorensen")]
    for other in others:
        make.address(by=alice, contact=other, now=now, value=phone.value)

    for other, is_shared in zip(others, (True, False), strict=True):
        [row] = addresses(other)
        records.remove_address(by=alice, contact_id=other.pk, address_id=row.pk, now=now)
        assert addresses(lena)[0].is_shared is is_shared


def test_who_shares_an_address_is_named(
    lena: Contact, phone: ContactAddress, alice: Member, now: datetime, client_for: ClientFor
) -> None:
    tomas = make.contact(by=alice, now=now, name="Tomas Wieland")
    make.address(by=alice, contact=tomas, now=now, value=phone.value)

    page = client_for(alice).get(reverse("contacts:contact", args=[lena.pk])).content.decode()

    assert "shared with Tomas Wieland" in page


def test_what_they_told_a_member_about_texts(
    lena: Contact, phone: ContactAddress, alice: Member, client_for: ClientFor
) -> None:
    url = reverse("contacts:consent", args=[lena.pk, phone.pk])
    client = client_for(alice)

    refused = client.post(
        url, {"granted": "0", "reason": "Said so at the desk"}, headers=HTMX
    ).content.decode()
    assert is_opted_out(lena)
    assert "no texts" in refused
    assert "Alice Hale wrote it down" in refused
    assert "Said so at the desk" in refused
    agreed = client.post(url, {"granted": "1", "reason": "Letter of 3 May"}, headers=HTMX).content.decode()
    assert not is_opted_out(lena)
    assert agreed.index("Letter of 3 May") < agreed.index("Said so at the desk")


@pytest.mark.parametrize("reason", ["", "  \x00 "])
def test_a_member_says_how_they_know(
    reason: str, lena: Contact, phone: ContactAddress, alice: Member, client_for: ClientFor
) -> None:
    url = reverse("contacts:consent", args=[lena.pk, phone.pk])

    answer = client_for(alice).post(url, {"granted": "0", "reason": reason}, headers=HTMX)

    assert answer.status_code == 422
    assert "Write how you know" in answer.content.decode()
    assert not is_opted_out(lena)


def test_a_member_cannot_take_their_stop_back(
    lena: Contact, phone: ContactAddress, alice: Member, now: datetime, client_for: ClientFor
) -> None:
    with tenant_transaction(alice.organisation_id):
        record_consent(
            organisation_id=alice.organisation_id,
            address=NUMBER,
            granted=False,
            evidence="KEYWORD",
            entry_id=None,
            member=None,
            now=now,
        )

    with pytest.raises(OnlyTheyAllow):
        say_consent(by=alice, address_id=phone.pk, granted=True, reason="Said so", now=now)

    assert is_opted_out(lena)
    page = client_for(alice).get(reverse("contacts:contact", args=[lena.pk])).content.decode()
    assert "Only they can change it." in page
    assert "By text" in page
    assert "They agreed" not in page


def test_no_text_reaches_an_e_mail_address(lena: Contact, alice: Member, now: datetime) -> None:
    mail = make.address(by=alice, contact=lena, now=now, value="lena@example.com")

    with pytest.raises(CannotBeTexted):
        say_consent(by=alice, address_id=mail.pk, granted=True, reason="Said so", now=now)


def test_another_organisation_changes_no_address(
    phone: ContactAddress, mallory: Member, now: datetime
) -> None:
    with pytest.raises(NotFound):
        change_address(
            by=mallory, address_id=phone.pk, label="x", is_preferred=False, is_shared=False, now=now
        )
    with pytest.raises(NotFound):
        say_consent(by=mallory, address_id=phone.pk, granted=True, reason="Said so", now=now)


@pytest.mark.django_db(transaction=True)
def test_simultaneous_first_messages_make_one_contact(now: datetime) -> None:
    firm: Organisation = accounts.organisation(name="Hale Ortiz Law", slug="hale-ortiz")
    gate = Barrier(2)

    def arrive(_number: int) -> bool:
        gate.wait()
        try:
            with tenant_transaction(firm):
                found = resolve_address(
                    organisation_id=firm.pk, address=NUMBER, profile_name="Lena", source="text", now=now
                )
            return found.is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(arrive, range(2))) == [False, True]
    with reading(firm):
        assert Contact.objects.of(firm).count() == 1
        assert ContactAddress.objects.of(firm).count() == 1
