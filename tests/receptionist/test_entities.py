"""Telephones, e-mails, names, addresses, birthdays, papers and secrets as they are said."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.domain import entities

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "entities.jsonl").read_text().splitlines()
]
TODAY = date(2026, 5, 12)


def phone(case: dict[str, Any]) -> str | None:
    found = entities.phone(
        case["text"], caller_id=case["caller_id"], region=case["default_region"], lang=case["lang"]
    )
    return found and found.number


def address(case: dict[str, Any]) -> str | None:
    found = entities.address(case["text"], lang=case["lang"])
    return found and found.line


def birthday(case: dict[str, Any]) -> str | None:
    found = entities.birth_date(case["text"], TODAY, lang=case["lang"])
    return found and found.isoformat()


READERS: dict[str, Callable[[dict[str, Any]], str | None]] = {
    "phone": phone,
    "email": lambda case: entities.email(case["text"], lang=case["lang"]),
    "name": lambda case: entities.name(case["text"], lang=case["lang"]),
    "address": address,
    "birthday": birthday,
    "member": lambda case: entities.member_id(case["text"], lang=case["lang"]),
    "plate": lambda case: entities.plate(case["text"], lang=case["lang"]),
    "insurer": lambda case: entities.insurer(case["text"]),
    "opposing": lambda case: entities.opposing(case["text"]),
    "secret": lambda case: ",".join(entities.without_secrets(case["text"], lang=case["lang"]).kinds),
}


def test_our_own_cases_are_all_read_right() -> None:
    assert len(CASES) >= 150
    assert set(READERS) == {case["type"] for case in CASES}
    wrong = [
        (case["type"], case["text"], found, case["accept"])
        for case in CASES
        if (found := READERS[case["type"]](case) or "none") not in case["accept"]
    ]
    assert wrong == []


MORE = "@ dot at double as in no wait ñ # - extension hundred mil oh not"
SAID = sorted({word for text in [MORE, *(case["text"] for case in CASES)] for word in text.split()})


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(SAID), max_size=12).map(" ".join), min_size=20, max_size=20),
    st.text(max_size=80),
)
def test_no_words_in_any_order_raise(texts: list[str], anything: str) -> None:
    for text in [*texts, anything]:
        for lang in ("en", "es"):
            case = {"text": text, "caller_id": "+14155550199", "default_region": "US", "lang": lang}
            found = {name: reader(case) for name, reader in READERS.items()}
            assert found["phone"] is None or found["phone"].startswith("+")
            assert found["email"] is None or found["email"].count("@") == 1
            assert found["name"] is None or found["name"].strip()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("my card is 4111 1111 1111 1111 and I need a plumber", "my card is [card number removed] and I need a plumber"),
        ("it's 123-45-6789 ok", "it's [social security number removed] ok"),
        ("call me at 312 555 0142", "call me at 312 555 0142"),
        ("social is one two three, four five, six seven eight nine", "social is [social security number removed]"),
    ],
)  # fmt: skip
def test_secrets_are_blanked_and_nothing_else(text: str, left: str) -> None:
    assert entities.without_secrets(text).text == left


def test_an_extension_and_the_own_number_are_told_apart() -> None:
    assert entities.phone("312 555 0142 extension 15") == entities.Phone("+13125550142", "15")
    assert entities.phone("this number", caller_id="+14155550199") == entities.Phone("+14155550199", "", True)
    assert entities.phone("this number") is None


def test_an_address_is_told_in_parts() -> None:
    found = entities.address(
        "twelve hundred West Lake Drive apartment four B Oak Park Illinois six oh three oh two"
    )
    assert found == entities.Address("1200 West Lake Drive", "Apt 4B", "Oak Park", "IL", "60302")


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("calle Hidalgo 45, 85004", ("Calle Hidalgo 45", "", "85004")),
        (
            "vivo en la calle Hidalgo cuarenta y cinco, ocho cinco cero cero cuatro",
            ("Calle Hidalgo 45", "", "85004"),
        ),
        ("Calle Hidalgo 45 apartamento 3, Phoenix 85004", ("Calle Hidalgo 45", "Phoenix", "85004")),
        ("calle Hidalgo número 45, código postal 85004", ("Calle Hidalgo 45", "", "85004")),
        ("calle Reforma 12345", ("Calle Reforma 12345", "", "")),
        ("calle 5 de mayo 300", ("Calle 5 de Mayo 300", "", "")),
    ],
)
def test_a_house_number_and_the_postcode_behind_it_are_two_numbers(
    said: str, parts: tuple[str, str, str]
) -> None:
    found = entities.address(said, lang="es")
    assert found is not None
    assert (found.street, found.city, found.postcode) == parts
