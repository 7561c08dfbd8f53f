"""What the settings of home service print."""

from dataclasses import dataclass

from scheduling.pages.maps import Map


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """One area in words: the twin of what the map shows."""

    name: str
    detail: str
    url: str
    is_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRow:
    """How one service is given at customers' addresses."""

    name: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRow:
    """From where a vehicle or technician sets out."""

    key: str
    name: str
    postcode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreasPage:
    """Where a firm goes, how, and who asked in vain."""

    map: Map | None
    areas: tuple[AreaRow, ...]
    services: tuple[HomeRow, ...]
    bases: tuple[BaseRow, ...]
    unserved: tuple[tuple[str, int], ...]
    unserved_total: int
    own_postcodes: int
