"""Reads of contacts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from contacts.domain.addresses import search_keys
from contacts.domain.faults import Fault
from contacts.models import ConsentEvent, Contact, ContactAddress, ContactImport, ImportPart
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A row of a list that could not be read: the line it begins on, in which column (None: as a whole), and why."""

    line: int
    cells: tuple[str, ...]
    column: int | None
    fault: Fault
    count: int = 0
    typed: str = ""


def is_opted_out(*, organisation_id: UUID, kind: str, value: str) -> bool:
    """Say whether the latest word about texts from this address was no."""
    latest = (
        ConsentEvent.objects.of(organisation_id)
        .filter(kind=kind, value=value, scope="TEXT")
        .values_list("granted", flat=True)
        .first()
    )
    return latest is False


def get_contact(*, organisation_id: UUID, contact_id: UUID) -> Contact:
    """Get one contact with its owner.

    Raises:
        NotFound: there is none in this organisation.
    """
    rows = Contact.objects.of(organisation_id).select_related("owner__user")
    found = rows.filter(pk=contact_id).first()
    if found is None:
        raise NotFound
    return found


def list_addresses(*, contact: Contact) -> list[ContactAddress]:
    """List how a contact is reached, the preferred address first."""
    return list(ContactAddress.objects.of(contact.organisation_id).filter(contact=contact))


def list_sharers(
    *, contact: Contact, addresses: Sequence[ContactAddress]
) -> dict[tuple[str, str], list[str]]:
    """Name who else holds each shared address, by (kind, value)."""
    shared = [row.value for row in addresses if row.is_shared]
    if not shared:
        return {}
    rows = (
        ContactAddress.objects.of(contact.organisation_id).filter(value__in=shared).exclude(contact=contact)
    )
    found: dict[tuple[str, str], list[str]] = {}
    for kind, value, name in rows.values_list("kind", "value", "contact__display_name")[:100]:
        found.setdefault((kind, value), []).append(name)
    return found


def latest_consent(
    *, organisation_id: UUID, addresses: Iterable[ContactAddress]
) -> dict[tuple[str, str], ConsentEvent]:
    """Find the latest word about texts of each address, by (kind, value); the silent ones are missing."""
    rows = (
        ConsentEvent.objects.of(organisation_id)
        .filter(scope="TEXT", value__in=[row.value for row in addresses])
        .select_related("member__user")
        .order_by("kind", "value", "-occurred_at", "-id")
        .distinct("kind", "value")
    )
    return {(row.kind, row.value): row for row in rows}


def list_contacts(
    *, organisation_id: UUID, query: ContactQuery, after: ContactPlace | None = None
) -> ContactPage:
    """List a page of contacts with their addresses, in three statements at most."""
    if query.words:
        found = _search(organisation_id, query)
        return ContactPage(contacts=tuple(found), addresses=_addresses_of(organisation_id, found))
    rows = _filtered(Contact.objects.of(organisation_id), query)
    ordered = _newest(rows, after) if query.sort == NEWEST else _by_name(rows, after)
    page = list(ordered.select_related("owner__user")[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    return ContactPage(
        contacts=tuple(page),
        addresses=_addresses_of(organisation_id, page),
        next=_place(page[-1], query.sort) if more else None,
    )


def list_tags(*, organisation_id: UUID) -> tuple[str, ...]:
    """List labels to filter by, those of the contacts that changed last."""
    rows = Contact.objects.of(organisation_id).order_by("-updated_at", "id").values_list("tags", flat=True)
    return tuple(sorted({tag for tags in rows[:RECENT_FOR_TAGS] for tag in tags})[:MOST_TAGS])


def list_batch(*, organisation_id: UUID, after: UUID | None, most: int) -> ContactPage:
    """List contacts by id for the export, which must neither skip nor repeat one while others are made."""
    rows = Contact.objects.of(organisation_id).select_related("owner__user").order_by("id")
    page = list((rows.filter(pk__gt=after) if after else rows)[:most])
    return ContactPage(contacts=tuple(page), addresses=_addresses_of(organisation_id, page))


def get_import(*, organisation_id: UUID, import_id: UUID) -> ContactImport:
    """Get an import; its rows are in its parts.

    Raises:
        NotFound: there is none in this organisation.
    """
    found = ContactImport.objects.of(organisation_id).filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def list_first_rows(*, listed: ContactImport) -> list[list[str]]:
    """List the cells of some hundred rows at the beginning of a list."""
    part = ImportPart.objects.of(listed.organisation_id).filter(listed=listed, first=1).first()
    return [cells for _line, cells in part.rows] if part else []


def list_mistakes(*, listed: ContactImport, most: int) -> list[Mistake]:
    """List the first rows that could not be read."""
    parts = ImportPart.objects.of(listed.organisation_id).filter(listed=listed).exclude(mistakes=[])
    return list(islice((mistake for part in parts[:most].iterator() for mistake in mistakes_of(part)), most))


def find_part_with_mistakes(*, listed: ContactImport, after: int) -> ImportPart | None:
    """Find the next part, beyond the one that begins with row `after`, of which some row could not be read."""
    parts = ImportPart.objects.of(listed.organisation_id).filter(listed=listed, first__gt=after)
    return parts.exclude(mistakes=[]).first()


def mistakes_of(part: ImportPart) -> Iterator[Mistake]:
    """Give the mistakes of a part, each with its row."""
    for found in part.mistakes:
        line, cells = part.rows[found["place"]]
        yield Mistake(
            line=line,
            cells=tuple(cells),
            column=int(found["column"]) if found["column"] else None,
            fault=Fault(found["fault"]),
            count=found["count"],
            typed=found["typed"],
        )


def list_imports(*, organisation_id: UUID, most: int = 10) -> list[ContactImport]:
    """List the latest imports."""
    return list(ContactImport.objects.of(organisation_id)[:most])


def _search(organisation_id: UUID, query: ContactQuery) -> list[Contact]:
    ids = find_ids(words=query.words)
    rows = _filtered(Contact.objects.of(organisation_id).filter(pk__in=ids), query).select_related(
        "owner__user"
    )
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


def _addresses_of(
    organisation_id: UUID, contacts: Sequence[Contact]
) -> dict[UUID, tuple[ContactAddress, ...]]:
    found: dict[UUID, list[ContactAddress]] = {}
    rows = ContactAddress.objects.of(organisation_id).filter(contact__in=[row.pk for row in contacts])
    for row in rows:
        found.setdefault(row.contact_id, []).append(row)
    return {key: tuple(addresses) for key, addresses in found.items()}
