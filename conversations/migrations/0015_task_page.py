"""Where a task is done, if that is a page of ours."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0014_callback_at")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="page",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Where it is done: a page of ours.",
                max_length=200,
            ),
        ),
    ]
