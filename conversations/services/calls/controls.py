"""What a member does on a call: hold, mute, keys, transfer, add, record, hang up."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Member
from contacts.domain.addresses import AddressInvalid, AddressKind, normalise
from conversations import errors, policies
from conversations.domain.calls import (
    OVER,
    WITH_PEOPLE,
    CallState,
    LegRole,
    Offer,
    Verb,
)
from conversations.domain.plans import HOLD_MUSIC
from conversations.models import Call, Leg, MemberPhone
from conversations.ports import Plan, Room
from conversations.services.calls import commanding, ending, offering, rows
from conversations.services.calls.how_ended import PEOPLE
from core.errors import NotFound
from core.transactions import step, use_case

DIGITS = frozenset("0123456789*#p")
MODES = ("LISTEN", "WHISPER", "BARGE")
CONSULT_SECONDS = 25


@use_case
def hold_call(*, by: Member, call_id: UUID, now: datetime) -> Call:
    """Let the customer hear music, and nothing of what is said."""
    held = acting(by, call_id)
    if held.call.state == CallState.TALKING:
        _hold(held, now=now)
        rows.changed(held, "HELD", actor_id=by.pk, now=now)
    return held.call


@use_case
def resume_call(*, by: Member, call_id: UUID, now: datetime) -> Call:
    """Bring the customer back from hold."""
    held = acting(by, call_id)
    if held.call.state == CallState.HELD:
        _resume(held, now=now)
        rows.changed(held, "RESUMED", actor_id=by.pk, now=now)
    return held.call


@use_case
def mute_call(*, by: Member, call_id: UUID, is_muted: bool, now: datetime) -> Call:
    """Stop or let the others hear the member."""
    held = acting(by, call_id)
    leg = own_leg(held, by)
    if leg.is_muted != is_muted:
        leg.is_muted = is_muted
        leg.save(update_fields=["is_muted"])
        commanding.command(leg, Verb.MUTE if is_muted else Verb.UNMUTE, now=now)
        rows.changed(held, "MUTED" if is_muted else "UNMUTED", actor_id=by.pk, now=now)
    return held.call


@use_case
def press_keys(*, by: Member, call_id: UUID, digits: str, now: datetime) -> Call:
    """Send tones to the customer's end, where a machine may ask for them.

    Raises:
        KeysUnreadable: something else than 0-9, *, #.
    """
    held = acting(by, call_id)
    digits = digits.replace(" ", "")[:32]
    if not digits or not set(digits) <= DIGITS:
        raise errors.KeysUnreadable
    commanding.command(_customer(held), Verb.SEND_DIGITS, digits=digits, now=now)
    return held.call


@use_case
def hang_up_call(*, by: Member, call_id: UUID, now: datetime) -> Call:
    """End the call for everybody; who only consults or listens leaves alone."""
    held = acting(by, call_id)
    leg = own_leg(held, by)
    others = [
        one
        for one in rows.legs_of(held.call)
        if one.pk != leg.pk and one.role in PEOPLE and one.joined_at and one.ended_at is None
    ]
    if others or leg.role == LegRole.SUPERVISOR:
        _leave(held, leg, now=now)
        rows.changed(held, "LEFT", actor_id=by.pk, now=now)
    else:
        ending.end_call_step(held, ended_by="MEMBER", at=now, now=now)
    return held.call


@use_case
def consult(
    *, by: Member, call_id: UUID, to_member: UUID | None = None, to_number: str = "", now: datetime
) -> Call:
    """Ring a colleague (or a number) while the customer waits with music: the first half of a warm transfer.

    Raises:
        NoWayToCall: the colleague takes no calls; CallTaken: a consultation is under way.
    """
    held = acting(by, call_id)
    own_leg(held, by)
    if held.call.state == CallState.TALKING:
        _hold(held, now=now)
    _ring(held, to_member=to_member, to_number=to_number, now=now)
    rows.move(held.call, CallState.CONSULTING)
    rows.changed(held, "CONSULTING", actor_id=by.pk, now=now)
    return held.call


@use_case
def join_call(*, by: Member, call_id: UUID, now: datetime) -> Call:
    """Bring customer, colleague and member together; the member may then leave (which completes the transfer)."""
    held = acting(by, call_id)
    if held.call.state in {CallState.CONSULTING, CallState.HELD}:
        _resume(held, now=now)
        rows.changed(held, "JOINED", actor_id=by.pk, now=now)
    return held.call


@use_case
def return_from_consult(*, by: Member, call_id: UUID, now: datetime) -> Call:
    """End the consultation and go back to the customer."""
    held = acting(by, call_id)
    if held.call.state == CallState.CONSULTING:
        for leg in rows.legs_of(held.call):
            if leg.role == LegRole.CONSULT and leg.ended_at is None:
                _leave(held, leg, now=now)
        _resume(held, now=now)
        rows.changed(held, "RETURNED", actor_id=by.pk, now=now)
    return held.call


@use_case
def transfer_call(
    *, by: Member, call_id: UUID, to_member: UUID | None = None, to_number: str = "", now: datetime
) -> Call:
    """Hand the customer over without a word in between (blind): music until somebody takes it.

    Nobody takes it: the call rings at `by` again, then goes to voicemail; the flow decides.
    """
    held = acting(by, call_id)
    leg = own_leg(held, by)
    if held.call.state == CallState.TALKING:
        _hold(held, now=now)
    _ring(held, to_member=to_member, to_number=to_number, now=now)
    _leave(held, leg, now=now)
    rows.move(held.call, CallState.OFFERING)
    rows.trace(held.call, node="transfer", why=f"handed over by {by.name}", now=now)
    rows.changed(held, "TRANSFERRED", actor_id=by.pk, now=now)
    return held.call


@use_case
def add_to_call(
    *, by: Member, call_id: UUID, to_member: UUID | None = None, to_number: str = "", now: datetime
) -> Call:
    """Ring a third person into the conversation that goes on."""
    held = acting(by, call_id)
    own_leg(held, by)
    _ring(held, to_member=to_member, to_number=to_number, now=now)
    rows.changed(held, "ADDING", actor_id=by.pk, now=now)
    return held.call


def acting(by: Member, call_id: UUID) -> rows.Held:
    held = live(by, call_id)
    policies.check_can_work(by, held.conversation)
    return held


def live(by: Member, call_id: UUID) -> rows.Held:
    held = rows.lock_call(organisation_id=by.organisation_id, call_id=call_id)
    if not policies.can_see(by, held.conversation):
        raise NotFound
    if CallState(held.call.state) in OVER:
        raise errors.CallOver
    return held


def own_leg(held: rows.Held, by: Member) -> Leg:
    mine = [leg for leg in rows.legs_of(held.call) if leg.member_id == by.pk and leg.ended_at is None]
    joined = next((leg for leg in mine if leg.joined_at is not None or leg.role == LegRole.SUPERVISOR), None)
    if joined is None or CallState(held.call.state) not in WITH_PEOPLE:
        raise errors.NotInCall
    return joined


def _customer(held: rows.Held) -> Leg:
    leg = rows.customer_leg(held.call)
    if leg is None or leg.ended_at is not None:
        raise errors.CallOver
    return leg


@step
def _hold(held: rows.Held, *, now: datetime) -> None:
    call = held.call
    rows.move(call, CallState.HELD)
    call.held_at = now
    _send(_customer(held), f"{call.room_name}-hold", starts=False, now=now)


@step
def _resume(held: rows.Held, *, now: datetime) -> None:
    call = held.call
    rows.move(call, CallState.TALKING)
    if call.held_at is not None:
        call.hold_seconds += max(0, int((now - call.held_at).total_seconds()))
        call.held_at = None
    _send(_customer(held), call.room_name, starts=True, now=now)


@step
def bring_back_step(held: rows.Held, *, now: datetime) -> None:
    """Move the customer from music (or a mailbox) to whoever waits for them in the room."""
    _resume(held, now=now)


@step
def wait_with_music_step(held: rows.Held, *, now: datetime) -> None:
    """Let the customer wait in the room of the call, with music until somebody comes."""
    _send(_customer(held), held.call.room_name, starts=False, now=now)


@step
def _send(leg: Leg, room: str, *, starts: bool, now: datetime) -> None:
    leg.room = room
    leg.save(update_fields=["room"])
    plan: Plan = (Room(room, starts=starts, hold_url="" if starts else HOLD_MUSIC),)
    commanding.command(leg, Verb.RUN, plan=plan, now=now)


@step
def _leave(held: rows.Held, leg: Leg, *, now: datetime) -> None:
    if leg.offer == Offer.RINGING:
        leg.offer, leg.offer_expires_at = Offer.CALLER_LEFT, None
    leg.left_at = now if leg.joined_at else leg.left_at
    leg.save(update_fields=["offer", "offer_expires_at", "left_at"])
    commanding.hang_up(leg, now=now)


@step
def _ring(held: rows.Held, *, to_member: UUID | None, to_number: str, now: datetime) -> Leg:
    if any(leg.offer == Offer.RINGING and leg.role == LegRole.CONSULT for leg in rows.legs_of(held.call)):
        raise errors.CallTaken(held.conversation.title)
    if to_member is not None:
        member = Member.objects.select_related("user").filter(pk=to_member, is_active=True)
        found = member.filter(organisation_id=held.call.organisation_id).first()
        if found is None:
            raise NotFound
        to = offering.endpoint_of(phone_of(found))
        return offering.offer_step(
            held, member=found, to=to, seconds=CONSULT_SECONDS, role=LegRole.CONSULT, now=now
        )
    try:
        number = normalise(to_number, kind=AddressKind.PHONE).value
    except AddressInvalid as error:
        raise errors.NoWayToCall from error
    leg = Leg(
        organisation_id=held.call.organisation_id,
        call=held.call,
        role=LegRole.CONSULT,
        endpoint=number,
        offer=Offer.RINGING,
        offer_expires_at=now + timedelta(seconds=CONSULT_SECONDS + offering.ACCEPT_SECONDS),
        started_at=now,
    )
    leg.save(force_insert=True)
    commanding.command(
        leg,
        Verb.PLACE,
        plan=offering.accept_plan(held),
        seconds=CONSULT_SECONDS,
        sender=held.call.line.address,
        now=now,
    )
    return leg


def phone_of(member: Member) -> MemberPhone:
    phone = MemberPhone.objects.of(member.organisation_id).filter(member=member, takes_calls=True).first()
    if phone is None:
        raise errors.NoWayToCall
    return phone


ACTS: dict[str, Callable[..., Call]] = {
    "hold": hold_call,
    "resume": resume_call,
    "join": join_call,
    "return": return_from_consult,
    "hang-up": hang_up_call,
}
