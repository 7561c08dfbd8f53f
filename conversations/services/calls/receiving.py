"""A call comes in: who it is, which conversation it belongs to, and its first row."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Organisation
from contacts import services as contacts
from contacts.domain import addresses
from contacts.models import Contact
from conversations import events
from conversations.domain.calls import CallState, LegRole
from conversations.domain.states import Move, Status
from conversations.models import Call, Direction, Entry, EntryKind, Leg, Line, LineKind
from conversations.ports import CallOffered, Channel
from conversations.services import threads
from conversations.services.calls import blocking, rows
from conversations.services.receive import NoSuchLine, chosen_holder
from core.events import record
from core.ids import new_id
from core.transactions import step


@dataclass(frozen=True, slots=True)
class ReceivedCall:
    """Where a call went. `candidates`: the contacts who share its number, when there are several."""

    held: rows.Held
    leg: Leg
    line: Line
    contact: Contact | None
    candidates: tuple[Contact, ...]
    is_duplicate: bool = False


@step
def receive_call_step(
    *,
    organisation: Organisation,
    offered: CallOffered,
    received_at: datetime,
    line: Line | None = None,
    is_told: bool = True,
    now: datetime,
) -> ReceivedCall:
    """Store one inbound call: conversation continued or opened, entry, call and caller's leg; twice changes nothing.

    `is_told` is False for a caller that decides at once and then tells (`rows.changed`) of both: only then is the call
    stored. `line` is the one that was dialled, where it is known already.

    Raises:
        NoSuchLine: no active telephone line has the number that was dialled.
    """
    line = line or find_line(organisation, offered.to)
    address = addresses.from_carrier(offered.caller, Channel.VOICE)
    contacts.lock_address(organisation_id=organisation.pk, address=address)
    known = rows.find_leg(organisation_id=organisation.pk, carrier_leg_id=offered.leg_id)
    if known is not None:
        held, leg = rows.lock_leg(known)
        return ReceivedCall(held, leg, line, held.conversation.contact, (), is_duplicate=True)
    resolved = contacts.resolve_address(
        organisation_id=organisation.pk,
        address=address,
        profile_name="",
        source=line.name,
        is_locked=True,
        now=now,
    )
    conversation, is_new = threads.continue_conversation(
        organisation=organisation,
        line=line,
        contact=resolved.contact or chosen_holder(organisation, line, address, resolved.candidates),
        address=address,
        move=Move.INBOUND_MESSAGE,
        is_first=resolved.is_new,
        now=now,
    )
    block = blocking.find_block(
        organisation=organisation.pk,
        number=address.value if address.identifies else "",
        is_client=any(one.lifecycle == "CLIENT" for one in (resolved.contact, *resolved.candidates) if one),
        now=now,
    )
    if block is not None and is_new:
        conversation.status = Status.SPAM
    entry = threads.add_entry(
        conversation,
        Entry(
            kind=EntryKind.CALL,
            channel=Channel.VOICE,
            line=line,
            address=address.value,
            occurred_at=received_at,
        ),
        now=now,
    )
    call_id = new_id()
    call = Call(
        pk=call_id,
        organisation=organisation,
        conversation=conversation,
        entry=entry,
        line=line,
        direction=Direction.INBOUND,
        address=address.value if address.identifies else "",
        state=CallState.RECEIVED,
        room_name=f"call-{call_id.hex}",
        region=offered.region,
        was_blocked=block is not None,
        block_reason=block.reason if block else "",
        started_at=received_at,
    )
    leg = Leg(
        organisation=organisation,
        call=call,
        role=LegRole.CALLER,
        endpoint=address.value,
        carrier_leg_id=offered.leg_id,
        carrier_room_id=offered.room_id,
        started_at=received_at,
    )
    held = rows.Held(call, conversation, unstored=(leg,))
    _take_in(held, entry, organisation, line=line, now=now)
    if block is not None:
        blocking.count_hit(block, now=now)
    if is_told:
        rows.changed(held, "RECEIVED", now=now)
    return ReceivedCall(held, leg, line, resolved.contact, resolved.candidates)


def find_line(organisation: Organisation, dialled: str) -> Line:
    """Find the active line of a number that was dialled, with its place.

    Raises:
        NoSuchLine: there is none.
    """
    wanted = addresses.from_carrier(dialled, Channel.VOICE).value
    lines = Line.objects.of(organisation).select_related("location", "organisation")
    line = lines.filter(kind=LineKind.PHONE, address=wanted, is_active=True).first()
    if line is None:
        raise NoSuchLine
    return line


def _take_in(held: rows.Held, entry: Entry, organisation: Organisation, *, line: Line, now: datetime) -> None:
    conversation = held.conversation
    if conversation.status != Status.SPAM:
        before = threads.move_status(conversation, Move.INBOUND_MESSAGE)
        if conversation.status == Status.OPEN and (
            before is not Status.OPEN or conversation.waiting_since is None
        ):
            conversation.waiting_since = entry.occurred_at
            threads.owe(conversation, organisation, now=now)
    conversation.snoozed_until = None
    conversation.snoozed_until_reply = False
    conversation.line = line
    conversation.latest_inbound_seq = entry.seq
    threads.preview(conversation, entry)


@step
def announce_offer(call: Call, leg: Leg, *, now: datetime) -> None:
    """Tell the member's screens that the call rings at them."""
    if leg.member_id is not None:
        record(events.CallOffered(call_id=call.pk, leg_id=leg.pk, member_id=leg.member_id), now=now)
