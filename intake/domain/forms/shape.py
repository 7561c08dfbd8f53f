"""Small descriptions of JSON values: each finds what is wrong with one, and writes its own JSON Schema."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from intake.domain.forms.findings import At, Finding, Trouble

NAME = "^[a-z][a-z0-9_]{0,39}$"


class Shape(Protocol):
    """What a value may be."""

    def findings(self, value: object, at: At) -> Iterator[Finding]:
        """Say what is wrong with `value`, which stands at `at`."""
        ...

    def schema(self) -> dict[str, Any]:
        """Write it as JSON Schema."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """Words of at most so many characters; `pattern` is what a name must look like."""

    most: int = 200
    pattern: str = ""

    def findings(self, value: object, at: At) -> Iterator[Finding]:
        """Say what is wrong."""
        if not isinstance(value, str):
            yield Finding(trouble=Trouble.NOT_THIS_KIND, at=at, words={"kind": "text"})
        elif len(value) > self.most:
            yield Finding(trouble=Trouble.TOO_LONG, at=at, words={"most": str(self.most)})
        elif self.pattern and not re.fullmatch(self.pattern, value):
            yield Finding(trouble=Trouble.BAD_NAME, at=at, words={"name": value[:60]})

    def schema(self) -> dict[str, Any]:
        """Write it as JSON Schema."""
        return {
            "type": "string",
            "maxLength": self.most,
            **({"pattern": self.pattern} if self.pattern else {}),
        }


@dataclass(frozen=True, slots=True)
class Truth:
    """Yes or no."""

    def findings(self, value: object, at: At) -> Iterator[Finding]:
        """Say what is wrong."""
        if not isinstance(value, bool):
            yield Finding(trouble=Trouble.NOT_THIS_KIND, at=at, words={"kind": "true or false"})

    def schema(self) -> dict[str, Any]:
        """Write it as JSON Schema."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number, a whole one if `is_whole`."""

    least: int
    most: int
    is_whole: bool = True

    def findings(self, value: object, at: At) -> Iterator[Finding]:
        """Say what is wrong."""
        allowed = (int,) if self.is_whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, allowed):
            yield Finding(trouble=Trouble.NOT_THIS_KIND, at=at, words={"kind": "a number"})
        elif not self.least <= value <= self.most:
            words = {"value": f"{value}", "allowed": f"{self.least} – {self.most}"}
            yield Finding(trouble=Trouble.NOT_ALLOWED, at=at, words=words)

    def schema(self) -> dict[str, Any]:
        """Write it as JSON Schema."""
        return {
            "type": "integer" if self.is_whole else "number",
            "minimum": self.least,
            "maximum": self.most,
        }


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few values."""

    values: tuple[str | int, ...]

    def findings(self, value: object, at: At) -> Iterator[Finding]:
        """Say what is wrong."""
        if isinstance(value, bool) or not isinstance(value, str | int) or value not in self.values:
            words = {"value": f"{value}"[:60], "allowed": ", ".join(map(str, self.values))}
            yield Finding(trouble=Trouble.NOT_ALLOWED, at=at, words=words)

    def schema(self) -> dict[str, Any]:
        """Write it as JSON Schema."""
        return {"enum": list(self.values)}


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    of: Shape
    least: int = 0
    most: int = 100

    def findings(self, value: object, at: At) -> Iterator[Finding]:
        """Say what is wrong."""
        if not isinstance(value, list):
            yield Finding(trouble=Trouble.NOT_THIS_KIND, at=at, words={"kind": "a list"})
            return
        if len(value) < self.least:
            yield Finding(trouble=Trouble.TOO_FEW, at=at, words={"least": str(self.least)})
        if len(value) > self.most:
            yield Finding(trouble=Trouble.TOO_MANY, at=at, words={"most": str(self.most)})
            return
        for place, one in enumerate(value):
            yield from self.of.findings(one, (*at, place))

    def schema(self) -> dict[str, Any]:
        """Write it as JSON Schema."""
        return {
            "type": "array",
            "items": self.of.schema(),
            "minItems": self.least,
            "maxItems": self.most,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A mapping of known keys; `any_of` are keys of which exactly one must be there."""

    keys: Mapping[str, Shape]
    needs: tuple[str, ...] = ()
    says: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def findings(self, value: object, at: At) -> Iterator[Finding]:
        """Say what is wrong."""
        if not isinstance(value, dict):
            yield Finding(trouble=Trouble.NOT_THIS_KIND, at=at, words={"kind": "an object"})
            return
        for key, one in value.items():
            shape = self.keys.get(key) if isinstance(key, str) else None
            if shape is None:
                yield Finding(trouble=Trouble.UNKNOWN_KEY, at=(*at, f"{key}"[:60]))
            else:
                yield from shape.findings(one, (*at, key))
        for key in self.needs:
            if key not in value:
                yield Finding(trouble=Trouble.MISSING_KEY, at=at, words={"key": key})

    def schema(self) -> dict[str, Any]:
        """Write it as JSON Schema."""
        return {
            "type": "object",
            **({"description": self.says} if self.says else {}),
            **({"required": list(self.needs)} if self.needs else {}),
            "additionalProperties": False,
            "properties": {key: shape.schema() for key, shape in self.keys.items()},
            **self.extra,
        }


@dataclass(frozen=True, slots=True)
class Named:
    """A shape that is written once in the schema and referred to."""

    name: str
    of: Shape

    def findings(self, value: object, at: At) -> Iterator[Finding]:
        """Say what is wrong."""
        yield from self.of.findings(value, at)

    def schema(self) -> dict[str, Any]:
        """Write it as JSON Schema."""
        return {"$ref": f"#/$defs/{self.name}"}


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain value, or a list of plain values: what an answer is compared with."""

    def findings(self, value: object, at: At) -> Iterator[Finding]:
        """Say what is wrong."""
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str | int | float | bool) for one in items) or len(items) > 100:
            yield Finding(trouble=Trouble.NOT_THIS_KIND, at=at, words={"kind": "a plain value"})

    def schema(self) -> dict[str, Any]:
        """Write it as JSON Schema."""
        plain = ["string", "number", "boolean"]
        return {"anyOf": [{"type": plain}, {"type": "array", "items": {"type": plain}, "maxItems": 100}]}
