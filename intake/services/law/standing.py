"""The moves of a check under its lock, each with the link of its chain in the same transaction."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from accounts.models import Member
from conversations.services.walling import quarantine_conversation
from core.events import record
from core.transactions import step
from intake.domain.clearance import chain
from intake.domain.clearance.states import OPEN, CheckMove, CheckState, IllegalCheckMove, next_state
from intake.errors import CheckMovedOn, NoSuchCheck
from intake.events import ClearanceChanged
from intake.models import CheckEvent, ConflictCheck
from intake.selectors.checks import is_closing, values_of_link

# A check is moved on by a link only: the database refuses what comes without one.
MOVED = ["state", "seq", "head"]


@step
def lock_check(*, organisation_id: UUID, check_id: UUID) -> ConflictCheck:
    """Lock a check to the end of the transaction.

    Raises:
        NoSuchCheck: there is none.
    """
    rows = ConflictCheck.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    found = rows.select_related("matter", "conversation").filter(pk=check_id).first()
    if found is None:
        raise NoSuchCheck
    return found


@step
def move(
    check: ConflictCheck,
    way: CheckMove,
    *,
    by: Member | None,
    now: datetime,
    values: Mapping[str, Any] | None = None,
    fields: Collection[str] = (),
) -> None:
    """Move a locked check by the table; `fields` are further columns that were set.

    Raises:
        CheckMovedOn: the table has no line for it.
    """
    before = CheckState(check.state)
    try:
        check.state = next_state(before, way).value
    except IllegalCheckMove as illegal:
        raise CheckMovedOn from illegal
    note(check, way.value, by=by, now=now, values=values, fields=fields)


@step
def note(
    check: ConflictCheck,
    verb: str,
    *,
    by: Member | None,
    now: datetime,
    values: Mapping[str, Any] | None = None,
    fields: Collection[str] = (),
) -> CheckEvent:
    """Add a link to the chain of a locked check."""
    link = CheckEvent(
        organisation_id=check.organisation_id,
        check_of=check,
        seq=check.seq + 1,
        verb=verb,
        by=by,
        at=now,
        values={"state": check.state, **(values or {})},
        before=check.head,
    )
    link.digest = chain.digest(check.head, values_of_link(link))
    link.save(force_insert=True)
    check.seq, check.head = link.seq, link.digest
    check.save(update_fields=[*MOVED, *fields])
    _close(check, now=now)
    fact = ClearanceChanged(
        check_id=check.pk,
        conversation_id=check.conversation_id,
        state=check.state,
        version=check.seq,
        is_open=CheckState(check.state) in OPEN,
    )
    record(fact, actor_id=by.pk if by else None, now=now)
    return link


def _close(check: ConflictCheck, *, now: datetime) -> None:
    """Close what was said in the conversation of a check for everybody, or open it, as the check stands."""
    if CheckState(check.state) is CheckState.SEARCHING:
        # What it finds comes in the same transaction and says the rest.
        return
    is_closed = is_closing(check)
    of_matter = check.matter.conversation_id if check.matter is not None else None
    for conversation_id in sorted({check.conversation_id, of_matter} - {None}, key=str):
        quarantine_conversation(
            organisation_id=check.organisation_id,
            conversation_id=cast("UUID", conversation_id),
            is_quarantined=is_closed,
            now=now,
        )
