"""A red flag may come from a booking or the waiting list."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0020_health_items")]

    operations = [
        migrations.AlterField(
            model_name="redflagalert",
            name="source",
            field=models.CharField(
                choices=[
                    ("MESSAGE", "a message"),
                    ("MAIL", "an e-mail"),
                    ("CHAT", "the web chat"),
                    ("FORM", "a form"),
                    ("CALL", "a call"),
                    ("VOICEMAIL", "a voicemail"),
                    ("BOOKING", "a booking"),
                    ("WAITING", "the waiting list"),
                ],
                max_length=9,
            ),
        ),
    ]
