"""Lists of parties and of names to check, read from files as people have them; what could not be read is told."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

_DATES: Final = ("%Y-%m-%d", "%m/%d/%Y", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d", "%m-%d-%Y")
_BETWEEN: Final = re.compile(r"\s*(?:\||;)\s*")
KINDS: Final = {
    "person": "PERSON", "individual": "PERSON", "people": "PERSON", "p": "PERSON", "company": "COMPANY",
    "organisation": "COMPANY", "organization": "COMPANY", "org": "COMPANY", "business": "COMPANY", "c": "COMPANY", "": "",
}  # fmt: skip
# A longer cell is no name; csv itself would stop at such a field.
_LONGEST: Final = 1000


class ListUnreadable(Exception):
    """The file is no list; the text says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: a party, or a name to check."""

    line: int
    key: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    dob: date | None


@dataclass(slots=True)
class Reading:
    """The rows of a file, and a sentence for each cell that was passed over."""

    rows: list[Listed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_list(content: bytes, *, key: str) -> Reading:
    """Read a list with the columns `key` and name, and kind, dob and aliases where it has them.

    Raises:
        ListUnreadable: there is no such list in it.
    """
    text = _decoded(content)
    if not text.strip():
        raise ListUnreadable("the file is empty.")
    if "\0" in text:
        raise ListUnreadable("the file is no text; save it as CSV.")
    done = Reading()
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise ListUnreadable(f"the file is no CSV ({error}).") from error
    names = [name.strip().lower().replace(" ", "_") for name in rows[0]]
    missing = [name for name in (key, "name") if name not in names]
    if missing:
        raise ListUnreadable(
            f"the column “{missing[0]}” is missing; the file has: {', '.join(names) or 'nothing'}."
        )
    for line, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            found = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            done.rows += _row(line, found, key, done.notes)
    return done


def _row(line: int, cells: dict[str, str], key: str, notes: list[str]) -> Iterator[Listed]:
    identity, name = cells.get(key, ""), cells.get("name", "")
    if not identity:
        notes.append(f"line {line}: there is no {key}; the row is passed over.")
        return
    if len(name) > _LONGEST:
        notes.append(f"line {line}: the name is longer than {_LONGEST} letters; the rest is cut off.")
        name = name[:_LONGEST]
    aliases = tuple(alias[:_LONGEST] for alias in aliases_of(cells.get("aliases", "")))
    if not name and not aliases:
        notes.append(f"line {line}: {identity} has no name and can match nothing.")
    kind = cells.get("kind", "").lower()
    if kind not in KINDS:
        notes.append(f"line {line}: “{kind}” is no kind (person or company); both are tried.")
    dob = read_date(cells.get("dob", ""))
    if dob is None and cells.get("dob", ""):
        notes.append(f"line {line}: “{cells['dob']}” is no date of birth such as 1980-01-31; it is not used.")
    yield Listed(line, identity, KINDS.get(kind, ""), name, aliases, dob)


def aliases_of(cell: str) -> tuple[str, ...]:
    """Divide a cell into the names in it."""
    return tuple(alias for alias in _BETWEEN.split(cell.strip()) if alias)


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def read_date(written: str) -> date | None:
    """Read a day as people write it, months before days where both could be; None where it is none."""
    for pattern in _DATES:
        try:
            found = datetime.strptime(written[:10], pattern).date()  # noqa: DTZ007 - a date of birth has no clock
        except ValueError:
            continue
        return found if 1850 <= found.year <= 2100 else None
    return None


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Give each name once, in their order."""
    return tuple(dict.fromkeys(name for name in names if name))
