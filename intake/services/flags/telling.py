"""Who is told of a red flag: owners at once, and whoever is on call one after the other until it is acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Member, Role
from conversations.services import owe_about_step, owe_step
from core.events import record
from core.transactions import step
from intake.events import RedFlagChanged
from intake.models import FlagSource, RedFlagAlert


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail to a member; it says that there is something, never what."""

    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """Who was told now, if anybody: the mail to them, and how many were paged in all."""

    letter: Letter | None = None
    paged: int = 0


@step
def tell_owners_step(row: RedFlagAlert, *, now: datetime) -> None:
    """Leave each owner a task that is due now."""
    owners = Member.objects.filter(organisation_id=row.organisation_id, is_active=True, role=Role.OWNER)
    for owner in owners.select_related("user", "organisation"):
        _tell(row, owner, is_paged=False, now=now)


@step
def page_step(
    *, organisation_id: UUID, alert_id: UUID, members: Sequence[UUID], paged: int, now: datetime
) -> Paged:
    """Tell the first of `members` who was not told yet, unless somebody has acknowledged by now.

    `paged` is how many were paged when this was owed: told twice, nobody is told.
    """
    rows = RedFlagAlert.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    row = rows.select_related("conversation").filter(pk=alert_id, acknowledged_at=None).first()
    if row is None or sum(one["is_paged"] for one in row.told) != paged:
        return Paged()
    told = {one["member"] for one in row.told}
    active = Member.objects.filter(organisation_id=organisation_id, pk__in=members, is_active=True)
    known = {one.pk: one for one in active.select_related("user", "organisation")}
    member = next((known[key] for key in members if key in known and str(key) not in told), None)
    if member is None:
        return Paged()
    _tell(row, member, is_paged=True, now=now)
    fact = RedFlagChanged(alert_id=row.pk, conversation_id=row.conversation_id, change="TOLD")
    record(fact, now=now)
    return Paged(letter=_letter(row, member), paged=paged + 1)


@step
def _tell(row: RedFlagAlert, member: Member, *, is_paged: bool, now: datetime) -> None:
    """Leave a member a task that is due now."""
    title = _title(row, member)
    if row.conversation is not None:
        task = owe_about_step(row.conversation, title=title, owner_id=member.pk, due_at=now, now=now)
    else:
        task = owe_step(
            organisation_id=row.organisation_id,
            title=title,
            owner=member,
            due_at=now,
            page=_path(row),
            now=now,
        )
    told = {"member": str(member.pk), "task": str(task.pk), "at": now.isoformat(), "is_paged": is_paged}
    row.told = [*row.told, told]
    row.version += 1
    row.save(update_fields=["told", "version"])


def _letter(row: RedFlagAlert, member: Member) -> Letter:
    with translation.override(member.user.language or member.organisation.locale):
        words = {"firm": member.organisation.name, "url": f"{settings.PUBLIC_URL.rstrip('/')}{_path(row)}"}
        text = _("Somebody described an emergency to %(firm)s. Read it and acknowledge it here:\n\n%(url)s")
        return Letter(to=member.user.email, subject=_title(row, member), text=text % words)


def _title(row: RedFlagAlert, member: Member) -> str:
    """Say whom to call, in the member's language, and no word of what was written: titles are read on lock screens."""
    with translation.override(member.user.language or member.organisation.locale):
        who = row.who or _("whoever wrote")
        if row.source == FlagSource.FORM:
            return _("Emergency words in a form: call %(who)s now") % {"who": who}
        return _("Red flag: call %(who)s now") % {"who": who}


def _path(row: RedFlagAlert) -> str:
    return reverse("intake:red_flag", args=[row.pk])
