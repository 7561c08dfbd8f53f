"""Calls by which somebody tries a draft: no figure counts them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0016_accepted_in")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="is_trial",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Somebody tried a draft by it; no figure counts it.",
            ),
        ),
    ]
