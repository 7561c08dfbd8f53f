"""Entering the calls of people who were given the fallback, so that no attempt to reach us is lost."""

from datetime import datetime

from accounts.models import Organisation
from conversations.domain.calls import OVER, CallState, Offer, Stage
from conversations.ports import CallOffered
from conversations.services import calls
from core.transactions import step

# Where a call can be that its caller has left for the fallback; elsewhere somebody has spoken to them.
UNDECIDED = frozenset({CallState.RECEIVED, CallState.IN_FLOW, CallState.OFFERING, CallState.QUEUED})


@step
def enter_fallen_step(
    *,
    organisation: Organisation,
    offered: CallOffered,
    node: str = "fallback",
    received_at: datetime,
    now: datetime,
) -> None:
    """Enter a call of the fallback: nobody is rung for it any more, and a message may come of it. Its path says `node`.

    Raises:
        NoSuchLine: the number that was dialled is no line of ours.
    """
    received = calls.receive_call_step(
        organisation=organisation, offered=offered, received_at=received_at, now=now
    )
    held = received.held
    is_over = held.call.state in OVER
    if not is_over and held.call.state not in UNDECIDED:
        return
    calls.withdraw_step(held, Offer.CALLER_LEFT, now=now)
    held.call.stage = Stage.VOICEMAIL
    calls.trace(held.call, node=node, why=offered.fallback_reason[:200], now=now)
    if is_over:
        # They have hung up meanwhile: only how far they came has to be put right.
        calls.correct_outcome_step(held, "MESSAGE_LEFT", now=now)
        return
    calls.move(held.call, CallState.VOICEMAIL)
    calls.changed(held, "FALLBACK", now=now)
