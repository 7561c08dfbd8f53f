"""The assistant's day by mail, for owners who want it: once a day, in the morning of the organisation's own clock."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts import policies
from accounts.models import Member, Organisation
from core.events import record
from core.transactions import reading, use_case
from receptionist.events import DigestDue
from receptionist.models import DigestReader
from receptionist.selectors import digest as selectors
from receptionist.selectors.digest import Day

MORNING: Final = 7


@use_case
def want_digest(*, by: Member, is_wanted: bool, now: datetime) -> None:
    """Begin or stop; the first comes tomorrow morning."""
    policies.check_can_administer(by)
    rows = DigestReader.objects.of(by.organisation_id).filter(member=by)
    if not is_wanted:
        rows.delete()
    elif not rows.exists():
        today = now.astimezone(ZoneInfo(by.organisation.time_zone)).date()
        DigestReader(organisation_id=by.organisation_id, member=by, sent_on=today).save(force_insert=True)


@use_case
def note_due(*, organisation: Organisation, now: datetime) -> int:
    """Put the mails of yesterday on their way where it is morning; told twice, each goes once."""
    local = now.astimezone(ZoneInfo(organisation.time_zone))
    if local.hour < MORNING:
        return 0
    rows = DigestReader.objects.of(organisation).select_for_update(no_key=True, of=("self",))
    due = list(rows.filter(member__is_active=True, member__role="OWNER").exclude(sent_on=local.date()))
    yesterday = local.date() - timedelta(days=1)
    for row in due:
        row.sent_on = local.date()
        row.save(update_fields=["sent_on"])
        record(DigestDue(member_id=row.member_id, day=yesterday.isoformat()), now=now)
    return len(due)


def read_day(
    *, organisation_id: UUID, member_id: UUID, day: date, now: datetime
) -> tuple[Member, Day] | None:
    """Give a member's figures of a day; None where they left meanwhile, or nothing happened."""
    with reading(organisation_id):
        rows = Member.objects.filter(organisation_id=organisation_id, is_active=True)
        member = rows.select_related("user", "organisation").filter(pk=member_id).first()
        if member is None:
            return None
        found = selectors.count_day(member=member, day=day, now=now)
    return None if found.is_quiet else (member, found)
