"""A request with an Idempotency-Key happens once, however often it is sent (draft-ietf-httpapi-idempotency-key)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from accounts.errors import KeyReused, StillUnderWay
from accounts.models import IdempotencyRecord
from core.transactions import step, use_case

# No request lives this long; a record still open afterwards is of a process that died.
LONGEST_REQUEST = timedelta(minutes=2)
KEPT = timedelta(hours=24)
MOST_DROPPED = 50


@use_case
def begin_once(
    *, organisation: UUID, api_key_id: UUID, key: str, digest: str, now: datetime
) -> IdempotencyRecord:
    """Open the record of a request, or give the finished one of the same request, whose `status` is set.

    A request whose process died under way is taken up again with the same record, whose id is the reference by which
    the service finds what was done before.

    Raises:
        KeyReused: the key belongs to another request.
        StillUnderWay: the first request has not been answered yet.
    """
    _drop_old(organisation, now=now)
    fresh = IdempotencyRecord(
        organisation_id=organisation, api_key_id=api_key_id, key=key, digest=digest, started_at=now
    )
    # Two requests at once: the second waits here for the first to be recorded, then finds its row.
    IdempotencyRecord.objects.bulk_create([fresh], ignore_conflicts=True)
    rows = IdempotencyRecord.objects.of(organisation).select_for_update()
    record = rows.get(api_key_id=api_key_id, key=key)
    if record.pk == fresh.pk:
        return record
    if record.digest != digest:
        raise KeyReused
    if record.status is not None:
        return record
    if record.started_at > now - LONGEST_REQUEST:
        raise StillUnderWay
    record.started_at = now
    record.save(update_fields=["started_at"])
    return record


@use_case
def finish_once(*, organisation: UUID, record_id: UUID, status: int, body: object) -> None:
    """Keep the answer for the next time the same request arrives."""
    IdempotencyRecord.objects.of(organisation).filter(pk=record_id).update(status=status, body=body)


@use_case
def forget_once(*, organisation: UUID, record_id: UUID) -> None:
    """Drop the record of a request that was refused: nothing was done, so the key may be used again."""
    IdempotencyRecord.objects.of(organisation).filter(pk=record_id, status=None).delete()


@step
def forget_answers(*, organisation_id: UUID, words: Iterable[str]) -> None:
    """Empty the kept answers in which one of these stands; that the request was done stays."""
    rows = IdempotencyRecord.objects.of(organisation_id)
    for word in words:
        rows.filter(body__icontains=word).update(body={})


def _drop_old(organisation: UUID, *, now: datetime) -> None:
    old = IdempotencyRecord.objects.of(organisation).filter(started_at__lt=now - KEPT).order_by("started_at")
    IdempotencyRecord.objects.of(organisation).filter(
        pk__in=old.select_for_update(skip_locked=True).values("pk")[:MOST_DROPPED]
    ).delete()
