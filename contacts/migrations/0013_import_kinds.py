"""Lists of other things than contacts are read in the same way."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0012_personal_details")]

    operations = [
        migrations.AddField(
            model_name="contactimport",
            name="kind",
            field=models.CharField(db_default="PEOPLE", default="PEOPLE", max_length=12),
        ),
        migrations.AddField(
            model_name="contactimport",
            name="label",
            field=models.CharField(blank=True, db_default="", default="", max_length=80),
        ),
    ]
