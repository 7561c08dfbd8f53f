"""Contacts and their addresses over the API."""

from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member, Organisation
from contacts.domain.addresses import normalise
from contacts.services import record_consent
from core import clock
from core.transactions import tenant_transaction
from tests.api.conftest import Caller, expect_problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(api: Caller) -> dict[str, object]:
    """A contact made over the API."""
    made = api.post("contacts", {"first_name": "Ada", "last_name": "Quill", "tags": ["vip", "vip"]})
    assert made.status_code == 201, made.content
    assert made["ETag"] == '"v1"'
    return dict(made.json())


def test_a_contact_is_made_and_read(api: Caller, ada: dict[str, object]) -> None:
    assert ada["display_name"] == "Ada Quill"
    assert ada["tags"] == ["vip"]
    response = api.get(f"contacts/{ada['id']}")
    assert response.json() == ada
    assert api.get(f"contacts/{ada['id']}", If_None_Match='W/"v1", "v9"').status_code == 304


def test_a_contact_is_changed_only_as_it_was_read(api: Caller, ada: dict[str, object]) -> None:
    path = f"contacts/{ada['id']}"
    changed = api.call("PATCH", path, {"lifecycle": "CLIENT"}, If_Match='"v1"')
    assert changed.status_code == 200, changed.content
    assert changed["ETag"] == '"v2"'
    assert changed.json()["first_name"] == "Ada"
    expect_problem(api.call("PATCH", path, {"lifecycle": "LEAD"}, If_Match='"v1"'), 412)
    assert api.call("PATCH", path, {"preferred_name": "Addie"}).json()["display_name"] == "Addie Quill"
    assert api.call("PATCH", path, {"preferred_name": "Addie"}).json()["version"] == 3
    expect_problem(api.call("PATCH", path, {"first_name": "", "last_name": "", "preferred_name": ""}), 422)


def test_when_somebody_was_born_and_where_their_post_goes(api: Caller, ada: dict[str, object]) -> None:
    path = f"contacts/{ada['id']}"
    assert (ada["birth_date"], ada["street"]) == (None, "")
    sent = {"birth_date": "1990-03-14", "street": "12 Elm St", "postcode": "85201"}
    assert sent.items() <= api.call("PATCH", path, sent).json().items()
    # What is left out is left alone, and null takes the day out.
    assert api.call("PATCH", path, {"city": "Mesa"}).json()["street"] == "12 Elm St"
    assert api.get(path).json()["version"] == 3
    assert api.call("PATCH", path, {"birth_date": None}).json()["birth_date"] is None
    made = api.post("contacts", {"last_name": "Quill", "birth_date": "1961-02-03"}).json()
    assert api.get(f"contacts/{made['id']}").json()["birth_date"] == "1961-02-03"
    assert "birth_date" not in api.get("contacts").json()["items"][0]


@pytest.mark.parametrize(
    "body",
    [
        {"birth_date": "2199-01-01"}, {"birth_date": "14.3.1990"}, {"postcode": "1234567890123"},
        {"kind": "DOG"}, {"kind": 3}, {"first_name": 4}, {"first_name": "x" * 81}, {"tags": "vip"},
        {"tags": ["x"] * 13}, {"owner_id": "me"}, {"name": "Ada"}, {"language": "english"}, {"first_name": None},
    ],
)  # fmt: skip
def test_unusable_contacts(api: Caller, ada: dict[str, object], body: dict[str, object]) -> None:
    problem = expect_problem(api.post("contacts", {"last_name": "Quill"} | body), 400)
    assert next(iter(problem["errors"])).split(".")[0] == next(iter(body))
    expect_problem(api.call("PATCH", f"contacts/{ada['id']}", body), 400)


def test_a_nameless_contact_is_refused(api: Caller) -> None:
    expect_problem(api.post("contacts", {}), 422)


def test_an_owner_is_a_colleague(api: Caller, bob: Member, mallory: Member) -> None:
    assert api.post("contacts", {"first_name": "Ada", "owner_id": str(bob.pk)}).json()["owner_id"] == str(
        bob.pk
    )
    expect_problem(api.post("contacts", {"first_name": "Ada", "owner_id": str(mallory.pk)}), 404)


def test_filters(api: Caller, ada: dict[str, object]) -> None:
    api.post(f"contacts/{ada['id']}/addresses", {"kind": "PHONE", "value": "(602) 555-0188"})
    other = api.post("contacts", {"company_name": "Percent % Ltd", "lifecycle": "VENDOR"}).json()
    soon = quote((clock.now() + timedelta(hours=1)).isoformat())
    for query, found in (
        ("lifecycle=VENDOR", [other]),
        ("tag=vip", [ada]),
        ("q=quill", [ada]),
        ("q=5550188", [ada]),
        ("q=%25", [other]),
        (f"updated_since={soon}", []),
        ("limit=100", [other, ada]),
    ):
        ids = [item["id"] for item in api.get(f"contacts?{query}").json()["items"]]
        assert ids == [row["id"] for row in found], query
    for query in ("updated_since=yesterday", "lifecycle=X", "q=" + "x" * 101, "q=%00"):
        expect_problem(api.get(f"contacts?{query}"), 400)


def test_addresses(api: Caller, ada: dict[str, object], organisation: Organisation) -> None:
    path = f"contacts/{ada['id']}/addresses"
    made = api.post(path, {"kind": "PHONE", "value": "602 555 0188", "label": "mobile"}).json()
    assert made["value"] == "+16025550188"
    assert made["is_preferred"]
    assert not made["opted_out"]
    expect_problem(api.post(path, {"kind": "PHONE", "value": "+16025550188"}), 409)
    assert api.get(f"contacts/{ada['id']}")["ETag"] == '"v2"'
    email = api.post(path, {"kind": "EMAIL", "value": "Ada@Example.com", "is_preferred": True}).json()
    assert email["value"] == "ada@example.com"
    with tenant_transaction(organisation):
        record_consent(
            organisation_id=organisation.pk,
            address=normalise("+16025550188"),
            granted=False,
            evidence="KEYWORD",
            entry_id=None,
            member=None,
            now=clock.now(),
        )
    listed = {item["id"]: item for item in api.get(path).json()["items"]}
    assert listed[made["id"]]["opted_out"]
    assert not listed[made["id"]]["is_preferred"]
    assert api.call("DELETE", f"{path}/{made['id']}").status_code == 204
    expect_problem(api.call("DELETE", f"{path}/{made['id']}"), 404)
    assert [item["id"] for item in api.get(path).json()["items"]] == [email["id"]]


def test_two_holders_share_an_address(api: Caller, ada: dict[str, object]) -> None:
    other = api.post("contacts", {"first_name": "Ben"}).json()
    for contact in (ada, other):
        api.post(f"contacts/{contact['id']}/addresses", {"kind": "PHONE", "value": "602 555 0188"})
    for contact in (ada, other):
        (row,) = api.get(f"contacts/{contact['id']}/addresses").json()["items"]
        assert row["is_shared"]


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "PHONE", "value": "12"},
        {"kind": "WITHHELD", "value": "x"},
        {"kind": "EMAIL", "value": "a@"},
        {},
    ],
)
def test_unusable_addresses(api: Caller, ada: dict[str, object], body: dict[str, object]) -> None:
    expect_problem(api.post(f"contacts/{ada['id']}/addresses", body), 400)


def test_refusals(stranger: Caller, reader: Caller, ada: dict[str, object], somewhere: UUID) -> None:
    path = f"contacts/{ada['id']}"
    number = {"kind": "PHONE", "value": "602 555 0188"}
    for caller, status in ((stranger, 404), (reader, 403)):
        expect_problem(caller.call("PATCH", path, {"first_name": "x"}), status)
        expect_problem(caller.post(f"{path}/addresses", number), status)
        expect_problem(caller.call("DELETE", f"{path}/addresses/{somewhere}"), status)
    expect_problem(reader.post("contacts", {"first_name": "x"}), 403)
    assert reader.get(path).status_code == 200
    expect_problem(stranger.get(path), 404)
    expect_problem(stranger.get(f"{path}/addresses"), 404)
    assert stranger.get("contacts").json()["items"] == []
    expect_problem(Caller(secret="").post("contacts", {}), 401)
    expect_problem(reader.call("PUT", path, {}), 405)


def test_lists_cost_the_same_for_one_and_for_many(api: Caller, ada: dict[str, object]) -> None:
    path = f"contacts/{ada['id']}/addresses"
    costs: dict[str, list[int]] = {"contacts": [], path: []}
    for rows in (range(1), range(1, 20)):
        for number in rows:
            api.post(path, {"kind": "PHONE", "value": f"602 555 01{number:02d}"})
            api.post("contacts", {"first_name": f"Ben {number}"})
        for address, found in costs.items():
            with CaptureQueriesContext(connection) as captured:
                api.get(address)
            found.append(len(captured))
    assert all(one == many for one, many in costs.values()), costs
