"""Where a visit is, and who may read that by now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from accounts.models import Member
from accounts.policies import is_technician
from scheduling.domain.appointments import AppointmentStatus
from scheduling.models import Appointment, VisitPlace


def place_of(row: Appointment) -> VisitPlace | None:
    """Give where the visit of an appointment is."""
    return VisitPlace.objects.of(row.organisation_id).filter(appointment=row).first()


def reads_address(member: Member, row: Appointment, place: VisitPlace | None, *, now: datetime) -> bool:
    """Say whether a member may read now where a visit is: technicians learn it on the day, and once they set out."""
    if not is_technician(member):
        return True
    zone = ZoneInfo(member.organisation.time_zone)
    is_today = row.starts_at.astimezone(zone).date() == now.astimezone(zone).date()
    is_going = (
        row.status == AppointmentStatus.CONFIRMED and place is not None and place.set_out_at is not None
    )
    return is_today or is_going or row.status == AppointmentStatus.ARRIVED
