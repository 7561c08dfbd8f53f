"""Names of parties that may be meant by a name, found by the index; which of them are, the engine judges."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from core.transactions import require_organisation
from intake.domain.names.keys import ENGINE
from intake.models import PartyName

MOST_CANDIDATES = 20_000
MOST_COUNTED = 200


@dataclass(frozen=True, slots=True)
class FoundName:
    """One name of a party, as it is stored."""

    party_id: UUID
    party_kind: str
    dob: date | None
    name_id: UUID
    name_kind: str
    raw: str
    readings: list[object]


def list_candidates(
    *, keys: Iterable[int], near: str = "", most: int = MOST_CANDIDATES
) -> Sequence[FoundName]:
    """List the names of the organisation in force that share a key, and with `near` those that look like it."""
    require_organisation()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT party_id, party_kind, dob, name_id, name_kind, raw, readings FROM party_name_candidates(%s, %s, %s)",
            [sorted(keys), near, most],
        )
        rows = cursor.fetchall()
    return [
        FoundName(party, kind, dob, name, of, raw, _as_list(stored))
        for party, kind, dob, name, of, raw, stored in rows
    ]


def list_outdated() -> Sequence[FoundName]:
    """List the names that an older engine keyed and Beat has not reached yet: no key finds them for sure.

    Few minutes after an upgrade there are none; until then each is judged by itself, so that nobody is missed.
    """
    rows = PartyName.objects.of(require_organisation()).filter(engine__lt=ENGINE)
    return [
        FoundName(row.party_id, row.party.kind, row.party.dob, row.pk, row.kind, row.raw, row.readings)
        for row in rows.select_related("party").order_by("pk")
    ]


def count_words(*, keys: Iterable[int]) -> dict[int, int]:
    """Count the names that have each of these words, up to a number beyond which a word is common anyway."""
    require_organisation()
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, names FROM party_word_counts(%s, %s)", [sorted(keys), MOST_COUNTED])
        return dict(cursor.fetchall())


def _as_list(stored: object) -> list[object]:
    # Outside the ORM the driver hands out JSON as text.
    return json.loads(stored) if isinstance(stored, str) else stored  # type: ignore[return-value]
