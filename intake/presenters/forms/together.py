"""A draft that a customer and the firm fill in at once: what the other wrote, and what both wrote in one place."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from accounts.models import Member
from intake.domain.forms.locks import LockKind, lock_of
from intake.models import AnswerEvent, AnswerSource
from intake.pages.filling import Question
from intake.presenters.forms.filling import Filled
from intake.presenters.forms.questions import Draft, mark, question
from intake.presenters.forms.submissions import answer_words
from intake.services.forms.drafts import Clash

# Names whoever wrote an answer: a member, or the customer.
Namer = Callable[[Member | None], str]


def told(filled: Filled, clashes: Mapping[str, Clash], *, language: str, namer: Namer) -> dict[str, str]:
    """Say of each question what stands there now, and who wrote it."""
    found = {}
    for key, clash in clashes.items():
        value = filled.judgement.values.get(key, filled.answers.get(key))
        words = answer_words(filled.definition.fields[key], value, language) if value is not None else ""
        sentence = (
            _("%(who)s has just written here: %(what)s") if words else _("%(who)s has just emptied this.")
        )
        found[key] = sentence % {"who": namer(clash.member), "what": words}
    return found


def mine(clashes: Mapping[str, Clash]) -> dict[str, object]:
    """Give what was written and is not kept yet."""
    return {key: clash.raw for key, clash in clashes.items()}


def news(
    draft: Draft, filled: Filled, seen: Mapping[str, str], events: Iterable[AnswerEvent], *, namer: Namer
) -> list[Question]:
    """Print the questions that stand otherwise than a page shows them, with who answered; `seen` are the page's marks."""
    definition = filled.definition
    latest = {one.field: one for one in events}
    found = []
    for key, shown in seen.items():
        field = definition.fields.get(key)
        if field is None or mark(field, draft) == shown:
            continue
        if lock_of(filled.locks, LockKind.STAGE, definition.stage_of[key].key) is not None:
            continue
        printed, event = question(field, draft), latest.get(key)
        if event is not None and event.source in (AnswerSource.CUSTOMER, AnswerSource.MEMBER):
            printed = replace(printed, by=_("%(who)s wrote this.") % {"who": namer(event.member)})
        found.append(printed)
    return found
