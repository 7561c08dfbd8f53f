"""A client list read in: parties, matters and sides; nobody twice, and open checks look again."""

import re
from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Member, Role
from contacts import selectors as contacts
from contacts.models import ContactImport
from contacts.services import imports
from core.events import from_row
from core.models import Event
from core.transactions import reading
from intake.domain.clearance.states import CheckState
from intake.events import PartiesListed
from intake.handlers import look_again_at_list
from intake.models import (
    ListedParty,
    Matter,
    MatterParty,
    Party,
    PartyIdentifier,
    PartyName,
    PartyRelation,
)
from tests.factories import contacts as make
from tests.factories import matters as law

LIST = """Client ID,Type,Client Name,AKA,DOB,Relationship,Matter,Mobile,Relation,Related to
1,person,Imani Okafor,Immy Okafor|Imani Bell,1984-05-06,client,A-1,602-555-0134,,
2,company,Redwing Paving LLC d/b/a Copper Road,,,adverse,A-1,,,
3,person,Tobias Renner,,,director of Redwing,A-1,,,
4,person,Tobias Renner,,,related,A-1,,director,2
5,person,Greta Holm,,,former client,A-2,,spouse,6
6,person,Sven Holm,,31.31.1980,adverse,A-2,,,
7,person,???,,,client,A-3,,,
1,person,Imani Okafor,,,former client,A-4,12,,
1,person,Imani Okafor,,,former client,A-4,,,
9,person,Paz Ortega,,,prospective,,,,
"""


def read_in(by: Member, content: str, now: datetime, *, label: str = "") -> ContactImport:
    """Upload a list with the columns as guessed and read it in."""
    listed = make.listed(by=by, content=content.encode(), kind="CLIENTS")
    fields = [listed.columns.get(str(place), "") for place in range(len(listed.headings))]
    imports.start_import(by=by, import_id=listed.pk, fields=fields, label=label, now=now)
    imports.import_batch(organisation=by.organisation_id, import_id=listed.pk, now=now)
    with reading(by.organisation_id):
        return contacts.get_import(member=by, import_id=listed.pk)


def counted(by: Member) -> list[int]:
    """Count what a list makes."""
    tables = (Party, PartyName, PartyIdentifier, PartyRelation, Matter, MatterParty, ListedParty)
    with reading(by.organisation_id):
        return [table.objects.of(by.organisation_id).count() for table in tables]


def test_a_list_becomes_parties_and_matters_once(alice: Member, now: datetime) -> None:
    done = read_in(alice, LIST, now)

    assert (done.state, done.done, done.mistake_count) == ("DONE", 10, 5)
    with reading(alice.organisation_id):
        wrong = [(one.line, one.fault, one.column) for one in contacts.list_mistakes(listed=done, most=50)]
        matters = {row.number: (row.title, row.status) for row in Matter.objects.of(alice.organisation_id)}
        parts = MatterParty.objects.of(alice.organisation_id).filter(matter__number="A-1")
        sides = set(parts.values_list("party__display_name", "role", "side"))
        imani = Party.objects.of(alice.organisation_id).get(display_name="Imani Okafor")
        names = set(imani.names.values_list("raw", flat=True))
        [relation] = PartyRelation.objects.of(alice.organisation_id)
        listing = ListedParty.objects.of(alice.organisation_id).get(party=imani)
    assert wrong == [
        (4, "ROLE_UNKNOWN", 5),
        (6, "RELATED_MISSING", 9),
        (7, "DOB_WRONG", 4),
        (8, "NAME_UNREADABLE", 2),
        (9, "PHONE_WRONG", 7),
    ]
    assert matters == {
        "A-1": ("Imani Okafor", "OPEN"),
        "A-2": ("Greta Holm", "CLOSED"),
        "A-4": ("Imani Okafor", "CLOSED"),
        "LIST-1001": ("Paz Ortega", "INQUIRY"),
    }
    assert sides == {
        ("Imani Okafor", "CLIENT", "OURS"),
        ("Redwing Paving LLC d/b/a Copper Road", "ADVERSE", "THEIRS"),
        ("Tobias Renner", "RELATED", "NEUTRAL"),
    }
    assert names == {"Imani Okafor", "Immy Okafor", "Imani Bell"}
    assert relation.kind == "DIRECTOR"
    assert (listing.listed_id, listing.line) == (done.pk, 2)
    assert done.member_id == alice.pk

    before = counted(alice)
    again = read_in(alice, LIST, now)
    assert (again.created_count, again.mistake_count, counted(alice)) == (0, 5, before), (
        "nobody is taken for somebody else the second time"
    )


def test_another_list_numbers_people_as_it_likes(alice: Member, now: datetime) -> None:
    read_in(alice, "Client ID,Name,DOB\n1,Imani Okafor,1984-05-06\n", now)
    other = "Client ID,Name,DOB,AKA\n1,Bo Larsen,,\n1,Imani Okafor,1990-01-01,\n1,Imani Bell,,Imani Okafor\n"

    mixed = read_in(alice, other, now)
    apart = read_in(alice, other.splitlines()[0] + "\n1,Bo Larsen,,\n", now, label="Brought by Lou")

    assert (mixed.created_count, mixed.updated_count, mixed.mistake_count) == (0, 1, 2)
    assert (apart.created_count, apart.mistake_count) == (1, 0)
    with reading(alice.organisation_id):
        sources = PartyName.objects.of(alice.organisation_id).filter(raw="Bo Larsen")
        assert [row.source for row in sources] == ["Brought by Lou"]


def test_a_relation_to_somebody_further_down_is_made_at_the_end(alice: Member, now: datetime) -> None:
    heading = "Client ID,Client Name,Role,Matter,Status,Relation,Related to\n"
    forward = "1,Imani Okafor,client,A-1,closed,spouse,300\n2,Sven Holm,client,A-2,,spouse,999\n"
    between = "".join(f"{number},Petra Quandt {number},witness,A-9,,,\n" for number in range(3, 300))
    last = "300,Tobias Renner,adverse,A-1,open,,\n"
    listed = make.listed(by=alice, content=f"{heading}{forward}{between}{last}".encode(), kind="CLIENTS")
    fields = [listed.columns.get(str(place), "") for place in range(len(listed.headings))]
    imports.start_import(by=alice, import_id=listed.pk, fields=fields, now=now)

    told = []
    for part in range(3):
        imports.import_batch(organisation=alice.organisation_id, import_id=listed.pk, now=now)
        with reading(alice.organisation_id):
            listed = contacts.get_import(member=alice, import_id=listed.pk)
        told.append((listed.state, listed.done, listed.created_count, listed.mistake_count))
        if part == 1:
            # Whoever stops here goes on with what is left.
            imports.stop_import(by=alice, import_id=listed.pk, now=now)
            imports.resume_import(by=alice, import_id=listed.pk, now=now)

    assert told == [("RUNNING", 200, 198, 2), ("RUNNING", 300, 298, 2), ("DONE", 300, 299, 1)]
    with reading(alice.organisation_id):
        [relation] = PartyRelation.objects.of(alice.organisation_id)
        [mistake] = contacts.list_mistakes(listed=listed, most=9)
        matter = Matter.objects.of(alice.organisation_id).get(number="A-1")
        assert (relation.source_party.display_name, relation.kind) == ("Imani Okafor", "SPOUSE")
        assert relation.target_party.display_name == "Tobias Renner"
    assert (mistake.line, mistake.fault, mistake.cells[1]) == (3, "RELATED_MISSING", "Sven Holm")
    assert matter.status == "OPEN", "what an earlier row says of a matter is not said once more"


def test_what_a_list_knows_is_fetched_by_keys_alone(alice: Member, now: datetime) -> None:
    read_in(alice, LIST, now)

    with CaptureQueriesContext(connection) as asked:
        read_in(alice, LIST, now)

    # A join planned while statistics lag behind the list goes through the whole firm for each row.
    tables = r'FROM "intake_(listedparty|partyname|partyidentifier|partyrelation|matter|matterparty|party)"'
    loading = [one["sql"] for one in asked.captured_queries if re.search(tables, one["sql"])]
    assert len(loading) >= 7
    assert [sql for sql in loading if " JOIN " in sql or "(SELECT" in sql] == []


def test_whoever_a_list_brings_is_searched_for_in_open_checks(alice: Member, now: datetime) -> None:
    waiting = law.opened(by=alice, now=now)
    joined = law.opened(by=alice, now=now, client="Paz Ortega", against="Vera Blum")
    before = law.check_of(waiting).seq, law.check_of(joined).seq
    assert law.check_of(waiting).state == CheckState.CLEAR_PENDING

    read_in(alice, f"Name,Role,Matter\nTobias Renner,client,B-1\nSven Holm,adverse,{joined.number}\n", now)
    with reading(alice.organisation_id):
        fact = from_row(Event.objects.get(name=PartiesListed.name))
    for _twice in range(2):
        look_again_at_list(fact, organisation_id=alice.organisation_id, now=now)

    check, other = law.check_of(waiting), law.check_of(joined)
    assert check.state == CheckState.POTENTIAL, "the other side is a client of the list"
    assert [row.hit.run.trigger for row in law.hits_of(check)] == ["NEWS"]
    assert other.seq > before[1]
    with reading(alice.organisation_id):
        assert other.runs.latest("number").trigger == "LIST"
        assert Matter.objects.of(alice.organisation_id).get(pk=joined.pk).title == joined.title


def test_lists_are_for_conflicts_counsel_of_a_law_firm(
    alice: Member, bob: Member, now: datetime, client_for: Callable[[Member], Client]
) -> None:
    url = f"{reverse('contacts:imports')}?kind=CLIENTS"
    listed = make.listed(by=alice, content=LIST.encode(), kind="CLIENTS")
    Member.objects.filter(pk=bob.pk).update(role=Role.SUPERVISOR, capabilities=["lawyer"])
    bob.refresh_from_db()
    owner, lawyer = client_for(alice), client_for(bob)

    page = owner.get(url).content.decode()
    preview = owner.get(reverse("contacts:import", args=[listed.pk])).content.decode()

    assert "Import a client list" in page
    assert "Import a client list" in owner.get(reverse("intake:matters")).content.decode()
    assert '<option value="party_id" selected>' in preview
    assert "Name of the list" in preview
    assert "Import a client list" not in lawyer.get(reverse("intake:matters")).content.decode()
    refused = [
        lawyer.get(url),
        lawyer.post(url),
        lawyer.get(reverse("contacts:imports") + "?kind=x"),
        lawyer.get(reverse("contacts:import", args=[listed.pk])),
        lawyer.get(reverse("contacts:import_errors", args=[listed.pk])),
        lawyer.post(reverse("contacts:import_start", args=[listed.pk]), {"column-2": "name"}),
    ]
    assert {answer.status_code for answer in refused} == {404}
