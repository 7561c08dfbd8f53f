"""What a member types to block time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from scheduling.errors import BadBooking
from scheduling.forms.calendar import identifier, read_start


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedBlock:
    """Whose time is to be blocked, from when to when, and why."""

    resource_id: UUID
    starts_at: datetime
    ends_at: datetime
    note: str
    around: bool


def read_block(data: QueryDict, zone: ZoneInfo) -> WantedBlock:
    """Read a time to block.

    Raises:
        BadBooking: nobody is chosen, or days or times are none.
    """
    resource_id = identifier(data.get("resource", ""))
    if resource_id is None:
        raise BadBooking(_("Choose whose time it is."))
    return WantedBlock(
        resource_id=resource_id,
        starts_at=read_start(data, zone, day="from_day", at="from_at"),
        ends_at=read_start(data, zone, day="to_day", at="to_at"),
        note=data.get("note", ""),
        around=data.get("around") == "1",
    )
