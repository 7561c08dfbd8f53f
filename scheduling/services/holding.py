"""Keeping a time for somebody while they fill in the form, or think about an offer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from core.events import record
from core.transactions import reading, step, use_case
from scheduling import errors
from scheduling.domain.appointments import LIVE
from scheduling.domain.claims import ClaimState
from scheduling.events import HoldReleased
from scheduling.models import Appointment, Claim, GroupSession, Hold, HoldKind
from scheduling.selectors import free
from scheduling.services import choosing, coming
from scheduling.services.racing import first_come

KEPT_FOR: Final = timedelta(minutes=10)
# Enough to look at another time before giving up the first; more is somebody emptying the calendar.
MOST_HOLDS: Final = 3
AT_ONCE: Final = 200


def hold_slot(
    *,
    organisation: UUID,
    wish: free.Wish,
    starts_at: datetime,
    kind: HoldKind = HoldKind.VISITOR,
    visitor: str = "",
    contact_id: UUID | None = None,
    kept_for: timedelta = KEPT_FOR,
    by_hand: bool = False,
    now: datetime,
) -> Hold:
    """Keep a time that is free. `visitor` tells apart who keeps how many; `wish.own_hold` is given up for it.

    Raises:
        SlotTaken, SlotRefused: with alternatives. TooManyHolds. NoSuchService, NoSuchResource, BadBooking.
    """

    def act() -> Hold:
        return _hold(
            organisation=organisation,
            wish=wish,
            starts_at=starts_at,
            kind=kind,
            visitor=visitor,
            contact_id=contact_id,
            kept_for=kept_for,
            by_hand=by_hand,
            now=now,
        )

    return first_come(act, organisation_id=organisation, wish=wish, starts_at=starts_at, now=now)


@step
def hold_step(
    *,
    organisation: UUID,
    wish: free.Wish,
    starts_at: datetime,
    kind: HoldKind = HoldKind.VISITOR,
    visitor: str = "",
    contact_id: UUID | None = None,
    kept_for: timedelta = KEPT_FOR,
    by_hand: bool = False,
    now: datetime,
) -> Hold:
    """Keep a time, inside a use case; an overlap that only the database sees comes as its IntegrityError."""
    if wish.own_hold is not None:
        _give_up(organisation, wish.own_hold, now=now)
        wish = replace(wish, own_hold=None)
    chosen = choosing.choose(
        organisation_id=organisation, wish=wish, starts_at=starts_at, by_hand=by_hand, now=now
    )
    if visitor:
        _check_visitor(organisation, visitor, now=now)
    setup = chosen.setup
    row = Hold(
        organisation_id=organisation,
        kind=kind,
        service=setup.service,
        location=setup.location,
        provider_id=chosen.provider_id,
        contact_id=contact_id,
        starts_at=chosen.starts_at,
        ends_at=chosen.ends_at,
        key=uuid4(),
        visitor=visitor[:64],
        expires_at=now + kept_for,
        details=chosen.details,
    )
    if setup.service.seats > 1:
        row.group_session_id = session_of(chosen)
        row.save(force_insert=True)
    else:
        row.save(force_insert=True)
        choosing.make_claims(chosen, state=ClaimState.HELD, expires_at=row.expires_at, hold=row)
    coming.hold_place_step(row, setup, wish)
    return row


_hold: Callable[..., Hold] = use_case(hold_step)


@use_case
def extend_hold(*, organisation: UUID, hold_id: UUID, key: UUID, now: datetime) -> Hold:
    """Keep a time once more as long, for somebody who is nearly done.

    Raises:
        NoSuchHold: it is not theirs, is given up or expired. HoldExtendedAlready.
    """
    row = lock_hold(organisation, hold_id, key)
    if row.ended_at is not None or row.expires_at <= now:
        raise errors.NoSuchHold
    if row.extended_at is not None:
        raise errors.HoldExtendedAlready
    row.extended_at = now
    row.expires_at = max(row.expires_at, now + KEPT_FOR)
    claims = Claim.objects.of(organisation).filter(hold=row, state=ClaimState.HELD)
    if claims.update(expires_at=row.expires_at) == 0 and row.group_session_id is None:
        raise errors.NoSuchHold
    row.save(update_fields=["extended_at", "expires_at"])
    return row


@use_case
def release_hold(*, organisation: UUID, hold_id: UUID, key: UUID, now: datetime) -> None:
    """Give up a time that was kept; one that is given up or booked already stays as it is.

    Raises:
        NoSuchHold: it is not theirs.
    """
    row = lock_hold(organisation, hold_id, key)
    if row.ended_at is None:
        end_hold(row, state=ClaimState.RELEASED, now=now)


@step
def lock_hold(organisation_id: UUID, hold_id: UUID, key: UUID | None) -> Hold:
    """Lock a hold for whoever knows its key.

    Raises:
        NoSuchHold
    """
    rows = Hold.objects.of(organisation_id).select_for_update(no_key=True)
    row = rows.filter(pk=hold_id).first()
    if row is None or (key is not None and row.key != key):
        raise errors.NoSuchHold
    return row


@step
def end_hold(row: Hold, *, state: ClaimState, now: datetime) -> None:
    """Give the time of a hold back, and say so to whoever waits for it."""
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    claims = Claim.objects.of(row.organisation_id).filter(hold=row, state=ClaimState.HELD)
    claims.update(state=state)
    if row.group_session_id is not None:
        leave_session(row.organisation_id, row.group_session_id, now=now)
    record(HoldReleased(hold_id=row.pk), now=now)


@step
def session_of(chosen: choosing.Chosen) -> UUID:
    """Give the session whose seat is taken: the one that is there, else a new one with its claims."""
    if chosen.session_id is not None:
        return chosen.session_id
    row = GroupSession(
        organisation_id=chosen.setup.service.organisation_id,
        service=chosen.setup.service,
        location=chosen.setup.location,
        provider_id=chosen.provider_id,
        starts_at=chosen.starts_at,
        ends_at=chosen.ends_at,
        seats=chosen.setup.service.seats,
    )
    row.save(force_insert=True)
    choosing.make_claims(chosen, state=ClaimState.BOOKED, expires_at=None, group_session=row)
    return row.pk


@step
def leave_session(organisation_id: UUID, session_id: UUID, *, now: datetime) -> None:
    """Give the time of a session back once nobody has or holds a seat in it."""
    row = GroupSession.objects.of(organisation_id).select_related("provider").get(pk=session_id)
    # Whoever takes a seat holds this lock.
    choosing.lock_resources(organisation_id, [row.provider_id], now=now)
    seats = Appointment.objects.of(organisation_id).filter(
        group_session=row, status__in=[status.value for status in LIVE]
    )
    holds = Hold.objects.of(organisation_id).filter(group_session=row, ended_at=None, expires_at__gt=now)
    if row.ended_at is not None or seats.exists() or holds.exists():
        return
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    claims = Claim.objects.of(organisation_id).filter(group_session=row, state=ClaimState.BOOKED)
    claims.update(state=ClaimState.RELEASED)


@use_case
def _expire(*, organisation: UUID, hold_id: UUID, now: datetime) -> bool:
    rows = Hold.objects.of(organisation).select_for_update(no_key=True, skip_locked=True)
    row = rows.filter(pk=hold_id, ended_at=None, expires_at__lte=now).first()
    if row is None:
        return False
    end_hold(row, state=ClaimState.EXPIRED, now=now)
    return True


def sweep(*, organisation_id: UUID, now: datetime) -> int:
    """End the holds of an organisation that nobody came back for; returns how many."""
    with reading(organisation_id):
        rows = Hold.objects.of(organisation_id).filter(ended_at=None, expires_at__lte=now)
        ids = list(rows.order_by("expires_at").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_expire(organisation=organisation_id, hold_id=hold_id, now=now) for hold_id in ids)


def _give_up(organisation_id: UUID, hold_id: UUID, *, now: datetime) -> None:
    row = lock_hold(organisation_id, hold_id, None)
    if row.ended_at is None:
        end_hold(row, state=ClaimState.RELEASED, now=now)


def _check_visitor(organisation_id: UUID, visitor: str, *, now: datetime) -> None:
    rows = Hold.objects.of(organisation_id).filter(visitor=visitor[:64], ended_at=None, expires_at__gt=now)
    if rows.count() >= MOST_HOLDS:
        raise errors.TooManyHolds
