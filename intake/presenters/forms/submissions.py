"""Forms that were filled in, as members see them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.pages import Link
from intake.domain.forms.document import Field, Stage, says
from intake.domain.forms.kinds import AGREED, FieldType
from intake.domain.forms.locks import LockKind, lock_of
from intake.domain.forms.sight import Sight
from intake.domain.forms.states import SubmissionState
from intake.domain.forms.values import is_later
from intake.models import AnswerEvent, AnswerSource, AnswersRead, Signature, Submission, Upload
from intake.pages.filling import Question, SectionView
from intake.pages.submissions import AnswerGroup, AnswerRow, SubmissionPage
from intake.presenters.forms import labels
from intake.presenters.forms.filling import Filled, draft_of, saved_words, sections_of
from intake.presenters.forms.questions import Draft

STATES: Final[Mapping[str, tuple[Callable[[], str], str]]] = {
    SubmissionState.DRAFT: (lambda: _("Being filled in"), "warn"),
    SubmissionState.SUBMITTED: (lambda: _("Sent"), "ok"),
    SubmissionState.SIGNED: (lambda: _("Signed and sent"), "ok"),
    SubmissionState.AMENDED: (lambda: _("Changed since it was sent"), "warn"),
    SubmissionState.VOID: (lambda: _("Does not count"), ""),
}


def submission_page(
    filled: Filled,
    events: Sequence[AnswerEvent],
    *,
    language: str,
    sight: Sight,
    their_url: str = "",
    problem: str = "",
) -> SubmissionPage:
    """Build the page of a draft or of what was sent; `sight` says which answers are for the member."""
    row = filled.submission
    words, tone = STATES[row.state]
    can_change = sight.may_write
    is_draft = row.state == SubmissionState.DRAFT.value
    is_newest = row.state in (SubmissionState.SUBMITTED.value, SubmissionState.SIGNED.value)
    fills = is_draft and can_change
    draft = draft_of(filled, filled.judgement.errors if problem else {}, language)
    found = [one for stage in filled.definition.stages for one in _sections(filled, stage, draft)]
    sections = tuple(
        replace(one, questions=tuple(for_member(each, filled, sight) for each in one.questions))
        for one in found
    )
    latest = {one.field: one for one in events}
    person = row.contact
    return SubmissionPage(
        id=row.pk,
        title=row.form_version.form.name,
        state=words(),
        tone=tone,
        saved=saved_words(row.saved_at, filled.zone),
        person=Link(label=str(person), url=reverse("contacts:contact", args=[person.pk])) if person else None,
        conversation=Link(
            label=_("Conversation"), url=reverse("conversations:conversation", args=[row.conversation_id])
        )
        if row.conversation_id
        else None,
        origin=" · ".join(f"{key}: {value}" for key, value in row.origin.items()),
        is_draft=is_draft,
        can_change=can_change,
        groups=() if fills else _groups(filled, latest, language, sight),
        sections=sections if fills else (),
        field_url=reverse("intake:submission_field", args=[row.pk]),
        file_url=reverse("intake:submission_field", args=[row.pk]),
        news_url=reverse("intake:submission_news", args=[row.pk]),
        part_url=reverse("intake:submission_part", args=[row.pk]),
        their_url=their_url,
        problem=problem,
        can_amend=can_change and is_newest,
        before_url=reverse("intake:submission", args=[row.amends_id]) if row.amends_id else "",
        record_url=reverse("intake:patient", args=[person.pk])
        if person and any(not sight.sees(filled.definition.fields[key]) for key in filled.answers)
        else "",
    )


def _sections(filled: Filled, stage: Stage, draft: Draft) -> tuple[SectionView, ...]:
    closed = lock_of(filled.locks, LockKind.STAGE, stage.key)
    if closed is None:
        return sections_of(stage, draft)
    words = Question(
        key="",
        id=f"q-lock-{stage.key}",
        shape="words",
        is_shown=True,
        text=f"{closed.title.rstrip('.')}. {closed.text}",
    )
    title = says(stage.title, draft.language)
    return (SectionView(key=stage.key, title=title, help="", questions=(words,)),)


def for_member(asked: Question, filled: Filled, sight: Sight) -> Question:
    """Print a question for a member, who signs nothing in a customer's name and answers what is for their role."""
    field = filled.definition.fields.get(asked.key)
    if field is not None and asked.is_shown and not sight.fills(field):
        text = f"{asked.label}: {hidden_words(sight)}"
        return Question(key=asked.key, id=asked.id, shape="words", is_shown=True, text=text)
    if asked.shape != "signature" or not asked.is_shown:
        return asked
    words = _("%(what)s: only the customer signs.") % {"what": asked.label}
    return replace(asked, shape="words", text=words, why="", later="")


def _groups(
    filled: Filled, latest: Mapping[str, AnswerEvent], language: str, sight: Sight
) -> tuple[AnswerGroup, ...]:
    found = []
    for stage in filled.definition.stages:
        for section in stage.sections:
            rows = [
                _row(field, filled, latest.get(field.key), language, sight)
                for field in section.fields
                if field.type is not FieldType.STATIC
                and (field.key in filled.answers or field.key in filled.judgement.values)
            ]
            if rows:
                found.append(AnswerGroup(title=says(section.title, language), rows=tuple(rows)))
    return tuple(found)


def _row(field: Field, filled: Filled, event: AnswerEvent | None, language: str, sight: Sight) -> AnswerRow:
    label = says(field.label, language)
    if not sight.sees(field):
        return AnswerRow(label=label, value=hidden_words(sight), source="")
    raw = filled.judgement.values.get(field.key, filled.answers.get(field.key))
    signature = filled.signatures.get(field.key) if field.type is FieldType.SIGNATURE else None
    files = _files(filled.submission, filled.uploads.get(field.key, ()))
    return AnswerRow(
        label=label,
        value=_signed(signature) if signature else "" if files else answer_words(field, raw, language),
        source=_source(event),
        files=files,
        strokes=signature.strokes if signature else "",
    )


def hidden_words(sight: Sight) -> str:
    """Say that an answer is not for whoever looks."""
    return _("Only for members who work on it") if sight.levels is None else _("Not for your role")


def read_lines(rows: Sequence[AnswersRead]) -> tuple[tuple[str, str], ...]:
    """Say who was shown sensitive answers, and when."""
    return tuple(
        (
            " · ".join(part for part in (row.member.name if row.member else "", row.file) if part),
            date_format(row.at, "SHORT_DATETIME_FORMAT"),
        )
        for row in rows
    )


def _files(row: Submission, uploads: Sequence[Upload]) -> tuple[Link, ...]:
    return tuple(Link(label=one.name, url=reverse("intake:upload", args=[row.pk, one.pk])) for one in uploads)


def _signed(signature: Signature) -> str:
    return _("%(name)s, on %(when)s, from %(address)s. Fingerprint %(digest)s.") % {
        "name": signature.name or _("Drawn"),
        "when": date_format(signature.signed_at, "DATETIME_FORMAT"),
        "address": signature.network_address or _("an unknown address"),
        "digest": signature.sha256[:16],
    }


def _source(event: AnswerEvent | None) -> str:
    if event is None:
        return ""
    who = event.member.name if event.member else AnswerSource(event.source).label
    return f"{who}, {date_format(event.at, 'SHORT_DATETIME_FORMAT')}"


def answer_words(field: Field, value: Any, language: str) -> str:
    """Write an answer as people read it."""
    if is_later(value):
        return _("Not at hand yet")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.type is FieldType.CONSENT:
        return _("Agreed") if value == AGREED else _("Declined")
    if field.options:
        offered = {option.value: says(option.label, language) for option in field.options}
        return ", ".join(
            offered.get(one, f"{one}") for one in (value if isinstance(value, list) else [value])
        )
    if isinstance(value, list):
        return "; ".join(_pieces(field, one, language) for one in value)
    if isinstance(value, dict):
        return _pieces(field, value, language)
    return "" if value is None else f"{value}"


def _pieces(field: Field, value: Any, language: str) -> str:
    if not isinstance(value, dict):
        return f"{value}"
    return ", ".join(
        labels.part_option(part, value[part.key], language)
        if part.options and value[part.key] in part.options
        else f"{value[part.key]}"
        for part in field.parts
        if value.get(part.key)
    )
