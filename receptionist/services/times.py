"""The calendar, for the assistant: what is free as asked, kept while it is offered, given back when it is not taken."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from conversations.models import Conversation
from core.errors import Refused
from core.transactions import step
from receptionist.domain.policy import DialogueState, Offered, Wanted
from receptionist.domain.policy.picking import MOST, choose_to_offer, fits
from receptionist.domain.policy.results import Found
from receptionist.services.places import place_of
from scheduling.domain.claims import ClaimState
from scheduling.models import Appointment, Hold, HoldKind
from scheduling.selectors import free
from scheduling.services import coming, hold_step
from scheduling.services.holding import end_hold

KEPT: Final = {"voice": timedelta(minutes=6)}
KEPT_WRITTEN: Final = timedelta(minutes=20)
AHEAD: Final = timedelta(days=21)
FARTHEST: Final = timedelta(days=90)


@step
def find_step(
    conversation: Conversation, state: DialogueState, *, zone: str, was_taken: bool = False, now: datetime
) -> Found:
    """Find free times as asked and keep them; the nearest others where there are none.

    Raises:
        NotServed: the firm does not come to where the caller is. AddressNeeded: nobody said where that is.
    """
    release_step(conversation, state, now=now)
    wish = _wish(conversation, state, now=now)
    if wish is None:
        return Found()
    here = ZoneInfo(zone)
    starts = _as_asked(conversation.organisation_id, wish, state.wanted, here, now=now)
    picked = choose_to_offer(starts, state.wanted)
    is_as_asked = bool(picked) and not _only_near(picked, state.wanted)
    if not picked:
        near = free.near(
            organisation_id=conversation.organisation_id,
            wish=wish,
            wanted=_first(state.wanted, here, now=now),
            count=12,
            now=now,
        )
        starts = [_local(one.starts_at, here) for one in near]
        picked = sorted(starts, key=lambda one: abs(one - _local(_first(state.wanted, here, now=now), here)))[
            :MOST
        ]
        picked.sort()
    offers = [kept for one in picked if (kept := _keep(conversation, wish, one, here, state=state, now=now))]
    return Found(offers=tuple(offers), fits=is_as_asked, was_taken=was_taken)


@step
def release_step(conversation: Conversation, state: DialogueState, *, now: datetime) -> None:
    """Give back what was kept for an offer, but for what was chosen."""
    ids = [one.hold for one in state.offered if one.hold and one != state.chosen]
    rows = Hold.objects.of(conversation.organisation_id).select_for_update(no_key=True)
    for row in rows.filter(pk__in=ids, ended_at=None):
        end_hold(row, state=ClaimState.RELEASED, now=now)


def _wish(conversation: Conversation, state: DialogueState, *, now: datetime) -> free.Wish | None:
    if state.goal == "reschedule" and state.appointment:
        row = Appointment.objects.of(conversation.organisation_id).filter(pk=state.appointment).first()
        if row is None:
            return None
        return free.Wish(
            service_id=row.service_id,
            location_id=row.location_id,
            minutes=int((row.ends_at - row.starts_at).total_seconds() // 60),
            any_length=True,
            leaving=row.pk,
        )
    if not state.offering:
        return None
    wish = free.Wish(
        service_id=UUID(state.offering), location_id=conversation.location_id, address=place_of(state)
    )
    return coming.served_wish(organisation_id=conversation.organisation_id, wish=wish, now=now)


def _as_asked(
    organisation_id: UUID, wish: free.Wish, wanted: Wanted | None, here: ZoneInfo, *, now: datetime
) -> list[datetime]:
    today = now.astimezone(here).date()
    found: list[datetime] = []
    for first, last in _days(wanted, today):
        listed = free.list_offered(
            organisation_id=organisation_id,
            wish=wish,
            first_on=first,
            last_on=last,
            fits=lambda start: fits(_local(start, here), wanted),
            now=now,
        )
        found += [_local(one.starts_at, here) for one in listed]
    if found or wanted is None or not _is_instant(wanted):
        return found
    # Of a day that was named, what lies nearest to the minute that is not free.
    return [
        _local(one.starts_at, here)
        for first, last in _days(wanted, today)
        for one in free.list_slots(
            organisation_id=organisation_id, wish=wish, first_on=first, last_on=last, now=now
        )
    ]


def _is_instant(wanted: Wanted) -> bool:
    return any(a == b for a, b in wanted.spans)


def _only_near(picked: list[datetime], wanted: Wanted | None) -> bool:
    return wanted is not None and _is_instant(wanted) and not any(fits(one, wanted) for one in picked)


def _days(wanted: Wanted | None, today: date) -> Iterable[tuple[date, date]]:
    if wanted is None or not wanted.spans:
        far = today + (FARTHEST if wanted is not None and (wanted.days or wanted.not_days) else AHEAD)
        return [(today, far)]
    ends = [(a.date(), (b - timedelta(minutes=1) if b > a else b).date()) for a, b in wanted.spans]
    return [(max(first, today), min(last, first + FARTHEST)) for first, last in ends if last >= today]


def _first(wanted: Wanted | None, here: ZoneInfo, *, now: datetime) -> datetime:
    if wanted is None or not wanted.spans:
        return now
    first, last = wanted.spans[0]
    middle = first + (last - first) / 2 if (last - first) <= timedelta(days=1) else first
    return max(middle.replace(tzinfo=here).astimezone(UTC), now)


@step
def _keep(
    conversation: Conversation,
    wish: free.Wish,
    start: datetime,
    here: ZoneInfo,
    *,
    state: DialogueState,
    now: datetime,
) -> Offered | None:
    try:
        row = hold_step(
            organisation=conversation.organisation_id,
            wish=wish,
            starts_at=start.replace(tzinfo=here).astimezone(UTC),
            kind=HoldKind.OFFER,
            kept_for=KEPT.get(state.channel, KEPT_WRITTEN),
            now=now,
        )
    except Refused:
        return None
    return Offered(starts_at=_local(row.starts_at, here), ends_at=_local(row.ends_at, here), hold=str(row.pk))


def _local(moment: datetime, here: ZoneInfo) -> datetime:
    return moment.astimezone(here).replace(tzinfo=None)
