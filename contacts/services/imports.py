"""Reading a list in: kept as uploaded, its columns named, then row by row in batches."""

from collections.abc import Iterator, Sequence
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
from contacts.services.import_rows import FIELDS, NAMING, Row, RowWrong, lock_rows, read_row, save_row
from core.errors import Conflict, NotFound, Refused
from core.events import record
from core.transactions import use_case

BATCH = 200


class FileUnreadable(Refused):
    """The file is no list; the sentence says what is wrong with it."""


class ColumnsUnclear(Refused):
    """The columns chosen do not tell who anybody is."""


@use_case
def upload_list(*, by: Member, file_name: str, file: BinaryIO) -> ContactImport:
    """Keep an uploaded list with guessed columns; nothing is read in yet, and a part at a time is in memory.

    Raises:
        FileUnreadable: it is empty, binary, too long or too wide.
    """
    policies.check_can_write(by)
    try:
        return _keep(by, file_name, read_lines(file))
    except Unreadable as error:
        raise FileUnreadable(_why(error.reason)) from error


@use_case
def start_import(*, by: Member, import_id: UUID, fields: Sequence[str], now: datetime) -> ContactImport:
    """Begin to read a list in; `fields` names the contact's field of each column, empty to leave it out.

    Raises:
        NotFound: there is no such list.
        Conflict: it was begun before.
        ColumnsUnclear: no column tells who somebody is, or two hold the same field.
    """
    policies.check_can_write(by)
    listed = _locked(by.organisation_id, import_id)
    if listed.state != ImportState.PREVIEW:
        raise Conflict(_("This list was read in before."))
    chosen = {str(place): field for place, field in enumerate(fields) if field in FIELDS}
    if len(set(chosen.values())) < len(chosen):
        raise ColumnsUnclear(_("Two columns cannot hold the same thing."))
    if not NAMING & set(chosen.values()):
        raise ColumnsUnclear(_("Choose a column for the name, the company, a phone number or an e-mail."))
    listed.columns = chosen
    listed.state = ImportState.RUNNING
    listed.save(update_fields=["columns", "state"])
    record(ImportStarted(import_id=listed.pk), actor_id=by.pk, now=now)
    return listed


@use_case
def stop_import(*, by: Member, import_id: UUID, now: datetime) -> ContactImport:
    """End a list that is being read in; what was read stays, and a batch under way is waited for.

    Raises:
        NotFound: there is no such list.
        Conflict: it is not being read in.
    """
    policies.check_can_write(by)
    listed = _locked(by.organisation_id, import_id)
    if listed.state != ImportState.RUNNING:
        raise Conflict
    listed.state, listed.finished_at = ImportState.STOPPED, now
    listed.save(update_fields=["state", "finished_at"])
    return listed


@use_case
def import_batch(*, organisation: UUID, import_id: UUID, now: datetime) -> None:
    """Read the next rows in and owe the rest to the handler; a row that cannot be read is kept with its reason.

    Run twice it goes on where it stopped: the place is saved with the rows.
    """
    listed = _locked(organisation, import_id)
    if listed.state != ImportState.RUNNING:
        return
    part = ImportPart.objects.of(organisation).get(listed=listed, first=listed.done + 1)
    read = [_read(listed, cells) for _line, cells in part.rows]
    lock_rows(organisation_id=organisation, rows=[row for row in read if isinstance(row, Row)])
    for place, row in enumerate(read):
        try:
            if isinstance(row, RowWrong):
                raise row
            is_new = save_row(organisation_id=organisation, row=row, member_id=listed.member_id, now=now)
        except RowWrong as error:
            part.mistakes.append(_mistake(listed, place, error))
        else:
            listed.created_count += is_new
            listed.updated_count += not is_new
    _advance(listed, part, now=now)


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


def _keep(by: Member, file_name: str, lines: Iterator[Line]) -> ContactImport:
    headings = next(lines, Line(1, [])).cells
    listed = ContactImport(organisation_id=by.organisation_id, member=by, file_name=file_name[:200])
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
    listed.columns = {str(place): field for place, field in enumerate(guess_fields(listed.headings)) if field}
    listed.save(update_fields=["headings", "columns", "total"])
    return listed


def _advance(listed: ContactImport, part: ImportPart, *, now: datetime) -> None:
    if part.mistakes:
        part.save(update_fields=["mistakes"])
    listed.mistake_count += len(part.mistakes)
    listed.done += len(part.rows)
    if listed.done < listed.total:
        record(ImportStarted(import_id=listed.pk), now=now)
    else:
        listed.state, listed.finished_at = ImportState.DONE, now
    listed.save(
        update_fields=["done", "created_count", "updated_count", "mistake_count", "state", "finished_at"]
    )


def _read(listed: ContactImport, cells: Sequence[str]) -> Row | RowWrong:
    """Read one row; it may have fewer cells than there are headings."""
    named = {int(place): field for place, field in listed.columns.items()}
    values = {named[place]: cell for place, cell in enumerate(cells) if cell and place in named}
    try:
        return read_row(values, region=listed.organisation.country)
    except RowWrong as error:
        return error


def _mistake(listed: ContactImport, place: int, error: RowWrong) -> dict[str, str | int]:
    column = next((place for place, field in listed.columns.items() if field == error.field), "")
    return {
        "place": place,
        "column": column,
        "fault": error.fault,
        "count": error.count,
        "typed": error.typed,
    }


def _why(reason: str) -> str:
    return {
        "empty": _("The file is empty."),
        "no_rows": _("The file needs a line of headings and at least one person below it."),
        "too_long": _("A list has at most %(most)s people. Split the file.") % {"most": f"{MOST_ROWS:,}"},
        "too_wide": _("A list has at most %(most)d columns.") % {"most": MOST_COLUMNS},
    }.get(reason, _("That is not a CSV file. Save the spreadsheet as CSV and choose it again."))
