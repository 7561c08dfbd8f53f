"""Quick search by words in any order, by any part of a number or an e-mail; behind the wall as before (design §11)."""

from importlib import import_module

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

# Words of three letters and more are found anywhere in a name, shorter ones where a word begins: nothing shorter than
# three letters could use the index otherwise. Only the first few thousand that fit are put in order, so that one letter
# costs no more than a word.
SEARCH = """
CREATE OR REPLACE FUNCTION contact_search(wanted text, digits text, most integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    tenant uuid := nullif(current_setting('app.organisation', true), '')::uuid;
    folded text := btrim(regexp_replace(contact_fold(wanted), '[\\s,;]+', ' ', 'g'));
    patterns text[] := ARRAY(
        SELECT CASE WHEN length(word) < 3 THEN '% ' ELSE '%' END || word || '%'
          FROM unnest(string_to_array(folded, ' ')) word WHERE word <> '' ORDER BY length(word) DESC LIMIT 8);
    part text := CASE WHEN folded ~ '^[^ ]{3,}$' THEN '%' || folded || '%' END;
    number text := CASE WHEN length(digits) >= 4 THEN '%' || digits || '%' END;
    every_word text;
BEGIN
    SELECT coalesce(string_agg(format(
        'contact_words(c.display_name, c.first_name, c.middle_name, c.last_name, c.preferred_name, c.company_name)'
        ' LIKE $2[%s]', place), ' AND '), 'false')
      INTO every_word FROM generate_subscripts(patterns, 1) place;
    RETURN QUERY EXECUTE format($query$
        SELECT id FROM (
            SELECT id, CASE WHEN folded = $3 THEN 0 WHEN folded LIKE $3 || '%%' THEN 1 ELSE 2 END AS rank, folded AS name
              FROM (SELECT c.id, contact_fold(c.display_name) AS folded FROM contacts_contact c
                     WHERE c.organisation_id = $1 AND %s LIMIT 2000) named
            UNION ALL
            (SELECT a.contact_id, CASE WHEN a.value LIKE '%%' || $6 THEN 1 ELSE 3 END, a.value
               FROM contacts_contactaddress a
              WHERE a.organisation_id = $1 AND a.value LIKE $4 AND a.kind NOT IN ('EMAIL', 'OTHER') LIMIT 500)
            UNION ALL
            (SELECT a.contact_id, 3, a.value FROM contacts_contactaddress a
              WHERE a.organisation_id = $1 AND a.value LIKE $5 AND a.kind = 'EMAIL' LIMIT 500)
        ) found GROUP BY id ORDER BY min(rank), min(name), id LIMIT $7
    $query$, every_word) USING tenant, patterns, folded, number, part, digits, most;
END
$$
"""
BEFORE = import_module("contacts.migrations.0002_search").SEARCH
NAMES = ("display_name", "first_name", "middle_name", "last_name", "preferred_name", "company_name")
ANY_PART = django.contrib.postgres.indexes.OpClass
WORDS = models.Func(*NAMES, function="contact_words", output_field=models.TextField())


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("contacts", "0004_search_words")]
    operations = [
        AddIndexConcurrently(
            model_name="contact",
            index=django.contrib.postgres.indexes.GinIndex(
                ANY_PART(models.F("organisation"), name="uuid_ops"),
                ANY_PART(WORDS, name="gin_trgm_ops"),
                name="contact_any_word",
            ),
        ),
        AddIndexConcurrently(
            model_name="contactaddress",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["organisation", "value"], opclasses=["uuid_ops", "gin_trgm_ops"], name="address_any_part"
            ),
        ),
        migrations.RunSQL(SEARCH, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        RemoveIndexConcurrently(model_name="contact", name="contact_name_trgm"),
        RemoveIndexConcurrently(model_name="contactaddress", name="address_suffix"),
    ]
