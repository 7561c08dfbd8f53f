"""Reading calendars elsewhere, each by itself: what it told is stored, and why it told nothing."""

import logging
import random
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F

from core.transactions import reading, use_case
from scheduling.domain.outside import CalendarFault, News, Trouble
from scheduling.models import ExternalCalendar
from scheduling.ports import calendar_port
from scheduling.selectors.elsewhere import find_active
from scheduling.services.outside import storing, writing
from scheduling.services.outside.rows import access_of, asked_of

log = logging.getLogger(__name__)
EVERY: Final = timedelta(minutes=10)
_JITTER: Final = 0.2
# Long enough for the slowest of servers; whoever read it gives the true time afterwards.
_LEASE: Final = timedelta(minutes=3)
_LONGEST_WAIT: Final = timedelta(hours=1)
# Busy times are worked out for a stretch that moves on with the days.
_WHOLE_EVERY: Final = timedelta(hours=20)


@use_case
def lease_due(*, organisation: UUID, now: datetime, limit: int = 200) -> list[UUID]:
    """Take the calendars whose turn it is, so that nobody else reads them meanwhile."""
    rows = ExternalCalendar.objects.of(organisation).filter(is_active=True, next_at__lte=now)
    ids = list(
        rows.select_for_update(skip_locked=True, no_key=True)
        .order_by("next_at")
        .values_list("pk", flat=True)[:limit]
    )
    ExternalCalendar.objects.of(organisation).filter(pk__in=ids).update(next_at=now + _LEASE)
    return ids


def read_calendar(*, organisation_id: UUID, calendar_id: UUID, now: datetime, whole: bool = False) -> bool:
    """Read one calendar and write what is due in it; says whether it could be read."""
    with reading(organisation_id):
        row = find_active(organisation_id=organisation_id, calendar_id=calendar_id)
        if row is None:
            return False
        is_due = whole or row.whole_at is None or row.whole_at + _WHOLE_EVERY <= now
        asked = asked_of(row.resource, now=now, row=None if is_due else row)
    try:
        news = calendar_port(row.kind).read(access_of(row), asked)
    except CalendarFault as fault:
        _note_fault(organisation=organisation_id, calendar_id=row.pk, fault=fault, now=now)
        return False
    except Exception:
        # Of a stranger's file anything may come; it must not stop what else is to be done, and it fails closed.
        log.exception("calendar not understood", extra={"calendar_id": row.pk})
        odd = CalendarFault(Trouble.UNREADABLE_ANSWER)
        _note_fault(organisation=organisation_id, calendar_id=row.pk, fault=odd, now=now)
        return False
    _note(organisation=organisation_id, calendar_id=row.pk, token=asked.token, news=news, now=now)
    if row.writes_to:
        writing.write_due(organisation_id=organisation_id, calendar_id=row.pk, now=now)
    return True


def soon(now: datetime) -> datetime:
    """Give the next turn, not the same minute for all."""
    return now + EVERY * (1 + random.uniform(-_JITTER, _JITTER))  # noqa: S311 - no secret


@use_case
def _note(*, organisation: UUID, calendar_id: UUID, token: str, news: News | None, now: datetime) -> None:
    row = storing.lock_calendar(organisation, calendar_id)
    # Two who read at once: of changes only those since what is stored can be told.
    if row is None or (news is not None and not news.is_whole and row.sync_token != token):
        return
    if news is not None:
        storing.store(row, news, now=now)
    row.last_try_at = row.last_ok_at = now
    row.failing_since, row.failures, row.error = None, 0, ""
    row.next_at = soon(now)
    row.save()


@use_case
def _note_fault(*, organisation: UUID, calendar_id: UUID, fault: CalendarFault, now: datetime) -> None:
    """Keep the last good set, and come back later the longer it fails."""
    wait = fault.retry_after or EVERY
    rows = ExternalCalendar.objects.of(organisation).filter(pk=calendar_id)
    row = rows.select_for_update(no_key=True).first()
    if row is None:
        return
    wait = max(wait, min(_LONGEST_WAIT, EVERY * 2 ** min(row.failures, 3)))
    rows.update(
        last_try_at=now,
        failing_since=row.failing_since or now,
        failures=F("failures") + 1,
        error=fault.trouble.value,
        next_at=soon(now) - EVERY + wait,
    )
