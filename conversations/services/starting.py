"""Writing to a person first: to a contact, or to a number."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from contacts.domain.addresses import Address, AddressKind
from contacts.models import Contact, ContactAddress
from contacts.services import resolve_address
from contacts.services.resolve import lock_address
from conversations import errors, policies
from conversations.domain.states import Move, Status
from conversations.models import Entry, Line, LineKind
from conversations.services import linting, permission, replies, sending, threads
from core.errors import NotFound
from core.transactions import step, use_case

SOURCE = "API"


@use_case
def start_conversation(
    *,
    by: Member,
    contact_id: UUID,
    address_id: UUID,
    line_id: UUID,
    text: str,
    client_ref: str = "",
    health_reason: str = "",
    now: datetime,
) -> Entry:
    """Text a contact: in their live conversation at the line's location, or in a new one owned by `by`.

    `client_ref`, a UUID made by the caller, makes a repeated call the same text.

    Raises:
        NotFound: contact, address or line is not of this organisation.
        MayNotText: they asked for no more texts. HealthDetail: a clinic's words about health, and no reason.
    """
    policies.check_can_write(by)
    held = (
        ContactAddress.objects.of(by.organisation_id)
        .select_related("contact")
        .filter(pk=address_id, contact_id=contact_id, kind=AddressKind.PHONE)
        .first()
    )
    if held is None:
        raise NotFound
    address = Address(AddressKind.PHONE, held.value, held.value)
    lock_address(organisation_id=by.organisation_id, address=address)
    return _sent_before(by, client_ref) or _text_step(
        by=by,
        contact=held.contact,
        address=address,
        line_id=line_id,
        text=text,
        client_ref=client_ref,
        health_reason=health_reason,
        now=now,
    )


@use_case
def text_number(
    *,
    by: Member,
    address: Address,
    line_id: UUID,
    text: str,
    client_ref: str = "",
    health_reason: str = "",
    now: datetime,
) -> Entry:
    """Text whoever holds a number; an unknown one becomes a contact. Among several holders it never guesses.

    Raises:
        SeveralPeople: more than one contact holds it.
        NotFound: the line is not of this organisation.
        MayNotText: they asked for no more texts. HealthDetail: a clinic's words about health, and no reason.
    """
    policies.check_can_write(by)
    lock_address(organisation_id=by.organisation_id, address=address)
    if sent := _sent_before(by, client_ref):
        return sent
    resolved = resolve_address(
        organisation_id=by.organisation_id, address=address, profile_name="", source=SOURCE, now=now
    )
    if resolved.contact is None:
        raise errors.SeveralPeople
    return _text_step(
        by=by,
        contact=resolved.contact,
        address=address,
        line_id=line_id,
        text=text,
        client_ref=client_ref,
        health_reason=health_reason,
        now=now,
    )


def _sent_before(by: Member, client_ref: str) -> Entry | None:
    """Find what the same call made before; asked under the address' lock, so that two of them cannot both miss it."""
    entry_id = replies.reference(client_ref)
    return Entry.objects.of(by.organisation_id).filter(pk=entry_id).first() if entry_id else None


@step
def _text_step(
    *,
    by: Member,
    contact: Contact,
    address: Address,
    line_id: UUID,
    text: str,
    client_ref: str,
    health_reason: str,
    now: datetime,
) -> Entry:
    line = Line.objects.of(by.organisation_id).filter(pk=line_id, kind=LineKind.PHONE, is_active=True).first()
    if line is None:
        raise NotFound
    text = replies.checked(text, replies.LONGEST_TEXT)
    conversation, is_new = threads.continue_conversation(
        organisation=by.organisation,
        line=line,
        contact=contact,
        address=address,
        move=Move.REOPEN,
        now=now,
    )
    policies.check_can_work(by, conversation)
    permission.check_may_text(conversation, address=address.value, now=now)
    linting.check_typed(conversation, text, reason=health_reason, by=by.name, now=now)
    if is_new:
        threads.give(conversation, to=by, now=now)
    if conversation.status == Status.SPAM:
        threads.reopen_step(conversation, move=Move.NOT_SPAM)
    entry = sending.queue_message_step(
        conversation,
        line=line,
        address=address.value,
        text=text,
        author=by,
        entry_id=replies.reference(client_ref),
        now=now,
    )
    replies.answered(conversation, by, now=now)
    threads.touch(conversation)
    return entry
