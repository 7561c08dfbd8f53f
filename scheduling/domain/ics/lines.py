"""The bytes of a calendar file as a tree of components with properties; nothing in them is understood yet.

One broken line costs that line. Only what is no calendar at all, too large or nested too deeply is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_LINES: Final = 400_000
DEEPEST: Final = 8

_FOLD: Final = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER: Final = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')


class Fault(StrEnum):
    """Why a file is not read at all."""

    EMPTY = "EMPTY"
    TOO_LARGE = "TOO_LARGE"
    NO_CALENDAR = "NO_CALENDAR"
    TOO_DEEP = "TOO_DEEP"


class CalendarUnreadable(ValueError):
    """The bytes are no calendar that can be read; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: its name in capitals, its parameters, and its value as written."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class Component:
    """What stands between a BEGIN and its END."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    children: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """List the properties of that name, in the order of the file."""
        return self.properties.get(name, [])

    def first(self, name: str) -> Property | None:
        """Find the first property of that name; a repeated one counts once."""
        found = self.properties.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """Read a property as bare text in one line, empty where it is missing."""
        found = self.first(name)
        return found.value.strip() if found else ""

    def walk(self, name: str) -> Iterator["Component"]:
        """Find the direct children of that name."""
        return (child for child in self.children if child.name == name)


@dataclass(frozen=True, slots=True)
class File:
    """The calendars of a file, whether it breaks off in the middle, and how many lines could not be read."""

    calendars: tuple[Component, ...]
    is_cut_off: bool
    bad_lines: int


def read_file(content: bytes) -> File:
    """Read the tree of components, or raise CalendarUnreadable."""
    if not content.strip():
        raise CalendarUnreadable(Fault.EMPTY)
    if len(content) > MOST_BYTES:
        raise CalendarUnreadable(Fault.TOO_LARGE)
    text = _decoded(content)
    if "BEGIN:VCALENDAR" not in text.upper():
        raise CalendarUnreadable(Fault.NO_CALENDAR)
    lines = [line for line in re.split(r"\r\n|\n|\r", text) if line.strip()]
    if len(lines) > MOST_LINES:
        raise CalendarUnreadable(Fault.TOO_LARGE)
    return _tree(lines)


def unescaped(value: str) -> str:
    """Read a TEXT value: its backslashes stand for what they escape."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _decoded(content: bytes) -> str:
    """Read as UTF-8 (RFC 5545) or what old programs write; folds are undone first, they may split a character."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        content = content.decode("utf-16", "replace").encode()
    unfolded = _FOLD.sub(b"", content.removeprefix(b"\xef\xbb\xbf"))
    try:
        return unfolded.decode()
    except UnicodeDecodeError:
        return unfolded.decode("cp1252", "replace")


def _tree(lines: list[str]) -> File:
    roots: list[Component] = []
    open_ones: list[Component] = []
    bad = 0
    for line in lines:
        found = _property(line)
        if found is None:
            bad += 1
        elif found.name == "BEGIN":
            _open(Component(found.value.strip().upper()), roots, open_ones)
        elif found.name == "END":
            bad += not _close(found.value.strip().upper(), open_ones)
        elif open_ones:
            open_ones[-1].properties.setdefault(found.name, []).append(found)
    calendars = tuple(root for root in roots if root.name == "VCALENDAR")
    if not calendars:
        raise CalendarUnreadable(Fault.NO_CALENDAR)
    return File(calendars, is_cut_off=bool(open_ones), bad_lines=bad)


def _open(component: Component, roots: list[Component], open_ones: list[Component]) -> None:
    (open_ones[-1].children if open_ones else roots).append(component)
    open_ones.append(component)
    if len(open_ones) > DEEPEST:
        raise CalendarUnreadable(Fault.TOO_DEEP)


def _close(name: str, open_ones: list[Component]) -> bool:
    """Close the component of that name and whatever was left open inside it."""
    for place in range(len(open_ones) - 1, -1, -1):
        if open_ones[place].name == name:
            is_clean = place == len(open_ones) - 1
            del open_ones[place:]
            return is_clean
    return False


def _property(line: str) -> Property | None:
    name = _NAME.match(line)
    if name is None:
        return None
    parameters: dict[str, str] = {}
    place = name.end()
    while found := _PARAMETER.match(line, place):
        parameters.setdefault(found[1].upper(), found[2].replace('"', ""))
        place = found.end()
    if place >= len(line) or line[place] != ":":
        return None
    value = line[place + 1 :]
    if "TZID" in parameters and ":" in value:
        # "(UTC-05:00) Eastern Time" without its quotes: no time has a colon, so the last one begins the value.
        rest, _, value = value.rpartition(":")
        parameters["TZID"] = f"{parameters['TZID']}:{rest}"
    return Property(name[0].upper(), parameters, value)
