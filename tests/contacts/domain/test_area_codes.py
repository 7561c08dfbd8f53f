"""Area codes against the library's own geocoder."""

import phonenumbers
import pytest
from phonenumbers import geocoder

from contacts.domain.area_codes import STATE_BY_AREA_CODE, places_of_number
from contacts.domain.consent import Place
from contacts.domain.quiet_hours import STATE_CLOSES, SUNDAY_OPENS

NAMES = {
    "FL": "Florida",
    "MD": "Maryland",
    "OK": "Oklahoma",
    "TX": "Texas",
    "WA": "Washington State",
    "WY": "Wyoming",
}


def state_of(area_code: str) -> str | None:
    """Read the state out of "Florida" or "Palm Beach, FL"."""
    described = geocoder.description_for_number(phonenumbers.parse(f"+1{area_code}5550134"), "en")
    return next(
        (state for state, name in NAMES.items() if described == name or described.endswith(f", {state}")),
        None,
    )


def test_the_table_has_every_area_code_of_the_strict_states() -> None:
    known = {code: state for code in map(str, range(200, 1000)) if (state := state_of(code))}
    ours = {code: state for code, state in STATE_BY_AREA_CODE.items() if state in NAMES}

    assert known.items() <= ours.items()
    assert len(ours) - len(known) <= 3, "codes newer than the geocoder's"


def test_every_state_has_area_codes_and_every_code_one_state() -> None:
    assert {*STATE_CLOSES, *SUNDAY_OPENS} <= set(STATE_BY_AREA_CODE.values())
    assert len(set(STATE_BY_AREA_CODE.values())) == 51
    assert all(len(code) == 3 and code.isdigit() for code in STATE_BY_AREA_CODE)


@pytest.mark.parametrize(
    ("e164", "places"),
    [
        ("+16025550134", (Place("America/Phoenix", "AZ"),)),
        ("+13055550134", (Place("America/New_York", "FL"),)),
        ("+34600123456", (Place("Atlantic/Canary"), Place("Europe/Madrid"))),
        ("+18005550134", ()),
        ("+99955501", ()),
        ("anonymous", ()),
    ],
)
def test_where_a_number_comes_from(e164: str, places: tuple[Place, ...]) -> None:
    assert places_of_number(e164) == places
