"""Quick search behind the wall: trigram and suffix indexes cannot be used through a policy (design §11)."""

from django.db import migrations

SEARCH = """
CREATE FUNCTION contact_search(wanted text, digits text, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id FROM (
        (SELECT c.id, 0 AS rank, c.display_name AS name FROM contacts_contact c
          WHERE c.organisation_id = nullif(current_setting('app.organisation', true), '')::uuid
            AND wanted <> '' AND lower(c.display_name) LIKE '%' || lower(wanted) || '%'
          ORDER BY lower(c.display_name) LIMIT most)
        UNION
        (SELECT a.contact_id, 1, a.value FROM contacts_contactaddress a
          WHERE a.organisation_id = nullif(current_setting('app.organisation', true), '')::uuid
            AND length(digits) >= 3 AND a.reversed_value LIKE reverse(digits) || '%'
          LIMIT most)
        UNION
        (SELECT a.contact_id, 1, a.value FROM contacts_contactaddress a
          WHERE a.organisation_id = nullif(current_setting('app.organisation', true), '')::uuid
            AND position('@' IN wanted) > 0 AND a.kind = 'EMAIL' AND a.value LIKE lower(wanted) || '%'
          LIMIT most)
    ) found GROUP BY id ORDER BY min(rank), min(name) LIMIT most
$$
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial")]
    operations = [
        migrations.RunSQL(SEARCH, "DROP FUNCTION contact_search(text, text, integer)"),
    ]
