"""In which of the carrier's rooms, and when, a line took its call: one that ends there has met nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0015_task_page")]

    operations = [
        migrations.AddField(
            model_name="leg",
            name="accepted_in",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="The carrier's room in which it took the call, until told to have left it.",
                max_length=120,
            ),
        ),
        migrations.AddField(
            model_name="leg",
            name="accepted_at",
            field=models.DateTimeField(
                blank=True, help_text="When it took the call, by the carrier's clock.", null=True
            ),
        ),
    ]
