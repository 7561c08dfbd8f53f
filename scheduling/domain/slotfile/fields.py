"""Reading JSON of which every value has a path, so that a fault can be pointed at."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

_TIME: Final = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")
_T = TypeVar("_T")
_NAMES: Final = {dict: "an object", list: "a list", str: "text", int: "a whole number", bool: "true or false"}


class FileFault(ValueError):
    """What is wrong in a file, and where."""

    def __init__(self, path: str, said: str) -> None:
        self.path, self.said = path, said
        super().__init__(f"{path}: {said}" if path else said)


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the file, and the way to it."""

    path: str
    value: Any

    def get(self, name: str) -> "Field | None":
        """Give a value of an object, None where it is missing or null."""
        found = self._typed(dict).get(name)
        return None if found is None else Field(f"{self.path}.{name}".lstrip("."), found)

    def need(self, name: str) -> "Field":
        """Give a value of an object that must be there."""
        found = self.get(name)
        if found is None:
            raise FileFault(self.path, f"`{name}` is missing.")
        return found

    def items(self) -> list["Field"]:
        """Give the values of a list."""
        return [Field(f"{self.path}[{place}]", one) for place, one in enumerate(self._typed(list))]

    def each(self, name: str) -> list["Field"]:
        """Give the values of a list of this object, none where it is missing."""
        found = self.get(name)
        return found.items() if found else []

    def pairs(self) -> Iterator[tuple[str, "Field"]]:
        """Give the names and values of an object."""
        for name, one in self._typed(dict).items():
            yield name, Field(f"{self.path}.{name}", one)

    def text(self) -> str:
        """Give the value as text."""
        found: str = self._typed(str)
        return found

    def flag(self) -> bool:
        """Give the value as true or false."""
        found: bool = self._typed(bool)
        return found

    def number(self, *, least: int = 0, most: int = 10_000_000) -> int:
        """Give the value as a whole number within bounds."""
        found: int = self._typed(int)
        if not least <= found <= most:
            raise FileFault(self.path, f"{found} is not between {least} and {most}.")
        return found

    def choice(self, *allowed: str) -> str:
        """Give the value as one of these words."""
        found = self.text()
        if found not in allowed:
            raise FileFault(self.path, f"“{found}” is none of {', '.join(allowed)}.")
        return found

    def instant(self) -> datetime:
        """Give the value as an instant, which needs its offset from UTC."""
        found = self._parsed(datetime.fromisoformat, "an instant such as 2026-03-08T09:00:00Z")
        if found.tzinfo is None:
            raise FileFault(self.path, f"“{self.value}” does not say its zone; end it with Z for UTC.")
        try:
            return found.astimezone(UTC)
        except OverflowError as beyond:
            raise FileFault(self.path, f"“{self.value}” is beyond the years 1 to 9999.") from beyond

    def day(self) -> date:
        """Give the value as a date."""
        return self._parsed(date.fromisoformat, "a date such as 2026-03-08")

    def clock(self) -> int:
        """Give the value, `HH:MM` up to 24:00, as minutes after midnight."""
        found = _TIME.fullmatch(self.text())
        minutes = int(found[1]) * 60 + int(found[2]) if found else -1
        if not 0 <= minutes <= 24 * 60:
            raise FileFault(self.path, f"“{self.value}” is no time of day such as 09:30 or 24:00.")
        return minutes

    def zone(self) -> str:
        """Give the value as the name of a zone."""
        name = self.text()
        try:
            ZoneInfo(name)
        except (ValueError, OSError, KeyError) as unknown:
            raise FileFault(self.path, f"“{name}” is no time zone such as America/New_York.") from unknown
        return name

    def _typed(self, wanted: type) -> Any:
        if not isinstance(self.value, wanted) or (wanted is int and isinstance(self.value, bool)):
            raise FileFault(self.path, f"expected {_NAMES[wanted]}.")
        return self.value

    def _parsed(self, read: Callable[[str], _T], what: str) -> _T:
        try:
            return read(self.text())
        except ValueError as unreadable:
            if isinstance(unreadable, FileFault):
                raise
            raise FileFault(self.path, f"“{self.value}” is not {what}.") from unreadable
