"""Reads of imported lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Member
from contacts.models import ContactImport, ImportPart, ImportState
from contacts.ports import ListKind, list_kind
from core.errors import NotFound

PEOPLE = "PEOPLE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A row of a list that could not be read: the line it begins on, in which column (None: as a whole), and why."""

    line: int
    cells: tuple[str, ...]
    column: int | None
    fault: str
    count: int = 0
    typed: str = ""


def kind_for(member: Member, key: str) -> ListKind:
    """Get a kind of list.

    Raises:
        NotFound: there is none, or it is not for the member.
    """
    kind = list_kind(key)
    if kind is None or not kind.may(member):
        raise NotFound
    return kind


def get_import(*, member: Member, import_id: UUID) -> ContactImport:
    """Get an import; its rows are in its parts.

    Raises:
        NotFound: there is none in the member's organisation, or such lists are not for the member.
    """
    found = ContactImport.objects.of(member.organisation_id).filter(pk=import_id).first()
    if found is None:
        raise NotFound
    kind_for(member, found.kind)
    return found


def can_go_on(*, listed: ContactImport) -> bool:
    """Say whether a list was halted and the rows it has left are still there."""
    if listed.state not in (ImportState.STOPPED, ImportState.FAILED):
        return False
    parts = ImportPart.objects.of(listed.organisation_id).filter(listed=listed, first=listed.done + 1)
    return parts.exists() or waiting_parts(listed=listed).exists()


def waiting_parts(*, listed: ContactImport) -> QuerySet[ImportPart]:
    """Give the parts with rows that are read again at the end of the list, the first of them first."""
    parts = ImportPart.objects.of(listed.organisation_id).filter(listed=listed)
    new, known = Q(mistakes__contains=[{"is_new": True}]), Q(mistakes__contains=[{"is_new": False}])
    return parts.filter(new | known).order_by("first")


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
            fault=found["fault"],
            count=found["count"],
            typed=found["typed"],
        )


def list_imports(*, organisation_id: UUID, kind: str = PEOPLE, most: int = 10) -> list[ContactImport]:
    """List the latest imports of a kind with who began them."""
    rows = ContactImport.objects.of(organisation_id).filter(kind=kind)
    return list(rows.select_related("member__user")[:most])
