"""Offering a call to members: ringing them, and that exactly one gets it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Member
from conversations import events
from conversations.domain.calls import ASSISTANT, OVER, WITH_PEOPLE, CallState, LegRole, Offer, Verb
from conversations.domain.states import Move, Status, is_legal
from conversations.models import Call, Leg, MemberPhone
from conversations.ports import Endpoint, EndpointKind, Gather, HangUp, Plan, Room, Say
from conversations.ports.whispers import Rung, whisper_of
from conversations.services import replies, threads
from conversations.services.calls import commanding, rows
from core.events import record
from core.storing import store
from core.transactions import step

ACCEPT_SECONDS = commanding.ACCEPT_SECONDS
# How much longer it stands while the carrier could not be asked yet, for others are asked for before.
PLACED_WITHIN = timedelta(seconds=30)
PRESS_SECONDS = 8
# The answer to a key press, or a browser's own, joins at once; this is many times as long.
BRIDGED_AFTER = timedelta(seconds=1)
_OF_TAKING = [
    "offer", "offer_expires_at", "answered_at", "joined_at", "room", "accepted_in", "accepted_at",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of accepting: `taken_by` names the colleague who was first, `is_over` that the caller has left."""

    is_joined: bool
    taken_by: str = ""
    is_over: bool = False


def endpoint_of(phone: MemberPhone) -> Endpoint:
    """Say where a member is rung."""
    if phone.takes_in_browser:
        return Endpoint(EndpointKind.APP, app_user(phone.member_id))
    return Endpoint(EndpointKind.PHONE, phone.number)


def app_user(member_id: object) -> str:
    """Name a member as the carrier knows their browser."""
    return f"member-{getattr(member_id, 'hex', member_id)}"


@step
def offer_step(
    held: rows.Held,
    *,
    member: Member,
    to: Endpoint,
    seconds: int,
    role: LegRole = LegRole.MEMBER,
    words: str = "",
    now: datetime,
) -> Leg:
    """Ring a member for a call; whoever answers a telephone must press 1, so that a mailbox never accepts.

    They hear `words`, or who calls.
    """
    call = held.call
    leg = Leg(
        organisation_id=call.organisation_id,
        call=call,
        role=role,
        member=member,
        endpoint_kind=to.kind,
        endpoint=to.value,
        offer=Offer.RINGING,
        offer_expires_at=now + timedelta(seconds=seconds + ACCEPT_SECONDS),
        started_at=now,
    )
    store(leg)
    commanding.command(
        leg,
        Verb.PLACE,
        plan=accept_plan(held, words) if to.kind is EndpointKind.PHONE else joined_plan(call),
        seconds=seconds,
        sender=call.line.address,
        now=now,
    )
    record(events.CallOffered(call_id=call.pk, leg_id=leg.pk, member_id=member.pk), now=now)
    return leg


def accept_plan(held: rows.Held, words: str = "") -> Plan:
    """Say who is calling, or `words`, and ask for the 1."""
    organisation = held.call.organisation
    with override(organisation.locale):
        names = {"line": held.call.line.name, "who": held.conversation.title}
        usual = _("%(line)s: a call from %(who)s. Press 1 to take it.") % names
        words = words or _whispered(held.call) or usual
    language = "es-US" if organisation.locale == "es" else "en-US"
    asked: Plan = (Say(words, language, may_interrupt=True), Gather(wait_seconds=PRESS_SECONDS))
    # Said twice: phones are held to the ear a moment after they were answered.
    return (*asked, *asked, HangUp())


def _whispered(call: Call) -> str:
    """Give what the caller has told the assistant, if they have talked with it."""
    if not any(line["node"] == ASSISTANT for line in call.path):
        return ""
    return whisper_of(
        Rung(
            organisation_id=call.organisation_id,
            conversation_id=call.conversation_id,
            line=call.line.name,
            started_at=call.started_at,
        )
    )


def joined_plan(call: Call) -> Plan:
    """Join the room of the call, which begins with it."""
    return (Room(call.room_name, starts=True, records=call.is_recorded),)


@step
def accept_step(held: rows.Held, leg: Leg, *, now: datetime) -> Accepted:
    """Let a member take the call they are offered. The first wins; the call is locked, so there is a first.

    The caller saves the call and tells the screens (`rows.changed`).
    """
    call = held.call
    state = CallState(call.state)
    if leg.offer == Offer.ACCEPTED and state not in OVER:
        # Asked again: the answer to the first time never came.
        leg.save(update_fields=["accepted_in", "accepted_at"])
        return Accepted(is_joined=True)
    if leg.offer == Offer.ELSEWHERE and state not in OVER:
        return Accepted(is_joined=False, taken_by=call.answered_by.name if call.answered_by else "")
    if state in OVER:
        _end_offer(leg, Offer.CALLER_LEFT)
        return Accepted(is_joined=False, is_over=True)
    if call.answered_by_id is not None and state in WITH_PEOPLE and leg.role == LegRole.MEMBER:
        _end_offer(leg, Offer.ELSEWHERE)
        return Accepted(is_joined=False, taken_by=call.answered_by.name if call.answered_by else "")
    leg.offer = Offer.ACCEPTED
    leg.offer_expires_at = None
    leg.answered_at = leg.answered_at or now
    leg.joined_at = now
    leg.room = call.room_name
    leg.save(update_fields=_OF_TAKING)
    if call.direction == "INBOUND" and (leg.role == LegRole.MEMBER or state is CallState.OFFERING):
        answered_step(held, leg, now=now)
    return Accepted(is_joined=True)


@step
def put_through_step(held: rows.Held, *, number: str, seconds: int, now: datetime) -> Leg:
    """Ring a number outside for a call; who answers is joined, as nobody there knows of pressing 1."""
    call = held.call
    leg = Leg(
        organisation_id=call.organisation_id,
        call=call,
        role=LegRole.MEMBER,
        endpoint=number,
        offer=Offer.RINGING,
        offer_expires_at=now + timedelta(seconds=seconds + ACCEPT_SECONDS),
        started_at=now,
    )
    leg.save(force_insert=True)
    commanding.command(
        leg, Verb.PLACE, plan=joined_plan(call), seconds=seconds, sender=call.line.address, now=now
    )
    return leg


def refused_plan(call: Call, *, is_over: bool) -> Plan:
    """Tell who wants to take a call that it is gone, and who has it."""
    language = "es-US" if call.organisation.locale == "es" else "en-US"
    with override(call.organisation.locale):
        words = _("Somebody has taken this call.")
        if is_over:
            words = _("The caller has hung up.")
        elif call.answered_by is not None:
            words = _("%(name)s has taken this call.") % {"name": call.answered_by.name}
    return (Say(words, language), HangUp())


@step
def miss_offer_step(leg: Leg, *, now: datetime) -> None:
    """Count an offer as missed though the carrier said nothing, and end its ringing.

    Nobody has missed what the carrier was never asked to ring.
    """
    _end_offer(leg, Offer.UNREACHABLE if commanding.awaits_placing(leg) else Offer.MISSED)
    commanding.hang_up(leg, now=now)


def is_offer_due(leg: Leg, *, now: datetime) -> bool:
    """Say whether the time of an offer that still rings is over; one that could not begin to ring is given more."""
    if leg.offer != Offer.RINGING or leg.offer_expires_at is None or leg.offer_expires_at > now:
        return False
    return leg.offer_expires_at + PLACED_WITHIN <= now or not commanding.awaits_placing(leg)


@step
def withdraw_step(held: rows.Held, result: Offer, *, keep: Leg | None = None, now: datetime) -> int:
    """End every offer that still rings, but `keep`; returns how many.

    With somebody to `keep`, the others go on ringing until that one is surely in the room. Whoever has answered by then
    is told who has the call, the rest by the end of their ringing.
    """
    ringing = [leg for leg in rows.legs_of(held.call) if leg.offer == Offer.RINGING]
    others = [leg for leg in ringing if keep is None or leg.pk != keep.pk]
    for leg in others:
        _end_offer(leg, result)
        if keep is None:
            commanding.hang_up(leg, now=now)
        elif leg.answered_at is not None and leg.endpoint_kind == EndpointKind.PHONE:
            plan = refused_plan(held.call, is_over=False)
            commanding.command(leg, Verb.RUN, plan=plan, due_at=now + BRIDGED_AFTER, now=now)
        else:
            commanding.hang_up(leg, due_at=now + BRIDGED_AFTER, now=now)
    return len(others)


@step
def answered_step(held: rows.Held, leg: Leg, *, now: datetime) -> None:
    """Write down that a member and the caller talk from now on; the caller saves the call."""
    call = held.call
    rows.move(call, CallState.TALKING)
    call.answered_by = leg.member
    call.answered_leg = leg
    if call.answered_at is None:
        call.answered_at = now
        call.wait_seconds = max(0, int((now - call.started_at).total_seconds()))
    customer = rows.customer_leg(call)
    if customer is not None and customer.joined_at is None:
        customer.joined_at = now
        customer.save(update_fields=["joined_at"])
    owned_by_step(held, leg.member, now=now)


@step
def owned_by_step(held: rows.Held, member: Member | None, *, now: datetime) -> None:
    """Stop the clocks of a conversation somebody has talked in, and let it be theirs if it is nobody's."""
    conversation = held.conversation
    if member is not None and is_legal(Status(conversation.status), Move.AGENT_REPLY):
        replies.answered(conversation, member, now=now)
        if conversation.owner_id != member.pk and conversation.owner is None:
            threads.give(conversation, to=member, now=now)


def _end_offer(leg: Leg, result: Offer) -> None:
    if leg.offer == Offer.RINGING:
        leg.offer = result
        leg.offer_expires_at = None
        leg.save(update_fields=["offer", "offer_expires_at"])
