"""On which line of the file each row of an import begins; blank lines and line breaks in cells part the two."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_search")]

    operations = [
        migrations.AddField(
            model_name="contactimport",
            name="lines",
            field=models.JSONField(default=list, db_default=models.Value([], models.JSONField())),
        ),
    ]
