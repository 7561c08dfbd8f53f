"""Tasks that are promises, and when somebody is warned of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0023_chat_of_a_visitor")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="promised_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ASSISTANT", "The receptionist"),
                    ("GREETING", "A greeting"),
                    ("TEXT", "An automatic text"),
                    ("MEMBER", "A member"),
                ],
                db_default="",
                default="",
                help_text="Who told the customer so; empty where nobody did.",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="task", name="promised_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="task",
            name="warn_at",
            field=models.DateTimeField(
                blank=True, help_text="When whoever owes it is warned; empty once they were.", null=True
            ),
        ),
    ]
