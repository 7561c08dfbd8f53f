"""The waiting list: who waits, in turn, and which free times would suit them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from accounts.models import Member
from core.errors import Refused
from scheduling.domain.waiting import Suits, WaitingState
from scheduling.models import Service, WaitingEntry, WaitingOffer
from scheduling.models.waiting import LIVE_WAITING
from scheduling.selectors import free
from scheduling.selectors.calendar import list_resources
from scheduling.selectors.walled import seen_by

# How far ahead a freed time is looked for, unless somebody said their last day.
LOOKED_AHEAD: Final = timedelta(days=90)
TRIED: Final = 5
ENDED_SHOWN: Final = timedelta(days=14)
MOST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Somebody who waits and times that would suit them, the soonest first, each with whom."""

    entry_id: UUID
    times: tuple[tuple[datetime, UUID | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingList:
    """Who waits, by service and turn, with their open offers; who left lately; names of providers by id."""

    live: list[WaitingEntry]
    ended: list[WaitingEntry]
    offers: dict[UUID, WaitingOffer]
    names: dict[str, str]


def read_list(*, member: Member, now: datetime) -> WaitingList:
    """Read the waiting list as far as a member may see it."""
    live = list_live(member=member)
    return WaitingList(
        live=live,
        ended=list_ended(member=member, now=now),
        offers=open_offers(member.organisation_id, live),
        names={str(row.pk): row.name for row in list_resources(member=member)},
    )


def suits_of(row: WaitingEntry) -> Suits:
    """Give which times suit an entry."""
    return Suits(
        weekdays=frozenset(row.weekdays),
        spans=tuple((since, until) for since, until in row.spans),
        earliest=row.earliest_on,
        latest=row.latest_on,
        providers=frozenset(UUID(one) for one in row.provider_ids),
    )


def is_anybody_waiting(organisation_id: UUID) -> bool:
    """Say whether there is anybody to look for; most organisations, most of the time, have nobody."""
    return WaitingEntry.objects.of(organisation_id).filter(state__in=LIVE_WAITING).exists()


def list_turns(organisation_id: UUID, *, now: datetime) -> tuple[Turn, ...]:
    """List who waits, the longest first, with free times that would suit: one question to the engine for each service."""
    rows = WaitingEntry.objects.of(organisation_id).filter(state=WaitingState.WAITING)
    waiting = list(rows.select_related("service", "location").order_by("joined_at", "pk")[:MOST])
    if not waiting:
        return ()
    seen = _offered_before([row.pk for row in waiting], organisation_id)
    listed: dict[tuple[UUID, UUID, int], Sequence[free.FreeTime]] = {}
    turns = []
    for row in waiting:
        key = (row.service_id, row.location_id, row.minutes)
        if key not in listed:
            same = (one for one in waiting if (one.service_id, one.location_id, one.minutes) == key)
            listed[key] = _free(organisation_id, row, same, now=now)
        times = tuple(_fitting(row, listed[key], seen.get(row.pk, set()), now=now))
        if times:
            turns.append(Turn(entry_id=row.pk, times=times[:TRIED]))
    return tuple(turns)


def find_entry(*, organisation_id: UUID, entry_id: UUID) -> tuple[WaitingEntry | None, WaitingOffer | None]:
    """Find somebody's place on the list, and the latest time they were offered."""
    row = WaitingEntry.objects.of(organisation_id).select_related("location").filter(pk=entry_id).first()
    offers = WaitingOffer.objects.of(organisation_id).filter(entry=entry_id)
    return row, offers.order_by("-offered_at", "-pk").first() if row else None


def earliest_start(service: Service, *, now: datetime) -> datetime:
    """Give from when on a time can be offered: it is still open for booking when the offer ends."""
    return now + timedelta(minutes=service.waiting_minutes + service.notice)


def list_live(*, member: Member) -> list[WaitingEntry]:
    """List who waits at a member's locations, by service and turn."""
    rows = _of(member).filter(state__in=LIVE_WAITING)
    return list(rows.order_by("service__position", "service__name", "joined_at", "pk")[:MOST])


def list_ended(*, member: Member, now: datetime) -> list[WaitingEntry]:
    """List who left the list lately, and how."""
    rows = _of(member).exclude(state__in=LIVE_WAITING).filter(ended_at__gt=now - ENDED_SHOWN)
    return list(rows.order_by("-ended_at")[:50])


def list_of_contact(*, member: Member, contact_id: UUID) -> list[WaitingEntry]:
    """List what a contact waits for."""
    return list(_of(member).filter(contact_id=contact_id, state__in=LIVE_WAITING))


def open_offers(organisation_id: UUID, entries: Iterable[WaitingEntry]) -> dict[UUID, WaitingOffer]:
    """Give the open offer of each entry that has one."""
    rows = WaitingOffer.objects.of(organisation_id).filter(
        entry__in=[row.pk for row in entries], outcome="OPEN"
    )
    return {row.entry_id: row for row in rows}


def count_live(*, member: Member) -> int:
    """Count who waits at a member's locations."""
    return _of(member).filter(state__in=LIVE_WAITING).count()


def _of(member: Member) -> QuerySet[WaitingEntry]:
    rows = seen_by(WaitingEntry.objects.of(member.organisation_id), member)
    if member.location_ids:
        rows = rows.filter(location_id__in=member.location_ids)
    return rows.select_related("service", "location", "contact", "ended_by__user")


def _free(
    organisation_id: UUID, row: WaitingEntry, same: Iterable[WaitingEntry], *, now: datetime
) -> Sequence[free.FreeTime]:
    today = now.astimezone(ZoneInfo(row.location.time_zone)).date()
    furthest = today + LOOKED_AHEAD
    last = max(min(one.latest_on or furthest, furthest) for one in same)
    wish = free.Wish(
        service_id=row.service_id, location_id=row.location_id, minutes=row.minutes, any_length=True
    )
    try:
        return free.list_slots(
            organisation_id=organisation_id, wish=wish, first_on=today, last_on=last, now=now
        )
    except Refused:
        # The service was put away, or is no longer given there.
        return ()


def _fitting(
    row: WaitingEntry, times: Sequence[free.FreeTime], seen: set[datetime], *, now: datetime
) -> Iterator[tuple[datetime, UUID | None]]:
    suits, zone = suits_of(row), ZoneInfo(row.location.time_zone)
    first = earliest_start(row.service, now=now)
    for one in times:
        if one.starts_at < first or one.starts_at in seen:
            continue
        if suits.fits(one.starts_at.astimezone(zone), one.provider_ids):
            wanted = (host for host in one.provider_ids if host in suits.providers)
            yield one.starts_at, next(wanted, None)


def _offered_before(entry_ids: Sequence[UUID], organisation_id: UUID) -> dict[UUID, set[datetime]]:
    """Give what each was offered before: nobody is asked twice for the same time."""
    found: dict[UUID, set[datetime]] = {}
    rows = WaitingOffer.objects.of(organisation_id).filter(entry__in=entry_ids)
    for entry_id, starts_at in rows.values_list("entry_id", "starts_at"):
        found.setdefault(entry_id, set()).add(starts_at)
    return found
