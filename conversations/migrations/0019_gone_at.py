"""When a leg ended by the carrier's own clock."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0018_mail")]

    operations = [
        migrations.AddField(
            model_name="leg",
            name="gone_at",
            field=models.DateTimeField(
                blank=True, help_text="When it ended, by the carrier's clock, where that is told.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="leg",
            name="accepted_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When it took the call, and once told when it came to the others, by the carrier's clock.",
                null=True,
            ),
        ),
    ]
