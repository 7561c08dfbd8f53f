"""A grammar in levels: each level is a table of patterns, and what a pattern finds becomes one symbol of the next.

A pattern is words in small letters and classes in capitals, `a|b` either, `x?` optional. The longest match at a place
wins, and among equally long ones the earlier row. What classes matched is handed to the row's action in order, `None`
for an optional one that was absent. An action may refuse by returning `None`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

Action = Callable[..., "Found | Sequence[Found] | None"]
Guard = Callable[[list["Symbol"], int, int], bool]
Rows = Sequence[tuple[str, Action] | tuple[str, Action, Guard]]
_ABSENT: Final = "\0"


@dataclass(slots=True)
class Symbol:
    """A word, or what words were read as; `classes` are the names it goes by, each with its value."""

    word: str
    classes: dict[str, Any]
    start: int
    end: int
    gap: bool = False  # a comma or a full stop stood before it
    read: bool = False  # it came out of a pattern


@dataclass(frozen=True, slots=True)
class Found:
    """What an action makes of a match: the class of the new symbol and its value."""

    name: str
    value: Any = None


@dataclass(slots=True)
class _Variant:
    elements: tuple[frozenset[str], ...]
    captures: tuple[int, ...]  # for each capital element of the full pattern: its place here, or -1
    action: Action
    guard: Guard | None
    rank: int


@dataclass(slots=True)
class Level:
    """One table of patterns, ordered by what they begin with."""

    by_first: dict[str, list[_Variant]] = field(default_factory=dict)

    @classmethod
    def of(cls, *tables: Rows) -> "Level":
        """Compile tables of rows."""
        level = cls()
        variants = []
        for rank, row in enumerate(row for table in tables for row in table):
            guard = row[2] if len(row) > 2 else None
            variants += list(_variants(row[0], row[1], guard, rank))
        for variant in sorted(variants, key=lambda each: (-len(each.elements), each.rank)):
            for first in variant.elements[0]:
                level.by_first.setdefault(first, []).append(variant)
        return level


def _variants(pattern: str, action: Action, guard: Guard | None, rank: int) -> list[_Variant]:
    choices = []
    for element in pattern.split():
        names = element.removesuffix("?")
        choices.append((names, _ABSENT) if element.endswith("?") else (names,))
    found = []
    for chosen in product(*choices):
        kept = [(place, names) for place, names in enumerate(chosen) if names != _ABSENT]
        if not kept:
            continue
        places = {place: here for here, (place, _) in enumerate(kept)}
        captures = tuple(
            places.get(place, -1)
            for place, options in enumerate(choices)
            if options[0].split("|")[0].isupper()
        )
        elements = tuple(frozenset(names.split("|")) for _, names in kept)
        found.append(_Variant(elements, captures, action, guard, rank))
    return found


def _value(symbol: Symbol, names: frozenset[str]) -> Any:
    return next((value for name, value in symbol.classes.items() if name in names), symbol.word)


def _fits(variant: _Variant, symbols: list[Symbol], place: int) -> bool:
    elements = variant.elements
    if place + len(elements) > len(symbols):
        return False
    for offset, names in enumerate(elements):
        symbol = symbols[place + offset]
        if symbol.word not in names and names.isdisjoint(symbol.classes):
            return False
    return variant.guard is None or variant.guard(symbols, place, place + len(elements))


def _tried(level: Level, symbols: list[Symbol], place: int, context: Any) -> tuple[list[Symbol], int] | None:
    symbol = symbols[place]
    best: tuple[_Variant, Any] | None = None
    for key in (symbol.word, *symbol.classes):
        for variant in level.by_first.get(key, ()):
            if best is not None:
                longest = len(best[0].elements)
                if len(variant.elements) < longest or (
                    len(variant.elements) == longest and variant.rank > best[0].rank
                ):
                    break
            if _fits(variant, symbols, place):
                values = [
                    None if at < 0 else _value(symbols[place + at], variant.elements[at])
                    for at in variant.captures
                ]
                made = variant.action(context, *values)
                if made is not None:
                    best = variant, made
                    break
    if best is None:
        return None
    end = place + len(best[0].elements)
    made = best[1] if isinstance(best[1], (list, tuple)) else [best[1]]
    last = symbols[end - 1].end
    # One word stays itself: "and" joins days, and is still the word of "between two and four".
    word = symbol.word if end == place + 1 else ""
    new = [
        Symbol(word, {found.name: found.value}, symbol.start, last, symbol.gap and not index, read=True)
        for index, found in enumerate(made)
    ]
    return new, end


def rewritten(symbols: list[Symbol], level: Level, context: Any) -> list[Symbol]:
    """Read one level: replace what its patterns match, from left to right."""
    out: list[Symbol] = []
    place = 0
    while place < len(symbols):
        tried = _tried(level, symbols, place, context)
        if tried is None:
            out.append(symbols[place])
            place += 1
        else:
            out += tried[0]
            place = tried[1]
    return out
