"""Parties are kept with what finds them, heard of, and found behind the wall alone."""

from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import connection, transaction

from accounts.models import Member
from core.errors import MissingTransaction, NotAllowed, NotFound, Refused
from core.models import Event
from core.transactions import reading, tenant_transaction
from intake import tasks
from intake.domain.conflicts.engine import Query, Tier, Via
from intake.domain.conflicts.reasons import Why
from intake.domain.names.entries import entries
from intake.models import IdentifierKind, NameKind, PartyIdentifier, PartyName, RelationKind
from intake.presenters.conflict_reasons import reasons_sentence
from intake.presenters.law_hits import path_words, reason_words
from intake.selectors.conflicts import Asked, find_matches
from intake.selectors.matching import find_conflicts
from intake.selectors.party_names import count_words, list_candidates
from intake.services import parties
from tests.factories import parties as make

pytestmark = pytest.mark.django_db


def keys(name: str, *, of_company: bool = False) -> frozenset[int]:
    return frozenset(key for entry in entries(name, of_company=of_company) for key in entry.keys)


def found(organisation: object, name: str, *, near: str = "", of_company: bool = False) -> list[UUID]:
    with reading(organisation):
        rows = list_candidates(keys=keys(name, of_company=of_company), near=near)
    return [row.party_id for row in rows]


def test_every_change_of_a_party_is_heard_of(alice: Member, now: datetime) -> None:
    party = parties.add_party(
        by=alice,
        new=parties.NewParty(
            name="Ana Ruiz née Vega",
            dob=date(1971, 3, 4),
            names=(parties.NewName(text="Annie Ruiz"),),
            identifiers=((IdentifierKind.PHONE, "(602) 555-0134"), (IdentifierKind.TAX, "12-345 6789")),
        ),
        now=now,
    )
    shop = make.company(by=alice, now=now, name="Ruiz Bakery LLC")
    name = parties.add_name(
        by=alice, party_id=party.pk, new=parties.NewName(text="Ruiz Pastry", kind=NameKind.DBA), now=now
    )
    again = parties.add_name(
        by=alice, party_id=party.pk, new=parties.NewName(text="Ruiz Pastry", kind=NameKind.DBA), now=now
    )
    parties.relate(by=alice, source_id=party.pk, target_id=shop.pk, kind=RelationKind.OWNER, now=now)
    assert again.pk == name.pk
    with reading(alice.organisation):
        names = {
            (row.raw, row.kind) for row in PartyName.objects.of(alice.organisation_id).filter(party=party)
        }
        heard = [
            (row.body["party_id"], row.body["what"])
            for row in Event.objects.filter(
                organisation_id=alice.organisation_id, name="intake.party_changed"
            ).order_by("id")
        ]
        values = set(PartyIdentifier.objects.of(alice.organisation_id).values_list("kind", "value_norm"))
    assert names == {
        ("Ana Ruiz", "LEGAL"), ("Ana Vega", "MAIDEN"), ("Annie Ruiz", "ALIAS"), ("Ruiz Pastry", "DBA"),
    }  # fmt: skip
    own, other = str(party.pk), str(shop.pk)
    assert sorted(heard) == sorted(
        [(own, "NEW"), (other, "NEW"), (own, "NAME"), (own, "RELATION"), (other, "RELATION")]
    )
    assert values == {("PHONE", "+16025550134"), ("TAX", "123456789")}


def test_what_cannot_be_is_refused_in_a_sentence(alice: Member, rae: Member, now: datetime) -> None:
    with pytest.raises(parties.NameUnreadable, match="at least one letter"):
        make.person(by=alice, now=now, name=" .,- ")
    with pytest.raises(Refused, match="between 1850 and today"):
        make.person(by=alice, now=now, dob=date(2030, 1, 1))
    with pytest.raises(NotAllowed):
        make.person(by=rae, now=now)
    party = make.person(by=alice, now=now)
    with pytest.raises(Refused, match="themselves"):
        parties.relate(by=alice, source_id=party.pk, target_id=party.pk, kind=RelationKind.SPOUSE, now=now)
    with pytest.raises(NotFound):
        parties.relate(by=alice, source_id=party.pk, target_id=UUID(int=1), kind=RelationKind.SPOUSE, now=now)
    with pytest.raises(Refused):
        parties.add_identifier(by=alice, party_id=party.pk, kind=IdentifierKind.PHONE, value="12", now=now)


def test_names_are_found_behind_the_wall_alone(alice: Member, mallory: Member, now: datetime) -> None:
    ours = make.person(by=alice, now=now, name="Dmitry Yeltsin")
    theirs = make.person(by=mallory, now=now, name="Dmitry Yeltsin")
    firm = make.company(by=alice, now=now, name="Northglen Heating LLC")
    assert found(alice.organisation, "Jelzin, Dmitri") == [ours.pk]
    assert found(mallory.organisation, "Jelzin, Dmitri") == [theirs.pk]
    assert found(alice.organisation, "Northglenn Htg Inc", of_company=True) == [firm.pk]
    # Keys share nothing here, but the letters do.
    assert found(alice.organisation, "Xx", near="dmitry yeltsi") == [ours.pk]
    with reading(alice.organisation):
        heating, nobody = (
            entries("Heating", of_company=True)[0].keys,
            entries("Nil Zzz", of_company=True)[0].keys,
        )
        counted = count_words(keys=heating | nobody)
    assert max(counted.values()) == 1
    with pytest.raises(MissingTransaction):
        list_candidates(keys=keys("Dmitry Yeltsin"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.organisation', '', true)")
        cursor.execute(
            "SELECT count(*) FROM party_name_candidates(%s, %s, 10)",
            [sorted(keys("Dmitry Yeltsin")), "dmitry yeltsin"],
        )
        assert cursor.fetchone() == (0,)


def test_names_of_an_older_engine_are_made_anew(alice: Member, now: datetime) -> None:
    party = make.person(by=alice, now=now, name="Wang Mengyao")
    with tenant_transaction(alice.organisation):
        PartyName.objects.of(alice.organisation_id).update(keys=[], engine=0)
    assert found(alice.organisation, "Mengyao Wang") == []
    with reading(alice.organisation):
        hits = find_conflicts(query=Query(name="Mengyao Wang"))
        assert [hit.party for hit in hits] == [party.pk], "whom no key finds yet is judged all the same"
        assert find_conflicts(query=Query(name="Otto Blau")) == []
    assert tasks.renew_names() == 1
    assert tasks.renew_names() == 0
    assert found(alice.organisation, "Mengyao Wang") == [party.pk]


def test_a_name_is_checked_with_those_related_to_who_bears_it(
    alice: Member, mallory: Member, now: datetime
) -> None:
    owner = make.person(by=alice, now=now, name="Robert Tallis", dob=date(1971, 3, 4))
    firm = make.company(by=alice, now=now, name="Tallis Odell Holdings LLC")
    parent, above = (
        make.company(by=alice, now=now, name=name) for name in ("Brixley Group", "Zephyr Trust Co")
    )
    spouse, sister = (make.person(by=alice, now=now, name=name) for name in ("Ines Marsh", "Vera Marsh"))
    make.person(by=mallory, now=now, name="Robert Tallis")
    for source, target, kind in (
        (owner, spouse, RelationKind.SPOUSE),
        (spouse, sister, RelationKind.HOUSEHOLD),
        (parent, firm, RelationKind.PARENT),
        (above, parent, RelationKind.OWNER),
    ):
        parties.relate(by=alice, source_id=source.pk, target_id=target.pk, kind=kind, now=now)
    parties.add_identifier(
        by=alice, party_id=sister.pk, kind=IdentifierKind.EMAIL, value="Vera@Marsh.example", now=now
    )
    with reading(alice.organisation):
        bob = find_conflicts(query=Query("Tallis, Bob", "PERSON"))
        odell = find_conflicts(query=Query("Tallis Odell (USA) Inc", "COMPANY"))
        born = find_conflicts(
            query=Query("Bob Tallis", "PERSON", date(1990, 10, 20)), follows_relations=False
        )
        by_mail = find_conflicts(
            query=Query("V. M.", "PERSON", identifiers=frozenset({("EMAIL", "vera@marsh.example")})),
            follows_relations=False,
        )
        nobody = find_conflicts(query=Query("", ""))
        kept = find_matches(
            Asked(name="Bob Tallis", kind="PERSON", dob=None, role="ADVERSE", also=("Odell",))
        )
    # One step to a spouse, whose household is another matter; two along a chain of control.
    assert [(hit.party, hit.tier, len(hit.path)) for hit in bob] == [
        (owner.pk, Tier.BLOCKING, 0), (spouse.pk, Tier.BLOCKING, 1),
    ]  # fmt: skip
    assert bob[1].path == (Via(owner.pk, "SPOUSE", False),)
    assert "short form" in reasons_sentence(bob[0].reasons)
    assert [(hit.party, len(hit.path)) for hit in odell] == [(firm.pk, 0), (parent.pk, 1), (above.pk, 2)]
    assert [(hit.party, hit.tier) for hit in born] == [(owner.pk, Tier.SUPPRESSED)]
    assert [(hit.party, hit.reasons[0].why) for hit in by_mail] == [(sister.pk, Why.IDENTIFIER)]
    assert nobody == []
    # As a check keeps it: of a hundred, reasons and the way in words of the page.
    assert [(match.party_id, match.score, match.is_blocking) for match in kept] == [
        (owner.pk, 97, True), (spouse.pk, 87, True),
    ]  # fmt: skip
    assert reason_words(kept[0].reasons, score=97) == (
        "Same surname.", "Given name is a short form of the other (bob, robert).",
    )  # fmt: skip
    assert path_words("Bob Tallis", kept[1].path, kept[1].name) == (
        "Bob Tallis", "Robert Tallis", "spouse of", "Ines Marsh",
    )  # fmt: skip
    assert "robert" in Asked(name="Bob Tallis", kind="PERSON", dob=None, role="").expanded()
