"""Which contacts are how probably one person; called inside `reading` or a use case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count

from contacts.domain.addresses import AddressKind
from contacts.domain.identity import LINKED_FROM, Likeness, Person, keys_of, likenesses
from contacts.domain.identity.persons import COUNTED
from contacts.models import Contact, ContactAddress, ContactKind, IdentityKey, PersonalDetails
from contacts.selectors.details import details_of

# A key that more contacts share leads nowhere: everybody called Ana Lopez is not one person.
MOST_HOLDERS: Final = 100
MOST_LIKE: Final = 5
_NOBODY: Final = UUID(int=0)
Pairs = dict[tuple[UUID, UUID], Likeness]


@dataclass(frozen=True, slots=True)
class Like:
    """A contact who may be the person somebody is writing down."""

    contact: Contact
    likeness: Likeness


def find_like(*, organisation_id: UUID, person: Person, most: int = MOST_LIKE) -> list[Like]:
    """Find who may be the person somebody is about to write down, the likeliest first."""
    found = compare_all(organisation_id, {_NOBODY: person})
    likely = sorted(found.items(), key=lambda item: -item[1].probability)[:most]
    ids = [second for (_first, second), _likeness in likely]
    rows = Contact.objects.of(organisation_id).select_related("owner__user").in_bulk(ids)
    return [
        Like(rows[key], likeness) for key, (_pair, likeness) in zip(ids, likely, strict=True) if key in rows
    ]


def persons_of(organisation_id: UUID, rows: Iterable[Contact]) -> dict[UUID, Person]:
    """Read what is compared of some contacts."""
    held = {row.pk: row for row in rows}
    reached: dict[tuple[UUID, str], list[str]] = {}
    addresses = (
        ContactAddress.objects.of(organisation_id).filter(contact__in=list(held)).order_by("created_at", "pk")
    )
    for contact_id, kind, value in addresses.values_list("contact_id", "kind", "value"):
        reached.setdefault((contact_id, kind), []).append(value)
    details = details_of(organisation_id=organisation_id, contact_ids=held)
    return {
        key: person_of(
            row,
            details=details.get(key),
            phones=reached.get((key, AddressKind.PHONE.value), ()),
            emails=reached.get((key, AddressKind.EMAIL.value), ()),
        )
        for key, row in held.items()
    }


def person_of(
    row: Contact,
    *,
    phones: Iterable[str] = (),
    emails: Iterable[str] = (),
    details: PersonalDetails | None = None,
) -> Person:
    """Give what is compared of a contact; of a company it is the name."""
    is_company = row.kind == ContactKind.COMPANY
    return Person(
        given_name="" if is_company else row.first_name,
        surname=row.company_name or row.last_name if is_company else row.last_name,
        generation=row.suffix,
        phones=tuple(phones),
        emails=tuple(emails),
        is_company=is_company,
        birth_date=details.birth_date if details else "",
        street=details.street if details else "",
        town=details.city if details else "",
        postcode=details.postcode if details else "",
    )


def compare_all(organisation_id: UUID, persons: Mapping[UUID, Person]) -> Pairs:
    """Compare some people with every contact they share a key with; gives who is rather one person than not."""
    keys = {key: keys_of(person) for key, person in persons.items()}
    wanted = {key for each in keys.values() for key in each}
    rows = IdentityKey.objects.of(organisation_id).filter(key__in=wanted, contact__merged_into_id=None)
    common = dict(rows.values_list("key").annotate(holders=Count("pk")).order_by())
    leading = [
        key for key, holders in common.items() if holders <= MOST_HOLDERS and not key.startswith(COUNTED)
    ]
    holders: dict[str, set[UUID]] = {}
    for key, contact_id in rows.filter(key__in=leading).values_list("key", "contact_id").order_by():
        holders.setdefault(key, set()).add(contact_id)
    # Who was just added has no keys yet, but their number leads to them.
    new = persons.get(_NOBODY, Person())
    written = [*new.phones, *new.emails]
    held = ContactAddress.objects.of(organisation_id).filter(value__in=written, contact__merged_into_id=None)
    holders[""] = set(held.values_list("contact_id", flat=True)[:MOST_HOLDERS])
    pairs = {
        (one, other) if one == _NOBODY else (min(one, other), max(one, other))
        for one, each in keys.items()
        for key in (*each, *([""] if one == _NOBODY else []))
        for other in holders.get(key, ())
        if other != one
    }
    others = Contact.objects.of(organisation_id).filter(pk__in={key for pair in pairs for key in pair})
    every = persons_of(organisation_id, others) | dict(persons)
    listed = sorted(pair for pair in pairs if every[pair[0]].is_company == every[pair[1]].is_company)
    judged = likenesses(
        [(every[first], every[second]) for first, second in listed],
        known=Contact.objects.of(organisation_id).filter(merged_into_id=None).count(),
        common=common,
        shared=_of_many(organisation_id, every.values()),
    )
    return {
        pair: found for pair, found in zip(listed, judged, strict=True) if found.probability >= LINKED_FROM
    }


def _of_many(organisation_id: UUID, people: Iterable[Person]) -> frozenset[str]:
    """Give the numbers and addresses that more than two contacts have, such as a switchboard's."""
    values = {value for person in people for value in (*person.phones, *person.emails)}
    rows = ContactAddress.objects.of(organisation_id).filter(value__in=values, contact__merged_into_id=None)
    counted = rows.values_list("value").annotate(holders=Count("pk")).filter(holders__gt=2).order_by()
    return frozenset(value for value, _holders in counted)
