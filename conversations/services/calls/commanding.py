"""What the carrier is asked to do with a leg: a row first, then the request, then what came of it."""

from datetime import datetime, timedelta
from uuid import UUID

from conversations import events
from conversations.domain.calls import COMMAND_TRANSITIONS, CommandState, Offer, Verb
from conversations.models import Call, CallCommand, Leg
from conversations.ports import Json, Plan, plan_to_json
from core.errors import NotFound
from core.events import record
from core.storing import store
from core.transactions import step, use_case

# How much longer than it rings an offer stands: the greeting has to be heard and 1 pressed.
ACCEPT_SECONDS = 20
# Of a plan the carrier was asked to run without an answer: its leg may have heard it, whatever comes of asking again.
PERHAPS_HEARD = "perhaps heard"
_STANDS = frozenset({"", Offer.RINGING, Offer.ACCEPTED})


@step
def command(
    leg: Leg,
    verb: Verb,
    *,
    plan: Plan | None = None,
    due_at: datetime | None = None,
    only_while: str = "",
    now: datetime,
    **body: Json,
) -> CallCommand:
    """Ask the carrier to do something with a leg, once the transaction is committed and `due_at` has come.

    Of a call that is no longer in the state it has to be in `only_while`, nothing is asked.
    """
    if only_while:
        body["only_while"] = only_while
    if plan is not None:
        body["plan"] = plan_to_json(plan)
    row = CallCommand(
        organisation_id=leg.organisation_id,
        call_id=leg.call_id,
        leg=leg,
        verb=verb,
        body=body,
        requested_at=now,
    )
    store(row)
    record(events.CallCommandQueued(call_id=leg.call_id, command_id=row.pk), due_at=due_at, now=now)
    return row


@step
def hang_up(leg: Leg, *, due_at: datetime | None = None, now: datetime) -> None:
    """Ask the carrier to end a leg, unless it is over or being ended."""
    if leg.ended_at is not None or (leg.in_plan and leg.joined_at is None):
        # Whom a plan rings stops ringing with the plan.
        return
    asked = CallCommand.objects.of(leg.organisation_id).filter(leg=leg, verb=Verb.HANG_UP)
    if not asked.exclude(state=CommandState.FAILED).exists():
        command(leg, Verb.HANG_UP, due_at=due_at, now=now)


@use_case
def begin_command(*, organisation: UUID, command_id: UUID, now: datetime) -> CallCommand | None:
    """Take a queued command in hand, with its leg and call; None when there is nothing (more) to do.

    What concerns a leg that has ended meanwhile is done; what needs the carrier's id of a leg waits for it.

    Raises:
        LegNotPlaced: the leg has no carrier's id yet; the delivery comes due again.
    """
    row = _locked(organisation, command_id)
    leg = row.leg
    if row.state != CommandState.QUEUED:
        return None
    if leg.ended_at is not None:
        _settle(row, CommandState.DONE, "ended", now=now)
        return None
    if row.verb == Verb.PLACE and (why := _needless(row)):
        _settle(row, CommandState.FAILED, why, now=now)
        return None
    if row.body.get("only_while", row.call.state) != row.call.state:
        _settle(row, CommandState.DONE, "moved on", now=now)
        return None
    if row.verb != Verb.PLACE and not leg.carrier_leg_id:
        if _never_placed(leg):
            _settle(row, CommandState.DONE, "never placed", now=now)
            return None
        raise LegNotPlaced
    row.state = CommandState.DOING
    row.attempts += 1
    row.requested_at = now
    row.save(update_fields=["state", "attempts", "requested_at"])
    if row.verb == Verb.PLACE and leg.offer == Offer.RINGING:
        # Their telephone begins to ring only now, however long the request has waited for its turn.
        leg.offer_expires_at = now + timedelta(seconds=int(row.body.get("seconds") or 0) + ACCEPT_SECONDS)
        leg.save(update_fields=["offer_expires_at"])
    return row


def is_moot(row: CallCommand) -> bool:
    """Say whether a command is not going to be asked of the carrier any more, as far as one can see without locks."""
    is_over = row.state != CommandState.QUEUED or row.leg.ended_at is not None
    return is_over or (row.verb == Verb.PLACE and bool(_needless(row)))


def find_given_up(*, organisation: UUID, command_id: UUID) -> CallCommand | None:
    """Find the request to ring somebody that was needless, if nobody knows yet that this leg is over."""
    rows = CallCommand.objects.of(organisation).filter(pk=command_id, verb=Verb.PLACE)
    return rows.filter(state=CommandState.FAILED, leg__ended_at=None, leg__carrier_leg_id="").first()


def awaits_placing(leg: Leg) -> bool:
    """Say whether the carrier has not been asked yet to ring a leg, so that its telephone cannot have rung."""
    placing = CallCommand.objects.of(leg.organisation_id).filter(leg=leg, verb=Verb.PLACE)
    return leg.carrier_leg_id == "" and placing.filter(state=CommandState.QUEUED).exists()


def _needless(row: CallCommand) -> str:
    """Say why nobody needs to be rung any more; "" when they do."""
    if row.call.ended_at is not None:
        return "call over"
    return "" if row.leg.offer in _STANDS else "offer over"


class LegNotPlaced(Exception):
    """The carrier has not told the leg's id yet; ask again in a moment."""


@use_case
def settle_command(
    *,
    organisation: UUID,
    command_id: UUID,
    state: CommandState,
    error: str = "",
    carrier_leg_id: str = "",
    carrier_room_id: str = "",
    now: datetime,
) -> CallCommand:
    """Write down what the carrier answered, in a transaction of its own."""
    return settle_command_step(
        organisation=organisation,
        command_id=command_id,
        state=state,
        error=error,
        carrier_leg_id=carrier_leg_id,
        carrier_room_id=carrier_room_id,
        now=now,
    )


@step
def settle_command_step(
    *,
    organisation: UUID,
    command_id: UUID,
    state: CommandState,
    error: str = "",
    carrier_leg_id: str = "",
    carrier_room_id: str = "",
    now: datetime,
) -> CallCommand:
    """Write down what the carrier answered; a placed leg gets the carrier's id, which a webhook may have told before."""
    row = _locked(organisation, command_id)
    if state not in COMMAND_TRANSITIONS[CommandState(row.state)]:
        return row
    _settle(row, state, error, now=now)
    leg = row.leg
    if carrier_leg_id and not leg.carrier_leg_id:
        leg.carrier_leg_id = carrier_leg_id
        leg.carrier_room_id = carrier_room_id
        leg.save(update_fields=["carrier_leg_id", "carrier_room_id"])
    return row


def list_unsettled(*, organisation: UUID, before: datetime) -> list[CallCommand]:
    """List commands whose answer never came; inside `reading` or a use case."""
    rows = CallCommand.objects.of(organisation).filter(
        state__in=[CommandState.DOING, CommandState.UNKNOWN], requested_at__lt=before
    )
    return list(rows.select_related("leg__call", "call__line").order_by("requested_at", "id")[:200])


def _locked(organisation: UUID, command_id: UUID) -> CallCommand:
    row = (
        CallCommand.objects.of(organisation)
        .select_for_update(no_key=True, of=("self", "leg"))
        .select_related("leg", "call__line")
        .filter(pk=command_id)
        .first()
    )
    if row is None:
        raise NotFound
    return row


def _never_placed(leg: Leg) -> bool:
    placing = CallCommand.objects.of(leg.organisation_id).filter(leg=leg, verb=Verb.PLACE)
    return placing.filter(state=CommandState.FAILED).exists()


def _settle(row: CallCommand, state: CommandState, error: str, *, now: datetime) -> None:
    row.state = state
    is_sure = state is CommandState.DONE and not error
    row.error = error[:120] if is_sure or row.error != PERHAPS_HEARD else PERHAPS_HEARD
    row.done_at = now if state in {CommandState.DONE, CommandState.FAILED} else None
    row.save(update_fields=["state", "error", "done_at"])
    record(events.CallCommandSettled(call_id=row.call_id, command_id=row.pk, state=state.value), now=now)


def placed(call: Call) -> "list[CallCommand]":
    """List the commands of a call, oldest first, for its page."""
    return list(CallCommand.objects.of(call.organisation_id).filter(call=call).order_by("requested_at", "id"))
