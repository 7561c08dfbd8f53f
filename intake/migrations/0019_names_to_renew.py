"""Whether a name still waits to be keyed anew is asked by every check."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("intake", "0018_wall_lets_in")]

    operations = [
        AddIndexConcurrently(
            model_name="partyname",
            index=models.Index(fields=["organisation", "engine"], name="party_name_engine"),
        ),
    ]
