"""Every address of contacts: who gets in, who does not, by which method."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Member
from contacts.models import Contact, ContactAddress
from core.ids import new_id
from tests.factories import contacts as make

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Member], Client]
LISTS = ("list", "search", "export")
ADDRESS_ACTS = ("address_edit", "address_remove", "consent")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def listed(alice: Member) -> UUID:
    """An uploaded list."""
    return make.listed(by=alice, content=b"Name\nLena Ortiz\n").pk


def urls(lena: Contact, phone: ContactAddress, listed: UUID) -> dict[str, str]:
    """Address everything that belongs to the firm."""
    of_contact = {
        name: reverse(f"contacts:{name}", args=[lena.pk])
        for name in ("contact", "edit", "timeline", "address_add")
    }
    of_address = {name: reverse(f"contacts:{name}", args=[lena.pk, phone.pk]) for name in ADDRESS_ACTS}
    of_import = {
        name: reverse(f"contacts:{name}", args=[listed])
        for name in ("import", "import_start", "import_progress", "import_errors")
    }
    return of_contact | of_address | of_import


def test_another_organisation_finds_nothing(
    lena: Contact, phone: ContactAddress, listed: UUID, mallory: Member, client_for: ClientFor
) -> None:
    client = client_for(mallory)
    posted = {*ADDRESS_ACTS, "address_add", "import_start"}

    for name, url in urls(lena, phone, listed).items():
        form = {"value": "(602) 555-0199", "column-0": "name"}
        answer = client.post(url, form, headers=HTMX) if name in posted else client.get(url, headers=HTMX)
        assert answer.status_code == 404, name
    assert "Lena" not in client.get(reverse("contacts:list")).content.decode()
    assert client.post(reverse("contacts:edit", args=[lena.pk]), {"first_name": "Eve"}).status_code == 404


def test_read_only_reads_and_changes_nothing(
    lena: Contact, phone: ContactAddress, listed: UUID, rae: Member, client_for: ClientFor
) -> None:
    client = client_for(rae)
    found = urls(lena, phone, listed)

    for name in (*ADDRESS_ACTS, "address_add", "edit", "import_start"):
        assert client.post(found[name]).status_code == 403, name
    for name in ("new", "imports"):
        assert client.post(reverse(f"contacts:{name}")).status_code == 403, name
    for name in ("contact", "timeline", "import"):
        assert client.get(found[name], headers=HTMX).status_code == 200, name
    page = client.get(found["contact"]).content.decode()
    assert found["edit"] not in page
    assert found["consent"] not in page
    assert client.get(reverse("contacts:export")).status_code == 403


def test_acts_are_posted_and_pages_are_read(
    lena: Contact, phone: ContactAddress, listed: UUID, alice: Member, client_for: ClientFor
) -> None:
    client = client_for(alice)
    found = urls(lena, phone, listed)

    for name in (*ADDRESS_ACTS, "address_add", "import_start"):
        assert client.get(found[name]).status_code == 405, name
    for name in ("contact", "timeline", "import", "import_progress", "import_errors"):
        assert client.post(found[name]).status_code == 405, name
    for name in LISTS:
        assert client.post(reverse(f"contacts:{name}")).status_code == 405, name
        assert client.get(reverse(f"contacts:{name}"), headers=HTMX).status_code == 200, name


@pytest.mark.parametrize("path", ["", "edit/", "timeline/", "addresses/"])
def test_a_malformed_id_is_no_address(path: str, alice: Member, client_for: ClientFor) -> None:
    assert client_for(alice).get(f"/contacts/not-an-id/{path}").status_code == 404


def test_what_was_never_there_is_not_found(alice: Member, lena: Contact, client_for: ClientFor) -> None:
    client = client_for(alice)

    assert client.get(reverse("contacts:contact", args=[new_id()])).status_code == 404
    for name in ADDRESS_ACTS:
        url = reverse(f"contacts:{name}", args=[lena.pk, new_id()])
        assert client.post(url).status_code == 404, name


def test_an_address_of_somebody_else_is_not_found_under_this_contact(
    alice: Member, lena: Contact, phone: ContactAddress, now: datetime, client_for: ClientFor
) -> None:
    other = make.contact(by=alice, now=now, name="Tomas Wieland")
    for name in ADDRESS_ACTS:
        url = reverse(f"contacts:{name}", args=[other.pk, phone.pk])
        assert client_for(alice).post(url).status_code == 404, name


@pytest.mark.parametrize("name", [*LISTS, "new", "imports"])
def test_without_a_session_one_logs_in(name: str, client: Client) -> None:
    answer = client.get(reverse(f"contacts:{name}"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
