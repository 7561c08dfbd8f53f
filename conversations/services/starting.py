"""Writing to a person first."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from contacts import selectors as contact_selectors
from contacts.domain.addresses import Address, AddressKind
from contacts.models import ContactAddress
from contacts.services.resolve import lock_address
from conversations import errors, policies
from conversations.domain.states import Move, Status
from conversations.models import Entry, Line, LineKind
from conversations.services import replies, sending, threads
from core.errors import NotFound
from core.transactions import use_case


@use_case
def start_conversation(
    *, by: Member, contact_id: UUID, address_id: UUID, line_id: UUID, text: str, now: datetime
) -> Entry:
    """Text a contact: in their live conversation at the line's location, or in a new one owned by `by`.

    Raises:
        NotFound: contact, address or line is not of this organisation.
        OptedOut: they asked for no more texts.
    """
    policies.check_can_write(by)
    address_row = (
        ContactAddress.objects.of(by.organisation_id)
        .select_related("contact")
        .filter(pk=address_id, contact_id=contact_id, kind=AddressKind.PHONE)
        .first()
    )
    line = Line.objects.of(by.organisation_id).filter(pk=line_id, kind=LineKind.PHONE, is_active=True).first()
    if address_row is None or line is None:
        raise NotFound
    text = replies.checked(text, replies.LONGEST_TEXT)
    address = Address(AddressKind.PHONE, address_row.value, address_row.value)
    if contact_selectors.is_opted_out(
        organisation_id=by.organisation_id, kind=address.kind, value=address.value
    ):
        raise errors.OptedOut
    lock_address(organisation_id=by.organisation_id, address=address)
    conversation, is_new = threads.continue_conversation(
        organisation=by.organisation,
        line=line,
        contact=address_row.contact,
        address=address,
        move=Move.REOPEN,
        now=now,
    )
    policies.check_can_work(by, conversation)
    if is_new:
        threads.give(conversation, to=by, now=now)
    if conversation.status == Status.SPAM:
        threads.reopen_step(conversation, move=Move.NOT_SPAM)
    entry = sending.queue_message_step(
        conversation, line=line, address=address.value, text=text, author=by, now=now
    )
    replies.answered(conversation, by, now=now)
    threads.touch(conversation)
    return entry
