"""A customer's message becomes an entry in the one conversation of that person."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from accounts.models import Organisation
from contacts import services as contacts
from contacts.domain import addresses
from contacts.domain.opt_out import Intent, classify
from contacts.models import Contact
from conversations import events
from conversations.domain.segments import count
from conversations.domain.states import LIVE, Move, Status
from conversations.models import Conversation, Entry, EntryKind, Line, LineKind
from conversations.ports import Channel, InboundMessage
from conversations.services import keywords, threads
from core.errors import NotFound
from core.events import record
from core.transactions import step, use_case

LONGEST_ID = 120


class NoSuchLine(NotFound):
    """The message was for a number that is no active line of ours; keep it and say so in the ledger."""


@dataclass(frozen=True, slots=True)
class Received:
    """Where a message went. `is_duplicate`: it had been received before, nothing changed."""

    entry_id: UUID
    conversation_id: UUID
    is_new: bool
    is_duplicate: bool = False


@use_case
def receive_message(
    *, organisation: Organisation, message: InboundMessage, received_at: datetime, now: datetime
) -> Received:
    """Store one inbound message; the same provider id twice changes nothing."""
    return receive_message_step(organisation=organisation, message=message, received_at=received_at, now=now)


@step
def receive_message_step(
    *, organisation: Organisation, message: InboundMessage, received_at: datetime, now: datetime
) -> Received:
    """Store one inbound message inside the caller's use case.

    Raises:
        NoSuchLine: no active line has the address it was sent to.
    """
    message = _clean(message)
    line = _line_of(organisation, message)
    address = addresses.from_carrier(message.sender, message.channel)
    if not address.identifies:
        # Withheld callers share one thread a line; for all others `resolve_address` takes the lock.
        contacts.lock_address(organisation_id=organisation.pk, address=address)
    resolved = contacts.resolve_address(
        organisation_id=organisation.pk,
        address=address,
        profile_name=message.profile_name,
        source=line.name,
        now=now,
    )
    if known := _known(organisation, message):
        entry_id, conversation_id = known
        return Received(entry_id, conversation_id, is_new=False, is_duplicate=True)
    conversation, is_new = threads.continue_conversation(
        organisation=organisation,
        line=line,
        contact=resolved.contact or chosen_holder(organisation, line, address, resolved.candidates),
        address=address,
        move=Move.INBOUND_MESSAGE,
        is_first=resolved.is_new,
        now=now,
    )
    entry = threads.add_entry(
        conversation, _entry(message, line=line, address=address.value, received_at=received_at), now=now
    )
    take_in(conversation, entry, organisation, line=line, now=now)
    _say_what_is_missing(conversation, entry, message)
    _act_on_keywords(conversation, entry, line=line, address=address, now=now)
    threads.touch(conversation)
    record(
        events.MessageReceived(
            conversation_id=conversation.pk, version=conversation.version, entry_id=entry.pk
        ),
        now=now,
    )
    if any(not item.get("path") for item in entry.media):
        record(events.MediaAnnounced(conversation_id=conversation.pk, entry_id=entry.pk), now=now)
    return Received(entry.pk, conversation.pk, is_new=is_new)


def _clean(message: InboundMessage) -> InboundMessage:
    """Drop NULs, which PostgreSQL cannot store, and what is longer than an id may be."""
    return replace(
        message,
        text=(message.text or "").replace("\x00", ""),
        profile_name=message.profile_name.replace("\x00", ""),
        provider_id=message.provider_id.replace("\x00", "")[:LONGEST_ID],
        media=tuple(
            replace(
                item,
                **{key: getattr(item, key).replace("\x00", "") for key in ("kind", "name", "url", "caption")},
            )
            for item in message.media
        ),
    )


def chosen_holder(
    organisation: Organisation, line: Line, address: addresses.Address, candidates: tuple[Contact, ...]
) -> Contact | None:
    """Give the holder of a shared number whom a member chose in the live conversation; None unless it is just one."""
    if not candidates:
        return None
    live = Conversation.objects.of(organisation).filter(
        location_id=line.location_id, party_kind=address.kind, party_value=address.value, status__in=LIVE
    )
    chosen = set(live.filter(is_split=False).values_list("contact_id", flat=True))
    return next((one for one in candidates if chosen == {one.pk}), None)


def _known(organisation: Organisation, message: InboundMessage) -> tuple[UUID, UUID] | None:
    """Find the entry this message became before, and its conversation.

    A message without an id is told apart by its delivery's bytes alone.
    """
    if not message.provider_id:
        return None
    same = Entry.objects.of(organisation).filter(channel=message.channel, provider_id=message.provider_id)
    return same.order_by("pk").values_list("pk", "conversation_id").first()


def _line_of(organisation: Organisation, message: InboundMessage) -> Line:
    kind = LineKind.CHAT if message.channel == Channel.CHAT else LineKind.PHONE
    wanted = addresses.from_carrier(message.to, message.channel).value
    line = Line.objects.of(organisation).filter(kind=kind, address=wanted, is_active=True).first()
    if line is None:
        raise NoSuchLine
    return line


def _entry(message: InboundMessage, *, line: Line, address: str, received_at: datetime) -> Entry:
    text = message.text or ""
    said_at = message.occurred_at or received_at
    return Entry(
        kind=EntryKind.MESSAGE_IN,
        channel=message.channel,
        line=line,
        address=address,
        text=text,
        # A carrier's clock ahead of ours must not push a message above replies still to be written.
        occurred_at=min(said_at, received_at),
        state="APPLIED",
        segments=message.segments or count(text).count,
        provider_id=message.provider_id,
        media=[
            {
                "kind": item.kind,
                "name": item.name,
                "url": item.url,
                "caption": item.caption,
                "state": "STORED" if item.path else "ANNOUNCED",
            }
            | ({"path": item.path, "mime": item.mime} if item.path else {})
            for item in message.media
        ],
    )


def take_in(
    conversation: Conversation, entry: Entry, organisation: Organisation, *, line: Line, now: datetime
) -> None:
    """Let the person have the last word: the conversation is open, owes an answer, and shows what they wrote."""
    before = Status(conversation.status)
    threads.move_status(conversation, Move.INBOUND_MESSAGE)
    if conversation.status == Status.OPEN and (
        before is not Status.OPEN or conversation.waiting_since is None
    ):
        conversation.waiting_since = entry.occurred_at
        threads.owe(conversation, organisation, now=now)
    conversation.snoozed_until = None
    conversation.snoozed_until_reply = False
    _come_by(conversation, entry, line)
    conversation.latest_inbound_seq = entry.seq
    threads.preview(conversation, entry)


def _come_by(conversation: Conversation, entry: Entry, line: Line) -> None:
    """Answer by the line they wrote to. A mail leaves the number of a thread as it is, since texts go on from it."""
    if line.kind == LineKind.PHONE:
        conversation.line = line
        if conversation.party_kind == addresses.AddressKind.EMAIL:
            conversation.party_kind, conversation.party_value = addresses.AddressKind.PHONE, entry.address
    elif conversation.line is None or conversation.line.kind != LineKind.PHONE:
        conversation.line = line


def _say_what_is_missing(conversation: Conversation, entry: Entry, message: InboundMessage) -> None:
    """Add a fact right below a text that came in pieces."""
    if message.gap is not None:
        missing = ", ".join(str(number) for number in message.gap.missing)
        values = {"missing": missing, "total": str(message.gap.total)}
        keywords.add_fact(conversation, "text_incomplete", values, now=entry.occurred_at)
    elif message.part is not None:
        values = {"number": str(message.part.number), "total": str(message.part.total)}
        keywords.add_fact(conversation, "part_late", values, now=entry.occurred_at)


def _act_on_keywords(
    conversation: Conversation, entry: Entry, *, line: Line, address: addresses.Address, now: datetime
) -> None:
    reading = classify(entry.text)
    if reading is None:
        return
    if reading.opts_out:
        keywords.opt_out(conversation, entry, line=line, address=address, reading=reading, now=now)
    elif reading.intent is Intent.START:
        keywords.opt_in(conversation, entry, line=line, address=address, reading=reading, now=now)
    else:
        keywords.help_asked(conversation, entry, line=line, reading=reading, now=now)
