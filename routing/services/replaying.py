"""Replays: recorded calls walked through a document beside what handled them, one draw at a time in a worker."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts import policies as account_policies
from accounts.models import Member, Organisation
from core.errors import NotFound
from core.events import record
from core.transactions import step, use_case
from routing import selectors
from routing.events import ReplayDue
from routing.models import Flow, FlowState, Replay, ReplayState
from routing.models.replay import UNDER_WAY
from routing.selectors import past as rows
from routing.services import pasts
from routing.services import replay_errors as errors
from routing.services.walking import locked, walk_draw

__all__ = ["EXPECTED", "break_off", "cancel_replay", "digest", "start_replay", "sweep", "walk_draw"]

MOST_DAYS: Final = 90
MOST_CALLS: Final = 20_000
DRAWS: Final = 5
KEPT: Final = 5
# Why a replay is not begun, each with a sentence to show.
EXPECTED: Final = (
    errors.WindowWrong,
    errors.NoLineRings,
    errors.NoCalls,
    errors.TooManyCalls,
    errors.ReplayUnderWay,
)
_LOST: Final = timedelta(minutes=4)
_MOST_RESUMES: Final = 3


@use_case
def start_replay(*, by: Member, flow_id: UUID, starts_on: date, ends_on: date, now: datetime) -> Replay:
    """Begin to replay the calls of some days through the draft (without one: through what is live).

    Raises:
        NotFound: the organisation has no such flow.
        WindowWrong: the days are in the wrong order, too many, or to come.
        NoLineRings, NoCalls, TooManyCalls: there is nothing to replay, or too much of it.
        ReplayUnderWay: one of this flow has not ended.
    """
    account_policies.check_can_supervise(by)
    flow = Flow.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=flow_id).first()
    if flow is None:
        raise NotFound
    _check_window(by.organisation, starts_on, ends_on, now=now)
    if Replay.objects.of(by.organisation_id).filter(flow=flow, state__in=UNDER_WAY).exists():
        raise errors.ReplayUnderWay
    lines = pasts.lines_of(flow)
    if not lines:
        raise errors.NoLineRings
    starts, ends = pasts.instants(by.organisation, starts_on, ends_on, now=now)
    calls = rows.inbound(by.organisation_id, [row.line.pk for row in lines], starts, ends).count()
    if not calls:
        raise errors.NoCalls
    if calls > MOST_CALLS:
        raise errors.TooManyCalls(calls, MOST_CALLS)
    _forget_old(flow)
    versions = {
        version.state: version for version in selectors.list_versions(flow=flow) if version.state != FlowState.ARCHIVED
    }  # fmt: skip
    live = versions.get(FlowState.PUBLISHED)
    tried = versions.get(FlowState.DRAFT) or live
    if tried is None:
        raise NotFound
    replay = Replay.objects.create(
        organisation_id=by.organisation_id,
        flow=flow,
        live_version=live if _follows(flow, lines) else None,
        document=tried.document,
        digest=digest(tried.document),
        starts_on=starts_on,
        ends_on=ends_on,
        calls=calls,
        draws=DRAWS,
        beat_at=now,
        asked_by=by,
        asked_at=now,
    )
    record(ReplayDue(replay_id=replay.pk, draw=0), actor_id=by.pk, now=now)
    return replay


@use_case
def cancel_replay(*, by: Member, flow_id: UUID, replay_id: UUID, now: datetime) -> Replay:
    """End a replay that has not ended; the worker that walks it stops within a second.

    Raises:
        NotFound: the flow has no such replay.
    """
    account_policies.check_can_supervise(by)
    replay = locked(by.organisation_id, replay_id)
    if replay is None or replay.flow_id != flow_id:
        raise NotFound
    if replay.state in UNDER_WAY:
        _end(replay, ReplayState.CANCELLED, now=now)
    return replay


@use_case
def break_off(*, organisation: UUID, replay_id: UUID, now: datetime) -> None:
    """Mark a replay as broken off that no worker gets through."""
    replay = locked(organisation, replay_id)
    if replay is not None and replay.state in UNDER_WAY:
        _end(replay, ReplayState.BROKEN, now=now)


@use_case
def sweep(*, organisation: UUID, now: datetime) -> int:
    """Let replays go on of which no worker has given a sign for long; which fell silent too often are broken off."""
    silent = Replay.objects.of(organisation).filter(state__in=UNDER_WAY, beat_at__lt=now - _LOST)
    found = list(silent.select_for_update(no_key=True, skip_locked=True))
    for replay in found:
        if replay.resumed >= _MOST_RESUMES:
            _end(replay, ReplayState.BROKEN, now=now)
            continue
        replay.resumed, replay.beat_at, replay.claim = replay.resumed + 1, now, None
        replay.save(update_fields=["resumed", "beat_at", "claim"])
        record(ReplayDue(replay_id=replay.pk, draw=len(replay.figures)), now=now)
    return len(found)


def digest(document: Mapping[str, Any]) -> str:
    """Give what tells one document from another, whatever the order it was written in."""
    return sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _check_window(organisation: Organisation, starts_on: date, ends_on: date, *, now: datetime) -> None:
    today = now.astimezone(ZoneInfo(organisation.time_zone)).date()
    if starts_on > ends_on:
        raise errors.WindowWrong(_("The first day is after the last one."))
    if ends_on > today:
        raise errors.WindowWrong(_("Only days that have been can be replayed."))
    if (ends_on - starts_on).days >= MOST_DAYS:
        raise errors.WindowWrong(_("A replay covers at most %(most)d days.") % {"most": MOST_DAYS})


def _follows(flow: Flow, lines: list[selectors.LineSettings]) -> bool:
    return any(row.handling.flow_id == flow.pk for row in lines)


@step
def _forget_old(flow: Flow) -> None:
    """Keep the latest replays of a flow only; whoever wants an older one replays it."""
    known = Replay.objects.of(flow.organisation_id).filter(flow=flow).order_by("-asked_at")
    old = list(known.values_list("pk", flat=True)[KEPT - 1 :])
    Replay.objects.of(flow.organisation_id).filter(pk__in=old).delete()


@step
def _end(replay: Replay, state: ReplayState, *, now: datetime) -> None:
    replay.state, replay.finished_at, replay.claim = state, now, None
    replay.save(update_fields=["state", "finished_at", "claim"])
