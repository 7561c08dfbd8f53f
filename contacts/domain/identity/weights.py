"""How often two values are how alike among pairs of the same person and of strangers, and what kinds of pairs there are.

Fellegi and Sunter (1969) know matches and others. Here there are six kinds of pair, because people move, families
share a home and a town its postcode: a kind says of each field whether it agrees as in one person or as by chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contacts.domain.identity.fields import FIELDS, HOME, TOWN
from contacts.domain.identity.levels import Level

Shares = NDArray[np.float64]
LEVELS: Final = len(Level)


class Kind(IntEnum):
    """What two rows are to each other."""

    SAME = 0
    MOVED = 1
    HOUSEHOLD = 2
    RELATIVES = 3
    NEIGHBOURS = 4
    STRANGERS = 5


MATCHES: Final = (Kind.SAME, Kind.MOVED)
_AT_HOME: Final = HOME | {"phone", "surname"}
# Which fields agree as in one person, by kind of pair; the others agree as by chance.
AGREEING: Final[Mapping[Kind, frozenset[str]]] = {
    Kind.SAME: frozenset(FIELDS),
    Kind.MOVED: frozenset(FIELDS) - HOME,
    Kind.HOUSEHOLD: _AT_HOME,
    # They moved apart, and one of them still has the number of the other.
    Kind.RELATIVES: frozenset({"phone", "surname"}),
    Kind.NEIGHBOURS: TOWN,
    Kind.STRANGERS: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The share of each level by field in pairs of one person (`m`) and of strangers (`u`), and of each kind of pair."""

    m: Mapping[str, Shares]
    u: Mapping[str, Shares]
    kinds: Shares


def kinds_of(rows: int) -> Shares:
    """Say how many pairs of each kind to expect among `rows`: of ten people one is there twice, five share a home."""
    pairs = max(rows * (rows - 1) / 2, 1.0)
    expected = np.array([0.1 * rows, 0.02 * rows, 0.25 * rows, 0.05 * rows, 1.5 * rows])
    shares = np.minimum(expected / pairs, [0.3, 0.05, 0.1, 0.05, 0.3])
    return np.append(shares, 1 - shares.sum())


def _shares(*, same: float, typo: float, near: float, like: float, moved: float, short: float) -> Shares:
    others = [same, typo, near, like, moved, short]
    return np.array([0.0, *others, 1 - sum(others)])


# What was found in lists of people with the slips of typing, hearing and copying; a list large enough corrects it.
_NAME_M: Final = _shares(same=0.82, typo=0.06, near=0.03, like=0.02, moved=0.01, short=0.02)
_NAME_U: Final = _shares(same=0.004, typo=0.003, near=0.004, like=0.012, moved=0.0001, short=0.002)
_LINE_M: Final = _shares(same=0.78, typo=0.08, near=0.04, like=0.02, moved=0.01, short=0.02)
_LINE_U: Final = _shares(same=0.0005, typo=0.0005, near=0.0005, like=0.005, moved=0.0001, short=0.001)
_CODE_M: Final = _shares(same=0.86, typo=0.05, near=0.02, like=0.001, moved=0.001, short=0.001)
DEFAULTS: Final = Weights(
    m={
        "given_name": _NAME_M,
        "surname": _NAME_M,
        "date_of_birth": _shares(same=0.9, typo=0.03, near=0.01, like=0.02, moved=0.01, short=0.0001),
        "street_number": _CODE_M,
        "address_1": _LINE_M,
        "address_2": _LINE_M,
        "suburb": _LINE_M,
        "postcode": _CODE_M,
        "state": _shares(same=0.95, typo=0.01, near=0.0001, like=0.0001, moved=0.0001, short=0.0001),
        "phone": _CODE_M,
        "email": _shares(same=0.75, typo=0.04, near=0.03, like=0.05, moved=0.0001, short=0.01),
        "generation": _shares(same=0.985, typo=0.0, near=0.0, like=0.0, moved=0.0, short=0.0),
    },
    u={
        "given_name": _NAME_U,
        "surname": _NAME_U,
        "date_of_birth": _shares(
            same=0.00005, typo=0.0008, near=0.006, like=0.02, moved=0.0001, short=0.0001
        ),
        "street_number": _shares(same=0.01, typo=0.08, near=0.02, like=0.001, moved=0.001, short=0.001),
        "address_1": _LINE_U,
        "address_2": _LINE_U,
        "suburb": _shares(same=0.01, typo=0.0005, near=0.0005, like=0.005, moved=0.0001, short=0.001),
        "postcode": _shares(same=0.01, typo=0.02, near=0.1, like=0.001, moved=0.001, short=0.001),
        "state": _shares(same=0.3, typo=0.2, near=0.0001, like=0.0001, moved=0.0001, short=0.0001),
        "phone": _shares(same=0.00005, typo=0.00005, near=0.0002, like=0.0001, moved=0.0001, short=0.0001),
        "email": _shares(same=0.00002, typo=0.00005, near=0.001, like=0.02, moved=0.0001, short=0.0005),
        "generation": _shares(same=0.4, typo=0.0, near=0.0, like=0.0, moved=0.0, short=0.0),
    },
    kinds=kinds_of(2_000),
)
