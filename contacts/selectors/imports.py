"""Reads of imported lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from contacts.domain.faults import Fault
from contacts.models import ContactImport, ImportPart
from core.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A row of a list that could not be read: the line it begins on, in which column (None: as a whole), and why."""

    line: int
    cells: tuple[str, ...]
    column: int | None
    fault: Fault
    count: int = 0
    typed: str = ""


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
