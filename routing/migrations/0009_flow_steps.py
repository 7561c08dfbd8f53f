"""The steps of a draft, to undo and redo."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
from core.walls import tenant_walls


class Migration(migrations.Migration):
    dependencies = [("routing", "0008_messages_queue")]

    operations = [
        migrations.AddField(
            model_name="flowversion",
            name="step",
            field=models.PositiveIntegerField(
                db_default=0,
                default=0,
                help_text="Which of its steps the draft stands at; undoing goes back.",
            ),
        ),
        migrations.CreateModel(
            name="FlowStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("position", models.PositiveIntegerField()),
                ("revision", models.PositiveIntegerField()),
                ("document", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.member",
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
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="routing.flowversion",
                    ),
                ),
            ],
            options={"ordering": ["position"]},
        ),
        migrations.AddConstraint(
            model_name="flowstep",
            constraint=models.UniqueConstraint(
                fields=("organisation", "version", "position"), name="flow_step_once"
            ),
        ),
        *tenant_walls("routing", ["FlowStep"]),
    ]
