"""Drafts that are tried by telephone."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
from core.walls import tenant_walls


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_special_openings"),
        ("conversations", "0017_trial_calls"),
        ("routing", "0013_ways_taken"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftCall",
            fields=[
                (
                    "id",
                    models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("number", models.CharField(max_length=254)),
                ("draft_number", models.PositiveIntegerField()),
                ("document", models.JSONField()),
                ("expires_at", models.DateTimeField()),
                *(
                    (
                        name,
                        models.ForeignKey(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to=to,
                        ),
                    )
                    for name, to in (
                        ("asked_by", "accounts.member"),
                        ("flow", "routing.flow"),
                        ("line", "conversations.line"),
                    )
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
        ),
        migrations.AddConstraint(
            model_name="draftcall",
            constraint=models.UniqueConstraint(
                fields=("organisation", "line", "number"), name="draft_call_once"
            ),
        ),
        *tenant_walls("routing", ["DraftCall"]),
    ]
