"""Parties brought in by COPY for figures are those the product itself would keep."""

import os
from datetime import datetime
from itertools import islice
from typing import Any

import pytest

from accounts.models import Member, Organisation
from core.transactions import reading, tenant_transaction
from intake.models import Party, PartyKind, PartyName
from intake.services.parties import NewParty, keep_party
from tests.benchmarks._copying import copy_batch
from tests.benchmarks._parties import parties
from tests.factories import accounts

OWN = frozenset({"id", "created_at", "updated_at", "organisation_id", "party_id", "display_name"})


def kept(organisation: Organisation) -> list[tuple[Any, ...]]:
    """List every column of each party and name but what is a row's own."""
    with reading(organisation):
        people = [
            (row.display_name, *_values(row))
            for row in Party.objects.of(organisation.pk).order_by("display_name")
        ]
        names = PartyName.objects.of(organisation.pk).select_related("party")
        return people + sorted((row.party.display_name, *map(repr, _values(row))) for row in names)


def _values(row: Party | PartyName) -> list[Any]:
    return [getattr(row, item.attname) for item in row._meta.local_concrete_fields if item.attname not in OWN]


@pytest.mark.django_db(transaction=True)
def test_rows_that_were_copied_are_those_the_product_makes(alice: Member, now: datetime) -> None:
    made = list({one.name: one for one in islice(parties(60), 60)}.values())
    other = accounts.organisation(name="Copied", slug="copied")

    ids = copy_batch(os.environ["DATABASE_ADMIN_URL"], other.pk, made)
    with tenant_transaction(alice.organisation):
        for one in made:
            kind = PartyKind.COMPANY if one.of_company else PartyKind.PERSON
            keep_party(new=NewParty(name=one.name, kind=kind, dob=one.dob), now=now)

    assert kept(other) == kept(alice.organisation)
    with reading(other):
        found = {row.pk: row.display_name for row in Party.objects.of(other.pk)}
    assert found == {
        party_id: next(one.name for one in made if one.number == number) for party_id, number in ids.items()
    }
