"""Labels in a table of their own, kept by a trigger; see `conversations.models.Label` for why."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
from core.walls import tenant_walls

# Written as whoever writes the conversation, so that the policy stands before this table too.
KEEP = """
CREATE FUNCTION conversation_keep_labels() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM conversations_label
         WHERE organisation_id = NEW.organisation_id AND conversation_id = NEW.id AND NOT tag = ANY (NEW.tags);
    END IF;
    INSERT INTO conversations_label
        (id, created_at, organisation_id, conversation_id, tag, status, is_owned, latest_at, waiting_since)
    SELECT gen_random_uuid(), now(), NEW.organisation_id, NEW.id, tag, NEW.status, NEW.owner_id IS NOT NULL,
           NEW.latest_at, NEW.waiting_since
      FROM (SELECT DISTINCT unnest(NEW.tags) AS tag) tags
    ON CONFLICT (organisation_id, conversation_id, tag) DO UPDATE
       SET status = excluded.status, is_owned = excluded.is_owned, latest_at = excluded.latest_at,
           waiting_since = excluded.waiting_since;
    RETURN NULL;
END
$$;
CREATE TRIGGER conversation_labels_of_new AFTER INSERT ON conversations_conversation
    FOR EACH ROW WHEN (NEW.tags <> '{}') EXECUTE FUNCTION conversation_keep_labels();
CREATE TRIGGER conversation_labels_of_changed AFTER UPDATE ON conversations_conversation
    FOR EACH ROW WHEN ((OLD.tags <> '{}' OR NEW.tags <> '{}')
        AND (OLD.tags, OLD.status, OLD.owner_id, OLD.latest_at, OLD.waiting_since)
            IS DISTINCT FROM (NEW.tags, NEW.status, NEW.owner_id, NEW.latest_at, NEW.waiting_since))
    EXECUTE FUNCTION conversation_keep_labels();
"""
DROP = """
DROP TRIGGER conversation_labels_of_new ON conversations_conversation;
DROP TRIGGER conversation_labels_of_changed ON conversations_conversation;
DROP FUNCTION conversation_keep_labels();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_apikey"), ("conversations", "0005_entry_purpose")]
    operations = [
        migrations.CreateModel(
            name="Label",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("tag", models.CharField(max_length=40)),
                ("status", models.CharField(max_length=8)),
                ("is_owned", models.BooleanField()),
                ("latest_at", models.DateTimeField()),
                ("waiting_since", models.DateTimeField(null=True)),
                (
                    "conversation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="labels",
                        to="conversations.conversation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "tag", "status", "-latest_at", "-conversation"],
                        name="label_latest",
                    ),
                    models.Index(
                        condition=models.Q(("is_owned", False), ("status", "OPEN")),
                        fields=["organisation", "tag", "waiting_since", "conversation"],
                        name="label_waiting",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "conversation", "tag"), name="label_once")
                ],
            },
        ),
        *tenant_walls("conversations", ["Label"]),
        migrations.RunSQL(KEEP, DROP),
    ]
