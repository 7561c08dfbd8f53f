"""What quick search compares: the words of a name without case and accents, by a function of ours.

`unaccent` would need rules in a file and is not immutable; Unicode's own decomposition is both at hand and fixed.
"""

from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations

# Most names are plain ASCII, which as many bytes as letters tell, and cost next to nothing. The leading space lets a
# short word be looked for at the beginning of words only. Letters without a decomposition are written as people type
# them.
FOLD = """
CREATE OR REPLACE FUNCTION contact_fold(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(said) = length(said) THEN lower(said) ELSE translate(
        regexp_replace(normalize(lower(said), NFKD), '[\\u0300-\\u036f]', '', 'g'), 'łøđıß', 'lodis') END
$$
"""
WORDS = """
CREATE OR REPLACE FUNCTION contact_words(
    shown text, first_name text, middle_name text, last_name text, preferred_name text, company_name text
) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ' ' || public.contact_fold(shown || ' ' || first_name || ' ' || middle_name || ' ' || last_name
        || ' ' || preferred_name || ' ' || company_name)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0003_import_lines")]
    operations = [
        BtreeGinExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION contact_fold(text)"),
        migrations.RunSQL(WORDS, "DROP FUNCTION contact_words(text, text, text, text, text, text)"),
    ]
