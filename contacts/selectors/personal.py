"""Everything that is known of one person, as it is handed out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Model

from accounts.models import Member
from contacts import ports
from contacts.models import ConsentEvent, Contact, ContactAddress, ContactMerge, LegalHold, PersonalDetails

_OWN: Final = "contacts"
_LEFT_OUT: Final = frozenset({"organisation", "version"})


def subject_of(*, contact: Contact, now: datetime, reader: Member | None = None) -> ports.Subject:
    """Gather a contact with those that were merged into it, one after the other, and all their addresses."""
    rows = Contact.objects.of(contact.organisation_id)
    found, fresh = [contact.pk], [contact.pk]
    while fresh:
        fresh = list(rows.filter(merged_into_id__in=fresh).exclude(pk__in=found).values_list("pk", flat=True))
        found += fresh
    addresses = ContactAddress.objects.of(contact.organisation_id)
    held = set(addresses.filter(contact__in=found).values_list("value", flat=True))
    # What stands under a number that others have as well is theirs too.
    shared = addresses.filter(value__in=held).exclude(contact__in=found).values_list("value", flat=True)
    values = held - set(shared)
    return ports.Subject(
        organisation_id=contact.organisation_id,
        contact_ids=tuple(found),
        values=tuple(sorted(values)),
        now=now,
        reader=reader,
    )


def plain(rows: Iterable[Model], *, without: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """Turn rows into plain values by field, but for what is only ours to keep in order."""
    return [
        {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if field.name not in _LEFT_OUT | without
        }
        for row in rows
    ]


def everything(subject: ports.Subject) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Give all data by app and heading."""
    found = {_OWN: _own(subject)}
    return found | {key: dict(keeper.export(subject)) for key, keeper in ports.keepers().items()}


def stored_files(subject: ports.Subject) -> dict[str, str]:
    """Give where each file is stored, by the name it gets."""
    return {
        f"{key}/{name}": path
        for key, keeper in ports.keepers().items()
        for name, path in keeper.files(subject).items()
        if path
    }


def list_holds(*, contact: Contact) -> list[LegalHold]:
    """List what keeps or kept a contact from being erased, the latest first."""
    rows = LegalHold.objects.of(contact.organisation_id).filter(contact=contact)
    return list(rows.select_related("placed_by__user", "lifted_by__user"))


def standing_holds(*, organisation_id: UUID, contact_ids: Iterable[UUID], now: datetime) -> list[LegalHold]:
    """List the holds that stand at `now`."""
    rows = LegalHold.objects.of(organisation_id).filter(contact__in=contact_ids, lifted_at=None)
    return [row for row in rows if row.until is None or row.until >= now.date()]


def hindrances(subject: ports.Subject) -> list[str]:
    """Say in sentences why other apps must keep what they have for now."""
    return [sentence for keeper in ports.keepers().values() if (sentence := keeper.hindrance(subject))]


def left_out(subject: ports.Subject) -> list[str]:
    """Say in sentences what the reader is not handed, and who is."""
    kept = (keeper.left_out for keeper in ports.keepers().values() if keeper.left_out is not None)
    return [sentence for say in kept for sentence in say(subject)]


def _own(subject: ports.Subject) -> dict[str, list[dict[str, Any]]]:
    contacts = Contact.objects.of(subject.organisation_id).filter(pk__in=subject.contact_ids)
    addresses = ContactAddress.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)
    consents = ConsentEvent.objects.of(subject.organisation_id).filter(value__in=subject.values)
    merges = ContactMerge.objects.of(subject.organisation_id).filter(kept__in=subject.contact_ids)
    return {
        "contacts": plain(contacts),
        "addresses": plain(addresses, without=frozenset({"reversed_value"})),
        "details": plain(
            PersonalDetails.objects.of(subject.organisation_id).filter(contact__in=subject.contact_ids)
        ),
        "consent": plain(consents),
        "merges": plain(merges, without=frozenset({"moved"})),
    }
