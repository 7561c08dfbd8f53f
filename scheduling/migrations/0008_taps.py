"""Short addresses that fit into a text."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
from core.walls import directory_keys


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_special_openings"), ("scheduling", "0007_home_service")]
    operations = [
        migrations.CreateModel(
            name="TapLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "code_hash",
                    models.CharField(
                        editable=False, help_text="SHA-256, hexadecimal.", max_length=64, unique=True
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "hold",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="scheduling.hold",
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
            options={"ordering": ["-made_at"]},
        ),
        migrations.AddField(
            model_name="timeoffer",
            name="taken_id",
            field=models.UUIDField(blank=True, help_text="The appointment that came of it.", null=True),
        ),
        *directory_keys("scheduling", ["TapLink"]),
    ]
