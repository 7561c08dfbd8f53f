"""Allergies, medications and conditions: written down, confirmed, ended, and taken from the forms people send."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Industry, Member
from accounts.policies import check_can_write
from contacts.models import Contact
from core.events import record
from core.transactions import step, use_case
from intake.domain.forms.states import SENT
from intake.domain.patients.health import Kind, Said, Standing, said_in
from intake.domain.patients.rights import Group, Level
from intake.errors.patients import NoSuchPatient, NotForYou, ThereIsOne
from intake.events import PatientChanged
from intake.models import HealthItem, Submission
from intake.policies import patient_level
from intake.selectors.clinic import said_by
from intake.selectors.forms import answers_of, chain_of, definition_of
from intake.services.patients import patient_of


@use_case
def add_item(*, by: Member, contact_id: UUID, said: Said, now: datetime) -> HealthItem:
    """Write down something of a patient's health, or, with nothing named, that there is none of its kind.

    Raises:
        ThereIsOne: none is said where some stand. NotForYou, NoSuchPatient, OnlyLooking.
    """
    contact = _changed_by(by, contact_id)
    known = _active(by.organisation_id, contact_id, said.kind)
    if not said.what and known.filter(is_none=False).exists():
        raise ThereIsOne
    # Whoever writes one down, or says again that there is none, replaces an older "none known".
    known.filter(is_none=True).update(standing=Standing.ENDED.value, ended_at=now, ended_by=by)
    row = _row(contact, said, now=now)
    row.recorded_by = row.confirmed_by = by
    row.confirmed_at = now
    row.save(force_insert=True)
    _tell(contact, said.kind, actor_id=by.pk, now=now)
    return row


@use_case
def confirm_item(*, by: Member, contact_id: UUID, item_id: UUID, now: datetime) -> HealthItem:
    """Say that what a patient wrote was gone through with them. Said twice it changes nothing.

    Raises:
        NoSuchPatient: there is no such row either. NotForYou, OnlyLooking.
    """
    contact = _changed_by(by, contact_id)
    row = _item(contact, item_id)
    if row.confirmed_at is None:
        row.confirmed_by, row.confirmed_at = by, now
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        if not row.is_none:
            older = _active(by.organisation_id, contact_id, Kind(row.kind)).filter(is_none=True)
            older.update(standing=Standing.ENDED.value, ended_at=now, ended_by=by)
        _tell(contact, Kind(row.kind), actor_id=by.pk, now=now)
    return row


@use_case
def end_item(
    *, by: Member, contact_id: UUID, item_id: UUID, standing: Standing, reason: str, now: datetime
) -> HealthItem:
    """Say that something holds no more, or never did; it stays to be read. Said twice it changes nothing.

    Raises:
        NoSuchPatient: there is no such row either. NotForYou, OnlyLooking.
    """
    contact = _changed_by(by, contact_id)
    row = _item(contact, item_id)
    if row.standing == Standing.ACTIVE.value and standing is not Standing.ACTIVE:
        row.standing, row.ended_by, row.ended_at = standing.value, by, now
        row.reason = reason.replace("\x00", "").strip()[:300]
        row.save(update_fields=["standing", "ended_by", "ended_at", "reason"])
        _tell(contact, Kind(row.kind), actor_id=by.pk, now=now)
    return row


@use_case
def take_form(*, organisation: UUID, submission_id: UUID, now: datetime) -> int:
    """Write down what a patient answered about allergies and medications, unconfirmed; return how many are new.

    What stands already in the same words is not written again; what an older version of the same form said, and nobody
    confirmed, is replaced. Run twice it changes nothing more.
    """
    rows = Submission.objects.of(organisation).select_for_update(no_key=True, of=("self",))
    rows = rows.select_related("form_version__form", "organisation", "contact")
    row = rows.filter(pk=submission_id, state__in=[one.value for one in SENT]).first()
    if row is None or row.contact is None or row.organisation.industry != Industry.CLINIC:
        return 0
    mine = HealthItem.objects.of(organisation).filter(contact=row.contact)
    if mine.filter(submission=row).exists():
        return 0
    told = said_in(definition_of(row), answers_of(row))
    older = [one for one in chain_of(row) if one != row.pk]
    stale = mine.filter(submission__in=older, confirmed_at=None, standing=Standing.ACTIVE.value)
    if older:
        stale.update(standing=Standing.WRONG.value, ended_at=now)
    standing = [said_by(one) for one in mine.filter(standing=Standing.ACTIVE.value)]
    known, kinds = {said.same for said in standing}, {said.kind for said in standing}
    # To whom something is known a form's "none" says nothing.
    fresh = [said for said in told if said.same not in known and (said.what or said.kind not in kinds)]
    for said in fresh:
        item = _row(row.contact, said, now=now)
        item.submission = row
        item.save(force_insert=True)
        _tell(row.contact, said.kind, actor_id=None, now=now)
    return len(fresh)


def _row(contact: Contact, said: Said, *, now: datetime) -> HealthItem:
    values = {name: value for name, value in asdict(said).items() if name != "kind"}
    return HealthItem(
        organisation_id=contact.organisation_id,
        contact=contact,
        kind=said.kind.value,
        is_none=not said.what,
        recorded_at=now,
        **values,
    )


def _changed_by(by: Member, contact_id: UUID) -> Contact:
    check_can_write(by)
    contact = patient_of(by, contact_id)
    if patient_level(by, Group.HEALTH) < Level.CHANGE:
        raise NotForYou
    return contact


def _active(organisation_id: UUID, contact_id: UUID, kind: Kind) -> QuerySet[HealthItem]:
    rows = HealthItem.objects.of(organisation_id).filter(contact=contact_id, kind=kind.value)
    return rows.filter(standing=Standing.ACTIVE.value)


def _item(contact: Contact, item_id: UUID) -> HealthItem:
    rows = HealthItem.objects.of(contact.organisation_id).select_for_update(no_key=True, of=("self",))
    row = rows.filter(contact=contact, pk=item_id).first()
    if row is None:
        raise NoSuchPatient
    return row


@step
def _tell(contact: Contact, kind: Kind, *, actor_id: UUID | None, now: datetime) -> None:
    fact = PatientChanged(
        contact_id=contact.pk, group=Group.HEALTH.value, fields=(kind.value.lower(),), version=0
    )
    record(fact, actor_id=actor_id, now=now)
