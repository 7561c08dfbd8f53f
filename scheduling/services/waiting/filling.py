"""Offering what came free to whoever waits, in turn: one time to one person, and nobody two at once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import DatabaseError

from core.errors import Refused
from core.events import record
from core.transactions import reading, step, use_case
from scheduling.domain.waiting import OfferOutcome, WaitingMove, WaitingState
from scheduling.events import WaitingListChanged
from scheduling.models import HoldKind, WaitingEntry, WaitingOffer
from scheduling.models.waiting import LIVE_WAITING
from scheduling.selectors import free
from scheduling.selectors import waiting as selectors
from scheduling.services import holding, own
from scheduling.services.racing import is_lost
from scheduling.services.waiting.standing import go_on_step, lock_entry, move_entry
from scheduling.services.waiting.telling import NotNow, tell_offer_step

# Whoever does not answer is not written to all day.
MOST_A_DAY: Final = 3
DAY: Final = timedelta(days=1)
AT_ONCE: Final = 200


def fill(*, organisation_id: UUID, now: datetime) -> int:
    """End what ran out, then offer what is free now to who waits for it; gives how many offers were made."""
    with reading(organisation_id):
        if not selectors.is_anybody_waiting(organisation_id):
            return 0
        lapsed = _lapsed(organisation_id, now=now)
    for entry_id in lapsed:
        _go_on(organisation=organisation_id, entry_id=entry_id, now=now)
    with reading(organisation_id):
        turns = selectors.list_turns(organisation_id, now=now)
        over = _over(organisation_id, now=now)
    for entry_id in over:
        _run_out(organisation=organisation_id, entry_id=entry_id, now=now)
    taken: set[tuple[datetime, UUID | None]] = set()
    return sum(_offer_first(organisation_id, turn, taken, now=now) for turn in turns)


def _offer_first(
    organisation_id: UUID, turn: selectors.Turn, taken: set[tuple[datetime, UUID | None]], *, now: datetime
) -> int:
    """Offer somebody the first of the times that suit which nobody else has by now."""
    for starts_at, provider_id in turn.times:
        try:
            offer = _offer(
                organisation=organisation_id,
                entry_id=turn.entry_id,
                starts_at=starts_at,
                provider_id=provider_id,
                now=now,
            )
        except NotNow as later:
            _hinder(organisation=organisation_id, entry_id=turn.entry_id, reason=later.reason, now=now)
            return 0
        except Refused:
            continue
        except DatabaseError as failed:
            if not is_lost(failed):
                raise
            continue
        return int(offer is not None)
    return 0


@step
def _offer_step(
    *, organisation: UUID, entry_id: UUID, starts_at: datetime, provider_id: UUID | None, now: datetime
) -> WaitingOffer | None:
    """Keep a time for an entry and say so; None when it is not its turn any more.

    Raises:
        SlotTaken, SlotRefused: somebody has the time. AlsoBooked: they have another. NotNow: they cannot be told now.
    """
    row = lock_entry(organisation_id=organisation, entry_id=entry_id)
    if row is None or row.state != WaitingState.WAITING or _has_enough(row, now=now):
        return None
    minutes = row.service.waiting_minutes
    wish = free.Wish(
        service_id=row.service_id,
        location_id=row.location_id,
        minutes=row.minutes,
        provider_id=provider_id,
        any_length=True,
    )
    own.check_free(
        organisation_id=organisation,
        contact_id=row.contact_id,
        span=(starts_at, starts_at + timedelta(minutes=row.minutes)),
        timezone=row.location.time_zone,
    )
    hold = holding.hold_step(
        organisation=organisation,
        wish=wish,
        starts_at=starts_at,
        kind=HoldKind.WAITING_LIST,
        contact_id=row.contact_id,
        kept_for=timedelta(minutes=minutes),
        now=now,
    )
    offer = WaitingOffer(
        organisation_id=organisation,
        entry=row,
        hold=hold,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        offered_at=now,
        expires_at=hold.expires_at,
    )
    offer.save(force_insert=True)
    row.hindrance = ""
    move_entry(row, WaitingMove.OFFER, now=now)
    tell_offer_step(row, offer, now=now)
    record(WaitingListChanged(entry_id=row.pk, change="OFFERED"), now=now)
    return offer


_offer: Callable[..., WaitingOffer | None] = use_case(_offer_step)


def _has_enough(row: WaitingEntry, *, now: datetime) -> bool:
    """Say whether the same person is asked at this moment, or was often enough for a day."""
    theirs = WaitingOffer.objects.of(row.organisation_id).filter(entry__contact_id=row.contact_id)
    is_asked = theirs.filter(outcome=OfferOutcome.OPEN).exists()
    return is_asked or theirs.filter(offered_at__gt=now - DAY).count() >= MOST_A_DAY


def _lapsed(organisation_id: UUID, *, now: datetime) -> list[UUID]:
    rows = WaitingOffer.objects.of(organisation_id).filter(outcome=OfferOutcome.OPEN, expires_at__lte=now)
    return list(rows.order_by("expires_at").values_list("entry_id", flat=True)[:AT_ONCE])


@use_case
def _go_on(*, organisation: UUID, entry_id: UUID, now: datetime) -> None:
    row = lock_entry(organisation_id=organisation, entry_id=entry_id)
    still = WaitingOffer.objects.of(organisation).filter(
        entry=entry_id, outcome=OfferOutcome.OPEN, expires_at__lte=now
    )
    if row is not None and still.exists():
        go_on_step(row, OfferOutcome.LAPSED, now=now)
        record(WaitingListChanged(entry_id=row.pk, change="LAPSED"), now=now)


def _over(organisation_id: UUID, *, now: datetime) -> list[UUID]:
    rows = WaitingEntry.objects.of(organisation_id).filter(
        state=WaitingState.WAITING, latest_on__lt=(now + DAY).date()
    )
    return [
        row.pk
        for row in rows.select_related("location")
        if row.latest_on is not None
        and row.latest_on < now.astimezone(ZoneInfo(row.location.time_zone)).date()
    ]


@use_case
def _run_out(*, organisation: UUID, entry_id: UUID, now: datetime) -> None:
    row = lock_entry(organisation_id=organisation, entry_id=entry_id)
    if row is not None and row.state == WaitingState.WAITING:
        move_entry(row, WaitingMove.RUN_OUT, now=now)
        record(WaitingListChanged(entry_id=row.pk, change="OVER"), now=now)


@use_case
def _hinder(*, organisation: UUID, entry_id: UUID, reason: str, now: datetime) -> None:
    """Note why somebody could not be offered a time; the list shows it."""
    rows = WaitingEntry.objects.of(organisation).filter(pk=entry_id, state__in=LIVE_WAITING)
    rows.exclude(hindrance=reason[:40]).update(hindrance=reason[:40])
