"""Reading a list in: kept as uploaded, its columns named, then row by row in batches."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Member
from contacts.domain.csv_files import MOST_COLUMNS, MOST_ROWS, Unreadable, guess_fields, read_lines
from contacts.events import ContactsExported, ImportStarted
from contacts.models import ContactImport, ImportState
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
def upload_list(*, by: Member, file_name: str, content: bytes) -> ContactImport:
    """Keep an uploaded list with guessed columns; nothing is read in yet.

    Raises:
        FileUnreadable: it is empty, binary, too long or too wide.
    """
    policies.check_can_write(by)
    try:
        lines = read_lines(content)
    except Unreadable as error:
        raise FileUnreadable(_why(error.reason)) from error
    fields = guess_fields(lines[0].cells)
    listed = ContactImport(
        organisation_id=by.organisation_id,
        member=by,
        file_name=file_name[:200],
        columns={str(place): field for place, field in enumerate(fields) if field},
        rows=[line.cells for line in lines],
        lines=[line.number for line in lines],
        total=len(lines) - 1,
    )
    listed.save(force_insert=True)
    return listed


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
    begin = listed.done + 1
    read = {number: _read(listed, number) for number in range(begin, min(begin + BATCH, listed.total + 1))}
    lock_rows(organisation_id=organisation, rows=[row for row in read.values() if isinstance(row, Row)])
    for number, row in read.items():
        try:
            if isinstance(row, RowWrong):
                raise row
            is_new = save_row(organisation_id=organisation, row=row, member_id=listed.member_id, now=now)
        except RowWrong as error:
            listed.errors.append(_mistake(listed, number, error))
        else:
            listed.created_count += is_new
            listed.updated_count += not is_new
        listed.done = number
    if listed.done < listed.total:
        record(ImportStarted(import_id=listed.pk), now=now)
    else:
        listed.state, listed.finished_at = ImportState.DONE, now
    listed.save(update_fields=["done", "created_count", "updated_count", "errors", "state", "finished_at"])


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


def _read(listed: ContactImport, number: int) -> Row | RowWrong:
    cells = listed.rows[number]
    values = {field: cells[int(place)] for place, field in listed.columns.items() if cells[int(place)]}
    try:
        return read_row(values, region=listed.organisation.country)
    except RowWrong as error:
        return error


def _mistake(listed: ContactImport, number: int, error: RowWrong) -> dict[str, str | int]:
    place = next((place for place, field in listed.columns.items() if field == error.field), None)
    return {
        "row": listed.lines[number],
        "place": number,
        "heading": listed.rows[0][int(place)] if place is not None else "",
        "sentence": error.sentence,
    }


def _why(reason: str) -> str:
    return {
        "empty": _("The file is empty."),
        "no_rows": _("The file needs a line of headings and at least one person below it."),
        "too_long": _("A list has at most %(most)d people. Split the file.") % {"most": MOST_ROWS},
        "too_wide": _("A list has at most %(most)d columns.") % {"most": MOST_COLUMNS},
    }.get(reason, _("That is not a CSV file. Save the spreadsheet as CSV and choose it again."))
