"""Who made a recording's summary: a language model, or (empty) the speakers' own sentences, and why no model did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0012_leg_in_plan")]

    operations = [
        migrations.AddField(
            model_name="recording",
            name="summary_actions",
            field=models.JSONField(
                blank=True,
                db_default=models.Value([], models.JSONField()),
                default=list,
                help_text="By the model.",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="summary_by",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="The language model; empty: the speakers' own sentences.",
                max_length=80,
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="summary_problem",
            field=models.CharField(blank=True, db_default="", default="", max_length=8),
        ),
    ]
