"""Whether a row of an uploaded list speaks of somebody; rather once too often than not."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

# Numbers are written with and without their country; this many digits from the end tell people apart.
_DIGITS: Final = 9


def is_about(cells: Sequence[str], *, names: Collection[str], values: Iterable[str]) -> bool:
    """Say whether a cell holds one of somebody's numbers or addresses, or the cells hold every word of a name."""
    folded = [cell.casefold().strip() for cell in cells]
    words = frozenset(word.strip(",.;") for cell in folded for word in cell.split())
    if any(_words(name) <= words for name in names if _words(name)):
        return True
    return any(_is_same(cell, value) for value in values for cell in folded if cell)


def _words(name: str) -> frozenset[str]:
    return frozenset(word.strip(",.;") for word in name.casefold().split())


def _is_same(cell: str, value: str) -> bool:
    if "@" in value:
        return value.casefold() in cell.replace(",", " ").replace(";", " ").split()
    ours = "".join(letter for letter in value if letter.isdecimal())
    theirs = "".join(letter for letter in cell if letter.isdecimal())
    if len(ours) < _DIGITS or len(theirs) < _DIGITS:
        return cell == value.casefold()
    return ours[-_DIGITS:] == theirs[-_DIGITS:]
