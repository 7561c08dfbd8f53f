"""Rows that wait for one another: nobody can tell but by counting statements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.transaction import TransactionManagementError

from accounts.models import Organisation
from contacts.models import Contact, ContactAddress
from core.errors import MissingTransaction
from core.models import Event
from core.storing import is_waiting, save, store, together
from core.transactions import reading, tenant_transaction
from tests.factories import accounts as make

NUMBER = "+16025550134"


@contextmanager
def counted() -> Iterator[list[str]]:
    sent: list[str] = []

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield sent


def person(organisation: Organisation, name: str = "Ana") -> Contact:
    return Contact(organisation=organisation, first_name=name, display_name=name, tags=["vip"])


def address(contact: Contact, value: str = NUMBER) -> ContactAddress:
    return ContactAddress(organisation_id=contact.organisation_id, contact=contact, kind="PHONE", value=value)


def columns(row: models.Model) -> dict[str, object]:
    left_out = {"id", "created_at", "updated_at"}
    return {
        item.attname: getattr(row, item.attname)
        for item in row._meta.local_concrete_fields
        if item.attname not in left_out
    }


def test_rows_of_several_models_are_one_statement_and_what_saving_each_would_store(
    organisation: Organisation, now: object
) -> None:
    with tenant_transaction(organisation), counted() as sent:
        with together():
            ana = person(organisation)
            kept = [ana, address(ana), person(organisation, "Ben"), address(ana, "+16025550135")]
            for row in kept:
                store(row)
            store(Event(organisation_id=organisation.pk, name="x", body={"a": [1]}, recorded_at=now))
            assert sent == []
        assert len(sent) == 1
        assert not any(row._state.adding for row in kept)
        saved = address(ana, "+16025550136")
        saved.save(force_insert=True)
    with reading(organisation):
        first, second, third = ContactAddress.objects.order_by("value")
        assert (first.reversed_value, kept[1].reversed_value) == (NUMBER[::-1], NUMBER[::-1])
        same = {"value", "reversed_value"}
        assert {key: value for key, value in columns(second).items() if key not in same} == {
            key: value for key, value in columns(third).items() if key not in same
        }
        assert [(row.first_name, row.tags) for row in Contact.objects.order_by("first_name")] == [
            ("Ana", ["vip"]),
            ("Ben", ["vip"]),
        ]
    assert Event.objects.get(name="x").body == {"a": [1]}


def test_a_statement_that_names_their_table_finds_them_and_another_does_not_write_them(
    organisation: Organisation,
) -> None:
    with tenant_transaction(organisation), together():
        ana = person(organisation)
        store(ana)
        assert not Event.objects.filter(name="x").exists()
        assert is_waiting(ana)
        assert Contact.objects.of(organisation).get().pk == ana.pk
        assert not is_waiting(ana)


def test_a_change_to_a_row_that_waits_is_written_with_it_and_costs_nothing(
    organisation: Organisation,
) -> None:
    with tenant_transaction(organisation), counted() as sent:
        with together():
            ana = person(organisation)
            store(ana)
            ana.first_name = "Anna"
            save(ana, ["first_name"])
        assert len(sent) == 1
        with together():
            ben = person(organisation, "Ben")
            store(ben)
            ben.first_name = "Benno"
            ben.save(update_fields=["first_name"])
        assert len(sent) == 3
        assert Contact.objects.of(organisation).get(pk=ben.pk).first_name == "Benno"
        ben.delete()
        sent[1:] = []
        ana.first_name = "Anne"
        save(ana, ["first_name"])
        assert len(sent) == 2
        assert Contact.objects.of(organisation).get().first_name == "Anne"


def undo(row: models.Model) -> None:
    with transaction.atomic():
        store(row)
        raise ZeroDivisionError


def test_what_a_savepoint_takes_back_is_taken_back_and_no_more(organisation: Organisation) -> None:
    with tenant_transaction(organisation):
        with together():
            store(person(organisation, "before"))
            with pytest.raises(ZeroDivisionError):
                undo(person(organisation, "inside"))
            with transaction.atomic():
                store(person(organisation, "kept"))
            store(person(organisation, "after"))
        names = (
            Contact.objects.of(organisation).order_by("created_at", "id").values_list("first_name", flat=True)
        )
        assert set(names) == {"before", "kept", "after"}


def fail_with(*rows: models.Model) -> None:
    with together():
        store(*rows)
        raise ZeroDivisionError


def test_an_error_leaves_none_of_them_even_where_it_is_caught(organisation: Organisation) -> None:
    with tenant_transaction(organisation):
        with pytest.raises(ZeroDivisionError):
            fail_with(person(organisation))
        with pytest.raises(TransactionManagementError):
            Contact.objects.of(organisation).exists()
    with reading(organisation):
        assert not Contact.objects.exists()


def test_an_error_before_anything_waited_harms_nothing(organisation: Organisation) -> None:
    with tenant_transaction(organisation):
        with pytest.raises(ZeroDivisionError):
            fail_with()
        store(person(organisation))
        assert Contact.objects.of(organisation).count() == 1


def test_one_that_is_there_already_stays_as_it_is(organisation: Organisation) -> None:
    with tenant_transaction(organisation):
        ana = person(organisation)
        store(ana)
        again = Contact(pk=ana.pk, organisation=organisation, first_name="Again")
        with together():
            store(again, or_ignore=True)
        store(Contact(pk=ana.pk, organisation=organisation, first_name="Again"), or_ignore=True)
        assert Contact.objects.of(organisation).get().first_name == "Ana"


def test_both_walls_stand(organisation: Organisation) -> None:
    other = make.organisation(name="Other", slug="other")
    with pytest.raises(MissingTransaction):
        store(person(organisation))
    with pytest.raises(DatabaseError), tenant_transaction(organisation), together():
        store(person(organisation), person(other))
    with reading(organisation):
        assert not Contact.objects.exists()
