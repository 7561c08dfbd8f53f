"""Tasks say which version they are, so that two members cannot tick one past each other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0008_search")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
    ]
