"""Where a picture was taken, as its camera wrote into it; read once, before all that is taken out of it."""

import io
import math
from typing import Final

from PIL import ExifTags, Image

from scheduling.domain.geo import Position

KINDS: Final = ("JPEG", "PNG", "WEBP")


def taken_at(content: bytes) -> Position | None:
    """Give where a picture was taken, None where nothing says so or nobody can read it."""
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as picture:
            found = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
            north = _degrees(found[ExifTags.GPS.GPSLatitude], found.get(ExifTags.GPS.GPSLatitudeRef) == "S")
            east = _degrees(found[ExifTags.GPS.GPSLongitude], found.get(ExifTags.GPS.GPSLongitudeRef) == "W")
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, ZeroDivisionError, AttributeError):
        return None
    except Image.DecompressionBombError:
        return None
    # Cameras without a fix write zeros: no customer lives in the Gulf of Guinea.
    is_there = abs(north) <= 90 and abs(east) <= 180 and (north, east) != (0.0, 0.0)
    return Position(north, east) if is_there else None


def _degrees(parts: tuple[object, ...], is_negative: bool) -> float:
    whole, minutes, seconds = (float(part) for part in parts)  # type: ignore[arg-type]
    found = whole + minutes / 60 + seconds / 3600
    if not math.isfinite(found):
        raise ValueError("no angle")
    return -found if is_negative else found
