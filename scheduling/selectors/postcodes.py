"""Where postcodes are, without asking anybody: the organisation's own table, then the one that ships."""

import gzip
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from accounts.models import Organisation
from scheduling.domain.areas import PostcodeRule, tidy_postcode
from scheduling.domain.geo import Position
from scheduling.models import PostcodePlace

SHIPPED: Final = Path(__file__).resolve().parent.parent / "data" / "us_postcodes.bin.gz"
PARTS: Final = 10_000
DIGITS: Final = 5
MOST_SHOWN: Final = 400


def locate(organisation: Organisation, postcode: str) -> Position | None:
    """Give the centre of a postcode, None where no table has it."""
    return locate_all(organisation, [postcode]).get(tidy_postcode(postcode))


def locate_all(organisation: Organisation, postcodes: Iterable[str]) -> dict[str, Position]:
    """Give the centres of those postcodes, tidied, that a table has."""
    wanted = {tidied for postcode in postcodes if (tidied := tidy_postcode(postcode))}
    if not wanted:
        return {}
    rows = PostcodePlace.objects.of(organisation).filter(postcode__in=wanted)
    found = {row.postcode: Position(row.latitude, row.longitude) for row in rows}
    if organisation.country == "US":
        for postcode in wanted - found.keys():
            shipped = _shipped(postcode)
            if shipped is not None:
                found[postcode] = shipped
    return found


def matching(organisation: Organisation, rules: Sequence[PostcodeRule]) -> dict[str, Position]:
    """Give the postcodes with their centres that rules mean, at most as many as a map can show."""
    found: dict[str, Position] = {}
    if organisation.country == "US":
        codes, norths, easts = _columns()
        for rule in rules:
            for place in _range(codes, rule):
                found[f"{codes[place]:05d}"] = Position(norths[place] / PARTS, easts[place] / PARTS)
                if len(found) >= MOST_SHOWN:
                    break
    for row in PostcodePlace.objects.of(organisation)[:5000]:
        if any(rule.covers(row.postcode) for rule in rules):
            found[row.postcode] = Position(row.latitude, row.longitude)
    return dict(list(found.items())[:MOST_SHOWN])


def _range(codes: "array[int]", rule: PostcodeRule) -> range:
    """Find where the postcodes of a rule stand in the table."""
    if not rule.low.isdecimal() or len(rule.low) > DIGITS or (len(rule.low) < DIGITS and not rule.is_prefix):
        return range(0)
    low = int(rule.low.ljust(DIGITS, "0"))
    high = int((rule.low if rule.is_prefix else rule.high).ljust(DIGITS, "9"))
    return range(bisect_left(codes, low), bisect_right(codes, high))


def _shipped(postcode: str) -> Position | None:
    if len(postcode) != DIGITS or not (postcode.isascii() and postcode.isdecimal()):
        return None
    codes, norths, easts = _columns()
    place = bisect_left(codes, int(postcode))
    if place == len(codes) or codes[place] != int(postcode):
        return None
    return Position(norths[place] / PARTS, easts[place] / PARTS)


@lru_cache(maxsize=1)
def _columns() -> "tuple[array[int], array[int], array[int]]":
    """Read the table once a process: 400 kB."""
    content = gzip.decompress(SHIPPED.read_bytes())
    size = int.from_bytes(content[:4], "little") * 4
    columns = []
    for number in range(3):
        column = array("i")
        column.frombytes(content[4 + number * size : 4 + (number + 1) * size])
        columns.append(column)
    return columns[0], columns[1], columns[2]
