"""A line's messages may wait in a queue, and are offered first to whom the person knows; keys checked without a lock."""

import django.db.models.deletion
from django.db import migrations, models

KEYS = (
    ("routing_linehandling", "messages_queue_id", "routing_queue"),
    ("routing_workitem", "last_owner_id", "accounts_member"),
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
    dependencies = [("routing", "0007_queue_changed")]

    operations = [
        migrations.AddField(
            model_name="linehandling",
            name="messages_queue",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="Where messages to the line wait that belong to nobody yet; without one they stay with the team.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="routing.queue",
            ),
        ),
        migrations.AddField(
            model_name="workitem",
            name="last_owner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                help_text="Who answered for the person's conversation before; asked first while on shift.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.member",
            ),
        ),
        *[operation for key in KEYS for operation in _key(*key)],
    ]
