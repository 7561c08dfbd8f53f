"""Full-text search that takes the newest first; behind the wall as before (see contacts 0002)."""

from importlib import import_module

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

# Whose an entry is, alone, with its week and with its day: as elements of an index, they take a search straight to the
# organisation's entries of some days. Two that collide cost a look; rows are compared by themselves.
PERIODS = """
CREATE FUNCTION conversation_period(tenant uuid, size text, number bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT hashtextextended(tenant::text || size, number) $$;
CREATE FUNCTION conversation_day(at timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT floor(extract(epoch FROM at AT TIME ZONE 'UTC') / 86400)::bigint
$$;
CREATE FUNCTION conversation_periods(tenant uuid, at timestamptz) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY[public.conversation_period(tenant, '', 0),
                 public.conversation_period(tenant, 'week', public.conversation_day(at) / 7),
                 public.conversation_period(tenant, 'day', public.conversation_day(at))]
$$;
"""
DROP = """
DROP FUNCTION conversation_periods(uuid, timestamptz);
DROP FUNCTION conversation_day(timestamptz);
DROP FUNCTION conversation_period(uuid, text, bigint);
"""
# Words that few entries carry are all read, then put in order. Of others the newest are taken from ever longer stretches
# of time until there are enough, so that a search reads some hundred entries whatever was ever written; of what is older
# than ten years it shows what the first reading met.
SEARCH = """
CREATE OR REPLACE FUNCTION conversation_search(wanted text, most integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_indexscan = off AS $$
DECLARE
    tenant constant uuid := nullif(current_setting('app.organisation', true), '')::uuid;
    query constant tsquery := websearch_to_tsquery('simple', wanted);
    today constant bigint := conversation_day(now());
    few constant integer := 100;
    hits uuid[];
    stamps timestamptz[];
    more uuid[];
    times timestamptz[];
    stretch record;
BEGIN
    SELECT coalesce(array_agg(conversation_id), '{}'), coalesce(array_agg(occurred_at), '{}') INTO hits, stamps FROM (
        SELECT e.conversation_id, e.occurred_at FROM conversations_entry e
         WHERE e.organisation_id = tenant AND e.search @@ query
           AND conversation_periods(e.organisation_id, e.occurred_at) && ARRAY[conversation_period(tenant, '', 0)]
         LIMIT few) met;
    IF cardinality(hits) = few THEN
        FOR stretch IN SELECT * FROM (VALUES ('day', -1, 1), ('day', 2, 7), ('week', 0, 3), ('week', 4, 11),
                                             ('week', 12, 51), ('week', 52, 259), ('week', 260, 519)
                                     ) stretches (size, since, until) LOOP
            SELECT coalesce(array_agg(e.conversation_id), '{}'), coalesce(array_agg(e.occurred_at), '{}')
              INTO more, times FROM conversations_entry e
             WHERE e.organisation_id = tenant AND e.search @@ query
               AND conversation_periods(e.organisation_id, e.occurred_at) && ARRAY(
                   SELECT conversation_period(tenant, stretch.size,
                          CASE stretch.size WHEN 'day' THEN today ELSE today / 7 END - ago)
                     FROM generate_series(stretch.since, stretch.until) ago);
            hits := hits || more;
            stamps := stamps || times;
            EXIT WHEN (SELECT count(DISTINCT hit) FROM unnest(hits, stamps) AS found (hit, at)
                        WHERE at >= now() - make_interval(days =>
                              CASE stretch.size WHEN 'day' THEN stretch.until ELSE stretch.until * 7 END)) >= most;
        END LOOP;
    END IF;
    RETURN QUERY SELECT hit FROM unnest(hits, stamps) AS found (hit, at)
                  GROUP BY hit ORDER BY max(at) DESC, hit LIMIT most;
END
$$
"""
BEFORE = import_module("conversations.migrations.0002_search").SEARCH


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("conversations", "0007_list_indexes")]
    operations = [
        migrations.RunSQL(PERIODS, DROP),
        AddIndexConcurrently(
            model_name="entry",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    "organisation",
                    "occurred_at",
                    function="conversation_periods",
                    output_field=django.contrib.postgres.fields.ArrayField(models.BigIntegerField()),
                ),
                models.F("search"),
                name="entry_words",
            ),
        ),
        migrations.RunSQL(SEARCH, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        RemoveIndexConcurrently(model_name="entry", name="entry_search"),
    ]
