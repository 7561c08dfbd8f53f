"""The funnel: of so many inquiries so many came so far, stand there, or were lost there. It always adds up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from intake.domain.playbooks.stages import LADDER, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One inquiry as the funnel sees it: the furthest stage it reached, and whether it was lost."""

    furthest: Stage
    is_lost: bool
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """Of a stage: how many reached it, stand there now, and were lost there. Reached = the next reached + here + lost."""

    stage: Stage
    reached: int
    here: int
    lost: int


def rungs(rows: Iterable[Counted]) -> tuple[Rung, ...]:
    """Count inquiries by stage."""
    found = list(rows)
    made = []
    for place, stage in enumerate(LADDER):
        own = [one for one in found if one.furthest is stage]
        made.append(
            Rung(
                stage=stage,
                reached=sum(LADDER.index(one.furthest) >= place for one in found),
                here=sum(not one.is_lost for one in own),
                lost=sum(one.is_lost for one in own),
            )
        )
    return tuple(made)


def by_source(rows: Iterable[Counted]) -> Mapping[str, tuple[Rung, ...]]:
    """Count by where they came from, most first."""
    groups: dict[str, list[Counted]] = {}
    for one in rows:
        groups.setdefault(one.source, []).append(one)
    ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {name: rungs(group) for name, group in ordered}
