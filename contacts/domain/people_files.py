"""Lists of people to compare: which column holds what, whatever the program that wrote it calls it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from contacts.domain.csv_files import read_lines

ID: Final = "id"
_NAMES: Final = {
    ID: ("id", "rec id", "record id", "contact id", "key"),
    "given_name": ("given name", "first name", "firstname", "givenname", "forename", "nombre"),
    "surname": ("surname", "last name", "lastname", "family name", "apellido", "apellidos"),
    "date_of_birth": ("date of birth", "dob", "birth date", "birthdate", "birthday", "fecha de nacimiento"),
    "street_number": ("street number", "house number", "street no"),
    "address_1": ("address 1", "address", "address line 1", "street", "address1", "street address"),
    "address_2": ("address 2", "address line 2", "address2"),
    "suburb": ("suburb", "city", "town", "locality", "ciudad"),
    "postcode": ("postcode", "zip", "zip code", "postal code", "zipcode"),
    "state": ("state", "province", "region", "estado"),
    "phone": ("phone", "phone number", "telephone", "mobile", "cell", "teléfono", "telefono"),
    "email": ("email", "e mail", "email address", "e mail address", "mail", "correo"),
    "generation": ("generation", "suffix", "name suffix"),
}  # fmt: skip


class NothingToCompare(ValueError):
    """No column of the list is known."""


class IdTwice(ValueError):
    """Two rows have one id, or a row has none; says on which line of the file."""

    def __init__(self, line: int, identifier: str) -> None:
        super().__init__(line, identifier)
        self.line = line
        self.identifier = identifier


@dataclass(frozen=True, slots=True)
class PeopleList:
    """People of a file: the id of each, its line where the file has no ids, and what is known by field."""

    ids: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    fields: tuple[str, ...]


def read_people(file: BinaryIO) -> PeopleList:
    """Read a CSV file of people.

    Raises:
        Unreadable: it is no list.
        NothingToCompare: no column is known.
        IdTwice: ids are missing or not unique.
    """
    headings, *lines = read_lines(file)
    fields = _fields(headings.cells)
    if not any(name not in ("", ID) for name in fields):
        raise NothingToCompare
    ids: dict[str, None] = {}
    rows = []
    for line in lines:
        row = dict(_cells(fields, line.cells))
        identifier = row.pop(ID, "") if ID in fields else str(line.number)
        if not identifier or identifier in ids:
            raise IdTwice(line.number, identifier)
        ids[identifier] = None
        rows.append(row)
    return PeopleList(tuple(ids), tuple(rows), tuple(name for name in fields if name not in ("", ID)))


def _fields(headings: Sequence[str]) -> list[str]:
    taken: set[str] = set()
    fields = []
    for heading in headings:
        folded = re.sub(r"[\s_.\-]+", " ", heading.casefold()).strip(" *:")
        field = next((name for name, words in _NAMES.items() if folded in words and name not in taken), "")
        taken.add(field)
        fields.append(field)
    return fields


def _cells(fields: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((field, cell) for field, cell in zip(fields, cells, strict=False) if field)
