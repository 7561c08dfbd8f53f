"""Writing to a person first, by text or by mail: to a contact, or to an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from accounts.models import Member
from contacts import selectors as contacts
from contacts.domain.addresses import Address, AddressKind
from contacts.models import Contact, ContactAddress
from contacts.services import resolve_address
from contacts.services.resolve import lock_address
from conversations import errors, policies
from conversations.domain.mail.headers import tidy
from conversations.domain.states import Move, Status
from conversations.models import Entry, Line, LineKind
from conversations.services import linting, permission, replies, sending, threads, ways
from core.errors import NotFound
from core.transactions import step, use_case

SOURCE = "API"
# By which kind of line each kind of address is written to.
LINES: Final[Mapping[str, LineKind]] = MappingProxyType(
    {AddressKind.PHONE: LineKind.PHONE, AddressKind.EMAIL: LineKind.EMAIL}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstWords:
    """What is written, and by which line; the subject is a mail's.

    `client_ref`, a UUID made by the caller, makes a repeated call the same message; `health_reason` says why a
    clinic's words about health have to leave.
    """

    line_id: UUID
    text: str
    subject: str = ""
    client_ref: str = ""
    health_reason: str = ""


@use_case
def start_conversation(
    *, by: Member, contact_id: UUID, address_id: UUID, words: FirstWords, now: datetime
) -> Entry:
    """Write to a contact: in their live conversation at the line's location, or in a new one owned by `by`.

    Raises:
        NotFound: contact, address or line is not of this organisation, or a wall keeps the contact from `by`.
        MayNotText: they asked for no more texts. HealthDetail: a clinic's words about health, and no reason.
        TextEmpty, TextTooLong, ValuesMissing, SubjectMissing: why the words cannot leave.
    """
    policies.check_can_write(by)
    held = (
        ContactAddress.objects.of(by.organisation_id)
        .select_related("contact")
        .filter(pk=address_id, contact_id=contact_id, kind__in=list(LINES))
        .first()
    )
    if held is None:
        raise NotFound
    address = Address(AddressKind(held.kind), held.value, held.value)
    lock_address(organisation_id=by.organisation_id, address=address)
    sent = _sent_before(by, words.client_ref)
    return sent or _write_step(by=by, contact=held.contact, address=address, words=words, now=now)


@use_case
def write_to(
    *, by: Member, address: Address, words: FirstWords, name: str = "", source: str = SOURCE, now: datetime
) -> Entry:
    """Write to whoever holds an address; an unknown one becomes a contact called `name`.

    Among several holders it never guesses.

    Raises:
        SeveralPeople: more than one contact holds it.
        Otherwise as `start_conversation`.
    """
    policies.check_can_write(by)
    if address.kind not in LINES:
        raise errors.NoWayToText
    lock_address(organisation_id=by.organisation_id, address=address)
    if sent := _sent_before(by, words.client_ref):
        return sent
    resolved = resolve_address(
        organisation_id=by.organisation_id, address=address, profile_name=name, source=source, now=now
    )
    if resolved.contact is None:
        raise errors.SeveralPeople
    return _write_step(by=by, contact=resolved.contact, address=address, words=words, now=now)


def _sent_before(by: Member, client_ref: str) -> Entry | None:
    """Find what the same call made before; asked under the address' lock, so that two of them cannot both miss it."""
    entry_id = replies.reference(client_ref)
    return Entry.objects.of(by.organisation_id).filter(pk=entry_id).first() if entry_id else None


@step
def _write_step(*, by: Member, contact: Contact, address: Address, words: FirstWords, now: datetime) -> Entry:
    contacts.get_contact(member=by, contact_id=contact.pk)
    is_mail = address.kind is AddressKind.EMAIL
    lines = Line.objects.of(by.organisation_id).filter(kind=LINES[address.kind], is_active=True)
    line = lines.filter(pk=words.line_id).first()
    if line is None:
        raise NotFound
    text = replies.checked(words.text, replies.LONGEST_MAIL if is_mail else replies.LONGEST_TEXT)
    if is_mail and not tidy(words.subject):
        raise errors.SubjectMissing
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
    told = f"{words.subject} {text}" if is_mail else text
    linting.check_typed(conversation, told, reason=words.health_reason, by=by.name, now=now)
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
        entry_id=replies.reference(words.client_ref),
        mail=ways.heads(conversation, words.subject, to=address.value) if is_mail else None,
        now=now,
    )
    replies.answered(conversation, by, now=now)
    threads.touch(conversation)
    return entry
