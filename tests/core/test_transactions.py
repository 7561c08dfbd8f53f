"""One organisation, one transaction: refuses to nest, to write when reading, to run unnamed."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Member, Organisation, Team
from core.errors import MissingTransaction
from core.ids import new_id
from core.transactions import (
    after_commit,
    current_organisation,
    reading,
    require_organisation,
    step,
    tenant_transaction,
    use_case,
)


def setting() -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('app.organisation', true), '')")
        return cursor.fetchone()[0]


@use_case
def name_tenant(**_: object) -> tuple[object, object]:
    return current_organisation(), setting()


@step
def part() -> str:
    return "done"


def test_the_organisation_is_named_to_both_walls_and_forgotten(organisation: Organisation) -> None:
    with tenant_transaction(organisation):
        assert require_organisation() == organisation.pk
        assert setting() == str(organisation.pk)
    assert current_organisation() is None


@pytest.mark.django_db(transaction=True)
def test_the_setting_ends_with_the_transaction() -> None:
    with tenant_transaction(new_id()):
        assert setting() is not None
    assert setting() is None
    with pytest.raises(RuntimeError), tenant_transaction(new_id()):
        raise RuntimeError
    assert setting() is None
    assert current_organisation() is None


def test_a_use_case_takes_its_tenant_from_organisation_or_member(alice: Member, mallory: Member) -> None:
    ours, theirs = alice.organisation, mallory.organisation
    assert name_tenant(organisation=ours) == (ours.pk, str(ours.pk))
    assert name_tenant(organisation=ours.pk) == (ours.pk, str(ours.pk))
    assert name_tenant(by=mallory) == (theirs.pk, str(theirs.pk))
    assert name_tenant(organisation=ours, by=mallory)[0] == ours.pk


@pytest.mark.parametrize(
    "keywords", [{}, {"organisation": None}, {"by": None}, {"organisation": "hale-ortiz"}]
)
def test_a_use_case_without_a_tenant_is_refused(db: None, keywords: dict[str, object]) -> None:
    with pytest.raises(MissingTransaction):
        name_tenant(**keywords)


@pytest.mark.parametrize("outer", [tenant_transaction, reading])
def test_nothing_nests(organisation: Organisation, outer: Callable[[object], object]) -> None:
    with tenant_transaction(organisation):
        for inner in (lambda: name_tenant(organisation=organisation), lambda: _enter(outer, organisation)):
            with pytest.raises(RuntimeError, match="durable"):
                inner()
        assert current_organisation() == organisation.pk, "the refusal left the outer one alone"


def _enter(manager: Callable[[object], object], organisation: Organisation) -> None:
    with manager(organisation):  # type: ignore[attr-defined]
        pass


def test_a_use_case_refuses_a_foreign_transaction(organisation: Organisation) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        name_tenant(organisation=organisation)


def test_a_step_runs_only_inside(organisation: Organisation) -> None:
    with pytest.raises(MissingTransaction, match="part"):
        part()
    with tenant_transaction(organisation):
        assert part() == "done"


def test_reading_refuses_to_write(organisation: Organisation) -> None:
    with pytest.raises(DatabaseError, match="read-only"), reading(organisation):
        Team.objects.create(organisation=organisation, name="Night shift")
    assert not Team.objects.exists()


def test_an_error_undoes_everything(organisation: Organisation) -> None:
    @use_case
    def fail(*, organisation: Organisation) -> None:
        Team.objects.create(organisation=organisation, name="Night shift")
        raise LookupError

    with pytest.raises(LookupError):
        fail(organisation=organisation)
    assert not Team.objects.exists()
    assert current_organisation() is None


@pytest.mark.django_db(transaction=True)
def test_after_commit_runs_after_and_its_failure_undoes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    organisation = Organisation.objects.create(name="Hale Ortiz Law", slug="hale", industry="LAW")
    seen: list[bool] = []

    def note() -> None:
        seen.append(connection.in_atomic_block)
        raise LookupError

    with tenant_transaction(organisation):
        after_commit(note)
        Team.objects.create(organisation=organisation, name="Night shift")
        assert seen == []
    assert seen == [False]
    assert Team.objects.count() == 1

    @use_case
    def fail(*, organisation: Organisation) -> None:
        after_commit(note)
        raise LookupError

    with pytest.raises(LookupError):
        fail(organisation=organisation)
    assert seen == [False]
