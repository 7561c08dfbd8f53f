"""What an e-mail has that a text has not."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0017_trial_calls")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="mail",
            field=models.JSONField(
                blank=True,
                help_text="Of an e-mail: subject, what stands below, ids, how it is proven.",
                null=True,
            ),
        ),
    ]
