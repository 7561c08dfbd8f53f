"""The page on which a form is filled in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from accounts.pages import Choice, Link
from intake.domain.forms.document import Definition, Section, Stage, says
from intake.domain.forms.findings import Wrong
from intake.domain.forms.judging import Judgement
from intake.domain.forms.locks import Lock, LockKind, lock_of
from intake.models import Signature, Submission, Upload
from intake.pages.filling import AlarmView, FillPage, LockView, SectionView, StageLink
from intake.presenters.forms.questions import Draft, question

EMPTY: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where a page of a draft leads: `at` gives the address of a stage."""

    post: str
    field: str
    file: str
    later: str
    at: Callable[[str], str]
    news: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A draft with everything a page of it needs."""

    submission: Submission
    definition: Definition
    answers: Mapping[str, Any]
    judgement: Judgement
    locks: Sequence[Lock]
    uploads: Mapping[str, Sequence[Upload]]
    signatures: Mapping[str, Signature]
    zone: str
    notes: Mapping[str, str]
    alarm: AlarmView | None = None


def saved_words(at: datetime, zone: str) -> str:
    """Say when answers were kept, on the clock of the firm."""
    return _("Saved %(time)s") % {"time": clock_words(at, zone)}


def clock_words(at: datetime, zone: str) -> str:
    """Write a time of day on the clock of the firm."""
    return time_format(at.astimezone(ZoneInfo(zone)), "TIME_FORMAT")


def draft_of(
    filled: Filled,
    wrong: Mapping[str, Wrong],
    language: str,
    more_rows: frozenset[str] = frozenset(),
    *,
    mine: Mapping[str, Any] = EMPTY,
    clashes: Mapping[str, str] = EMPTY,
) -> Draft:
    """Give what questions are printed from."""
    return Draft(
        answers=filled.answers,
        judgement=filled.judgement,
        language=language,
        wrong=wrong,
        uploads=filled.uploads,
        signatures=filled.signatures,
        more_rows=more_rows,
        notes=filled.notes,
        mine=mine,
        clashes=clashes,
    )


def sections_of(stage: Stage, draft: Draft) -> tuple[SectionView, ...]:
    """Print the sections of a stage."""
    return tuple(_section(one, draft) for one in stage.sections)


def fill_page(
    filled: Filled,
    stage: Stage,
    urls: Addresses,
    *,
    language: str,
    wrong: Mapping[str, Wrong],
    problem: str = "",
    note: str = "",
    more_rows: frozenset[str] = frozenset(),
    mine: Mapping[str, Any] = EMPTY,
    clashes: Mapping[str, str] = EMPTY,
) -> FillPage:
    """Build it. `wrong` is what is marked: nothing yet where nobody pressed the button.

    `clashes` says where somebody else wrote meanwhile, and `mine` has what is not kept there.
    """
    stages = filled.definition.stages
    place = stages.index(stage)
    draft = draft_of(filled, wrong, language, more_rows, mine=mine, clashes=clashes)
    closed = lock_of(filled.locks, LockKind.STAGE, stage.key)
    is_last = place == len(stages) - 1
    return FillPage(
        title=says(stage.title, language),
        form_name=says(filled.definition.title, language),
        help=says(stage.help, language),
        number=place + 1,
        of=len(stages),
        progress=_("Part %(n)d of %(of)d") % {"n": place + 1, "of": len(stages)},
        saved=saved_words(filled.submission.saved_at, filled.zone),
        post_url=urls.post,
        field_url=urls.field,
        file_url=urls.file,
        part_url=urls.part,
        later_url=urls.later,
        stages=tuple(_link(filled, one, stage, urls, language) for one in stages),
        sections=() if closed else sections_of(stage, draft),
        back_url=urls.at(stages[place - 1].key) if place else "",
        submit_label=_("Send") if is_last else _("Continue"),
        problem=problem,
        wrong=_wrong(filled.definition, wrong, language) if len(wrong) > 1 else (),
        lock=_lock(closed) if closed else None,
        note=note,
        news_url=urls.news,
        alarm=filled.alarm,
    )


def _section(section: Section, draft: Draft) -> SectionView:
    return SectionView(
        key=section.key,
        title=says(section.title, draft.language),
        help=says(section.help, draft.language),
        questions=tuple(question(one, draft) for one in section.fields),
    )


def _link(filled: Filled, one: Stage, here: Stage, urls: Addresses, language: str) -> StageLink:
    keys = [stage.key for stage in filled.definition.stages]
    reached = keys.index(one.key) <= keys.index(filled.submission.stage)
    label = says(one.title, language)
    if one is here:
        return StageLink(label=label, state="here")
    if lock_of(filled.locks, LockKind.STAGE, one.key) is not None:
        return StageLink(label=label, state="locked", url=urls.at(one.key) if reached else "")
    if keys.index(one.key) < keys.index(here.key):
        return StageLink(label=label, state="done", url=urls.at(one.key))
    return StageLink(label=label, state="to come", url=urls.at(one.key) if reached else "")


def _wrong(definition: Definition, wrong: Mapping[str, Wrong], language: str) -> tuple[Link, ...]:
    keys = dict.fromkeys(at.partition(".")[0] for at in wrong)
    return tuple(Link(label=says(definition.fields[key].label, language), url=f"#q-{key}") for key in keys)


def _lock(lock: Lock) -> LockView:
    steps = tuple(Choice(value=one.when, label=one.text, is_current=one.is_current) for one in lock.steps)
    return LockView(title=lock.title, text=lock.text, steps=steps)
