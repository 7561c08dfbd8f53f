"""Contacts as the product knows them: by which keys they are found again, and how probably two are one person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from contacts.domain.identity.fields import normalised, people_of
from contacts.domain.identity.levels import Level, compare
from contacts.domain.identity.matching import CERTAIN_FROM, Reason, reasons_of
from contacts.domain.identity.scoring import probabilities
from contacts.domain.identity.weights import DEFAULTS, Weights, kinds_of

# Keys that only count how common a name is; the others lead from one contact to another.
COUNTED: Final = ("first:", "last:")
# How many rows the usual share of a name is worth beside the organisation's own.
_WORTH_ROWS: Final = 300
_ALIKE: Final = frozenset({Level.SAME, Level.TYPO})
_LOCAL: Final = 7
_PLACE: Final = ("street_number", "address_1", "suburb", "postcode")
_NUMBER: Final = re.compile(r"\s*\d+[a-zA-Z]?\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is compared of a contact; a company has its name as the surname."""

    given_name: str = ""
    surname: str = ""
    generation: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    is_company: bool = False
    birth_date: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How probably two are one person and why; `is_certain` where two identifiers agree and nothing contradicts."""

    probability: float
    reasons: tuple[Reason, ...]
    is_certain: bool


def keys_of(person: Person) -> frozenset[str]:
    """Give the keys of which duplicates share one, and those that count names."""
    given, surname = normalised("given_name", person.given_name), normalised("surname", person.surname)
    phones = [normalised("phone", phone) for phone in person.phones]
    emails = [normalised("email", email) for email in person.emails]
    keys = {f"phone:{phone[-_LOCAL:]}" for phone in phones if phone} | {
        f"email:{text}" for text in emails if text
    }
    if given and surname:
        # Beginnings and ends, for a slip spoils one of them; all letters in order, for slips that change places.
        keys |= {
            f"name:{given[:3]}|{surname[:3]}",
            f"name:{given[0]}|{surname}",
            f"name:{surname[:3]}|{given[:3]}",
        }
        keys |= {f"tail:{given[:3]}|{surname[-3:]}", f"tail:{given[-3:]}|{surname[:4]}"}
        keys.add("letters:" + "".join(sorted((given + surname).replace(" ", ""))))
    elif surname or given:
        keys.add(f"alone:{surname or given}")
    keys |= {f"{COUNTED[0]}{given}"} if given else set()
    keys |= {f"{COUNTED[1]}{surname}"} if surname else set()
    return frozenset(key[:120] for key in keys)


def likenesses(
    pairs: Sequence[tuple[Person, Person]], *, known: int, common: Mapping[str, int], shared: frozenset[str]
) -> list[Likeness]:
    """Judge pairs by the shipped weights among `known` contacts.

    `common` says how many contacts have each counting key; `shared` are numbers and addresses of more than two contacts,
    which say nothing about who somebody is.
    """
    if not pairs:
        return []
    rows = [row for pair in pairs for row in _rows(*pair, shared)]
    people = people_of(rows)
    first = np.arange(0, len(rows), 2, dtype=np.int64)
    levels = compare(people, first, first + 1)
    weights = Weights(m=DEFAULTS.m, u=DEFAULTS.u, kinds=kinds_of(max(known, 2)))
    commonness = {}
    for name, prefix in zip(("given_name", "surname"), COUNTED, strict=True):
        if name in levels:
            usual = float(weights.u[name][Level.SAME])
            counts = [common.get(f"{prefix}{text}"[:120], 1) for text in people.columns[name].texts()[::2]]
            shares = (np.array(counts) + usual * _WORTH_ROWS) / (known + _WORTH_ROWS)
            commonness[name] = np.where(levels[name] == Level.SAME, np.log(shares / usual), 0.0)
    found = probabilities(levels, weights, commonness)
    listed = []
    for place, probability in enumerate(found.tolist()):
        reasons = reasons_of(levels, place, weights)
        listed.append(Likeness(probability, reasons, _is_certain(probability, reasons)))
    return listed


def _rows(one: Person, other: Person, shared: frozenset[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Lay two people beside each other, of several numbers the one they share."""
    return (
        _row(one, other, shared),
        _row(other, one, shared),
    )


def _row(one: Person, other: Person, shared: frozenset[str]) -> dict[str, str]:
    # What is known of one alone says nothing.
    both = {
        name: ours
        for name, ours, theirs in (
            ("date_of_birth", one.birth_date, other.birth_date),
            *zip(_PLACE, _place(one), _place(other), strict=True),
        )
        if ours and theirs
    }
    return both | {
        "given_name": one.given_name,
        "surname": one.surname,
        "generation": one.generation,
        "phone": _telling("phone", one.phones, other.phones, shared),
        "email": _telling("email", one.emails, other.emails, shared),
    }


def _place(person: Person) -> tuple[str, str, str, str]:
    """Give an address as it is compared; the number apart from the street."""
    number = _NUMBER.match(person.street)
    street = person.street[number.end() :] if number else person.street
    return (number[0].strip() if number else "", street.strip(), person.town, person.postcode)


def _telling(field: str, ours: Sequence[str], theirs: Sequence[str], shared: frozenset[str]) -> str:
    own = [text for text in ours if text not in shared]
    others = {normalised(field, text) for text in theirs if text not in shared}
    return next((text for text in own if normalised(field, text) in others), own[0] if own else "")


def _is_certain(probability: float, reasons: Sequence[Reason]) -> bool:
    """Say whether two identifiers of their own agree, the first name fits and nothing contradicts."""
    levels = {reason.field: reason.level for reason in reasons}
    if levels.get("generation") == Level.DIFFERENT or levels.get("date_of_birth") == Level.DIFFERENT:
        return False
    agreeing = [name for name in ("phone", "email", "date_of_birth") if levels.get(name) in _ALIKE]
    return probability >= CERTAIN_FROM and levels.get("given_name") in _ALIKE and len(agreeing) > 1
