"""What a process remembers of an organisation's settings: costly to read and to build, seldom changed.

Memory is never trusted alone: one statement says whether any row of it has changed since, whichever process changed it.
PostgreSQL writes a changed row anew, elsewhere and by another transaction: both together say that it has not changed.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar
from uuid import UUID

from django.db import connection

from core.transactions import require_organisation

T = TypeVar("T")
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    mark: str
    day: date
    value: T


class Memory(Generic[T]):
    """Values of one sort. What is given out is shared by threads: never changed, never saved."""

    def __init__(self, *tables: str) -> None:
        """Watch the organisation's own row and its rows in `tables`, each of which names it by `organisation_id`."""
        self.tables = tables
        marks = ", ".join(
            f"coalesce((SELECT string_agg(ctid::text || xmin::text, ' ' ORDER BY ctid)"  # noqa: S608 - names of ours
            f" FROM {table} WHERE organisation_id = %s), '-')"
            for table in tables
        )
        own = "(SELECT ctid::text || xmin::text FROM accounts_organisation WHERE id = %s)"
        self._statement = f"SELECT md5(concat_ws('|', {own}, {marks}))"
        self._kept: dict[tuple[UUID, Hashable], _Kept[T]] = {}

    def recall(self, key: Hashable, *, day: date, read: Callable[[], T]) -> T:
        """Give the value of `key` as it was read on `day`, or read it: inside a use case or `reading`."""
        organisation_id = require_organisation()
        # Before reading: what changes in between makes the next look read again.
        mark = self._mark(organisation_id)
        kept = self._kept.get((organisation_id, key))
        if kept is not None and kept.mark == mark and kept.day == day:
            return kept.value
        value = read()
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[organisation_id, key] = _Kept(mark, day, value)
        return value

    def _mark(self, organisation_id: UUID) -> str:
        with connection.cursor() as cursor:
            cursor.execute(self._statement, [organisation_id] * (len(self.tables) + 1))
            [mark] = cursor.fetchone()
        return str(mark)
