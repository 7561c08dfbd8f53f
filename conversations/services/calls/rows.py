"""Finding and locking calls and legs, and telling the world that they changed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from conversations import events
from conversations.domain.calls import CallState, check_move
from conversations.models import Call, Conversation, Entry, Leg
from conversations.services import threads
from core.errors import NotFound
from core.events import record
from core.storing import is_waiting, store
from core.transactions import step


@dataclass(frozen=True, slots=True)
class Held:
    """A call and its conversation, both locked to the end of the transaction.

    A call that has just come is not stored before it is told of (`changed`), nor are its legs, `unstored`.
    """

    call: Call
    conversation: Conversation
    unstored: tuple[Leg, ...] = ()


@step
def lock_call(*, organisation_id: UUID, call_id: UUID) -> Held:
    """Lock the conversation, then the call: the order everywhere.

    Raises:
        NotFound: the organisation has no such call.
    """
    known = (
        Call.objects.of(organisation_id).filter(pk=call_id).values_list("conversation_id", flat=True).first()
    )
    if known is None:
        raise NotFound
    conversation = threads.lock_conversation(known, organisation_id=organisation_id)
    call = Call.objects.of(organisation_id).select_for_update(no_key=True).get(pk=call_id)
    # A merge may have moved the call between the two statements.
    if call.conversation_id != conversation.pk:
        conversation = threads.lock_conversation(call.conversation_id, organisation_id=organisation_id)
    call.conversation = conversation
    return Held(call, conversation)


def find_leg(*, organisation_id: UUID, leg_id: UUID | None = None, carrier_leg_id: str = "") -> Leg | None:
    """Find a leg by our own id, else by the carrier's; None when it is none of ours."""
    legs = Leg.objects.of(organisation_id)
    if leg_id is not None:
        return legs.filter(pk=leg_id).first()
    return legs.filter(carrier_leg_id=carrier_leg_id).first() if carrier_leg_id else None


@step
def lock_leg(leg: Leg) -> tuple[Held, Leg]:
    """Lock a leg after its call, and give both as they stand now."""
    held = lock_call(organisation_id=leg.organisation_id, call_id=leg.call_id)
    row = Leg.objects.of(leg.organisation_id).select_for_update(no_key=True).get(pk=leg.pk)
    row.call = held.call
    return held, row


def legs_of(call: Call) -> list[Leg]:
    """Give a call's legs, the first begun first."""
    rows = Leg.objects.of(call.organisation_id).filter(call=call).select_related("member__user")
    return list(rows.order_by("started_at", "created_at"))


def customer_leg(call: Call) -> Leg | None:
    """Give the leg of the person the call is with."""
    return next((leg for leg in legs_of(call) if leg.role in {"CALLER", "CUSTOMER"}), None)


@step
def move(call: Call, state: CallState) -> bool:
    """Move a call by the table and say whether it moved; the caller saves it with `changed`.

    Raises:
        IllegalCallMove: the table has no line for it.
    """
    before = CallState(call.state)
    check_move(before, state)
    call.state = state
    return before is not state


@step
def changed(held: Held, change: str, *, actor_id: UUID | None = None, now: datetime) -> None:
    """Save call and conversation, raise all versions, and tell the screens."""
    call, conversation = held.call, held.conversation
    call.version += 1
    if call._state.adding:
        store(call, *held.unstored)
    elif not is_waiting(call):
        call.save(update_fields=MUTABLE)
    if Call.entry.is_cached(call) and is_waiting(call.entry):
        call.entry.version = call.version
    else:
        Entry.objects.of(call.organisation_id).filter(pk=call.entry_id).update(version=call.version)
    threads.touch(conversation)
    record(
        events.CallChanged(
            conversation_id=conversation.pk,
            version=conversation.version,
            entry_id=call.entry_id,
            call_id=call.pk,
            change=change,
        ),
        actor_id=actor_id,
        now=now,
    )


@step
def trace(call: Call, *, node: str, why: str, until: datetime | None = None, now: datetime) -> None:
    """Add a line to the path a call took: what was decided, and why; and until when the caller must hear it out."""
    line = {"at": now.isoformat(), "node": node, "why": why}
    call.path = [*call.path, line | ({"until": until.isoformat()} if until is not None else {})]


def words_over(call: Call, *, now: datetime) -> datetime | None:
    """Say when the caller has heard what nothing may cut short, None when nothing is being said."""
    until = max((datetime.fromisoformat(line["until"]) for line in call.path if "until" in line), default=now)
    return until if until > now else None


@step
def note_checked(*, organisation_id: UUID, call_id: UUID, now: datetime) -> None:
    """Note when the carrier was last asked about a call; no news, so no screen is told."""
    Call.objects.of(organisation_id).filter(pk=call_id).update(checked_at=now)


_FIXED = {"id", "organisation_id", "created_at", "conversation_id", "entry_id", "direction", "room_name"}
MUTABLE = [field.attname for field in Call._meta.local_concrete_fields if field.attname not in _FIXED]
