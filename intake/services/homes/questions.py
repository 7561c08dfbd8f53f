"""The questions of a kind of job: asked by a member on the telephone, or answered by the customer under a link."""

from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Member
from accounts.policies import check_can_write
from conversations.selectors import get_conversation
from conversations.services import send_reply
from core.transactions import reading, step, use_case
from intake import errors
from intake.domain.forms.states import SubmissionState
from intake.errors.homes import NoSuchJob
from intake.models import AnswerSource, Job, Submission
from intake.selectors.forms import find_published
from intake.services.forms import filling, resuming
from intake.services.forms.amending import newest_of
from intake.services.forms.drafts import Hand
from intake.services.homes.jobs import lock_job
from intake.services.homes.turning import language_of

LASTS: Final = timedelta(days=14)


@use_case
def begin_questions(*, by: Member, job_id: UUID, language: str = "", now: datetime) -> Submission:
    """Begin the questions of a job, or give those that were begun; they belong to the job from now on.

    Raises:
        NoSuchForm: its kind asks nothing, or nothing that is published. NoSuchJob, OnlyLooking.
    """
    check_can_write(by)
    row = lock_job(by.organisation_id, job_id)
    known = find_questions(row)
    if known is not None:
        return known
    form_id = row.type.form_id if row.type else None
    if form_id is None:
        raise errors.NoSuchForm
    draft = filling.begin_step(
        organisation=by.organisation_id,
        form_id=form_id,
        who=filling.Begin(
            language=language or language_of(row),
            contact_id=row.contact_id,
            conversation_id=row.conversation_id,
        ),
        hand=Hand(source=AnswerSource.MEMBER, member=by),
        now=now,
    )
    row.questions_id = draft.pk
    row.save(update_fields=["questions_id", "updated_at"])
    return draft


def send_questions(*, by: Member, job_id: UUID, now: datetime) -> None:
    """Send whoever asked a link to the questions, in their conversation and their language.

    The link goes to the number they wrote from, so it opens without a code, like that for photos.

    Raises:
        NoSuchJob: it has no conversation. AlreadySent: they are answered. NoSuchForm. Whatever `send_reply` raises.
    """
    check_can_write(by)
    with reading(by.organisation_id):
        rows = Job.objects.of(by.organisation_id).select_related("contact", "organisation")
        row = rows.filter(pk=job_id).first()
        if row is None or row.conversation_id is None:
            raise NoSuchJob
        seen = get_conversation(member=by, conversation_id=row.conversation_id).latest_inbound_seq
    draft = begin_questions(by=by, job_id=job_id, now=now)
    if draft.state != SubmissionState.DRAFT.value:
        raise errors.AlreadySent
    with override(language_of(row)[:2]):
        words = _("%(firm)s: a few questions, so that we bring the right tools and parts: %(link)s")
        text = words % {
            "firm": row.organisation.name,
            "link": link_of(draft, slug=row.organisation.slug, now=now),
        }
    send_reply(by=by, conversation_id=row.conversation_id, text=text, seen_seq=seen, anyway=True, now=now)


def link_of(draft: Submission, *, slug: str, now: datetime) -> str:
    """Give the address under which the questions are answered for two weeks."""
    keys = {
        "slug": slug,
        "form": draft.form_version.form.slug,
        "token": resuming.fill_token(draft, now=now, lasts=LASTS),
    }
    return urljoin(settings.PUBLIC_URL, reverse("intake:form_fill", kwargs=keys))


@step
def find_questions(job: Job) -> Submission | None:
    """Give the questions of a job that count, answered or not."""
    if job.questions_id is None:
        return None
    rows = Submission.objects.of(job.organisation_id).exclude(state=SubmissionState.VOID.value)
    row = rows.select_related("form_version__form", "organisation").filter(pk=job.questions_id).first()
    return newest_of(row) if row is not None else None


@step
def has_questions(job: Job) -> bool:
    """Say whether the kind of a job has questions that can be asked."""
    form_id = job.type.form_id if job.type else None
    return (
        form_id is not None
        and find_published(organisation_id=job.organisation_id, form_id=form_id) is not None
    )
