"""The manners of every setting: who may change it, whether the page was old, and that it is noted."""

from datetime import datetime
from uuid import UUID

from accounts import policies
from accounts.models import Member
from core.events import record
from core.transactions import step
from scheduling.errors import SettingMovedOn
from scheduling.events import SettingChanged
from scheduling.models import Resource, Service


@step
def check(by: Member, row: Service | Resource, seen_version: int) -> None:
    """Refuse who may not, and pages that are older than the row.

    Raises:
        NotAllowed: neither owner nor supervisor.
        SettingMovedOn: somebody saved it meanwhile.
    """
    policies.check_can_supervise(by)
    if row.version != seen_version:
        raise SettingMovedOn


@step
def note(by: Member, thing_id: UUID, change: str, *, now: datetime) -> None:
    """Record who changed what."""
    record(SettingChanged(thing_id=thing_id, change=change), actor_id=by.pk, now=now)


@step
def put_away(by: Member, row: Service | Resource, *, is_away: bool, now: datetime) -> None:
    """Use a row no longer, or again."""
    row.is_active = not is_away
    row.version += 1
    row.save(update_fields=["is_active", "version"])
    note(by, row.pk, "PUT_AWAY" if is_away else "RESTORED", now=now)
