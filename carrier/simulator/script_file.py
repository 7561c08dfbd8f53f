"""Scripts as files: who acts, step by step, and whether the houses are open meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from carrier.simulator.script_portico import CLOSED, OPEN
from carrier.simulator.script_words import Unreadable


@dataclass(frozen=True, slots=True)
class Actor:
    """One person of a script and the steps taken in order."""

    name: str
    steps: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Script:
    """Who acts, and which houses (by the label of their number) must be `open` or `closed` meanwhile."""

    actors: Sequence[Actor]
    doors: Mapping[str, str]


def read(path: Path, *, known: Sequence[str], alone: Sequence[str]) -> Script:
    """Read a script whose steps each hold one of the `known` verbs, or what may stand `alone`.

    Raises:
        Unreadable: no YAML, or an unknown step.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise Unreadable(f"{path} cannot be read: {error}") from error
    cast = (
        {"the caller": found}
        if isinstance(found, list)
        else found.get("actors")
        if isinstance(found, dict)
        else None
    )
    if not isinstance(cast, dict) or not cast:
        raise Unreadable(f"{path} must be a list of steps, or have `actors:` with such lists.")
    for name, steps in cast.items():
        if not isinstance(steps, list) or not steps:
            raise Unreadable(f"{path}: {name} has no list of steps.")
        for place, step in enumerate(steps, 1):
            if not isinstance(step, dict) or not step.keys() & {*known, *alone}:
                listed = ", ".join(known)
                raise Unreadable(f"{path}: step {place} of {name} must hold one of {listed}.")
    return Script([Actor(str(name), steps) for name, steps in cast.items()], _doors(found, path))


def _doors(found: object, path: Path) -> Mapping[str, str]:
    # YAML reads `open` as a word, but `on` and `off` as yes and no.
    doors = found.get("doors", {}) if isinstance(found, dict) else {}
    if not isinstance(doors, dict) or not all(state in (OPEN, CLOSED) for state in doors.values()):
        raise Unreadable(f"{path}: `doors:` must say {OPEN} or {CLOSED} for each house.")
    return {str(house): str(state) for house, state in doors.items()}
