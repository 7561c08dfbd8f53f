"""Who is the same person."""

import numpy as np
import pytest

from contacts.domain.identity import CERTAIN_FROM, LINKED_FROM, Level, find_links, people_of
from contacts.domain.identity.blocking import WINDOW, candidates
from contacts.domain.identity.clustering import consistent, groups
from contacts.domain.identity.fields import normalised
from contacts.domain.identity.levels import compare
from contacts.domain.identity.weights import DEFAULTS, LEVELS, kinds_of
from tests.factories.people import people_sample

ANA = {
    "given_name": "Ana", "surname": "Ortiz", "date_of_birth": "1980-04-03", "street_number": "12",
    "address_1": "Oak Street", "suburb": "Mesa", "postcode": "85201", "state": "AZ", "phone": "602 555 0134",
    "email": "ana.ortiz@gmail.com",
}  # fmt: skip


def _linked(*rows: dict[str, str]) -> dict[tuple[int, int], float]:
    return {(link.first, link.second): link.probability for link in find_links(people_of(rows))}


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("surname", " O'Neil ", "oneil"),
        ("given_name", "José-María", "jose maria"),
        ("surname", "Иванов", "иванов"),
        ("date_of_birth", "4/3/1980", "19800403"),
        ("date_of_birth", "23/4/1980", "19800423"),
        ("date_of_birth", "1980-04-03T00:00", "19800403"),
        ("date_of_birth", "19800403", "19800403"),
        ("date_of_birth", "unknown", ""),
        ("phone", "+1 (602) 555-0134 x9", "6025550134"),
        ("phone", "12", ""),
        ("email", "A.Ortiz+news@GoogleMail.com", "aortiz@gmail.com"),
        ("email", "nobody", ""),
        ("address_1", "Oak Street", "oakst"),
        ("address_1", "oak st.", "oakst"),
    ],
)
def test_values_are_written_one_way(field: str, typed: str, expected: str) -> None:
    assert normalised(field, typed) == expected


@pytest.mark.parametrize(
    ("field", "one", "other", "level"),
    [
        ("surname", "Ortiz", "ORTIZ", Level.SAME),
        ("surname", "Ortiz", "Oritz", Level.TYPO),
        ("surname", "Ortiz", "", Level.MISSING),
        ("surname", "Ortiz", "Becker", Level.DIFFERENT),
        ("given_name", "Ana", "A", Level.SHORT),
        ("given_name", "Ana", "Ana Maria", Level.SHORT),
        ("date_of_birth", "1980-04-03", "1980-03-04", Level.MOVED),
        ("date_of_birth", "1980-04-03", "1980-04-08", Level.TYPO),
        ("date_of_birth", "1980-04-03", "1980-11-27", Level.LIKE),
        ("date_of_birth", "1980-04-03", "1967-11-27", Level.DIFFERENT),
        ("postcode", "85201", "85210", Level.TYPO),
        ("postcode", "85201", "79901", Level.DIFFERENT),
        ("address_1", "Sid Barnes Street", "SidBarnes St", Level.SAME),
    ],
)
def test_values_are_compared_in_steps(field: str, one: str, other: str, level: Level) -> None:
    people = people_of([{field: one}, {field: other}])
    found = compare(people, np.array([0]), np.array([1]))
    assert found[field][0] == level


def test_exchanged_names_are_seen() -> None:
    people = people_of([{"given_name": "Ana", "surname": "Ortiz"}, {"given_name": "Ortis", "surname": "Ana"}])
    found = compare(people, np.array([0]), np.array([1]))
    assert (found["given_name"][0], found["surname"][0]) == (Level.MOVED, Level.MISSING)


def test_a_short_list_is_judged_by_the_defaults() -> None:
    slip = ANA | {"given_name": "Anna", "phone": "", "postcode": "85210"}
    moved = ANA | {
        "street_number": "9",
        "address_1": "Hill Road",
        "suburb": "Reno",
        "postcode": "89501",
        "state": "NV",
    }
    husband = ANA | {"given_name": "Luis", "date_of_birth": "1978-09-21", "email": "luis@example.com"}
    stranger = {
        "given_name": "Wei",
        "surname": "Chen",
        "date_of_birth": "1990-01-02",
        "suburb": "Mesa",
        "state": "AZ",
    }
    assert _linked(ANA, slip)[0, 1] > CERTAIN_FROM
    assert _linked(ANA, moved)[0, 1] > CERTAIN_FROM
    assert not _linked(ANA, husband)
    assert not _linked(ANA, stranger)
    assert not _linked({"given_name": "Ana"}, {"given_name": "Ana"})
    assert not _linked()
    assert not _linked(ANA)


def test_father_and_son_stay_apart() -> None:
    home = {
        name: ANA[name] for name in ("street_number", "address_1", "suburb", "postcode", "state", "phone")
    }
    father = home | {"given_name": "Luis", "surname": "Ortiz Sr."}
    son = home | {"given_name": "Luis", "surname": "Ortiz Jr."}
    assert not {pair for pair, probability in _linked(father, son).items() if probability >= CERTAIN_FROM}
    assert _linked(son, son | {"surname": "Ortiz", "generation": "II"})[0, 1] > LINKED_FROM


def test_a_list_teaches_its_own_weights() -> None:
    sample = people_sample(1500)
    links = find_links(people_of(sample.rows))
    ids = [row["id"] for row in sample.rows]
    found = {frozenset((ids[link.first], ids[link.second])) for link in links}
    certain = {
        frozenset((ids[one.first], ids[one.second])) for one in links if one.probability >= CERTAIN_FROM
    }
    right = len(found & sample.truth)
    assert right / len(found) > 0.98
    assert right / len(sample.truth) > 0.96
    assert len(certain & sample.truth) / len(certain) > 0.995
    assert links == find_links(people_of(sample.rows))


def test_more_rows_than_a_block_holds_are_compared_with_the_next() -> None:
    first, second = candidates(people_of([ANA] * 450))
    assert {(place, place + 1) for place in range(449)} <= set(
        zip(first.tolist(), second.tolist(), strict=True)
    )
    assert len(first) < 450 * WINDOW


def test_a_group_is_consistent() -> None:
    likely, unlikely = 0.999, 0.0001
    known = {(0, 1): likely, (1, 2): likely, (0, 2): 0.2, (2, 3): 0.6, (0, 3): unlikely, (1, 3): unlikely}
    assert groups([(1, 2), (0, 1), (2, 3), (7, 8)]) == [[0, 1, 2, 3], [7, 8]]
    found = consistent([0, 1, 2, 3], known)
    assert set(found) == {(0, 1), (1, 2), (0, 2)}
    assert 0.2 < found[0, 2] < CERTAIN_FROM


def test_the_defaults_are_shares() -> None:
    for table in (*DEFAULTS.m.values(), *DEFAULTS.u.values()):
        assert len(table) == LEVELS
        assert table.min() >= 0
        assert table.sum() == pytest.approx(1)
    for rows in (2, 50, 10_000):
        assert kinds_of(rows).sum() == pytest.approx(1)
        assert kinds_of(rows).min() > 0
