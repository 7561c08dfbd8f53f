"""How a member knows what somebody said about texts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0006_import_parts")]

    operations = [
        migrations.AddField(
            model_name="consentevent",
            name="reason",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="How a member knows, in their words.",
                max_length=200,
            ),
        ),
    ]
