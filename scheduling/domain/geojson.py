"""A polygon as other programs write it (GeoJSON), or as corners typed one a line."""

import json
import re
from typing import Any

from scheduling.domain.geo import Position

LONGEST = 200_000


class PolygonUnreadable(ValueError):
    """What was pasted is no polygon."""


def read_polygon(text: str) -> tuple[Position, ...]:
    """Read a GeoJSON polygon (alone, or the only one of a feature or a collection), or lines of latitude, longitude.

    Raises:
        PolygonUnreadable: it is neither, has holes, or a corner is no place on earth.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise PolygonUnreadable
    try:
        if text.startswith(("{", "[")):
            return tuple(Position(float(lat), float(lon)) for lon, lat, *_ in _ring(json.loads(text)))
        lines = [line for line in re.split(r"[\n;]+", text) if line.strip()]
        if not lines:
            raise PolygonUnreadable
        pairs = [re.split(r"[,\s]+", line.strip()) for line in lines]
        return tuple(Position(float(lat), float(lon)) for lat, lon in pairs)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise PolygonUnreadable from error


def write_corners(points: tuple[Position, ...]) -> str:
    """Write corners one a line, as they are typed."""
    return "\n".join(f"{one.latitude:.6f}, {one.longitude:.6f}" for one in points)


def _ring(found: Any) -> list[Any]:
    if isinstance(found, list):
        return found
    kind = found["type"]
    if kind == "FeatureCollection":
        [only] = found["features"]
        return _ring(only)
    if kind == "Feature":
        return _ring(found["geometry"])
    if kind == "MultiPolygon":
        [only] = found["coordinates"]
        [ring] = only
        return list(ring)
    if kind != "Polygon":
        raise PolygonUnreadable
    [ring] = found["coordinates"]
    return list(ring)
