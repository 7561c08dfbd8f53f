"""How English says when, from the smallest phrase to the largest."""

from typing import Final

from receptionist.domain.when.english.days import DATES, LAPSES, WEEKS
from receptionist.domain.when.english.hours import DAY_PARTS, TIMES
from receptionist.domain.when.english.talk import BOUNDS, RELATIONS, TALK
from receptionist.domain.when.matching import Level

LEVELS: Final = (
    Level.of(TIMES, LAPSES, DATES, DAY_PARTS, TALK),
    Level.of(WEEKS),
    Level.of(RELATIONS),
    Level.of(BOUNDS),
)
