"""One row of an imported list: who it is, and what it adds to what is known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from contacts.domain.addresses import Address, AddressInvalid, AddressKind, normalise
from contacts.domain.birth_dates import read_birth_date
from contacts.domain.faults import Fault
from contacts.domain.names import split_name
from contacts.events import AddressesChanged, ContactChanged, ContactCreated
from contacts.models import Contact, ContactAddress, ContactKind, Lifecycle
from contacts.ports import ListBatch, RowFault
from contacts.services.details import keep_details_step
from contacts.services.records import MOST_ADDRESSES, NameNeeded, apply_values
from contacts.services.resolve import lock_address
from core.events import record
from core.transactions import step

ADDRESSES = {
    "phone": AddressKind.PHONE,
    "phone_2": AddressKind.PHONE,
    "email": AddressKind.EMAIL,
    "email_2": AddressKind.EMAIL,
}
TEXTS = {
    "first_name": 80, "middle_name": 80, "last_name": 80, "preferred_name": 80, "prefix": 20, "suffix": 20,
    "company_name": 160, "source": 80, "about": 2000,
}  # fmt: skip
POST = {"street": 160, "city": 80, "region": 40, "postcode": 12}
FIELDS = frozenset({*ADDRESSES, *TEXTS, *POST, "birth_date", "name", "language", "lifecycle", "tags"})
NAMING = frozenset({*ADDRESSES, "name", "first_name", "last_name", "company_name"})
LANGUAGES = {"en": "en", "english": "en", "inglés": "en", "es": "es", "spanish": "es", "español": "es"}
MOST_TAGS = 20
LONGEST_TAG = 40


class RowWrong(ValueError):
    """A row cannot be read; `field` is the column's field or empty, the rest is what its sentence needs."""

    def __init__(self, fault: Fault, *, field: str = "", count: int = 0, typed: str = "") -> None:
        super().__init__(fault)
        self.fault = fault
        self.field = field
        self.count = count
        self.typed = typed


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says: how somebody is reached, and what is filled of the contact's fields and of the personal ones."""

    addresses: tuple[Address, ...]
    details: Mapping[str, Any]
    personal: Mapping[str, str]


def read_row(values: Mapping[str, str], *, region: str, today: date) -> Row:
    """Read a row's cells by field; `region` is where numbers without a country are from (ISO 3166 alpha-2).

    Raises:
        RowWrong: a cell is no number, no address, not known or too long.
    """
    personal = _personal(values, region=region, today=today)
    return Row(tuple(_addresses(values, region=region)), _details(values), personal)


@step
def read_in(batch: ListBatch) -> list[bool | RowFault]:
    """Make contacts of a batch of rows, or add to those they name; say of each whether it is new, or what is wrong."""
    organisation_id = batch.organisation_id
    rows = [_read(one.values, region=batch.region, today=batch.now.date()) for one in batch.rows]
    lock_rows(organisation_id=organisation_id, rows=[row for row in rows if isinstance(row, Row)])
    told: list[bool | RowFault] = []
    for row in rows:
        try:
            if isinstance(row, RowWrong):
                raise row
            told.append(
                save_row(organisation_id=organisation_id, row=row, member_id=batch.member_id, now=batch.now)
            )
        except RowWrong as error:
            told.append(RowFault(fault=error.fault, field=error.field, count=error.count, typed=error.typed))
    return told


@step
def lock_rows(*, organisation_id: UUID, rows: Iterable[Row]) -> None:
    """Hold every address of `rows` and whoever has one, to the end of the transaction.

    In one order everywhere, so that two lists with the same people never wait for each other.
    """
    addresses = {(item.kind, item.value): item for row in rows for item in row.addresses}
    for key in sorted(addresses):
        lock_address(organisation_id=organisation_id, address=addresses[key])
    held = ContactAddress.objects.of(organisation_id).filter(value__in={value for _kind, value in addresses})
    holders = Contact.objects.of(organisation_id).filter(pk__in=held.values("contact_id")).order_by("pk")
    list(holders.select_for_update(no_key=True).values_list("pk"))


@step
def save_row(*, organisation_id: UUID, row: Row, member_id: UUID | None, now: datetime) -> bool:
    """Make a contact of a row, or add to the one who holds its address; says whether it is new.

    Filled cells win over what was known, empty ones change nothing, labels are added. `lock_rows` goes first.

    Raises:
        RowWrong: nobody is named, several people share an address, or somebody would have too many.
    """
    holder_id = _holder(organisation_id, row.addresses)
    missing, is_first = _missing(organisation_id, holder_id, row.addresses)
    if holder_id is None:
        contact = _create(organisation_id, row, member_id=member_id, now=now)
    else:
        contact = _update(organisation_id, holder_id, row, member_id=member_id, now=now)
    for place, address in enumerate(missing):
        ContactAddress(
            organisation_id=organisation_id,
            contact=contact,
            kind=address.kind,
            value=address.value,
            is_preferred=is_first and place == 0,
        ).save(force_insert=True)
    if missing and holder_id is not None:
        record(AddressesChanged(contact_id=contact.pk, version=contact.version), now=now)
    return holder_id is None


def _read(values: Mapping[str, str], *, region: str, today: date) -> Row | RowWrong:
    try:
        return read_row(values, region=region, today=today)
    except RowWrong as error:
        return error


def _addresses(values: Mapping[str, str], *, region: str) -> list[Address]:
    found: dict[tuple[str, str], Address] = {}
    for field, kind in ADDRESSES.items():
        if not values.get(field):
            continue
        try:
            address = normalise(values[field], kind=kind, region=region)
        except AddressInvalid as error:
            raise RowWrong(error.fault, field=field, count=error.count) from error
        found.setdefault((address.kind, address.value), address)
    return list(found.values())


def _details(values: Mapping[str, str]) -> dict[str, Any]:
    details: dict[str, Any] = {}
    if values.get("name"):
        parts = split_name(values["name"])
        details = {
            "prefix": parts.prefix,
            "first_name": parts.first,
            "middle_name": parts.middle,
            "last_name": parts.last,
            "suffix": parts.suffix,
            "preferred_name": parts.nickname,
        }
    details |= {field: values[field] for field in TEXTS if values.get(field)}
    for field, value in details.items():
        if len(value) > TEXTS[field]:
            raise RowWrong(Fault.CELL_TOO_LONG, field=field, count=TEXTS[field])
    if values.get("language"):
        details["language"] = _one_of(LANGUAGES, values["language"], "language")
    if values.get("lifecycle"):
        known = {str(label).casefold(): value for value, label in Lifecycle.choices}
        known |= {value.casefold(): value for value in Lifecycle.values} | {"customer": "CLIENT"}
        details["lifecycle"] = _one_of(known, values["lifecycle"], "lifecycle")
    if values.get("tags"):
        details["tags"] = _tags(values["tags"])
    return {field: value for field, value in details.items() if value}


def _personal(values: Mapping[str, str], *, region: str, today: date) -> dict[str, str]:
    found = {name: values[name] for name in POST if values.get(name)}
    for name, value in found.items():
        if len(value) > POST[name]:
            raise RowWrong(Fault.CELL_TOO_LONG, field=name, count=POST[name])
    if values.get("birth_date"):
        found["birth_date"] = read_birth_date(values["birth_date"], today=today, region=region)
        if not found["birth_date"]:
            raise RowWrong(Fault.BIRTH_DATE, field="birth_date")
    return found


def _one_of(known: Mapping[str, str], typed: str, field: str) -> str:
    found = known.get(typed.casefold())
    if found is None:
        raise RowWrong(Fault.UNKNOWN_WORD, field=field, typed=typed[:40])
    return found


def _tags(typed: str) -> list[str]:
    tags = [tag for part in typed.replace(";", ",").split(",") if (tag := " ".join(part.split()))]
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise RowWrong(Fault.TOO_MANY_TAGS, field="tags")
    return list(dict.fromkeys(tags))


def _holder(organisation_id: UUID, addresses: Sequence[Address]) -> UUID | None:
    """Find the one contact the row's addresses belong to; among several it never guesses."""
    rows = ContactAddress.objects.of(organisation_id).filter(value__in=[item.value for item in addresses])
    wanted = {(item.kind.value, item.value) for item in addresses}
    held = rows.values_list("kind", "value", "contact_id") if addresses else []
    holders = {contact_id for kind, value, contact_id in held if (kind, value) in wanted}
    if len(holders) > 1:
        raise RowWrong(Fault.SEVERAL_HOLDERS)
    return next(iter(holders), None)


def _create(organisation_id: UUID, row: Row, *, member_id: UUID | None, now: datetime) -> Contact:
    details = {"source": "import", **row.details}
    contact = Contact(organisation_id=organisation_id)
    if "company_name" in details and not {"first_name", "last_name"} & set(details):
        contact.kind = ContactKind.COMPANY
    try:
        apply_values(contact, details)
    except NameNeeded as error:
        # Somebody known by number alone is still somebody: lists show the number.
        if not row.addresses:
            raise RowWrong(Fault.NAME_NEEDED) from error
    contact.save(force_insert=True)
    keep_details_step(contact, row.personal)
    record(ContactCreated(contact_id=contact.pk, source="import"), actor_id=member_id, now=now)
    return contact


def _update(
    organisation_id: UUID,
    contact_id: UUID,
    row: Row,
    *,
    member_id: UUID | None,
    now: datetime,
) -> Contact:
    contact = Contact.objects.of(organisation_id).get(pk=contact_id)
    wanted = dict(row.details)
    if "tags" in wanted:
        wanted["tags"] = list(dict.fromkeys([*contact.tags, *wanted["tags"]]))[:MOST_TAGS]
    changed = {name: value for name, value in wanted.items() if getattr(contact, name) != value}
    told = ("details",) if keep_details_step(contact, row.personal) else ()
    if not changed and not told:
        return contact
    try:
        apply_values(contact, changed)
    except NameNeeded:
        contact.display_name = ""
    contact.version += 1
    contact.save(update_fields=[*changed, "display_name", "version", "updated_at"])
    record(
        ContactChanged(contact_id=contact.pk, version=contact.version, fields=(*changed, *told)),
        actor_id=member_id,
        now=now,
    )
    return contact


def _missing(
    organisation_id: UUID, holder_id: UUID | None, addresses: Sequence[Address]
) -> tuple[Sequence[Address], bool]:
    """List the addresses the contact has not yet, and say whether they are its first."""
    if holder_id is None:
        return addresses, True
    rows = ContactAddress.objects.of(organisation_id).filter(contact_id=holder_id)
    held = set(rows.values_list("kind", "value"))
    missing = [item for item in addresses if (item.kind.value, item.value) not in held]
    if len(held) + len(missing) > MOST_ADDRESSES:
        raise RowWrong(Fault.TOO_MANY_ADDRESSES, count=MOST_ADDRESSES)
    return missing, not held
