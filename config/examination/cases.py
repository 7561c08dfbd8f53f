"""Reading the files of cases. A file that is not there is skipped, and that is said."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

Row = dict[str, Any]
LINES: Final = {
    "utterances": "utterances.jsonl",
    "emergency": "emergency_challenge.jsonl",
    "when": "when.jsonl",
    "when_challenge": "when_challenge.jsonl",
    "entities": "spoken_entities.jsonl",
}


class CannotRead(Exception):
    """A file of cases that is there and cannot be read; the message says where."""


def lines(folder: Path, kind: str) -> list[Row] | None:
    """Read a file of one case a line; None where there is no such file."""
    file = folder / LINES[kind]
    if not file.is_file():
        return None
    return list(_lines(file))


def _lines(file: Path) -> Iterator[Row]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise CannotRead(f"{file}:{number}: no JSON: {error.msg}") from error
        if not isinstance(row, dict) or "text" not in row:
            raise CannotRead(f"{file}:{number}: a case is an object with a text")
        yield row


def dialogues(folder: Path) -> tuple[list[Row], Row] | None:
    """Read the scripts and the businesses they are about; None where there are none."""
    place = folder / "dialogues"
    place = place if place.is_dir() else folder
    businesses = place / "business.json"
    if not businesses.is_file():
        return None
    scripts = [_object(file) for file in sorted(place.glob("*.json")) if file.name != "business.json"]
    return [one for one in scripts if "turns" in one], _object(businesses)


def _object(file: Path) -> Row:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise CannotRead(f"{file}:{error.lineno}: no JSON: {error.msg}") from error
    if not isinstance(found, dict):
        raise CannotRead(f"{file}: not an object")
    return found
