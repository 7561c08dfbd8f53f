"""Storing what a calendar told: its busy times, and what became of our own events in it."""

from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

from core.events import record
from core.transactions import step
from scheduling.domain.appointments import TO_COME
from scheduling.domain.outside import Clash, News, Seen, Span
from scheduling.events import CalendarChanged
from scheduling.models import ExternalBusy, ExternalCalendar, ExternalCopy

_LONGEST_KEY: Final = 400
_BATCH: Final = 2000
_MOST_WARNINGS: Final = 20


@step
def lock_calendar(organisation_id: UUID, calendar_id: UUID) -> ExternalCalendar | None:
    """Lock a calendar to the end of the transaction, None where it was taken away."""
    rows = ExternalCalendar.objects.of(organisation_id).select_for_update(no_key=True)
    return rows.filter(pk=calendar_id).first()


@step
def store(row: ExternalCalendar, news: News, *, now: datetime) -> None:
    """Put what was told in the place of what was known; the caller saves the row."""
    if _store_busy(row, news, now=now):
        record(CalendarChanged(resource_id=row.resource_id, change="ELSEWHERE"), now=now)
    if row.writes_to:
        _compare(row, news, now=now)
    row.sync_token, row.etag, row.last_modified = news.token, news.etag, news.last_modified
    row.warnings = [list(one) for one in news.warnings[:_MOST_WARNINGS]]
    if news.is_whole:
        row.whole_at = now


def short(key: str) -> str:
    """Make a key of what a calendar calls an event, however long that is."""
    return key if len(key) <= _LONGEST_KEY else sha256(key.encode()).hexdigest()


def _store_busy(row: ExternalCalendar, news: News, *, now: datetime) -> bool:
    """Write only what differs; says whether anything does."""
    rows = ExternalBusy.objects.of(row.organisation_id).filter(calendar=row)
    if not news.is_whole:
        rows = rows.filter(key__in=[short(key) for key in news.named])
    known = {
        (key, part, starts_at, ends_at, kind): pk
        for pk, key, part, starts_at, ends_at, kind in rows.values_list(
            "pk", "key", "part", "starts_at", "ends_at", "kind"
        )
    }
    told = {_identity(span): span for span in news.spans if span.starts_at < span.ends_at}
    gone = [pk for identity, pk in known.items() if identity not in told]
    fresh = [span for identity, span in told.items() if identity not in known]
    for at in range(0, len(gone), _BATCH):
        ExternalBusy.objects.of(row.organisation_id).filter(pk__in=gone[at : at + _BATCH]).delete()
    ExternalBusy.objects.bulk_create(
        (
            ExternalBusy(
                organisation_id=row.organisation_id,
                calendar=row,
                resource_id=row.resource_id,
                key=short(span.key),
                part=span.part[:80],
                starts_at=span.starts_at,
                ends_at=span.ends_at,
                kind=span.kind.value,
                fetched_at=now,
            )
            for span in fresh
        ),
        batch_size=_BATCH,
    )
    return bool(gone or fresh)


def _identity(span: Span) -> tuple[str, str, datetime, datetime, str]:
    return short(span.key), span.part[:80], span.starts_at, span.ends_at, span.kind.value


def _compare(row: ExternalCalendar, news: News, *, now: datetime) -> None:
    """See what somebody did over there to appointments that are still to come."""
    seen = {short(one.key): one for one in news.seen}
    named = {short(key) for key in news.named}
    copies = ExternalCopy.objects.of(row.organisation_id).filter(calendar=row, version__gt=0)
    to_come = copies.filter(
        appointment__status__in=[status.value for status in TO_COME], appointment__starts_at__gt=now
    )
    for copy in to_come.select_for_update(no_key=True, of=("self",)):
        there = seen.get(short(copy.key))
        if there is not None:
            note_seen(copy, there, now=now)
        elif news.is_whole or short(copy.key) in named:
            note_gone(copy, now=now)


@step
def note_seen(copy: ExternalCopy, there: Seen, *, now: datetime) -> None:
    """Keep how one of our events stands there; another time than we wrote is a clash."""
    if (there.starts_at, there.ends_at) == (copy.starts_at, copy.ends_at):
        copy.etag, copy.clash, copy.clash_at = there.etag, "", None
        copy.their_starts_at = copy.their_ends_at = None
    elif copy.clash != Clash.MOVED or copy.their_starts_at != there.starts_at:
        copy.clash, copy.clash_at = Clash.MOVED.value, now
        copy.their_etag = there.etag
        copy.their_starts_at, copy.their_ends_at = there.starts_at, there.ends_at
    copy.save()


@step
def note_gone(copy: ExternalCopy, *, now: datetime) -> None:
    """Keep that somebody took one of our events away there."""
    if copy.clash != Clash.DELETED:
        copy.clash, copy.clash_at, copy.their_etag = Clash.DELETED.value, now, ""
        copy.their_starts_at = copy.their_ends_at = None
        copy.save()
