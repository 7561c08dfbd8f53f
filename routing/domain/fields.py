"""Forms of settings: each reads a JSON value with every fault found, writes it back and tells its JSON schema."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, Final, Generic, TypeVar

from routing.domain.faults import Fault, Found

T = TypeVar("T")


class Unreadable(Exception):
    """A value that is not what it should be; its faults are noted already."""


@dataclass(slots=True)
class Reading:
    """One reading of a document: the languages it speaks and what was found wrong so far."""

    languages: Sequence[str]
    found: list[Found] = field(default_factory=list)

    def fault(self, path: str, fault: Fault, **values: object) -> Unreadable:
        """Note a fault and give what to raise."""
        self.found.append(Found(path, fault, {name: str(value) for name, value in values.items()}))
        return Unreadable()


class Form(ABC, Generic[T]):
    """How one setting is written down."""

    @abstractmethod
    def read(self, value: object, path: str, reading: Reading) -> T:
        """Read it.

        Raises:
            Unreadable: it is not what it should be.
        """

    def write(self, value: T) -> Any:
        """Write it as a JSON value."""
        return value

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Tell its JSON schema."""


_NEEDED: Final = object()


def setting(form: Form[Any], default: object = _NEEDED, *, name: str = "") -> Any:
    """Declare a setting of a dataclass; without a default it must be written down. `name` is its name in a document."""
    metadata = {"form": form, "name": name}
    if default is _NEEDED:
        return field(metadata=metadata)
    if isinstance(default, dict):
        return field(default_factory=dict, hash=False, metadata=metadata)
    return field(default=default, metadata=metadata)


def forms_of(of: type[Any]) -> dict[str, Form[Any]]:
    """List the settings of a dataclass, by their names in a document."""
    return {_written(one): one.metadata["form"] for one in fields(of)}


def required_of(of: type[Any]) -> list[str]:
    """List the settings that must be written down."""
    return [_written(one) for one in fields(of) if _is_needed(one)]


def read_parts(of: type[T], value: Mapping[str, object], path: str, reading: Reading) -> T:
    """Read the settings of a dataclass from those written down.

    Raises:
        Unreadable: one of them is missing or not what it should be.
    """
    before, found = len(reading.found), dict[str, Any]()
    for one in fields(of):  # type: ignore[arg-type] # callers give dataclasses
        name = _written(one)
        if name in value:
            try:
                found[one.name] = one.metadata["form"].read(value[name], f"{path}.{name}", reading)
            except Unreadable:
                continue
        elif _is_needed(one):
            reading.fault(f"{path}.{name}", Fault.MISSING)
    if len(reading.found) > before:
        raise Unreadable
    return of(**found)


def write_parts(value: Any) -> dict[str, Any]:
    """Write settings down; one that is as it begins is left out."""
    return {
        _written(one): one.metadata["form"].write(getattr(value, one.name))
        for one in fields(value)
        if _is_needed(one) or getattr(value, one.name) != _default(one)
    }


def _is_needed(one: "Field[Any]") -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _default(one: "Field[Any]") -> object:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _written(one: "Field[Any]") -> str:
    return one.metadata["name"] or one.name
