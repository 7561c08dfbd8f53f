"""Positions on the earth and how far they are apart."""

import math
from dataclasses import dataclass
from typing import Final

EARTH_METRES: Final = 6_371_008.8


@dataclass(frozen=True, slots=True)
class Position:
    """Degrees north and east."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"{self.latitude}, {self.longitude} is no place on earth.")


def metres_between(one: Position, other: Position) -> float:
    """Give the length of the way as the crow flies."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    across = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    along = math.sin((south - north) / 2) ** 2
    # Rounding may lift antipodes a hair above 1.
    part = min(1.0, along + math.cos(north) * math.cos(south) * across)
    return 2 * EARTH_METRES * math.asin(math.sqrt(part))
