"""Migrations that would stop a running Portico, found by reading the operations, without a database.

Web and workers of the old release run on the new schema for a while. A migration that is safe after all
carries `safe_because = "the reason"`.
"""

import sys
from collections.abc import Iterator

import django
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Field

from launcher.key_direction import ORDER

GONE = "the old release still uses it; stop using it one release earlier"
BREAKING = {
    operations.RemoveField: GONE,
    operations.DeleteModel: GONE,
    operations.RenameField: GONE,
    operations.RenameModel: GONE,
    operations.AlterModelTable: GONE,
    operations.AddIndex: "locks out writers while it builds; use AddIndexConcurrently",
    operations.RemoveIndex: "locks out writers; use RemoveIndexConcurrently",
    operations.AddConstraint: "checks every row under a lock; AddConstraintNotValid, then ValidateConstraint",
}


def unsafe_operations() -> Iterator[str]:
    """Yield one line for each unsafe operation in a migration of ours that is not an app's first."""
    loader = MigrationLoader(None)
    for (label, name), migration in sorted(loader.disk_migrations.items()):
        if label not in ORDER or migration.initial or hasattr(migration, "safe_because"):
            continue
        state = loader.project_state((label, name), at_end=False)
        for problem in _problems(migration, state):
            yield f"{label}/migrations/{name}.py: {problem}"


def _problems(migration: Migration, state: ProjectState) -> Iterator[str]:
    fresh = {
        operation.name_lower
        for operation in migration.operations
        if isinstance(operation, operations.CreateModel)
    }
    for operation in migration.operations:
        # Nobody reads or writes a table that the same migration makes.
        if getattr(operation, "model_name_lower", None) not in fresh:
            problem = _judge(operation, migration.app_label, state)
            if problem:
                yield f"{operation.describe()}: {problem}"
        operation.state_forwards(migration.app_label, state)


def _judge(operation: Operation, label: str, state: ProjectState) -> str:
    if isinstance(operation, operations.RunPython | operations.RunSQL) and not operation.reversible:
        return "cannot be undone; give the way back, or say why there is none"
    if isinstance(operation, operations.AddField):
        return (
            ""
            if _may_be_left_out(operation.field)
            else "the old release cannot insert; give null or db_default"
        )
    if isinstance(operation, operations.AlterField):
        before = state.models[label, operation.model_name_lower].fields[operation.name]
        return _judge_change(before, operation.field)
    if isinstance(operation, AddIndexConcurrently | RemoveIndexConcurrently):
        return ""
    return next((why for kind, why in BREAKING.items() if isinstance(operation, kind)), "")


def _judge_change(before: "Field[object, object]", after: "Field[object, object]") -> str:
    if before.null and not after.null:
        return "checks every row under a lock; add a constraint that is not valid first"
    if before.get_internal_type() != after.get_internal_type():
        return "rewrites the table under a lock; add a second column and move over"
    if (after.max_length or sys.maxsize) < (before.max_length or sys.maxsize):
        return "the old release writes longer values"
    return ""


def _may_be_left_out(field: "Field[object, object]") -> bool:
    return bool(field.null or field.has_db_default() or field.many_to_many)


if __name__ == "__main__":
    django.setup()
    found = list(unsafe_operations())
    print("\n".join(found))
    sys.exit(1 if found else 0)
