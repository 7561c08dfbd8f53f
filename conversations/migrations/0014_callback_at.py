"""When a caller chose to be called back instead of waiting."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0013_summary_by")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="callback_at",
            field=models.DateTimeField(
                blank=True, help_text="The caller chose to be called back instead of waiting.", null=True
            ),
        ),
    ]
