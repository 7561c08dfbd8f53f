"""When a piece of a form is shown, as rows to choose from."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.pages import Choice
from intake.domain.forms.condition_rows import AGE, COMPARISONS, ConditionRow, rows_of
from intake.domain.forms.edits import LISTS, Place, node_at, walk
from intake.pages.builder import ConditionBox, ConditionLine
from intake.presenters.forms import builder_words as say


def condition_box(
    document: Mapping[str, Any], place: Place, errors: tuple[str, ...], language: str
) -> ConditionBox:
    """Print when a section or question is shown."""
    found = rows_of((node_at(document, place) or {}).get("show_if"))
    if found is None:
        text = _("This condition stands within others. Change it in the form as text.")
        return ConditionBox(joints=(), lines=(), nested=text, errors=errors)
    joint, rows = found
    joints = (("and", _("All of these hold")), ("or", _("Any of these holds")))
    asked = [
        one
        for where, one in walk(document)
        if len(where) == len(LISTS) and where[0] <= place[0] and where[: len(place)] != place
    ]
    return ConditionBox(
        joints=tuple(Choice(value=value, label=label, is_current=value == joint) for value, label in joints),
        lines=tuple(_line(n, row, asked, language) for n, row in enumerate([*rows, None])),
        errors=errors,
    )


def _line(
    n: int, row: ConditionRow | None, asked: Sequence[Mapping[str, Any]], language: str
) -> ConditionLine:
    held = f"{AGE if row.is_age else ''}{row.field}" if row else ""
    subjects = [("", _("Choose a question"))]
    for one in asked:
        words = one.get("label") or {}
        label = words.get(language) or next(iter(words.values()), one["key"])
        subjects.append((one["key"], label))
        if one["type"] == "date":
            subjects.append((f"{AGE}{one['key']}", _("Age in years: %(question)s") % {"question": label}))
    if held and held not in dict(subjects):
        subjects.append((held, held))
    return ConditionLine(
        n=n,
        subjects=tuple(
            Choice(value=value, label=label, is_current=value == held) for value, label in subjects
        ),
        comparisons=tuple(
            Choice(value=one, label=say.COMPARISONS[one](), is_current=row is not None and one == row.op)
            for one in COMPARISONS
        ),
        value=row.value if row else "",
    )
