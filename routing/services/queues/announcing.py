"""Telling callers who wait how they stand: soon after they joined, then as often as the queue says."""

from datetime import datetime, timedelta
from uuid import UUID

from conversations.domain.calls import CallState
from conversations.models import Call
from conversations.services import calls
from core.events import record
from core.transactions import step, use_case
from routing.domain import waiting
from routing.domain.calling_back import talk_from_json
from routing.domain.matching import Channel
from routing.domain.work import WorkState
from routing.events import AnnouncementDue
from routing.models import CallRun, Queue, WorkItem
from routing.selectors import line
from routing.services.queues import rows, words

IN_LINE = (WorkState.WAITING, WorkState.RESERVED)


@step
def begin_step(item: WorkItem, queue: Queue, *, now: datetime) -> None:
    """Have a caller who has just joined told how they stand, unless their queue never says."""
    if item.channel == Channel.VOICE and queue.announces_seconds:
        _next(item, waiting.FIRST_AFTER_SECONDS, now=now)


@use_case
def announce(*, organisation: UUID, item_id: UUID, now: datetime) -> bool:
    """Tell a caller how they stand and have them told again; says whether they were told now.

    Asked twice, or by two workers, the caller hears it once. Nothing is said while a member is rung, while the caller
    is asked about a callback, or once somebody has them.
    """
    known = WorkItem.objects.of(organisation).filter(pk=item_id, state__in=IN_LINE).first()
    if known is None or known.call_id is None:
        return False
    held = calls.lock_call(organisation_id=organisation, call_id=known.call_id)
    item = rows.lock_item(organisation_id=organisation, item_id=item_id)
    every = item.queue.announces_seconds
    if item.state not in IN_LINE or not every or held.call.state != CallState.QUEUED:
        return False
    if item.announced_at is not None and now - item.announced_at < timedelta(seconds=every):
        return False
    run = CallRun.objects.of(organisation).filter(call=held.call).first()
    if item.state == WorkState.RESERVED or is_asked(run, now=now):
        _next(item, waiting.QUIET_SECONDS, now=now)
        return False
    standing = line.read_standing(item, now=now)
    offers = run is not None and item.queue.offers_callback
    language = words.language_of(held.call, run)
    plan = words.announcement(held.call, standing, language=language, offers=offers)
    item.announced_at = now
    item.save(update_fields=["announced_at"])
    _next(item, every, now=now)
    return calls.tell_waiting_step(held, plan, now=now)


def is_asked(run: CallRun | None, *, now: datetime) -> bool:
    """Say whether a caller is being asked about a callback."""
    return run is not None and talk_from_json(run.talk, now=now) is not None


def is_call_asked(call: Call, *, now: datetime) -> bool:
    """Say the same of a call."""
    return is_asked(CallRun.objects.of(call.organisation_id).filter(call=call).first(), now=now)


@step
def _next(item: WorkItem, seconds: float, *, now: datetime) -> None:
    record(AnnouncementDue(item_id=item.pk), due_at=now + timedelta(seconds=seconds), now=now)
