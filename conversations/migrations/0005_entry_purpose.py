"""What an outbound message is for, so that the verdict on sending it can be taken again when it leaves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0004_member_phone")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="purpose",
            field=models.CharField(
                blank=True,
                choices=[
                    ("REPLY", "Reply"),
                    ("INFORMATIONAL", "Informational"),
                    ("MARKETING", "Marketing"),
                    ("OPT_OUT_CONFIRMATION", "Opt out confirmation"),
                    ("HELP_ANSWER", "Help answer"),
                ],
                db_default="",
                default="",
                help_text="Of an outbound message; empty counts as a reply.",
                max_length=20,
            ),
        ),
    ]
