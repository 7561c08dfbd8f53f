"""Ringing a ladder for a caller who waits with music: rung after rung, until somebody presses 1 or all were tried.

Each change is drawn from the rows of the call, so news that comes twice or late changes nothing. An answer that is not
confirmed by a key or a tap (a mailbox) is a miss. Rungs wait for nothing but their own ringing.
"""

from datetime import datetime
from uuid import UUID

from accounts.models import Member
from conversations.domain.calls import OVER, WITH_PEOPLE, CallState, Offer, Stage
from conversations.domain.plans import HOLD_MUSIC
from conversations.models import Leg
from conversations.ports import Room, Say
from conversations.services import calls
from core.errors import NotFound
from core.events import record
from core.transactions import reading, step, use_case
from routing import events
from routing.domain import settings
from routing.domain.happenings import HandOver
from routing.domain.oncall import STILL_TRYING
from routing.models import LadderClimb
from routing.selectors import oncall as selectors
from routing.services import gathering

# What lines of the path stand under; a call without such a line has no climb, and is not asked for one.
PLACE = "on-call"
AT_ONCE = 200


class OnCallDesk:
    """Takes callers whom a flow hands to a ladder, and gives back whom nobody on it took."""

    def take(self, held: calls.Held, handed: HandOver, *, now: datetime) -> None:
        """Ring the first rung, in the transaction of the decision; what it says to the caller is in the flow's plan."""
        wanted: settings.OnCall = handed.settings
        held.call.stage = Stage.RINGING
        calls.move(held.call, CallState.QUEUED)
        begin_step(held, wanted.ladder_id, language=handed.language, now=now)


@step
def begin_step(held: calls.Held, ladder_id: UUID | None, *, language: str, now: datetime) -> None:
    """Begin to ring a ladder for a caller; one that is gone gives them back."""
    organisation_id = held.call.organisation_id
    try:
        if ladder_id is None:
            raise NotFound
        found = selectors.get_ladder(organisation_id=organisation_id, ladder_id=ladder_id, now=now)
    except NotFound:
        _give_back(held, "no on-call ladders yet", now=now)
        return
    planned = selectors.tries_at(found, at=now)
    calls.trace(held.call, node=PLACE, why=f"rings the ladder {found.ladder.name}", now=now)
    climb = LadderClimb(
        organisation_id=organisation_id,
        ladder=found.ladder,
        call=held.call,
        language=language,
        rungs=len(found.rungs) + 1,
        tries=[[one.rung, str(one.member_id), one.seconds] for one in planned],
        started_at=now,
    )
    climb.save(force_insert=True)
    _go_on(held, climb, now=now)


@step
def follow_call_step(held: calls.Held, *, now: datetime) -> None:
    """Go on to the next rung if the last one did not take the call, or end with the call."""
    call = held.call
    if not any(line["node"] == PLACE for line in call.path):
        return
    rows = LadderClimb.objects.of(call.organisation_id).select_for_update(no_key=True)
    state = CallState(call.state)
    climb = rows.filter(call=call, ended_at=None).first() or _taken_back(held, state)
    if climb is None:
        return
    if state in OVER or state in WITH_PEOPLE:
        climb.taken_by = call.answered_by
        _end(climb, now=now)
        return
    legs = Leg.objects.of(call.organisation_id).select_related("member__user")
    leg = legs.filter(pk=climb.leg_id).first() if climb.leg_id is not None else None
    if leg is not None and leg.offer == Offer.RINGING:
        return
    if leg is not None and leg.member is not None:
        came_of = leg.offer.lower().replace("_", " ")
        calls.trace(call, node=PLACE, why=f"{leg.member.name}: {came_of}", now=now)
    is_ringing = _go_on(held, climb, now=now)
    if is_ringing:
        _say_still(held, climb, now=now)
    calls.changed(held, "ON_CALL", now=now)


@step
def _taken_back(held: calls.Held, state: CallState) -> LadderClimb | None:
    """Take up a climb again that had ended with somebody who took the call and was never put through.

    Of a caller who has left by then it only says that nobody took it.
    """
    if held.call.answered_at is not None or state not in {CallState.OFFERING, *OVER}:
        return None
    rows = LadderClimb.objects.of(held.call.organisation_id).select_for_update(no_key=True)
    climb = rows.filter(call=held.call).order_by("started_at").last()
    if climb is None or climb.taken_by_id is None:
        return None
    climb.taken_by = None
    if state is CallState.OFFERING:
        climb.ended_at = None
        calls.move(held.call, CallState.QUEUED)
    climb.save(update_fields=["taken_by", "ended_at"])
    return climb if climb.ended_at is None else None


@use_case
def follow_call(*, organisation: UUID, call_id: UUID, now: datetime) -> None:
    """Bring a climb in line with its call, in a transaction of its own."""
    follow_call_step(calls.lock_call(organisation_id=organisation, call_id=call_id), now=now)


def sweep(*, organisation_id: UUID, now: datetime) -> int:
    """Let go on what no news moved: calls that ended elsewhere, rungs whose end was lost; returns how many."""
    with reading(organisation_id):
        live = LadderClimb.objects.of(organisation_id).filter(ended_at=None)
        over = live.filter(call__state__in=[*OVER, *WITH_PEOPLE])
        stuck = live.exclude(leg__offer=Offer.RINGING)
        ids = {
            *over.values_list("call_id", flat=True)[:AT_ONCE],
            *stuck.values_list("call_id", flat=True)[:AT_ONCE],
        }
    for call_id in sorted(ids):
        follow_call(organisation=organisation_id, call_id=call_id, now=now)
    return len(ids)


@step
def _go_on(held: calls.Held, climb: LadderClimb, *, now: datetime) -> bool:
    """Ring the next who can be rung; says whether somebody is. Nobody left gives the caller back."""
    free = {one.member_id: one.to for one in gathering.free_members(held.call)}
    members = _members(climb)
    skipped: tuple[int, UUID] | None = None
    while climb.position < len(climb.tries):
        rung, member_text, seconds = climb.tries[climb.position]
        climb.position += 1
        member = members.get(UUID(member_text))
        if member is None:
            continue
        if member.pk not in free:
            if skipped != (rung, member.pk):
                calls.trace(held.call, node=PLACE, why=f"rung {rung}: {member.name} cannot be rung", now=now)
            skipped = (rung, member.pk)
            continue
        why = f"rung {rung} of {climb.rungs}: {member.name}, {seconds} s"
        calls.trace(held.call, node=PLACE, why=why, now=now)
        climb.leg = calls.offer_step(held, member=member, to=free[member.pk], seconds=seconds, now=now)
        climb.save(update_fields=["position", "leg"])
        return True
    _end(climb, now=now)
    _give_back(held, "nobody on call took it", now=now)
    return False


def _members(climb: LadderClimb) -> dict[UUID, Member]:
    ids = {one[1] for one in climb.tries[climb.position :]}
    rows = Member.objects.filter(organisation_id=climb.organisation_id, pk__in=ids, is_active=True)
    return {row.pk: row for row in rows.select_related("user")}


@step
def _end(climb: LadderClimb, *, now: datetime) -> None:
    climb.ended_at = now
    climb.save(update_fields=["position", "taken_by", "ended_at"])


@step
def _give_back(held: calls.Held, why: str, *, now: datetime) -> None:
    """Have the caller's flow go on, in a transaction of its own."""
    record(events.GiveBackDue(call_id=held.call.pk, exit="nobody", why=why), now=now)


@step
def _say_still(held: calls.Held, climb: LadderClimb, *, now: datetime) -> None:
    """Tell the caller that it goes on, in their language; then the music again."""
    words, language = STILL_TRYING.best((climb.language, "en-US"))
    music = Room(held.call.room_name, starts=False, hold_url=HOLD_MUSIC)
    calls.tell_waiting_step(held, (Say(words, language), music), now=now)
