"""How the call a list shows ended, so that missed ones stand out without a look at the calls."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0009_task_version")]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="latest_call",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="How the call that is shown ended; empty while it lives, and for what is no call.",
                max_length=24,
            ),
        ),
    ]
