"""Patient records: opened with a trace, changed part by part, opened whole in an emergency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Member, Role
from accounts.policies import check_can_write
from contacts.models import Contact
from contacts.selectors import seen_by
from conversations.services import owe_step
from core.events import record
from core.transactions import step, use_case
from intake.domain.patients.rights import FIELDS, OPEN_FOR, Group, Level
from intake.errors.patients import NoReason, NoSuchPatient, NotForYou, RecordMovedOn
from intake.events import GlassBroken, PatientChanged
from intake.models import GlassBreak, HealthItem, PatientAccess, PatientRecord
from intake.policies import patient_level
from intake.selectors.clinic import list_health

LEAST_REASON = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A record as a member may see it: what they may do with each part; until when the glass is broken.

    `health` is empty where that part is not for them.
    """

    contact: Contact
    record: PatientRecord | None
    levels: Mapping[Group, Level]
    open_until: datetime | None
    health: tuple[HealthItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail to an owner; it names who looked and no patient."""

    to: str
    subject: str
    text: str


@use_case
def open_record(
    *, by: Member, contact_id: UUID, parts: tuple[Group, ...] = tuple(Group), now: datetime
) -> Opened:
    """Show a record, and keep who saw which parts of it.

    Raises:
        NoSuchPatient. NotForYou: no part of it is for this member.
    """
    contact = patient_of(by, contact_id)
    levels, until = standing(by=by, contact_id=contact_id, now=now)
    seen = [group for group in parts if levels[group] >= Level.SEE]
    if not seen:
        raise NotForYou
    row = PatientRecord.objects.of(by.organisation_id).filter(contact=contact).first()
    health = (
        list_health(organisation_id=by.organisation_id, contact_id=contact_id) if Group.HEALTH in seen else []
    )
    if row is not None or health:
        keep_look(by=by, contact_id=contact_id, parts=seen, is_emergency=until is not None, now=now)
    return Opened(contact=contact, record=row, levels=levels, open_until=until, health=tuple(health))


def standing(*, by: Member, contact_id: UUID, now: datetime) -> tuple[Mapping[Group, Level], datetime | None]:
    """Say what a member may do with each part of a record, and until when (UTC) they opened it in an emergency."""
    until = _open_until(by, contact_id, now)
    return {group: patient_level(by, group, is_broken=until is not None) for group in Group}, until


@step
def keep_look(
    *, by: Member, contact_id: UUID, parts: Iterable[Group], is_emergency: bool, now: datetime
) -> None:
    """Keep that a member was shown these parts."""
    PatientAccess.objects.create(
        organisation_id=by.organisation_id,
        contact_id=contact_id,
        member=by,
        groups=[group.value for group in parts],
        is_emergency=is_emergency,
        at=now,
    )


@use_case
def change_record(
    *, by: Member, contact_id: UUID, group: Group, values: Mapping[str, Any], seen_version: int, now: datetime
) -> PatientRecord:
    """Write one part of a record; the first writing begins it.

    Raises:
        RecordMovedOn: somebody changed it meanwhile. NotForYou, NoSuchPatient, OnlyLooking.
    """
    check_can_write(by)
    if patient_level(by, group) < Level.CHANGE:
        raise NotForYou
    contact = patient_of(by, contact_id)
    rows = PatientRecord.objects.of(by.organisation_id)
    if not seen_version:
        begun = PatientRecord(organisation_id=by.organisation_id, contact=contact, version=0)
        PatientRecord.objects.bulk_create([begun], ignore_conflicts=True)
    row = rows.select_for_update(no_key=True, of=("self",)).filter(contact=contact).first()
    if row is None or row.version != seen_version:
        raise RecordMovedOn
    changed = tuple(name for name in FIELDS[group] if getattr(row, name) != values[name])
    for name in changed:
        setattr(row, name, values[name])
    row.version += 1
    row.save()
    fact = PatientChanged(contact_id=contact.pk, group=group.value, fields=changed, version=row.version)
    record(fact, actor_id=by.pk, now=now)
    return row


@use_case
def break_glass(*, by: Member, contact_id: UUID, reason: str, now: datetime) -> GlassBreak:
    """Open a whole record for a quarter of an hour; every owner is told at once.

    Raises:
        NoReason: not a word why. NoSuchPatient, OnlyLooking.
    """
    check_can_write(by)
    reason = reason.replace("\x00", "").strip()[:500]
    if len(reason) < LEAST_REASON:
        raise NoReason
    contact = patient_of(by, contact_id)
    row = GlassBreak.objects.create(
        organisation_id=by.organisation_id,
        contact=contact,
        member=by,
        reason=reason,
        at=now,
        until=now + OPEN_FOR,
    )
    for owner in _owners(by.organisation_id):
        with translation.override(owner.user.language or owner.organisation.locale):
            title = _title(by)
        owe_step(
            organisation_id=by.organisation_id,
            title=title,
            owner=owner,
            due_at=now,
            page=reverse("intake:patient_reads"),
            now=now,
        )
    record(GlassBroken(glass_id=row.pk, contact_id=contact.pk), actor_id=by.pk, now=now)
    return row


@use_case
def letters(*, organisation: UUID, glass_id: UUID, now: datetime) -> list[Letter]:
    """Write to every owner that a record was opened in an emergency."""
    rows = GlassBreak.objects.of(organisation).select_related("member__user")
    row = rows.filter(pk=glass_id).exclude(member=None).first()
    return [_letter(row.member, owner) for owner in _owners(organisation)] if row is not None else []


def _letter(member: Member, owner: Member) -> Letter:
    with translation.override(owner.user.language or owner.organisation.locale):
        url = f"{settings.PUBLIC_URL.rstrip('/')}{reverse('intake:patient_reads')}"
        text = _("%(who)s opened a patient record in an emergency. Whose and why stands here:\n\n%(url)s")
        return Letter(
            to=owner.user.email, subject=_title(member), text=text % {"who": member.name, "url": url}
        )


def _title(member: Member) -> str:
    return _("%(who)s opened a patient record in an emergency") % {"who": member.name}


def _owners(organisation_id: UUID) -> list[Member]:
    rows = Member.objects.filter(organisation_id=organisation_id, is_active=True, role=Role.OWNER)
    return list(rows.select_related("user", "organisation"))


def patient_of(by: Member, contact_id: UUID) -> Contact:
    """Get whom a record is of.

    Raises:
        NoSuchPatient: nobody, kept under another name, or kept from the member.
    """
    rows = seen_by(Contact.objects.of(by.organisation_id), by)
    found = rows.filter(pk=contact_id, merged_into_id=None, erased_at=None).first()
    if found is None:
        raise NoSuchPatient
    return found


def _open_until(by: Member, contact_id: UUID, now: datetime) -> datetime | None:
    rows = GlassBreak.objects.of(by.organisation_id).filter(contact=contact_id, member=by, until__gt=now)
    return rows.order_by("-until").values_list("until", flat=True).first()
