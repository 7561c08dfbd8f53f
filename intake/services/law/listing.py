"""Reading a list of whom a firm acted for and against in: parties with their names and numbers, matters, sides.

A part of the list is one transaction, and rows are stored together: no event and no search for each of them. What was
known by the same list before gets what it had not; nothing is taken away.
"""

from uuid import UUID

from accounts.models import Member, Organisation
from contacts.ports import ListBatch, ListRow, RowFault
from core.events import record
from core.transactions import step
from intake.domain.clearance.states import OUTDATABLE, SEARCHABLE, CheckMove, CheckState
from intake.domain.client_lists import ClientRow, ListFault, ListRowWrong, read_client_row
from intake.events import PartiesListed
from intake.models import ConflictCheck
from intake.services.law import searching
from intake.services.law.book import Book
from intake.services.law.standing import lock_check, move


@step
def read_in(batch: ListBatch) -> list[bool | RowFault]:
    """Keep a batch of rows; say of each whether its party is new, or why it could not be read.

    One list at a time in a firm, and no new matter meanwhile: numbers are given under the same lock.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=batch.organisation_id)
    read = [_read(batch, row) for row in batch.rows]
    book = Book(batch, [row for row in read if isinstance(row, ClientRow)])
    told = [_take(book, row, is_again=batch.is_again) for row in read]
    for place, (row, is_new) in enumerate(zip(read, told, strict=True)):
        if isinstance(row, ClientRow) and isinstance(is_new, bool) and not book.relate(row):
            told[place] = RowFault(fault=ListFault.RELATED_MISSING, field="related_to", is_new=is_new)
    book.store()
    if book.changed:
        fact = PartiesListed(import_id=batch.import_id, party_ids=tuple(sorted(book.changed)))
        record(fact, actor_id=batch.member_id, now=batch.now)
    _search_again(batch, book.joined)
    return told


def _take(book: Book, row: ClientRow | RowFault, *, is_again: bool) -> bool | RowFault:
    if isinstance(row, RowFault):
        return row
    if is_again:
        # Only whom it is related to is left to say: what it says of a matter is older than the rows below it.
        return False
    try:
        return book.take(row)
    except ListRowWrong as wrong:
        return _fault(wrong)


def _read(batch: ListBatch, row: ListRow) -> ClientRow | RowFault:
    try:
        return read_client_row(
            row.values,
            line=row.line,
            label=batch.label,
            has_roles="role" in batch.fields,
            today=batch.now.date(),
        )
    except ListRowWrong as wrong:
        return _fault(wrong)


def _fault(wrong: ListRowWrong) -> RowFault:
    return RowFault(fault=wrong.fault, field=wrong.field, count=wrong.count, typed=wrong.typed)


def _search_again(batch: ListBatch, matters: set[UUID]) -> None:
    """Search the checks of matters that somebody was added to, as if a member had named them."""
    rows = ConflictCheck.objects.of(batch.organisation_id).filter(matter__in=matters)
    members = Member.objects.filter(organisation_id=batch.organisation_id).select_related(
        "organisation", "user"
    )
    by = members.filter(pk=batch.member_id).first() if batch.member_id else None
    for check_id in list(rows.order_by("pk").values_list("pk", flat=True)):
        check = lock_check(organisation_id=batch.organisation_id, check_id=check_id)
        if CheckState(check.state) in OUTDATABLE:
            values = {"why": "LIST", "list": str(batch.import_id)}
            move(check, CheckMove.OUTDATE, by=by, now=batch.now, values=values)
        if CheckState(check.state) in SEARCHABLE:
            searching.search_step(check, by=by, trigger="LIST", now=batch.now)
