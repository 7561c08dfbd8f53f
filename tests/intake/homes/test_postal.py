"""Addresses: read from a line, one key for the same place, and what is odd about them."""

import pytest

from intake.domain.homes.postal import Odd, Postal, key_of, oddities, read, tidy
from intake.domain.homes.states import NAMES, state_code, states_of

SAME = (
    "4021 N Scottsdale Rd #3, Scottsdale, AZ 85251",
    "4021 North Scottsdale Road, Apt. 3, Scottsdale, Arizona 85251-1234",
    "4021 n. scottsdale road unit 3, SCOTTSDALE az 85251",
)


def test_one_place_has_one_key_however_it_is_typed() -> None:
    assert {key_of(read(line)) for line in SAME} == {"4021 N SCOTTSDALE RD|3|85251"}
    parts = tidy(Postal(street="4021 N Scottsdale Rd. Unit 3", city="Scottsdale", postcode="85251 - 9"))
    assert key_of(parts).startswith("4021 N SCOTTSDALE RD|3|")
    assert key_of(read("4021 N Scottsdale Rd #4, Scottsdale, AZ 85251")) != key_of(read(SAME[0]))
    assert key_of(read("4023 N Scottsdale Rd #3, Scottsdale, AZ 85251")) != key_of(read(SAME[0]))
    assert key_of(Postal(street=" ,. ")) == ""


def test_a_line_is_read_into_parts() -> None:
    assert read("1220 W Roosevelt St, Phoenix, Arizona 85007-2210") == Postal(
        street="1220 W Roosevelt St", city="Phoenix", state="AZ", postcode="85007"
    )
    assert read("") == Postal()
    assert read("4021 N Scottsdale Rd #3, Scottsdale, AZ 85251").line == (
        "4021 N Scottsdale Rd # 3, Scottsdale, AZ 85251"
    )


@pytest.mark.parametrize(
    ("address", "is_known", "odd"),
    [
        (Postal(street="1 Elm St", state="AZ", postcode="85004"), True, ()),
        (Postal(street="1 Elm St", state="TX", postcode="85004"), True, (Odd.OTHER_STATE,)),
        (Postal(street="1 Elm St", state="ZZ", postcode="85004"), True, (Odd.UNKNOWN_STATE,)),
        (Postal(street="1 Elm St", state="AZ", postcode="85999"), False, (Odd.UNKNOWN_POSTCODE,)),
        (Postal(street="1 Elm St", state="AZ", postcode="8500"), False, (Odd.BAD_POSTCODE,)),
        (Postal(street="1 Elm St", state="AZ"), False, (Odd.NO_POSTCODE,)),
        (Postal(street="Elm Street", postcode="85004"), True, (Odd.NO_NUMBER,)),
        (Postal(street="P.O. Box 77", postcode="85004"), True, (Odd.POST_BOX,)),
        (Postal(street="1220", postcode="85004"), True, (Odd.NO_STREET,)),
    ],
)
def test_what_is_odd_is_said(address: Postal, is_known: bool, odd: tuple[Odd, ...]) -> None:
    assert oddities(address, country="US", is_known=is_known) == odd


def test_a_postcode_far_from_its_town_is_odd_once_it_is_right_in_itself() -> None:
    address = Postal(street="1 Elm St", city="Phoenix", state="AZ", postcode="85701")
    assert oddities(address, country="US", is_known=True, is_other_town=True) == (Odd.OTHER_TOWN,)
    assert oddities(
        Postal(street="1 Elm St", state="TX", postcode="85701"),
        country="US",
        is_known=True,
        is_other_town=True,
    ) == (Odd.OTHER_STATE,)


def test_elsewhere_no_american_postcode_is_asked_for() -> None:
    assert oddities(Postal(street="1 High St", postcode="SW1A 1AA"), country="GB", is_known=False) == ()


def test_every_state_has_postcodes_and_is_known_by_both_its_names() -> None:
    lie_in = {code for number in range(1000) for code in states_of(f"{number:03d}01")}
    assert lie_in == set(NAMES)
    assert all(state_code(name) == code == state_code(code.lower()) for code, name in NAMES.items())
    assert state_code("Ruritania") is None
