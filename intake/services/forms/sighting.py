"""What a member may see and answer of a form, and that they were shown it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from accounts.models import Member
from accounts.policies import can_write
from core.transactions import step, use_case
from intake.domain.forms.document import Field
from intake.domain.forms.sight import Sight, group_of
from intake.domain.patients.rights import Group
from intake.errors.patients import NotForYou
from intake.models import Submission
from intake.policies import is_clinic, patient_level
from intake.services.forms.reads import note_read_step
from intake.services.patients import keep_look, standing


@step
def sight_of(*, by: Member, contact_id: UUID | None, now: datetime) -> Sight:
    """Say which answers of a person are for a member; a clinic's by its table, opened in an emergency too."""
    if not is_clinic(by):
        return Sight(can_write(by))
    if contact_id is None:
        return Sight(can_write(by), {group: patient_level(by, group) for group in Group})
    levels, _until = standing(by=by, contact_id=contact_id, now=now)
    return Sight(can_write(by), levels)


@step
def check_fills(*, by: Member, submission: Submission, fields: Iterable[Field], now: datetime) -> None:
    """Refuse answers that are not a member's to give.

    Raises:
        NotForYou: one of them is of a part of the patient record that is not for their role.
    """
    sight = sight_of(by=by, contact_id=submission.contact_id, now=now)
    if not all(sight.fills(field) for field in fields):
        raise NotForYou


@use_case
def note_shown(
    *, by: Member, submission: Submission, fields: Iterable[Field], file: str = "", now: datetime
) -> None:
    """Keep that a member is shown these answers, or given a file of them by its name, as far as reading them is kept.

    A clinic's reads stand with those of the patient record, too.
    """
    sight = sight_of(by=by, contact_id=submission.contact_id, now=now)
    kept = [field for field in fields if sight.is_kept(field)]
    if not kept:
        return
    is_first = note_read_step(by=by, submission_id=submission.pk, file=file, now=now)
    if sight.levels is None or submission.contact_id is None:
        return
    _levels, until = standing(by=by, contact_id=submission.contact_id, now=now)
    if is_first or until is not None:
        groups = sorted({group_of(field) for field in kept})
        keep_look(
            by=by, contact_id=submission.contact_id, parts=groups, is_emergency=until is not None, now=now
        )
