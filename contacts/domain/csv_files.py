"""Lists of people as CSV: read in whatever a spreadsheet wrote, and write so that no cell becomes a formula."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LARGEST_BYTES: Final = 5 * 1024 * 1024
MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 2_000
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# A telephone number begins with a plus but computes to nothing; quoting it would spoil it for the next reader.
_NUMBER: Final = re.compile(r"\+\d{5,15}")

# How headings of common programs read once folded, by the field they mean.
_HEADINGS: Final = {
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


def read_lines(content: bytes) -> list[Line]:
    """Read a CSV file as rows of trimmed cells of equal number, headings first; blank rows are left out.

    UTF-8 (with or without mark), UTF-16 with mark and Windows-1252; separated by comma, semicolon or tab.

    Raises:
        Unreadable: it is empty, binary, or has more rows or columns than can be looked after.
    """
    text = _decode(content)
    if not text.strip():
        raise Unreadable("empty")
    rows: list[Line] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    begins = 1
    try:
        for row in reader:
            cells = [" ".join(cell.split())[:LONGEST_CELL] for cell in row]
            if any(cells):
                rows.append(Line(begins, cells))
            # A cell may hold line breaks, so a row may end lines below where it began.
            begins = reader.line_num + 1
            if len(rows) > MOST_ROWS + 1:
                raise Unreadable("too_long")
    except csv.Error as error:
        raise Unreadable("binary") from error
    if len(rows) < 2:
        raise Unreadable("no_rows")
    width = max(len(row.cells) for row in rows)
    if width > MOST_COLUMNS:
        raise Unreadable("too_wide")
    return [Line(row.number, row.cells + [""] * (width - len(row.cells))) for row in rows]


def guess_fields(headings: Sequence[str]) -> list[str]:
    """Guess which field each column holds; empty where it is not clear. No field is guessed twice."""
    taken: set[str] = set()
    guessed = []
    for heading in headings:
        folded = re.sub(r"[\s_]+", " ", heading.casefold()).strip(" *:")
        field = next((name for name, words in _HEADINGS.items() if folded in words), "")
        if field in taken and field in ("phone", "email"):
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


def _decode(content: bytes) -> str:
    encodings: tuple[str, ...]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif b"\x00" in content:
        raise Unreadable("binary")
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("binary")


def _separator(text: str) -> str:
    heading = text.lstrip().partition("\n")[0]
    return max(",;\t", key=heading.count)
