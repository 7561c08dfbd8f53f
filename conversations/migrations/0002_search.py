"""Full-text search behind the wall; see contacts 0002 for why it is a function."""

from django.db import migrations

# Candidates are capped before they are sorted: a common word must not read the whole table (research/performance §4).
SEARCH = """
CREATE FUNCTION conversation_search(wanted text, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT conversation_id FROM (
        SELECT e.conversation_id, e.occurred_at FROM conversations_entry e
         WHERE e.organisation_id = nullif(current_setting('app.organisation', true), '')::uuid
           AND e.search @@ websearch_to_tsquery('simple', wanted)
         LIMIT 1000
    ) hits GROUP BY conversation_id ORDER BY max(occurred_at) DESC LIMIT most
$$
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_initial")]
    operations = [
        migrations.RunSQL(SEARCH, "DROP FUNCTION conversation_search(text, integer)"),
    ]
