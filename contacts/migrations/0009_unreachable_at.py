"""Addresses from which mail came back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0008_merge")]

    operations = [
        migrations.AddField(
            model_name="contactaddress",
            name="unreachable_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When a mail to it came back; empty once one reached it, or came from it.",
                null=True,
            ),
        ),
    ]
