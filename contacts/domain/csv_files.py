"""Lists of people as CSV: read in whatever a spreadsheet wrote, and write so that no cell becomes a formula."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

LARGEST_BYTES: Final = 50 * 1024 * 1024
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 2_000
_CHUNK: Final = 256 * 1024
_LONGEST_HEADING: Final = 64 * 1024
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# A telephone number begins with a plus but computes to nothing; quoting it would spoil it for the next reader.
_NUMBER: Final = re.compile(r"\+\d{5,15}")

# How headings of common programs read once folded, by the field they mean.
HEADINGS: Final = {
    "first_name": ("first name", "firstname", "given name", "nombre", "first"),
    "middle_name": ("middle name", "second name", "middle"),
    "last_name": ("last name", "lastname", "surname", "family name", "apellido", "apellidos", "last"),
    "name": ("name", "full name", "contact name", "display name", "nombre completo", "client", "customer"),
    "preferred_name": ("preferred name", "nickname"),
    "prefix": ("prefix", "title", "salutation"),
    "suffix": ("suffix",),
    "company_name": ("company", "company name", "organization", "organisation", "business", "empresa"),
    "phone": ("phone", "mobile", "phone number", "cell", "telephone", "cell phone", "teléfono", "telefono"),
    "phone_2": ("home phone", "work phone", "business phone", "phone 2", "other phone"),
    "email": ("email", "e-mail", "email address", "e-mail address", "mail", "correo"),
    "email_2": ("email 2", "work email", "other email", "e-mail 2"),
    "language": ("language", "idioma"),
    "lifecycle": ("status", "lifecycle", "relationship", "stage"),
    "tags": ("tags", "labels", "groups", "categories"),
    "source": ("source", "lead source", "referral source"),
    "birth_date": ("date of birth", "dob", "birth date", "birthdate", "birthday", "fecha de nacimiento"),
    "street": ("street", "address", "street address", "address 1", "mailing address", "calle", "dirección"),
    "city": ("city", "town", "ciudad"),
    "region": ("state", "province", "state/province", "estado"),
    "postcode": ("zip", "zip code", "postcode", "postal code", "zipcode", "código postal"),
    "about": ("notes", "note", "comments", "about", "description"),
}  # fmt: skip


class Unreadable(ValueError):
    """The file is no list Portico can read; `reason` is empty, too_long, too_wide, binary or no_rows."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: the line of the file it begins on, from 1, and its cells."""

    number: int
    cells: list[str]


def read_lines(file: BinaryIO) -> Iterator[Line]:
    """Read a CSV file row by row, headings first, in trimmed cells; blank rows are left out.

    UTF-8 (with or without mark), UTF-16 with mark and Windows-1252; separated by comma, semicolon or tab. Whatever its
    size, a row at a time is in memory; a file is refused after what was read of it, so nothing may be kept before the
    end.

    Raises:
        Unreadable: it is empty, binary, or has more rows or columns than can be looked after.
    """
    text = io.TextIOWrapper(file, encoding=_encoding(file), newline="")
    try:
        separator = _separator(text)
        text.seek(0)
        count = 0
        for line in _rows(text, separator):
            count += 1
            if count > MOST_ROWS + 1:
                raise Unreadable("too_long")
            yield line
    except csv.Error as error:
        raise Unreadable("binary") from error
    finally:
        # Whoever opened the file closes it.
        text.detach()
    if count < 2:
        raise Unreadable("no_rows" if count else "empty")


def _rows(text: io.TextIOWrapper, separator: str) -> Iterator[Line]:
    reader = csv.reader(text, delimiter=separator)
    begins = 1
    for row in reader:
        cells = [" ".join(cell.split())[:LONGEST_CELL] for cell in row]
        if len(cells) > MOST_COLUMNS:
            raise Unreadable("too_wide")
        if any(cells):
            yield Line(begins, cells)
        # A cell may hold line breaks, so a row may end lines below where it began.
        begins = reader.line_num + 1


def guess_fields(headings: Sequence[str], known: Mapping[str, Sequence[str]] = HEADINGS) -> list[str]:
    """Guess which field each column holds, by the `known` headings of each; empty where it is not clear.

    No field is guessed twice; a second one like it goes to the field's second, as phone_2, where there is one.
    """
    taken: set[str] = set()
    guessed = []
    for heading in headings:
        folded = re.sub(r"[\s_]+", " ", heading.casefold()).strip(" *:")
        field = next((name for name, words in known.items() if folded in words), "")
        if field in taken and f"{field}_2" in known:
            field = f"{field}_2"
        guessed.append("" if field in taken else field)
        taken.add(field)
    return guessed


def safe_cell(value: str) -> str:
    """Write a cell so that a spreadsheet shows it and computes nothing.

    Source: OWASP, CSV Injection.
    """
    if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def write_row(cells: Sequence[str]) -> str:
    """Write one line of a CSV file."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    is_wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    fitting = (name for name in (("utf-16",) if is_wide else ("utf-8-sig", "cp1252")) if _fits(file, name))
    found = next(fitting, None)
    file.seek(0)
    if found is None:
        raise Unreadable("binary")
    return found


def _fits(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            if "\x00" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(text: io.TextIOWrapper) -> str:
    heading = next((line for line in iter(lambda: text.readline(_LONGEST_HEADING), "") if line.strip()), "")
    return max(",;\t", key=heading.count)
