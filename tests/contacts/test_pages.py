"""The list, one contact, a change in place."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Member, Organisation
from contacts import selectors
from contacts.models import Contact, ContactAddress
from contacts.services import records
from core.models import Event
from core.transactions import reading
from tests.factories import contacts as make
from tests.factories import conversations

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}


def fresh(contact: Contact) -> Contact:
    """Read a contact as it stands now."""
    with reading(contact.organisation_id):
        return Contact.objects.of(contact.organisation_id).get(pk=contact.pk)


def test_the_list_shows_people_by_name_and_how_they_are_reached(
    lena: Contact, phone: ContactAddress, alice: Member, now: datetime, client_for: ClientFor
) -> None:
    make.contact(by=alice, now=now, name="adam Sorensen")

    page = client_for(alice).get(reverse("contacts:list")).content.decode()

    assert page.index("adam Sorensen") < page.index("Lena Ortiz")
    assert "(602) 555-0134" in page


@pytest.mark.parametrize(
    "words", ["lena", "ortiz", "602 555 0134", "+1 (602) 555-0134", "5550134", "lena@example.com"]
)
def test_search_finds_by_name_number_and_e_mail(
    words: str, lena: Contact, phone: ContactAddress, alice: Member, now: datetime, client_for: ClientFor
) -> None:
    make.address(by=alice, contact=lena, now=now, value="Lena@Example.com")
    make.contact(by=alice, now=now, name="Tomas Wieland")

    answer = client_for(alice).get(reverse("contacts:search"), {"q": words}, headers=HTMX)

    assert "Lena Ortiz" in answer.content.decode()
    assert "Tomas" not in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "nunez", "NÚÑEZ", "núñez ana", "ana nunez", "Núñez, Ana", "an nun", "a n", "isa", "halvorsen",
        "5501", "602 55", "(55) 013", "0134", "+16025550134", "1-602-555-0134", "nunez.law", "@ex", "ana@",
    ],
)  # fmt: skip
def test_search_takes_words_in_any_order_without_accents_and_any_part_of_an_address(
    words: str, alice: Member, now: datetime
) -> None:
    ana = make.contact(
        by=alice, now=now, name="Ana Núñez", middle_name="Isabel", company_name="Halvørsen & Sons"
    )
    make.address(by=alice, contact=ana, now=now, value="+16025550134")
    make.address(by=alice, contact=ana, now=now, value="Ana@example.com")
    make.address(by=alice, contact=ana, now=now, value="ana@nunez.law.example")
    other = make.contact(by=alice, now=now, name="Bertrand Wieland")
    make.address(by=alice, contact=other, now=now, value="+16232221777")

    with reading(alice.organisation_id):
        found = selectors.find_ids(words=words)

    assert found == [ana.pk]


@pytest.mark.parametrize("words", ["nunez ortiz", "unez a b", "602", "134", "ez", "", "%", "_", "\\"])
def test_search_finds_nobody_by_words_that_are_not_all_theirs(
    words: str, alice: Member, now: datetime
) -> None:
    ana = make.contact(by=alice, now=now, name="Ana Núñez")
    make.address(by=alice, contact=ana, now=now, value="+16025550134")

    with reading(alice.organisation_id):
        assert selectors.find_ids(words=words) == []


def test_search_gives_the_whole_name_first_then_how_it_begins(alice: Member, now: datetime) -> None:
    names = ["Bea Anaya", "Anabel Cruz", "Ana"]
    made = {name: make.contact(by=alice, now=now, name=name).pk for name in names}

    with reading(alice.organisation_id):
        assert selectors.find_ids(words="aña") == [made["Ana"], made["Anabel Cruz"], made["Bea Anaya"]]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "%"},
        {"q": "\x00\\_'"},
        {"q": "x" * 5000},
        {"lifecycle": "NOPE", "owner": "x", "sort": "?"},
        {"after": "x", "key": "\x00"},
        {"sort": "newest", "after": "01a20165-a9e1-716e-8642-b0897cc829ee", "key": "yesterday"},
    ],
)
def test_a_strange_query_is_no_error(
    query: dict[str, str], lena: Contact, alice: Member, client_for: ClientFor
) -> None:
    assert client_for(alice).get(reverse("contacts:list"), query).status_code == 200


def test_filters_keep_what_fits(
    lena: Contact, alice: Member, bob: Member, now: datetime, client_for: ClientFor
) -> None:
    make.contact(by=alice, now=now, name="Tomas Wieland", lifecycle="CLIENT", owner_id=bob.pk)
    client = client_for(alice)

    for query, found in (
        ({"lifecycle": "CLIENT"}, "Tomas"),
        ({"owner": str(bob.pk)}, "Tomas"),
        ({"tag": "Family"}, "Lena"),
    ):
        page = client.get(reverse("contacts:search"), query, headers=HTMX).content.decode()
        assert found in page
        assert ("Lena" if found == "Tomas" else "Tomas") not in page


@pytest.mark.parametrize("sort", ["name", "newest"])
def test_pages_neither_skip_nor_repeat(
    sort: str, alice: Member, now: datetime, monkeypatch: pytest.MonkeyPatch, client_for: ClientFor
) -> None:
    monkeypatch.setattr(selectors.people, "PAGE", 3)
    names = ["Ann A", "Ann A", "Ann A", "Ann A", "bea B", "Cyd C", "Dan D"]
    made = {make.contact(by=alice, now=now, name=name).pk for name in names}
    query = selectors.ContactQuery(sort=sort)
    seen, after = [], None

    with reading(alice.organisation_id):
        while True:
            page = selectors.list_contacts(member=alice, query=query, after=after)
            seen += [row.pk for row in page.contacts]
            after = page.next
            if after is None:
                break

    assert len(seen) == len(made)
    assert set(seen) == made


def test_as_many_statements_for_twenty_contacts_as_for_one(
    lena: Contact, phone: ContactAddress, alice: Member, now: datetime, client_for: ClientFor
) -> None:
    client = client_for(alice)
    client.get(reverse("contacts:list"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(reverse("contacts:list"))
    for number in range(19):
        another = make.contact(by=alice, now=now, name=f"Person {number}", owner_id=alice.pk)
        make.address(by=alice, contact=another, now=now, value=f"+1602555{number:04}")
    with CaptureQueriesContext(connection) as many:
        page = client.get(reverse("contacts:list")).content.decode()

    assert "Person 18" in page
    assert len(many) == len(few)


def test_as_many_statements_for_twenty_entries_as_for_one(
    organisation: Organisation, alice: Member, now: datetime, client_for: ClientFor
) -> None:
    conversations.line(organisation=organisation)
    opened = conversations.conversation(organisation=organisation, now=now, sender="+16025550134")
    client = client_for(alice)
    url = reverse("contacts:contact", args=[opened.contact_id])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(19):
        conversations.text_in(
            organisation=organisation, now=now, sender="+16025550134", text=f"Number {number}"
        )
    with CaptureQueriesContext(connection) as many:
        page = client.get(url).content.decode()

    assert "Number 18" in page
    assert len(many) == len(few)


def test_the_timeline_goes_on_where_the_page_ends(
    organisation: Organisation, alice: Member, now: datetime, client_for: ClientFor
) -> None:
    conversations.line(organisation=organisation)
    for number in range(40):
        got = conversations.text_in(
            organisation=organisation, now=now, sender="+16025550134", text=f"Said {number:02}."
        )
    opened = conversations.fresh(organisation=organisation, conversation_id=got.conversation_id)
    client = client_for(alice)
    page = client.get(reverse("contacts:contact", args=[opened.contact_id])).content.decode()
    older = page.split('hx-get="')[-1].split('"')[0].replace("&amp;", "&")

    rest = client.get(older, headers=HTMX).content.decode()

    said = [f"Said {number:02}." for number in range(40)]
    assert "/timeline/" in older
    assert all((text in page) != (text in rest) for text in said)
    assert said[39] in page
    assert said[0] in rest


def test_a_new_contact_with_its_number(alice: Member, client_for: ClientFor) -> None:
    form = {
        "kind": "PERSON",
        "first_name": "Lena",
        "last_name": "Ortiz",
        "lifecycle": "LEAD",
        "tags": "a, b,a",
    }
    client = client_for(alice)

    answer = client.post(reverse("contacts:new"), form | {"address-value": "602 555 0134"}, follow=True)

    page = answer.content.decode()
    assert "(602) 555-0134" in page
    assert "Lena Ortiz is added." in page
    assert client.post(reverse("contacts:new"), form | {"address-value": "123"}).status_code == 422
    assert client.post(reverse("contacts:new"), {"kind": "PERSON", "lifecycle": "LEAD"}).status_code == 422


def test_a_new_contact_whose_address_is_refused_is_not_kept(alice: Member, client_for: ClientFor) -> None:
    form = {"kind": "PERSON", "first_name": "Lena", "lifecycle": "LEAD", "address-value": "anonymous"}

    answer = client_for(alice).post(reverse("contacts:new"), form)

    assert answer.status_code == 422
    assert "A withheld number belongs to nobody." in answer.content.decode()
    with reading(alice.organisation_id):
        assert not Contact.objects.of(alice.organisation_id).exists()


def test_a_change_in_place(lena: Contact, alice: Member, client_for: ClientFor) -> None:
    url = reverse("contacts:edit", args=[lena.pk])
    client = client_for(alice)
    form = {"kind": "PERSON", "first_name": "Elena", "lifecycle": "CLIENT", "version": lena.version}

    assert 'name="version" value="1"' in client.get(url, headers=HTMX).content.decode()
    answer = client.post(url, form, headers=HTMX)

    assert answer.status_code == 200
    assert 'id="details"' in answer.content.decode()
    assert fresh(lena).display_name == "Elena"
    assert fresh(lena).version == 2
    with reading(lena.organisation_id):
        assert Event.objects.filter(name="contacts.contact_changed").count() == 1


def test_who_saves_second_sees_what_the_first_wrote_and_loses_nothing(
    lena: Contact, alice: Member, bob: Member, now: datetime, client_for: ClientFor
) -> None:
    records.change_contact(
        by=bob, contact_id=lena.pk, values={"first_name": "Helena"}, version=lena.version, now=now
    )
    form = {"kind": "PERSON", "first_name": "Elena", "lifecycle": "CLIENT", "version": lena.version}
    client = client_for(alice)
    url = reverse("contacts:edit", args=[lena.pk])

    answer = client.post(url, form, headers=HTMX)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Elena"' in page
    assert "Now: Helena" in page
    assert fresh(lena).first_name == "Helena"
    assert 'name="version" value="2"' in page
    assert client.post(url, form | {"version": 2}, headers=HTMX).status_code == 200
    assert fresh(lena).first_name == "Elena"
