"""Sending a form: judged once more, kept without what is hidden, told in the conversation, written back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Organisation
from contacts.domain.addresses import Address, AddressInvalid, AddressKind, normalise
from contacts.models import Contact
from contacts.services import add_address, add_holder, lock_address, resolve_address
from contacts.services.filling import fill_contact_step
from conversations.domain.states import LIVE, Move
from conversations.events import ConversationChanged
from conversations.models import Conversation, Entry, EntryKind
from conversations.services import threads
from conversations.services.receive import take_in
from core.events import record
from core.transactions import step, use_case
from intake import errors
from intake.domain.forms.document import Definition
from intake.domain.forms.kinds import FieldType
from intake.domain.forms.locks import LockKind, lock_of
from intake.domain.forms.states import SubmissionState, check_move
from intake.events import FormSubmitted
from intake.models import AnswerKind, Submission
from intake.selectors.forms import definition_of
from intake.services.forms import drafts
from intake.services.forms.amending import amend_step
from intake.services.forms.drafts import CUSTOMER, Hand

FACT = "form"


@use_case
def submit(*, organisation: UUID, submission_id: UUID, hand: Hand = CUSTOMER, now: datetime) -> Submission:
    """Send a draft: its conversation is opened or continued, and the contact learns what was asked to be written back.

    Raises:
        AnswersWrong: answers are missing or wrong; carries the first stage that has one.
        StageLocked: a gate keeps sending closed. AlreadySent, NoSuchSubmission.
    """
    row = drafts.lock_draft(organisation, submission_id)
    definition = definition_of(row)
    judgement = drafts.judged(row, now=now)
    locks = drafts.locks_of(row, judgement, now=now)
    closed = lock_of(locks, LockKind.SUBMIT)
    if closed is not None:
        raise errors.StageLocked(closed)
    if judgement.errors:
        first = next(iter(judgement.errors)).partition(".")[0]
        raise errors.AnswersWrong(judgement.errors, definition.stage_of[first].key)
    drafts.keep(row, definition, judgement.values)
    dropped = [(key, AnswerKind.DROPPED) for key in judgement.dropped if key in definition.fields]
    drafts.note_answers(row, dropped, hand=hand, now=now)
    values = dict(judgement.values)
    is_signed = any(definition.fields[key].type is FieldType.SIGNATURE for key in values)
    after = SubmissionState.SIGNED if is_signed else SubmissionState.SUBMITTED
    check_move(row.state, after)
    row.state, row.sent_at, row.saved_at = after.value, now, now
    is_change = amend_step(row, now=now)
    firm = Organisation.objects.get(pk=organisation)
    _tell(row, firm, _written_back(definition, values), is_change=is_change, now=now)
    row.version += 1
    row.save()
    record(
        FormSubmitted(
            submission_id=row.pk,
            conversation_id=row.conversation_id,
            contact_id=row.contact_id,
            is_signed=is_signed,
        ),
        actor_id=hand.member.pk if hand.member else None,
        now=now,
    )
    return row


def _written_back(definition: Definition, values: dict[str, Any]) -> dict[str, Any]:
    """Give what the contact is to learn: "contact.email" → the answer, an address in its parts."""
    return {
        field.writeback: values[field.key] if field.parts else str(values[field.key])
        for field in definition.fields.values()
        if field.writeback and field.key in values
    }


@step
def _tell(
    row: Submission, firm: Organisation, known: dict[str, Any], *, is_change: bool, now: datetime
) -> None:
    form = row.form_version.form
    address = _address(row, known, firm)
    lock_address(organisation_id=firm.pk, address=address)
    contact, is_first = _who(row, firm, address, known, now=now)
    conversation = _thread(row, firm, contact, address, is_first=is_first, now=now)
    entry = Entry(
        kind=EntryKind.FACT,
        fact=FACT,
        line=form.line,
        address=address.value,
        text=form.name,
        fact_values={
            "form": form.name,
            "submission": str(row.pk),
            "state": SubmissionState.AMENDED.value if is_change else row.state,
        },
        occurred_at=now,
    )
    threads.add_entry(conversation, entry, now=now)
    take_in(conversation, entry, firm, line=form.line, now=now)
    threads.touch(conversation)
    record(
        ConversationChanged(conversation_id=conversation.pk, version=conversation.version, change="FORM"),
        now=now,
    )
    row.contact, row.conversation = contact, conversation


@step
def _thread(
    row: Submission,
    firm: Organisation,
    contact: Contact | None,
    address: Address,
    *,
    is_first: bool,
    now: datetime,
) -> Conversation:
    """Give the conversation the form was begun in, while it lives, else that of the person."""
    if row.conversation_id is not None:
        found = threads.lock_conversation(row.conversation_id, organisation_id=firm.pk)
        if found.status in LIVE:
            return found
    conversation, _is_new = threads.continue_conversation(
        organisation=firm,
        line=row.form_version.form.line,
        contact=contact,
        address=address,
        move=Move.INBOUND_MESSAGE,
        is_first=is_first,
        now=now,
    )
    return conversation


def _address(row: Submission, known: dict[str, Any], firm: Organisation) -> Address:
    for way, kind in (("contact.phone", AddressKind.PHONE), ("contact.email", AddressKind.EMAIL)):
        try:
            return normalise(known.get(way, ""), kind=kind, region=firm.country)
        except AddressInvalid:
            continue
    return Address(
        AddressKind.OTHER, f"form:{row.pk}", known.get("contact.name") or row.form_version.form.name
    )


@step
def _who(
    row: Submission, firm: Organisation, address: Address, known: dict[str, Any], *, now: datetime
) -> tuple[Contact | None, bool]:
    """Find or make the contact; whoever is new learns all that was written, others only what we did not know.

    Typing an address proves nothing, so nobody's details are changed by it.
    """
    names = (known.get("contact.first_name", ""), known.get("contact.last_name", ""))
    name = known.get("contact.name") or " ".join(filter(None, names))
    if row.contact_id is not None:
        fill_contact_step(contact_id=row.contact_id, organisation_id=firm.pk, known=known, now=now)
        return row.contact, False
    if address.kind is AddressKind.OTHER:
        return None, False
    source = row.form_version.form.name
    found = resolve_address(
        organisation_id=firm.pk, address=address, profile_name=name, source=source, is_locked=True, now=now
    )
    contact = found.contact
    if contact is None:
        same = (one for one in found.candidates if one.display_name.casefold() == name.casefold())
        contact = next(same, None)
    if contact is None:
        contact = add_holder(
            organisation_id=firm.pk, address=address, name=name, source=source, is_shared=True, now=now
        )
        return contact, True
    if found.is_new:
        _add_mail(contact, address, known, firm)
        fill_contact_step(contact_id=contact.pk, organisation_id=firm.pk, known=known, now=now)
    return contact, found.is_new


@step
def _add_mail(contact: Contact, address: Address, known: dict[str, Any], firm: Organisation) -> None:
    mail = known.get("contact.email", "")
    if mail and address.kind is not AddressKind.EMAIL:
        add_address(contact=contact, address=normalise(mail, kind=AddressKind.EMAIL, region=firm.country))
