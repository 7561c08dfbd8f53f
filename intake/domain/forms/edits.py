"""One step at a time on a form's document: something added, moved, copied, changed or taken out. Never in place."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from intake.domain.forms.findings import At
from intake.domain.forms.kinds import FieldType

# Where something stands: () is the form, (1,) its second stage, (1, 0) that one's first section, (1, 0, 2) a field of it.
Place = tuple[int, ...]
Document = dict[str, Any]
LISTS: Final = ("stages", "sections", "fields")
_PLACE: Final = re.compile(r"\d{1,3}(\.\d{1,3}){0,2}")
_WORDY: Final = (FieldType.STATIC.value,)


def read_place(text: str) -> Place:
    """Read "1.0.2"; the form itself for anything else."""
    return tuple(int(one) for one in text.split(".")) if _PLACE.fullmatch(text) else ()


def place_text(place: Place) -> str:
    """Write a place."""
    return ".".join(map(str, place))


def at_of(place: Place) -> At:
    """Give the path of a place, as findings have it."""
    return tuple(piece for name, n in zip(LISTS, place, strict=False) for piece in (name, n))


def place_of(at: At) -> Place:
    """Give the place a finding is about."""
    found: list[int] = []
    for name, key, number in zip(LISTS, at[::2], at[1::2], strict=False):
        if key != name or not isinstance(number, int):
            break
        found.append(number)
    return tuple(found)


def node_at(document: Mapping[str, Any], place: Place) -> dict[str, Any] | None:
    """Find what stands somewhere."""
    node: Any = document
    for name, number in zip(LISTS, place, strict=False):
        if number >= len(node[name]):
            return None
        node = node[name][number]
    found: dict[str, Any] = node
    return found


def walk(document: Mapping[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Walk stages, sections and fields as they stand."""
    for n, stage in enumerate(document["stages"]):
        yield (n,), stage
        for m, section in enumerate(stage["sections"]):
            yield (n, m), section
            for k, field in enumerate(section["fields"]):
                yield (n, m, k), field


def add(
    document: Document, under: Place, words: Mapping[str, str], kind: str = "text"
) -> tuple[Document, Place]:
    """Add a stage to the form, a section to a stage or a question to a section, at its end."""
    made = deepcopy(document)
    parent = node_at(made, under)
    if parent is None or len(under) >= len(LISTS):
        return made, under
    key = free_key(made, next(iter(words.values()), ""))
    node: dict[str, Any]
    match len(under):
        case 0:
            inner = {"key": free_key(made, f"{key} 1"), "title": dict(words), "fields": []}
            node = {"key": key, "title": dict(words), "sections": [inner]}
        case 1:
            node = {"key": key, "title": dict(words), "fields": []}
        case _:
            node = {"key": key, "type": kind, ("text" if kind in _WORDY else "label"): dict(words)}
    parent[LISTS[len(under)]].append(node)
    return made, (*under, len(parent[LISTS[len(under)]]) - 1)


def copy(document: Document, place: Place) -> tuple[Document, Place]:
    """Put a second one behind a question."""
    made = deepcopy(document)
    node, parent = node_at(made, place), node_at(made, place[:-1])
    if node is None or parent is None or len(place) != len(LISTS):
        return made, place
    parent["fields"].insert(place[-1] + 1, {**deepcopy(node), "key": free_key(made, node["key"])})
    return made, (*place[:-1], place[-1] + 1)


def remove(document: Document, place: Place) -> tuple[Document, Place]:
    """Take something out; the last stage stays."""
    made = deepcopy(document)
    if not place or node_at(made, place) is None or (len(place) == 1 and len(made["stages"]) == 1):
        return made, place
    _siblings(made, place).pop(place[-1])
    return made, place[:-1]


def shift(document: Document, place: Place, by: int) -> tuple[Document, Place]:
    """Move something one up or down, across the edge of its section or stage too."""
    made = deepcopy(document)
    node = node_at(made, place)
    if not place or node is None:
        return made, place
    siblings, target = _siblings(made, place), place[-1] + by
    if 0 <= target < len(siblings):
        siblings.insert(target, siblings.pop(place[-1]))
        return made, (*place[:-1], target)
    beside = _beside(made, place[:-1], by)
    if beside is None:
        return made, place
    siblings.pop(place[-1])
    new = node_at(made, beside)[LISTS[len(beside)]]  # type: ignore[index]  # _beside found it
    new.insert(len(new) if by < 0 else 0, node)
    return made, (*beside, new.index(node) if by > 0 else len(new) - 1)


def drop(document: Document, place: Place, to: Place) -> tuple[Document, Place]:
    """Move something before `to`, a place of its own kind, or to the end of what may hold it."""
    made = deepcopy(document)
    node, target = node_at(made, place), node_at(made, to)
    if (
        not place
        or node is None
        or target is None
        or place == to
        or len(to) not in (len(place), len(place) - 1)
    ):
        return made, place
    home = _siblings(made, place)
    goal = target[LISTS[len(to)]] if len(to) < len(place) else _siblings(made, to)
    if len(home) == 1 and len(place) == 1:
        return made, place
    mark = None if len(to) < len(place) else target
    home.pop(place[-1])
    spot = len(goal) if mark is None else next(n for n, one in enumerate(goal) if one is mark)
    goal.insert(spot, node)
    return made, next(where for where, one in walk(made) if one is node)


def put(document: Document, place: Place, values: Mapping[str, Any]) -> Document:
    """Change what stands somewhere: None takes a key away. Who looks at a question follows its new name."""
    made = deepcopy(document)
    node = node_at(made, place)
    if node is None:
        return made
    before = node.get("key")
    for key, value in values.items():
        if value is None:
            node.pop(key, None)
        else:
            node[key] = value
    after = node.get("key")
    is_only = sum(one.get("key") == before for where, one in walk(made) if len(where) == len(LISTS)) == 0
    if len(place) == len(LISTS) and before != after and is_only:
        for _where, one in walk(made):
            for part in ("show_if", "compute"):
                if part in one:
                    one[part] = _renamed(one[part], str(before), str(after))
    return made


def begin_again(document: Mapping[str, Any], sets: Mapping[str, Any]) -> Document:
    """Make a draft of what is published: lists of answers are looked up anew."""
    made = deepcopy(dict(document))
    for where, one in walk(made):
        if len(where) == len(LISTS) and one.get("option_set") in sets:
            one.pop("options", None)
    return made


def free_key(document: Mapping[str, Any], words: str) -> str:
    """Make a name of words that nothing in the form has."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:32].strip("_")
    base = base if re.match(r"[a-z]", base) else f"q_{base}".strip("_")
    taken = {one.get("key") for _where, one in walk(document)}
    return (
        base
        if base not in taken
        else next(name for n in range(2, 2000) if (name := f"{base}_{n}") not in taken)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is other than it was: `kind` is added, removed or changed; `level` 0 is the form, 3 a question."""

    kind: str
    level: int
    name: str


def prints(document: Mapping[str, Any]) -> dict[str, str]:
    """Give a mark of every piece, by level and name: equal ones are equal, where they stand included."""
    found = {"0:": _mark({key: one for key, one in document.items() if key != "stages"})}
    for where, one in walk(document):
        level = len(where)
        inner = [part["key"] for part in one.get(LISTS[level], ())] if level < len(LISTS) else []
        own = {key: value for key, value in one.items() if level == len(LISTS) or key != LISTS[level]}
        found[f"{level}:{one['key']}"] = _mark([own, inner])
    return found


def changes(before: Mapping[str, str], document: Mapping[str, Any]) -> tuple[Change, ...]:
    """Say what became of the pieces of a document since those marks were taken."""
    after = prints(document)
    found = []
    for name in dict.fromkeys((*after, *before)):
        kind = "added" if name not in before else "removed" if name not in after else "changed"
        if before.get(name) != after.get(name):
            level, _colon, key = name.partition(":")
            found.append(Change(kind=kind, level=int(level) if level.isdecimal() else 0, name=key[:60]))
    return tuple(found)


def _mark(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _siblings(document: Document, place: Place) -> list[Any]:
    parent = node_at(document, place[:-1])
    found: list[Any] = parent[LISTS[len(place) - 1]] if parent is not None else []
    return found


def _beside(document: Document, parent: Place, by: int) -> Place | None:
    """Find the next holder of the same kind, whatever it stands in."""
    holders = [where for where, _one in walk(document) if len(where) == len(parent)]
    if parent not in holders:
        return None
    place = holders.index(parent) + by
    return holders[place] if 0 <= place < len(holders) else None


def _renamed(node: Any, before: str, after: str) -> Any:
    if isinstance(node, list):
        return [after if one == before else _renamed(one, before, after) for one in node]
    if not isinstance(node, dict):
        return node
    names = ("field", "age_years", "count")
    return {
        key: after
        if key in names and one == before
        else one
        if key == "value"
        else _renamed(one, before, after)
        for key, one in node.items()
    }
