"""The settings of a node as boxes to type in, and what was typed read back as a document has it.

Boxes follow from the kind's settings class, so a new kind needs none of its own unless its settings are of a new
shape. What is typed is judged by the document's own strict reading, so that a box and an imported file are told
the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Protocol

from routing.domain.fields import Form, forms_of
from routing.domain.forms import Choice, Clock, Id, Spoken, Whole, Words
from routing.domain.kinds import KEYS, KINDS, NodeKind
from routing.domain.settings import Day


class Typed(Protocol):
    """What was sent: names with one or several values; Django's QueryDict is such."""

    def __iter__(self) -> Iterator[str]: ...

    def get(self, key: str, default: str, /) -> Any:
        """Give the last value of a name."""

    def getlist(self, key: str, /) -> list[Any]:
        """Give all values of a name."""


SPARE_ROWS: Final = 2
MOST_ROWS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box. `name` is its place in the node, like `members.0.seconds`; `what` names its label."""

    name: str
    what: str
    kind: str = "text"
    value: str = ""
    values: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One setting: a single box, or rows of boxes of which the last are spare."""

    name: str
    rows: tuple[tuple[Box, ...], ...]
    is_list: bool = False


def parts_of(kind: NodeKind, node: Mapping[str, Any], languages: Sequence[str]) -> tuple[Part, ...]:
    """Draw the boxes of a node, filled in; a setting that is not written down is as it begins."""
    begins = {
        (one.metadata["name"] or one.name): one.metadata["form"].write(
            getattr(KINDS[kind].settings(), one.name)
        )
        for one in fields(KINDS[kind].settings)
    }
    return tuple(
        _part(name, form, node.get(name, begins[name]), languages)
        for name, form in forms_of(KINDS[kind].settings).items()
    )


def read_parts(kind: NodeKind, data: Typed, languages: Sequence[str]) -> dict[str, Any]:
    """Read the boxes back; an empty one is left out, so that it is as it begins."""
    found = {
        name: _read(name, form, data, languages) for name, form in forms_of(KINDS[kind].settings).items()
    }
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _part(name: str, form: Form[Any], value: Any, languages: Sequence[str]) -> Part:
    if name in _LISTS and not isinstance(form, Whole):
        draw = _LISTS[name].draw
        rows = [draw(f"{name}.{place}", one) for place, one in enumerate(_LISTS[name].listed(value))]
        spare = range(len(rows), len(rows) + _LISTS[name].spare)
        return Part(name=name, rows=(*rows, *(draw(f"{name}.{n}", None) for n in spare)), is_list=True)
    if isinstance(form, Spoken):
        words = {languages[0]: value} if isinstance(value, str) else value or {}
        boxes = (
            Box(name=f"{name}.{one}", what=name, kind="area", value=words.get(one, ""), language=one)
            for one in languages
        )
        return Part(name=name, rows=tuple((box,) for box in boxes))
    return Part(name=name, rows=((_box(name, form, value),),))


def _box(name: str, form: Form[Any], value: Any) -> Box:
    what = name.rpartition(".")[2]
    text = "" if value is None else str(value)
    match form:
        case Whole(least=least, most=most):
            # A queue's places are callers; those of PLACE have a form of their own.
            label = "places_most" if what == "places" else what
            return Box(name=name, what=label, kind="number", value=text, least=least, most=most)
        case Choice(among=among):
            return Box(
                name=name, what=what, kind="choice", value=text, options=tuple(one.value for one in among)
            )
        case Id():
            return Box(name=name, what=what, kind="row", value=text)
        case Clock():
            return Box(name=name, what=what, kind="time", value=text)
        case _:
            return Box(name=name, what=what, value=text)


def _read(name: str, form: Form[Any], data: Typed, languages: Sequence[str]) -> Any:
    if name in _LISTS and not isinstance(form, Whole):
        return _LISTS[name].read(_rows(name, data))
    if isinstance(form, Spoken):
        typed = {one: data.get(f"{name}.{one}", "").strip().replace("\r\n", "\n") for one in languages}
        return {one: words for one, words in typed.items() if words}
    value = data.get(name, "").strip()
    if isinstance(form, Words) and name == "to":
        return _telephone(value)
    return _number(value) if isinstance(form, Whole) else value


def _rows(name: str, data: Typed) -> Iterator[Callable[[str], list[str]]]:
    for place in range(MOST_ROWS):
        if any(key.startswith(f"{name}.{place}.") for key in data):
            yield lambda what, place=place: [  # type: ignore[misc] # the place is bound here
                one.strip() for one in data.getlist(f"{name}.{place}.{what}") if one.strip()
            ]


def _number(value: str) -> int | str:
    """Give a number, or what was typed where it is none: the reading says so at its place."""
    return int(value) if value.removeprefix("-").isdecimal() else value


def _telephone(value: str) -> str:
    return "".join(sign for sign in value if sign.isalnum() or sign == "+")


def _one(of: Callable[[str], list[str]], what: str) -> str:
    return next(iter(of(what)), "")


def _commas(value: str) -> list[str]:
    return [word for part in value.replace("\n", ",").split(",") if (word := part.strip())]


Row = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class _List:
    """How a setting with several rows is drawn and read."""

    draw: Callable[[str, Any], tuple[Box, ...]]
    read: Callable[[Iterable[Row]], Any]
    listed: Callable[[Any], Iterable[Any]]
    spare: int = SPARE_ROWS


def _items(value: Any) -> Iterable[Any]:
    return (value or {}).items()


def _list(value: Any) -> Iterable[Any]:
    return value or ()


def _draw_member(at: str, one: Any) -> tuple[Box, ...]:
    turn = one or {}
    return (
        Box(name=f"{at}.member", what="member", kind="row", value=turn.get("member", "")),
        Box(
            name=f"{at}.seconds",
            what="seconds",
            kind="number",
            value=str(turn.get("seconds", "")),
            least=5,
            most=60,
        ),
    )


def _read_members(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [
        {"member": member, **({"seconds": _number(seconds)} if (seconds := _one(row, "seconds")) else {})}
        for row in rows
        if (member := _one(row, "member"))
    ]


def _draw_words(at: str, one: Any) -> tuple[Box, ...]:
    key, words = one or ("", [])
    return (
        Box(name=f"{at}.key", what="key", kind="choice", value=key, options=("", *KEYS)),
        Box(name=f"{at}.said", what="said", value=", ".join(words)),
    )


def _read_words(rows: Iterable[Row]) -> dict[str, list[str]]:
    return {key: _commas(_one(row, "said")) for row in rows if (key := _one(row, "key"))}


def _draw_place(at: str, one: Any) -> tuple[Box, ...]:
    name, begins = one or ("", [])
    return (
        Box(name=f"{at}.name", what="place", value=name),
        Box(name=f"{at}.begins", what="begins", value=", ".join(begins)),
    )


def _read_places(rows: Iterable[Row]) -> dict[str, list[str]]:
    return {name: _commas(_one(row, "begins")) for row in rows if (name := _one(row, "name"))}


def _draw_window(at: str, one: Any) -> tuple[Box, ...]:
    name: str = one[0] if one else ""
    window: Mapping[str, Any] = one[1] if one else {}
    return (
        Box(name=f"{at}.name", what="window", value=name),
        Box(
            name=f"{at}.days", what="days", kind="days", values=tuple(window.get("days", ())),
            options=tuple(day.value for day in Day),
        ),
        Box(name=f"{at}.from", what="from", kind="time", value=window.get("from", "")),
        Box(name=f"{at}.to", what="to_time", kind="time", value=_end(window.get("to", ""))),
    )  # fmt: skip


def _windows(value: Any) -> Iterable[Any]:
    return [(name, window) for name, windows in (value or {}).items() for window in windows]


def _read_windows(rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if name := _one(row, "name"):
            # A box for a time of day has no 24:00; midnight as an end is the end of the day.
            to = _one(row, "to")
            window = {"days": row("days"), "from": _one(row, "from"), "to": "24:00" if to == "00:00" else to}
            found.setdefault(name, []).append(window)
    return found


def _end(clock: str) -> str:
    return "00:00" if clock == "24:00" else clock


def _draw_skill(at: str, one: Any) -> tuple[Box, ...]:
    need = one or {}
    relaxes = ", ".join(f"{step['after_seconds']}: {step['level']}" for step in need.get("relaxes", ()))
    return (
        Box(name=f"{at}.skill", what="skill", kind="row", value=need.get("skill", "")),
        Box(
            name=f"{at}.level", what="level", kind="number", value=str(need.get("level", "")), least=1, most=5
        ),
        Box(name=f"{at}.relaxes", what="relaxes", value=relaxes),
    )


def _read_skills(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [
        {
            "skill": skill,
            **({"level": _number(level)} if (level := _one(row, "level")) else {}),
            **({"relaxes": relaxes} if (relaxes := _relaxes(_one(row, "relaxes"))) else {}),
        }
        for row in rows
        if (skill := _one(row, "skill"))
    ]


def _relaxes(value: str) -> list[dict[str, Any]]:
    steps = (part.partition(":") for part in _commas(value))
    return [
        {"after_seconds": _number(after.strip()), "level": _number(level.strip())}
        for after, _, level in steps
    ]


_LISTS: Final[Mapping[str, _List]] = {
    "members": _List(_draw_member, _read_members, _list),
    "words": _List(_draw_words, _read_words, _items),
    "places": _List(_draw_place, _read_places, _items),
    "windows": _List(_draw_window, _read_windows, _windows, spare=1),
    "skills": _List(_draw_skill, _read_skills, _list, spare=1),
}
