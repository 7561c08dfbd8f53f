"""The ways calls took through their flow, and who was asked to rehearse those nobody took."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
from core.walls import tenant_walls


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_special_openings"),
        ("conversations", "0015_task_page"),
        ("routing", "0012_replays"),
    ]

    operations = [
        migrations.AddField(
            model_name="callrun",
            name="taken",
            field=models.JSONField(
                blank=True,
                help_text="[{node, exit}]: the nodes it came to and the exits it took; null before that was kept.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="RehearsalReminder",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("quarter", models.DateField(help_text="Its first day.")),
                ("flow", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="routing.flow")),
                ("organisation", models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.organisation")),
                ("task", models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="conversations.task")),
            ],
        ),
        migrations.AddConstraint(
            model_name="rehearsalreminder",
            constraint=models.UniqueConstraint(
                fields=("organisation", "flow", "quarter"), name="rehearsal_once"
            ),
        ),
        *tenant_walls("routing", ["RehearsalReminder"]),
    ]
