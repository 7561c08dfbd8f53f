"""Since when a queue runs over, and when supervisors last heard of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("routing", "0010_on_call")]

    operations = [
        migrations.AddField(
            model_name="queue",
            name="alert_since",
            field=models.DateTimeField(
                blank=True, help_text="Since when too many wait, or somebody too long.", null=True
            ),
        ),
        migrations.AddField(
            model_name="queue",
            name="alert_told_at",
            field=models.DateTimeField(
                blank=True, help_text="When supervisors last heard of it.", null=True
            ),
        ),
    ]
