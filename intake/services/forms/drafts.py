"""A draft while it is written: locked, judged, its answers kept in the right column."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.models import Member, Organisation
from core.events import record
from core.transactions import step
from intake import errors, ports
from intake.domain.forms.document import Definition, Field
from intake.domain.forms.judging import Judgement, judge
from intake.domain.forms.kinds import HELD_ELSEWHERE, SILENT, FieldType
from intake.domain.forms.locks import Lock, LockKind, lock_of
from intake.domain.forms.marks import mark_of
from intake.domain.forms.readers import Reader
from intake.domain.forms.states import SubmissionState
from intake.domain.forms.values import read
from intake.events import FormAnswered
from intake.models import AnswerEvent, AnswerKind, AnswerSource, Submission
from intake.selectors.forms import answers_of, definition_of
from intake.services.forms.alarming import heed_step
from intake.services.forms.sighting import check_fills

MOST_LETTERS = 20_000
MOST_ITEMS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who writes an answer: the customer, or `member`, or a machine that is so sure."""

    source: AnswerSource = AnswerSource.CUSTOMER
    member: Member | None = None
    confidence: float | None = None


CUSTOMER = Hand()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """An answer that is not kept: another hand, of `member` or the customer, wrote there since it was shown."""

    raw: Any
    member: Member | None


@step
def lock_draft(organisation_id: UUID, submission_id: UUID) -> Submission:
    """Lock a submission that is still a draft.

    Raises:
        NoSuchSubmission: there is none. AlreadySent: it is no draft any more.
    """
    rows = Submission.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    row = rows.select_related("form_version__form__line__location").filter(pk=submission_id).first()
    if row is None:
        raise errors.NoSuchSubmission
    if row.state != SubmissionState.DRAFT.value:
        raise errors.AlreadySent
    return row


def reader_for(organisation: Organisation, *, language: str, now: datetime) -> Reader:
    """Give whose answers are read: the day it is where the firm is."""
    today = now.astimezone(ZoneInfo(organisation.time_zone)).date()
    return Reader(today=today, region=organisation.country, language=language)


@step
def judged(submission: Submission, *, stage: str = "", now: datetime) -> Judgement:
    """Judge what a submission holds."""
    return judge(definition_of(submission), answers_of(submission), _reader(submission, now), stage=stage)


@step
def locks_of(submission: Submission, judgement: Judgement, *, now: datetime) -> tuple[Lock, ...]:
    """Ask the gates what of a submission is closed."""
    return ports.locks(
        ports.GateAsked(
            organisation_id=submission.organisation_id,
            submission_id=submission.pk,
            form_id=submission.form_version.form_id,
            contact_id=submission.contact_id,
            hold_id=submission.hold_id,
            definition=definition_of(submission),
            values=judgement.values,
            now=now,
        )
    )


@step
def check_open(submission: Submission, keys: Mapping[str, Any], *, now: datetime) -> None:
    """See that no gate keeps one of these fields closed.

    Raises:
        StageLocked
    """
    definition = definition_of(submission)
    locks = locks_of(submission, judged(submission, now=now), now=now)
    for key in keys:
        field, stage = definition.fields[key], definition.stage_of[key]
        closed = lock_of(locks, LockKind.STAGE, stage.key)
        if closed is None and field.type is FieldType.FILE:
            closed = lock_of(locks, LockKind.UPLOADS)
        if closed is not None:
            raise errors.StageLocked(closed)


@step
def clashes_with(
    submission: Submission, given: Mapping[str, Any], known: Mapping[str, str], *, hand: Hand, now: datetime
) -> dict[str, Clash]:
    """Find the answers where somebody else wrote since they were shown; `known` has the marks of what was shown.

    Raises:
        StageLocked: one of them is closed.
    """
    definition, answers, reader = definition_of(submission), answers_of(submission), _reader(submission, now)
    doubtful = {
        key: clean(typed)
        for key, typed in given.items()
        if key in known
        and _is_asked(definition, key, is_held=False)
        and known[key] != mark_of(answers.get(key))
    }
    others = {
        key: raw
        for key, raw in doubtful.items()
        if _kept(definition.fields[key], raw, reader) != answers.get(key)
    }
    if not others:
        return {}
    check_open(submission, others, now=now)
    events = AnswerEvent.objects.of(submission.organisation_id).filter(
        submission=submission, field__in=others
    )
    latest = {one.field: one for one in events.select_related("member__user").order_by("at", "pk")}
    own = hand.member.pk if hand.member else None
    return {
        key: Clash(raw=raw, member=latest[key].member)
        for key, raw in others.items()
        if key in latest and latest[key].member_id != own
    }


@step
def put_answers(
    submission: Submission, given: Mapping[str, Any], *, hand: Hand, now: datetime, is_held: bool = False
) -> tuple[str, ...]:
    """Keep answers, readable or not, and note whose they are; gives which changed.

    `is_held` lets files and signatures be named, which a page never does. The caller saves the submission.

    Raises:
        StageLocked: one of them is closed; nothing was kept. NotForYou: one is not a member's to give.
    """
    definition = definition_of(submission)
    given = {key: value for key, value in given.items() if _is_asked(definition, key, is_held=is_held)}
    if hand.source is AnswerSource.MEMBER and hand.member is not None:
        asked = [definition.fields[key] for key in given]
        check_fills(by=hand.member, submission=submission, fields=asked, now=now)
    check_open(submission, given, now=now)
    answers, reader = answers_of(submission), _reader(submission, now)
    before = dict(answers)
    changed = []
    for key, typed in given.items():
        kept = _kept(definition.fields[key], clean(typed), reader)
        if kept is None:
            if answers.pop(key, None) is not None:
                changed.append((key, AnswerKind.CLEARED))
        elif answers.get(key) != kept:
            answers[key] = kept
            changed.append((key, AnswerKind.ANSWERED))
    signatures = [key for key in answers if definition.fields[key].type is FieldType.SIGNATURE]
    if any(key not in signatures for key, _kind in changed):
        # What was signed was signed with these answers: others are signed anew.
        changed += [(key, AnswerKind.CLEARED) for key in signatures if answers.pop(key)]
    keep(submission, definition, answers)
    note_answers(submission, changed, hand=hand, now=now)
    heed_step(submission, definition, before, answers, now=now)
    submission.saved_at = now
    return tuple(key for key, _kind in changed)


def keep(submission: Submission, definition: Definition, answers: Mapping[str, Any]) -> None:
    """Put answers on a submission, the sensitive ones where they are encrypted; nothing is saved."""
    sealed = {
        key: value
        for key, value in answers.items()
        if key in definition.fields and definition.fields[key].is_sensitive
    }
    submission.answers = {key: value for key, value in answers.items() if key not in sealed}
    submission.sealed_answers = json.dumps(sealed, ensure_ascii=False) if sealed else ""


@step
def note_answers(
    submission: Submission, changed: list[tuple[str, AnswerKind]], *, hand: Hand, now: datetime
) -> None:
    """Write down who answered what."""
    AnswerEvent.objects.bulk_create(
        AnswerEvent(
            organisation_id=submission.organisation_id,
            submission=submission,
            field=key,
            kind=kind,
            source=hand.source,
            member=hand.member,
            confidence=hand.confidence,
            at=now,
        )
        for key, kind in changed
    )


@step
def save(submission: Submission, *, hand: Hand, now: datetime, is_new: bool = False) -> None:
    """Save a draft and tell that its answers changed."""
    submission.version += 1
    if is_new:
        submission.save(force_insert=True)
        return
    submission.save(
        update_fields=[
            "answers",
            "sealed_answers",
            "saved_at",
            "stage",
            "version",
            "language",
            "contact",
            "hold",
        ]
    )
    record(
        FormAnswered(
            submission_id=submission.pk,
            version=submission.version,
            conversation_id=submission.conversation_id,
        ),
        actor_id=hand.member.pk if hand.member else None,
        now=now,
    )


def clean(raw: Any, depth: int = 0) -> Any:
    """Drop what a database or a page cannot hold, and what is longer than any answer."""
    if isinstance(raw, str):
        text = raw.encode("utf-8", "ignore").decode()[:MOST_LETTERS]
        return "".join(one for one in text.replace("\r\n", "\n") if one >= " " or one in "\n\t").strip()
    if isinstance(raw, list) and depth < 3:
        return [clean(one, depth + 1) for one in raw[:MOST_ITEMS]]
    if isinstance(raw, dict) and depth < 3:
        found = {str(key)[:40]: clean(one, depth + 1) for key, one in list(raw.items())[:MOST_ITEMS]}
        return {key: one for key, one in found.items() if one not in (None, "", [], {})}
    return raw if isinstance(raw, bool | int | float) and raw == raw else None


def _kept(field: Field, raw: Any, reader: Reader) -> Any:
    """Give what of an answer is kept: its value, as it was typed where it cannot be read; None for nothing."""
    reading = read(field, raw, reader)
    kept = raw if reading.wrong or reading.value is None else reading.value
    return None if kept in (None, "", [], {}) else kept


def _is_asked(definition: Definition, key: str, *, is_held: bool) -> bool:
    field = definition.fields.get(key)
    if field is None or field.type in SILENT:
        return False
    return is_held or field.type not in HELD_ELSEWHERE


def _reader(submission: Submission, now: datetime) -> Reader:
    organisation = Organisation.objects.get(pk=submission.organisation_id)
    return reader_for(organisation, language=submission.language, now=now)
