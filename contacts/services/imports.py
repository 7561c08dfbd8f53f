"""Reading a list in: kept as uploaded, its columns named, then row by row in batches."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Member
from contacts.domain.csv_files import MOST_COLUMNS, MOST_ROWS, Line, Unreadable, guess_fields, read_lines
from contacts.events import ContactsExported, ImportStarted
from contacts.models import ContactImport, ImportPart, ImportState
from contacts.ports import ListBatch, ListKind, ListRow, RowFault, list_kind
from contacts.selectors.imports import PEOPLE, can_go_on, kind_for, waiting_parts
from core.errors import Conflict, NotFound, Refused
from core.events import record
from core.transactions import use_case

BATCH = 200


class FileUnreadable(Refused):
    """The file is no list; the sentence says what is wrong with it."""


class ColumnsUnclear(Refused):
    """The columns chosen do not tell who anybody is."""


@use_case
def upload_list(*, by: Member, file_name: str, file: BinaryIO, kind: str = PEOPLE) -> ContactImport:
    """Keep an uploaded list with guessed columns; nothing is read in yet, and a part at a time is in memory.

    Raises:
        NotFound: such lists are not for the member.
        FileUnreadable: it is empty, binary, too long or too wide.
    """
    policies.check_can_write(by)
    wanted = kind_for(by, kind)
    try:
        return _keep(by, wanted, file_name, read_lines(file))
    except Unreadable as error:
        raise FileUnreadable(_why(error.reason)) from error


@use_case
def start_import(
    *, by: Member, import_id: UUID, fields: Sequence[str], label: str = "", now: datetime
) -> ContactImport:
    """Begin to read a list in; `fields` names the field of each column, empty to leave it out.

    `label` is what the list is called, where its kind asks for it.

    Raises:
        NotFound: there is no such list for the member.
        Conflict: it was begun before.
        ColumnsUnclear: no column tells who somebody is, or two hold the same field.
    """
    policies.check_can_write(by)
    listed, kind = _own(by, import_id)
    if listed.state != ImportState.PREVIEW:
        raise Conflict(_("This list was read in before."))
    chosen = {str(place): field for place, field in enumerate(fields) if field in kind.fields}
    if len(set(chosen.values())) < len(chosen):
        raise ColumnsUnclear(_("Two columns cannot hold the same thing."))
    if not kind.naming & set(chosen.values()):
        raise ColumnsUnclear(kind.naming_sentence)
    listed.columns, listed.label = chosen, " ".join(label.split())[:80] if kind.label_hint else ""
    listed.save(update_fields=["columns", "label"])
    return _run(listed, by=by, now=now)


@use_case
def stop_import(*, by: Member, import_id: UUID, now: datetime) -> ContactImport:
    """Halt a list that is being read in; what was read stays, and a batch under way is waited for.

    Raises:
        NotFound: there is no such list for the member.
        Conflict: it is not being read in.
    """
    policies.check_can_write(by)
    listed, _kind = _own(by, import_id)
    if listed.state != ImportState.RUNNING:
        raise Conflict
    return _end(listed, ImportState.STOPPED, now=now)


@use_case
def resume_import(*, by: Member, import_id: UUID, now: datetime) -> ContactImport:
    """Go on with a list that was stopped or failed, with the first row that was not read.

    Raises:
        NotFound: there is no such list for the member.
        Conflict: it is not halted, or its rows are gone by now.
    """
    policies.check_can_write(by)
    listed, _kind = _own(by, import_id)
    if not can_go_on(listed=listed):
        raise Conflict
    listed.finished_at = None
    listed.save(update_fields=["finished_at"])
    return _run(listed, by=by, now=now)


@use_case
def import_batch(*, organisation: UUID, import_id: UUID, now: datetime) -> None:
    """Read the next rows in and owe the rest to the handler; a row that cannot be read is kept with its reason.

    Run twice it goes on where it stopped: the place is saved with the rows. At the end of the list, rows that speak of
    somebody further down are read again, a part at a time.
    """
    listed = _locked(organisation, import_id)
    kind = list_kind(listed.kind)
    if listed.state != ImportState.RUNNING or kind is None:
        return
    if listed.done < listed.total:
        part = ImportPart.objects.of(organisation).get(listed=listed, first=listed.done + 1)
        _advance(listed, part, _read(kind, listed, part, range(len(part.rows)), now=now))
    elif (again := waiting_parts(listed=listed).first()) is not None:
        places = [found["place"] for found in again.mistakes if "is_new" in found]
        _settle(listed, again, _read(kind, listed, again, places, now=now, is_again=True))
    if listed.done < listed.total or waiting_parts(listed=listed).exists():
        record(ImportStarted(import_id=listed.pk), now=now)
    else:
        listed.state, listed.finished_at = ImportState.DONE, now
    listed.save(
        update_fields=["done", "created_count", "updated_count", "mistake_count", "state", "finished_at"]
    )


@use_case
def fail_import(*, organisation: UUID, import_id: UUID, now: datetime) -> None:
    """Say that a list could not be read in to its end; a member may let it go on."""
    listed = _locked(organisation, import_id)
    if listed.state == ImportState.RUNNING:
        _end(listed, ImportState.FAILED, now=now)


@use_case
def note_export(*, by: Member, now: datetime) -> None:
    """Write down that a member takes every contact out of Portico.

    Raises:
        SupervisorsOnly: the member directs nobody.
    """
    policies.check_can_supervise(by)
    record(ContactsExported(member_id=by.pk), actor_id=by.pk, now=now)


def _locked(organisation_id: UUID, import_id: UUID) -> ContactImport:
    rows = ContactImport.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    found = rows.select_related("organisation").filter(pk=import_id).first()
    if found is None:
        raise NotFound
    return found


def _own(by: Member, import_id: UUID) -> tuple[ContactImport, ListKind]:
    listed = _locked(by.organisation_id, import_id)
    return listed, kind_for(by, listed.kind)


def _keep(by: Member, kind: ListKind, file_name: str, lines: Iterator[Line]) -> ContactImport:
    headings = next(lines, Line(1, [])).cells
    listed = ContactImport(
        organisation_id=by.organisation_id, member=by, kind=kind.key, file_name=file_name[:200]
    )
    listed.save(force_insert=True)
    width = len(headings)
    while batch := list(islice(lines, BATCH)):
        width = max(width, *(len(line.cells) for line in batch))
        rows = [(line.number, line.cells) for line in batch]
        ImportPart(organisation_id=by.organisation_id, listed=listed, first=listed.total + 1, rows=rows).save(
            force_insert=True
        )
        listed.total += len(batch)
    listed.headings = headings + [""] * (width - len(headings))
    guessed = guess_fields(listed.headings, kind.headings)
    listed.columns = {str(place): field for place, field in enumerate(guessed) if field}
    listed.save(update_fields=["headings", "columns", "total"])
    return listed


def _run(listed: ContactImport, *, by: Member, now: datetime) -> ContactImport:
    listed.state = ImportState.RUNNING
    listed.save(update_fields=["state"])
    record(ImportStarted(import_id=listed.pk), actor_id=by.pk, now=now)
    return listed


def _end(listed: ContactImport, state: ImportState, *, now: datetime) -> ContactImport:
    listed.state, listed.finished_at = state, now
    listed.save(update_fields=["state", "finished_at"])
    return listed


def _values(listed: ContactImport, cells: Sequence[str]) -> dict[str, str]:
    """Give the filled cells of a row by field; it may have fewer cells than there are headings."""
    named = {int(place): field for place, field in listed.columns.items()}
    return {named[place]: cell for place, cell in enumerate(cells) if cell and place in named}


def _read(
    kind: ListKind,
    listed: ContactImport,
    part: ImportPart,
    places: Iterable[int],
    *,
    now: datetime,
    is_again: bool = False,
) -> dict[int, bool | RowFault]:
    """Let the kind of a list read rows of a part; one that was erased since it was uploaded is empty and left out."""
    rows = {place: part.rows[place] for place in places if any(part.rows[place][1])}
    told = kind.read(
        ListBatch(
            organisation_id=listed.organisation_id,
            import_id=listed.pk,
            member_id=listed.member_id,
            file_name=listed.file_name,
            label=listed.label,
            fields=frozenset(listed.columns.values()),
            region=listed.organisation.country,
            rows=[ListRow(line=line, values=_values(listed, cells)) for line, cells in rows.values()],
            now=now,
            is_again=is_again,
        )
    )
    return dict(zip(rows, told, strict=True))


def _advance(listed: ContactImport, part: ImportPart, told: Mapping[int, bool | RowFault]) -> None:
    faults = {place: fault for place, fault in told.items() if isinstance(fault, RowFault)}
    listed.done += len(part.rows)
    listed.mistake_count += len(faults)
    listed.created_count += sum(is_new is True for is_new in told.values())
    listed.updated_count += sum(is_new is False for is_new in told.values())
    # What was read in stands where it belongs; a second copy would outlive an erasure.
    part.mistakes = [_mistake(listed, place, fault) for place, fault in enumerate(faults.values())]
    part.rows = [part.rows[place] for place in faults]
    part.save(update_fields=["rows", "mistakes"])


def _settle(listed: ContactImport, part: ImportPart, told: Mapping[int, bool | RowFault]) -> None:
    """Let go of rows that were read the second time; what is wrong with the others stays told."""
    left = []
    for found in part.mistakes:
        is_new = found.pop("is_new", None)
        if isinstance(told.get(found["place"]), bool):
            listed.mistake_count -= 1
            listed.created_count += is_new is True
            listed.updated_count += is_new is False
        else:
            left.append(found)
    part.rows = [part.rows[found["place"]] for found in left]
    part.mistakes = [{**found, "place": place} for place, found in enumerate(left)]
    part.save(update_fields=["rows", "mistakes"])


def _mistake(listed: ContactImport, place: int, fault: RowFault) -> dict[str, str | int]:
    column = next((place for place, field in listed.columns.items() if field and field == fault.field), "")
    # Below the last row nothing comes that a row could wait for.
    waits = {"is_new": fault.is_new} if fault.is_new is not None and listed.done < listed.total else {}
    return waits | {
        "place": place,
        "column": column,
        "fault": str(fault.fault),
        "count": fault.count,
        "typed": fault.typed,
    }


def _why(reason: str) -> str:
    return {
        "empty": _("The file is empty."),
        "no_rows": _("The file needs a line of headings and at least one person below it."),
        "too_long": _("A list has at most %(most)s people. Split the file.") % {"most": f"{MOST_ROWS:,}"},
        "too_wide": _("A list has at most %(most)d columns.") % {"most": MOST_COLUMNS},
    }.get(reason, _("That is not a CSV file. Save the spreadsheet as CSV and choose it again."))
