"""Which pairs are worth comparing: those that share a key of any of many kinds."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contacts.domain.identity.fields import People

Pairs = NDArray[np.int64]
# Of a kind of key that would make more pairs the rows of the commonest values, which tell least, are put in order
# and compared with the next few only.
MOST_PER_ROW: Final = 40
MOST_TOGETHER: Final = 60
LARGEST_BLOCK: Final = 400
WINDOW: Final = 6


def candidates(people: People) -> tuple[Pairs, Pairs]:
    """Give the places of the pairs to compare, the lower first, each once and in order."""
    count = people.count
    ranks = _ranks(people)
    gathered = [_pairs(rows, keys, ranks) for rows, keys in _kinds(people)]
    if not gathered or count < 2:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    joined, shared = np.unique(np.concatenate(gathered), return_counts=True)
    for least in range(2, 5):
        # Who is one person shares more than one key; of a long list the rest would only cost time.
        if len(joined) <= MOST_TOGETHER * count:
            break
        joined, shared = joined[shared >= least], shared[shared >= least]
    return joined // count, joined % count


def _kinds(people: People) -> Iterator[tuple[Pairs, list[str]]]:
    """Give, by kind, the row and the key; a row without one has none."""
    get = _reader(people)
    # Names are looked for in each other's column as well, and so are the two lines of an address.
    for pooled in (("given_name", "surname"), ("address_1", "address_2")):
        yield _listed(people, [get(name) for name in pooled])
    for name in ("date_of_birth", "suburb", "postcode", "phone", "email"):
        yield _listed(people, [get(name)])
    yield _listed(people, [[_letters(value) for value in get(name)] for name in ("given_name", "surname")])
    yield _listed(
        people, [[_letters(value) for value in get(name)] for name in ("postcode", "date_of_birth")]
    )
    for parts in _COMBINED:
        yield _listed(people, [_combined(people, get, parts)])


# (field, from, to) each: the parts that together make a key.
_COMBINED: Final = (
    (("given_name", 0, 3), ("surname", 0, 3)),
    (("given_name", 0, 2), ("date_of_birth", 0, 4)),
    (("surname", 0, 2), ("date_of_birth", 0, 4)),
    (("given_name", 0, 3), ("date_of_birth", 4, 8)),
    (("surname", 0, 3), ("date_of_birth", 4, 8)),
    (("date_of_birth", 0, 6), ("state", 0, 9)),
    (("date_of_birth", 2, 8),),
    (("date_of_birth", 0, 4), ("postcode", 0, 2)),
    (("given_name", 0, 3), ("postcode", 0, 3)),
    (("surname", 0, 3), ("postcode", 0, 3)),
    (("given_name", 0, 3), ("suburb", 0, 3)),
    (("surname", 0, 3), ("suburb", 0, 3)),
    (("street_number", 0, 9), ("address_1", 0, 3)),
    (("street_number", 0, 9), ("suburb", 0, 4)),
    (("street_number", 0, 9), ("postcode", 0, 3)),
    (("street_number", 0, 9), ("given_name", 0, 2), ("surname", 0, 1)),
    (("address_1", 0, 5), ("suburb", 0, 3)),
    (("address_1", 0, 4), ("given_name", 0, 2)),
    (("address_1", 0, 4), ("surname", 0, 2)),
    (("address_1", 0, 6),),
    (("address_2", 0, 6),),
    (("suburb", 0, 5),),
    (("phone", 3, 10),),
    (("surname", 0, 4), ("phone", 0, 3)),
    (("email", 0, 6), ("surname", 0, 2)),
)


def _reader(people: People) -> Callable[[str], list[str]]:
    empty = [""] * people.count
    return lambda name: people.columns[name].texts() if name in people.columns else empty


def _combined(
    people: People, get: Callable[[str], list[str]], parts: tuple[tuple[str, int, int], ...]
) -> list[str]:
    columns = [(get(name), begin, end) for name, begin, end in parts]
    keys = []
    for place in range(people.count):
        cut = [values[place][begin:end] for values, begin, end in columns]
        keys.append("|".join(cut) if all(cut) else "")
    return keys


def _letters(value: str) -> str:
    """Give a value's letters in order, so that two that changed places make no difference."""
    return "".join(sorted(value))


def _listed(people: People, columns: list[list[str]]) -> tuple[Pairs, list[str]]:
    rows, keys = [], []
    for column in columns:
        for place, key in enumerate(column):
            if key:
                rows.append(place)
                keys.append(key)
    return np.array(rows, dtype=np.int64), keys


def _ranks(people: People) -> Pairs:
    """Give each row its place among all, put in order of everything that is known."""
    columns = [column.texts() for column in people.columns.values()]
    rows = list(zip(*columns, strict=True)) if columns else [()] * people.count
    order = np.array(sorted(range(people.count), key=lambda place: rows[place]), dtype=np.int64)
    ranks = np.empty(people.count, dtype=np.int64)
    ranks[order] = np.arange(people.count)
    return ranks


def _pairs(rows: Pairs, keys: list[str], ranks: Pairs) -> Pairs:
    """Pair the rows that share a key, as one number each."""
    count = len(ranks)
    if len(keys) < 2:
        return np.empty(0, dtype=np.int64)
    numbers: dict[str, int] = {}
    coded = np.fromiter((numbers.setdefault(key, len(numbers)) for key in keys), np.int64, len(keys))
    order = np.lexsort((ranks[rows], coded))
    sizes = np.bincount(coded)
    begins = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    sorted_rows = rows[order]
    room, made = MOST_PER_ROW * count, []
    for size in [size for size in np.unique(sizes).tolist() if size > 1]:
        blocks = begins[sizes == size]
        first, second = np.triu_indices(size, 1) if size <= LARGEST_BLOCK else _windowed(size)
        if room < len(blocks) * len(first):
            first, second = _windowed(size)
        room -= len(blocks) * len(first)
        members = sorted_rows[blocks[:, None] + np.arange(size)]
        left, right = members[:, first].ravel(), members[:, second].ravel()
        low, high = np.minimum(left, right), np.maximum(left, right)
        made.append((low * count + high)[low != high])
    return np.concatenate(made) if made else np.empty(0, dtype=np.int64)


def _windowed(size: int) -> tuple[Pairs, Pairs]:
    each = np.arange(size, dtype=np.int64)
    first = np.concatenate([each[:-step] for step in range(1, min(WINDOW, size - 1) + 1)])
    second = np.concatenate([each[step:] for step in range(1, min(WINDOW, size - 1) + 1)])
    return first, second
