"""A migration that would break the running release is named; one that would not is let through."""

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from launcher.migration_safety import _problems


def problems(*steps: Operation) -> list[str]:
    """Judge operations on a table `letter` that exists and is in use."""
    state = ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("body", models.CharField(max_length=20, null=True)),
    ]
    state.add_model(ModelState("core", "Letter", fields))
    migration = Migration("0002_next", "core")
    migration.operations = list(steps)
    return list(_problems(migration, state))


@pytest.mark.parametrize(
    "step",
    [
        operations.RemoveField("letter", "body"),
        operations.RenameField("letter", "body", "text"),
        operations.DeleteModel("letter"),
        operations.AddField("letter", "seal", models.TextField(default="")),
        operations.AlterField("letter", "body", models.CharField(max_length=20)),
        operations.AlterField("letter", "body", models.CharField(max_length=10, null=True)),
        operations.AlterField("letter", "body", models.IntegerField(null=True)),
        operations.AddIndex("letter", models.Index(fields=["body"], name="letter_body")),
        operations.AddConstraint("letter", models.UniqueConstraint(fields=["body"], name="one_body")),
        operations.RunPython(operations.RunPython.noop),
        operations.RunSQL("SELECT 1"),
    ],
    ids=lambda step: step.describe(),
)
def test_unsafe_operation_is_named(step: Operation) -> None:
    assert len(problems(step)) == 1


@pytest.mark.parametrize(
    "step",
    [
        operations.AddField("letter", "seal", models.TextField(null=True)),
        operations.AddField("letter", "seal", models.TextField(db_default="")),
        operations.AlterField("letter", "body", models.CharField(max_length=40, null=True)),
        operations.CreateModel("Envelope", [("id", models.BigAutoField(primary_key=True))]),
        AddIndexConcurrently("letter", models.Index(fields=["body"], name="letter_body")),
        operations.RunPython(operations.RunPython.noop, operations.RunPython.noop),
        operations.RunSQL("SELECT 1", operations.RunSQL.noop),
    ],
    ids=lambda step: step.describe(),
)
def test_safe_operation_passes(step: Operation) -> None:
    assert problems(step) == []


def test_a_table_made_in_the_same_migration_may_get_anything() -> None:
    made = operations.CreateModel("Envelope", [("id", models.BigAutoField(primary_key=True))])
    added = operations.AddField("envelope", "seal", models.TextField(default=""))

    assert problems(made, added) == []
