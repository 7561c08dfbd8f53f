"""Reads of forms and of what is filled in."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from accounts.models import Organisation
from intake.domain.forms.document import Definition, read
from intake.domain.forms.edits import walk
from intake.domain.forms.states import SENT, VersionStatus
from intake.errors import NoSuchForm, NoSuchSubmission, NoSuchUpload
from intake.models import (
    AnswerEvent,
    AnswersRead,
    Form,
    FormVersion,
    OptionSet,
    Signature,
    Submission,
    Upload,
)


def get_published(*, organisation: Organisation, slug: str) -> FormVersion:
    """Get what the public fills in under an address.

    Raises:
        NoSuchForm: there is none, it is not public, or nothing of it is published.
    """
    rows = FormVersion.objects.of(organisation).filter(status=VersionStatus.PUBLISHED.value)
    row = rows.select_related("form__line__location").filter(form__slug=slug, form__is_public=True).first()
    if row is None:
        raise NoSuchForm
    return row


def find_published(*, organisation_id: UUID, form_id: UUID) -> FormVersion | None:
    """Find the published version of a form."""
    rows = FormVersion.objects.of(organisation_id).filter(status=VersionStatus.PUBLISHED.value)
    return rows.select_related("form__line").filter(form_id=form_id).first()


def get_submission(*, organisation_id: UUID, submission_id: UUID, slug: str = "") -> Submission:
    """Get a draft or submission, of the form with that address if one is named.

    Raises:
        NoSuchSubmission
    """
    rows = Submission.objects.of(organisation_id).select_related(
        "form_version__form__line__location", "hold", "contact"
    )
    rows = rows.filter(form_version__form__slug=slug) if slug else rows
    row = rows.filter(pk=submission_id).first()
    if row is None:
        raise NoSuchSubmission
    return row


def answers_of(submission: Submission) -> dict[str, Any]:
    """Give all answers of a submission, those that are kept encrypted too."""
    sealed = json.loads(submission.sealed_answers) if submission.sealed_answers else {}
    return {**submission.answers, **sealed}


def definition_of(submission: Submission) -> Definition:
    """Give the form a submission was begun with."""
    return read(submission.form_version.document)


def uploads_of(submission: Submission) -> dict[str, list[Upload]]:
    """Give the files of a submission by field, in the order they came."""
    found: dict[str, list[Upload]] = {}
    rows = Upload.objects.of(submission.organisation_id).filter(submission=submission)
    for row in rows:
        found.setdefault(row.field, []).append(row)
    return found


def signatures_of(submission: Submission) -> dict[str, Signature]:
    """Give the latest signature of each field."""
    rows = Signature.objects.of(submission.organisation_id).filter(submission=submission)
    return {row.field: row for row in rows}


def list_forms(*, organisation_id: UUID) -> list[Form]:
    """List forms with their versions, newest first, each with how often it was begun and sent."""
    # A query that counts forgets the order of its model.
    newest = FormVersion.objects.of(organisation_id).order_by("-n")
    versions = newest.annotate(
        begun=Count("submissions"),
        sent=Count("submissions", filter=Q(submissions__state__in=[one.value for one in SENT])),
    )
    rows = Form.objects.of(organisation_id).select_related("line__location")
    return list(
        rows.prefetch_related(Prefetch("versions", queryset=versions.select_related("published_by__user")))
    )


def get_form(*, organisation_id: UUID, form_id: UUID) -> Form:
    """Get a form with its versions.

    Raises:
        NoSuchForm
    """
    found = [row for row in list_forms(organisation_id=organisation_id) if row.pk == form_id]
    if not found:
        raise NoSuchForm
    return found[0]


def option_sets(*, organisation_id: UUID) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Give the lists of answers by name."""
    return dict(OptionSet.objects.of(organisation_id).values_list("slug", "options"))


def list_option_sets(*, organisation_id: UUID) -> list[OptionSet]:
    """List the lists of answers by name."""
    return list(OptionSet.objects.of(organisation_id))


def uses_of_lists(*, organisation_id: UUID) -> dict[str, int]:
    """Count by how many questions of drafts and open forms each list of answers is named."""
    rows = FormVersion.objects.of(organisation_id).exclude(status=VersionStatus.RETIRED.value)
    found: dict[str, int] = {}
    for document in rows.values_list("document", flat=True):
        for _place, one in walk(document):
            if name := one.get("option_set"):
                found[name] = found.get(name, 0) + 1
    return found


def list_submissions(
    *, organisation_id: UUID, contact_id: UUID | None, conversation_id: UUID | None, most: int = 20
) -> list[Submission]:
    """List what was filled in by a contact or in a conversation, newest first."""
    which = Q()
    if contact_id is not None:
        which |= Q(contact_id=contact_id)
    if conversation_id is not None:
        which |= Q(conversation_id=conversation_id)
    if not which:
        return []
    rows = Submission.objects.of(organisation_id).filter(which).exclude(state="VOID")
    return list(rows.select_related("form_version__form")[:most])


def list_open(*, organisation_id: UUID) -> list[Form]:
    """List the forms that can be begun."""
    rows = Form.objects.of(organisation_id).filter(versions__status=VersionStatus.PUBLISHED.value)
    return list(rows.order_by("name"))


def amendment_of(submission: Submission) -> Submission | None:
    """Give what a submission was changed to, once that was sent."""
    rows = Submission.objects.of(submission.organisation_id).filter(amends_id=submission.pk)
    return rows.filter(state__in=[one.value for one in SENT]).order_by("-sent_at", "pk").first()


def chain_of(submission: Submission) -> list[UUID]:
    """Give the id of a submission and of each it changed, one after the other."""
    found, before = [submission.pk], submission.amends_id
    while before is not None and before not in found:
        found.append(before)
        rows = Submission.objects.of(submission.organisation_id).filter(pk=before)
        before = rows.values_list("amends_id", flat=True).first()
    return found


def list_reads(submission: Submission, *, most: int = 20) -> list[AnswersRead]:
    """List who was shown its sensitive answers, the latest first."""
    rows = AnswersRead.objects.of(submission.organisation_id).filter(submission=submission)
    return list(rows.select_related("member__user").order_by("-at", "-pk")[:most])


def list_events(submission: Submission) -> list[AnswerEvent]:
    """List who answered what, in its order."""
    rows = AnswerEvent.objects.of(submission.organisation_id).filter(submission=submission)
    return list(rows.select_related("member__user").order_by("at", "id"))


def get_upload(*, organisation_id: UUID, submission_id: UUID, upload_id: UUID) -> Upload:
    """Get a file that was sent along.

    Raises:
        NoSuchUpload
    """
    rows = Upload.objects.of(organisation_id).filter(submission_id=submission_id, pk=upload_id)
    row = rows.select_related("submission__form_version").first()
    if row is None:
        raise NoSuchUpload
    return row


def counts_of(version: FormVersion) -> tuple[int, int]:
    """Give how often a version that `list_forms` read was begun, and sent."""
    return getattr(version, "begun", 0), getattr(version, "sent", 0)
