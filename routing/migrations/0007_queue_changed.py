"""Who changed a queue last, and when; the key is checked without a lock."""

import django.db.models.deletion
from django.db import migrations, models

TABLE, NAME = "routing_queue", "routing_queue_changed_by_id_tenant"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("accounts", "0003_special_openings"), ("routing", "0006_callback_talk")]

    operations = [
        migrations.AddField(
            model_name="queue",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="queue",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.member",
            ),
        ),
        migrations.RunSQL(
            f'ALTER TABLE "{TABLE}" ADD CONSTRAINT "{NAME}" FOREIGN KEY (organisation_id, "changed_by_id")'
            f' REFERENCES "accounts_member" (organisation_id, id) DEFERRABLE INITIALLY DEFERRED NOT VALID',
            f'ALTER TABLE "{TABLE}" DROP CONSTRAINT "{NAME}"',
        ),
        migrations.RunSQL(f'ALTER TABLE "{TABLE}" VALIDATE CONSTRAINT "{NAME}"', migrations.RunSQL.noop),
    ]
