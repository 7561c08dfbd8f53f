"""Whose turn it is at the carrier, while Redis is down: one row per account and kind of request."""

from django.db import migrations

# Unlogged: after a crash of the database nobody remembers how fast we were, which costs a second at most.
TABLE = """
CREATE UNLOGGED TABLE carrier_turn (
    account_id uuid NOT NULL, act text NOT NULL, tokens double precision NOT NULL, at timestamptz NOT NULL,
    PRIMARY KEY (account_id, act)
)
"""
# Takes a token even when there is none: what is missing is the caller's place in the queue, in tokens.
TAKE = """
CREATE FUNCTION carrier_take_turn(of_account uuid, of_act text, per_second float8, burst float8, cost float8)
RETURNS float8 LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
    INSERT INTO carrier_turn AS kept (account_id, act, tokens, at)
    VALUES (of_account, of_act, burst - cost, clock_timestamp())
    ON CONFLICT (account_id, act) DO UPDATE
       SET tokens = least(
               burst,
               kept.tokens + per_second * greatest(0, extract(epoch FROM clock_timestamp() - kept.at))
           ) - cost,
           at = greatest(kept.at, clock_timestamp())
    RETURNING tokens
$$
"""


class Migration(migrations.Migration):
    dependencies = [("carrier", "0003_parts_flushed_at")]
    operations = [
        migrations.RunSQL(TABLE, "DROP TABLE carrier_turn"),
        migrations.RunSQL(TAKE, "DROP FUNCTION carrier_take_turn(uuid, text, float8, float8, float8)"),
    ]
