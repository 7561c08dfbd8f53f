"""What is wrong with a form before anybody fills it in."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from intake.domain.forms.conditions import OPERATORS
from intake.domain.forms.document import Definition, Field, Section, Stage, Words, read, shape_findings
from intake.domain.forms.findings import At, Finding, Trouble
from intake.domain.forms.grammar import KNOWN
from intake.domain.forms.judging import looks_at, sources
from intake.domain.forms.kinds import CHOSEN, FACTS, SENSITIVE, SILENT, FieldType

__all__ = ["OPERATORS", "check", "is_publishable"]


def check(document: object) -> tuple[Finding, ...]:
    """Find everything wrong with a document: its shape first, then what only the whole can show."""
    if found := shape_findings(document):
        return found
    assert isinstance(document, dict)  # noqa: S101 (the shape says so)
    definition = read(document)
    return (
        *_names(definition),
        *_circles(definition),
        *(finding for place in _places(definition) for finding in _field(definition, *place)),
        *_untranslated(definition, document),
    )


def is_publishable(findings: tuple[Finding, ...]) -> bool:
    """Tell whether nothing is in the way of publishing."""
    return all(finding.is_warning for finding in findings)


def _places(definition: Definition) -> Iterator[tuple[At, int, Stage, Section, Field]]:
    for number, stage in enumerate(definition.stages):
        for inner, section in enumerate(stage.sections):
            for place, field in enumerate(section.fields):
                yield (
                    ("stages", number, "sections", inner, "fields", place),
                    number,
                    stage,
                    section,
                    field,
                )


def _names(definition: Definition) -> Iterator[Finding]:
    yield from _taken("stages", (((("stages", n)), one.key) for n, one in enumerate(definition.stages)))
    sections = (
        (("stages", n, "sections", m), section.key)
        for n, stage in enumerate(definition.stages)
        for m, section in enumerate(stage.sections)
    )
    yield from _taken("sections", sections)
    yield from _taken("fields", ((at, field.key) for at, _n, _stage, _section, field in _places(definition)))


def _taken(_what: str, named: Iterator[tuple[At, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for at, key in named:
        if key in seen:
            yield Finding(trouble=Trouble.TAKEN_NAME, at=(*at, "key"), words={"name": key})
        seen.add(key)


def _circles(definition: Definition) -> Iterator[Finding]:
    graph = {field.key: looks_at(section, field) for _stage, section, field in definition.placed()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        names = list(circle.args[1])
        at = next(at for at, _n, _stage, _section, field in _places(definition) if field.key == names[0])
        yield Finding(trouble=Trouble.CIRCLE, at=(*at, "show_if"), words={"names": " → ".join(names)})


def _field(
    definition: Definition, at: At, number: int, stage: Stage, section: Section, field: Field
) -> Iterator[Finding]:
    stages = list(definition.stages)
    for name in sorted(looks_at(section, field)):
        if name not in definition.fields:
            yield Finding(trouble=Trouble.NO_SUCH_FIELD, at=(*at, "show_if"), words={"name": name})
        elif stages.index(definition.stage_of[name]) > number:
            yield Finding(trouble=Trouble.LATER_FIELD, at=(*at, "show_if"), words={"name": name})
    yield from _privacy(at, number, stage, field)
    yield from _choices(at, field)
    yield from _own(at, field)


def _privacy(at: At, number: int, stage: Stage, field: Field) -> Iterator[Finding]:
    words = {"name": field.key, "kind": field.sensitivity.value}
    if field.sensitivity in FACTS and number == 0:
        yield Finding(trouble=Trouble.FIRST_STAGE, at=(*at, "sensitivity"), words=words)
    elif field.sensitivity in SENSITIVE and field.sensitivity not in stage.allows:
        yield Finding(trouble=Trouble.TOO_EARLY, at=(*at, "sensitivity"), words=words)


def _choices(at: At, field: Field) -> Iterator[Finding]:
    if field.type in CHOSEN and not field.options and not field.option_set:
        yield Finding(trouble=Trouble.NO_OPTIONS, at=at, words={"name": field.key})
    values = [option.value for option in field.options]
    for place, value in enumerate(values):
        if value in values[:place]:
            yield Finding(
                trouble=Trouble.TAKEN_NAME, at=(*at, "options", place, "value"), words={"name": value}
            )
    for place, part in enumerate(field.parts if field.type is FieldType.REPEAT else ()):
        if part.type is FieldType.CHOICE and not part.options:
            yield Finding(trouble=Trouble.NO_OPTIONS, at=(*at, "fields", place), words={"name": part.key})
        if part.key in [other.key for other in field.parts[:place]]:
            yield Finding(trouble=Trouble.TAKEN_NAME, at=(*at, "fields", place), words={"name": part.key})


def _own(at: At, field: Field) -> Iterator[Finding]:
    if field.type is FieldType.REPEAT and not field.parts:
        yield Finding(trouble=Trouble.MISSING_KEY, at=at, words={"key": "fields"})
    if field.type is FieldType.COMPUTED and not list(sources(field)):
        yield Finding(trouble=Trouble.NOTHING_TO_COMPUTE, at=at, words={"name": field.key})
    if field.type in SILENT and field.is_required:
        yield Finding(trouble=Trouble.NEVER_SHOWN, at=(*at, "required"), words={"name": field.key})
    needs_text = field.type in (FieldType.STATIC, FieldType.CONSENT, FieldType.SIGNATURE)
    if needs_text and not field.text:
        yield Finding(trouble=Trouble.MISSING_KEY, at=at, words={"key": "text"})
    if field.type is not FieldType.STATIC and not field.label:
        yield Finding(trouble=Trouble.MISSING_KEY, at=at, words={"key": "label"})
    for way in ("prefill", "writeback"):
        known = getattr(field, way)
        if known and field.type not in KNOWN[known]:
            yield Finding(trouble=Trouble.NO_WAY_BACK, at=(*at, way), words={"name": known})


def _untranslated(definition: Definition, document: Mapping[str, Any]) -> Iterator[Finding]:
    for at, words in _all_words(document, ()):
        for language in definition.languages:
            if not words.get(language, "").strip():
                yield Finding(trouble=Trouble.NO_TRANSLATION, at=at, words={"language": language})


def _all_words(node: object, at: At) -> Iterator[tuple[At, Words]]:
    """Walk everything that people read."""
    if isinstance(node, list):
        for place, one in enumerate(node):
            yield from _all_words(one, (*at, place))
    elif isinstance(node, dict):
        for key, one in node.items():
            if key in ("title", "intro", "closing", "label", "help", "why", "text"):
                yield (*at, key), one
            elif key not in ("show_if", "validate", "compute", "fhir"):
                yield from _all_words(one, (*at, key))
