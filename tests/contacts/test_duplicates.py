"""Contacts that may be one person: found, shown, decided, and left alone when they are two."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Member, Organisation
from contacts import ports
from contacts.domain.identity import Likeness, Person, keys_of, likenesses
from contacts.models import Contact, ContactKind, DuplicateSuggestion, SuggestionState
from contacts.selectors import duplicates as selectors
from contacts.services import duplicates, merging, records
from core.errors import NotFound
from core.transactions import reading
from tests.factories import accounts
from tests.factories import contacts as make

ClientFor = Callable[[Member], Client]
LENA = Person(
    given_name="Lena", surname="Ortiz", phones=("+16025550134",), emails=("lena.ortiz@example.com",)
)


def _judged(one: Person, other: Person, *, shared: frozenset[str] = frozenset(), common: int = 1) -> Likeness:
    counts = {"first:lena": common, "last:ortiz": common}
    return likenesses([(one, other)], known=1000, common=counts, shared=shared)[0]


def test_two_are_judged_by_what_is_known_of_them() -> None:
    phone = "+16025550134"
    same = _judged(LENA, Person(given_name="Lena", surname="Ortis", phones=("+16025550199", phone)))
    assert same.probability > 0.99
    assert not same.is_certain
    assert _judged(LENA, LENA).is_certain
    sister = _judged(LENA, Person(given_name="Marta", surname="Ortiz", phones=(phone,)))
    assert sister.probability < 0.5
    rare, usual = (
        _judged(
            Person(given_name="Lena", surname="Ortiz"),
            Person(given_name="Lena", surname="Ortiz"),
            common=count,
        )
        for count in (1, 60)
    )
    assert rare.probability > 0.8 > usual.probability
    desk = _judged(
        Person(given_name="Lena", surname="Ortiz", phones=(phone,)),
        Person(given_name="Leona", surname="Ortega", phones=(phone,)),
        shared=frozenset({phone}),
    )
    assert desk.probability < 0.5
    father, son = replace(LENA, generation="Sr."), replace(LENA, generation="Jr.")
    assert _judged(father, LENA).is_certain
    assert not _judged(father, son).is_certain


def test_a_day_of_birth_and_the_post_address_tell_namesakes_apart() -> None:
    at_home = {"birth_date": "1990-03-14", "street": "12 Elm St", "town": "Mesa", "postcode": "85201"}
    one = Person(given_name="Lena", surname="Ortiz", **at_home)
    same = _judged(one, replace(one, given_name="Lenna"), common=60)
    assert same.probability > 0.99
    other = replace(one, birth_date="1961-02-03", street="77 Oak Ave", town="Yuma", postcode="85364")
    assert _judged(one, other, common=60).probability < 0.5
    assert not _judged(one, replace(one, birth_date="1961-02-03")).is_certain


@pytest.mark.parametrize(
    "other",
    [
        Person(given_name="Lena", surname="Oritz"),
        Person(given_name="Ortiz", surname="Lena"),
        Person(given_name="L.", surname="Ortiz"),
        Person(given_name="Somebody", phones=("602 555 0134",)),
        Person(surname="Else", emails=("LENA.ORTIZ@example.com",)),
    ],
)
def test_duplicates_share_a_key(other: Person) -> None:
    assert {key for key in keys_of(LENA) & keys_of(other) if not key.startswith(("first:", "last:"))}


@pytest.mark.django_db
def test_what_changed_is_compared_once_and_decided_for_good(
    organisation: Organisation, alice: Member, now: datetime
) -> None:
    lena = make.contact(by=alice, now=now, name="Lena Featherstone")
    again = make.contact(by=alice, now=now, name="Lena Fetherstone")
    other = make.contact(by=alice, now=now, name="Tomas Wieland")
    firm = records.create_contact(
        by=alice, values={"kind": ContactKind.COMPANY, "company_name": "Featherstone"}, now=now
    )
    assert duplicates.sweep(organisation=organisation.pk, now=now.replace(year=2000)) == 0
    assert make.found_duplicates(by=alice) == 4
    assert make.found_duplicates(by=alice) == 0

    [found] = _open(alice)
    assert {found.first_id, found.second_id} == {lena.pk, again.pk}
    assert firm.pk not in {found.first_id, found.second_id}

    # What no longer holds is taken back, and comes again with the name.
    _rename(alice, again, "Wilhelmina", "Krause", now)
    assert make.found_duplicates(by=alice) == 1
    assert not _open(alice)
    _rename(alice, again, "Lena", "Featherstone", now)
    make.found_duplicates(by=alice)
    [found] = _open(alice)

    duplicates.decide_distinct(by=alice, suggestion_id=found.pk, now=now)
    _rename(alice, again, "Lena", "Fetherstone", now)
    make.found_duplicates(by=alice)
    assert not _open(alice)
    with pytest.raises(NotFound):
        duplicates.decide_distinct(by=alice, suggestion_id=other.pk, now=now)


def _rename(by: Member, contact: Contact, first: str, last: str, now: datetime) -> None:
    values = {"first_name": first, "last_name": last}
    records.change_contact(by=by, contact_id=contact.pk, values=values, version=None, now=now)


def _open(member: Member) -> list[DuplicateSuggestion]:
    with reading(member.organisation_id):
        return selectors.list_suggestions(member=member, now=timezone.now())


@pytest.mark.django_db
def test_a_merge_decides_and_its_undoing_means_two_people(alice: Member, now: datetime) -> None:
    found = make.suggestion(by=alice, now=now)
    merge = merging.merge_contacts(by=alice, keep_id=found.first_id, absorb_id=found.second_id, now=now)
    assert _state(found) == SuggestionState.MERGED
    merging.unmerge_contacts(by=alice, contact_id=found.first_id, merge_id=merge.pk, now=now)
    assert _state(found) == SuggestionState.DISTINCT
    make.found_duplicates(by=alice)
    assert not _open(alice)


def _state(row: DuplicateSuggestion) -> str:
    with reading(row.organisation_id):
        return DuplicateSuggestion.objects.of(row.organisation_id).get(pk=row.pk).state


@pytest.mark.django_db
def test_what_another_app_keeps_apart_is_neither_shown_nor_merged(alice: Member, now: datetime) -> None:
    found = make.suggestion(by=alice, now=now)
    assert _open(alice)
    ports.register_merge_veto("test", lambda pair: "A wall stands between them." if pair.by == alice else "")
    try:
        assert not _open(alice)
        with pytest.raises(merging.MergeForbidden, match="A wall stands"):
            merging.merge_contacts(by=alice, keep_id=found.first_id, absorb_id=found.second_id, now=now)
    finally:
        ports.withdraw_merge_veto("test")
    merging.merge_contacts(by=alice, keep_id=found.first_id, absorb_id=found.second_id, now=now)


@pytest.mark.django_db
def test_pairs_are_decided_on_a_page(
    organisation: Organisation, alice: Member, now: datetime, client_for: ClientFor
) -> None:
    first, second = (
        make.suggestion(by=alice, now=now),
        make.suggestion(by=alice, now=now, name="Ottilie Brandauer"),
    )
    client, address = client_for(alice), reverse("contacts:duplicates")
    page = client.get(address).content.decode()
    assert "Quentin Featherstone" in page
    assert "Ottilie Brandauer" in page
    assert "Last name: the same" in page
    assert "2 pairs" in page
    contact = client.get(reverse("contacts:contact", args=[first.first_id])).content.decode()
    assert "May be the same person as Quentin Featherstone" in contact

    both = client.get(
        reverse("contacts:merge", args=[first.first_id]), {"with": str(first.second_id), "review": "1"}
    )
    assert 'name="review"' in both.content.decode()
    told = client.post(
        reverse("contacts:merge", args=[first.first_id]), {"other": str(first.second_id), "review": "1"}
    )
    assert told.headers["Location"] == address
    client.post(reverse("contacts:duplicate_distinct", args=[second.pk]))
    page = client.get(address).content.decode()
    assert "Nothing to decide" in page

    viewer = accounts.member(organisation=organisation, name="Vera Lang", role="READ_ONLY")
    make.suggestion(by=alice, now=now, name="Ulrike Anzengruber")
    page = client_for(viewer).get(address).content.decode()
    assert "Ulrike Anzengruber" in page
    assert "They are two people" not in page


@pytest.mark.django_db
def test_who_is_known_is_shown_before_they_are_added_again(
    alice: Member, now: datetime, client_for: ClientFor
) -> None:
    known = make.contact(by=alice, now=now, name="Lena Featherstone")
    make.address(by=alice, contact=known, now=now)
    client, address = client_for(alice), reverse("contacts:new")
    typed = {
        "kind": "PERSON", "lifecycle": "LEAD", "first_name": "Lena", "last_name": "Featherstone",
        "address-value": "602 555 0134",
    }  # fmt: skip
    # Somebody with the number is found at once, by name once beat has been there.
    asked = client.post(address, typed)
    assert asked.status_code == 409
    page = asked.content.decode()
    assert reverse("contacts:contact", args=[known.pk]) in page
    assert "Phone: the same" in page
    assert (
        client.post(address, typed | {"first_name": "Ignatius", "last_name": "Zuckerman"}).status_code == 302
    )
    make.found_duplicates(by=alice)
    by_name = typed | {"address-value": "", "first_name": "Lenna"}
    assert client.post(address, by_name).status_code == 409
    assert client.post(address, by_name | {"anyway": "1"}).status_code == 302
