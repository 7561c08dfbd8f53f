"""The keys from older tables to flows, checked without a lock, and the index of calls that wait for a program."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

KEYS = (
    ("routing_linehandling", "flow_id", "routing_flow"),
    ("routing_callrun", "flow_version_id", "routing_flowversion"),
)


def _key(table: str, column: str, target: str) -> list[migrations.RunSQL]:
    name = f"{table}_{column}_tenant"
    return [
        migrations.RunSQL(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (organisation_id, "{column}")'
            f' REFERENCES "{target}" (organisation_id, id) DEFERRABLE INITIALLY DEFERRED NOT VALID',
            f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"',
        ),
        migrations.RunSQL(f'ALTER TABLE "{table}" VALIDATE CONSTRAINT "{name}"', migrations.RunSQL.noop),
    ]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("routing", "0003_flow_versions")]

    operations = [
        *[operation for key in KEYS for operation in _key(*key)],
        AddIndexConcurrently(
            model_name="callrun",
            index=models.Index(
                fields=["organisation", "waits_until"],
                condition=models.Q(("waits_until__isnull", False)),
                name="run_waits",
            ),
        ),
    ]
