"""Changing what was sent: a new draft with the old answers; once it is sent, both stay, and the newer one counts."""

from datetime import datetime
from uuid import UUID

from core.transactions import step, use_case
from intake import errors
from intake.domain.forms.kinds import FieldType
from intake.domain.forms.states import SENT, SubmissionState, check_move
from intake.models import Matter, Submission, Upload
from intake.selectors.forms import answers_of, definition_of
from intake.services.forms import drafts
from intake.services.forms.drafts import CUSTOMER, Hand


@use_case
def begin_amendment(
    *, organisation: UUID, submission_id: UUID, language: str = "", hand: Hand = CUSTOMER, now: datetime
) -> Submission:
    """Begin to change what was sent, on the version of the form it was sent with, or give the draft that was begun.

    What was signed was signed as it stood: who changes it signs anew.

    Raises:
        NotSent: it is a draft, does not count, or was changed since. BeganMatter, NoSuchSubmission.
    """
    rows = Submission.objects.of(organisation).select_for_update(no_key=True, of=("self",))
    row = rows.select_related("form_version__form__line__location").filter(pk=submission_id).first()
    if row is None:
        raise errors.NoSuchSubmission
    if row.state not in (SubmissionState.SUBMITTED.value, SubmissionState.SIGNED.value):
        raise errors.NotSent
    if Matter.objects.of(organisation).filter(from_submission_id=row.pk).exists():
        raise errors.BeganMatter
    begun = Submission.objects.of(organisation).filter(amends_id=row.pk, state=SubmissionState.DRAFT.value)
    if (known := begun.order_by("created_at", "pk").first()) is not None:
        return known
    definition = definition_of(row)
    draft = Submission(
        organisation_id=organisation,
        form_version=row.form_version,
        contact_id=row.contact_id,
        conversation_id=row.conversation_id,
        stage=definition.stages[-1].key,
        language=(language or row.language)[:8],
        origin=row.origin,
        begun_by=hand.member,
        amends_id=row.pk,
        saved_at=now,
    )
    draft.save(force_insert=True)
    answers = answers_of(row)
    for key, field in definition.fields.items():
        if key in answers and field.type is FieldType.SIGNATURE:
            del answers[key]
        elif key in answers and field.type is FieldType.FILE:
            answers[key] = _copied(draft, row, key)
    drafts.keep(draft, definition, answers)
    draft.save(update_fields=["answers", "sealed_answers"])
    return draft


@step
def amend_step(draft: Submission, *, now: datetime) -> bool:
    """Let what a draft changes be changed, as the draft is sent; says whether it changed anything.

    Raises:
        AlreadySent: somebody else changed it meanwhile.
    """
    if draft.amends_id is None:
        return False
    rows = Submission.objects.of(draft.organisation_id).select_for_update(no_key=True)
    row = rows.get(pk=draft.amends_id)
    if row.state not in (SubmissionState.SUBMITTED.value, SubmissionState.SIGNED.value):
        raise errors.AlreadySent
    check_move(row.state, SubmissionState.AMENDED)
    row.state = SubmissionState.AMENDED.value
    row.version += 1
    row.save(update_fields=["state", "version"])
    return True


@step
def newest_of(row: Submission) -> Submission:
    """Give what counts of something that was sent: itself, or what it was changed to."""
    found = row
    for _round in range(100):
        rows = Submission.objects.of(row.organisation_id).filter(
            amends_id=found.pk, state__in=[one.value for one in SENT]
        )
        later = rows.select_related("form_version__form").order_by("-sent_at", "pk").first()
        if later is None:
            return found
        found = later
    return found


@step
def _copied(draft: Submission, row: Submission, key: str) -> list[str]:
    """Let a draft have the files of what it changes; their bytes lie where they lay."""
    made = [
        Upload(
            organisation_id=draft.organisation_id,
            submission=draft,
            field=key,
            **{name: getattr(one, name) for name in ("name", "mime", "path", "size", "sha256")},
        )
        for one in Upload.objects.of(row.organisation_id)
        .filter(submission=row, field=key)
        .order_by("created_at", "pk")
    ]
    Upload.objects.bulk_create(made)
    return [str(one.pk) for one in made]
