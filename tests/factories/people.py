"""Lists of people some of whom stand there twice, as reception desks keep them: slips, moves, families."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

GIVEN = [
    "james",
    "mary",
    "robert",
    "patricia",
    "john",
    "jennifer",
    "michael",
    "linda",
    "david",
    "elizabeth",
    "william",
    "barbara",
    "richard",
    "susan",
    "joseph",
    "jessica",
    "thomas",
    "sarah",
    "carlos",
    "karen",
    "daniel",
    "lisa",
    "matthew",
    "nancy",
    "luis",
    "betty",
    "mark",
    "sandra",
    "pablo",
    "ashley",
    "steven",
    "ana",
    "kevin",
    "emily",
    "brian",
    "donna",
    "jorge",
    "michelle",
    "edward",
    "carol",
    "ahmed",
    "amanda",
    "ravi",
    "melissa",
    "wei",
    "deborah",
    "ivan",
    "fatima",
    "oscar",
    "rosa",
]
ENDS = [
    "son",
    "berg",
    "well",
    "ton",
    "ez",
    "ova",
    "ski",
    "man",
    "ley",
    "field",
    "ham",
    "er",
    "ino",
    "ard",
    "worth",
    "aga",
    "iku",
    "ang",
    "ford",
    "eau",
]
STARTS = [
    "and",
    "brad",
    "car",
    "dal",
    "ed",
    "fern",
    "gar",
    "hol",
    "iv",
    "jan",
    "kow",
    "lin",
    "mar",
    "nor",
    "ol",
    "pet",
    "quin",
    "ros",
    "sal",
    "tor",
    "um",
    "val",
    "wes",
    "yar",
    "zel",
    "bar",
    "cor",
    "den",
    "el",
]
STREETS = [
    "oak",
    "pine",
    "maple",
    "cedar",
    "elm",
    "lake",
    "hill",
    "park",
    "river",
    "spring",
    "church",
    "mill",
    "center",
    "union",
    "prospect",
    "sunset",
]
TOWNS = [("phoenix", "850", "az"), ("mesa", "852", "az"), ("reno", "895", "nv"), ("el paso", "799", "tx")]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Row = dict[str, str]


@dataclass
class PeopleSample:
    """Rows and the pairs of ids that are one person."""

    rows: list[Row] = field(default_factory=list)
    truth: set[frozenset[str]] = field(default_factory=set)


def people_sample(count: int, *, seed: int = 7) -> PeopleSample:
    """Make about `count` rows; a quarter of the people stand there twice or thrice."""
    dice = random.Random(seed)
    made: list[tuple[int, Row]] = []
    person = 0
    while len(made) < count:
        home, surname, phone = _home(dice), dice.choice(STARTS) + dice.choice(ENDS), _phone(dice)
        # Families share their home, their name and half of the time one telephone.
        is_shared = dice.random() < 0.5
        for called in sorted({_given(dice) for _ in range(dice.choice([1, 1, 2, 3]))}):
            row = _person(dice, surname, called, phone if is_shared else _phone(dice)) | home
            copies = dice.choice([0, 0, 0, 0, 0, 0, 1, 1, 2])
            made += [(person, row), *((person, _copied(dice, row)) for _ in range(copies))]
            person += 1
    dice.shuffle(made)
    sample = PeopleSample()
    same: dict[int, list[str]] = {}
    for place, (who, row) in enumerate(made):
        sample.rows.append({"id": f"p{place}", **row})
        sample.truth |= {frozenset((other, f"p{place}")) for other in same.get(who, [])}
        same.setdefault(who, []).append(f"p{place}")
    return sample


def _given(dice: random.Random) -> str:
    return GIVEN[min(int(dice.expovariate(0.06)), len(GIVEN) - 1)]


def _person(dice: random.Random, surname: str, given: str, phone: str) -> Row:
    return {
        "given_name": given,
        "surname": surname,
        "date_of_birth": f"{dice.randint(1935, 2015)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}",
        "phone": phone,
        "email": f"{given}.{surname}{dice.randint(1, 9999)}@example.com" if dice.random() < 0.6 else "",
    }


def _home(dice: random.Random) -> Row:
    town, area, state = dice.choice(TOWNS)
    street = (
        f"{dice.choice(STARTS)}{dice.choice(ENDS)} {dice.choice(STREETS)} {dice.choice(['st', 'ave', 'rd'])}"
    )
    return {
        "street_number": str(dice.randint(1, 999)),
        "address_1": street,
        "suburb": town,
        "postcode": f"{area}{dice.randint(10, 59)}",
        "state": state,
    }


def _phone(dice: random.Random) -> str:
    return f"602{dice.randint(2_000_000, 9_999_999)}"


def _copied(dice: random.Random, row: Row) -> Row:
    """Copy a row as somebody else would have taken it down."""
    copy = dict(row)
    if dice.random() < 0.15:
        copy |= _home(dice)
    if dice.random() < 0.15:
        copy["phone"] = _phone(dice)
    for _ in range(dice.choice([0, 1, 1, 2, 3])):
        name = dice.choice(list(copy))
        copy[name] = dice.choice(SLIPS)(dice, copy[name])
    if dice.random() < 0.04:
        copy["given_name"], copy["surname"] = copy["surname"], copy["given_name"]
    return copy


def _swapped(dice: random.Random, text: str) -> str:
    place = dice.randrange(max(len(text) - 1, 1))
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]


def _wrong(dice: random.Random, text: str) -> str:
    place = dice.randrange(max(len(text), 1))
    other = dice.choice("0123456789" if text.isdigit() else LETTERS)
    return text[:place] + other + text[place + 1 :]


SLIPS: tuple[Callable[[random.Random, str], str], ...] = (
    _swapped,
    _wrong,
    lambda dice, text: "",
    lambda dice, text: "".join(a for a, b in pairwise(f"{text}  ") if a != b),
)
