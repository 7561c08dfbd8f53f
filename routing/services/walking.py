"""One draw of a replay: claimed by a worker, walked outside any transaction, kept if it is still wanted."""

import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from core import clock
from core.events import record
from core.ids import new_id
from core.transactions import reading, step, use_case
from routing.domain import replay as domain
from routing.events import ReplayDue
from routing.models import Replay, ReplayedCall, ReplayState
from routing.models.replay import UNDER_WAY
from routing.selectors import past as rows
from routing.services import pasts

# A worker that walks a draw gives a sign of life every second; after this one is dead, or its machine is.
SILENT: Final = timedelta(seconds=60)
_SIGN_SECONDS: Final = 0.5


def walk_draw(*, organisation: UUID, replay_id: UUID, draw: int, now: datetime) -> None:
    """Walk one draw of a replay and owe the next. Asked twice, or by two workers, it is walked and kept once.

    The calls are walked outside any transaction, so that nothing waits for them.
    """
    claim = _claim_draw(organisation=organisation, replay_id=replay_id, draw=draw, now=now)
    if claim is None:
        return
    with reading(organisation):
        run = (
            Replay.objects.of(organisation)
            .select_related("flow", "organisation", "live_version")
            .get(pk=replay_id)
        )
        past = pasts.read_past(run, run.organisation)
    told = time.monotonic()

    def goes_on(done: int, _whole: int) -> bool:
        nonlocal told
        if done and time.monotonic() - told < _SIGN_SECONDS:
            return True
        told = time.monotonic()
        return _give_sign(
            organisation=organisation, replay_id=replay_id, claim=claim, done=done, now=max(now, clock.now())
        )

    try:
        found = domain.replay(
            past.before,
            past.after,
            past.arrivals,
            replace(past.staffing, seed=draw),
            past.calendars,
            goes_on=goes_on,
        )
    except domain.Cancelled:
        return
    _keep_draw(
        organisation=organisation,
        replay_id=replay_id,
        claim=claim,
        found=found,
        supposed=past.supposed,
        now=max(now, clock.now()),
    )


@use_case
def _claim_draw(*, organisation: UUID, replay_id: UUID, draw: int, now: datetime) -> UUID | None:
    """Take a draw for this worker; None where it is not the next, was cancelled, or another is alive and at it."""
    replay = locked(organisation, replay_id)
    if replay is None or replay.state not in UNDER_WAY or len(replay.figures) != draw:
        return None
    if replay.claim is not None and now - replay.beat_at < SILENT:
        return None
    replay.claim, replay.state, replay.beat_at, replay.done = new_id(), ReplayState.RUNNING, now, 0
    replay.save(update_fields=["claim", "state", "beat_at", "done"])
    return replay.claim


@use_case
def _give_sign(*, organisation: UUID, replay_id: UUID, claim: UUID, done: int, now: datetime) -> bool:
    """Note how far a draw is; says whether it is still this worker's and wanted."""
    mine = Replay.objects.of(organisation).filter(pk=replay_id, claim=claim, state=ReplayState.RUNNING)
    return bool(mine.update(done=done, beat_at=now))


@use_case
def _keep_draw(
    *,
    organisation: UUID,
    replay_id: UUID,
    claim: UUID,
    found: domain.Replay,
    supposed: Mapping[str, int],
    now: datetime,
) -> None:
    """Keep what a draw found; the last one ends the replay. Where nothing was supposed, one draw says it all."""
    replay = locked(organisation, replay_id)
    if replay is None or replay.claim != claim or replay.state != ReplayState.RUNNING:
        return
    if not replay.figures:
        replay.supposed, replay.change_count = dict(supposed), len(found.changes)
        _keep_changes(replay, found)
        if not found.before.supposed + found.after.supposed:
            replay.draws = 1
    replay.figures = [
        *replay.figures,
        {"before": _written(found.before), "after": _written(found.after), "changes": len(found.changes)},
    ]
    replay.claim, replay.beat_at, replay.done = None, now, 0
    if len(replay.figures) < replay.draws:
        record(ReplayDue(replay_id=replay.pk, draw=len(replay.figures)), now=now)
    else:
        replay.state, replay.finished_at = ReplayState.DONE, now
    replay.save()


@step
def _keep_changes(replay: Replay, found: domain.Replay) -> None:
    there = set(rows.existing_calls(replay.organisation_id, [change.arrival.id for change in found.changes]))
    ReplayedCall.objects.bulk_create(
        [
            ReplayedCall(
                organisation_id=replay.organisation_id,
                replay=replay,
                call_id=change.arrival.id,
                place=place,
                before=_outcome(change.before),
                after=_outcome(change.after),
            )
            for place, change in enumerate(found.changes)
            # A call may have been deleted with its conversation while it was walked.
            if change.arrival.id in there
        ],
        batch_size=1000,
    )


def _outcome(result: domain.Result) -> dict[str, Any]:
    return {
        "outcome": result.outcome.value,
        "wait": result.wait_seconds,
        "member": str(result.member_id) if result.member_id else "",
        "queue": str(result.waited_in) if result.waited_in else "",
        "sure": result.is_certain,
    }


def _written(figures: domain.Figures) -> dict[str, Any]:
    return {
        "calls": figures.calls,
        "answered": figures.answered,
        "outcomes": {outcome.value: count for outcome, count in figures.outcomes.items()},
        "after_hours": figures.after_hours,
        "after_hours_answered": figures.after_hours_answered,
        "median_wait": round(figures.median_wait, 1),
        "slow_wait": round(figures.slow_wait, 1),
        "supposed": figures.supposed,
        "queues": {str(key): asdict(one) for key, one in figures.by_queue.items()},
    }


def locked(organisation_id: UUID, replay_id: UUID) -> Replay | None:
    """Lock a replay."""
    known = Replay.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    return known.filter(pk=replay_id).first()
