"""One question of a form, as a page prints it."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.pages import Choice
from intake.domain.forms.document import Field, says
from intake.domain.forms.findings import Wrong
from intake.domain.forms.judging import Judgement
from intake.domain.forms.kinds import AGREED, DECLINED, FieldType, Part
from intake.domain.forms.marks import HIDDEN, mark_of
from intake.domain.forms.values import is_later
from intake.models import Signature, Upload
from intake.pages.filling import FileRow, Input, Question, Row, Signed
from intake.presenters.forms import labels
from intake.presenters.forms.words import wrong_sentence

SHAPES: Final[Mapping[FieldType, str]] = {
    FieldType.CHOICE: "choices",
    FieldType.MULTICHOICE: "choices",
    FieldType.BOOLEAN: "choices",
    FieldType.CONSENT: "consent",
    FieldType.FILE: "file",
    FieldType.SIGNATURE: "signature",
    FieldType.STATIC: "words",
    FieldType.COMPUTED: "computed",
}
_KEYBOARDS: Final[Mapping[FieldType, tuple[str, str, str]]] = {
    FieldType.PHONE: ("tel", "tel", "tel"),
    FieldType.EMAIL: ("email", "email", "email"),
    FieldType.INTEGER: ("text", "numeric", ""),
    FieldType.DECIMAL: ("text", "decimal", ""),
}
_ACCEPT: Final = {
    "image": "image/jpeg,image/png,image/webp",
    "pdf": "application/pdf",
    "document": ".doc,.docx,.txt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a draft holds: answers as they were typed, what became of them, and in which language it is read."""

    answers: Mapping[str, Any]
    judgement: Judgement
    language: str
    wrong: Mapping[str, Wrong]
    uploads: Mapping[str, Sequence[Upload]]
    signatures: Mapping[str, Signature]
    notes: Mapping[str, str]
    more_rows: frozenset[str] = frozenset()
    mine: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    clashes: Mapping[str, str] = dataclasses.field(default_factory=dict)


def mark(field: Field, draft: Draft) -> str:
    """Give the mark of what a question shows."""
    if field.key not in draft.judgement.visible:
        return HIDDEN
    is_computed = field.type is FieldType.COMPUTED
    return mark_of((draft.judgement.values if is_computed else draft.answers).get(field.key))


def question(field: Field, draft: Draft) -> Question:
    """Print a question; one that is hidden keeps its place."""
    ident = f"q-{field.key}"
    shape = "rows" if field.is_many else "pieces" if field.parts else SHAPES.get(field.type, "input")
    if field.key not in draft.judgement.visible:
        return Question(key=field.key, id=ident, shape=shape, is_shown=False, mark=HIDDEN)
    raw = draft.mine.get(field.key, draft.answers.get(field.key))
    own = None if field.key in draft.clashes else draft.wrong.get(field.key)
    return Question(
        key=field.key,
        id=ident,
        shape=shape,
        is_shown=True,
        label=says(field.label, draft.language),
        help=says(field.help, draft.language) or _format_help(field),
        why=says(field.why, draft.language),
        text=says(field.text, draft.language),
        error=wrong_sentence(own) if own else "",
        echo=draft.notes.get(field.key, "") or _echo(field, draft),
        is_required=field.is_required,
        inputs=_inputs(field, raw, draft),
        rows=_rows(field, raw, draft) if field.is_many else (),
        add=labels.add_label(field.type) if field.is_many else "",
        later=_("I do not have it now") if field.may_come_later else "",
        is_later=is_later(raw),
        files=_files(draft.uploads.get(field.key, ())),
        accept=",".join(_ACCEPT[one] for one in field.validate.get("accept", _ACCEPT)),
        signed=_signed(draft.signatures.get(field.key), raw),
        intent=intent_words(),
        mark=mark(field, draft),
        clash=draft.clashes.get(field.key, ""),
    )


def intent_words() -> str:
    """Give the words of the box that makes a signature one."""
    return _("This is my signature and I mean it as one.")


def _format_help(field: Field) -> str:
    return {
        FieldType.DATE: _("Month, day, year, such as 3/14/2026 or March 14, 2026."),
        FieldType.TIME: _("Such as 3:30 pm."),
        FieldType.MULTICHOICE: _("Choose all that apply."),
    }.get(field.type, "")


def _echo(field: Field, draft: Draft) -> str:
    """Say how an answer was understood, where that may differ from what was typed."""
    value = draft.judgement.values.get(field.key)
    if field.type is FieldType.COMPUTED:
        return "" if value is None else f"{value}"
    if field.type is FieldType.DATE and isinstance(value, str):
        with override(draft.language):
            return date_format(date.fromisoformat(value), "DATE_FORMAT")
    return ""


def _inputs(field: Field, raw: Any, draft: Draft) -> tuple[Input, ...]:
    if field.is_many:
        return ()
    if field.parts:
        return _pieces(field, field.key, field.parts, raw if isinstance(raw, dict) else {}, draft)
    if field.type in SHAPES and field.type not in _CHOICES:
        return ()
    ident = f"a-{field.key}"
    if field.type in _CHOICES:
        given = raw if isinstance(raw, list) else [raw]
        chosen = {f"{one}".lower() if isinstance(one, bool) else one for one in given}
        choices = tuple(
            Choice(value=value, label=label, is_current=value in chosen)
            for value, label in _CHOICES[field.type](field, draft.language)
        )
        kind = "check" if field.type is FieldType.MULTICHOICE else "radio"
        kind = "select" if field.type is FieldType.CHOICE and len(choices) > 7 else kind
        return (Input(id=ident, name=field.key, kind=kind, choices=choices),)
    return (_input(ident, field.key, field.type, raw, autocomplete=field.autocomplete),)


def _input(ident: str, name: str, kind: FieldType, raw: Any, **more: Any) -> Input:
    typed, keyboard, complete = _KEYBOARDS.get(kind, ("text", "", ""))
    return Input(
        id=ident,
        name=name,
        kind="area" if kind is FieldType.TEXTAREA else "text",
        value=raw if isinstance(raw, str) else f"{raw}" if isinstance(raw, int | float) else "",
        type=typed,
        inputmode=keyboard,
        **{**more, "autocomplete": more.get("autocomplete") or complete},
    )


def _offered(field: Field, language: str) -> list[tuple[str, str]]:
    return [(option.value, says(option.label, language)) for option in field.options]


_CHOICES: Final[Mapping[FieldType, Callable[[Field, str], list[tuple[str, str]]]]] = {
    FieldType.CHOICE: _offered,
    FieldType.MULTICHOICE: _offered,
    FieldType.BOOLEAN: lambda _field, _language: [("true", _("Yes")), ("false", _("No"))],
    FieldType.CONSENT: lambda _field, _language: [(AGREED, _("I agree")), (DECLINED, _("I do not agree"))],
}


def _pieces(
    field: Field, name: str, parts: Sequence[Part], raw: Mapping[str, Any], draft: Draft
) -> tuple[Input, ...]:
    found = []
    for part in parts:
        wrong = draft.wrong.get(f"{name}.{part.key}")
        own: dict[str, Any] = {
            "label": labels.part_label(part, draft.language),
            "error": wrong_sentence(wrong) if wrong else "",
            "is_required": part.is_required,
        }
        ident, full, value = f"a-{name}.{part.key}".replace(".", "-"), f"{name}.{part.key}", raw.get(part.key)
        if part.options:
            choices = tuple(
                Choice(
                    value=one,
                    label=labels.part_option(part, one, draft.language),
                    is_current=one == value,
                )
                for one in part.options
            )
            found.append(Input(id=ident, name=full, kind="select", choices=choices, **own))
        else:
            found.append(_input(ident, full, part.type, value, autocomplete=part.autocomplete, **own))
    return tuple(found)


def _rows(field: Field, raw: Any, draft: Draft) -> tuple[Row, ...]:
    given = [one if isinstance(one, dict) else {} for one in raw] if isinstance(raw, list) else []
    if not given or field.key in draft.more_rows:
        given.append({})
    return tuple(
        Row(
            title=labels.row_title(field.type, place + 1),
            inputs=_pieces(field, f"{field.key}.{place}", field.parts, one, draft),
            remove=f"{field.key}.{place}" if len(given) > 1 or one else "",
        )
        for place, one in enumerate(given)
    )


def _files(uploads: Sequence[Upload]) -> tuple[FileRow, ...]:
    return tuple(
        FileRow(name=row.name, detail=str(filesizeformat(row.size)), remove=str(row.pk)) for row in uploads
    )


def _signed(signature: Signature | None, raw: Any) -> Signed | None:
    if signature is None or raw != str(signature.pk):
        return None
    return Signed(
        name=signature.name,
        strokes=signature.strokes,
        words=_("Signed on %(when)s") % {"when": date_format(signature.signed_at, "DATETIME_FORMAT")},
    )
