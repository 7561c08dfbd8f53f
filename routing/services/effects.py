"""Carrying out what a decision asks for, in its transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from conversations.domain.calls import CallState, RecordingState, Stage
from conversations.models import MemberPhone
from conversations.services import calls, people
from conversations.services.sending import queue_message_step
from conversations.services.threads import touch
from core.events import record
from core.transactions import step
from routing import ports
from routing.domain import happenings
from routing.events import WebhookDue
from routing.models import RingRotation

STATES: Final = {
    Stage.MENU: CallState.IN_FLOW,
    Stage.RINGING: CallState.OFFERING,
    Stage.VOICEMAIL: CallState.VOICEMAIL,
}


@step
def carry_out(held: calls.Held, effect: happenings.Effect, *, key: UUID, now: datetime) -> None:
    """Carry one effect out; `key` is under which rotations of the flow are kept."""
    if isinstance(effect, happenings.TurnTaken):
        _turn_taken(held, effect, key=key, now=now)
    else:
        _CARRY[type(effect)](held, effect, now)


@step
def _turn_taken(held: calls.Held, taken: happenings.TurnTaken, *, key: UUID, now: datetime) -> None:
    RingRotation.objects.of(held.call.organisation_id).update_or_create(
        organisation_id=held.call.organisation_id,
        key=key,
        node=taken.node,
        member_id=taken.member_id,
        defaults={"rung_at": now},
    )


@step
def _offer(held: calls.Held, offer: happenings.Offer, now: datetime) -> None:
    phones = MemberPhone.objects.of(held.call.organisation_id).filter(member_id=offer.member_id)
    phone = phones.select_related("member__user").first()
    if phone is not None:
        to = calls.endpoint_of(phone)
        calls.offer_step(held, member=phone.member, to=to, seconds=offer.seconds, now=now)


@step
def _put_through(held: calls.Held, through: happenings.PutThrough, now: datetime) -> None:
    calls.put_through_step(held, number=through.to, seconds=through.seconds, now=now)


@step
def _hand_over(held: calls.Held, handed: happenings.HandOver, now: datetime) -> None:
    desk = ports.desk_of(handed.kind)
    if desk is not None:
        desk.take(held, handed, now=now)


@step
def _ask(held: calls.Held, asked: happenings.AskWebhook, now: datetime) -> None:
    record(WebhookDue(call_id=held.call.pk, node=asked.node, asked=asked.asked), now=now)


@step
def _reached(held: calls.Held, reached: happenings.Reached, now: datetime) -> None:
    held.call.stage = reached.stage
    calls.move(held.call, STATES[reached.stage])


@step
def _recording(held: calls.Held, allowed: happenings.RecordingAllowed, now: datetime) -> None:
    held.call.is_recorded = allowed.is_allowed
    held.call.recording_notice = RecordingState.RECORDING if allowed.is_allowed else RecordingState.DECLINED


@step
def _tag(held: calls.Held, tagged: happenings.Tagged, now: datetime) -> None:
    people.add_tag_step(held.conversation, tagged.tag)


@step
def _text(held: calls.Held, text: happenings.SendText, now: datetime) -> None:
    call = held.call
    queue_message_step(
        held.conversation, line=call.line, address=call.address, text=text.text, author=None, now=now
    )
    touch(held.conversation)


_CARRY: Final[dict[type[happenings.Effect], Callable[[calls.Held, Any, datetime], None]]] = {
    happenings.Offer: _offer,
    happenings.PutThrough: _put_through,
    happenings.HandOver: _hand_over,
    happenings.AskWebhook: _ask,
    happenings.Reached: _reached,
    happenings.RecordingAllowed: _recording,
    happenings.Tagged: _tag,
    happenings.SendText: _text,
}
