"""The flows of `tests/routing/flows`: sound ones, and flawed ones with what is wrong with each."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from routing.domain import document
from routing.domain.graph import Flow
from routing.domain.verify import World
from routing.domain.verifying.written import read_world

FOLDER = Path(__file__).parents[2] / "flows"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """One file."""

    name: str
    flow: Flow
    world: World
    expects: list[dict[str, str]]
    written: dict[str, Any]


def case(path: Path) -> Case:
    """Read one file."""
    written = json.loads(path.read_text(encoding="utf-8"))
    return Case(
        path.stem,
        document.read(written["flow"]),
        read_world(written["world"], now=NOW),
        written.get("expects", []),
        written,
    )


def files(kind: str) -> list[Path]:
    """List the flawed or the sound files."""
    return sorted((FOLDER / kind).glob("*.json"))
