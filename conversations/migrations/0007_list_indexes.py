"""Labels of conversations that were there before, and two indexes that lists need otherwise than before."""

from django.apps.registry import Apps
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 2000
# Locked, so that a change made meanwhile is either read here or finds its labels to bring up to date.
FILL = """
WITH batch AS (
    SELECT id, organisation_id, tags, status, owner_id, latest_at, waiting_since
      FROM conversations_conversation WHERE id > %s ORDER BY id LIMIT %s FOR NO KEY UPDATE
), filled AS (
    INSERT INTO conversations_label
        (id, created_at, organisation_id, conversation_id, tag, status, is_owned, latest_at, waiting_since)
    SELECT gen_random_uuid(), now(), organisation_id, id, tag, status, owner_id IS NOT NULL, latest_at, waiting_since
      FROM (SELECT DISTINCT batch.*, unnest(batch.tags) AS tag FROM batch) tagged
    ON CONFLICT (organisation_id, conversation_id, tag) DO NOTHING
)
SELECT id FROM batch ORDER BY id DESC LIMIT 1
"""


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Copy labels batch by batch, each in a transaction of its own."""
    reached = "00000000-0000-0000-0000-000000000000"
    while reached:
        with transaction.atomic(), editor.connection.cursor() as cursor:
            cursor.execute(FILL, [reached, BATCH])
            row = cursor.fetchone()
            reached = str(row[0]) if row else ""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("conversations", "0006_labels")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        RemoveIndexConcurrently(model_name="conversation", name="conv_tags"),
        AddIndexConcurrently(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("owner", None), ("status", "OPEN")),
                fields=["organisation", "waiting_since", "id", "latest_channel", "line", "location"],
                name="conv_nobodys",
            ),
        ),
        RemoveIndexConcurrently(model_name="conversation", name="conv_unowned"),
    ]
