"""What a webhook of a call stood for and what was answered, and where callers go when nothing else works."""

from django.db import migrations, models

OUTCOMES = [
    ("ENTRY", "In a conversation"),
    ("RECOVERED", "Recovered from the carrier's report"),
    ("UNREADABLE", "Kept, could not be read"),
    ("NO_LINE", "Kept, for a number that is no line of ours"),
    ("CALL", "Call in a conversation"),
    ("FALLBACK", "Call answered by the fallback"),
    ("PARTIAL", "Part of a longer text"),
]
# As carrier_accept, and what the address says.
ACCEPT = """
CREATE FUNCTION carrier_accept_call(
    new_id uuid, of_account uuid, of_kind text, of_digest bytea, of_body bytea,
    of_method text, of_type text, of_query text, at timestamptz, of_about text
) RETURNS TABLE (id uuid, state text, fresh boolean)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH stored AS (
        INSERT INTO carrier_inbounddelivery
            (id, organisation_id, account_id, kind, digest, body, method, content_type, query, state, reading,
             received_at, created_at, attempts, error, about)
        SELECT new_id, a.organisation_id, a.id, of_kind, of_digest, of_body, of_method, of_type, of_query,
               'RECEIVED', '', at, at, 0, '', of_about
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


class Migration(migrations.Migration):
    dependencies = [("carrier", "0004_turns")]
    operations = [
        migrations.AddField(
            model_name="carrieraccount",
            name="fallback_phone",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Rung when a call cannot be handled as planned, for example +16025550100; else voicemail.",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="inbounddelivery",
            name="about",
            field=models.CharField(
                blank=True, db_default="", help_text="Which call the address stood for.", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="inbounddelivery",
            name="plan",
            field=models.JSONField(
                blank=True,
                help_text="What was answered, so that a repeated question gets the same.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="attempt", name="outcome", field=models.CharField(choices=OUTCOMES, max_length=10)
        ),
        migrations.RunSQL(
            ACCEPT,
            "DROP FUNCTION carrier_accept_call"
            "(uuid, uuid, text, bytea, bytea, text, text, text, timestamptz, text)",
        ),
    ]
