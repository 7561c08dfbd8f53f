"""Every write of rotas, ladders, climbs and drills, one verb a function."""

from datetime import datetime
from uuid import UUID

from routing.services.oncall import climbing, drilling
from routing.services.oncall.climbing import OnCallDesk, follow_call, follow_call_step
from routing.services.oncall.covers import WantedCover, cover, swap, take_back
from routing.services.oncall.drilling import begin_drill, drill_now, follow_drill, plan_drill
from routing.services.oncall.ladders import WantedRung, remove_ladder, save_ladder
from routing.services.oncall.rotas import (
    WantedShift,
    add_shifts,
    change_shift,
    create_rota,
    remove_rota,
    remove_shift,
    rename_rota,
)

__all__ = [
    "OnCallDesk", "WantedCover", "WantedRung", "WantedShift", "add_shifts", "begin_drill", "change_shift", "cover",
    "create_rota", "drill_now", "follow_call", "follow_call_step", "follow_drill", "plan_drill", "remove_ladder",
    "remove_rota", "remove_shift", "rename_rota", "save_ladder", "swap", "sweep", "take_back",
]  # fmt: skip


def sweep(*, organisation_id: UUID, now: datetime) -> int:
    """Do for one organisation what no news did: ladders that stand still, drills that are due; returns how much."""
    return climbing.sweep(organisation_id=organisation_id, now=now) + drilling.sweep(
        organisation_id=organisation_id, now=now
    )
