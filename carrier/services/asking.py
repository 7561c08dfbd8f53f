"""Asking the carrier about one leg, and taking its answer as if it had told it by itself."""

from datetime import datetime

from accounts.models import Organisation
from conversations.models import Leg
from conversations.ports import LegState, LegStatus
from conversations.services import calls
from core.transactions import use_case
from routing import services as routing


def take_answer(*, organisation: Organisation, leg: Leg, found: LegState | None, now: datetime) -> bool:
    """Fold what the carrier says of a leg; says whether it is over. Of one it does not know, only that is known."""
    state = found or LegState(
        leg_id=leg.carrier_leg_id,
        room_id="",
        status=LegStatus.COMPLETED,
        raw_status=calls.UNKNOWN_THERE,
        occurred_at=now,
    )
    fold(organisation=organisation, leg=leg, state=state, now=now)
    return state.is_terminal


@use_case
def fold(*, organisation: Organisation, leg: Leg, state: LegState, now: datetime) -> None:
    """Take the carrier's word about a leg as if it had told it."""
    routing.fold_leg_step(organisation=organisation, leg_id=leg.pk, state=state, received_at=now, now=now)
    calls.note_checked(organisation_id=organisation.pk, call_id=leg.call_id, now=now)
