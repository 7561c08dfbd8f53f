"""What a webhook about a call changes, and which plan answers it."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from accounts.models import Organisation
from carrier.models import AttemptOutcome, InboundDelivery, InboundState
from carrier.services import attempts, falling
from carrier.services.fallback import caller_actions, refused_plan
from carrier.services.hooks import hooks_of
from carrier.vonage import addresses, ncco
from carrier.vonage.parse import Reading
from conversations import ports
from conversations.models import Leg
from conversations.ports import LegStatus, Plan
from conversations.services import NoSuchLine
from core.transactions import step
from routing import services as routing

ACCEPT_KEY = "1"
CALL_CHANNEL = "VOICE"
_ABOUT = re.compile(r"(answer|event|fallback|leg|caller)(?:/([^/]+))?(?:/(ring|accept))?", re.ASCII)
_LEG = re.compile(r"/leg/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?]|$)", re.ASCII)
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
    ports.LegState | ports.RecordingReady | ports.TranscriptReady | ports.Notified | ports.ScriptError
)


class LegUnknown(Exception):
    """The call this is about has not been entered yet; apply it again later."""


@dataclass(frozen=True, slots=True)
class About:
    """What a webhook's address says: whose news it is, and of which part of a plan."""

    place: str
    leg_ref: UUID | None = None
    carrier_leg_id: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """How far a webhook got, and the script it is answered by; None goes on with the one under way."""

    state: InboundState
    actions: list[ncco.Action] | None = None


def read_about(about: str) -> About:
    """Read the kept part of a webhook's address."""
    found = _ABOUT.fullmatch(about)
    place, whose, part = found.groups() if found else ("event", None, None)
    if place == "leg":
        return About(place, leg_ref=UUID(whose), part=part or "")
    return About(place, carrier_leg_id=whose or "", part=part or "")


def failed_leg(event: object) -> UUID | None:
    """Give the leg whose own address did not answer, when the fallback is asked instead."""
    found = _LEG.search(event.asked) if isinstance(event, ports.ScriptError) else None
    return UUID(found[1]) if found else None


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
        return _take_accept(row, found)
    match found.event:
        case ports.CallOffered() as offered:
            return _take_offer(organisation, row, offered, is_late=is_late, now=now)
        case ports.LegState() as state if about.part == "ring":
            return _take_ring(organisation, row, about, state, is_late=is_late, now=now)
        case ports.InputReceived() as heard:
            return _take_input(organisation, row, about, heard, is_late=is_late, now=now)
        case ports.Unrecognised() | ports.LegMoved() | ports.InboundMessage() | ports.MessageReport():
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
    leg_id = _leg_of(organisation, about, heard.leg_id)
    if leg_id is None:
        return Taken(InboundState.KEPT)
    if is_late:
        late = ports.ScriptError(room_id=heard.room_id, reason="answered too late", leg_id=heard.leg_id)
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
    leg_id = _find_leg(organisation, about)
    if leg_id is None or is_late or state.status not in NOT_JOINED:
        return Taken(InboundState.KEPT)
    plan = routing.take_ring_result_step(organisation=organisation, leg_id=leg_id, state=state, now=now)
    return Taken(InboundState.APPLIED, None if plan is None else _written(row, plan, leg_id))


@step
def _take_accept(row: InboundDelivery, found: Reading) -> Taken:
    """Join whoever pressed 1; the rest of their own plan is empty, and its end joins them to the caller."""
    heard = found.event
    if not isinstance(heard, ports.InputReceived):
        return Taken(InboundState.KEPT)
    if heard.digits == ACCEPT_KEY:
        return Taken(InboundState.APPLIED)
    told = addresses.of_caller(hooks_of(row.account), heard.leg_id)
    return Taken(InboundState.APPLIED, ncco.render(refused_plan(), addresses=told))


@step
def _take_news(
    organisation: Organisation, row: InboundDelivery, about: About, news: News, *, now: datetime
) -> InboundState:
    if isinstance(news, ports.LegState):
        return _take_state(organisation, row, about, news, now=now)
    leg_id = failed_leg(news) or _leg_of(organisation, about, getattr(news, "leg_id", ""))
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
        case ports.Notified():
            routing.mark_step(organisation=organisation, leg_id=leg_id, marked=_unwrapped(news), now=now)
        case ports.ScriptError():
            routing.script_error_step(organisation=organisation, leg_id=leg_id, error=news, now=now)
    return InboundState.APPLIED if is_ours else InboundState.KEPT


@step
def _take_state(
    organisation: Organisation, row: InboundDelivery, about: About, state: ports.LegState, *, now: datetime
) -> InboundState:
    """Fold news of a leg. The end of a call that nobody asked us about is an attempt to reach us all the same."""
    leg_id = _leg_of(organisation, about, state.leg_id) if about.place == "caller" else about.leg_ref
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


def _leg_of(organisation: Organisation, about: About, carrier_leg_id: str) -> UUID | None:
    """Find our leg; None when it is no leg of ours.

    Raises:
        LegUnknown: the address is that of a caller whose call has not been entered yet.
    """
    found = _find_leg(organisation, about, carrier_leg_id)
    if found is None and about.carrier_leg_id:
        raise LegUnknown
    return found


def _find_leg(organisation: Organisation, about: About, carrier_leg_id: str = "") -> UUID | None:
    """Find our leg as the address names it, else by the carrier's id."""
    if about.leg_ref is not None:
        return about.leg_ref
    wanted = about.carrier_leg_id or carrier_leg_id
    if not wanted:
        return None
    return Leg.objects.of(organisation).filter(carrier_leg_id=wanted).values_list("pk", flat=True).first()


def _written(row: InboundDelivery, plan: Plan, leg_id: UUID) -> list[ncco.Action]:
    return ncco.render(plan, addresses=addresses.of_leg(hooks_of(row.account), leg_id))


@step
def _enter(row: InboundDelivery, offered: ports.CallOffered, outcome: AttemptOutcome) -> None:
    attempts.enter_step(row, offered.leg_id, outcome, channel=CALL_CHANNEL, at=row.received_at)
