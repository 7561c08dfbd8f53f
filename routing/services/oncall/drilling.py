"""The monthly silent drill of a ladder: no caller, no ringing; a task to tick off within ten minutes, rung by rung.

Nothing but a sweep moves a drill, so a worker that dies costs seconds.
"""

import random
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import policies
from accounts.models import Member, Organisation
from conversations import services as conversations
from conversations.domain.calls import OVER
from conversations.models import Call
from core.transactions import reading, step, use_case
from routing import errors
from routing.domain.oncall import drill_moments
from routing.models import Ladder, LadderDrill
from routing.selectors import oncall as selectors

ANSWER_WITHIN = timedelta(minutes=10)
# A drill a month: the next one falls into the three weeks around a month after the last.
SOONEST, LATEST = timedelta(days=20), timedelta(days=41)
FIRST_SOONEST, FIRST_LATEST = timedelta(days=1), timedelta(days=30)
NOT_QUIET = timedelta(minutes=15)


def sweep(*, organisation_id: UUID, now: datetime) -> int:
    """Choose when ladders are drilled, begin what is due, and ask the next where nobody answered; returns how many."""
    with reading(organisation_id):
        unplanned = Ladder.objects.of(organisation_id).filter(has_drills=True, drill_due_at=None)
        due = Ladder.objects.of(organisation_id).filter(has_drills=True, drill_due_at__lte=now)
        open_ = LadderDrill.objects.of(organisation_id).filter(ended_at=None)
        todo = (
            list(unplanned.values_list("pk", flat=True)),
            list(due.values_list("pk", flat=True)),
            list(open_.values_list("pk", flat=True)),
        )
    for ladder_id in todo[0]:
        plan_drill(organisation=organisation_id, ladder_id=ladder_id, now=now)
    for ladder_id in todo[1]:
        begin_drill(organisation=organisation_id, ladder_id=ladder_id, now=now)
    for drill_id in todo[2]:
        follow_drill(organisation=organisation_id, drill_id=drill_id, now=now)
    return sum(map(len, todo))


@use_case
def plan_drill(*, organisation: UUID, ladder_id: UUID, now: datetime) -> datetime | None:
    """Choose at random when a ladder is drilled next, in its hours and by day; None while it has no hours."""
    found = selectors.get_ladder(organisation_id=organisation, ladder_id=ladder_id, now=now)
    first, last = now + FIRST_SOONEST, now + FIRST_LATEST
    if found.drill is not None:
        first = max(now, found.drill.started_at + SOONEST)
        last = max(first, found.drill.started_at + LATEST)
    zone = Organisation.objects.get(pk=organisation).time_zone
    moments = drill_moments(found.values, zone, first, last)
    at = random.choice(moments) if moments else None  # noqa: S311
    Ladder.objects.of(organisation).filter(pk=ladder_id, has_drills=True).update(drill_due_at=at)
    return at


@use_case
def begin_drill(*, organisation: UUID, ladder_id: UUID, now: datetime) -> LadderDrill | None:
    """Begin the drill that is due, unless somebody is on the telephone: then a little later."""
    ladder = _locked(organisation, ladder_id)
    if ladder is None or ladder.drill_due_at is None or ladder.drill_due_at > now:
        return None
    if Call.objects.of(organisation).exclude(state__in=list(OVER)).exists():
        ladder.drill_due_at = now + NOT_QUIET
        ladder.save(update_fields=["drill_due_at"])
        return None
    return _begin(ladder, now=now)


@use_case
def drill_now(*, by: Member, ladder_id: UUID, now: datetime) -> LadderDrill:
    """Rehearse a ladder at once.

    Raises:
        NotAllowed: not a supervisor. OnCallImpossible: one is under way, or nobody is on it.
    """
    policies.check_can_supervise(by)
    ladder = _locked(by.organisation_id, ladder_id)
    if ladder is None:
        raise errors.NoSuchLadder
    drill = _begin(ladder, now=now)
    if drill is None:
        raise errors.OnCallImpossible(_("A drill of this ladder is under way, or nobody is on it."))
    return drill


@use_case
def follow_drill(*, organisation: UUID, drill_id: UUID, now: datetime) -> None:
    """End a drill somebody has answered; ask the next once the time of the one before is over."""
    rows = LadderDrill.objects.of(organisation).select_for_update(no_key=True)
    drill = rows.filter(pk=drill_id, ended_at=None).first()
    if drill is None:
        return
    task = conversations.find_task_step(organisation_id=organisation, task_id=drill.task_id)
    if task is not None and task.done_at is not None:
        drill.taken_by_id, drill.ended_at = task.done_by_id, task.done_at
        drill.save(update_fields=["taken_by", "ended_at"])
    elif drill.deadline_at <= now:
        if task is not None:
            conversations.close_task_step(task, now=now)
        _ask_next(drill, now=now)


@step
def _locked(organisation_id: UUID, ladder_id: UUID) -> Ladder | None:
    return Ladder.objects.of(organisation_id).select_for_update(no_key=True).filter(pk=ladder_id).first()


@step
def _begin(ladder: Ladder, *, now: datetime) -> LadderDrill | None:
    ladder.drill_due_at = None
    ladder.save(update_fields=["drill_due_at"])
    if LadderDrill.objects.of(ladder.organisation_id).filter(ladder=ladder, ended_at=None).exists():
        return None
    found = selectors.get_ladder(organisation_id=ladder.organisation_id, ladder_id=ladder.pk, now=now)
    members = dict.fromkeys(str(one.member_id) for one in selectors.tries_at(found, at=now))
    if not members:
        return None
    drill = LadderDrill(
        organisation_id=ladder.organisation_id,
        ladder=ladder,
        tries=list(members),
        started_at=now,
        asked_at=now,
        deadline_at=now + ANSWER_WITHIN,
    )
    drill.save(force_insert=True)
    _ask_next(drill, now=now)
    return drill


@step
def _ask_next(drill: LadderDrill, *, now: datetime) -> None:
    """Ask the next member by a task of theirs; nobody left ends the drill."""
    members = Member.objects.filter(organisation_id=drill.organisation_id, is_active=True)
    member = None
    while member is None and drill.position < len(drill.tries):
        member = members.filter(pk=drill.tries[drill.position]).first()
        drill.position += 1
    drill.task_id = None
    if member is None:
        drill.ended_at = now
    else:
        with override(member.organisation.locale):
            title = _("On-call drill of %(ladder)s: tick this off to say you are there") % {
                "ladder": drill.ladder.name
            }
        drill.asked_at, drill.deadline_at = now, now + ANSWER_WITHIN
        task = conversations.owe_step(
            organisation_id=drill.organisation_id,
            title=title,
            owner=member,
            due_at=drill.deadline_at,
            now=now,
        )
        drill.task_id = task.pk
    drill.save(update_fields=["position", "task", "asked_at", "deadline_at", "ended_at"])
