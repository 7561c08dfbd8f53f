"""Rotas, ladders and drills as their pages and services read them; call these inside `reading` or a use case."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.domain.hours import Window
from accounts.models import Member, Role
from core.errors import NotFound
from routing.domain.oncall import Cover, Roster, Rung, Shift, Try, tries
from routing.models import Ladder, LadderDrill, LadderRung, Rota, RotaOverride, RotaShift


@dataclass(frozen=True, slots=True)
class RotaRows:
    """A rota with its shifts and the overrides that are not over."""

    rota: Rota
    shifts: tuple[RotaShift, ...]
    overrides: tuple[RotaOverride, ...]

    @property
    def roster(self) -> Roster:
        """Give it as values."""
        agreed = sorted(self.overrides, key=lambda row: (row.created_at, row.pk))
        return Roster(
            self.rota.location.time_zone,
            tuple(shift_of(row) for row in self.shifts),
            tuple(Cover(row.member_id, row.covers_id, row.starts_at, row.ends_at) for row in agreed),
        )


@dataclass(frozen=True, slots=True)
class LadderRows:
    """A ladder with its rungs, as rows and as values, and its latest drill."""

    ladder: Ladder
    rungs: tuple[LadderRung, ...]
    values: tuple[Rung, ...]
    drill: LadderDrill | None = None


def shift_of(row: RotaShift) -> Shift:
    """Describe a shift to the rules of rotas."""
    return Shift(row.member_id, Window(row.weekday, row.starts_minute, row.ends_minute))


def list_rotas(*, organisation_id: UUID, now: datetime) -> list[RotaRows]:
    """List the rotas by name with all that decides who is on from now on, in three statements."""
    rotas = list(Rota.objects.of(organisation_id).select_related("location"))
    shifts: dict[UUID, list[RotaShift]] = defaultdict(list)
    overrides: dict[UUID, list[RotaOverride]] = defaultdict(list)
    if rotas:
        for shift in RotaShift.objects.of(organisation_id).select_related("member__user"):
            shifts[shift.rota_id].append(shift)
        rows = RotaOverride.objects.of(organisation_id).filter(ends_at__gt=now)
        for override in rows.select_related("member__user", "covers__user"):
            overrides[override.rota_id].append(override)
    return [RotaRows(row, tuple(shifts[row.pk]), tuple(overrides[row.pk])) for row in rotas]


def get_rota(*, organisation_id: UUID, rota_id: UUID, now: datetime) -> RotaRows:
    """Give one rota.

    Raises:
        NotFound: the organisation has no such rota.
    """
    found = next(
        (row for row in list_rotas(organisation_id=organisation_id, now=now) if row.rota.pk == rota_id), None
    )
    if found is None:
        raise NotFound
    return found


def list_ladders(
    *, organisation_id: UUID, now: datetime, rotas: Iterable[RotaRows] | None = None
) -> list[LadderRows]:
    """List the ladders by name; `rotas` when they are read already."""
    ladders = list(Ladder.objects.of(organisation_id))
    if not ladders:
        return []
    known = list_rotas(organisation_id=organisation_id, now=now) if rotas is None else rotas
    rosters = {row.rota.pk: row.roster for row in known}
    rungs: dict[UUID, list[LadderRung]] = defaultdict(list)
    rows = LadderRung.objects.of(organisation_id).select_related("member__user", "rota")
    for rung in rows.order_by("position"):
        rungs[rung.ladder_id].append(rung)
    drills: dict[UUID, LadderDrill] = {}
    latest = LadderDrill.objects.of(organisation_id).order_by("ladder_id", "-started_at")
    for drill in latest.distinct("ladder_id").select_related("taken_by__user"):
        drills[drill.ladder_id] = drill
    return [
        LadderRows(
            row,
            tuple(rungs[row.pk]),
            tuple(
                Rung(one.seconds, one.times, one.member_id, rosters.get(one.rota_id) if one.rota_id else None)
                for one in rungs[row.pk]
            ),
            drills.get(row.pk),
        )
        for row in ladders
    ]


def get_ladder(*, organisation_id: UUID, ladder_id: UUID, now: datetime) -> LadderRows:
    """Give one ladder.

    Raises:
        NotFound: the organisation has no such ladder.
    """
    found = next(
        (row for row in list_ladders(organisation_id=organisation_id, now=now) if row.ladder.pk == ladder_id),
        None,
    )
    if found is None:
        raise NotFound
    return found


def tries_at(rows: LadderRows, *, at: datetime) -> tuple[Try, ...]:
    """List whom a ladder rings in turn at an instant."""
    return tries(rows.values, list_owners(rows.ladder.organisation_id), at)


def list_owners(organisation_id: UUID) -> list[UUID]:
    """List who stands on the last rung of every ladder, the first who joined first."""
    owners = Member.objects.filter(organisation_id=organisation_id, is_active=True, role=Role.OWNER)
    return list(owners.order_by("created_at", "id").values_list("pk", flat=True))


def list_ladder_names(*, organisation_id: UUID) -> list[tuple[str, str]]:
    """List the ladders, id and name."""
    return [(str(key), name) for key, name in Ladder.objects.of(organisation_id).values_list("pk", "name")]
