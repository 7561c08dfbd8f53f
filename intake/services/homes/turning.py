"""Whom a firm does not serve: told whom to ask instead, in their language, and counted with the reason."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Member
from conversations.selectors import get_conversation
from conversations.services import send_reply
from core.transactions import reading
from intake.domain.homes.jobs import JobState
from intake.errors import homes as errors
from intake.models import Job, WhyNot
from scheduling.selectors.areas import find_settings, referral


def language_of(job: Job) -> str:
    """Give the language of whoever asked: theirs, else the firm's."""
    spoken = job.contact.language if job.contact else ""
    return spoken or str(job.organisation.locale)


def referral_of(job: Job) -> str:
    """Give what whoever is not served is told, in their language; called in `reading`."""
    language = language_of(job)
    with override(language[:2]):
        if job.why_not == WhyNot.OUTSIDE:
            return referral(job.organisation_id, language)
        row = find_settings(job.organisation_id)
        own = row.referral_es if language.startswith("es") else row.referral_en
        return own or _("We are sorry, this is nothing we do. Please call us: we may know who does.")


def send_referral(*, by: Member, job_id: UUID, now: datetime) -> None:
    """Answer whoever is not served in their conversation.

    Raises:
        NoSuchJob: it has no conversation, or is served after all. Whatever `send_reply` raises.
    """
    with reading(by.organisation_id):
        rows = Job.objects.of(by.organisation_id).select_related("contact", "organisation")
        row = rows.filter(pk=job_id, state=JobState.NOT_SERVED.value).first()
        if row is None or row.conversation_id is None:
            raise errors.NoSuchJob
        text = referral_of(row)
        seen = get_conversation(member=by, conversation_id=row.conversation_id).latest_inbound_seq
    send_reply(
        by=by,
        conversation_id=row.conversation_id,
        text=text,
        seen_seq=seen,
        client_ref=str(row.pk),
        anyway=True,
        now=now,
    )
