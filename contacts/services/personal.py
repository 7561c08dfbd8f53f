"""A person's data handed out whole, kept by a legal hold, or erased for good."""

import json
import tempfile
import zipfile
from datetime import date, datetime
from enum import StrEnum
from typing import IO, Final
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.models import Member
from accounts.services.idempotency import forget_answers
from contacts import ports, selectors
from contacts.events import ContactChanged, ContactErased, ContactExported
from contacts.models import (
    ConsentEvent,
    Contact,
    ContactAddress,
    ContactMerge,
    DuplicateSuggestion,
    IdentityKey,
    LegalHold,
    PersonalDetails,
)
from contacts.selectors import personal
from contacts.services.import_keeping import erase_rows
from core.errors import Conflict, NotFound, Refused
from core.events import record
from core.transactions import after_commit, step, use_case

LARGEST_IN_MEMORY: Final = 8 * 1024 * 1024
LEFT_OUT: Final = "left-out.txt"
# What a row says of a person; the rest is how we work, such as when it was made.
_WORDS: Final = (
    "prefix", "first_name", "middle_name", "last_name", "suffix", "preferred_name", "company_name", "language", "source",
    "about",
)  # fmt: skip


class ErasureReason(StrEnum):
    """Why somebody is erased."""

    ASKED = "asked"
    MISTAKE = "mistake"
    EXPIRED = "expired"


class HeldByLaw(Refused):
    """A legal hold stands."""

    sentence = _("A legal hold stands. It has to be lifted first.")


class StillNeeded(Refused):
    """Another app needs the data for now; the sentence is its own."""


class ReasonNeeded(Refused):
    """A hold without a reason tells nobody why."""

    sentence = _("Say in a few words why their data must be kept.")


class AlreadyOver(Refused):
    """A hold that has ended before it began holds nothing."""

    sentence = _("The last day has passed already.")


@use_case
def export_person(*, by: Member, contact_id: UUID, now: datetime) -> IO[bytes]:
    """Pack what is known of a contact, and is for the member, into one zip: a JSON file for each app, and stored files.

    What is not for the member is left out, and `left-out.txt` says what that is and why.

    Raises:
        NotFound: there is none.
        SupervisorsOnly: the member directs nobody.
    """
    policies.check_can_supervise(by)
    contact = selectors.get_contact(member=by, contact_id=contact_id)
    subject = personal.subject_of(contact=contact, now=now, reader=by)
    packed = tempfile.SpooledTemporaryFile(max_size=LARGEST_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for app, found in personal.everything(subject).items():
            text = json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            archive.writestr(f"{app}.json", text)
        if sentences := personal.left_out(subject):
            archive.writestr(LEFT_OUT, "\n\n".join([str(_("What this file leaves out:")), *sentences]) + "\n")
        for name, path in personal.stored_files(subject).items():
            if default_storage.exists(path):
                with default_storage.open(path) as stored, archive.open(name, "w") as entry:
                    for chunk in stored.chunks():
                        entry.write(chunk)
    packed.seek(0)
    for keeper in ports.keepers().values():
        if keeper.handed is not None:
            keeper.handed(subject)
    record(ContactExported(contact_id=contact.pk), actor_id=by.pk, now=now)
    return packed


@use_case
def place_hold(*, by: Member, contact_id: UUID, reason: str, until: date | None, now: datetime) -> LegalHold:
    """Keep a contact from being erased.

    Raises:
        NotFound: there is no such contact.
        OwnersOnly: the member is no owner.
        ReasonNeeded, AlreadyOver: it says not why, or has ended.
    """
    policies.check_can_administer(by)
    contact = _locked(by, contact_id)
    if not reason.strip():
        raise ReasonNeeded
    if until is not None and until < now.date():
        raise AlreadyOver
    hold = LegalHold(
        organisation_id=by.organisation_id,
        contact=contact,
        reason=" ".join(reason.split())[:200],
        until=until,
        placed_by=by,
        placed_at=now,
    )
    hold.save(force_insert=True)
    return hold


@use_case
def lift_hold(*, by: Member, contact_id: UUID, hold_id: UUID, now: datetime) -> LegalHold:
    """End a hold.

    Raises:
        NotFound: there is no such hold of this contact.
        OwnersOnly: the member is no owner.
        Conflict: it was lifted before.
    """
    policies.check_can_administer(by)
    rows = LegalHold.objects.of(by.organisation_id).select_for_update(no_key=True)
    hold = rows.filter(pk=hold_id, contact=contact_id).first()
    if hold is None:
        raise NotFound
    if hold.lifted_at is not None:
        raise Conflict
    hold.lifted_at, hold.lifted_by = now, by
    hold.save(update_fields=["lifted_at", "lifted_by"])
    return hold


@use_case
def erase_person(*, by: Member, contact_id: UUID, reason: ErasureReason, now: datetime) -> Contact:
    """Erase what is known of a contact, for good; that somebody was there stays, so that figures stay true.

    That a number asked for no more messages is kept, or it would be written to again.

    Raises:
        NotFound: there is none.
        OwnersOnly: the member is no owner.
        HeldByLaw: a legal hold stands.
        StillNeeded: another app needs the data for now.
        Conflict: it is erased, or part of another contact.
    """
    policies.check_can_administer(by)
    contact = _locked(by, contact_id)
    if contact.erased_at is not None or contact.merged_into_id is not None:
        raise Conflict
    subject = personal.subject_of(contact=contact, now=now)
    if personal.standing_holds(organisation_id=by.organisation_id, contact_ids=subject.contact_ids, now=now):
        raise HeldByLaw
    if sentences := personal.hindrances(subject):
        raise StillNeeded(sentences[0])
    # What lists show instead of a name is in the organisation's language, whoever erases.
    with translation.override(by.organisation.locale):
        paths = [path for keeper in ports.keepers().values() for path in keeper.erase(subject)]
        _erase_own(subject)
    contact.refresh_from_db()
    changed = ContactChanged(contact_id=contact.pk, version=contact.version, fields=("display_name",))
    record(changed, actor_id=by.pk, now=now)
    record(ContactErased(contact_id=contact.pk, reason=reason.value), actor_id=by.pk, now=now)
    after_commit(lambda: _delete_files(paths))
    return contact


@step
def _erase_own(subject: ports.Subject) -> None:
    ids, organisation_id = subject.contact_ids, subject.organisation_id
    erase_rows(subject)
    addresses = ContactAddress.objects.of(organisation_id)
    held = list(addresses.filter(contact__in=ids).values_list("kind", "value"))
    addresses.filter(contact__in=ids).delete()
    # An address that a single contact is left with is shared no more.
    for kind, value in held:
        others = addresses.filter(kind=kind, value=value)
        if others.count() == 1:
            others.update(is_shared=False)
    said = ConsentEvent.objects.of(organisation_id).filter(value__in=subject.values)
    said.filter(granted=True).delete()
    said.update(reason="", entry_id=None)
    forget_answers(organisation_id=organisation_id, words=[*map(str, ids), *subject.values])
    IdentityKey.objects.of(organisation_id).filter(contact__in=ids).delete()
    pairs = DuplicateSuggestion.objects.of(organisation_id)
    pairs.filter(Q(first__in=ids) | Q(second__in=ids)).delete()
    PersonalDetails.objects.of(organisation_id).filter(contact__in=ids).delete()
    LegalHold.objects.of(organisation_id).filter(contact__in=ids).update(reason="")
    ContactMerge.objects.of(organisation_id).filter(Q(kept__in=ids) | Q(absorbed__in=ids)).delete()
    for row in Contact.objects.of(organisation_id).filter(pk__in=ids):
        for name in _WORDS:
            setattr(row, name, "")
        row.display_name, row.tags, row.owner_id = str(_("Erased person")), [], None
        row.erased_at, row.version = subject.now, row.version + 1
        row.save()


def _locked(by: Member, contact_id: UUID) -> Contact:
    rows = Contact.objects.of(by.organisation_id).select_for_update(no_key=True)
    contact = selectors.seen_by(rows, by).filter(pk=contact_id).first()
    if contact is None:
        raise NotFound
    return contact


def _delete_files(paths: list[str]) -> None:
    for path in paths:
        default_storage.delete(path)
