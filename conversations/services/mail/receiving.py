"""A customer's mail becomes an entry in the one conversation of that person."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Organisation
from contacts import services as contacts
from contacts.domain import addresses
from contacts.domain.addresses import Address
from contacts.domain.opt_out import Intent, classify
from contacts.models import Contact
from conversations import events
from conversations.domain.mail.letters import Letter
from conversations.domain.states import LIVE, Move, Status
from conversations.models import Conversation, Entry, EntryKind, Line
from conversations.ports import Channel
from conversations.services import threads
from conversations.services.keywords import opt_in, opt_out
from conversations.services.mail import addressing
from conversations.services.receive import LONGEST_ID, Received, chosen_holder, take_in
from core.events import record
from core.transactions import step

# Longer ones are letters, in which "stop" is a word among others.
LONGEST_COMMAND = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """An attachment as it is kept; held back where it has no path."""

    name: str
    kind: str
    mime: str
    path: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A mail from a person, with what is known of it: the thread its address names, and how its sender is proven."""

    letter: Letter
    files: tuple[StoredFile, ...] = ()
    conversation_id: UUID | None = None
    proof: str = ""


@step
def receive_mail_step(
    *, organisation: Organisation, line: Line, arrival: Arrival, received_at: datetime, now: datetime
) -> Received:
    """Enter a mail inside the caller's use case; the same message id twice changes nothing."""
    letter = arrival.letter
    address = addresses.from_carrier(letter.sender, Channel.EMAIL)
    contacts.lock_address(organisation_id=organisation.pk, address=address)
    same = Entry.objects.of(organisation).filter(channel=Channel.EMAIL, provider_id=kept_id(letter.id))
    if known := same.values_list("pk", "conversation_id").first():
        return Received(known[0], known[1], is_new=False, is_duplicate=True)
    conversation, is_new = _thread(organisation, line, arrival, address, now=now)
    entry = threads.add_entry(
        conversation, _entry(arrival, line=line, address=address, received_at=received_at), now=now
    )
    take_in(conversation, entry, organisation, line=line, now=now)
    _act_on_words(conversation, entry, line=line, address=address, now=now)
    threads.touch(conversation)
    contacts.note_reached(organisation_id=organisation.pk, address=address, now=now)
    fact = events.MessageReceived(
        conversation_id=conversation.pk, version=conversation.version, entry_id=entry.pk
    )
    record(fact, now=now)
    return Received(entry.pk, conversation.pk, is_new=is_new)


@step
def find_thread(
    organisation: Organisation, *, conversation_id: UUID | None, letter: Letter
) -> Conversation | None:
    """Find the conversation a mail belongs to by what it answers; locked.

    The token in its address is proof enough. An id of ours in its heads is not: whoever was forwarded a mail has it,
    so the sender must be somebody of that conversation.
    """
    if conversation_id is not None:
        found = Conversation.objects.of(organisation).filter(pk=conversation_id).first()
        if found is not None:
            return _live(threads.lock_conversation(found.pk, organisation_id=organisation.pk))
    for answered in letter.answers:
        entry = _entry_named(organisation, answered)
        if entry is not None and _is_theirs(entry, letter.sender):
            return _live(threads.lock_conversation(entry.conversation_id, organisation_id=organisation.pk))
    return None


def kept_id(message_id: str) -> str:
    """Give the form of a message id that fits its column."""
    plain = message_id.replace("\x00", "")
    if len(plain) <= LONGEST_ID:
        return plain
    return f"sha256:{hashlib.sha256(plain.encode(errors='replace')).hexdigest()}"


def _thread(
    organisation: Organisation, line: Line, arrival: Arrival, address: Address, *, now: datetime
) -> tuple[Conversation, bool]:
    found = find_thread(organisation, conversation_id=arrival.conversation_id, letter=arrival.letter)
    if found is not None:
        return found, False
    resolved = contacts.resolve_address(
        organisation_id=organisation.pk,
        address=address,
        profile_name=arrival.letter.sender_name,
        source=line.name,
        is_locked=True,
        now=now,
    )
    contact: Contact | None = resolved.contact or chosen_holder(
        organisation, line, address, resolved.candidates
    )
    return threads.continue_conversation(
        organisation=organisation,
        line=line,
        contact=contact,
        address=address,
        move=Move.INBOUND_MESSAGE,
        is_first=resolved.is_new,
        now=now,
    )


def _live(conversation: Conversation) -> Conversation:
    """Give the conversation a message can be entered in; what is spam stays so."""
    if conversation.status in LIVE or conversation.status == Status.SPAM:
        return conversation
    return threads.revive(conversation)


def _entry_named(organisation: Organisation, message_id: str) -> Entry | None:
    rows = Entry.objects.of(organisation).select_related("conversation")
    entry_id = addressing.entry_of(message_id, organisation_id=organisation.pk)
    if entry_id is not None:
        return rows.filter(pk=entry_id, channel=Channel.EMAIL).first()
    return rows.filter(channel=Channel.EMAIL, provider_id=kept_id(message_id)).first()


def _is_theirs(entry: Entry, sender: str) -> bool:
    if entry.address == sender:
        return True
    contact_id = entry.conversation.contact_id
    return contact_id is not None and contacts.holds(
        organisation_id=entry.organisation_id, contact_id=contact_id, kind="EMAIL", value=sender
    )


def _entry(arrival: Arrival, *, line: Line, address: Address, received_at: datetime) -> Entry:
    letter = arrival.letter
    mail: dict[str, Any] = {
        "subject": letter.subject,
        "rest": letter.rest,
        "id": letter.id,
        "answers": list(letter.answers[:10]),
        "name": letter.sender_name,
        "proof": arrival.proof,
    }
    return Entry(
        kind=EntryKind.MESSAGE_IN,
        channel=Channel.EMAIL,
        line=line,
        address=address.value,
        text=letter.text or letter.subject,
        occurred_at=min(letter.sent_at or received_at, received_at),
        state="APPLIED",
        provider_id=kept_id(letter.id),
        mail=mail,
        media=[
            {
                "kind": file.kind,
                "name": file.name,
                "mime": file.mime,
                "path": file.path,
                "size": file.size,
                "state": "STORED" if file.path else "REFUSED",
            }
            for file in arrival.files
        ],
    )


def _act_on_words(
    conversation: Conversation, entry: Entry, *, line: Line, address: Address, now: datetime
) -> None:
    """Honour a wish for no more mail, or for mail again; a mail that asks for help is read by a person."""
    reading = classify(entry.text) if len(entry.text) <= LONGEST_COMMAND else None
    if reading is None:
        return
    if reading.opts_out:
        opt_out(conversation, entry, line=line, address=address, reading=reading, now=now)
    elif reading.intent is Intent.START:
        opt_in(conversation, entry, line=line, address=address, reading=reading, now=now)
