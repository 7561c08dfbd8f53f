"""Taking a time: the locks, the rules asked again for this one start, whose turn it is, and the claims.

Everybody who takes time of a resource locks its row first, all of them in the order of their ids, so that what the rules
are asked about stays true to the end of the transaction. Behind that stands the exclusion constraint.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from core.transactions import step
from scheduling import errors
from scheduling.domain import fairness
from scheduling.domain.claims import ClaimState
from scheduling.domain.slots import clock
from scheduling.domain.slots import model as engine
from scheduling.domain.slots.answers import Slot
from scheduling.domain.slots.overruled import without_rules
from scheduling.models import Claim, Resource
from scheduling.selectors import free
from scheduling.selectors.detours import least_driven
from scheduling.selectors.setups import Setup, recall_setup
from scheduling.selectors.turns import list_turns
from scheduling.services.judging import judged

MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A time that is free under our locks: with whom, with which things, and why with them."""

    setup: Setup
    starts_at: datetime
    ends_at: datetime
    provider_id: UUID
    resource_ids: tuple[UUID, ...]
    session_id: UUID | None = None
    details: dict[str, Any] = field(default_factory=dict)


@step
def choose(
    *,
    organisation_id: UUID,
    wish: free.Wish,
    starts_at: datetime,
    keep_provider_id: UUID | None = None,
    by_hand: bool = False,
    overrule: bool = False,
    setup: Setup | None = None,
    now: datetime,
) -> Chosen:
    """Lock whoever may be taken and choose, or say what speaks against it.

    `by_hand`: starts between those listed are fine. `overrule`: of the rules only that nobody is in two places stays.
    `setup`: what `lock_wish` gave, where that was done before in this transaction.
    `keep_provider_id`: who has it now keeps it if free. A time kept before its notice ran out stays bookable.

    Raises:
        SlotTaken: somebody has it. SlotRefused: a rule speaks against it. NoSuchService, NoSuchResource, BadBooking.
    """
    check_minute(starts_at)
    setup = setup or lock_wish(organisation_id, wish, now=now)
    since, until = free.around(starts_at, setup.location.time_zone)
    setup, question = free.get_question(
        organisation_id=organisation_id, wish=wish, since=since, until=until, setup=setup, now=now
    )
    if wish.own_hold is not None:
        question = replace(question, service=replace(question.service, notice=0))
    if overrule:
        question = without_rules(question)
    slot = judged(setup, question, starts_at, by_hand=by_hand or overrule or wish.own_hold is not None)
    nearest = least_driven(setup, question, wish, slot)
    provider_id, hosts, details = _whose_turn(setup, slot, keep=keep_provider_id, nearest=nearest, now=now)
    return Chosen(
        setup=setup,
        starts_at=clock.instant_of(slot.start),
        ends_at=clock.instant_of(slot.end),
        provider_id=provider_id,
        resource_ids=(*hosts, *(UUID(str(one)) for one in slot.resources)),
        session_id=UUID(str(slot.session)) if slot.session is not None else None,
        details=details,
    )


@step
def lock_wish(organisation_id: UUID, wish: free.Wish, *, now: datetime) -> Setup:
    """Lock everybody and everything that a wish may take, and give what it asks for."""
    setup = recall_setup(
        organisation_id=organisation_id, service_id=wish.service_id, location_id=wish.location_id, now=now
    )
    lock_resources(organisation_id, setup.resource_ids, now=now)
    return setup


@step
def lock_resources(organisation_id: UUID, ids: Iterable[UUID], *, now: datetime) -> None:
    """Lock resources to the end of the transaction and let holds of them expire whose time is over."""
    ids = list(ids)
    rows = Resource.objects.of(organisation_id).filter(pk__in=ids).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))
    dead = Claim.objects.of(organisation_id).filter(
        resource__in=ids, state=ClaimState.HELD, expires_at__lte=now
    )
    dead.update(state=ClaimState.EXPIRED)


@step
def make_claims(chosen: Chosen, *, state: ClaimState, expires_at: datetime | None, **owner: object) -> None:
    """Take the chosen time of everybody and everything that is chosen, for `owner`."""
    service = chosen.setup.service
    Claim.objects.bulk_create(
        Claim(
            organisation_id=service.organisation_id,
            resource_id=resource_id,
            state=state,
            starts_at=chosen.starts_at,
            ends_at=chosen.ends_at,
            busy_from=chosen.starts_at - service.buffer_before * MINUTE,
            busy_until=chosen.ends_at + service.buffer_after * MINUTE,
            expires_at=expires_at,
            **owner,
        )
        for resource_id in sorted(chosen.resource_ids)
    )


def check_minute(starts_at: datetime) -> None:
    """Refuse an instant that no clock shows as a whole minute, or that lies beyond all calendars.

    Raises:
        BadBooking
    """
    if starts_at.tzinfo is None or starts_at.second or starts_at.microsecond:
        raise errors.BadBooking(str(errors.NOT_A_MINUTE))
    if not 2000 <= starts_at.year <= 2200:
        raise errors.BadBooking(str(errors.NOT_A_DATE))


def _whose_turn(
    setup: Setup, slot: Slot, *, keep: UUID | None, nearest: frozenset[str] | None, now: datetime
) -> tuple[UUID, tuple[UUID, ...], dict[str, Any]]:
    """Choose one of each part: who has it already, else whose turn it is; gives also who is named, and why.

    Of those who come to customers only the `nearest` have a turn: the listed window was planned with their drive.
    """
    taken: list[UUID] = []
    named: UUID | None = None
    details: dict[str, Any] = {}
    turns: dict[str, fairness.Turn] = {}
    for part in slot.choices:
        ids = [UUID(str(one)) for one in part if UUID(str(one)) not in taken]
        if keep in ids:
            chosen = named = keep
        elif len(part) == 1:
            chosen = ids[0]
        else:
            turns = turns or list_turns(setup, now=now)
            choice = fairness.choose(
                [
                    replace(turn, standing=_standing(turn.id, ids, nearest))
                    for turn in turns.values()
                    if _plays(setup, turn.id, part)
                ]
            )
            chosen = named = UUID(str(choice.host))
            details = {"turn": [_reason(one) for one in choice.reasons]}
        taken.append(chosen)
    provider_id = named or _first(setup, taken)
    return provider_id, tuple(dict.fromkeys(taken)), details


def _standing(host_id: engine.Id, free_ids: list[UUID], nearest: frozenset[str] | None) -> fairness.Standing:
    if UUID(str(host_id)) not in free_ids:
        return fairness.Standing.NOT_FREE
    is_near = nearest is None or str(host_id) in nearest or not nearest.intersection(map(str, free_ids))
    return fairness.Standing.FREE if is_near else fairness.Standing.LONGER_DRIVE


def _plays(setup: Setup, host_id: engine.Id, part: tuple[engine.Id, ...]) -> bool:
    """Say whether a host is of the group of those who are free for a part."""
    groups = {host.id: host.group for host in setup.hosts if not host.is_fixed}
    return host_id in groups and groups[host_id] in {groups.get(one) for one in part}


def _first(setup: Setup, taken: list[UUID]) -> UUID:
    """Name the provider of a booking in which everybody was settled: of several the one with the highest priority."""
    rows = [row for row in setup.givers if row.resource_id in taken]
    return min(rows, key=lambda row: (-row.priority, row.group, row.resource.name)).resource_id


def _reason(one: fairness.Reason) -> dict[str, Any]:
    return {
        "resource": str(one.id),
        "why": one.why.value,
        "share": round(float(one.share), 2),
        "has": round(float(one.has), 2),
    }
