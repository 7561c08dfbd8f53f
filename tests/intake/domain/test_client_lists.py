"""Rows of client lists as other programs write them, read without a database."""

from datetime import date

import pytest

from intake.domain.client_lists import (
    RELATIONS,
    ROLES,
    STATUSES,
    ClientRow,
    ListFault,
    ListRowWrong,
    read_client_row,
    status_after,
)
from intake.models import MatterStatus, PartyRole, RelationKind
from intake.presenters.client_lists import FIELDS, HEADINGS, SENTENCES

TODAY = date(2026, 3, 2)


def read(*, label: str = "", has_roles: bool = True, **values: str) -> ClientRow:
    """Read a row of a client, or of whatever `values` say."""
    return read_client_row(
        {"name": "Ana Lund", "role": "client", **values},
        line=2,
        label=label,
        has_roles=has_roles,
        today=TODAY,
    )


def test_every_word_means_something_the_product_knows() -> None:
    assert {role for role, _status in ROLES.values()} == set(PartyRole.values)
    assert {status for _role, status in ROLES.values()} - {""} <= set(MatterStatus.values)
    assert set(STATUSES.values()) == set(MatterStatus.values)
    assert set(RELATIONS.values()) == set(RelationKind.values)
    assert set(SENTENCES) == set(ListFault)
    assert set(FIELDS) == set(HEADINGS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Former-Client", ("CLIENT", "CLOSED")),
        ("opposing_counsel", ("COUNSEL", "")),
        ("PNC", ("PROSPECT", "INQUIRY")),
        ("Declined", ("PROSPECT", "DECLINED")),
        ("Parte contraria", ("ADVERSE", "")),
    ],
)
def test_roles_are_read_however_they_are_spelt(typed: str, meant: tuple[str, str]) -> None:
    row = read(role=typed)

    assert (row.role, row.status) == meant


def test_a_list_without_roles_is_one_of_clients() -> None:
    row = read_client_row({"name": "Ana Lund"}, line=2, label="", has_roles=False, today=TODAY)

    assert (row.role, row.status, row.kind) == ("CLIENT", "OPEN", "PERSON")


@pytest.mark.parametrize(
    ("name", "kind", "meant"),
    [
        ("Redwing Paving LLC", "", "COMPANY"),
        ("Hale & Ortiz", "", "COMPANY"),
        ("Maria de Sa", "", "PERSON"),
        ("Acme", "organization", "COMPANY"),
    ],
)
def test_companies_are_told_from_people(name: str, kind: str, meant: str) -> None:
    assert read(name=name, kind=kind).kind == meant


@pytest.mark.parametrize(
    ("values", "fault", "field"),
    [
        ({"name": ""}, ListFault.NAME_NEEDED, "name"),
        ({"name": "x" * 301}, ListFault.CELL_TOO_LONG, "name"),
        ({"aliases": f"Bo Li|{'x' * 301}"}, ListFault.CELL_TOO_LONG, "aliases"),
        ({"matter_id": "9" * 25}, ListFault.CELL_TOO_LONG, "matter_id"),
        ({"kind": "ship"}, ListFault.KIND_UNKNOWN, "kind"),
        ({"dob": "31/31/1980"}, ListFault.DOB_WRONG, "dob"),
        ({"dob": "2027-01-01"}, ListFault.DOB_WRONG, "dob"),
        ({"opened": "soon"}, ListFault.DAY_WRONG, "opened"),
        ({"role": ""}, ListFault.ROLE_NEEDED, "role"),
        ({"role": "cousin"}, ListFault.ROLE_UNKNOWN, "role"),
        ({"status": "sleeping"}, ListFault.STATUS_UNKNOWN, "status"),
        ({"relation": "boss", "related_to": "7"}, ListFault.RELATION_UNKNOWN, "relation"),
        ({"party_id": "7", "related_to": "7"}, ListFault.RELATED_SELF, "related_to"),
    ],
)
def test_what_is_wrong_names_its_column(values: dict[str, str], fault: ListFault, field: str) -> None:
    with pytest.raises(ListRowWrong) as raised:
        read(**values)

    assert (raised.value.fault, raised.value.field) == (fault, field)
    assert str(SENTENCES[fault]) % {"typed": raised.value.typed, "count": raised.value.count}


def test_the_same_row_has_the_same_key_and_another_list_its_own() -> None:
    assert read(party_id="7").key == read(party_id="7", name="Other").key
    assert read(party_id="7").key != read(party_id="7", label="Brought by Lou").key
    assert read(dob="1980-01-31", matter_id="A").key == read(dob="01/31/1980", matter_id="B").key
    assert read(matter_id="A").key != read(matter_id="B").key, "namesakes without a date are two people"


def test_a_matter_stands_as_its_clients_do_in_whatever_order_they_come() -> None:
    former, present, asked, other = (
        read(role=role) for role in ("former client", "client", "prospect", "adverse")
    )

    assert status_after(now="", has_client=False, row=other) == "OPEN"
    assert status_after(now="OPEN", has_client=False, row=former) == "CLOSED"
    assert status_after(now="CLOSED", has_client=True, row=other) == "CLOSED"
    assert status_after(now="CLOSED", has_client=True, row=present) == "OPEN"
    assert status_after(now="OPEN", has_client=True, row=former) == "OPEN"
    assert status_after(now="OPEN", has_client=False, row=asked) == "INQUIRY"
    assert status_after(now="CLOSED", has_client=True, row=asked) == "CLOSED"
    assert status_after(now="OPEN", has_client=True, row=read(status="closed")) == "CLOSED"
