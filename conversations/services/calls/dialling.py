"""Calling out: the member's own leg first, then the customer's, with the business's number shown."""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from contacts.domain.addresses import Address, AddressKind
from contacts.models import ContactAddress
from contacts.services import lock_address
from conversations import errors, policies
from conversations.domain.calling_out import Anyway
from conversations.domain.calls import OVER, CallState, LegRole, Offer, Verb
from conversations.domain.states import Move, Status
from conversations.models import (
    Call,
    Conversation,
    Direction,
    Entry,
    EntryKind,
    Leg,
    Line,
    LineKind,
    MemberPhone,
)
from conversations.ports import Room
from conversations.services import threads
from conversations.services.calls import commanding, offering, rows
from conversations.services.calls.may_call import check_may_call
from core.errors import NotFound
from core.ids import new_id
from core.transactions import step, use_case

RING_SECONDS = 40


@use_case
def place_call(
    *,
    by: Member,
    conversation_id: UUID | None = None,
    address_id: UUID | None = None,
    line_id: UUID | None = None,
    client_ref: UUID | None = None,
    anyway: Anyway | None = None,
    now: datetime,
) -> Call:
    """Ring the member, then whom they want to speak with: the conversation's person, or a contact's number.

    `client_ref` makes a repeated press of the button the same call; `anyway` is why the member rings although it is
    night there, or they asked for no calls.

    Raises:
        MayNotCall: at this hour, or at all; says whether a reason would do.
        NoWayToCall: no number, or the member takes no calls. CallTaken: they are on a call. NotFound.
    """
    policies.check_can_write(by)
    if client_ref is not None and (
        known := Call.objects.of(by.organisation_id).filter(pk=client_ref).first()
    ):
        return known
    phone = MemberPhone.objects.of(by.organisation_id).filter(member=by).first()
    if phone is None:
        raise errors.NoWayToCall
    _check_free(by)
    conversation, number = _party(by, conversation_id, address_id, line_id, now=now)
    policies.check_can_work(by, conversation)
    line = _line(by, line_id or conversation.line_id)
    verdict = check_may_call(conversation, by=by, number=number, anyway=anyway, now=now)
    held = _begin(conversation, by=by, line=line, number=number, call_id=client_ref or new_id(), now=now)
    held.call.answered_by = by
    threads.preview(conversation, held.call.entry)
    conversation.latest_is_ours = True
    offering.offer_step(held, member=by, to=offering.endpoint_of(phone), seconds=RING_SECONDS, now=now)
    rows.trace(held.call, node="dial", why=f"called by {by.name}", now=now)
    rows.trace(held.call, node="may-call", why=f"may call: {verdict.rule}", now=now)
    rows.changed(held, "DIALLING", actor_id=by.pk, now=now)
    return held.call


@step
def return_call_step(
    conversation: Conversation,
    *,
    member: Member,
    line: Line,
    number: str,
    words: str,
    seconds: int,
    now: datetime,
) -> tuple[rows.Held, Leg]:
    """Ring a member, who hears `words` and presses 1, then whom was promised a call; gives the call and their leg.

    The conversation is locked, and whether the person may be rung now was asked (`verdict_on`). Until the member takes
    it nobody answers for the call, and the list tells nothing of it.
    """
    phone = MemberPhone.objects.of(member.organisation_id).get(member=member)
    held = _begin(conversation, by=member, line=line, number=number, call_id=new_id(), now=now)
    leg = offering.offer_step(
        held, member=member, to=offering.endpoint_of(phone), seconds=seconds, words=words, now=now
    )
    rows.trace(held.call, node="callback", why=f"callback offered to {member.name}", now=now)
    rows.changed(held, "DIALLING", now=now)
    return held, leg


@step
def drop_call_out_step(*, organisation_id: UUID, call_id: UUID, now: datetime) -> None:
    """Have a call out that is wanted no more hung up; news of its legs ends it."""
    for leg in Leg.objects.of(organisation_id).filter(call_id=call_id, ended_at=None):
        if leg.offer == Offer.RINGING:
            leg.offer, leg.offer_expires_at = Offer.CALLER_LEFT, None
            leg.save(update_fields=["offer", "offer_expires_at"])
        commanding.hang_up(leg, now=now)


@step
def _begin(
    conversation: Conversation, *, by: Member, line: Line, number: str, call_id: UUID, now: datetime
) -> rows.Held:
    """Enter a call out in the conversation."""
    entry = threads.add_entry(
        conversation,
        Entry(kind=EntryKind.CALL, channel="VOICE", line=line, address=number, author=by, occurred_at=now),
        now=now,
    )
    call = Call(
        pk=call_id,
        organisation=by.organisation,
        conversation=conversation,
        entry=entry,
        line=line,
        direction=Direction.OUTBOUND,
        address=number,
        state=CallState.DIALLING,
        room_name=f"call-{call_id.hex}",
        started_at=now,
    )
    call.save(force_insert=True)
    return rows.Held(call, conversation)


@step
def dial_customer_step(held: rows.Held, *, now: datetime) -> Leg:
    """Ring the customer once the member is in the room; once only."""
    call = held.call
    known = Leg.objects.of(call.organisation_id).filter(call=call, role=LegRole.CUSTOMER).first()
    if known is not None:
        return known
    leg = Leg(
        organisation_id=call.organisation_id,
        call=call,
        role=LegRole.CUSTOMER,
        endpoint=call.address,
        room=call.room_name,
        started_at=now,
    )
    leg.save(force_insert=True)
    commanding.command(
        leg,
        Verb.PLACE,
        plan=(Room(call.room_name, starts=True, records=call.is_recorded),),
        seconds=RING_SECONDS,
        sender=call.line.address,
        now=now,
    )
    return leg


def _check_free(by: Member) -> None:
    busy = Leg.objects.of(by.organisation_id).filter(
        member=by, ended_at=None, offer__in=[Offer.ACCEPTED, Offer.RINGING]
    )
    busy = busy.exclude(call__state__in=list(OVER))
    if (leg := busy.select_related("call__conversation").first()) is not None:
        raise errors.OnAnotherCall(leg.call.conversation.title)


def _line(by: Member, line_id: UUID) -> Line:
    lines = Line.objects.of(by.organisation_id).filter(kind=LineKind.PHONE, is_active=True)
    line = lines.filter(pk=line_id).first()
    if line is None:
        raise errors.NoWayToCall
    return line


def _party(
    by: Member, conversation_id: UUID | None, address_id: UUID | None, line_id: UUID | None, *, now: datetime
) -> tuple[Conversation, str]:
    if address_id is None and conversation_id is not None:
        conversation = threads.lock_conversation(conversation_id, organisation_id=by.organisation_id)
        number = conversation.party_value if conversation.party_kind == AddressKind.PHONE else ""
        number = number or _first_number(by, conversation)
        if not number:
            raise errors.NoWayToCall
        return threads.revive(conversation), number
    numbers = ContactAddress.objects.of(by.organisation_id).select_related("contact")
    held = numbers.filter(pk=address_id, kind=AddressKind.PHONE).first() if address_id else None
    if held is None:
        raise NotFound
    address = Address(AddressKind.PHONE, held.value, held.value)
    lock_address(organisation_id=by.organisation_id, address=address)
    lines = Line.objects.of(by.organisation_id).filter(kind=LineKind.PHONE, is_active=True)
    line = lines.filter(pk=line_id).first() if line_id else lines.order_by("created_at").first()
    if line is None:
        raise errors.NoWayToCall
    conversation, is_new = threads.continue_conversation(
        organisation=by.organisation,
        line=line,
        contact=held.contact,
        address=address,
        move=Move.REOPEN,
        now=now,
    )
    if is_new:
        threads.give(conversation, to=by, now=now)
    if conversation.status == Status.SPAM:
        threads.reopen_step(conversation, move=Move.NOT_SPAM)
    return conversation, held.value


def _first_number(by: Member, conversation: Conversation) -> str:
    if conversation.contact is None:
        return ""
    held = ContactAddress.objects.of(by.organisation_id).filter(
        kind=AddressKind.PHONE, contact=conversation.contact
    )
    return held.order_by("created_at").values_list("value", flat=True).first() or ""
