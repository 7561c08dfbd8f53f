"""Accepting a webhook is one statement: the row is stored and committed before anything is made of it."""

from django.db import migrations

# SECURITY DEFINER because the organisation is only known from the account's path token; it writes nothing else.
ACCEPT = """
CREATE FUNCTION carrier_accept(
    new_id uuid, of_account uuid, of_kind text, of_digest bytea, of_body bytea,
    of_method text, of_type text, of_query text, at timestamptz
) RETURNS TABLE (id uuid, state text, fresh boolean)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH stored AS (
        INSERT INTO carrier_inbounddelivery
            (id, organisation_id, account_id, kind, digest, body, method, content_type, query, state, reading,
             received_at, created_at, attempts, error)
        SELECT new_id, a.organisation_id, a.id, of_kind, of_digest, of_body, of_method, of_type, of_query,
               'RECEIVED', '', at, at, 0, ''
          FROM carrier_carrieraccount a WHERE a.id = of_account
        ON CONFLICT (organisation_id, account_id, digest) DO NOTHING
        RETURNING carrier_inbounddelivery.id, carrier_inbounddelivery.state
    )
    SELECT stored.id, stored.state::text, true FROM stored
    UNION ALL
    SELECT d.id, d.state::text, false FROM carrier_inbounddelivery d
      JOIN carrier_carrieraccount a ON a.id = of_account AND a.organisation_id = d.organisation_id
     WHERE d.account_id = of_account AND d.digest = of_digest AND NOT EXISTS (SELECT 1 FROM stored)
$$
"""
UNAPPLIED = """
CREATE FUNCTION carrier_unapplied(before timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT organisation_id FROM carrier_inbounddelivery
     WHERE state IN ('RECEIVED', 'FAILED') AND received_at < before
$$
"""


class Migration(migrations.Migration):
    dependencies = [("carrier", "0001_initial")]
    operations = [
        migrations.RunSQL(
            ACCEPT,
            "DROP FUNCTION carrier_accept(uuid, uuid, text, bytea, bytea, text, text, text, timestamptz)",
        ),
        migrations.RunSQL(UNAPPLIED, "DROP FUNCTION carrier_unapplied(timestamptz)"),
    ]
