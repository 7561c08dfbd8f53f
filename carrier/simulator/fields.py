"""Reading untrusted JSON: typed getters which name the field that is wrong."""

import json
from collections.abc import Mapping, Sequence

from carrier.simulator.problems import InvalidParameters, Problem

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def parse_object(body: bytes) -> "Fields":
    """Read a request body as one JSON object.

    Raises:
        Problem: 400, it is no JSON or no object.
    """
    try:
        value = json.loads(body or b"{}")
    except ValueError as error:
        raise Problem(400, "Bad Request", f"The request body is not valid JSON: {error}.") from error
    if not isinstance(value, dict):
        raise Problem(400, "Bad Request", "The request body must be a JSON object.")
    return Fields(value)


class Fields:
    """A JSON object whose values are asked for by type; a wrong one raises `InvalidParameters`."""

    def __init__(self, values: Mapping[str, Json]) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def raw(self, name: str) -> Json:
        """Return the value as parsed, None when absent."""
        return self.values.get(name)

    def text(self, name: str, default: str | None = None, *, longest: int = 100_000) -> str:
        """Return a string; without a default it must be there and not be empty."""
        value = self.values.get(name)
        if value is None:
            value = default
        if not isinstance(value, str) or (default is None and not value):
            raise InvalidParameters(
                {name: "must be a non-empty string" if default is None else "must be a string"}
            )
        if len(value) > longest:
            raise InvalidParameters({name: f"must be at most {longest} characters"})
        return value

    def number(self, name: str, default: float, *, least: float = 0.0, most: float = 1e9) -> float:
        """Return a number within bounds; a duration such as "10s" is not one."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise InvalidParameters({name: f"must be a number from {least:g} to {most:g}"})
        return float(value)

    def integer(self, name: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
        """Return a whole number within bounds."""
        value = self.number(name, float(default), least=float(least), most=float(most))
        if value != int(value):
            raise InvalidParameters({name: "must be a whole number"})
        return int(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise InvalidParameters({name: "must be true or false"})
        return value

    def object(self, name: str) -> "Fields":
        """Return a nested object, empty when absent."""
        value = self.values.get(name)
        if value is None:
            return Fields({})
        if not isinstance(value, dict):
            raise InvalidParameters({name: "must be an object"})
        return Fields(value)

    def objects(self, name: str) -> Sequence["Fields"]:
        """Return a list of objects, empty when absent."""
        value = self.values.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise InvalidParameters({name: "must be a list of objects"})
        return [Fields(item) for item in value if isinstance(item, dict)]
