"""What became different when somebody changed what they had sent."""

from typing import Any

from intake.domain.forms.document import Field, says
from intake.domain.forms.kinds import FieldType
from intake.domain.forms.sight import Sight
from intake.pages.submissions import ChangedAnswer
from intake.presenters.forms.filling import Filled
from intake.presenters.forms.submissions import answer_words, hidden_words

# A signature is another one each time, and a text of the form is nobody's answer.
LEFT_OUT = frozenset({FieldType.STATIC, FieldType.SIGNATURE})


def changed_answers(
    before: Filled, after: Filled, *, language: str, sight: Sight
) -> tuple[ChangedAnswer, ...]:
    """Give the answers that differ, in the order of the form."""
    found = []
    for key, field in after.definition.fields.items():
        old, new = (_value(one, key, field.type) for one in (before, after))
        if field.type in LEFT_OUT or old == new:
            continue
        if not sight.sees(field):
            words = ("", hidden_words(sight))
        elif field.type is FieldType.FILE:
            words = (", ".join(old or ()), ", ".join(new or ()))
        else:
            words = (_said(field, old, language), _said(field, new, language))
        found.append(ChangedAnswer(label=says(field.label, language), before=words[0], after=words[1]))
    return tuple(found)


def _value(filled: Filled, key: str, kind: FieldType) -> Any:
    if kind is FieldType.FILE:
        return [one.name for one in filled.uploads.get(key, ())]
    return filled.judgement.values.get(key, filled.answers.get(key))


def _said(field: Field, value: Any, language: str) -> str:
    return "" if value in (None, "", [], {}) else answer_words(field, value, language)
