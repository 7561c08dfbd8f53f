"""Positions laid out on a flat drawing, for maps that need nobody's tiles."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from scheduling.domain.geo import EARTH_METRES, Position

# A drawing of one place alone still shows its surroundings.
LEAST_METRES = 2_000.0


@dataclass(frozen=True, slots=True)
class Plane:
    """A drawing `width` by `height` units; `scale` is units per metre round `middle`."""

    width: int
    height: int
    middle: Position
    scale: float

    def at(self, position: Position) -> tuple[float, float]:
        """Give where a position is drawn, from the upper left."""
        east = (position.longitude - self.middle.longitude + 180) % 360 - 180
        x = math.radians(east) * math.cos(math.radians(self.middle.latitude)) * EARTH_METRES
        y = math.radians(position.latitude - self.middle.latitude) * EARTH_METRES
        return round(self.width / 2 + x * self.scale, 1), round(self.height / 2 - y * self.scale, 1)

    def length(self, metres: float) -> float:
        """Give how long a distance is drawn."""
        return round(metres * self.scale, 1)


def plane_of(
    positions: Iterable[Position],
    *,
    circles: Iterable[tuple[Position, float]] = (),
    width: int = 640,
    height: int = 420,
    edge: int = 28,
) -> Plane | None:
    """Fit positions, and circles round positions, into a drawing; None without any."""
    found = list(positions)
    for centre, metres in circles:
        north = math.degrees(metres / EARTH_METRES)
        east = north / max(0.01, math.cos(math.radians(centre.latitude)))
        found += [
            Position(max(-90.0, min(90.0, centre.latitude + a)), (centre.longitude + b + 180) % 360 - 180)
            for a, b in ((north, 0), (-north, 0), (0, east), (0, -east))
        ]
    if not found:
        return None
    origin = found[0].longitude
    easts = [(one.longitude - origin + 180) % 360 - 180 for one in found]
    norths = [one.latitude for one in found]
    middle = Position(
        (max(norths) + min(norths)) / 2, (origin + (max(easts) + min(easts)) / 2 + 180) % 360 - 180
    )
    across = math.cos(math.radians(middle.latitude))
    wide = max(LEAST_METRES, math.radians(max(easts) - min(easts)) * across * EARTH_METRES)
    high = max(LEAST_METRES, math.radians(max(norths) - min(norths)) * EARTH_METRES)
    return Plane(width, height, middle, min((width - 2 * edge) / wide, (height - 2 * edge) / high))
