"""New names are sorted into the index of keys at once: a check reads no list of what waits."""

import django.contrib.postgres.indexes
from django.db import migrations

# The index stays as it is; what waits in it is sorted in by the next vacuum.
AT_ONCE = "ALTER INDEX party_name_keys SET (fastupdate = off)"
LATER = "ALTER INDEX party_name_keys RESET (fastupdate)"


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_matter_of_form")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(AT_ONCE, LATER)],
            state_operations=[
                migrations.RemoveIndex(model_name="partyname", name="party_name_keys"),
                migrations.AddIndex(
                    model_name="partyname",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["organisation", "keys"], name="party_name_keys",
                        opclasses=["uuid_ops", "array_ops"],
                    ),
                ),
            ],
        ),
    ]
