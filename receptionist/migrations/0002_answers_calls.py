"""Whether the assistant talks with callers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("receptionist", "0001_assistant")]

    operations = [
        migrations.AddField(
            model_name="receptionistsettings",
            name="answers_calls",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whether it talks with callers whom a flow hands to the receptionist.",
            ),
        ),
    ]
