"""The questions of a kind of job on the page of a job."""

from django.urls import reverse
from django.utils.translation import gettext as _

from intake.domain.forms.document import says
from intake.domain.forms.kinds import FieldType
from intake.domain.forms.states import SubmissionState
from intake.models import Job
from intake.pages.jobs import JobQuestions
from intake.presenters.forms.filling import Filled
from intake.presenters.forms.submissions import STATES, answer_words

# What is shown elsewhere on the page, or says nothing in a row.
LEFT_OUT = frozenset({FieldType.STATIC, FieldType.FILE, FieldType.SIGNATURE})


def job_questions(
    job: Job, filled: Filled | None, *, is_offered: bool, language: str, may: bool
) -> JobQuestions | None:
    """Print them; None where the kind asks nothing. Sensitive answers stand on the form's own page alone."""
    if filled is None:
        if not (is_offered and may and job.type and job.type.form):
            return None
        return JobQuestions(
            title=job.type.form.name,
            state="",
            tone="",
            url="",
            rows=(),
            can_ask=True,
            can_send=job.conversation_id is not None,
        )
    row = filled.submission
    words, tone = STATES[row.state]
    is_draft = row.state == SubmissionState.DRAFT.value
    found = []
    for key, field in filled.definition.fields.items():
        value = filled.judgement.values.get(key)
        if field.type in LEFT_OUT or value in (None, "", [], {}):
            continue
        hidden = _("Stands on the form") if field.is_sensitive else ""
        found.append((says(field.label, language), hidden or answer_words(field, value, language)))
    return JobQuestions(
        title=row.form_version.form.name,
        state=words(),
        tone=tone,
        url=reverse("intake:submission", args=[row.pk]),
        rows=tuple(found),
        can_ask=is_draft and may,
        can_send=is_draft and may and job.conversation_id is not None,
    )
