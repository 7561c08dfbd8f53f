"""A new key takes over every encrypted column, can be broken off, and never hides what no key opens."""

from datetime import datetime
from io import StringIO
from uuid import UUID

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Industry, Member, Organisation
from core.rotating import Sealed, rotate_batch, sealed_tables
from core.secrets import EncryptedTextField
from core.transactions import reading
from intake.domain.patients.health import Kind, Said
from intake.models import HealthItem
from intake.services.clinic import health
from tests.factories import contacts

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))
HEALTH = Said(kind=Kind.ALLERGY, what="Penicillin: rash", since="Asthma since 2019")
TABLE = Sealed(table="intake_healthitem", columns=("what", "since"))


@pytest.fixture
def keys(settings: LazySettings) -> LazySettings:
    settings.KEYRING = [OLD]
    return settings


def _patients(by: Member, now: datetime, count: int) -> None:
    Organisation.objects.filter(pk=by.organisation_id).update(industry=Industry.CLINIC)
    by.organisation.refresh_from_db()
    by.capabilities = ["clinician"]
    by.save()
    for number in range(count):
        person = contacts.contact(by=by, now=now, name=f"Ana Ruiz {number}")
        health.add_item(by=by, contact_id=person.pk, said=HEALTH, now=now)


def _raw(organisation: object) -> list[tuple[str, str, str]]:
    with reading(organisation), connection.cursor() as cursor:
        cursor.execute("SELECT what, course, since FROM intake_healthitem ORDER BY id")
        return cursor.fetchall()


def test_every_encrypted_column_is_reached() -> None:
    found = {(one.table, column) for one in sealed_tables() for column in one.columns}
    named = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, EncryptedTextField)
    }
    assert found == named
    assert ("intake_healthitem", "since") in found
    for table in {table for table, _column in found}:
        columns = {
            field.column
            for model in apps.get_models()
            if model._meta.db_table == table
            for field in model._meta.local_fields
        }
        assert {"id", "organisation_id"} <= columns, table


def test_the_old_key_can_go_once_the_command_is_through(
    alice: Member, mallory: Member, keys: LazySettings, now: datetime
) -> None:
    for member in (alice, mallory):
        _patients(member, now, 2)
    before = {member: _raw(member.organisation) for member in (alice, mallory)}
    keys.KEYRING = [NEW, OLD]
    said = StringIO()
    call_command("rotate_field_keys", stdout=said)
    assert "intake_healthitem: 4 rows" in said.getvalue()
    after = {member: _raw(member.organisation) for member in (alice, mallory)}
    for member in (alice, mallory):
        for old, new in zip(before[member], after[member], strict=True):
            assert old[0] != new[0]
            assert new[1] == ""
    keys.KEYRING = [NEW]
    for member in (alice, mallory):
        with reading(member.organisation):
            rows = list(HealthItem.objects.of(member.organisation_id))
            assert [(row.what, row.since) for row in rows] == [(HEALTH.what, HEALTH.since)] * 2
    call_command("rotate_field_keys", stdout=StringIO())
    assert _raw(alice.organisation) == after[alice]


def test_broken_off_it_goes_on_and_does_nothing_twice(
    alice: Member, keys: LazySettings, now: datetime
) -> None:
    _patients(alice, now, 5)
    keys.KEYRING = [NEW, OLD]
    key: UUID = alice.organisation_id
    first = rotate_batch(organisation=key, sealed=TABLE, after=None, most=2)
    assert (first.written, first.unopened) == (2, ())
    done = _raw(alice.organisation)[:2]
    again = rotate_batch(organisation=key, sealed=TABLE, after=None)
    assert again.written == 3
    assert _raw(alice.organisation)[:2] == done
    assert rotate_batch(organisation=key, sealed=TABLE, after=again.last).last is None


def test_what_no_key_opens_is_told_kept_and_holds_nothing_else_up(
    alice: Member, keys: LazySettings, now: datetime
) -> None:
    _patients(alice, now, 1)
    keys.KEYRING = [OTHER]
    _patients(alice, now, 1)
    strange = _raw(alice.organisation)[1]
    keys.KEYRING = [NEW, OLD]
    told = StringIO()
    with pytest.raises(CommandError, match="2 values are as they were"):
        call_command("rotate_field_keys", stdout=StringIO(), stderr=told)
    assert "intake_healthitem.what" in told.getvalue()
    assert "Penicillin" not in told.getvalue()
    first, second = _raw(alice.organisation)
    assert second == strange
    assert Fernet(NEW).decrypt(first[0].encode()) == b"Penicillin: rash"
    keys.KEYRING = [NEW, OLD, OTHER]
    call_command("rotate_field_keys", stdout=StringIO())
    assert Fernet(NEW).decrypt(_raw(alice.organisation)[1][0].encode()) == b"Penicillin: rash"


def test_without_a_keyring_there_is_nothing_to_turn_to(db: None, settings: LazySettings) -> None:
    settings.KEYRING = []
    with pytest.raises(CommandError, match="PORTICO_KEYRING is empty"):
        call_command("rotate_field_keys")
