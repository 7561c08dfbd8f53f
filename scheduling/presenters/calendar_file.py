"""An appointment as a file that somebody adds to a calendar of theirs: PUBLISH, in neutral words."""

from datetime import datetime

from scheduling.domain.ics.invite import Occasion, keepsake
from scheduling.models import Appointment, LocationKind
from scheduling.presenters import public as present


def calendar_file(row: Appointment, *, organisation: str, url: str, now: datetime) -> bytes:
    """Write it with the appointment's lasting uid, so that the file of a later day replaces that of an earlier one.

    The summary names the firm alone: other people look at calendars too.
    """
    is_here = row.service.location_kind == LocationKind.OFFICE
    return keepsake(
        Occasion(
            uid=row.uid,
            sequence=row.sequence,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            created_at=row.booked_at,
            changed_at=now,
            summary=organisation,
            description=url,
            place=present.address(row.location) if is_here else "",
            url=url,
        )
    )
