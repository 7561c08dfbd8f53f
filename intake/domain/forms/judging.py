"""Do these answers fit this form? The one judge of a draft, a step and a submission."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Any

from intake.domain.forms.conditions import age_years, fields_of, holds
from intake.domain.forms.document import Definition, Field, Section
from intake.domain.forms.findings import Fault, Wrong
from intake.domain.forms.kinds import SILENT, FieldType
from intake.domain.forms.readers import LONGEST, Reader
from intake.domain.forms.values import is_later, read

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What became of the answers.

    `values` are those that count, as Portico keeps them: of visible fields, readable, computed ones too. `errors` are
    by field, a piece as "parties.0.name". `dropped` are answers of fields that are hidden now: a draft keeps them, a
    submission does not. `later` are required answers that were put off.
    """

    values: Mapping[str, Any]
    errors: Mapping[str, Wrong]
    visible: frozenset[str]
    dropped: Mapping[str, Any]
    later: frozenset[str]

    def errors_of(self, keys: Iterable[str]) -> dict[str, Wrong]:
        """Give the errors of some fields."""
        wanted = frozenset(keys)
        return {at: wrong for at, wrong in self.errors.items() if at.partition(".")[0] in wanted}


def judge(definition: Definition, answers: Answers, reader: Reader, *, stage: str = "") -> Judgement:
    """Judge answers, whatever JSON they are; with `stage`, errors are only looked for up to that stage."""
    values: dict[str, Any] = {}
    errors: dict[str, Wrong] = {}
    visible: set[str] = set()
    later: set[str] = set()
    asked = _asked(definition, stage)
    for section, field in ordered(definition):
        if not _is_shown(section, field, values, reader.today):
            continue
        visible.add(field.key)
        raw = answers.get(field.key)
        if field.type in SILENT:
            found = _computed(field, values, reader.today)
            if found is not None:
                values[field.key] = found
            continue
        reading = read(field, raw, reader)
        if reading.value is not None and not reading.wrong:
            values[field.key] = reading.value
        if is_later(raw) and field.may_come_later:
            later.add(field.key)
        elif field.key in asked:
            errors |= _errors(field, reading.value, reading.wrong)
    return Judgement(
        values=_in_form_order(definition, values),
        errors=_in_form_order(definition, errors),
        visible=frozenset(visible),
        dropped={key: value for key, value in answers.items() if key not in visible},
        later=frozenset(later),
    )


def ordered(definition: Definition) -> list[tuple[Section, Field]]:
    """Order fields so that each comes after those it looks at; where they look in a circle, as they stand."""
    placed = {field.key: (section, field) for _stage, section, field in definition.placed()}
    try:
        order = TopologicalSorter(
            {key: sorted(looks_at(*pair) & placed.keys()) for key, pair in placed.items()}
        ).static_order()
        return [placed[key] for key in order]
    except CycleError:
        return list(placed.values())


def looks_at(section: Section, field: Field) -> frozenset[str]:
    """Name the fields that decide whether and what this one is."""
    return fields_of(section.show_if) | fields_of(field.show_if) | frozenset(sources(field))


def sources(field: Field) -> Iterator[str]:
    """Name the fields a computed one is made of."""
    for made_of in field.compute.values():
        yield from [made_of] if isinstance(made_of, str) else made_of


def _asked(definition: Definition, stage: str) -> frozenset[str]:
    keys = [one.key for one in definition.stages]
    upto = definition.stages[: keys.index(stage) + 1] if stage in keys else definition.stages
    return frozenset(field.key for one in upto for field in one.fields)


def _is_shown(section: Section, field: Field, values: Answers, today: date) -> bool:
    return all(
        condition is None or holds(condition, values, today=today)
        for condition in (section.show_if, field.show_if)
    )


def _errors(field: Field, value: object, wrong: Mapping[str, Wrong] | None) -> dict[str, Wrong]:
    if wrong:
        return {f"{field.key}.{key}" if key else field.key: one for key, one in wrong.items()}
    return {field.key: Wrong(Fault.NEEDED)} if field.is_required and value is None else {}


def _computed(field: Field, values: Answers, today: date) -> Any:
    match dict(field.compute):
        case {"age_years": key}:
            return age_years(values.get(key), today=today)
        case {"sum": keys}:
            numbers = [Decimal(f"{values[key]}") for key in keys if _is_number(values.get(key))]
            return f"{sum(numbers, Decimal(0)).normalize():f}" if numbers else None
        case {"count": key}:
            found = values.get(key)
            return len(found) if isinstance(found, list) else None
        case {"join": keys}:
            texts = [f"{values[key]}" for key in keys if isinstance(values.get(key), str | int)]
            return " ".join(texts)[: LONGEST[FieldType.TEXT]] or None
        case _:
            return None


def _is_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (
        isinstance(value, str) and value.replace(".", "", 1).lstrip("-").isdecimal()
    )


def _in_form_order(definition: Definition, found: Mapping[str, Any]) -> dict[str, Any]:
    places = {key: place for place, key in enumerate(definition.fields)}
    return dict(sorted(found.items(), key=lambda pair: places[pair[0].partition(".")[0]]))
