"""Problems as plain JSON values: what was found of a draft is kept beside it, with the way to try each again."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from routing.domain.graph import Flow
from routing.domain.verifying.problems import Code, Move, MoveKind, Problem
from routing.domain.verifying.trial import Trial, trial_of
from routing.domain.verifying.world import World

Kept = Mapping[str, Any]


def to_json(problems: Iterable[Problem], flow: Flow) -> list[dict[str, Any]]:
    """Turn problems into plain values; what the engine knew on the way is kept as what to suppose of a trial."""
    found = []
    for problem in problems:
        trial = trial_of(problem, flow)
        found.append(
            {
                "code": problem.code.value,
                "node": problem.node,
                "values": dict(problem.values),
                "path": [_move(move) for move in problem.path],
                "trial": {**asdict(trial), "at": trial.at.isoformat()} if trial else None,
            }
        )
    return found


def from_json(stored: Iterable[Kept]) -> tuple[tuple[Problem, Trial | None], ...]:
    """Rebuild kept problems, each with its trial; a kind that this release does not know is left out."""
    return tuple((_problem(row), _trial(row)) for row in stored if row["code"] in set(Code))


def world_mark(worlds: Sequence[World]) -> str:
    """Give what tells the worlds a flow was proven in from others: the day, the hours, who works where and can what."""
    told = [
        (
            world.starts.astimezone(ZoneInfo(world.calendar.time_zone)).date(),
            world.calendar.time_zone,
            world.calendar.windows,
            world.calendar.special_days,
            world.staff,
            world.installed,
        )
        for world in worlds
    ]
    return hashlib.sha256(repr(_plain(told)).encode()).hexdigest()[:32]


def _plain(value: Any) -> Any:
    """Write a value so that equal ones are written alike, whatever order they were read in."""
    if is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, Mapping):
        return sorted((str(key), repr(_plain(one))) for key, one in value.items())
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, UUID) else repr(value)


def _move(move: Move) -> dict[str, Any]:
    return {
        "kind": move.kind.value,
        "node": move.node,
        "value": move.value,
        "at": move.at.isoformat() if move.at else "",
        "is_special": move.is_special,
    }


def _problem(row: Kept) -> Problem:
    path = tuple(
        Move(
            MoveKind(move["kind"]),
            move["node"],
            move["value"],
            datetime.fromisoformat(move["at"]) if move["at"] else None,
            move["is_special"],
        )
        for move in row["path"]
    )
    return Problem(Code(row["code"]), row["node"], path, row["values"])


def _trial(row: Kept) -> Trial | None:
    told = row["trial"]
    if not told:
        return None
    return Trial(**{**told, "at": datetime.fromisoformat(told["at"]), "acts": tuple(told["acts"])})
