"""Calls that only the carrier knows: all news of them was lost, and each still becomes a missed call (issue 3 §1).

The carrier's own list is read in stretches and compared with our legs and the ledger.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Organisation
from carrier.models import Attempt, AttemptOutcome
from carrier.services import attempts, falling
from conversations.models import Leg
from conversations.ports import AddressKind, CallOffered, LegState
from conversations.services import NoSuchLine
from core.transactions import reading, use_case
from routing import services as routing

# Both tries of the answer webhook and both of the fallback may take this long: a younger call may still be told of.
SETTLING = timedelta(seconds=45)
EVERY = timedelta(seconds=60)
# A list may lag behind the calls it lists.
OVERLAP = timedelta(minutes=10)
# After a long outage the list is read a piece at a time, as each run has a time limit.
LONGEST_STRETCH = timedelta(hours=6)
WHY = "found in the carrier's list; no news of it reached us"


@dataclass(frozen=True, slots=True)
class Listed:
    """The callers nobody told us of, and up to when the carrier's list was read."""

    unknown: list[LegState]
    until: datetime


def list_unknown(
    *,
    organisation: Organisation,
    listed_until: datetime,
    listing: Callable[[datetime, datetime], Iterable[LegState]],
    now: datetime,
) -> Listed | None:
    """List who rang and is neither a leg of ours nor in the ledger; None when the list was read a moment ago."""
    until = min(now - SETTLING, listed_until + LONGEST_STRETCH)
    if until - listed_until < EVERY:
        return None
    rang = [leg for leg in listing(listed_until - OVERLAP, until) if leg.direction == "inbound"]
    ids = [leg.leg_id for leg in rang]
    with reading(organisation):
        legs = Leg.objects.of(organisation).filter(carrier_leg_id__in=ids)
        tried = Attempt.objects.of(organisation).filter(provider_id__in=ids)
        known = {*legs.values_list("carrier_leg_id", flat=True), *tried.values_list("provider_id", flat=True)}
    return Listed([leg for leg in rang if leg.leg_id not in known], until)


@use_case
def recover_call(*, organisation: Organisation, account_id: UUID, state: LegState, now: datetime) -> bool:
    """Enter a call of which nothing was told: nobody can be rung for it any more, so it is one we missed."""
    began = min(state.started_at or state.occurred_at or now, now)
    offered = CallOffered(
        leg_id=state.leg_id,
        room_id=state.room_id,
        to=state.to,
        caller=state.caller,
        caller_kind=AddressKind.PHONE,
        fallback_reason=WHY,
    )
    outcome = AttemptOutcome.RECOVERED
    try:
        falling.enter_fallen_step(
            organisation=organisation, offered=offered, node="carrier", received_at=began, now=now
        )
        routing.fold_leg_step(organisation=organisation, leg_id=None, state=state, received_at=now, now=now)
    except NoSuchLine:
        outcome = AttemptOutcome.NO_LINE
    attempts.add_step(
        organisation_id=organisation.pk,
        account_id=account_id,
        provider_id=state.leg_id,
        channel="VOICE",
        outcome=outcome,
        at=began,
    )
    return outcome is AttemptOutcome.RECOVERED
