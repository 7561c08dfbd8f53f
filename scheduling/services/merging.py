"""What becomes of appointments when two contacts become one, and when they become two again."""

from collections.abc import Mapping
from typing import Any

from contacts.ports import Pair
from core.transactions import step
from scheduling.models import Appointment, Hold, TimeOffer, WaitingEntry

FOLLOWERS = (Appointment, Hold, TimeOffer, WaitingEntry)


@step
def merge(pair: Pair) -> dict[str, Any]:
    """Give what the absorbed contact has booked, or has held for it, to the kept one."""
    moved: dict[str, Any] = {}
    for model in FOLLOWERS:
        rows = model.objects.of(pair.by.organisation_id).filter(contact_id=pair.absorb_id)
        moved[model.__name__] = list(rows.values_list("pk", flat=True))
        rows.update(contact_id=pair.keep_id)
    return moved


@step
def unmerge(pair: Pair, written: Mapping[str, Any]) -> None:
    """Give back what came from the absorbed contact; what was booked since stays."""
    for model in FOLLOWERS:
        rows = model.objects.of(pair.by.organisation_id).filter(pk__in=written.get(model.__name__, ()))
        rows.filter(contact_id=pair.keep_id).update(contact_id=pair.absorb_id)
