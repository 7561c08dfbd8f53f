"""What the English tables share."""

from receptionist.domain.when.matching import Found
from receptionist.domain.when.readings import PARTS


def part_of_day(name: str) -> Found:
    return Found("PART", (name, *PARTS["evening" if name == "night" else name]))
