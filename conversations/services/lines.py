"""Lines that are opened and closed by who carries what comes in by them."""

from uuid import UUID

from accounts.models import Location
from conversations.models import Line, LineKind
from core.transactions import step


@step
def open_mailbox_step(*, location: Location, name: str, address: str) -> Line:
    """Open a mailbox at a place."""
    row = Line(
        organisation_id=location.organisation_id,
        location=location,
        kind=LineKind.EMAIL,
        name=name,
        address=address,
        replies_to_opt_out=False,
    )
    row.save(force_insert=True)
    return row


@step
def close_line_step(*, organisation_id: UUID, line_id: UUID) -> None:
    """Take nothing more in by a line, and send nothing from it; its conversations stay."""
    Line.objects.of(organisation_id).filter(pk=line_id).update(is_active=False)


@step
def open_form_line_step(*, location: Location, name: str, address: str) -> Line:
    """Open a web form at a place."""
    row = Line(
        organisation_id=location.organisation_id,
        location=location,
        kind=LineKind.FORM,
        name=name,
        address=address,
        replies_to_opt_out=False,
    )
    row.save(force_insert=True)
    return row
