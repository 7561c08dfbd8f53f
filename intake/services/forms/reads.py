"""Who was shown sensitive answers of a form, and when."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from accounts.models import Member
from core.transactions import step
from intake.models import AnswersRead

# Whoever turns a page back and forth reads once.
ONCE_IN: Final = timedelta(minutes=10)


@step
def note_read_step(*, by: Member, submission_id: UUID, file: str = "", now: datetime) -> bool:
    """Write down that a member is shown the sensitive answers of a form, or given a file of them by its name.

    Says whether it is the first time in a while.
    """
    rows = AnswersRead.objects.of(by.organisation_id).filter(
        submission_id=submission_id, member=by, file=file[:120], at__gt=now - ONCE_IN
    )
    if rows.exists():
        return False
    AnswersRead(
        organisation_id=by.organisation_id,
        submission_id=submission_id,
        member=by,
        file=file[:120],
        at=now,
    ).save(force_insert=True)
    return True
