"""What the Spanish tables share."""

from receptionist.domain.when.matching import Found
from receptionist.domain.when.readings import PARTS


def part_of_day(name: str) -> Found:
    return Found("PART", ("morning", 0, 360) if name == "dawn" else (name, *PARTS[name]))
