"""Parties of a made-up firm, and names asked of it: some are parties in disguise, some only look like one."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from intake.domain.names.letters import word_list

GIVEN = word_list(
    """
    Robert William Margaret Elizabeth James John Katherine Patricia Michael Theodore Edward Henry Charles Dorothy
    Frances Susan Barbara Richard Thomas Joseph Daniel Samuel Benjamin Anthony Lawrence Gregory Douglas Kenneth
    Ronald Stephen Jeffrey Matthew Andrew Nicholas Christopher Alexander Victoria Rebecca Deborah Judith Virginia
    Cynthia Pamela Eleanor Josephine Abigail Nathaniel Frederick Leonard Harold Walter Arthur Philip Vincent
    Francisco Guadalupe Ignacio Concepcion Enrique Alejandro Graciela Consuelo Rosario Mercedes Teresa Beatriz
    Joaquin Esteban Ramona Hortensia
    """
)
SHORT = {
    "Robert": "Bob", "William": "Bill", "Margaret": "Peggy", "Elizabeth": "Liz", "James": "Jim", "John": "Jack",
    "Katherine": "Kathy", "Patricia": "Patty", "Michael": "Mike", "Theodore": "Ted", "Edward": "Ned", "Henry": "Hank",
    "Charles": "Chuck", "Dorothy": "Dot", "Richard": "Rick", "Thomas": "Tom", "Joseph": "Joe", "Daniel": "Danny",
    "Samuel": "Sam", "Benjamin": "Ben", "Anthony": "Tony", "Lawrence": "Larry", "Francisco": "Paco", "Ignacio": "Nacho",
    "Guadalupe": "Lupe", "Enrique": "Quique",
}  # fmt: skip
STEMS = word_list(
    """
    Hald Wend Marr Kest Bram Tolv Orr Lund Fenn Gatt Rusk Strom Vall Ackr Denn Holt Iver Jarr Kell Morv Nesb Pell
    Quarl Sund Thorn Ulf Wick Yarb Zell Brock Crane Dray Eld Frob Gren Hask
    """
)
ENDS = word_list(
    """
    er ing ford ton sen son ley ham well man berg strand by wood more stone feld mann ossi etti ini ano ez era ado
    ika ov enko ski wicz eau ard in
    """
)
TRADES = word_list(
    """
    Heating Dairy Realty Plastics Roofing Imaging Textiles Freight Marine Robotics Bakery Optical Staffing Paving
    Dental Insurance Transportation Manufacturing Systems Services Electric Construction
    """
)
BRIEF = {
    "Heating": "Htg", "Insurance": "Ins.", "Transportation": "Transp", "Manufacturing": "Mfg", "Systems": "Sys",
    "Services": "Svcs", "Electric": "Elec.", "Construction": "Constr",
}  # fmt: skip
COMMON = [
    "Summit",
    "Apex",
    "Eastern",
    "Capital",
    "Heritage",
    "Metro",
    "Pioneer",
    "Golden",
    "Liberty",
    "Evergreen",
]
FORMS = ("LLC", "Inc", "Corp", "Ltd", "L.L.P.", "PLLC")


@dataclass(frozen=True, slots=True)
class Made:
    """A party: its words, apart, so that they can be disguised."""

    number: int
    of_company: bool
    words: tuple[str, ...]
    dob: date | None

    @property
    def name(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to ask for, how it came about, and the party it is of, if any."""

    how: str
    name: str
    of_company: bool
    dob: date | None
    party: int | None
    looks_like: int


def parties(count: int, *, seed: int = 15) -> Iterator[Made]:
    """Make parties: two of three are people, four of ten of these have a date of birth."""
    chance = random.Random(seed)
    for number in range(count):
        if chance.random() < 0.33:
            brand = (
                chance.choice(COMMON)
                if chance.random() < 0.2
                else _stem(chance) + chance.choice(("", "", "is", "ex"))
            )
            yield Made(number, True, (brand, chance.choice(TRADES), chance.choice(FORMS)), None)
            continue
        middle = (chance.choice(GIVEN),) if chance.random() < 0.2 else ()
        born = date(1940, 1, 1) + timedelta(days=chance.randrange(23_000)) if chance.random() < 0.4 else None
        yield Made(number, False, (chance.choice(GIVEN), *middle, _stem(chance)), born)


def wanted(made: list[Made], count: int, *, seed: int = 16) -> Iterator[Wanted]:
    """Ask for parties in disguise, and as often for strangers who look like one."""
    chance = random.Random(seed)
    while count:
        party = chance.choice(made)
        ways = _COMPANIES if party.of_company else _PERSONS
        how = chance.choice(sorted(ways))
        name = ways[how](party, chance)
        if name is None:
            continue
        is_stranger = how.startswith("n_")
        dob = party.dob if not is_stranger else None
        if how == "n_other_dob" and party.dob:
            dob = party.dob + timedelta(days=3_333)
        yield Wanted(how, name, party.of_company, dob, None if is_stranger else party.number, party.number)
        count -= 1


def _stem(chance: random.Random) -> str:
    return chance.choice(STEMS) + chance.choice(("", "a", "e", "i", "o")) + chance.choice(ENDS)


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    way = chance.randrange(4)
    if way == 0:
        return word[:place] + word[place] * 2 + word[place + 1 :]
    if way == 1:
        return word[:place] + word[place + 1 :]
    if way == 2:
        return word[:place] + chance.choice("aeioulnrst") + word[place + 1 :]
    return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]


def _scan(word: str) -> str | None:
    for old, new in (("m", "rn"), ("d", "cl"), ("o", "0"), ("l", "1"), ("w", "vv")):
        if old in word[1:]:
            return word[0] + word[1:].replace(old, new, 1)
    return None


Way = Callable[[Made, random.Random], str | None]


def _short(party: Made, _chance: random.Random) -> str | None:
    short = SHORT.get(party.words[0])
    return f"{short} {party.words[-1]}" if short else None


def _same_name(party: Made, _chance: random.Random) -> str | None:
    return party.name if party.dob else None


_PERSONS: dict[str, Way] = {
    "as_it_is": lambda party, _: party.name,
    "capitals": lambda party, _: party.name.upper(),
    "comma": lambda party, _: f"{party.words[-1]}, {' '.join(party.words[:-1])}",
    "initial": lambda party, _: f"{party.words[0][0]}. {party.words[-1]}",
    "middle": lambda party, _: (
        f"{party.words[0]} Quincy {party.words[-1]}" if len(party.words) == 2 else None
    ),
    "no_middle": lambda party, _: f"{party.words[0]} {party.words[-1]}",
    "short_form": _short,
    "title": lambda party, _: f"Dr. {party.name}, Esq.",
    "double": lambda party, _: f"{party.words[0]} {party.words[-1]}-Ashgrove",
    "slip": lambda party, chance: f"{party.words[0]} {_slip(party.words[-1], chance)}",
    "two_slips": lambda party, chance: f"{_slip(party.words[0], chance)} {_slip(party.words[-1], chance)}",
    "scan": lambda party, _: (read := _scan(party.words[-1])) and f"{party.words[0]} {read}",
    "n_other_given": lambda party, _: f"Xenophon {party.words[-1]}",
    "n_other_family": lambda party, _: f"{party.words[0]} Quetzalbirch",
    "n_other_dob": _same_name,
}
_COMPANIES: dict[str, Way] = {
    "form": lambda party, _: f"The {party.words[0]} {party.words[1]} Incorporated",
    "brief": lambda party, _: (
        f"{party.words[0]} {BRIEF[party.words[1]]}" if party.words[1] in BRIEF else None
    ),
    "capitals": lambda party, _: party.name.upper(),
    "reach": lambda party, _: f"{party.words[0]} {party.words[1]} (USA) Holdings Ltd",
    "dba": lambda party, _: f"Zyx Ventures Inc dba {party.words[0]} {party.words[1]}",
    "slip": lambda party, chance: (
        f"{_slip(party.words[0], chance)} {party.words[1]}" if party.words[0] not in COMMON else None
    ),
    "n_other_trade": lambda party, _: f"{party.words[0]} Falconry LLC" if party.words[0] in COMMON else None,
    "n_other_brand": lambda party, _: f"Quetzalbirch {party.words[1]} {party.words[2]}",
}
