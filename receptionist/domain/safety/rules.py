"""How a rule is written: the words that must all be there, the words that must not, and the trades it is for."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Tier(IntEnum):
    """How much a sentence alarms; a later look may raise it and never lower it."""

    NONE = 0
    ASK = 1
    HARD = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A hazard and the words it shows by."""

    hazard: str
    tier: Tier
    all_of: tuple[re.Pattern[str], ...]
    none_of: re.Pattern[str] | None
    trades: frozenset[str]


# Pieces that many rules share. A gap is a few words of anything.
PIECES: Final = {
    "gap": r"(?:\w+ ){0,4}",
    "wide": r"(?:\w+ ){0,9}",
    "kin": (
        r"(?:mom|mother|mommy|dad|father|daddy|wife|husband|son|daughter|baby|newborn|infant|toddler|kid|kids|child"
        r"|children|boy|girl|little one|grandma|grandmother|grandpa|grandfather|nana|sister|brother|aunt|uncle"
        r"|boyfriend|girlfriend|partner|fiance|roommate|neighbor|coworker|friend|niece|nephew|grandson|granddaughter"
        r"|stepdad|stepmom|stepson|twin|twins|patient|client|customer|man|woman|guy|lady|tenant|old man|teenager)"
    ),
    "small": (
        r"(?:baby|newborn|infant|toddler|kid|kids|child|children|son|daughter|boy|girl|little one|grandson"
        r"|granddaughter|niece|nephew|twins?|(?:one|two|three|four|1|2|3|4|\d+) (?:year|month|week)s? old|preschooler)"
    ),
    "pet": (
        r"(?:dog|puppy|pup|cat|kitten|kitty|pet|rabbit|bunny|bird|parrot|hamster|ferret|guinea pig|lab|retriever|dane"
        r"|shepherd|poodle|chihuahua|terrier|beagle|boxer|bulldog|frenchie|husky|dachshund|doodle|horse|mare|goat)"
    ),
    "cant": r"(?:cant|cannot|can not|can barely|can hardly|wont|will not|couldnt|could not|unable to|barely|isnt able to)",
    "isnt": r"(?:isnt|is not|not|aint|wasnt|stopped|quit|hasnt been|has not been|doesnt seem to be|no longer)",
}


def pattern(words: str) -> re.Pattern[str]:
    """This will make whole words of a rule's words, its pieces filled in."""
    for name, piece in PIECES.items():
        words = words.replace("{" + name + "}", piece)
    return re.compile(rf"\b(?:{words})\b")


def rule(hazard: str, tier: Tier, *all_of: str, unless: str = "", trades: str = "") -> Rule:
    """This will read a rule as it is written in the tables."""
    return Rule(
        hazard=hazard,
        tier=tier,
        all_of=tuple(pattern(words) for words in all_of),
        none_of=pattern(unless) if unless else None,
        trades=frozenset(trades.split()),
    )


def hard(hazard: str, *all_of: str, unless: str = "", trades: str = "") -> Rule:
    """This will read a rule that calls for help at once."""
    return rule(hazard, Tier.HARD, *all_of, unless=unless, trades=trades)


def ask(hazard: str, *all_of: str, unless: str = "", trades: str = "") -> Rule:
    """This will read a rule that is worth one question."""
    return rule(hazard, Tier.ASK, *all_of, unless=unless, trades=trades)
