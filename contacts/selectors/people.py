"""Reads of contacts: the list, one of them, quick search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from accounts.models import Member
from contacts import ports
from contacts.domain.addresses import search_keys
from contacts.models import Contact, ContactAddress
from core.errors import NotFound
from core.transactions import require_organisation

PAGE = 50
MOST_FOUND = 50
MOST_TAGS = 30
# Labels to filter by are gathered from the contacts that changed last: a few hundred rows instead of all.
RECENT_FOR_TAGS = 300
BY_NAME, NEWEST = "name", "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactQuery:
    """Which contacts to list, in which order: `name` or `newest`. With `words` the search decides the order."""

    words: str = ""
    lifecycle: str = ""
    tag: str = ""
    owner_id: UUID | None = None
    sort: str = BY_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPlace:
    """After which contact a page goes on: its sort key (a name in small letters, or an instant) and id."""

    key: str
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """A page of contacts with their addresses; `next` is where the following one begins, None at the end."""

    contacts: tuple[Contact, ...]
    addresses: Mapping[UUID, tuple[ContactAddress, ...]]
    next: ContactPlace | None = None


def get_contact(*, member: Member, contact_id: UUID) -> Contact:
    """Get one contact with its owner.

    Raises:
        NotFound: there is none in the member's organisation, or a wall keeps it from them.
    """
    rows = Contact.objects.of(member.organisation_id).select_related("owner__user")
    found = seen_by(rows, member).filter(pk=contact_id).first()
    if found is None:
        raise NotFound
    return found


def seen_by(rows: QuerySet[Contact], member: Member) -> QuerySet[Contact]:
    """Leave out whom a wall keeps from a member."""
    kept = ports.kept_from(member)
    return rows.exclude(pk__in=kept) if kept else rows


def list_addresses(*, contact: Contact) -> list[ContactAddress]:
    """List how a contact is reached, the preferred address first."""
    return list(ContactAddress.objects.of(contact.organisation_id).filter(contact=contact))


def list_sharers(
    *, contact: Contact, addresses: Sequence[ContactAddress], member: Member
) -> dict[tuple[str, str], list[str]]:
    """Name who else holds each shared address, by (kind, value), as far as a member may know."""
    shared = [row.value for row in addresses if row.is_shared]
    if not shared:
        return {}
    rows = (
        ContactAddress.objects.of(contact.organisation_id).filter(value__in=shared).exclude(contact=contact)
    ).exclude(contact_id__in=ports.kept_from(member))
    found: dict[tuple[str, str], list[str]] = {}
    for kind, value, name in rows.values_list("kind", "value", "contact__display_name")[:100]:
        found.setdefault((kind, value), []).append(name)
    return found


def list_contacts(*, member: Member, query: ContactQuery, after: ContactPlace | None = None) -> ContactPage:
    """List a page of the contacts a member may know of with their addresses, in three statements at most."""
    organisation_id = member.organisation_id
    everybody = seen_by(Contact.objects.of(organisation_id), member)
    if query.words:
        found = _search(everybody, query)
        return ContactPage(
            contacts=tuple(found), addresses=addresses_of(organisation_id=organisation_id, contacts=found)
        )
    rows = _filtered(everybody, query)
    ordered = _newest(rows, after) if query.sort == NEWEST else _by_name(rows, after)
    page = list(ordered.select_related("owner__user")[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    return ContactPage(
        contacts=tuple(page),
        addresses=addresses_of(organisation_id=organisation_id, contacts=page),
        next=_place(page[-1], query.sort) if more else None,
    )


def list_tags(*, organisation_id: UUID) -> tuple[str, ...]:
    """List labels to filter by, those of the contacts that changed last."""
    rows = Contact.objects.of(organisation_id).order_by("-updated_at", "id").values_list("tags", flat=True)
    return tuple(sorted({tag for tags in rows[:RECENT_FOR_TAGS] for tag in tags})[:MOST_TAGS])


def list_batch(*, member: Member, after: UUID | None, most: int) -> ContactPage:
    """List contacts by id for a member's export, which must neither skip nor repeat one while others are made."""
    organisation_id = member.organisation_id
    rows = seen_by(Contact.objects.of(organisation_id), member).select_related("owner__user").order_by("id")
    rows = rows.filter(merged_into_id=None)
    page = list((rows.filter(pk__gt=after) if after else rows)[:most])
    return ContactPage(
        contacts=tuple(page), addresses=addresses_of(organisation_id=organisation_id, contacts=page)
    )


def _search(everybody: QuerySet[Contact], query: ContactQuery) -> list[Contact]:
    ids = find_ids(words=query.words)
    rows = _filtered(everybody.filter(pk__in=ids), query).select_related("owner__user")
    places = {key: place for place, key in enumerate(ids)}
    return sorted(rows, key=lambda row: places[row.pk])


def find_ids(*, words: str, most: int = MOST_FOUND) -> list[UUID]:
    """Find contacts by name, number in any format or e-mail, best first; by the function behind the wall."""
    require_organisation()
    literal = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact_search(%s, %s, %s)", [literal, search_keys(words).digits, most])
        return [row[0] for row in cursor.fetchall()]


def _filtered(rows: QuerySet[Contact], query: ContactQuery) -> QuerySet[Contact]:
    rows = rows.filter(merged_into_id=None, erased_at=None)
    if query.lifecycle:
        rows = rows.filter(lifecycle=query.lifecycle)
    if query.tag:
        rows = rows.filter(tags__contains=[query.tag])
    return rows.filter(owner_id=query.owner_id) if query.owner_id else rows


def _by_name(rows: QuerySet[Contact], after: ContactPlace | None) -> QuerySet[Contact]:
    rows = rows.annotate(key=Lower("display_name")).order_by("key", "id")
    if after is None:
        return rows
    # The first condition bounds the index scan, which the second alone would not.
    return rows.filter(key__gte=after.key).filter(Q(key__gt=after.key) | Q(pk__gt=after.id))


def _newest(rows: QuerySet[Contact], after: ContactPlace | None) -> QuerySet[Contact]:
    rows = rows.order_by("-created_at", "id")
    if after is None:
        return rows
    at = datetime.fromisoformat(after.key)
    return rows.filter(created_at__lte=at).filter(Q(created_at__lt=at) | Q(pk__gt=after.id))


def _place(last: Contact, sort: str) -> ContactPlace:
    key = last.created_at.isoformat() if sort == NEWEST else str(last.key)  # type: ignore[attr-defined]
    return ContactPlace(key=key, id=last.pk)


def addresses_of(
    *, organisation_id: UUID, contacts: Sequence[Contact]
) -> dict[UUID, tuple[ContactAddress, ...]]:
    """List how each of some contacts is reached, the preferred address first."""
    found: dict[UUID, list[ContactAddress]] = {}
    rows = ContactAddress.objects.of(organisation_id).filter(contact__in=[row.pk for row in contacts])
    for row in rows:
        found.setdefault(row.contact_id, []).append(row)
    return {key: tuple(addresses) for key, addresses in found.items()}
