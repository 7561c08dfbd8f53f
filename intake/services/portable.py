"""A patient as they leave: what of a record, of visits and of forms is for whoever takes it along."""

from typing import Final

from accounts.models import Member
from contacts.domain.addresses import AddressKind
from contacts.models import Contact
from contacts.selectors import list_addresses
from intake.domain.forms.states import SENT
from intake.domain.patients.fhir import Coverage, Filled, Health, Identity, Patient, Signed, Visit
from intake.domain.patients.fhir_health import Item
from intake.domain.patients.health import Standing
from intake.domain.patients.rights import Group, Level
from intake.models import HealthItem, PatientRecord, Signature, Submission
from intake.selectors.clinic import said_by
from intake.selectors.forms import answers_of, definition_of
from intake.services.patients import Opened
from scheduling.selectors.people import list_of_contact

MOST: Final = 1000


def portable(opened: Opened, *, member: Member, form_url: str) -> Patient:
    """Gather what of an opened record may leave with `member`: answers of forms go with the health part, signed words
    with coverage. `form_url` is an address with "{slug}" and "{form}" to fill in. Ask inside `reading`."""
    contact, row = opened.contact, opened.record
    seen = {group for group, level in opened.levels.items() if level >= Level.SEE}
    forms = _forms(contact) if seen & {Group.HEALTH, Group.COVERAGE} else []
    return Patient(
        key=contact.pk,
        organisation=member.organisation.name,
        identity=_identity(contact, row) if Group.IDENTITY in seen else None,
        coverage=_coverage(row) if row is not None and Group.COVERAGE in seen else None,
        health=_health(opened) if Group.HEALTH in seen else None,
        visits=_visits(contact, member) if Group.IDENTITY in seen else (),
        filled=[_filled(one, member, form_url) for one in forms] if Group.HEALTH in seen else (),
        signed=_signed(forms) if Group.COVERAGE in seen else (),
    )


def _identity(contact: Contact, row: PatientRecord | None) -> Identity:
    addresses = sorted(list_addresses(contact=contact), key=lambda one: not one.is_preferred)
    official = row.legal_name if row and row.legal_name else contact.display_name
    names = [("official", official)]
    if row is not None:
        names += [("usual", row.preferred_name), ("maiden", row.previous_names)]
    return Identity(
        names=names,
        born_on=row.born_on if row else None,
        sex=row.sex if row else "",
        gender_identity=row.gender_identity if row else "",
        pronouns=row.pronouns if row else "",
        language=row.language if row else contact.language,
        needs_interpreter=bool(row and row.needs_interpreter),
        record_number=row.record_number if row else "",
        phones=[one.value for one in addresses if one.kind == AddressKind.PHONE],
        mails=[one.value for one in addresses if one.kind == AddressKind.EMAIL],
    )


def _coverage(row: PatientRecord) -> Coverage:
    return Coverage(payer=row.payer, plan=row.plan, member_id=row.member_id, subscriber=row.subscriber)


def _health(opened: Opened) -> Health:
    """Give what holds or held; what was a mistake was never so."""
    kept = [row for row in opened.health if row.standing != Standing.WRONG.value]
    return Health(items=[_item(row) for row in kept])


def _item(row: HealthItem) -> Item:
    return Item(
        key=row.pk,
        said=said_by(row),
        is_active=row.standing == Standing.ACTIVE.value,
        is_confirmed=row.confirmed_at is not None,
        recorded_at=row.recorded_at,
    )


def _visits(contact: Contact, member: Member) -> list[Visit]:
    return [
        Visit(
            key=row.pk,
            status=row.status,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            service=row.service.name,
            provider=row.provider.name if row.provider else "",
        )
        for row in list_of_contact(member=member, contact_id=contact.pk, most=MOST)
    ]


def _forms(contact: Contact) -> list[Submission]:
    rows = Submission.objects.of(contact.organisation_id).filter(contact=contact, state__in=SENT)
    return list(rows.select_related("form_version__form").order_by("sent_at", "pk")[:MOST])


def _filled(row: Submission, member: Member, form_url: str) -> Filled:
    version = row.form_version
    url = form_url.format(slug=member.organisation.slug, form=version.form.slug)
    return Filled(
        key=row.pk,
        url=f"{url}|{version.n}",
        definition=definition_of(row),
        language=row.language,
        answers=answers_of(row),
        sent_at=row.sent_at or row.saved_at,
    )


def _signed(forms: list[Submission]) -> list[Signed]:
    if not forms:
        return []
    rows = Signature.objects.of(forms[0].organisation_id).filter(submission__in=forms)
    return [
        Signed(key=row.pk, name=row.name, text=row.text, signed_at=row.signed_at)
        for row in rows.order_by("signed_at", "pk")
    ]
