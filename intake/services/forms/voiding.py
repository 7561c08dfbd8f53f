"""Submissions that do not count: begun by mistake, sent twice."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from accounts.policies import check_can_write
from core.events import record
from core.transactions import use_case
from intake import errors
from intake.domain.forms.states import IllegalFormMove, SubmissionState, check_move
from intake.events import FormVoided
from intake.models import Submission


@use_case
def void_submission(*, by: Member, submission_id: UUID, now: datetime) -> Submission:
    """Let a draft or submission count no more; its answers stay for the record.

    Raises:
        AlreadySent: it counts no more already. NoSuchSubmission, NotAllowed.
    """
    check_can_write(by)
    rows = Submission.objects.of(by.organisation_id).select_for_update(no_key=True)
    row = rows.filter(pk=submission_id).first()
    if row is None:
        raise errors.NoSuchSubmission
    try:
        check_move(row.state, SubmissionState.VOID)
    except IllegalFormMove as gone:
        raise errors.AlreadySent from gone
    row.state, row.saved_at = SubmissionState.VOID.value, now
    row.version += 1
    row.save(update_fields=["state", "saved_at", "version"])
    record(FormVoided(submission_id=row.pk, version=row.version), actor_id=by.pk, now=now)
    return row
