"""The forms a setting can have: words, numbers, choices, ids, times of day, and lists and objects of those."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from routing.domain.faults import Fault
from routing.domain.fields import Form, Reading, Unreadable, forms_of, read_parts, required_of, write_parts
from routing.domain.texts import Text

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
NAME: Final = r"^[^\W_][\w \-]{0,39}$"
E164: Final = r"^\+[1-9][0-9]{6,14}$"
ID: Final = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
CLOCK: Final = r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"
HTTPS: Final = r"^https://[^\s]+$"
LONGEST_TEXT: Final = 1400


@dataclass(frozen=True)
class Words(Form[str]):
    """Plain text that is not spoken. `pattern` is what it must look like, `fault` what is said when it does not."""

    most: int = 200
    pattern: str = ""
    fault: Fault = Fault.NOT_A_NAME

    def read(self, value: object, path: str, reading: Reading) -> str:
        if not isinstance(value, str):
            raise reading.fault(path, Fault.NOT_TEXT)
        if len(value) > self.most:
            raise reading.fault(path, Fault.TOO_LONG, most=self.most)
        if value and self.pattern and not re.fullmatch(self.pattern, value):
            raise reading.fault(path, self.fault)
        return value

    def schema(self) -> dict[str, Any]:
        pattern = {"pattern": f"^$|{self.pattern}"} if self.pattern else {}
        return {"type": "string", "maxLength": self.most, **pattern}


@dataclass(frozen=True)
class Address(Words):
    """An https address; empty while it is not set."""

    most: int = 500
    pattern: str = HTTPS
    fault: Fault = Fault.NOT_AN_ADDRESS

    def read(self, value: object, path: str, reading: Reading) -> str:
        found = super().read(value, path, reading)
        try:
            # A host is not told by a pattern, and reading a port may fail.
            fits = not found or (bool(urlsplit(found).hostname) and urlsplit(found).port != 0)
        except ValueError:
            fits = False
        if not fits:
            raise reading.fault(path, self.fault)
        return found


@dataclass(frozen=True)
class Spoken(Form[Text]):
    """Words by language; plain text is of the first."""

    def read(self, value: object, path: str, reading: Reading) -> Text:
        if isinstance(value, str):
            value = {reading.languages[0]: value}
        if not isinstance(value, dict):
            raise reading.fault(path, Fault.NOT_TEXT)
        words: dict[str, str] = {}
        before = len(reading.found)
        for language, text in value.items():
            if language not in reading.languages:
                reading.fault(f"{path}.{language}", Fault.NOT_SPOKEN)
            elif not isinstance(text, str):
                reading.fault(f"{path}.{language}", Fault.NOT_TEXT)
            elif len(text) > LONGEST_TEXT:
                reading.fault(f"{path}.{language}", Fault.TOO_LONG, most=LONGEST_TEXT)
            elif text.strip():
                words[language] = text
        if len(reading.found) > before:
            raise Unreadable
        return Text(words)

    def write(self, value: Text) -> Any:
        return dict(value.by_language)

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/text"}


@dataclass(frozen=True)
class Whole(Form[int]):
    """A whole number within bounds."""

    least: int
    most: int

    def read(self, value: object, path: str, reading: Reading) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise reading.fault(path, Fault.NOT_A_NUMBER)
        if not self.least <= value <= self.most:
            raise reading.fault(path, Fault.NOT_BETWEEN, least=self.least, most=self.most)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True)
class Choice(Form[E]):
    """One of a few values."""

    among: type[E]

    def read(self, value: object, path: str, reading: Reading) -> E:
        known = {one.value: one for one in self.among}
        if not isinstance(value, str) or value not in known:
            raise reading.fault(path, Fault.NOT_ONE_OF, values=", ".join(known))
        return known[value]

    def write(self, value: E) -> Any:
        return value.value

    def schema(self) -> dict[str, Any]:
        return {"enum": [one.value for one in self.among]}


@dataclass(frozen=True)
class Id(Form[UUID | None]):
    """The id of a row; null while it is not chosen."""

    def read(self, value: object, path: str, reading: Reading) -> UUID | None:
        if value is None:
            return None
        if not isinstance(value, str) or not re.fullmatch(ID, value):
            raise reading.fault(path, Fault.NOT_AN_ID)
        return UUID(value)

    def write(self, value: UUID | None) -> Any:
        return None if value is None else str(value)

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "null"], "pattern": ID}


@dataclass(frozen=True)
class SomeId(Form[UUID]):
    """The id of a row that must be named."""

    def read(self, value: object, path: str, reading: Reading) -> UUID:
        found = Id().read(value, path, reading)
        if found is None:
            raise reading.fault(path, Fault.NOT_AN_ID)
        return found

    def write(self, value: UUID) -> Any:
        return str(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": ID}


@dataclass(frozen=True)
class Clock(Form[int]):
    """A time of day as minutes from midnight; 24:00 is the end of the day."""

    def read(self, value: object, path: str, reading: Reading) -> int:
        if not isinstance(value, str) or not re.fullmatch(CLOCK, value):
            raise reading.fault(path, Fault.NOT_A_CLOCK)
        hour, minute = value.split(":")
        return int(hour) * 60 + int(minute)

    def write(self, value: int) -> Any:
        return f"{value // 60:02}:{value % 60:02}"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": CLOCK}


@dataclass(frozen=True)
class ListOf(Form[tuple[T, ...]]):
    """Values in order, each of one form. `key` tells which may stand in it once only."""

    of: Form[T]
    most: int
    key: Callable[[T], object] | None = None

    def read(self, value: object, path: str, reading: Reading) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise reading.fault(path, Fault.NOT_A_LIST)
        if len(value) > self.most:
            raise reading.fault(path, Fault.TOO_MANY, most=self.most)
        before, found = len(reading.found), list[T]()
        for place, item in enumerate(value):
            try:
                one = self.of.read(item, f"{path}.{place}", reading)
            except Unreadable:
                continue
            if self.key is not None and any(self.key(one) == self.key(other) for other in found):
                reading.fault(f"{path}.{place}", Fault.TWICE)
            found.append(one)
        if len(reading.found) > before:
            raise Unreadable
        return tuple(found)

    def write(self, value: tuple[T, ...]) -> Any:
        return [self.of.write(one) for one in value]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "maxItems": self.most, "items": self.of.schema()}


@dataclass(frozen=True)
class ByName(Form[Mapping[str, T]]):
    """Values by name; a name looks like `pattern` and is none of `never`."""

    of: Form[T]
    most: int
    pattern: str = NAME
    never: frozenset[str] = frozenset()

    def read(self, value: object, path: str, reading: Reading) -> Mapping[str, T]:
        if not isinstance(value, dict):
            raise reading.fault(path, Fault.NOT_AN_OBJECT)
        if len(value) > self.most:
            raise reading.fault(path, Fault.TOO_MANY, most=self.most)
        before, found = len(reading.found), dict[str, T]()
        for name, item in value.items():
            if not re.fullmatch(self.pattern, name) or name in self.never:
                reading.fault(f"{path}.{name}", Fault.NOT_A_NAME)
                continue
            try:
                found[name] = self.of.read(item, f"{path}.{name}", reading)
            except Unreadable:
                continue
        if len(reading.found) > before:
            raise Unreadable
        return found

    def write(self, value: Mapping[str, T]) -> Any:
        return {name: self.of.write(one) for name, one in value.items()}

    def schema(self) -> dict[str, Any]:
        never = {"not": {"enum": sorted(self.never)}} if self.never else {}
        return {
            "type": "object",
            "maxProperties": self.most,
            "propertyNames": {"pattern": self.pattern, **never},
            "additionalProperties": self.of.schema(),
        }


@dataclass(frozen=True)
class Parts(Form[T]):
    """An object whose parts are the settings of a dataclass."""

    of: type[T]

    def read(self, value: object, path: str, reading: Reading) -> T:
        if not isinstance(value, dict):
            raise reading.fault(path, Fault.NOT_AN_OBJECT)
        forms = forms_of(self.of)
        for name in value:
            if name not in forms:
                reading.fault(f"{path}.{name}", Fault.NOT_KNOWN)
        return read_parts(self.of, value, path, reading)

    def write(self, value: T) -> Any:
        return write_parts(value)

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {name: form.schema() for name, form in forms_of(self.of).items()},
            "required": required_of(self.of),
            "additionalProperties": False,
        }
