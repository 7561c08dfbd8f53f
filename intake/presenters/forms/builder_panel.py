"""The properties of one piece of a form, as boxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from accounts.pages import Choice
from accounts.presenters.shell import NATIVE
from intake.domain.forms.boxes import COMPUTES, HAS_TEXT, LIMITS, TICKS
from intake.domain.forms.edits import Place, at_of, node_at, place_text
from intake.domain.forms.findings import Finding
from intake.domain.forms.grammar import ACCEPTED, AUTOCOMPLETE, KNOWN, LANGUAGES
from intake.domain.forms.kinds import CHOSEN, SENSITIVE, SILENT, SIMPLE, FieldType, Sensitivity
from intake.pages.builder import AnswerRow, Box, Panel, Seen, WordBox
from intake.presenters.forms import builder_words as say
from intake.presenters.forms.builder_conditions import condition_box
from intake.presenters.forms.form_settings import KINDS
from intake.presenters.forms.words import finding_sentence

_SPARE: Final = 2
_LONG: Final = frozenset({"help", "intro", "closing", "why", "text"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a panel is made of: the document, where in it, and what is wrong there."""

    document: Mapping[str, Any]
    place: Place
    findings: Sequence[Finding]
    sets: Mapping[str, str]
    language: str

    @property
    def node(self) -> Mapping[str, Any]:
        """Give the piece."""
        return node_at(self.document, self.place) or {}

    def errors(self, name: str) -> tuple[str, ...]:
        """Say what is wrong with a property; "" is the piece itself."""
        prefix = at_of(self.place)
        return tuple(
            finding_sentence(one, named)
            for one in self.findings
            if one.at[: len(prefix)] == prefix and _property(one, len(prefix)) == name
        )


def named(key: str) -> str:
    """Give what the builder calls a property."""
    names = (key, f"validate.{key}", f"fhir.{key}", f"compute.{key}")
    return next((say.NAMES[one]() for one in names if one in say.NAMES), key)


def _property(finding: Finding, depth: int) -> str:
    rest = finding.at[depth:]
    if not rest:
        return finding.words.get("key", "") or ("options" if finding.trouble == "NO_OPTIONS" else "")
    if rest[0] == "validate" and len(rest) > 1:
        return f"validate.{rest[1]}"
    return f"{rest[0]}"


def panel(sight: Sight, seen: Seen | None) -> Panel:
    """Print the piece that is chosen."""
    level, node = len(sight.place), sight.node
    boxes, more = _BOXES[level](sight)
    kind = FieldType(node["type"]) if level == 3 else None
    shown = {one.name for one in (*boxes, *more)} | {
        "options",
        "fields",
        "show_if",
        "sections",
        "stages",
        "compute",
    }
    limits = tuple(_limit(sight, name) for name in LIMITS.get(kind, ())) if kind else ()
    left = [
        one
        for one in ("", *_names_with_findings(sight))
        if one not in shown and one not in {x.name for x in limits}
    ]
    own = {"options", "fields", "compute"} & set(_names_with_findings(sight))
    return Panel(
        place=place_text(sight.place),
        title=say.LEVELS[level](),
        boxes=boxes,
        more=more,
        limits=limits,
        answers=_answers(sight, kind) if kind else (),
        answers_title=_("Parts") if kind is FieldType.REPEAT else _("Answers") if kind in CHOSEN else "",
        condition=condition_box(sight.document, sight.place, sight.errors("show_if"), sight.language)
        if level >= 2
        else None,
        seen=seen,
        errors=tuple(dict.fromkeys(e for one in (*left, *sorted(own)) for e in sight.errors(one))),
    )


def _names_with_findings(sight: Sight) -> list[str]:
    prefix = at_of(sight.place)
    return [_property(one, len(prefix)) for one in sight.findings if one.at[: len(prefix)] == prefix]


def word_boxes(name: str, held: object) -> tuple[WordBox, ...]:
    """Give a box for each language."""
    words = held if isinstance(held, dict) else {}
    return tuple(
        WordBox(name=f"{name}.{code}", language=code, label=label, value=words.get(code, ""))
        for code, label in NATIVE
        if code in LANGUAGES
    )


def _words(sight: Sight, name: str) -> Box:
    return Box(
        name=name,
        label=say.NAMES[name](),
        kind="long" if name in _LONG else "words",
        words=word_boxes(name, sight.node.get(name)),
        errors=sight.errors(name),
    )


def _text(sight: Sight, name: str, value: object) -> Box:
    help = say.HELPS[name]() if name in say.HELPS else ""
    text = "" if value is None else f"{value}"
    return Box(
        name=name, label=say.NAMES[name](), kind="text", value=text, help=help, errors=sight.errors(name)
    )


def _check(sight: Sight, name: str, *, is_on: bool) -> Box:
    help = say.HELPS[name]() if name in say.HELPS else ""
    return Box(
        name=name, label=say.NAMES[name](), kind="check", is_on=is_on, help=help, errors=sight.errors(name)
    )


def _picked(
    sight: Sight,
    name: str,
    options: Sequence[tuple[str, str]],
    *,
    held: Sequence[object],
    several: bool = False,
) -> Box:
    return Box(
        name=name,
        label=say.NAMES[name](),
        kind="checks" if several else "select",
        help=say.HELPS[name]() if name in say.HELPS else "",
        choices=tuple(Choice(value=value, label=label, is_current=value in held) for value, label in options),
        errors=sight.errors(name),
    )


Boxes = tuple[tuple[Box, ...], tuple[Box, ...]]


def _of_form(sight: Sight) -> Boxes:
    languages = [(code, label) for code, label in NATIVE if code in LANGUAGES]
    return (
        _words(sight, "title"),
        _words(sight, "intro"),
        _words(sight, "closing"),
        _picked(sight, "languages", languages, held=sight.node.get("languages", ()), several=True),
    ), ()


def _of_stage(sight: Sight) -> Boxes:
    kinds = [(one.value, KINDS[one]()) for one in Sensitivity if one in SENSITIVE]
    allows = _picked(sight, "allows", kinds, held=sight.node.get("allows", ()), several=True)
    return (_words(sight, "title"), _words(sight, "help"), allows), (
        _text(sight, "key", sight.node.get("key")),
    )


def _of_section(sight: Sight) -> Boxes:
    return (_words(sight, "title"), _words(sight, "help")), (_text(sight, "key", sight.node.get("key")),)


def _of_field(sight: Sight) -> Boxes:
    node, kind = sight.node, FieldType(sight.node["type"])
    types = [(value, words()) for value, words in say.TYPES.items()]
    boxes = [_picked(sight, "type", types, held=(kind.value,))]
    boxes += [] if kind is FieldType.STATIC else [_words(sight, "label")]
    boxes += [_words(sight, "text")] if kind in HAS_TEXT else []
    boxes.append(_words(sight, "help"))
    more = [_words(sight, "why")]
    if kind is FieldType.COMPUTED:
        boxes += _computed(sight)
    if kind not in SILENT:
        boxes += [_check(sight, name, is_on=bool(node.get(name))) for name in ("required", "later")]
        kinds = [(one.value, KINDS[one]()) for one in Sensitivity]
        boxes.append(_picked(sight, "sensitivity", kinds, held=(node.get("sensitivity", "contact"),)))
        ways = [("", "—"), *((one, say.KNOWN[one]()) for one, kinds_of in KNOWN.items() if kind in kinds_of)]
        if len(ways) > 1:
            more += [_picked(sight, way, ways, held=(node.get(way, ""),)) for way in ("prefill", "writeback")]
        browser = [("", "—"), *((one, one) for one in AUTOCOMPLETE)]
        more.append(_picked(sight, "autocomplete", browser, held=(node.get("autocomplete", ""),)))
    more.append(_text(sight, "key", node.get("key")))
    fhir = node.get("fhir", {})
    more += [_text(sight, f"fhir.{name}", fhir.get(name)) for name in ("link_id", "code", "system")]
    if kind in CHOSEN and sight.sets:
        lists = [("", "—"), *sight.sets.items()]
        boxes.append(_picked(sight, "option_set", lists, held=(node.get("option_set", ""),)))
    return tuple(boxes), tuple(more)


_BOXES: Final = (_of_form, _of_stage, _of_section, _of_field)


def _computed(sight: Sight) -> list[Box]:
    how, of = next(iter(sight.node.get("compute", {}).items()), ("", ""))
    ways = [("", "—"), *((one, say.COMPUTES[one]()) for one in COMPUTES)]
    names = of if isinstance(of, str) else ", ".join(map(str, of))
    return [_picked(sight, "compute.how", ways, held=(how,)), _text(sight, "compute.of", names)]


def _limit(sight: Sight, name: str) -> Box:
    held = sight.node.get("validate", {}).get(name)
    if name == "accept":
        kinds = [(one, say.FILES[one]()) for one in ACCEPTED]
        return _picked(sight, "validate.accept", kinds, held=held or (), several=True)
    if name in TICKS:
        return _check(sight, f"validate.{name}", is_on=bool(held))
    return _text(sight, f"validate.{name}", held)


def answer_rows(held: Sequence[Mapping[str, Any]]) -> tuple[AnswerRow, ...]:
    """Print the answers that are offered, with room for more."""
    rows = [*held, *({} for _n in range(_SPARE))]
    return tuple(
        AnswerRow(n=n, value=one.get("value", ""), words=word_boxes(f"answer.{n}.label", one.get("label")))
        for n, one in enumerate(rows)
    )


def _answers(sight: Sight, kind: FieldType) -> tuple[AnswerRow, ...]:
    if kind in CHOSEN:
        return () if sight.node.get("option_set") else answer_rows(sight.node.get("options", ()))
    if kind is not FieldType.REPEAT:
        return ()
    rows = [*sight.node.get("fields", ()), *({} for _n in range(_SPARE))]
    return tuple(_part(n, one) for n, one in enumerate(rows))


def _part(n: int, one: Mapping[str, Any]) -> AnswerRow:
    kinds = [value for value in say.TYPES if value in SIMPLE]
    offered = (
        " / ".join(option["label"].get(code, "") for code in LANGUAGES) for option in one.get("options", ())
    )
    return AnswerRow(
        n=n,
        value=one.get("key", ""),
        words=word_boxes(f"part.{n}.label", one.get("label")),
        kinds=tuple(
            Choice(value=value, label=say.TYPES[value](), is_current=value == one.get("type", "text"))
            for value in kinds
        ),
        is_required=bool(one.get("required")),
        answers=", ".join(offered),
    )
