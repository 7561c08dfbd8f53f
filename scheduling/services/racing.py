"""Two at once: whoever loses is told what else is free, and nobody sees a deadlock."""

import random
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

from django.db import DatabaseError, IntegrityError

from core.errors import Refused
from core.transactions import reading
from scheduling import errors
from scheduling.selectors import free

T = TypeVar("T")
TRIES: Final = 5
# Deadlock, serialisation, lock not available: the same again, a moment later, will do.
AGAIN: Final = frozenset({"40P01", "40001", "55P03"})
OVERLAP: Final = "23P01"
SAME_FORM: Final = "appointment_ref_once"


def first_come(
    act: Callable[[], T], *, organisation_id: UUID, wish: free.Wish, starts_at: datetime, now: datetime
) -> T:
    """Run a use case that takes a time; who comes second is refused with the free times nearest to it.

    Raises:
        SlotTaken, SlotRefused: with alternatives, read after the use case was rolled back.
    """
    for left in reversed(range(TRIES)):
        try:
            return act()
        except errors.SlotTaken:
            break
        except errors.SlotRefused as refused:
            raise errors.SlotRefused(
                str(refused.sentence), refused.rules, _alternatives(organisation_id, wish, starts_at, now=now)
            ) from refused
        except DatabaseError as failed:
            if _state(failed) == OVERLAP:
                break
            if not (left and (_state(failed) in AGAIN or _is_same_form(failed))):
                raise
            # Enough to let the other one end; who waits is a person.
            time.sleep(random.uniform(0.01, 0.05))  # noqa: S311 - no secret
    raise errors.SlotTaken(_alternatives(organisation_id, wish, starts_at, now=now))


def is_lost(failed: DatabaseError) -> bool:
    """Say whether a use case failed because another one was first, or in the way."""
    return _state(failed) == OVERLAP or _state(failed) in AGAIN


def _alternatives(
    organisation_id: UUID, wish: free.Wish, wanted: datetime, *, now: datetime
) -> list[datetime]:
    """Find other times; with nobody in particular, if the wanted provider has none."""
    with reading(organisation_id):
        try:
            found = free.near(organisation_id=organisation_id, wish=wish, wanted=wanted, now=now)
        except Refused:
            return []
        return [one.starts_at for one in found]


def _state(failed: DatabaseError) -> str:
    return str(getattr(failed.__cause__, "sqlstate", "") or "")


def _is_same_form(failed: DatabaseError) -> bool:
    """Say whether the same form was sent twice at once: next time what the first made is found."""
    return isinstance(failed, IntegrityError) and SAME_FORM in str(failed)
