"""A list's rows move into parts, so that a long one is never in memory or rewritten as a whole."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
from core.walls import tenant_walls


class Migration(migrations.Migration):
    dependencies = [("contacts", "0005_search_anything"), ("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="contactimport",
            name="headings",
            field=models.JSONField(default=list, db_default=models.Value([], models.JSONField())),
        ),
        migrations.AddField(
            model_name="contactimport",
            name="mistake_count",
            field=models.PositiveIntegerField(default=0, db_default=0),
        ),
        migrations.AlterField(
            model_name="contactimport",
            name="columns",
            field=models.JSONField(default=dict, help_text="Column number → contact field."),
        ),
        migrations.RunSQL(
            "UPDATE contacts_contactimport SET state = 'STOPPED' WHERE state IN ('PREVIEW', 'RUNNING')",
            migrations.RunSQL.noop,
        ),
        # Release 0.1 still writes these columns while it is replaced. The release after 0.2 drops them, IF EXISTS.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField("contactimport", name) for name in ("rows", "lines", "errors")
            ],
            database_operations=[
                migrations.RunSQL(
                    f"ALTER TABLE contacts_contactimport ALTER COLUMN {name} SET DEFAULT '[]'::jsonb",
                    migrations.RunSQL.noop,
                )
                for name in ("rows", "lines", "errors")
            ],
        ),
        migrations.CreateModel(
            name="ImportPart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("first", models.PositiveIntegerField()),
                ("rows", models.JSONField(default=list)),
                ("mistakes", models.JSONField(default=list)),
                (
                    "listed",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="contacts.contactimport",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["first"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "listed", "first"), name="import_part_once")
                ],
            },
        ),
        *tenant_walls("contacts", ["ImportPart"]),
    ]
