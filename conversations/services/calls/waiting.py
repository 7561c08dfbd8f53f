"""What a caller hears while they wait: said to them alone, outside the room, and never over a talk."""

from datetime import datetime

from conversations.domain.calls import CallState, Verb
from conversations.domain.plans import HOLD_MUSIC
from conversations.models import Call
from conversations.ports import Plan, Room
from conversations.services.calls import commanding, rows
from core.transactions import step

# Where a leg is that hears something by itself; whoever takes the call has it fetched from there.
ASIDE = "aside"


def music(call: Call) -> Room:
    """Give the step by which a caller waits with music for whoever takes the call."""
    return Room(call.room_name, starts=False, hold_url=HOLD_MUSIC)


@step
def set_aside_step(held: rows.Held) -> None:
    """Note that the caller is spoken to and not in the room, so that whoever takes the call has them fetched."""
    leg = rows.customer_leg(held.call)
    if leg is not None and leg.room != ASIDE:
        leg.room = ASIDE
        leg.save(update_fields=["room"])


@step
def tell_waiting_step(held: rows.Held, plan: Plan, *, now: datetime) -> bool:
    """Let a waiting caller hear a plan, which has to end with music or the call; nothing once somebody has them."""
    leg = rows.customer_leg(held.call)
    if leg is None or leg.ended_at is not None or held.call.answered_at is not None:
        return False
    set_aside_step(held)
    state, after = CallState(held.call.state).value, rows.words_over(held.call, now=now)
    commanding.command(leg, Verb.RUN, plan=plan, only_while=state, due_at=after, now=now)
    return True


@step
def chose_callback_step(held: rows.Held, *, now: datetime) -> None:
    """Note that the caller is called back and waits no longer, which ends this call as neither missed nor given up."""
    held.call.callback_at = held.call.callback_at or now
    rows.trace(held.call, node="callback", why="wants to be called back", now=now)
    rows.changed(held, "CALLBACK", now=now)
