"""What every write of a rota begins and ends with."""

from datetime import datetime
from uuid import UUID

from accounts import policies
from accounts.models import Member
from core.events import record
from core.transactions import step
from routing import errors
from routing.events import OnCallChanged
from routing.models import Rota


@step
def locked(by: Member, rota_id: UUID) -> Rota:
    """Lock a rota for a supervisor.

    Raises:
        NotAllowed: not a supervisor. NoSuchRota.
    """
    policies.check_can_supervise(by)
    row = Rota.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=rota_id).first()
    if row is None:
        raise errors.NoSuchRota
    return row


@step
def saved(rota: Rota, by: Member, change: str, *, now: datetime) -> None:
    """Raise the version of a rota that was changed, and record it."""
    rota.version += 1
    rota.save(update_fields=["name", "version"])
    changed(rota.pk, by, change, now=now)


@step
def changed(rota_id: UUID, by: Member, change: str, *, now: datetime) -> None:
    """Record that a rota was changed, and by whom."""
    record(OnCallChanged(thing_id=rota_id, change=change), actor_id=by.pk, now=now)


def member_of(by: Member, member_id: UUID) -> Member:
    """Find somebody who can be on call.

    Raises:
        NoSuchMember
    """
    rows = Member.objects.filter(organisation_id=by.organisation_id, is_active=True)
    found = rows.filter(pk=member_id).select_related("user").first()
    if found is None:
        raise errors.NoSuchMember
    return found
