"""What a TZID may mean: IANA names and their paths, Windows names, display names of Outlook, bare offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import available_timezones

_TABLE: Final = Path(__file__).with_name("windows_zones.txt")
_OFFSET: Final = re.compile(r"\(?\s*(?:UTC|GMT|Z)?\s*([+-])\s*(\d{1,2})(?:[:.]?(\d\d))?\s*\)?", re.IGNORECASE)
_PREFIX: Final = re.compile(r"\(\s*(?:UTC|GMT)\s*(?:[+-]\s*\d{1,2}(?:[:.]?\d\d)?)?\s*\)\s*", re.IGNORECASE)
_UTC: Final = {"utc", "gmt", "z", "etc/utc", "tzone://microsoft/utc", "coordinated universal time", "zulu"}
# Where the short names of a zone in North America mean its clock with its changes, not a fixed offset.
_SHORT: Final = {
    "est": "America/New_York",
    "edt": "America/New_York",
    "et": "America/New_York",
    "eastern": "America/New_York",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "ct": "America/Chicago",
    "central": "America/Chicago",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "mt": "America/Denver",
    "mountain": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
    "akst": "America/Anchorage",
    "akdt": "America/Anchorage",
    "alaska": "America/Anchorage",
    "hst": "Pacific/Honolulu",
    "hawaii": "Pacific/Honolulu",
    "bst": "Europe/London",
    "cest": "Europe/Paris",
    "us/pacific-new": "America/Los_Angeles",
}
_LONGEST_OFFSET: Final = 14 * 60


@dataclass(frozen=True, slots=True)
class Named:
    """An IANA zone, or an offset that never changes; `is_guess` where clock changes cannot be known."""

    iana: str = ""
    offset: timedelta = timedelta(0)
    is_guess: bool = False


def is_iana(name: str) -> bool:
    """Tell whether a name is one of the IANA database, exactly."""
    return name in available()


@cache
def available() -> frozenset[str]:
    """List the zones of the IANA database."""
    return frozenset(available_timezones())


def understand(name: str) -> Named | None:
    """Find what a TZID means, or None where nobody could know."""
    name = re.sub(r"\s+", " ", name.replace("\\", "")).strip().strip("\"'")
    low = name.casefold()
    if low in _UTC:
        return Named("UTC")
    if found := _iana_of(name) or _SHORT.get(low) or _names().get(_key(name)):
        return Named(found)
    bare = _PREFIX.sub("", name, count=1)
    for wording in _wordings(bare):
        if found := _names().get(_key(wording)) or _iana_of(wording) or _SHORT.get(wording.casefold()):
            return Named(found)
    return _offset_of(name, is_whole=not bare or bare == name)


def _wordings(bare: str) -> Iterator[str]:
    """Write a name as other programs do: without Outlook's number of a copy, without summer in it."""
    yield bare
    plain = re.sub(r"\s+\d{1,2}$", "", bare)
    yield plain
    standard = re.sub(r"\b(Daylight|Summer)\b", "Standard", plain, flags=re.IGNORECASE)
    yield standard
    yield f"{standard} Standard Time"
    yield re.sub(r"\s*\((Daylight|Standard)\)$", "", plain, flags=re.IGNORECASE)
    yield re.sub(r"\s+Time$", "", plain, flags=re.IGNORECASE)


def _iana_of(name: str) -> str | None:
    """Find the IANA name in a path of older programs, in any case, with blanks for underscores."""
    parts = name.replace(" ", "_").strip("/").casefold().split("/")
    for begin in range(len(parts)):
        if (found := _folded().get("/".join(parts[begin:]))) and (begin == 0 or "/" in found):
            return found
    return None


def _offset_of(name: str, *, is_whole: bool) -> Named | None:
    found = _OFFSET.match(name)
    if found is None or (is_whole and found.end() != len(name)):
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    if minutes > _LONGEST_OFFSET:
        return None
    return Named(offset=timedelta(minutes=minutes if found[1] == "+" else -minutes), is_guess=not is_whole)


@cache
def _folded() -> dict[str, str]:
    return {name.casefold(): name for name in available()}


@cache
def _names() -> dict[str, str]:
    """Read our table: each Windows identifier and display name, as bare words, with its IANA name."""
    known: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        identifier, iana, displayed = (part.strip() for part in line.split("|"))
        for name in (identifier, *displayed.split(";")):
            known.setdefault(_key(name), iana)
    return known


def _key(name: str) -> str:
    """Reduce a name to its words: commas, slashes and "&" differ from version to version."""
    kept = re.findall(r"[^\W\d_]+|[+-]?\d+", name.casefold().replace("'", ""))
    return " ".join(word for word in kept if word != "and")
