"""Ladders: whom to ring one after another for somebody who cannot wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts import policies
from accounts.models import Member
from core.events import record
from core.transactions import step, use_case
from routing import errors
from routing.domain.oncall import LONGEST_RING, MOST_TIMES, SHORTEST_RING
from routing.events import OnCallChanged
from routing.models import FlowState, FlowVersion, Ladder, LadderRung, Rota

MOST_RUNGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedRung:
    """A rung as it was chosen: a member, or a rota."""

    member_id: UUID | None = None
    rota_id: UUID | None = None
    seconds: int
    times: int


@use_case
def save_ladder(
    *,
    by: Member,
    ladder_id: UUID | None,
    name: str,
    rungs: Sequence[WantedRung],
    has_drills: bool,
    seen_version: int,
    now: datetime,
) -> Ladder:
    """Make a ladder, or change one; the owners are rung after its last rung.

    Raises:
        NotAllowed: not a supervisor. NoSuchLadder. OnCallChangedMeanwhile: somebody saved it since it was looked at.
        NameMissing, NameTaken. OnCallImpossible: no rung, too many, or one that names nobody.
    """
    policies.check_can_supervise(by)
    rows = Ladder.objects.of(by.organisation_id)
    row = Ladder(organisation_id=by.organisation_id, version=0)
    if ladder_id is not None:
        found = rows.select_for_update(no_key=True).filter(pk=ladder_id).first()
        if found is None:
            raise errors.NoSuchLadder
        row = found
    if row.version != seen_version:
        raise errors.OnCallChangedMeanwhile
    name = " ".join(name.replace("\x00", "").split())[:60]
    if not name:
        raise errors.NameMissing
    if rows.filter(name__iexact=name).exclude(pk=row.pk).exists():
        raise errors.NameTaken(name)
    _check_rungs(by, rungs)
    row.name, row.has_drills, row.version = name, has_drills, row.version + 1
    if not has_drills:
        row.drill_due_at = None
    row.save()
    LadderRung.objects.of(by.organisation_id).filter(ladder=row).delete()
    LadderRung.objects.bulk_create(
        LadderRung(
            organisation_id=by.organisation_id,
            ladder=row,
            position=position,
            member_id=one.member_id,
            rota_id=one.rota_id,
            seconds=max(SHORTEST_RING, min(LONGEST_RING, one.seconds)),
            times=max(1, min(MOST_TIMES, one.times)),
        )
        for position, one in enumerate(rungs)
    )
    record(OnCallChanged(thing_id=row.pk, change="LADDER_SAVED"), actor_id=by.pk, now=now)
    return row


@use_case
def remove_ladder(*, by: Member, ladder_id: UUID, now: datetime) -> str:
    """Remove a ladder no flow rings; returns its name.

    Raises:
        OnCallImpossible: a flow rings it.
    """
    policies.check_can_supervise(by)
    row = Ladder.objects.of(by.organisation_id).select_for_update(no_key=True).filter(pk=ladder_id).first()
    if row is None:
        raise errors.NoSuchLadder
    versions = FlowVersion.objects.of(by.organisation_id).exclude(state=FlowState.ARCHIVED)
    for version in versions.filter(flow__archived_at=None).select_related("flow"):
        if _rings(version.document, ladder_id):
            raise errors.OnCallImpossible(
                _("The flow %(title)s rings this ladder. Take it out of the flow first.")
                % {"title": version.flow.title}
            )
    name = row.name
    row.delete()
    record(OnCallChanged(thing_id=ladder_id, change="LADDER_REMOVED"), actor_id=by.pk, now=now)
    return name


@step
def _check_rungs(by: Member, rungs: Sequence[WantedRung]) -> None:
    if not rungs:
        raise errors.OnCallImpossible(
            _("Put at least one rung on the ladder: the owner is only the last one, after all others.")
        )
    if len(rungs) > MOST_RUNGS:
        raise errors.OnCallImpossible(_("That is more rungs than any caller waits for."))
    members = {one.member_id for one in rungs if one.member_id is not None}
    rotas = {one.rota_id for one in rungs if one.rota_id is not None}
    there = Member.objects.filter(organisation_id=by.organisation_id, pk__in=members).count()
    kept = Rota.objects.of(by.organisation_id).filter(pk__in=rotas).count()
    if any((one.member_id is None) == (one.rota_id is None) for one in rungs) or (
        there != len(members) or kept != len(rotas)
    ):
        raise errors.OnCallImpossible(_("A rung names somebody who is no longer there. Choose again."))


def _rings(document: Mapping[str, Any], ladder_id: UUID) -> bool:
    nodes = document.get("nodes", {})
    return any(node.get("ladder") == str(ladder_id) for node in nodes.values())
