"""How Spanish says when, from the smallest phrase to the largest."""

from typing import Final

from receptionist.domain.when.matching import Level
from receptionist.domain.when.spanish.days import DATES, LAPSES, WEEKS
from receptionist.domain.when.spanish.hours import DAY_PARTS, TIMES
from receptionist.domain.when.spanish.talk import BOUNDS, RELATIONS, TALK

LEVELS: Final = (
    Level.of(TIMES, LAPSES, DATES, DAY_PARTS, TALK),
    Level.of(WEEKS),
    Level.of(RELATIONS),
    Level.of(BOUNDS),
)
