"""What members say of themselves: available, busy, away, done with their wrap-up; and that they are still there."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from accounts import policies
from accounts.models import Member
from core.transactions import step, use_case
from routing import errors
from routing.domain import presence as domain
from routing.domain.presence import Choice, Engagement, EngagementMove
from routing.domain.work import WorkMove, WorkState
from routing.models import Presence, WorkItem
from routing.selectors.desk import domain_of
from routing.services.queues import rows

LONGEST_REASON = 60
# A heartbeat is written at most this often; silence counts after thirty seconds.
BEAT_SECONDS = 8


@use_case
def choose_presence(*, by: Member, choice: Choice, reason: str = "", now: datetime) -> Presence:
    """Note whether a member takes work; while they are engaged it is kept and holds afterwards."""
    policies.check_can_write(by)
    row = rows.lock_presence(organisation_id=by.organisation_id, member_id=by.pk, now=now)
    # Where they take calls may have changed since: a telephone of their own rings wherever they are.
    row.needs_heartbeat = rows.needs_heartbeat(by.organisation_id, by.pk)
    row.save(update_fields=["needs_heartbeat"])
    rows.keep(row, domain.choose(domain_of(row), choice, reason=reason[:LONGEST_REASON], now=now), now=now)
    return row


@use_case
def set_presence(*, by: Member, member_id: UUID, choice: Choice, now: datetime) -> Presence:
    """Let a supervisor say it for a member: send an empty chair away, or bring somebody back."""
    policies.check_can_supervise(by)
    member = Member.objects.filter(organisation_id=by.organisation_id, pk=member_id, is_active=True).first()
    if member is None:
        raise errors.NoSuchMember
    row = rows.lock_presence(organisation_id=by.organisation_id, member_id=member_id, now=now)
    rows.keep(row, domain.choose(domain_of(row), choice, now=now), now=now)
    return row


@use_case
def hear_members(*, organisation: UUID, member_ids: Collection[UUID], now: datetime) -> int:
    """Note that these members' screens are open; returns how many notes were due."""
    heard = 0
    there = Presence.objects.of(organisation).filter(member_id__in=member_ids, needs_heartbeat=True)
    for known in there.order_by("member_id"):
        if known.heartbeat_at and (now - known.heartbeat_at).total_seconds() < BEAT_SECONDS:
            continue
        row = rows.lock_presence(organisation_id=organisation, member_id=known.member_id, now=now)
        before = domain_of(row)
        after = domain.beat(before, now=now)
        if domain.shown(before, now=now) is domain.shown(after, now=now):
            row.heartbeat_at = after.heartbeat_at
            row.save(update_fields=["heartbeat_at"])
        else:
            rows.keep(row, after, now=now)
        heard += 1
    return heard


@use_case
def wrap_up(*, by: Member, code: str = "", now: datetime) -> Presence:
    """End a member's wrap-up with how the call went; where that must be said, not without it.

    Raises:
        CodeNeeded: the queue wants to know how it went. NoSuchCode: it has no such answer.
    """
    item = wrapping_item(by.organisation_id, by.pk)
    if item is not None:
        if code and item.queue.codes and code not in item.queue.codes:
            raise errors.NoSuchCode
        if item.queue.needs_code and not code:
            raise errors.CodeNeeded
    row = rows.lock_presence(organisation_id=by.organisation_id, member_id=by.pk, now=now)
    if row.engagement == Engagement.WRAPPING:
        _end(row, item, code, now=now)
    return row


@use_case
def more_time(*, by: Member, now: datetime) -> Presence:
    """Give a member two more minutes of wrap-up."""
    row = rows.lock_presence(organisation_id=by.organisation_id, member_id=by.pk, now=now)
    if row.engagement == Engagement.WRAPPING:
        rows.keep(row, domain.more_time(domain_of(row), now=now), now=now)
    return row


@use_case
def release_due(*, organisation: UUID, now: datetime) -> int:
    """End wrap-ups whose time is over and log out whose screens are long gone; returns how many."""
    wrapping = Presence.objects.of(organisation).filter(
        engagement=Engagement.WRAPPING, wraps_until__lte=now, owes_code=False
    )
    done = 0
    for found in wrapping.order_by("member_id"):
        item = wrapping_item(organisation, found.member_id)
        row = rows.lock_presence(organisation_id=organisation, member_id=found.member_id, now=now)
        if domain.is_wrapped(domain_of(row), now=now):
            _end(row, item, "", now=now)
            done += 1
    return done + _end_left_over(organisation, now=now) + _log_out_silent(organisation, now=now)


@step
def _end_left_over(organisation_id: UUID, *, now: datetime) -> int:
    """End items whose member began another call instead of saying how the last one went."""
    engaged = Presence.objects.of(organisation_id).filter(engagement=Engagement.WRAPPING)
    items = WorkItem.objects.of(organisation_id).filter(state=WorkState.WRAPPING)
    left = items.exclude(member_id__in=engaged.values("member_id")).select_for_update(no_key=True)
    for item in left.order_by("pk"):
        rows.move_item(item, WorkMove.WRAP_UP, now=now)
    return len(left)


@step
def _log_out_silent(organisation_id: UUID, *, now: datetime) -> int:
    done = 0
    silent = Presence.objects.of(organisation_id).filter(
        needs_heartbeat=True, engagement=Engagement.FREE, heartbeat_at__lte=now - domain.OFFLINE_AFTER
    )
    for found in silent.exclude(choice=Choice.OFFLINE).order_by("member_id"):
        row = rows.lock_presence(organisation_id=organisation_id, member_id=found.member_id, now=now)
        before = domain_of(row)
        if domain.is_gone(before, now=now):
            rows.keep(row, _gone(before, now=now), now=now)
            done += 1
    return done


def wrapping_item(organisation_id: UUID, member_id: UUID) -> WorkItem | None:
    """Find what a member wraps up, locked."""
    items = WorkItem.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    mine = items.filter(member_id=member_id, state=WorkState.WRAPPING)
    return mine.select_related("queue").order_by("-answered_at", "-id").first()


def _gone(before: domain.Presence, *, now: datetime) -> domain.Presence:
    after = domain.choose(before, Choice.OFFLINE, now=now)
    # Choosing is a sign of life; this was not.
    return domain.Presence(
        choice=after.choice,
        since=after.since,
        needs_heartbeat=after.needs_heartbeat,
        heartbeat_at=before.heartbeat_at,
    )


@step
def _end(row: Presence, item: WorkItem | None, code: str, *, now: datetime) -> None:
    if item is not None:
        rows.move_item(item, WorkMove.WRAP_UP, now=now, code=code)
    presence = domain.give_code(domain_of(row))
    rows.keep(row, domain.move(presence, EngagementMove.WRAP_UP, now=now), now=now)
