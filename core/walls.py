"""Migration operations that build the second wall around tenant tables (design §11).

A tenant table gets a row-level policy and foreign keys that include the organisation, so that neither a query without
a WHERE nor a forged id can reach another organisation's rows.
"""

from collections.abc import Sequence

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PREDICATE = "organisation_id = nullif(current_setting('app.organisation', true), '')::uuid"


def tenant_walls(app: str, names: Sequence[str]) -> list[migrations.RunPython]:
    """Wall the named models of `app`: policy, unique (organisation, id), composite foreign keys."""

    def build(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        found = [apps.get_model(app, name) for name in names]
        for model in found:
            _unique(editor, model)
        for model in found:
            _policy(editor, model)
            _keys(editor, model)

    return [migrations.RunPython(build, migrations.RunPython.noop, elidable=False)]


def directory_keys(app: str, names: Sequence[str]) -> list[migrations.RunPython]:
    """Give directory tables (no policy) the same composite foreign keys."""

    def build(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        found = [apps.get_model(app, name) for name in names]
        for model in found:
            _unique(editor, model)
        for model in found:
            _keys(editor, model)

    return [migrations.RunPython(build, migrations.RunPython.noop, elidable=False)]


def policies(app: str, names: Sequence[str]) -> list[migrations.RunPython]:
    """Give tables whose organisation is a plain column (the event log) the policy alone."""

    def build(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for name in names:
            _policy(editor, apps.get_model(app, name))

    return [migrations.RunPython(build, migrations.RunPython.noop, elidable=False)]


def _unique(editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    table = model._meta.db_table
    editor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_tenant" UNIQUE (organisation_id, id)')


def _policy(editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    table = model._meta.db_table
    editor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    editor.execute(f'CREATE POLICY tenant ON "{table}" USING ({PREDICATE}) WITH CHECK ({PREDICATE})')


def _keys(editor: BaseDatabaseSchemaEditor, model: type[models.Model]) -> None:
    table = model._meta.db_table
    for field in model._meta.local_fields:
        target = field.related_model
        if not isinstance(field, models.ForeignKey) or not isinstance(target, type):
            continue
        if field.name == "organisation" or not _is_tenant(target):
            continue
        editor.execute(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{field.column}_tenant"'
            f' FOREIGN KEY (organisation_id, "{field.column}")'
            f' REFERENCES "{target._meta.db_table}" (organisation_id, id) DEFERRABLE INITIALLY DEFERRED'
        )


def _is_tenant(model: type[models.Model]) -> bool:
    return any(field.column == "organisation_id" for field in model._meta.local_fields)
