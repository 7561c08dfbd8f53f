"""A form as plain values: stages of sections of fields, read from a document whose shape is right."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from intake.domain.forms.findings import Finding
from intake.domain.forms.grammar import DOCUMENT
from intake.domain.forms.kinds import FACTS, MANY, PARTS, SENSITIVE, FieldType, Part, Sensitivity

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the answers that are offered."""

    value: str
    label: Words
    fhir: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatPart(Part):
    """One piece of a repeated answer, as the form names it."""

    label: Words
    choices: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question."""

    key: str
    type: FieldType
    label: Words = field(default_factory=dict)
    help: Words = field(default_factory=dict)
    why: Words = field(default_factory=dict)
    text: Words = field(default_factory=dict)
    is_required: bool = False
    may_come_later: bool = False
    sensitivity: Sensitivity = Sensitivity.CONTACT
    prefill: str = ""
    writeback: str = ""
    show_if: object = None
    validate: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    option_set: str = ""
    parts: tuple[Part, ...] = ()
    compute: Mapping[str, Any] = field(default_factory=dict)
    autocomplete: str = ""
    fhir: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_many(self) -> bool:
        """Tell whether its answer is a list of pieces."""
        return self.type in MANY

    @property
    def is_sensitive(self) -> bool:
        """Tell whether its answer is kept encrypted."""
        return self.sensitivity in SENSITIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions that stand together."""

    key: str
    title: Words
    help: Words
    show_if: object
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is asked before the next may be asked."""

    key: str
    title: Words
    help: Words
    allows: frozenset[Sensitivity]
    sections: tuple[Section, ...]

    @property
    def asks_facts(self) -> bool:
        """Tell whether it asks what happened or how somebody is."""
        return bool(self.allows & FACTS)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Give its fields in their order."""
        return tuple(one for section in self.sections for one in section.fields)


@dataclass(frozen=True)
class Definition:
    """A whole form."""

    title: Words
    intro: Words
    closing: Words
    languages: tuple[str, ...]
    stages: tuple[Stage, ...]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Give every field by its key, in the order of the form."""
        return {one.key: one for stage in self.stages for one in stage.fields}

    @cached_property
    def stage_of(self) -> Mapping[str, Stage]:
        """Give the stage of every field."""
        return {one.key: stage for stage in self.stages for one in stage.fields}

    def placed(self) -> Iterator[tuple[Stage, Section, Field]]:
        """Walk every field with where it stands."""
        for stage in self.stages:
            for section in stage.sections:
                for one in section.fields:
                    yield stage, section, one

    def stage(self, key: str) -> Stage | None:
        """Find a stage."""
        return next((stage for stage in self.stages if stage.key == key), None)


def shape_findings(document: object) -> tuple[Finding, ...]:
    """Say what is wrong with the shape of a document; only one without findings can be read."""
    return tuple(DOCUMENT.findings(document, ()))


def read(document: Mapping[str, Any]) -> Definition:
    """Read a document whose shape is right."""
    return Definition(
        title=document["title"],
        intro=document.get("intro", {}),
        closing=document.get("closing", {}),
        languages=tuple(document["languages"]),
        stages=tuple(_stage(one) for one in document["stages"]),
    )


def digest(document: Mapping[str, Any]) -> str:
    """Give the SHA-256 of a document, the same however its keys are ordered."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def says(words: Words, language: str) -> str:
    """Give words in a language, else in whichever there is."""
    return words.get(language) or next(iter(words.values()), "")


def _stage(raw: Mapping[str, Any]) -> Stage:
    return Stage(
        key=raw["key"],
        title=raw["title"],
        help=raw.get("help", {}),
        allows=frozenset(Sensitivity(one) for one in raw.get("allows", ())),
        sections=tuple(
            Section(
                key=one["key"],
                title=one["title"],
                help=one.get("help", {}),
                show_if=one.get("show_if"),
                fields=tuple(_field(each) for each in one["fields"]),
            )
            for one in raw["sections"]
        ),
    )


def _field(raw: Mapping[str, Any]) -> Field:
    kind = FieldType(raw["type"])
    parts = PARTS.get(kind) or tuple(_part(one) for one in raw.get("fields", ()))
    return Field(
        key=raw["key"],
        type=kind,
        label=raw.get("label", {}),
        help=raw.get("help", {}),
        why=raw.get("why", {}),
        text=raw.get("text", {}),
        is_required=raw.get("required", False),
        may_come_later=raw.get("later", False),
        sensitivity=Sensitivity(raw.get("sensitivity", Sensitivity.CONTACT)),
        prefill=raw.get("prefill", ""),
        writeback=raw.get("writeback", ""),
        show_if=raw.get("show_if"),
        validate=raw.get("validate", {}),
        options=_options(raw.get("options", ())),
        option_set=raw.get("option_set", ""),
        parts=parts,
        compute=raw.get("compute", {}),
        autocomplete=raw.get("autocomplete", ""),
        fhir=raw.get("fhir", {}),
    )


def _options(raw: Any) -> tuple[Option, ...]:
    return tuple(Option(value=one["value"], label=one["label"], fhir=one.get("fhir", "")) for one in raw)


def _part(raw: Mapping[str, Any]) -> RepeatPart:
    choices = _options(raw.get("options", ()))
    return RepeatPart(
        key=raw["key"],
        type=FieldType(raw["type"]),
        label=raw["label"],
        is_required=raw.get("required", False),
        options=tuple(one.value for one in choices),
        choices=choices,
    )
