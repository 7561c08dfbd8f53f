"""Filling in a form: begun, answered field by field, from stage to stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Member
from accounts.policies import check_can_write
from contacts.models import Contact, ContactAddress
from contacts.selectors.details import details_of
from conversations.models import Conversation
from core.events import record
from core.transactions import step, use_case
from intake import errors
from intake.domain.forms.document import Definition
from intake.domain.forms.judging import Judgement
from intake.domain.forms.locks import LockKind, lock_of
from intake.events import FormStageFinished
from intake.models import AnswerSource, FormVersion, Submission
from intake.selectors.forms import definition_of, find_published
from intake.services.forms import drafts
from intake.services.forms.drafts import CUSTOMER, Clash, Hand
from scheduling.models import Hold

ORIGINS = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "referrer", "embedded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """Who begins a form, and where they come from; the ids are None where nothing is known."""

    language: str = "en"
    origin: Mapping[str, str] | None = None
    visitor: str = ""
    contact_id: UUID | None = None
    conversation_id: UUID | None = None
    hold_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A draft as it stands after answers were kept, but for those in whose place another hand wrote meanwhile."""

    submission: Submission
    judgement: Judgement
    clashes: Mapping[str, Clash]


@use_case
def begin(
    *, organisation: UUID, form_id: UUID, who: Begin, hand: Hand = CUSTOMER, now: datetime
) -> Submission:
    """Begin a draft on the published version, filled with what we know of the contact.

    Raises:
        NoSuchForm: nothing of it is published.
    """
    return begin_step(organisation=organisation, form_id=form_id, who=who, hand=hand, now=now)


def begin_by_member(*, by: Member, form_id: UUID, who: Begin, now: datetime) -> Submission:
    """Begin a draft for a contact or a conversation.

    Raises:
        NotAllowed, NoSuchForm.
    """
    check_can_write(by)
    hand = Hand(source=AnswerSource.MEMBER, member=by)
    return begin(organisation=by.organisation_id, form_id=form_id, who=who, hand=hand, now=now)


@step
def begin_step(
    *, organisation: UUID, form_id: UUID, who: Begin, hand: Hand = CUSTOMER, now: datetime
) -> Submission:
    """Begin a draft inside the caller's use case."""
    version = find_published(organisation_id=organisation, form_id=form_id)
    if version is None:
        raise errors.NoSuchForm
    row = _new(version, who, hand, now=now)
    known = _known(row, definition_of(row))
    row.save(force_insert=True)
    if known:
        drafts.put_answers(row, known, hand=Hand(source=AnswerSource.PREFILL, member=hand.member), now=now)
        row.save(update_fields=["answers", "sealed_answers", "saved_at"])
    return row


def _new(version: FormVersion, who: Begin, hand: Hand, *, now: datetime) -> Submission:
    organisation_id = version.organisation_id
    contact = (
        Contact.objects.of(organisation_id).filter(pk=who.contact_id).first() if who.contact_id else None
    )
    thread = (
        Conversation.objects.of(organisation_id).filter(pk=who.conversation_id).first()
        if who.conversation_id
        else None
    )
    hold = Hold.objects.of(organisation_id).filter(pk=who.hold_id).first() if who.hold_id else None
    origin = {key: str(value)[:300] for key, value in (who.origin or {}).items() if key in ORIGINS and value}
    return Submission(
        organisation_id=organisation_id,
        form_version=version,
        contact=contact or (thread.contact if thread else None),
        conversation=thread,
        hold=hold,
        stage=version.document["stages"][0]["key"],
        language=who.language[:8],
        origin=drafts.clean(origin),
        visitor=who.visitor[:64],
        begun_by=hand.member,
        saved_at=now,
    )


@step
def _known(row: Submission, definition: Definition) -> dict[str, Any]:
    """Give the answers we have already."""
    contact = row.contact
    if contact is None:
        return {}
    held = ContactAddress.objects.of(row.organisation_id).filter(contact=contact)
    by_kind = {one.kind: one.value for one in reversed(list(held))}
    known: dict[str, Any] = {
        "contact.name": contact.display_name,
        "contact.first_name": contact.first_name,
        "contact.last_name": contact.last_name,
        "contact.company": contact.company_name,
        "contact.email": by_kind.get("EMAIL", ""),
        "contact.phone": by_kind.get("PHONE", ""),
        "contact.language": contact.language,
        **_details(contact),
    }
    wanted = ((field.key, known.get(field.prefill, "")) for field in definition.fields.values())
    return {key: value for key, value in wanted if value}


def _details(contact: Contact) -> dict[str, Any]:
    row = details_of(organisation_id=contact.organisation_id, contact_ids=[contact.pk]).get(contact.pk)
    if row is None:
        return {}
    parts = {"line1": row.street, "city": row.city, "region": row.region, "postcode": row.postcode}
    place = {key: value for key, value in parts.items() if value}
    return {"contact.birth_date": row.birth_date, "contact.address": place}


@use_case
def answer(
    *,
    organisation: UUID,
    submission_id: UUID,
    given: Mapping[str, Any],
    language: str = "",
    hand: Hand = CUSTOMER,
    known: Mapping[str, str] | None = None,
    now: datetime,
) -> Saved:
    """Keep answers as they are typed; what cannot be read is kept too, and said.

    `known` has the marks of the answers that were shown: where somebody else wrote since, nothing is kept.

    Raises:
        NoSuchSubmission, AlreadySent. StageLocked: a gate keeps one closed; nothing was kept.
    """
    row = drafts.lock_draft(organisation, submission_id)
    clashes = drafts.clashes_with(row, given, known or {}, hand=hand, now=now)
    free = {key: raw for key, raw in given.items() if key not in clashes}
    changed = drafts.put_answers(row, free, hand=hand, now=now)
    if language:
        row.language = language[:8]
    if changed or language:
        drafts.save(row, hand=hand, now=now)
    return Saved(submission=row, judgement=drafts.judged(row, now=now), clashes=clashes)


@use_case
def finish_stage(
    *,
    organisation: UUID,
    submission_id: UUID,
    stage: str,
    given: Mapping[str, Any],
    hand: Hand = CUSTOMER,
    now: datetime,
) -> str:
    """Keep the answers of a stage and give the next one; empty after the last.

    What is missing or wrong is kept as it is: see `drafts.judged`.

    Raises:
        StageLocked: a gate keeps this stage closed; nothing was kept. AlreadySent, NoSuchSubmission.
    """
    row = drafts.lock_draft(organisation, submission_id)
    definition = definition_of(row)
    found = definition.stage(stage)
    if found is None:
        raise errors.NoSuchSubmission
    locks = drafts.locks_of(row, drafts.judged(row, now=now), now=now)
    closed = lock_of(locks, LockKind.STAGE, stage)
    if closed is not None:
        raise errors.StageLocked(closed)
    drafts.put_answers(row, given, hand=hand, now=now)
    keys = [one.key for one in definition.stages]
    place = keys.index(stage)
    judgement = drafts.judged(row, stage=stage, now=now)
    following = keys[place + 1] if place + 1 < len(keys) else ""
    if not judgement.errors_of(field.key for field in found.fields):
        if following and keys.index(row.stage) <= place:
            row.stage = following
        record(FormStageFinished(submission_id=row.pk, stage=stage), now=now)
    drafts.save(row, hand=hand, now=now)
    return following
