"""A large archive made by SQL: half of it one organisation's, spread over views, lines, channels and labels.

It is written by the owner of the tables with triggers off, and the secondary indexes are built afterwards: a million
conversations with entries, people and read marks take a minute instead of an hour.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from psycopg import sql

from accounts.models import Location, Member, Organisation
from conversations.models import Line
from tests.benchmarks import _business
from tests.factories import conversations as lines

TABLES = (
    "conversations_conversation",
    "conversations_label",
    "conversations_entry",
    "conversations_readmark",
    "conversations_mention",
    "contacts_contact",
    "contacts_contactaddress",
)
# What the archive is made of; `{first}` to `{last}` are numbers of conversations, even ones belong to the house.
# A hundred of them, at every size, carry the label "rare", all others one of six.
# Shares: 30 % open (a third of them unowned), 20 % waiting, 5 % snoozed, 40 % resolved, 5 % spam.
PLAN: LiteralString = """
CREATE TEMP TABLE plan ON COMMIT DROP AS
SELECT g, md5('c' || g)::uuid AS id, md5('p' || g / 4)::uuid AS contact,
       CASE WHEN g %% 2 = 0 THEN %(house)s::uuid ELSE (%(others)s::uuid[])[1 + g / 2 %% 5] END AS org,
       (%(lines)s::uuid[])[1 + g / 2 %% 4] AS line, (%(locations)s::uuid[])[1 + g / 2 %% 4] AS location,
       (%(members)s::uuid[])[1 + g / 2 %% 8] AS member,
       CASE WHEN a < 0.3 THEN 'OPEN' WHEN a < 0.5 THEN 'WAITING' WHEN a < 0.55 THEN 'SNOOZED'
            WHEN a < 0.95 THEN 'RESOLVED' ELSE 'SPAM' END AS status,
       CASE WHEN b < 0.7 THEN 'SMS' WHEN b < 0.9 THEN 'WHATSAPP' ELSE 'MESSENGER' END AS channel,
       c < 0.67 OR a >= 0.5 AS is_owned, now() - d * interval '365 days' AS at, e
  FROM (SELECT g, random() AS a, random() AS b, random() AS c, random() AS d, random() AS e
          FROM generate_series(%(first)s::int, %(last)s::int) g) drawn
"""
CONVERSATIONS: LiteralString = """
INSERT INTO conversations_conversation
    (id, organisation_id, created_at, location_id, line_id, contact_id, party_key, party_kind, party_value, title,
     status, control, epoch, ownership, owner_id, owned_at, due_at, version, entry_count, latest_at,
     latest_inbound_seq, latest_channel, latest_text, latest_is_ours, has_failure, waiting_since,
     snoozed_until_reply, resolved_at, outcome, outcome_reason, reopen_count, is_split, tags)
SELECT id, org, at, location, line, contact, 'c:' || id, 'PHONE', '+1' || 4800000000 + g, 'Person ' || g / 4,
       status, 'HUMAN', 0, CASE WHEN is_owned THEN 'OWNED' ELSE 'UNOWNED' END, CASE WHEN is_owned THEN member END,
       CASE WHEN is_owned THEN at END, CASE WHEN status = 'OPEN' THEN at + interval '30 minutes' END, 3, 2, at,
       1, channel, 'Could somebody call me back about case ' || g || '?', e < 0.3, false,
       CASE WHEN status = 'OPEN' AND e < 0.8 THEN at END, status = 'SNOOZED',
       CASE WHEN status = 'RESOLVED' THEN at END, CASE WHEN status = 'RESOLVED' THEN 'BOOKED' ELSE '' END, '', 0,
       false, CASE WHEN g %% 1000 = 0 AND g <= 100000 THEN ARRAY['rare'] ELSE ARRAY['label ' || g / 2 %% 6] END
  FROM plan
"""
# What the trigger, which is off here, would have done.
LABELS: LiteralString = """
INSERT INTO conversations_label
    (id, created_at, organisation_id, conversation_id, tag, status, is_owned, latest_at, waiting_since)
SELECT md5('l' || g)::uuid, c.created_at, c.organisation_id, c.id, c.tags[1], c.status, c.owner_id IS NOT NULL,
       c.latest_at, c.waiting_since
  FROM plan JOIN conversations_conversation c ON c.id = plan.id
"""
# Words are drawn so that the k-th is about 1/k as frequent as the first, as in every language (Zipf).
ENTRIES: LiteralString = """
INSERT INTO conversations_entry
    (id, organisation_id, created_at, conversation_id, seq, kind, channel, line_id, address, text, is_automatic, fact,
     fact_values, occurred_at, state, history, failure_reason, segments, provider_id, media, version)
SELECT md5('e' || g)::uuid, org, at, id, 1, 'MESSAGE_IN', channel, line, '+1' || 4800000000 + g,
       concat_ws(' ', 'case' || g, w(), w(), w(), w(), w(), w(), w(), w()),
       false, '', '{}', at, 'APPLIED', '[]', '', 1, '', '[]', 1
  FROM plan
"""
WORD: LiteralString = """
CREATE FUNCTION pg_temp.w() RETURNS text LANGUAGE sql VOLATILE AS
$$ SELECT 'word' || floor(power(2000, random()))::int $$
"""
READ_MARKS: LiteralString = """
INSERT INTO conversations_readmark (id, organisation_id, created_at, conversation_id, member_id, seq)
SELECT md5('r' || g)::uuid, org, at, id, (%(members)s::uuid[])[1], 1 FROM plan WHERE g %% 2 = 0 AND e < 0.3
"""
PEOPLE: LiteralString = """
INSERT INTO contacts_contact
    (id, organisation_id, created_at, kind, prefix, first_name, middle_name, last_name, suffix, preferred_name,
     company_name, display_name, language, lifecycle, tags, source, about, version, updated_at)
SELECT contact, org, at, 'PERSON', '', 'First' || g / 4 %% 50, '', 'Family' || g / 4, '', '', '',
       'First' || g / 4 %% 50 || ' Family' || g / 4, '', 'LEAD', '{}', '', '', 1, at
  FROM plan WHERE g %% 4 = 0
"""
ADDRESSES: LiteralString = """
INSERT INTO contacts_contactaddress
    (id, organisation_id, created_at, kind, value, label, is_preferred, is_shared, contact_id)
SELECT md5('a' || g)::uuid, org, at, 'PHONE', '+1' || 4800000000 + g, '', true, false, contact
  FROM plan WHERE g %% 4 = 0
"""
# Unread mentions do not pile up with the archive: six hundred at every size, of the newest open conversations.
MENTIONS: LiteralString = """
INSERT INTO conversations_mention (id, organisation_id, created_at, member_id, entry_id, conversation_id)
SELECT md5('m' || g)::uuid, org, at, (%(members)s::uuid[])[1], md5('e' || g)::uuid, id
  FROM plan WHERE g %% 2 = 0 AND g <= 1200
"""


class Archive:
    """One house with half of everything, five others with the rest; `grow` adds up to a number of conversations."""

    def __init__(self) -> None:
        self.clear()
        house = _business.open_business("archive")
        others = [_business.open_business(f"other{number}") for number in range(5)]
        self.organisation: Organisation = house.organisation
        self.members: list[Member] = _business.hire(house, members=8)
        branch = Location.objects.create(organisation=house.organisation, name="Branch office")
        self.lines: list[Line] = [house.line] + [
            lines.line(
                organisation=house.organisation,
                address=f"+1602555011{number}",
                name=f"Line {number}",
                location=branch if number > 1 else None,
            )
            for number in range(1, 4)
        ]
        self.size = 0
        self._parameters = {
            "house": house.organisation.pk,
            "others": [other.organisation.pk for other in others],
            "lines": [line.pk for line in self.lines],
            "locations": [line.location_id for line in self.lines],
            "members": [member.pk for member in self.members],
        }

    def grow(self, size: int) -> None:
        """Add conversations until there are `size`, then bring indexes and statistics up to date."""
        with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as connection:
            with _without_indexes(connection), connection.transaction():
                connection.execute("SET LOCAL session_replication_role = replica")
                connection.execute("SELECT setseed(0.5)")
                connection.execute(WORD)
                given = self._parameters | {"first": self.size + 1, "last": size}
                steps = [
                    PLAN,
                    CONVERSATIONS,
                    LABELS,
                    ENTRIES.replace("w()", "pg_temp.w()"),
                    READ_MARKS,
                    PEOPLE,
                    ADDRESSES,
                ]
                for step in [*steps, MENTIONS]:
                    _run(connection, step, given)
                connection.execute("DROP FUNCTION pg_temp.w()")
            for table in TABLES:
                connection.execute(sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(table)))
        self.size = size

    def clear(self) -> None:
        """Empty the tables, so that what was measured before does not count."""
        with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as connection:
            connection.execute(
                sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(map(sql.Identifier, TABLES)))
            )


def _run(connection: "psycopg.Connection[tuple[object, ...]]", step: str, given: dict[str, object]) -> None:
    """Run a step with literals, since a step without any placeholder would read `%%` as it stands."""
    psycopg.ClientCursor(connection).execute(step, given)  # type: ignore[arg-type]


@contextmanager
def _without_indexes(connection: "psycopg.Connection[tuple[object, ...]]") -> Iterator[None]:
    """Drop the indexes that are no constraints and build them again when the block has filled the tables."""
    found: Sequence[tuple[object, ...]] = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS"
        " (SELECT FROM pg_constraint WHERE conindid = indexrelid)",
        [list(TABLES)],
    ).fetchall()
    for name, _definition in found:
        connection.execute(f"DROP INDEX {name}")  # type: ignore[arg-type]
    try:
        yield
    finally:
        connection.execute("SET maintenance_work_mem = '256MB'")
        for _name, definition in found:
            connection.execute(str(definition))  # type: ignore[arg-type]
