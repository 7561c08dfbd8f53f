"""Doing with a leg what a call asked for: the row first, the request outside any lock, then what came of it."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import Organisation
from carrier.services import asking
from carrier.services.limits import Busy, take_turn
from carrier.vonage.limits import Act
from conversations.domain.calls import CommandState, Verb
from conversations.models import CallCommand
from conversations.ports import (
    CarrierError,
    CarrierRejected,
    CarrierUnavailable,
    CarrierUnknown,
    Endpoint,
    EndpointKind,
    LegState,
    LegStatus,
    PlacedCall,
    Plan,
    RateLimited,
    VoiceCarrier,
    plan_from_json,
)
from conversations.services import calls
from core.transactions import reading, use_case
from routing import services as routing

log = logging.getLogger(__name__)
RING_SECONDS = 30
# A caller hears the wait: what was certainly not done is asked again at once before a worker comes back to it.
AGAIN_SECONDS = (0.5, 1.5)
EARLIER_SECONDS, EARLIER_STEP = 3.0, 0.1
_NOTHING_DONE = (CarrierUnavailable, RateLimited)


class NotNow(Exception):
    """Nothing was done; the delivery comes due again."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One command with all that a request needs."""

    carrier: VoiceCarrier
    row: CallCommand

    @property
    def leg(self) -> str:
        return str(self.row.leg.carrier_leg_id)

    @property
    def region(self) -> str:
        return str(self.row.call.region)

    @property
    def plan(self) -> Plan:
        return plan_from_json(self.row.body.get("plan", []))

    def text(self, name: str, otherwise: str = "") -> str:
        return str(self.row.body.get(name) or otherwise)

    def number(self, name: str, otherwise: int) -> int:
        value = self.row.body.get(name)
        return int(value) if isinstance(value, int | float) else otherwise


def carry_out(
    *,
    organisation: Organisation,
    command_id: UUID,
    carrier: VoiceCarrier,
    account_id: UUID,
    now: datetime,
) -> None:
    """Carry out one command, at most once.

    Raises:
        NotNow, LegNotPlaced, Busy: nothing was done; try again later.
    """
    began = time.monotonic()
    known = _wait_for_earlier(organisation, command_id)
    if not calls.is_moot(known):
        take_turn(account_id=account_id, act=Act.CALL if known.verb == Verb.PLACE else Act.CALL_COMMAND)
    # Waiting for a turn may have taken long, and when the carrier was asked says who was rung in time.
    now += timedelta(seconds=time.monotonic() - began)
    row = calls.begin_command(organisation=organisation.pk, command_id=command_id, now=now)
    if row is None:
        _nothing_asked(organisation, command_id, now=now)
        return
    state, error, placed = _ask(_Asked(carrier, row))
    calls.settle_command(
        organisation=organisation.pk,
        command_id=command_id,
        state=state,
        error=error,
        carrier_leg_id=placed.leg_id,
        carrier_room_id=placed.room_id,
        now=now,
    )
    if state is CommandState.QUEUED:
        raise NotNow
    if state is CommandState.FAILED and row.verb == Verb.PLACE:
        tell_unplaced(organisation=organisation, leg_id=row.leg_id, detail=error, now=now)
    elif state is CommandState.FAILED:
        _ask_after(organisation, row, carrier, account_id, now=now)


def _nothing_asked(organisation: Organisation, command_id: UUID, *, now: datetime) -> None:
    """Let a call know what came of a command that needed not be asked of the carrier."""
    calls.correct_unheard(organisation=organisation.pk, command_id=command_id, now=now)
    with reading(organisation):
        row = calls.find_given_up(organisation=organisation.pk, command_id=command_id)
    if row is not None:
        tell_unplaced(organisation=organisation, leg_id=row.leg_id, detail=row.error, now=now)


def _ask_after(
    organisation: Organisation, row: CallCommand, carrier: VoiceCarrier, account_id: UUID, *, now: datetime
) -> None:
    """Ask for the leg of a command that was refused: most often it is over, and news of that was lost."""
    try:
        take_turn(account_id=account_id, act=Act.CALL_COMMAND)
        found = carrier.find_leg(row.leg.carrier_leg_id, region=row.call.region)
    except (CarrierError, Busy) as error:
        log.warning("leg not asked for", extra={"leg_id": row.leg_id, "reason": type(error).__name__})
        return
    if found is None or found.is_terminal:
        asking.take_answer(organisation=organisation, leg=row.leg, found=found, now=now)


@use_case
def tell_unplaced(*, organisation: Organisation, leg_id: UUID, detail: str, now: datetime) -> None:
    """Let a call go on after a leg that could not be placed, as after one that rang in vain."""
    state = LegState(
        leg_id="", room_id="", status=LegStatus.FAILED, raw_status="failed", detail=detail, occurred_at=now
    )
    routing.fold_leg_step(organisation=organisation, leg_id=leg_id, state=state, received_at=now, now=now)


def _wait_for_earlier(organisation: Organisation, command_id: UUID) -> CallCommand:
    """Wait a moment for what was asked of the same leg before, so that hold and resume stay in order; give it."""
    deadline = time.monotonic() + EARLIER_SECONDS
    while True:
        with reading(organisation):
            rows = CallCommand.objects.of(organisation)
            row = rows.select_related("leg", "call").get(pk=command_id)
            is_second = (
                rows.filter(leg_id=row.leg_id, created_at__lt=row.created_at)
                .filter(state__in=[CommandState.QUEUED, CommandState.DOING])
                .exists()
            )
        if not is_second:
            return row
        if time.monotonic() > deadline:
            raise NotNow
        time.sleep(EARLIER_STEP)


def _ask(asked: _Asked) -> tuple[CommandState, str, PlacedCall]:
    nothing = PlacedCall("")
    try:
        return CommandState.DONE, "", _ask_again(asked) or nothing
    except CarrierRejected as refusal:
        return CommandState.FAILED, f"{refusal.reason} {refusal.code}".strip(), nothing
    except CarrierUnknown as error:
        return CommandState.UNKNOWN, type(error).__name__, nothing
    except _NOTHING_DONE as error:
        return CommandState.QUEUED, type(error).__name__, nothing
    except CarrierError as error:
        log.exception("carrier error of no known kind", extra={"command_id": asked.row.pk})
        return CommandState.UNKNOWN, type(error).__name__, nothing
    except (ValueError, KeyError) as error:
        # A plan of another release, or a body without what the verb needs: nothing was asked.
        log.exception("command not readable", extra={"command_id": asked.row.pk})
        return CommandState.FAILED, type(error).__name__, nothing


def _ask_again(asked: _Asked) -> PlacedCall | None:
    do = VERBS[Verb(asked.row.verb)]
    for wait in AGAIN_SECONDS:
        try:
            return do(asked)
        except _NOTHING_DONE:
            time.sleep(wait)
    return do(asked)


def _place(asked: _Asked) -> PlacedCall:
    leg = asked.row.leg
    return asked.carrier.place_call(
        leg_ref=leg.pk,
        to=Endpoint(EndpointKind(leg.endpoint_kind), leg.endpoint),
        sender=asked.text("sender", asked.row.call.line.address),
        plan=asked.plan,
        ring_seconds=asked.number("seconds", RING_SECONDS),
        detects_machine=bool(asked.row.body.get("detects_machine")),
        region=asked.region,
    )


def _run(asked: _Asked) -> None:
    asked.carrier.run(asked.leg, asked.plan, leg_ref=asked.row.leg_id, region=asked.region)


def _speak(asked: _Asked) -> None:
    language = asked.text("language", "en-US")
    asked.carrier.speak(asked.leg, asked.text("text"), language=language, region=asked.region)


def _play(asked: _Asked) -> None:
    asked.carrier.play(asked.leg, asked.text("url"), times=asked.number("times", 1), region=asked.region)


VERBS: Mapping[Verb, Callable[[_Asked], PlacedCall | None]] = {
    Verb.PLACE: _place,
    Verb.RUN: _run,
    Verb.HANG_UP: lambda asked: asked.carrier.hang_up(asked.leg, region=asked.region),
    Verb.SPEAK: _speak,
    Verb.PLAY: _play,
    Verb.STOP_AUDIO: lambda asked: asked.carrier.stop_audio(asked.leg, region=asked.region),
    Verb.SEND_DIGITS: lambda asked: asked.carrier.send_digits(
        asked.leg, asked.text("digits"), region=asked.region
    ),
    Verb.MUTE: lambda asked: asked.carrier.mute(asked.leg, is_muted=True, region=asked.region),
    Verb.UNMUTE: lambda asked: asked.carrier.mute(asked.leg, is_muted=False, region=asked.region),
    Verb.DEAFEN: lambda asked: asked.carrier.deafen(asked.leg, is_deaf=True, region=asked.region),
    Verb.UNDEAFEN: lambda asked: asked.carrier.deafen(asked.leg, is_deaf=False, region=asked.region),
}
