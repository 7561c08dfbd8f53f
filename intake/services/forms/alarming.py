"""Answers that describe an emergency: a red flag at once, which tells whoever has to know whom to call."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Industry, Organisation
from core.transactions import step
from intake.domain.forms.document import Definition
from intake.domain.redflags import flags_of, red_flags, sentence_around
from intake.models import FlagSource, Submission
from intake.selectors.flags import own_phrases
from intake.services.flags.raising import Heard, raise_step

SOMEBODY = _("whoever is filling in “%(form)s”")
KNOWN = ("contact.name", "contact.first_name", "contact.last_name", "contact.phone")


@step
def heed_step(
    submission: Submission,
    definition: Definition,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    now: datetime,
) -> None:
    """Heed dangers a clinic was not told of before; form after form is read, so each kind raises one red flag."""
    organisation = Organisation.objects.filter(
        pk=submission.organisation_id, industry=Industry.CLINIC
    ).first()
    if organisation is None:
        return
    own = own_phrases(organisation_id=organisation.pk)
    raised = flags_of(after.values(), own) - flags_of(before.values(), own)
    if not raised:
        return
    kinds = tuple(sorted(flag.value for flag in raised))
    heard = Heard(
        kinds=kinds,
        words=_words(after, own, raised),
        source=FlagSource.FORM,
        key=f"form:{submission.pk}:{','.join(kinds)}"[:120],
        conversation=submission.conversation,
        submission=submission,
        who=_who(submission, definition, after, organisation),
    )
    raise_step(organisation, heard, now=now)


def _words(answers: Mapping[str, Any], own: tuple[str, ...], raised: frozenset[Any]) -> str:
    """Quote the first sentence that tells of something new."""
    texts = [answer for answer in answers.values() if isinstance(answer, str)]
    found = (
        sentence_around(text, seen) for text in texts for seen in red_flags(text, own) if seen.flag in raised
    )
    return next(found, "")


def _who(
    submission: Submission, definition: Definition, answers: Mapping[str, Any], organisation: Organisation
) -> str:
    """Say whom to call: what was typed of name and telephone, else the contact, else the form."""
    typed = {
        field.writeback: str(answers[field.key])
        for field in definition.fields.values()
        if field.key in answers
    }
    said = " ".join(typed[key] for key in KNOWN if typed.get(key))
    if said:
        return said
    if submission.contact is not None:
        return str(submission.contact.display_name)
    with translation.override(organisation.locale):
        return str(SOMEBODY) % {"form": submission.form_version.form.name}
