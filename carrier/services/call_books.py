"""Comparing calls with the carrier's books: commands whose answer never came, legs whose end was never told.

A lost webhook about a call is never sent again (research/vonage.md §0.10), so the carrier is asked.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Q

from accounts.models import Organisation
from carrier.models import CallCheck
from carrier.services import asking, commanding, comparing, unknown_calls
from carrier.services.limits import Busy, take_turn
from carrier.vonage.limits import Act
from conversations.domain.calls import CommandState, LegRole, Verb
from conversations.events import CallCommandQueued
from conversations.models import CallCommand, Leg
from conversations.ports import CarrierError, LegState, VoiceCarrier
from conversations.services import calls
from core.events import record
from core.transactions import reading, use_case
from routing import services as routing

log = logging.getLogger(__name__)
Row = TypeVar("Row", CallCommand, Leg, LegState)
# An answer may still be on its way; a process may be alive and asking.
SETTLING = timedelta(seconds=15)
# How long the carrier may take to show a call it was asked for, before it counts as never placed.
PLACING = timedelta(seconds=60)
EARLY, LATE = timedelta(seconds=30), timedelta(seconds=90)
SILENCE, JOINING = timedelta(seconds=60), timedelta(seconds=3)
CUSTOMERS = (LegRole.CALLER, LegRole.CUSTOMER)
LOOK_BACK = timedelta(hours=24)
MOST_LEGS = 200
MOST_ATTEMPTS = 4
# A carrier that answers slowly is left alone for this run; what was not asked for comes first in the next.
LONGEST_SECONDS = 20.0
# Done twice, these are as if done once; a plan is run again only where the carrier says the leg is there.
REPEATABLE = frozenset(
    {Verb.HANG_UP, Verb.STOP_AUDIO, Verb.MUTE, Verb.UNMUTE, Verb.DEAFEN, Verb.UNDEAFEN, Verb.RUN}
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What one look at the books came to; `is_held`: another process was looking, and this one did nothing."""

    settled: int = 0
    ended: int = 0
    missing: int = 0
    recovered: int = 0
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class _Books:
    """The carrier's books, read no faster than the carrier allows and no longer than others can wait."""

    carrier: VoiceCarrier
    account_id: UUID
    until: float = field(default_factory=lambda: time.monotonic() + LONGEST_SECONDS)

    def find(self, leg: Leg) -> LegState | None:
        self._wait()
        return self.carrier.find_leg(leg.carrier_leg_id, region=leg.call.region)

    def list(self, since: datetime, until: datetime) -> Iterable[LegState]:
        self._wait()
        return self.carrier.list_legs(since=since, until=until)

    def _wait(self) -> None:
        if time.monotonic() > self.until:
            raise Busy
        take_turn(account_id=self.account_id, act=Act.CALL_COMMAND)


def reconcile_calls(
    *, organisation: Organisation, carrier: VoiceCarrier, account_id: UUID, now: datetime
) -> Checked:
    """Settle what is open of one organisation's calls as far as the carrier's books say, and enter the calls that
    only the carrier knows. One process at a time does so for an account; a second one finds it held.
    """
    check = comparing.begin(organisation=organisation, account_id=account_id, now=now)
    if check is None:
        return Checked(is_held=True)
    books, listed = _Books(carrier, account_id), None
    try:
        with reading(organisation):
            commands = calls.list_unsettled(organisation=organisation.pk, before=now - SETTLING)
            legs = _silent_legs(organisation, now=now)
        settled = _count(commands, lambda row: _settle(organisation, row, books, now=now))
        ended = _count(legs, lambda leg: _check(organisation, leg, books, now=now))
        missing = calls.flag_missing(organisation=organisation.pk, now=now)
        listed = _list_unknown(organisation, check, books, now=now)
        recovered = _count(
            listed.unknown if listed else [],
            lambda state: unknown_calls.recover_call(
                organisation=organisation, account_id=account_id, state=state, now=now
            ),
        )
        return Checked(settled, ended, missing, recovered)
    finally:
        comparing.end(organisation=organisation, check=check, listed_until=listed.until if listed else None)


def _list_unknown(
    organisation: Organisation, check: CallCheck, books: _Books, *, now: datetime
) -> unknown_calls.Listed | None:
    """List the callers whom only the carrier knows; None when it is not time yet, or the books cannot be read."""
    try:
        return unknown_calls.list_unknown(
            organisation=organisation, listed_until=check.listed_until, listing=books.list, now=now
        )
    except (CarrierError, Busy) as error:
        log.warning(
            "calls not listed", extra={"account_id": books.account_id, "reason": type(error).__name__}
        )
        return None


def _count(rows: Sequence[Row], act: Callable[[Row], bool]) -> int:
    """Do one thing with each row and count where it came to something; one that fails does not stop the others."""
    done = 0
    for row in rows:
        try:
            done += act(row)
        except (CarrierError, Busy) as error:
            log.warning("books not read", extra={"row": _name(row), "reason": type(error).__name__})
        except Exception:
            # It may fail in any way; it stays open, and comes up again.
            log.exception("not compared with the books", extra={"row": _name(row)})
    return done


def _name(row: CallCommand | Leg | LegState) -> str:
    return row.leg_id if isinstance(row, LegState) else str(row.pk)


def ask_after_plan(
    *,
    organisation: Organisation,
    command_id: UUID,
    carrier: VoiceCarrier,
    account_id: UUID,
    now: datetime,
) -> bool:
    """Ask at once about a plan whose answer was lost, since a caller waits for it; says whether it was settled.

    Only the first time: while the carrier is away, the next looks come when everything open is compared.
    """
    with reading(organisation):
        rows = calls.list_unsettled(organisation=organisation.pk, before=now + SETTLING)
        row = next((one for one in rows if one.pk == command_id and one.verb == Verb.RUN), None)
    if row is None or row.state != CommandState.UNKNOWN or row.attempts > 1:
        return False
    return _count([row], lambda one: _settle(organisation, one, _Books(carrier, account_id), now=now)) == 1


def _settle(organisation: Organisation, row: CallCommand, books: _Books, *, now: datetime) -> bool:
    """Settle one command; False while nobody can say."""
    if row.verb == Verb.PLACE:
        return _settle_placing(organisation, row, books, now=now)
    state = books.find(row.leg)
    if state is None or state.is_terminal:
        # Whether a plan was run before the caller left, its answer would have told.
        error = "ended" if row.verb in REPEATABLE - {Verb.RUN} else calls.PERHAPS_HEARD
        settle(organisation=organisation, row=row, state=CommandState.DONE, error=error, now=now)
        calls.correct_unheard(organisation=organisation.pk, command_id=row.pk, now=now)
    elif row.verb in REPEATABLE and row.attempts < MOST_ATTEMPTS:
        error = calls.PERHAPS_HEARD if row.verb == Verb.RUN else ""
        settle(organisation=organisation, row=row, state=CommandState.QUEUED, error=error, now=now)
    else:
        settle(organisation=organisation, row=row, state=CommandState.FAILED, error="unknown", now=now)
    return True


def _settle_placing(organisation: Organisation, row: CallCommand, books: _Books, *, now: datetime) -> bool:
    """Find out whether a call was placed: a webhook may have told its id, else the books are searched for it."""
    if row.leg.carrier_leg_id:
        settle(organisation=organisation, row=row, state=CommandState.DONE, now=now)
        return True
    listed = books.list(row.requested_at - EARLY, row.requested_at + LATE)
    if found := _ours(organisation, row, listed):
        settle(organisation=organisation, row=row, state=CommandState.DONE, placed=found, now=now)
        return True
    if now - row.requested_at < PLACING:
        return False
    settle(organisation=organisation, row=row, state=CommandState.FAILED, error="never placed", now=now)
    commanding.tell_unplaced(organisation=organisation, leg_id=row.leg_id, detail="never placed", now=now)
    return True


def _ours(organisation: Organisation, row: CallCommand, listed: Iterable[LegState]) -> LegState | None:
    """Pick the call that was asked for: rung by us, to that place, and known as no other leg."""
    fitting = [leg for leg in listed if leg.direction != "inbound" and leg.to == row.leg.endpoint]
    with reading(organisation):
        known = set(
            Leg.objects.of(organisation)
            .filter(carrier_leg_id__in=[leg.leg_id for leg in fitting])
            .values_list("carrier_leg_id", flat=True)
        )
    return next((leg for leg in fitting if leg.leg_id not in known), None)


@use_case
def settle(
    *,
    organisation: Organisation,
    row: CallCommand,
    state: CommandState,
    error: str = "",
    placed: LegState | None = None,
    now: datetime,
) -> None:
    """Write down what the books say; a command that may be repeated is, and a call nobody waits for is hung up."""
    held = calls.settle_command_step(
        organisation=organisation.pk,
        command_id=row.pk,
        state=state,
        error=error,
        carrier_leg_id=placed.leg_id if placed else "",
        carrier_room_id=placed.room_id if placed else "",
        now=now,
    )
    if state is CommandState.QUEUED:
        record(CallCommandQueued(call_id=row.call_id, command_id=row.pk), now=now)
    if placed is not None:
        routing.fold_leg_step(
            organisation=organisation, leg_id=row.leg_id, state=placed, received_at=now, now=now
        )
        if held.call.ended_at is not None and not placed.is_terminal:
            calls.hang_up(held.leg, now=now)


def _silent_legs(organisation: Organisation, *, now: datetime) -> list[Leg]:
    """List legs that should be told of by now: begun a minute ago or more, not asked for in the last one.

    A customer whom a member has just joined comes sooner: if they are gone, the member talks to nobody.
    """
    unasked = Q(call__checked_at=None) | Q(call__checked_at__lt=now - SILENCE)
    unseen = Q(call__checked_at=None) | Q(call__checked_at__lt=F("call__answered_at"))
    joined = Q(role__in=CUSTOMERS, call__answered_at__lt=now - JOINING)
    legs = (
        Leg.objects.of(organisation)
        .filter(unasked & Q(started_at__lt=now - SILENCE) | unseen & joined)
        .filter(ended_at=None, call__started_at__gt=now - LOOK_BACK)
        .exclude(carrier_leg_id="")
        .select_related("call")
        .order_by(F("call__checked_at").asc(nulls_first=True), "started_at")
    )
    return list(legs[:MOST_LEGS])


def _check(organisation: Organisation, leg: Leg, books: _Books, *, now: datetime) -> bool:
    """Ask for one leg and fold the answer; says whether it turned out to be over."""
    return asking.take_answer(organisation=organisation, leg=leg, found=books.find(leg), now=now)
