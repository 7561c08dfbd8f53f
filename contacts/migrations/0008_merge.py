"""Two contacts become one: what moved is kept, and the absorbed one is found no more."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import core.ids
from contacts.models.merge import Exact
from core.walls import tenant_walls

SEARCH = import_module("contacts.migrations.0005_search_anything").SEARCH
WITHOUT_ABSORBED = SEARCH.replace(
    "c.organisation_id = $1 AND %s", "c.organisation_id = $1 AND c.merged_into_id IS NULL AND %s"
)


def _key(to: str, on_delete: object, **options: object) -> models.ForeignKey:
    return models.ForeignKey(db_constraint=False, on_delete=on_delete, related_name="+", to=to, **options)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0007_consent_reason"), ("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="merged_into_id",
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(WITHOUT_ABSORBED, SEARCH),
        migrations.CreateModel(
            name="ContactMerge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "moved",
                    models.JSONField(
                        default=dict, encoder=Exact
                    ),
                ),
                ("kept", _key("contacts.contact", django.db.models.deletion.CASCADE)),
                ("absorbed", _key("contacts.contact", django.db.models.deletion.CASCADE)),
                ("member", _key("accounts.member", django.db.models.deletion.SET_NULL, null=True)),
                (
                    "undone_by",
                    _key("accounts.member", django.db.models.deletion.SET_NULL, null=True, blank=True),
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
                "ordering": ["-merged_at", "-id"],
                "indexes": [
                    models.Index(fields=["organisation", "kept", "-merged_at"], name="merge_of_contact")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("organisation", "absorbed"),
                        name="merge_absorbed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("absorbed")), _negated=True), name="merge_of_two"
                    ),
                ],
            },
        ),
        *tenant_walls("contacts", ["ContactMerge"]),
    ]
