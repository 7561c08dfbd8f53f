"""How far each account's calls were compared with the carrier's books."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
from core.walls import directory_keys


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("carrier", "0005_calls")]
    operations = [
        migrations.CreateModel(
            name="CallCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("held_until", models.DateTimeField(blank=True, null=True)),
                ("listed_until", models.DateTimeField(help_text="Who rang before this is known to us.")),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="call_check",
                        to="carrier.carrieraccount",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        *directory_keys("carrier", ["CallCheck"]),
    ]
