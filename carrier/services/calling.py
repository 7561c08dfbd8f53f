"""What a webhook about a call changes, and which plan answers it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from accounts.models import Organisation
from carrier.models import AttemptOutcome, InboundDelivery, InboundState
from carrier.services import attempts, falling
from carrier.services.fallback import caller_actions, refused_plan
from carrier.services.hooks import hooks_of
from carrier.services.placing import About, failed_leg, find_leg, leg_of, read_about
from carrier.vonage import addresses, ncco
from carrier.vonage.parse import Reading
from conversations import ports
from conversations.ports import LegStatus, Plan
from conversations.services import NoSuchLine
from core.transactions import step
from routing import services as routing

ACCEPT_KEY = "1"
CALL_CHANNEL = "VOICE"
# What became of a ring when nobody was joined: the carrier asks whether the plan goes on.
NOT_JOINED = frozenset(
    {
        LegStatus.BUSY,
        LegStatus.CANCELLED,
        LegStatus.TIMEOUT,
        LegStatus.UNANSWERED,
        LegStatus.REJECTED,
        LegStatus.FAILED,
    }
)


News: TypeAlias = (
    ports.LegState | ports.LegMoved | ports.RecordingReady | ports.TranscriptReady | ports.ScriptError
)


@dataclass(frozen=True, slots=True)
class Taken:
    """How far a webhook got, and the script it is answered by; None goes on with the one under way."""

    state: InboundState
    actions: list[ncco.Action] | None = None


@step
def take_step(
    *, organisation: Organisation, row: InboundDelivery, found: Reading, is_late: bool, now: datetime
) -> Taken:
    """Let one webhook change its call. Late, nobody hears the answer any more, so nothing is decided.

    Raises:
        LegUnknown: it comes before its call.
    """
    about = read_about(row.about)
    if about.part == "accept":
        return _take_accept(organisation, row, about, found, now=now)
    match found.event:
        case ports.CallOffered() as offered:
            return _take_offer(organisation, row, offered, is_late=is_late, now=now)
        case ports.LegState() as state if about.part == "ring":
            return _take_ring(organisation, row, about, state, is_late=is_late, now=now)
        case ports.InputReceived() as heard:
            return _take_input(organisation, row, about, heard, is_late=is_late, now=now)
        case ports.Notified() as marked:
            return _take_mark(organisation, row, about, marked, is_late=is_late, now=now)
        case ports.Unrecognised() | ports.InboundMessage() | ports.MessageReport():
            return Taken(InboundState.KEPT)
        case ports.LegMoved() if about.leg_ref is None:
            # Only of those we ring it is asked whether they came to where we sent them.
            return Taken(InboundState.KEPT)
        case news:
            return Taken(_take_news(organisation, row, about, news, now=now))


@step
def _take_offer(
    organisation: Organisation,
    row: InboundDelivery,
    offered: ports.CallOffered,
    *,
    is_late: bool,
    now: datetime,
) -> Taken:
    if is_late or offered.fallback_reason:
        # The caller is with the fallback already: the call is entered, and nobody is rung for it.
        offered = replace(offered, fallback_reason=offered.fallback_reason or "answered too late")
        return Taken(_enter_fallen(organisation, row, offered, now=now))
    try:
        answered = routing.answer_step(organisation=organisation, offered=offered, now=now)
    except NoSuchLine:
        _enter(row, offered, AttemptOutcome.NO_LINE)
        return Taken(
            InboundState.KEPT, caller_actions(row.account, leg_id=offered.leg_id, dialled=offered.to)
        )
    _enter(row, offered, AttemptOutcome.CALL)
    return Taken(InboundState.APPLIED, _written(row, answered.plan, answered.leg_id))


@step
def _enter_fallen(
    organisation: Organisation, row: InboundDelivery, offered: ports.CallOffered, *, now: datetime
) -> InboundState:
    """Enter the call of someone who is given the fallback; to no line of ours, it is kept in the ledger alone."""
    try:
        falling.enter_fallen_step(
            organisation=organisation, offered=offered, received_at=row.received_at, now=now
        )
    except NoSuchLine:
        _enter(row, offered, AttemptOutcome.NO_LINE)
        return InboundState.KEPT
    _enter(row, offered, AttemptOutcome.FALLBACK)
    return InboundState.APPLIED


@step
def _take_input(
    organisation: Organisation,
    row: InboundDelivery,
    about: About,
    heard: ports.InputReceived,
    *,
    is_late: bool,
    now: datetime,
) -> Taken:
    leg_id = leg_of(organisation, about, heard.leg_id)
    if leg_id is None:
        return Taken(InboundState.KEPT)
    if is_late:
        late = ports.ScriptError(
            room_id=heard.room_id,
            reason="answered too late",
            leg_id=heard.leg_id,
            occurred_at=heard.occurred_at,
        )
        routing.script_error_step(organisation=organisation, leg_id=leg_id, error=late, now=now)
        return Taken(InboundState.KEPT)
    plan = routing.take_input_step(organisation=organisation, leg_id=leg_id, heard=heard, now=now)
    return Taken(InboundState.APPLIED, None if plan is None else _written(row, plan, leg_id))


@step
def _take_ring(
    organisation: Organisation,
    row: InboundDelivery,
    about: About,
    state: ports.LegState,
    *,
    is_late: bool,
    now: datetime,
) -> Taken:
    leg_id = find_leg(organisation, about)
    if leg_id is None:
        return Taken(InboundState.KEPT)
    routing.ring_news_step(
        organisation=organisation, leg_id=leg_id, state=state, received_at=row.received_at, now=now
    )
    if is_late or state.status not in NOT_JOINED:
        return Taken(InboundState.APPLIED)
    plan = routing.take_ring_result_step(organisation=organisation, leg_id=leg_id, state=state, now=now)
    return Taken(InboundState.APPLIED, None if plan is None else _written(row, plan, leg_id))


@step
def _take_accept(
    organisation: Organisation, row: InboundDelivery, about: About, found: Reading, *, now: datetime
) -> Taken:
    """Join whoever pressed 1; the rest of their own plan is empty, and its end joins them to the caller.

    Raises:
        LegUnknown: they are joined, and the call that they took is entered later.
    """
    heard = found.event
    if not isinstance(heard, ports.InputReceived):
        return Taken(InboundState.KEPT)
    if heard.digits == ACCEPT_KEY:
        leg_id = leg_of(organisation, about, "")
        phone = row.account.fallback_phone if about.place == "caller" else ""
        is_ours = leg_id is not None and routing.take_ring_accept_step(
            organisation=organisation,
            leg_id=leg_id,
            heard=heard,
            fallback=ports.Endpoint(ports.EndpointKind.PHONE, phone) if phone else None,
            at=min(heard.occurred_at or row.received_at, row.received_at),
            now=now,
        )
        return Taken(InboundState.APPLIED if is_ours else InboundState.KEPT)
    told = addresses.of_caller(hooks_of(row.account), heard.leg_id)
    return Taken(InboundState.APPLIED, ncco.render(refused_plan(), addresses=told))


@step
def _take_mark(
    organisation: Organisation,
    row: InboundDelivery,
    about: About,
    marked: ports.Notified,
    *,
    is_late: bool,
    now: datetime,
) -> Taken:
    leg_id = leg_of(organisation, about, marked.leg_id)
    if leg_id is None:
        return Taken(InboundState.KEPT)
    marked = _unwrapped(marked)
    if is_late and marked.payload == routing.AFTER_RING:
        # The carrier has gone on without an answer.
        return Taken(InboundState.KEPT)
    plan = routing.mark_step(organisation=organisation, leg_id=leg_id, marked=marked, now=now)
    return Taken(InboundState.APPLIED, None if plan is None else _written(row, plan, leg_id))


@step
def _take_news(
    organisation: Organisation, row: InboundDelivery, about: About, news: News, *, now: datetime
) -> InboundState:
    if isinstance(news, ports.LegState):
        return _take_state(organisation, row, about, news, now=now)
    leg_id = failed_leg(news) or leg_of(organisation, about, getattr(news, "leg_id", ""))
    if leg_id is None:
        return InboundState.KEPT
    is_ours = True
    match news:
        case ports.ScriptError(mark=mark) if mark is not None:
            # Only a mark found nobody in: the caller goes on, and has come to where it stands.
            reached = ports.Notified(room_id=news.room_id, payload=mark, leg_id=news.leg_id)
            routing.mark_step(organisation=organisation, leg_id=leg_id, marked=_unwrapped(reached), now=now)
        case ports.RecordingReady():
            is_ours = routing.recording_step(
                organisation=organisation, leg_id=leg_id, ready=news, received_at=row.received_at, now=now
            )
        case ports.TranscriptReady():
            is_ours = routing.transcript_step(organisation=organisation, leg_id=leg_id, ready=news, now=now)
        case ports.LegMoved():
            routing.leg_moved_step(organisation=organisation, leg_id=leg_id, moved=news, now=now)
        case ports.ScriptError():
            routing.script_error_step(organisation=organisation, leg_id=leg_id, error=news, now=now)
    return InboundState.APPLIED if is_ours else InboundState.KEPT


@step
def _take_state(
    organisation: Organisation, row: InboundDelivery, about: About, state: ports.LegState, *, now: datetime
) -> InboundState:
    """Fold news of a leg. The end of a call that nobody asked us about is an attempt to reach us all the same."""
    leg_id = leg_of(organisation, about, state.leg_id) if about.place == "caller" else about.leg_ref
    is_unasked = about.place == "event" and state.direction == "inbound" and state.is_terminal
    outcome = AttemptOutcome.CALL
    try:
        is_ours = routing.fold_leg_step(
            organisation=organisation, leg_id=leg_id, state=state, received_at=row.received_at, now=now
        )
    except NoSuchLine:
        is_ours, outcome = False, AttemptOutcome.NO_LINE
    if is_unasked:
        attempts.enter_step(row, state.leg_id, outcome, channel=CALL_CHANNEL, at=row.received_at)
    return InboundState.APPLIED if is_ours else InboundState.KEPT


def _unwrapped(marked: ports.Notified) -> ports.Notified:
    """Give a mark as we wrote it: the carrier wants an object around it."""
    payload = marked.payload
    return replace(marked, payload=payload.get(ncco.MARK_KEY)) if isinstance(payload, dict) else marked


def _written(row: InboundDelivery, plan: Plan, leg_id: UUID) -> list[ncco.Action]:
    return ncco.render(plan, addresses=addresses.of_leg(hooks_of(row.account), leg_id))


@step
def _enter(row: InboundDelivery, offered: ports.CallOffered, outcome: AttemptOutcome) -> None:
    attempts.enter_step(row, offered.leg_id, outcome, channel=CALL_CHANNEL, at=row.received_at)
